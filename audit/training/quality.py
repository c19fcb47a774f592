"""Train the word-level quality model: ``python -m audit.training.quality --data ../shared/data``.

It learns from corrupted translations (``audit.training.corruption``) to tell which words, gaps and pairs are
wrong. Takes about an hour on two cores; the encoders of the two halves are kept in ``--work``.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from safetensors.numpy import save_file

from audit.quality import CONFIG, FOLDER, VOCABULARY, WEIGHTS
from audit.quality.features import FIGURES, PairBatch, SideBatch
from audit.quality.tokens import SHAPES, SUFFIXES
from audit.records.article import Lang
from audit.training.pairs import read_pairs
from audit.training.quality_data import (
    SHOWN,
    WORDS,
    Examples,
    Half,
    Labels,
    halves_of,
    labelled,
    numbered,
    vocabulary,
)  # fmt: skip

COMMAND = "python -m audit.training.quality"
SEED = 20250911
STEPS = 12_000
BATCH = 100
LEARNING_RATE = 1.5e-3
WIDTH: dict[Lang, int] = {"en": 96, "ko": 48}
LAYERS: dict[Lang, int] = {"en": 3, "ko": 2}
EMBEDDED: dict[Lang, tuple[int, int]] = {"en": (48, 16), "ko": (16, 8)}


class Network(torch.nn.Module):
    """The network of :mod:`audit.quality.network`, to be trained; the same names, the same order."""

    def __init__(self) -> None:
        super().__init__()
        for side in ("en", "ko"):
            self._side(side)
        width = WIDTH["en"], WIDTH["ko"]
        self.en_out = torch.nn.Linear(width[0], 1)
        self.gap_out = torch.nn.Linear(2 * width[0], 1)
        self.ko_out = torch.nn.Linear(width[1], 1)
        self.pair_in = torch.nn.Linear(2 * sum(width) + 3, 64)
        self.pair_out = torch.nn.Linear(64, 1)

    def _side(self, side: Lang) -> None:
        words, ends = EMBEDDED[side]
        for name, rows, width in (("words", WORDS[side], words), ("suffixes", SUFFIXES, ends)):
            embedding = torch.nn.Embedding(rows, width)
            torch.nn.init.normal_(embedding.weight, std=0.1)
            self.add_module(f"{side}_{name}", embedding)
        self.add_module(f"{side}_in", torch.nn.Linear(words + ends + SHAPES + FIGURES, WIDTH[side]))
        layers = [
            torch.nn.Conv1d(WIDTH[side], WIDTH[side], 3, padding=1) for _ in range(LAYERS[side])
        ]
        self.add_module(f"{side}_layers", torch.nn.ModuleList(layers))

    def _encoded(self, side: Lang, batch: SideBatch) -> tuple[torch.Tensor, torch.Tensor]:
        mask = torch.from_numpy(batch.mask)
        parts = [
            self.get_submodule(f"{side}_words")(torch.from_numpy(batch.words)),
            self.get_submodule(f"{side}_suffixes")(torch.from_numpy(batch.suffixes)),
            torch.from_numpy(batch.shapes),
            torch.from_numpy(batch.figures),
        ]
        keep = mask[..., None]
        x = F.relu(self.get_submodule(f"{side}_in")(torch.cat(parts, dim=2))) * keep
        for layer in self.get_submodule(f"{side}_layers").children():
            x = (x + F.relu(layer(x.transpose(1, 2)).transpose(1, 2))) * keep
        return x, mask

    def forward(self, batch: PairBatch) -> tuple[torch.Tensor, ...]:
        """Scores of tokens, gaps, Korean tokens and pairs."""
        en, en_mask = self._encoded("en", batch.en)
        ko, ko_mask = self._encoded("ko", batch.ko)
        en_scores = self.en_out(en)[..., 0].masked_fill(~en_mask, -10)
        ko_scores = self.ko_out(ko)[..., 0].masked_fill(~ko_mask, -10)
        edge = torch.zeros_like(en[:, :1])
        beside = torch.cat([torch.cat([edge, en], 1), torch.cat([en, edge], 1)], 2)
        inside = torch.cat([en_mask[:, :1], en_mask], 1)
        gaps = self.gap_out(beside)[..., 0].masked_fill(~inside, -10)

        def pooled(x: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
            count = mask.sum(1).clamp(min=1)[:, None]
            return [x.masked_fill(~mask[..., None], -10).max(1).values, x.sum(1) / count]

        best = [scores.max(1).values[:, None] for scores in (en_scores, gaps, ko_scores)]
        all_of_it = torch.cat([*pooled(en, en_mask), *pooled(ko, ko_mask), *best], 1)
        pair = self.pair_out(F.relu(self.pair_in(all_of_it)))[:, 0]
        return en_scores, gaps, ko_scores, pair


def loss_of(scores: tuple[torch.Tensor, ...], batch: PairBatch, labels: Labels) -> torch.Tensor:
    """Cross-entropy of tokens, gaps and pairs; a wrong token counts twice, for there are few."""
    en, gaps, ko, pair = scores
    en_mask, ko_mask = torch.from_numpy(batch.en.mask), torch.from_numpy(batch.ko.mask)
    inside = torch.cat([en_mask[:, :1], en_mask], 1)
    twice = torch.tensor(2.0)

    def entropy(x: torch.Tensor, y: NDArray[np.float32], mask: torch.Tensor) -> torch.Tensor:
        return F.binary_cross_entropy_with_logits(
            x[mask], torch.from_numpy(y)[mask], pos_weight=twice
        )

    return (
        3 * entropy(en, labels.en, en_mask)
        + 3 * entropy(gaps, labels.gaps, inside)
        + 1.5 * entropy(ko, labels.ko, ko_mask)
        + F.binary_cross_entropy_with_logits(pair, torch.from_numpy(labels.pair))
    )


def batches(halves: Sequence[Half], draw: random.Random) -> Iterator[tuple[int, list[int]]]:
    """One epoch: rows of one half and of like length together."""
    found: list[tuple[int, list[int]]] = []
    for number, half in enumerate(halves):
        shown: list[int] = []
        for i, row in enumerate(half.rows):
            times = 0 if row.held else SHOWN.get(row.source, 1)
            shown += [i] * (int(times) + (draw.random() < times % 1))
        draw.shuffle(shown)
        for first in range(0, len(shown), 128 * BATCH):
            part = sorted(shown[first : first + 128 * BATCH], key=lambda i: len(half.rows[i].en))
            found += [(number, part[j : j + BATCH]) for j in range(0, len(part), BATCH)]
    draw.shuffle(found)
    yield from found


def held_out(network: Network, halves: Sequence[Half], examples: Sequence[Examples]) -> str:
    """Recall of each kind of error where 2 % and 5 % of the untouched held-out pairs are above."""
    scores: list[float] = []
    kinds: list[str] = []
    network.eval()
    for half, made in zip(halves, examples, strict=True):
        rows = [i for i, row in enumerate(half.rows) if row.held]
        rows.sort(key=lambda i: len(half.rows[i].en))
        for first in range(0, len(rows), BATCH):
            part = [e for i in rows[first : first + BATCH] for e in made.of(i)]
            with torch.no_grad():
                scores += network(labelled(half, part)[0])[3].tolist()
            kinds += [e.kind for e in part]
    network.train()
    values, names = np.array(scores), np.array(kinds)
    low, high = np.quantile(values[names == ""], [0.98, 0.95])
    return ", ".join(
        f"{kind} {(values[names == kind] > low).mean():.2f}/{(values[names == kind] > high).mean():.2f}"
        for kind in examples[0].corruptor.kinds
    )


def fit(
    halves: Sequence[Half], examples: Sequence[Examples], steps: int, say: Callable[[str], None]
) -> Network:
    """Train for so many steps, the learning rate falling to nothing."""
    torch.manual_seed(SEED)
    draw = random.Random(SEED)
    network = Network()
    optimiser = torch.optim.Adam(network.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.98))
    step, running, started = 0, 0.0, time.monotonic()
    while step < steps:
        for number, rows in batches(halves, draw):
            batch, labels = labelled(
                halves[number], [e for i in rows for e in examples[number].of(i)]
            )
            loss = loss_of(network(batch), batch, labels)
            optimiser.zero_grad(set_to_none=True)
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            for group in optimiser.param_groups:
                group["lr"] = LEARNING_RATE * min(1.0, (step + 1) / 200) * (1 - step / steps)
            optimiser.step()
            value = float(loss.detach())
            running = 0.99 * running + 0.01 * value if step else value
            step += 1
            if step % 500 == 0:
                say(f"step {step}/{steps}  loss {running:.3f}  {time.monotonic() - started:.0f} s")
            if step % 4000 == 0 or step == steps:
                say(held_out(network, halves, examples))
            if step == steps:
                break
    return network


def write(
    network: Network, words: dict[Lang, dict[str, int]], pairs: int, folder: Path = FOLDER
) -> None:
    """Write the model: half-precision weights, both vocabularies, and how it was made."""
    folder.mkdir(parents=True, exist_ok=True)
    state = {key: value.numpy().astype(np.float16) for key, value in network.state_dict().items()}
    save_file(state, folder / WEIGHTS)
    for side, ids in words.items():
        (folder / VOCABULARY[side]).write_text("\n".join(ids), encoding="utf-8")
    made = {"seed": SEED, "steps": STEPS, "pairs": pairs}
    (folder / CONFIG).write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Read the pairs, train, and write the model."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--work", type=Path, default=Path("out/training"))
    options = parser.parse_args()

    def say(line: str) -> None:
        print(line, flush=True)

    pairs, _ = read_pairs(options.data)
    halves = halves_of(pairs, options.work, say)
    words: dict[Lang, dict[str, int]] = {
        "ko": vocabulary(halves, "ko"),
        "en": vocabulary(halves, "en"),
    }
    halves = [numbered(half, words) for half in halves]
    examples = [Examples(half, SEED + i) for i, half in enumerate(halves)]
    network = fit(halves, examples, STEPS, say)
    write(network, words, sum(len(half.rows) for half in halves), options.out)
    say(f"written to {options.out}")


if __name__ == "__main__":
    main()
