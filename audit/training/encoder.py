"""Train the embedded encoder: ``python -m audit.training.encoder --data ../shared/data``.

InfoNCE both ways with in-batch negatives (van den Oord et al. 2018; for bitext, Yang et al. 2019) over
bags of features. Half of the batches hold neighbouring rows of one source, so that the negatives are
of the same subject. The weights are averaged over the last steps (Izmailov et al. 2018).
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from audit.bench.encoder import scores
from audit.encoders.bag import EMBEDDED_DIR, BagEncoder, save
from audit.encoders.features import BUCKETS, features_of, pieces
from audit.training import card
from audit.training.pairs import SOURCES, Pair, read_pairs

DIMENSION = 256
MIN_COUNT = 3
MAX_ROWS = 82_000
BATCH = 2048
EPOCHS = 6
LEARNING_RATE = 5e-3
DROPOUT = 0.15
SEED = 20250822


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
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Ids, offsets and shares of ``rows``; a dropped id keeps its place with share 0."""
        spans = [np.arange(self._bounds[r], self._bounds[r + 1]) for r in rows]
        lengths = np.array([len(span) for span in spans])
        at = np.concatenate(spans)
        shares = self._shares[at] * keep(len(at))
        offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        return torch.from_numpy(self._ids[at]), torch.from_numpy(offsets), torch.from_numpy(shares)


def vocabulary(keys: Iterable[Sequence[str]], most: int) -> list[str]:
    """The commonest keys, at least ``MIN_COUNT`` times each; the rest back off to pieces."""
    counts = Counter(key for text in keys for key in text)
    return [key for key, count in counts.most_common(most) if count >= MIN_COUNT]


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
        self, ids: torch.Tensor, offsets: torch.Tensor, shares: torch.Tensor
    ) -> torch.Tensor:
        """Unit vectors, shape (texts, dimension)."""
        weights = shares * F.softplus(self.importance[ids] + 0.5413)
        total = F.embedding_bag(ids, self.table, offsets, mode="sum", per_sample_weights=weights)
        return F.normalize(total, dim=1)

    def folded(self) -> NDArray[np.float32]:
        """The rows with their weights multiplied in."""
        with torch.no_grad():
            rows = self.table * F.softplus(self.importance + 0.5413)[:, None]
        return rows.numpy().astype(np.float32)


def schedule(pairs: Sequence[Pair], rng: random.Random) -> list[NDArray[np.int64]]:
    """One epoch's batches: half mixed over all sources, half of neighbouring rows."""
    shown = [i for i, pair in enumerate(pairs) for _ in range(SOURCES[pair.source][2])]
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
    pairs: Sequence[Pair], ko: Bags, en: Bags, rows: int, say: Callable[[str], None]
) -> NDArray[np.float32]:
    """Train and return the averaged rows, shape (rows, DIMENSION)."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    noise = np.random.default_rng(SEED)
    usable = (ko.lengths() > 0) & (en.lengths() > 0)
    twins = np.array([[hash(pair.ko), hash(pair.en)] for pair in pairs])
    model = Model(rows, DIMENSION)
    optimiser = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.98))
    epochs = [schedule(pairs, rng) for _ in range(EPOCHS)]
    total = sum(map(len, epochs))
    averaged = torch.zeros(rows, DIMENSION)
    counted = step = 0
    started, running = time.monotonic(), 0.0

    def keep(count: int) -> NDArray[np.bool_]:
        return noise.random(count) >= DROPOUT

    for epoch in epochs:
        for batch in epoch:
            batch = batch[usable[batch]]
            left, right = model(*ko.batch(batch, keep)), model(*en.batch(batch, keep))
            logits = left @ right.T * model.log_scale.exp()
            # A text that occurs twice in a batch is not its twin's negative.
            same = (twins[batch][:, None] == twins[batch][None, :]).any(axis=2)
            np.fill_diagonal(same, val=False)
            logits = logits.masked_fill(torch.from_numpy(same), -1e4)
            target = torch.arange(len(batch))
            loss = (F.cross_entropy(logits, target) + F.cross_entropy(logits.T, target)) / 2
            optimiser.zero_grad(set_to_none=True)
            torch.autograd.backward(loss)
            for group in optimiser.param_groups:
                warm = min(1.0, (step + 1) / 100)
                group["lr"] = LEARNING_RATE * warm * (1 - step / total)
            optimiser.step()
            step += 1
            running = 0.95 * running + 0.05 * float(loss.detach()) if step > 1 else float(loss)
            if step > 0.75 * total and step % 10 == 0:
                averaged += torch.from_numpy(model.folded())
                counted += 1
            if step % 50 == 0 or step == total:
                say(
                    f"step {step}/{total}  loss {running:.3f}  "
                    f"scale {float(model.log_scale.exp()):.1f}  "
                    f"{time.monotonic() - started:.0f} s"
                )
    return (averaged / max(1, counted)).numpy()


def main() -> None:
    """Read the pairs, train, and write the encoder."""
    parser = argparse.ArgumentParser(prog="python -m audit.training.encoder", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=EMBEDDED_DIR)
    options = parser.parse_args()

    pairs, refused = read_pairs(options.data)
    print(f"{len(pairs)} pairs; {refused} refused because an evaluation set holds them", flush=True)
    ko_keys = [[f.key for f in text] for text in features_of([pair.ko for pair in pairs])]
    en_keys = [[f.key for f in text] for text in features_of([pair.en for pair in pairs])]
    keys = vocabulary([*ko_keys, *en_keys], MAX_ROWS)
    ids = {key: i for i, key in enumerate(keys)}
    print(f"{len(keys)} keys and {BUCKETS} buckets of {DIMENSION}", flush=True)
    table = train(
        pairs,
        bags(ko_keys, ids),
        bags(en_keys, ids),
        len(keys) + BUCKETS,
        lambda line: print(line, flush=True),
    )
    save(options.out, keys, table, {"dimension": DIMENSION, "seed": SEED, "pairs": len(pairs)})
    figures = scores(BagEncoder(options.out))
    for figure in figures:
        print(f"{figure.label:28} {figure.value:.3f}  target {figure.target}")
    written = card.write(options.out, pairs, refused, figures, "python -m audit.training.encoder")
    print(f"written to {options.out}, with its card in {written}")


if __name__ == "__main__":
    main()
