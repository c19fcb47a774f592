"""Train the model of missing words: ``python -m audit.training.fluency --data ../shared/data``.

It reads English alone, out of which words were taken, and learns where: "a tour of and Canada". The English
side of the training pairs is its corpus. Takes about 15 minutes on two cores.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import save_file

from audit.encoders.bag import BagEncoder
from audit.quality import FLUENCY, FOLDER, VOCABULARY
from audit.quality.tokens import SHAPES, SUFFIXES, shape, suffix, tokens
from audit.quality.words import read_words
from audit.training.pairs import read_pairs
from audit.training.quality_data import SHOWN, is_held

COMMAND = "python -m audit.training.fluency"
SEED = 20250917
STEPS, BATCH = 24_000, 128
LEARNING_RATE = 2e-3
WORDS, ENDS, WIDTH, LAYERS, BETWEEN = 48, 16, 128, 5, 64
FEWEST, MOST = 4, 60
"""Tokens of a sentence; shorter and longer ones are left out."""
_DOUBLED = {"train/bible_kids_web"}  # the same English as train/bible_krv_web
_CUT, _TWICE, _NAME, _WORD = 0.6, 0.2, 0.3, 0.5
_LOWER, _FIRST_LOWER, _NO_STOP = 0.04, 0.03, 0.03
_SMALL = frozenset(
    "the a an of to in on at by for with from as and or but is are was were be been has have had will would "
    "can could may might must should do does did not that which who this these those it its he she they his "
    "her their we our you your i my him them us there than if when while because after before about into "
    "over under between through during".split()
)
_BEFORE_NOUN = frozenset("the a an his her its their this".split())


class Cut(NamedTuple):
    """A sentence's tokens, and for each place between them (one more) whether words are missing."""

    texts: list[str]
    gaps: list[bool]


class Batch(NamedTuple):
    """Padded: words, suffixes (b, n), shapes (b, n, SHAPES), mask (b, n), gaps (b, n + 1)."""

    words: torch.Tensor
    suffixes: torch.Tensor
    shapes: torch.Tensor
    mask: torch.Tensor
    gaps: torch.Tensor


def _is_word(text: str) -> bool:
    return text[0].isalnum() and text.lower() not in _SMALL


def _span(texts: Sequence[str], draw: random.Random) -> tuple[int, int]:
    """What to take out: a name, a word with what goes before it, or any few tokens."""
    count = len(texts)
    content = [i for i in range(count) if _is_word(texts[i])]
    names = [i for i in content if i and texts[i][0].isupper()]
    kind = draw.random()
    if kind < _NAME and names:
        start = draw.choice(names)
        end = start + 1
        while end < count and texts[end][0].isupper():
            end += 1
        while start and texts[start - 1][0].isupper():
            start -= 1
    elif kind < _NAME + _WORD and content:
        start = draw.choice(content)
        end = start + 1
        if draw.random() < 0.35:
            while start and _is_word(texts[start - 1]):
                start -= 1
        if draw.random() < 0.3 and start and texts[start - 1].lower() in _BEFORE_NOUN:
            start -= 1
    else:
        start = draw.randrange(count - 1)
        end = min(count - 1, start + draw.choice((1, 1, 1, 2, 2, 3, 4, 5)))
    return start, end


def cut(texts: Sequence[str], draw: random.Random) -> Cut:
    """Take words out once or twice; the new first word gets its capital as an editor would give it."""
    left, gaps = list(texts), [False] * (len(texts) + 1)
    for _ in range(1 + (draw.random() < _TWICE)):
        if len(left) < FEWEST:
            break
        start, end = _span(left, draw)
        if end - start >= len(left) - 2:
            continue
        del left[start:end]
        gaps[start : end + 1] = [True]
        if not start and draw.random() < 0.7:
            left[0] = left[0][:1].upper() + left[0][1:]
    return Cut(left, gaps)


def _printed(found: Cut, draw: random.Random) -> Cut:
    """The same in another print: lower case, or without the full stop."""
    kind = draw.random()
    texts, gaps = found
    if kind < _LOWER:
        return Cut([text.lower() for text in texts], gaps)
    if kind < _LOWER + _FIRST_LOWER:
        return Cut([texts[0].lower(), *texts[1:]], gaps)
    if kind < _LOWER + _FIRST_LOWER + _NO_STOP and texts[-1] in ".?!" and not gaps[-2]:
        return Cut(texts[:-1], gaps[:-1])
    return found


def batch_of(cuts: Sequence[Cut], words: dict[str, int]) -> Batch:
    """Sentences as one batch; words without an id are 0."""
    most = max(len(found.texts) for found in cuts)
    ids, ends = (np.zeros((len(cuts), most), dtype=np.int64) for _ in range(2))
    shapes = np.zeros((len(cuts), most, SHAPES), dtype=np.float32)
    mask = np.zeros((len(cuts), most), dtype=bool)
    gaps = np.zeros((len(cuts), most + 1), dtype=np.float32)
    for row, (texts, missing) in enumerate(cuts):
        count = len(texts)
        ids[row, :count] = [words.get(text.lower(), 0) for text in texts]
        ends[row, :count] = [suffix(text) for text in texts]
        shapes[row, :count] = [shape(text) for text in texts]
        mask[row, :count] = True
        gaps[row, : count + 1] = missing
    return Batch(*map(torch.from_numpy, (ids, ends, shapes, mask, gaps)))


class Network(torch.nn.Module):
    """The network of :func:`audit.quality.network.absent`, to be trained; the same names."""

    def __init__(self, words: int) -> None:
        super().__init__()
        self.alone_words = torch.nn.Embedding(words + 1, WORDS)
        self.alone_suffixes = torch.nn.Embedding(SUFFIXES, ENDS)
        for embedding in (self.alone_words, self.alone_suffixes):
            torch.nn.init.normal_(embedding.weight, std=0.1)
        self.alone_in = torch.nn.Linear(WORDS + ENDS + SHAPES, WIDTH)
        self.alone_layers = torch.nn.ModuleList(
            torch.nn.Conv1d(WIDTH, WIDTH, 3, padding=1) for _ in range(LAYERS)
        )
        self.absent_in = torch.nn.Linear(2 * WIDTH, BETWEEN)
        self.absent_out = torch.nn.Linear(BETWEEN, 1)

    def forward(self, batch: Batch) -> torch.Tensor:
        """Log-odds of each place, shape (b, n + 1)."""
        keep = batch.mask[..., None]
        seen = (self.alone_words(batch.words), self.alone_suffixes(batch.suffixes), batch.shapes)
        x = F.relu(self.alone_in(torch.cat(seen, 2))) * keep
        for layer in self.alone_layers:
            x = (x + F.relu(layer(x.transpose(1, 2)).transpose(1, 2))) * keep
        edge = torch.zeros_like(x[:, :1])
        beside = torch.cat([torch.cat([edge, x], 1), torch.cat([x, edge], 1)], 2)
        scores: torch.Tensor = self.absent_out(F.relu(self.absent_in(beside)))[..., 0]
        return scores


def places(batch: Batch) -> torch.Tensor:
    """Which places of a batch lie in or at the edges of a sentence."""
    return torch.cat([batch.mask[:, :1], batch.mask], 1)


def held_out(network: Network, sentences: Sequence[list[str]], words: dict[str, int]) -> str:
    """Share of cut sentences found where 5 % of the whole ones of the held-out are above."""
    draw = random.Random(SEED)
    network.eval()
    best: list[list[float]] = [[], []]
    for which in (0, 1):
        for first in range(0, len(sentences), BATCH):
            part = sentences[first : first + BATCH]
            made = [cut(t, draw) if which else Cut(t, [False] * (len(t) + 1)) for t in part]
            batch = batch_of(made, words)
            with torch.no_grad():
                scores = network(batch).masked_fill(~places(batch), -10).max(1).values
            best[which] += scores.tolist()
    network.train()
    return f"{(np.array(best[1]) > np.quantile(best[0], 0.95)).mean():.3f} of cut sentences at 5 %"


def drawn(
    sentences: Sequence[list[str]], weights: Sequence[float], draw: random.Random
) -> Iterator[list[Cut]]:
    """Batches without end, sentences as often as their source is to be shown."""
    summed = list(itertools.accumulate(weights))
    while True:
        chosen = draw.choices(sentences, cum_weights=summed, k=64 * BATCH)
        chosen.sort(key=len)
        parts = [chosen[i : i + BATCH] for i in range(0, len(chosen), BATCH)]
        draw.shuffle(parts)
        for part in parts:
            yield [
                _printed(cut(t, draw) if draw.random() < _CUT else Cut(t, [False] * (len(t) + 1)), draw)
                for t in part
            ]  # fmt: skip


def corpus(data: Path, say: Callable[[str], None]) -> Iterator[tuple[list[str], float, bool]]:
    """English sentences as tokens, with how often to show each, and whether it is held out."""
    encoder = BagEncoder()
    pairs, _ = read_pairs(data)
    read = [p for p in pairs if not p.source.startswith("lexicon/") and p.source not in _DOUBLED]
    chosen = {pair.en: SHOWN.get(pair.source, 1) for pair in read}
    held = {pair.en for pair in read if is_held(pair)}
    say(f"{len(chosen)} sentences, {len(held)} held out")
    lines = list(chosen)
    for first in range(0, len(lines), 2000):
        part = lines[first : first + 2000]
        for line, found in zip(part, encoder.tokens(part), strict=True):
            texts = list(tokens("en", line, found, {}).texts)
            if FEWEST <= len(texts) <= MOST:
                yield texts, chosen[line], line in held


def main() -> None:
    """Read the English of the pairs, train, and write the model."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()

    def say(line: str) -> None:
        print(line, flush=True)

    words = read_words(FOLDER / VOCABULARY["en"])
    found = list(corpus(options.data, say))
    kept = [texts for texts, _, held in found if held]
    shown = [texts for texts, _, held in found if not held]
    times = [often for _, often, held in found if not held]
    torch.manual_seed(SEED)
    network = Network(len(words))
    optimiser = torch.optim.AdamW(network.parameters(), lr=LEARNING_RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, LEARNING_RATE, total_steps=STEPS)
    started, total = time.monotonic(), 0.0
    source = drawn(shown, times, random.Random(SEED))
    for step in range(1, STEPS + 1):
        batch = batch_of(next(source), words)
        inside = places(batch)
        loss = F.binary_cross_entropy_with_logits(network(batch)[inside], batch.gaps[inside])
        optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        total += float(loss.detach())
        if step % 500 == 0:
            say(f"step {step}/{STEPS}  loss {total / 500:.4f}  {time.monotonic() - started:.0f} s")
            total = 0.0
        if step % 3000 == 0 or step == STEPS:
            say(held_out(network, kept, words))
            state = {k: v.numpy().astype(np.float16) for k, v in network.state_dict().items()}
            save_file(state, options.out / FLUENCY)
    say(f"written to {options.out / FLUENCY}")


if __name__ == "__main__":
    main()
