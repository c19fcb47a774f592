"""The network: two sides, each through the trunk by itself, compared word by word.

Every piece meets its softly aligned counterpart (decomposable attention, Parikh et al. 2016; ESIM, Chen et
al. 2017): both, their product and difference, how well they match and how well their rivals do. A small
transformer then reads both sides together.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from audit.training.contextual.trunk import MEANS, UPPER, UPPER_WEIGHTS, WIDTH

JOINT, LAYERS, HEADS, INNER = 256, 3, 4, 768
_FIGURES = 10
_TRUNK_HEADS = 12
_FAR = -30.0


class Scores(NamedTuple):
    """Log-odds that something is wrong.

    ``en`` and ``ko`` of each piece, shapes (b, m) and (b, n); ``en_alone`` and ``ko_alone`` that the other
    side has nothing for a wrong piece; ``gaps`` (b, m + 1) that words are missing before an English piece;
    ``pair`` (b,) of the pair as a whole.
    ``links`` (b, m, n) are the cosines of the pieces, with what the embedded encoder knows added.
    """

    en: Tensor
    ko: Tensor
    en_alone: Tensor
    ko_alone: Tensor
    gaps: Tensor
    pair: Tensor
    links: Tensor


class Support(NamedTuple):
    """What the embedded encoder knows of the words of pairs; see :mod:`audit.quality.contextual.support`.

    ``cosines`` has shape (b, m, n), ``en`` (b, m), ``ko`` (b, n).
    """

    cosines: Tensor
    en: Tensor
    ko: Tensor

    def blind(self) -> Support:
        """The same with nothing but one empty piece on the other side."""
        return Support(
            torch.zeros_like(self.cosines[..., :1]), self.en, torch.zeros_like(self.ko[:, :1])
        )


class Upper(nn.Module):
    """A layer of BERT (Devlin et al. 2019), its weights those of the layer above the trunk."""

    def __init__(
        self, width: int = WIDTH, heads: int = _TRUNK_HEADS, inner: int = 4 * WIDTH
    ) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out = nn.Linear(width, width)
        self.inner, self.outer = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm, self.last = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Vectors (b, n, w) of which ``mask`` (b, n) says which are there."""
        x = self.norm(
            x + self.out(_attended(self.query(x), self.key(x), self.value(x), mask, self.heads))
        )
        found: Tensor = self.last(x + self.outer(F.gelu(self.inner(x))))
        return found


def _attended(q: Tensor, k: Tensor, v: Tensor, mask: Tensor, heads: int) -> Tensor:
    b, n, w = q.shape
    q, k, v = (t.view(b, n, heads, w // heads).transpose(1, 2) for t in (q, k, v))
    found = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
    return found.transpose(1, 2).reshape(b, n, w)


class Joint(nn.Module):
    """A transformer layer, norms first."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.between = nn.LayerNorm(JOINT), nn.LayerNorm(JOINT)
        self.queries, self.out = nn.Linear(JOINT, 3 * JOINT), nn.Linear(JOINT, JOINT)
        self.inner, self.outer = nn.Linear(JOINT, INNER), nn.Linear(INNER, JOINT)

    def forward(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        """Vectors (b, n, w) of which ``mask`` (b, n) says which are there."""
        q, k, v = self.queries(self.before(x)).chunk(3, dim=-1)
        x = x + F.dropout(self.out(_attended(q, k, v, mask, HEADS)), drop, self.training)
        inner = F.gelu(self.inner(self.between(x)))
        return x + F.dropout(self.outer(inner), drop, self.training)


class Comparer(nn.Module):
    """All that is trained; it reads the trunk's vectors.

    Args:
        trunk: the folder of the trunk, for the weights of the layers above it and the means of the sides.
        blind: the control: the Korean is hidden, so that only the English by itself is judged.
    """

    mean_ko: Tensor
    mean_en: Tensor

    def __init__(self, trunk: Path, *, blind: bool = False) -> None:
        super().__init__()
        self.blind = blind
        means = load_file(trunk / MEANS)
        self.register_buffer("mean_ko", means["ko"])
        self.register_buffer("mean_en", means["en"])
        self.upper = nn.ModuleList(Upper() for _ in range(UPPER))
        _load_upper(self.upper, load_file(trunk / UPPER_WEIGHTS))
        self.align = nn.Linear(WIDTH, WIDTH, bias=False)
        nn.init.eye_(self.align.weight)
        self.sharpness = nn.Parameter(torch.tensor(2.5))
        self.known = nn.Parameter(torch.tensor(0.5))
        self.values = nn.Linear(2 * WIDTH, JOINT)
        self.compared = nn.Linear(4 * JOINT + _FIGURES, JOINT)
        self.norm = nn.LayerNorm(JOINT)
        self.side = nn.Parameter(torch.randn(3, JOINT) * 0.02)
        self.joint = nn.ModuleList(Joint() for _ in range(LAYERS))
        self.final = nn.LayerNorm(JOINT)
        self.word = nn.Linear(JOINT, 2)
        self.gap = nn.Sequential(nn.Linear(2 * JOINT, JOINT), nn.GELU(), nn.Linear(JOINT, 1))
        self.pair = nn.Sequential(nn.Linear(5 * JOINT + 3, JOINT), nn.GELU(), nn.Linear(JOINT, 1))

    def read(self, x: Tensor, mask: Tensor) -> Tensor:
        """The trunk's vectors (b, n, 384) with those of the layers above them, (b, n, 768)."""
        top = x
        for layer in self.upper:
            top = layer(top, mask)
        return torch.cat([x, top.to(x.dtype)], -1)

    def compare(
        self,
        ko: Tensor,
        en: Tensor,
        ko_mask: Tensor,
        en_mask: Tensor,
        support: Support,
        drop: float = 0.0,
    ) -> Scores:
        """Scores of pairs whose sides have been :meth:`read`."""
        across = ko_mask
        if self.blind:  # one empty piece: the length of the Korean would tell what is lost or added
            ko, ko_mask = torch.zeros_like(ko[:, :1]), torch.ones_like(ko_mask[:, :1])
            support = support.blind()
        links = self.links(ko[..., :WIDTH], en[..., :WIDTH]) + self.known * support.cosines
        both = en_mask[:, :, None] & ko_mask[:, None, :]
        cosines = links.masked_fill(~both, -1.0)
        ko_values, en_values = self.values(ko), self.values(en)
        en_in = self._met(en_values, ko_values, cosines, en_mask, ko_mask, support)
        turned = Support(support.cosines.transpose(1, 2), support.ko, support.en)
        ko_in = self._met(ko_values, en_values, cosines.transpose(1, 2), ko_mask, en_mask, turned)
        first = self.side[2].expand(ko.shape[0], 1, JOINT)
        x = torch.cat([first, en_in + self.side[0], ko_in + self.side[1]], 1)
        mask = torch.cat([torch.ones_like(en_mask[:, :1]), en_mask, ko_mask], 1)
        for layer in self.joint:
            x = layer(x, mask, drop)
        x = self.final(x)
        count = en.shape[1]
        en_out, ko_out = x[:, 1 : count + 1], x[:, count + 1 :]
        en_word, ko_word = self.word(en_out).float(), self.word(ko_out).float()
        edge = torch.zeros_like(en_out[:, :1])
        inside = en_out * en_mask[..., None]
        gaps = self.gap(torch.cat([torch.cat([edge, inside], 1), torch.cat([inside, edge], 1)], 2))
        gaps = gaps[..., 0].float().masked_fill(~torch.cat([en_mask[:, :1], en_mask], 1), _FAR)
        en_wrong = en_word[..., 0].masked_fill(~en_mask, _FAR)
        ko_wrong = ko_word[..., 0].masked_fill(~ko_mask, _FAR)
        worst = [s.max(1).values[:, None].to(x.dtype) for s in (en_wrong, ko_wrong, gaps)]
        pooled = [x[:, 0], *_pooled(en_out, en_mask), *_pooled(ko_out, ko_mask)]
        pair = self.pair(torch.cat([*pooled, *worst], 1))[:, 0].float()
        ko_alone = ko_word[..., 1]
        if self.blind:
            ko_wrong = ko_wrong.expand(across.shape).masked_fill(~across, _FAR)
            ko_alone, links = ko_alone.expand(across.shape), links.expand(-1, -1, across.shape[1])
        return Scores(en_wrong, ko_wrong, en_word[..., 1], ko_alone, gaps, pair, links)

    def links(self, ko: Tensor, en: Tensor) -> Tensor:
        """Cosines (b, m, n) of the pieces of English and Korean, from the trunk's vectors."""
        k = F.normalize(self.align(ko - self.mean_ko).float(), dim=-1)
        e = F.normalize(self.align(en - self.mean_en).float(), dim=-1)
        return e @ k.transpose(1, 2)

    def _met(
        self,
        own: Tensor,
        other: Tensor,
        cosines: Tensor,
        mask: Tensor,
        across: Tensor,
        support: Support,
    ) -> Tensor:
        """Each piece with its counterpart on the other side, as vectors of the joint width."""
        weights = (
            (cosines * self.sharpness.exp()).masked_fill(~across[:, None, :], _FAR * 10).softmax(-1)
        )
        met = weights.to(other.dtype) @ other
        best, at = cosines.max(-1)
        rival = cosines.max(1).values.gather(1, at)
        second = cosines.scatter(2, at[..., None], -1.0).max(-1).values
        count = mask.sum(1).clamp(min=1)[:, None]
        place = torch.arange(own.shape[1], device=own.device)[None] / count
        there = at / across.sum(1).clamp(min=1)[:, None]
        ratio = (across.sum(1) / mask.sum(1).clamp(min=1)).log()[:, None].expand_as(best)
        known, known_at = support.cosines.max(-1)
        less_known = support.cosines.scatter(2, known_at[..., None], 0.0).max(-1).values
        known_there = support.cosines.gather(2, at[..., None])[..., 0]
        figures = torch.stack(
            [
                best, second, best - rival, place.expand_as(best), there - place, ratio,
                support.en, known, less_known, known_there,
            ],
            -1,
        )  # fmt: skip
        whole = torch.cat([own, met, own * met, (own - met).abs(), figures.to(own.dtype)], -1)
        found: Tensor = self.norm(F.gelu(self.compared(whole)))
        return found


def _pooled(x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    there = mask[..., None]
    most = x.masked_fill(~there, -10).max(1).values
    return most, (x * there).sum(1) / there.sum(1).clamp(min=1)


def _load_upper(layers: nn.ModuleList, state: dict[str, Tensor]) -> None:
    names = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense", "outer": "output.dense", "last": "output.LayerNorm",
    }  # fmt: skip
    for i, layer in enumerate(layers):
        layer.load_state_dict(
            {
                f"{short}.{part}": state[f"{i}.{long}.{part}"]
                for short, long in names.items()
                for part in ("weight", "bias")
            }
        )


class Labels(NamedTuple):
    """What is wrong, in the shapes of :class:`Scores`; a weight of 0 where it is not known."""

    en: Tensor
    ko: Tensor
    en_alone: Tensor
    ko_alone: Tensor
    gaps: Tensor
    pair: Tensor
    en_known: Tensor
    ko_known: Tensor
    gaps_known: Tensor
    group: Tensor


_TWICE = 2.0
_WEIGHTS = {"en": 1.5, "ko": 1.0, "alone": 0.3, "gaps": 0.7, "pair": 1.0, "rank": 0.5}


def loss_of(scores: Scores, labels: Labels, en_mask: Tensor, ko_mask: Tensor) -> Tensor:
    """Cross-entropy of words, gaps and pairs, and how often a wrong pair is put below its right one."""
    twice = torch.tensor(_TWICE)

    def entropy(x: Tensor, y: Tensor, mask: Tensor) -> Tensor:
        if not bool(mask.any()):
            return x.sum() * 0
        return F.binary_cross_entropy_with_logits(x[mask], y[mask], pos_weight=twice)

    en_known = en_mask & labels.en_known[:, None]
    ko_known = ko_mask & labels.ko_known[:, None]
    inside = torch.cat([en_mask[:, :1], en_mask], 1) & labels.gaps_known[:, None]
    w = _WEIGHTS
    total = (
        w["en"] * entropy(scores.en, labels.en, en_known)
        + w["ko"] * entropy(scores.ko, labels.ko, ko_known)
        + w["alone"] * entropy(scores.en_alone, labels.en_alone, en_known & (labels.en > 0))
        + w["alone"] * entropy(scores.ko_alone, labels.ko_alone, ko_known & (labels.ko > 0))
        + w["gaps"] * entropy(scores.gaps, labels.gaps, inside)
        + w["pair"] * F.binary_cross_entropy_with_logits(scores.pair, labels.pair)
    )
    same = labels.group[:, None] == labels.group[None, :]
    ranked = same & (labels.pair[:, None] > labels.pair[None, :])
    if bool(ranked.any()):
        over = scores.pair[:, None] - scores.pair[None, :]
        total = total + w["rank"] * F.softplus(-over[ranked]).mean()
    return total


def parameters(network: Comparer) -> int:
    """How many figures are trained."""
    return sum(math.prod(p.shape) for p in network.parameters())
