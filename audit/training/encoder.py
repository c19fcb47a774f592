"""Train the embedded encoder: ``python -m audit.training.encoder --data ../shared/data``.

InfoNCE both ways with in-batch negatives of both languages (van den Oord et al. 2018; for bitext,
Yang et al. 2019) over bags of features, and the distance of a pair's two vectors (alignment, Wang &
Isola 2020). Half of the batches hold neighbouring rows of one source, so that the negatives are of
the same subject. The weights are averaged over the last steps (Izmailov et al. 2018). At the end
the space is partly whitened on general text (Su et al. 2021): what many sentences share counts for
less.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from audit.bench.encoder import scores
from audit.encoders.bag import EMBEDDED_DIR, BagEncoder, save
from audit.encoders.features import BUCKETS, features_of, pieces
from audit.encoders.module import as_sentence_transformer
from audit.training import card
from audit.training.pairs import GENERAL, SOURCES, Pair, read_pairs

DIMENSION = 256
MIN_COUNT = 3
MAX_ROWS = 82_000
BATCH = 2048
EPOCHS = 5
LEARNING_RATE = 5e-3
DROPOUT = 0.2
ALIGNMENT = 4.0
"""Weight of the distance between a pair's two vectors, beside InfoNCE's 1."""
WHITENING = 0.25
"""Power of the inverse covariance; 0.5 would whiten wholly."""

SEED = 20250822
_AT_ONCE = 4096
COMMAND = "python -m audit.training.encoder"


class Bags:
    """Feature ids of many texts in one flat array, with the share of each id in its text."""

    def __init__(self, texts: Iterable[tuple[Sequence[int], Sequence[float]]]) -> None:
        ids: list[int] = []
        shares: list[float] = []
        bounds = [0]
        for text_ids, text_shares in texts:
            ids += text_ids
            shares += text_shares
            bounds.append(len(ids))
        self._ids = np.asarray(ids, dtype=np.int64)
        self._shares = np.asarray(shares, dtype=np.float32)
        self._bounds = np.asarray(bounds, dtype=np.int64)

    def lengths(self) -> NDArray[np.int64]:
        """Number of ids of each text."""
        return np.diff(self._bounds)

    def batch(
        self, rows: NDArray[np.int64], keep: Callable[[int], NDArray[np.bool_]]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
        """Ids, lengths and shares of ``rows``; a dropped id keeps its place with share 0."""
        spans = [np.arange(self._bounds[r], self._bounds[r + 1]) for r in rows]
        at = np.concatenate(spans)
        return (
            self._ids[at],
            np.array([len(span) for span in spans]),
            self._shares[at] * keep(len(at)),
        )


def vocabulary(
    sides: Iterable[Iterable[Sequence[str]]], shown: Sequence[float], most: int
) -> list[str]:
    """The commonest keys, at least ``MIN_COUNT`` times an epoch; the rest back off to pieces.

    Args:
        sides: the keys of each text, Korean and English.
        shown: how often each pair is shown; more than once counts as once.
        most: of them.
    """
    counts: Counter[str] = Counter()
    for side in sides:
        for text, times in zip(side, shown, strict=True):
            for key in text:
                counts[key] += min(1.0, times)  # type: ignore[assignment]
    return [key for key, count in counts.most_common(most) if count >= MIN_COUNT]


def contrast(
    left: torch.Tensor, right: torch.Tensor, same: torch.Tensor, scale: torch.Tensor
) -> torch.Tensor:
    """InfoNCE of ``left`` against ``right``, with the rest of ``left`` as negatives too.

    Args:
        left: unit vectors, shape (n, d); row i translates row i of ``right``.
        right: unit vectors, shape (n, d).
        same: shape (n, n), pairs that share a text and are nobody's negatives; its diagonal is False.
        scale: inverse temperature.
    """
    across = (left @ right.T * scale).masked_fill(same, -1e4)
    within = (left @ left.T * scale).masked_fill(same, -1e4).fill_diagonal_(-1e4)
    return F.cross_entropy(torch.cat([across, within], dim=1), torch.arange(len(left)))


def bags(keys: Iterable[Sequence[str]], ids: dict[str, int]) -> Bags:
    """The texts as ids of rows, as :class:`audit.encoders.bag.BagEncoder` sees them."""
    backoff: dict[str, list[int]] = {}

    def rows() -> Iterator[tuple[list[int], list[float]]]:
        for text in keys:
            found: list[int] = []
            shares: list[float] = []
            for key in text:
                if key in ids:
                    found.append(ids[key])
                    shares.append(1.0)
                    continue
                if key not in backoff:
                    backoff[key] = [len(ids) + bucket for bucket in pieces(key)]
                found += backoff[key]
                shares += [1 / max(1, len(backoff[key]))] * len(backoff[key])
            yield found, shares

    return Bags(rows())


class Model(torch.nn.Module):
    """One table for both languages, a weight per row, and the temperature."""

    def __init__(self, rows: int, dimension: int) -> None:
        super().__init__()
        self.table = torch.nn.Parameter(torch.randn(rows, dimension) * 0.1)
        self.importance = torch.nn.Parameter(torch.zeros(rows))
        self.log_scale = torch.nn.Parameter(torch.tensor(math.log(20.0)))

    def forward(
        self, *sides: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]
    ) -> tuple[torch.Tensor, ...]:
        """Unit vectors of each side, shape (texts, dimension); all sides in one pass."""
        ids = torch.from_numpy(np.concatenate([side[0] for side in sides]))
        lengths = np.concatenate([side[1] for side in sides])
        offsets = torch.from_numpy(np.concatenate([[0], np.cumsum(lengths)[:-1]]))
        shares = torch.from_numpy(np.concatenate([side[2] for side in sides]))
        weights = shares * F.softplus(self.importance[ids] + 0.5413)
        total = F.embedding_bag(ids, self.table, offsets, mode="sum", per_sample_weights=weights)
        sizes = [len(side[1]) for side in sides]
        parts: Sequence[torch.Tensor] = torch.split(F.normalize(total, dim=1), sizes)
        return tuple(parts)

    def folded(self) -> NDArray[np.float32]:
        """The rows with their weights multiplied in."""
        with torch.no_grad():
            rows = self.table * F.softplus(self.importance + 0.5413)[:, None]
        return rows.numpy().astype(np.float32)


def schedule(pairs: Sequence[Pair], rng: random.Random) -> list[NDArray[np.int64]]:
    """One epoch's batches: half mixed over all sources, half of neighbouring rows."""
    shown: list[int] = []
    for i, pair in enumerate(pairs):
        times = SOURCES[pair.source][2]
        shown += [i] * (int(times) + (rng.random() < times % 1))
    mixed: list[list[int]] = []
    together: list[list[int]] = []
    chunk = 64
    for first in range(0, len(shown), chunk):
        (mixed if rng.random() < 0.5 else together).append(shown[first : first + chunk])
    loose = [i for part in mixed for i in part]
    rng.shuffle(loose)
    rng.shuffle(together)
    near = [i for part in together for i in part]
    batches = [
        np.array(sorted(set(rows[first : first + BATCH])), dtype=np.int64)
        for rows in (loose, near)
        for first in range(0, len(rows) - BATCH // 2, BATCH)
    ]
    rng.shuffle(batches)
    return batches


def train(
    pairs: Sequence[Pair],
    ko: Bags,
    en: Bags,
    rows: int,
    say: Callable[[str], None],
    times: int = EPOCHS,
) -> NDArray[np.float32]:
    """Train and return the averaged rows, shape (rows, DIMENSION)."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    noise = np.random.default_rng(SEED)
    usable = (ko.lengths() > 0) & (en.lengths() > 0)
    twins = np.array([[hash(pair.ko), hash(pair.en)] for pair in pairs])
    model = Model(rows, DIMENSION)
    optimiser = torch.optim.Adam(
        model.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.98), fused=True
    )
    epochs = [schedule(pairs, rng) for _ in range(times)]
    total = sum(map(len, epochs))
    averaged = torch.zeros(rows, DIMENSION)
    counted = step = 0
    started, running = time.monotonic(), 0.0

    def keep(count: int) -> NDArray[np.bool_]:
        return noise.random(count) >= DROPOUT

    for epoch in epochs:
        for batch in epoch:
            batch = batch[usable[batch]]
            left, right = model(ko.batch(batch, keep), en.batch(batch, keep))
            same = (twins[batch][:, None] == twins[batch][None, :]).any(axis=2)
            np.fill_diagonal(same, val=False)
            twin = torch.from_numpy(same)
            scale = model.log_scale.exp()
            loss = contrast(left, right, twin, scale) + contrast(right, left, twin, scale)
            loss = loss / 2 + ALIGNMENT * (1 - (left * right).sum(dim=1)).mean()
            optimiser.zero_grad(set_to_none=True)
            torch.autograd.backward(loss)
            for group in optimiser.param_groups:
                warm = min(1.0, (step + 1) / 100)
                group["lr"] = LEARNING_RATE * warm * (1 - step / total)
            optimiser.step()
            step += 1
            running = (
                0.95 * running + 0.05 * float(loss.detach()) if step > 1 else float(loss.detach())
            )
            if step > 0.75 * total and step % 10 == 0:
                averaged += torch.from_numpy(model.folded())
                counted += 1
            if step % 50 == 0 or step == total:
                say(
                    f"step {step}/{total}  loss {running:.3f}  "
                    f"scale {float(model.log_scale.detach().exp()):.1f}  "
                    f"{time.monotonic() - started:.0f} s"
                )
    return (averaged / max(1, counted)).numpy()


def whitened(
    rows: NDArray[np.float32], sides: Sequence[Bags], chosen: NDArray[np.int64]
) -> NDArray[np.float32]:
    """The rows, the directions scaled down in which sentences of ``chosen`` differ much.

    Args:
        rows: shape (n, d).
        sides: Korean and English.
        chosen: texts of either side whose covariance is taken.
    """
    table = torch.from_numpy(rows)
    vectors = []
    for side in sides:
        ids, lengths, shares = side.batch(chosen, lambda count: np.ones(count, dtype=bool))
        offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        total = F.embedding_bag(
            torch.from_numpy(ids),
            table,
            torch.from_numpy(offsets),
            mode="sum",
            per_sample_weights=torch.from_numpy(shares),
        )
        vectors.append(F.normalize(total, dim=1).numpy())
    variance, directions = np.linalg.eigh(np.cov(np.concatenate(vectors), rowvar=False))
    scale = np.maximum(variance, 1e-6) ** -WHITENING
    return np.asarray(rows @ (directions * scale), dtype=np.float32)


def _keys(sentences: list[str]) -> list[list[str]]:
    """The features' keys of each sentence; the features themselves of a million would not fit."""
    return [
        [feature.key for feature in text]
        for first in range(0, len(sentences), _AT_ONCE)
        for text in features_of(sentences[first : first + _AT_ONCE])
    ]


def learned(
    pairs: Sequence[Pair], say: Callable[[str], None], times: int = EPOCHS
) -> tuple[list[str], NDArray[np.float32]]:
    """Train on pairs, ``times`` times over.

    Returns:
        The vocabulary, and rows of shape (len(vocabulary) + BUCKETS, DIMENSION).
    """
    ko_keys = _keys([pair.ko for pair in pairs])
    en_keys = _keys([pair.en for pair in pairs])
    shown = [SOURCES[pair.source][2] for pair in pairs]
    keys = vocabulary((ko_keys, en_keys), shown, MAX_ROWS)
    ids = {key: i for i, key in enumerate(keys)}
    say(f"{len(keys)} keys and {BUCKETS} buckets of {DIMENSION}")
    ko, en = bags(ko_keys, ids), bags(en_keys, ids)
    table = train(pairs, ko, en, len(keys) + BUCKETS, say, times)
    general = np.array([i for i, pair in enumerate(pairs) if pair.source in GENERAL])
    return keys, whitened(table, (ko, en), general)


def main() -> None:
    """Read the pairs, train, and write the encoder."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=EMBEDDED_DIR)
    options = parser.parse_args()

    pairs, refused = read_pairs(options.data)
    print(f"{len(pairs)} pairs; {refused} refused because an evaluation set holds them", flush=True)
    keys, table = learned(pairs, lambda line: print(line, flush=True))
    made: dict[str, object] = {"dimension": DIMENSION, "seed": SEED, "pairs": len(pairs)}
    with TemporaryDirectory() as exact:
        save(Path(exact), keys, table, made, exact=True)
        before = scores(BagEncoder(Path(exact)))
    save(options.out, keys, table, made)
    as_sentence_transformer(options.out).save(str(options.out), create_model_card=False)
    after = scores(BagEncoder(options.out))
    for whole, figure in zip(before, after, strict=True):
        print(
            f"{figure.label:28} {figure.value:.4f}  target {figure.target}  float32 {whole.value:.4f}"
        )
    written = card.write(
        options.out, pairs, refused, before, after, " ".join([COMMAND, *sys.argv[1:]])
    )
    print(f"written to {options.out}, with its card in {written}")


if __name__ == "__main__":
    main()
