"""The training pairs of the contextual model: which are taken, and how they are kept once analysed."""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from audit.languages.en.parse import Token
from audit.languages.ko.morphemes import Morpheme
from audit.training.pairs import Pair, read_pairs

# Of each source the most pairs that are analysed, and how often each is shown beside one of another.
SOURCES: dict[str, tuple[int, float]] = {
    "train/african_storybook": (1_000, 2),
    "train/bible_kids_web": (8_000, 0.5),
    "train/bible_krv_web": (1_500, 0.3),
    "train/cc_kedict_examples": (2_000, 2),
    "train/gnome_user_docs": (2_000, 0.5),
    "train/jhe_dev": (1_000, 4),
    "train/k8s_docs": (3_000, 0.7),
    "train/krdict_definitions": (5_000, 0.7),
    "train/mozilla_www": (1_500, 1),
    "train/ms_docs_ht": (8_000, 0.5),
    "train/nextstrain_covid_reports": (1_000, 6),
    "train/opensource_guide": (1_500, 4),
    "train/park_news_dev": (1_000, 8),
    "train/pawsx_dev": (4_000, 4),
    "train/privacyguides": (1_000, 3),
    "train/python_docs": (3_000, 0.5),
    "train/react_docs": (3_000, 0.8),
    "train/sts_train": (12_000, 2),
    "train/tatoeba_manythings": (6_000, 1),
    "train/tensorflow_docs": (3_000, 0.5),
}
_SHORTEST, _LONGEST = 12, 420
SEED = 20261129
HELD = 50
"""One pair of so many is kept out of the training, to measure on."""


class Prepared(NamedTuple):
    """A pair with its analysis.

    ``words`` are the places of the Korean words; ``links`` pairs of an English token's index, a Korean
    word's and their cosine, for English content words only.
    """

    ko: str
    en: str
    source: str
    morphemes: tuple[Morpheme, ...]
    tokens: tuple[Token, ...]
    words: tuple[tuple[int, int], ...]
    links: tuple[tuple[int, int, float], ...]

    @property
    def held(self) -> bool:
        """Whether it is kept out of the training."""
        return zlib.crc32(self.ko.encode()) % HELD == 0


def chosen(data: Path) -> list[Pair]:
    """The pairs that are analysed, sources mixed evenly."""
    pairs, _ = read_pairs(data)
    draw = random.Random(SEED)
    draw.shuffle(pairs)
    taken: Counter[str] = Counter()
    kept: list[tuple[float, Pair]] = []
    fits: dict[str, list[Pair]] = {source: [] for source in SOURCES}
    for pair in pairs:
        short = _SHORTEST <= len(pair.en) <= _LONGEST and len(pair.ko) >= _SHORTEST // 2
        if pair.source in fits and short and "\n" not in pair.en + pair.ko:
            fits[pair.source].append(pair)
    for source, found in fits.items():
        most = min(SOURCES[source][0], len(found))
        kept += [((i + draw.random()) / most, pair) for i, pair in enumerate(found[:most])]
        taken[source] = most
    return [pair for _, pair in sorted(kept)]


def write_shard(path: Path, rows: Iterable[Prepared]) -> None:
    """Write analysed pairs, whole or not at all."""
    partial = path.with_suffix(".partial")
    with gzip.open(partial, "wt", encoding="utf-8", compresslevel=4) as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    partial.replace(path)


def read_shards(folder: Path, known: Iterable[str] = ()) -> Iterator[tuple[str, list[Prepared]]]:
    """The shards that are there and not among ``known``, by name."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        if path.name in set(known):
            continue
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield path.name, [_read(line) for line in file]


def _read(line: str) -> Prepared:
    ko, en, source, morphemes, tokens, words, links = json.loads(line)
    return Prepared(
        ko, en, source,
        tuple(Morpheme(*m) for m in morphemes),
        tuple(Token(*t) for t in tokens),
        tuple((a, b) for a, b in words),
        tuple((i, j, c) for i, j, c in links),
    )  # fmt: skip
