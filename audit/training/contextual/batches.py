"""Batches of examples: texts through the trunk, labels by pieces."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

from audit.encoders.bag import BagEncoder
from audit.quality.contextual.alignment import as_words
from audit.quality.contextual.support import Place, Words, support_of
from audit.training.contextual.changes import Example, Extent, Side
from audit.training.contextual.examples import Examples
from audit.training.contextual.material import SOURCES, Prepared, read_shards
from audit.training.contextual.network import Labels, Support
from audit.training.contextual.tools import Tools
from audit.training.contextual.trunk import WIDTH, Trunk
from audit.training.pairs import Pair

BATCH = 40
"""Examples of a batch, about: those of a pair stay together."""
_POOL = 48
_JOINED = 0.2
"""How often two pairs of a source are read as one: beads hold several sentences."""


class Batch(NamedTuple):
    """Distinct texts of each side, shapes (t, n, 384), and which of them a pair is made of."""

    ko: Tensor
    ko_mask: Tensor
    en: Tensor
    en_mask: Tensor
    ko_of: Tensor
    en_of: Tensor
    support: Support
    labels: Labels


def _marks(pieces: Sequence[Extent], wrong: Sequence[Extent], width: int) -> list[float]:
    found = [float(any(a < end and start < b for start, end in wrong)) for a, b in pieces]
    return found + [0.0] * (width - len(found))


def _gaps(pieces: Sequence[Extent], gaps: Sequence[int], width: int) -> list[float]:
    found = [0.0] * (width + 1)
    for gap in gaps:
        at = next((i for i, (a, b) in enumerate(pieces) if b > gap), len(pieces))
        found[at] = 1.0
    return found


def _words(encoder: BagEncoder, texts: Sequence[str]) -> dict[str, Words]:
    """The words of texts by the embedded encoder, or one like it."""
    found = zip(texts, encoder.tokens(texts), strict=True)
    return {text: as_words([of]) for text, of in found}


def batch_of(groups: Sequence[Sequence[Example]], trunk: Trunk, encoder: BagEncoder) -> Batch:
    """Groups of examples as one batch; the words' support is by ``encoder``."""
    examples = [example for group in groups for example in group]
    group = [i for i, found in enumerate(groups) for _ in found]
    sides = {}
    places = {}
    words = {}
    for name in ("ko", "en"):
        texts = [*dict.fromkeys(getattr(e, name).text for e in examples)]
        coded = trunk.encode(texts)
        width = max(1, *(len(pieces) for _, pieces in coded))
        vectors = torch.zeros(len(texts), width, WIDTH)
        mask = torch.zeros(len(texts), width, dtype=torch.bool)
        for row, (found, pieces) in enumerate(coded):
            vectors[row, : len(pieces)] = torch.from_numpy(found)
            mask[row, : len(pieces)] = True
        words[name] = _words(encoder, texts)
        at = {text: i for i, text in enumerate(texts)}
        sides[name] = vectors, mask, torch.tensor([at[getattr(e, name).text] for e in examples])
        places[name] = {text: pieces for text, (_, pieces) in zip(texts, coded, strict=True)}
    ko_width, en_width = sides["ko"][0].shape[1], sides["en"][0].shape[1]

    def marks(name: str, field: str, width: int) -> Tensor:
        rows = []
        for example in examples:
            side: Side = getattr(example, name)
            rows.append(_marks(places[name][side.text], getattr(side, field), width))
        return torch.tensor(rows)

    labels = Labels(
        marks("en", "wrong", en_width),
        marks("ko", "wrong", ko_width),
        marks("en", "unmatched", en_width),
        marks("ko", "unmatched", ko_width),
        torch.tensor([_gaps(places["en"][e.en.text], e.en.gaps, en_width) for e in examples]),
        torch.tensor([float(e.wrong) for e in examples]),
        torch.tensor([e.en.known for e in examples]),
        torch.tensor([e.ko.known for e in examples]),
        torch.tensor([e.en.gaps_known for e in examples]),
        torch.tensor(group),
    )
    support = Support(
        torch.zeros(len(examples), en_width, ko_width),
        torch.zeros(len(examples), en_width),
        torch.zeros(len(examples), ko_width),
    )
    for row, example in enumerate(examples):
        ko = [Place(0, *place) for place in places["ko"][example.ko.text]]
        en = [Place(0, *place) for place in places["en"][example.en.text]]
        of = support_of(ko, en, words["ko"][example.ko.text], words["en"][example.en.text])
        support.cosines[row, : len(en), : len(ko)] = torch.from_numpy(of.cosines)
        support.en[row, : len(en)] = torch.from_numpy(of.en)
        support.ko[row, : len(ko)] = torch.from_numpy(of.ko)
    return Batch(
        *sides["ko"][:2], *sides["en"][:2], sides["ko"][2], sides["en"][2], support, labels
    )


def _with(example: Example, other: Example, *, first: bool) -> Example:
    """An example with a right pair before or after it."""

    def moved(side: Side, rest: str) -> Side:
        shift = len(rest) + 1 if first else 0
        text = f"{rest} {side.text}" if first else f"{side.text} {rest}"

        def by(extents: Sequence[Extent]) -> tuple[Extent, ...]:
            return tuple((a + shift, b + shift) for a, b in extents)

        return Side(
            text, by(side.wrong), by(side.unmatched), tuple(g + shift for g in side.gaps),
            side.known, side.gaps_known,
        )  # fmt: skip

    return Example(
        moved(example.ko, other.ko.text),
        moved(example.en, other.en.text),
        example.kind,
        example.source,
    )


class Batches(torch.utils.data.IterableDataset[Batch]):
    """Batches without end, drawn from the shards that are there, new ones included.

    Pairs that are held out are left out.
    """

    def __init__(
        self, prepared: Path, trunk: Path, encoder: Path, lexicon: Sequence[Pair], seed: int
    ) -> None:
        self._prepared, self._lexicon, self._seed = prepared, lexicon, seed
        self._trunk, self._encoder = trunk, encoder

    def __iter__(self) -> Iterator[Batch]:
        torch.set_num_threads(1)
        draw = random.Random(self._seed)
        trunk, encoder = Trunk(self._trunk), BagEncoder(self._encoder)
        known: set[str] = set()
        pairs: list[Prepared] = []
        while True:
            for name, rows in read_shards(self._prepared, known):
                known.add(name)
                pairs += [row for row in rows if not row.held]
            examples = Examples(Tools(pairs, self._lexicon), draw.randrange(1 << 30))
            yield from self._epoch(
                pairs, examples, lambda groups: batch_of(groups, trunk, encoder), draw
            )

    def _epoch(
        self,
        pairs: Sequence[Prepared],
        examples: Examples,
        made: Callable[[Sequence[Sequence[Example]]], Batch],
        draw: random.Random,
    ) -> Iterator[Batch]:
        times = [SOURCES[pair.source][1] for pair in pairs]
        shown = [
            p
            for p, n in zip(pairs, times, strict=True)
            for _ in range(int(n) + (draw.random() < n % 1))
        ]
        draw.shuffle(shown)
        last: dict[str, Example] = {}
        for first in range(0, len(shown), _POOL):
            groups = []
            for pair in shown[first : first + _POOL]:
                group = examples.of(pair)
                beside = last.get(pair.source)
                last[pair.source] = group[0]
                if beside and len(pair.en) + len(beside.en.text) < 320 and draw.random() < _JOINED:
                    before = draw.random() < 0.5
                    group = [_with(example, beside, first=before) for example in group]
                groups.append(group)
            groups.sort(key=lambda group: len(group[0].en.text))
            part: list[Sequence[Example]] = []
            parts = []
            for group in groups:
                part.append(group)
                if sum(map(len, part)) >= BATCH:
                    parts.append(part)
                    part = []
            parts += [part] if part else []
            draw.shuffle(parts)
            for part in parts:
                yield made(part)
