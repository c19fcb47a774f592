"""What the word-level quality model learns from: pairs as they are and corrupted, seen cross-fitted.

What the model sees of a word is how well the encoder supports it, and an encoder supports the sentences it
was trained on better than any others; so two encoders are trained on half of the pairs each, and each half
is seen through the encoder that did not learn from it (cross-fitting, Chernozhukov et al. 2018).
"""

from __future__ import annotations

import random
import tomllib
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audit.encoders.bag import BagEncoder, save
from audit.quality.features import PairBatch, batch_of
from audit.quality.tokens import Tokens, shape, suffix, tokens
from audit.records.article import Lang
from audit.training.corruption import Corruption, Corruptor, Lexicon, marked
from audit.training.encoder import learned
from audit.training.pairs import Pair

WORDS: dict[Lang, int] = {"en": 12_000, "ko": 4_000}
SHOWN: dict[str, float] = {
    "train/african_storybook": 4,
    "train/bible_kids_web": 0.5,
    "train/bible_krv_web": 0.25,
    "train/cc_kedict_examples": 4,
    "train/jhe_dev": 6,
    "train/k8s_docs": 0.6,
    "train/krdict_definitions": 1,
    "train/ms_docs_ht": 0.4,
    "train/nextstrain_covid_reports": 6,
    "train/opensource_guide": 6,
    "train/park_news_dev": 6,
    "train/pawsx_dev": 5,
    "train/privacyguides": 6,
    "train/python_docs": 0.5,
    "train/react_docs": 0.6,
    "train/sts_train": 4,
    "train/tatoeba_manythings": 4,
    "train/tensorflow_docs": 0.5,
    "train/tldr_pages": 0.2,
}
"""Times a source's row is shown in an epoch, 1 where it is not listed."""
MOST = 60
"""Tokens of a sentence; longer ones are left out."""
NAMES = frozenset({"lexicon/transliteration_muik", "lexicon/kr_admin_divisions", "lexicon/cldr"})
"""The sources of names."""
_FREE, _DROPPED = 0.3, 0.1
_RENAMED, _SOUNDS = 0.4, 0.5
_JOINED = 0.3
_OPPOSITES = Path(__file__).parents[1] / "languages" / "pair" / "opposites.toml"


class Row(NamedTuple):
    """A pair as token ids, and its place among the pairs; ``held`` ones are not trained on."""

    ko: list[int]
    en: list[int]
    source: str
    held: bool
    place: int


class Half(NamedTuple):
    """Half of the corpus, seen through the encoder that was trained on the other half.

    ``ko`` and ``en`` are the distinct tokens; ``rows`` the pairs in ids of them; ``names``
    single Korean tokens and the English ones of the same name.
    """

    ko: Tokens
    en: Tokens
    rows: list[Row]
    names: list[tuple[list[int], list[int]]]


class _Types:
    """Distinct tokens, numbered."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, float], int] = {}
        self.texts: list[str] = []
        self.vectors: list[NDArray[np.float16]] = []
        self.lengths: list[float] = []

    def ids(self, found: Tokens) -> list[int]:
        out = []
        for text, vector, length in zip(found.texts, found.vectors, found.lengths, strict=True):
            key = (text, round(float(length), 4))
            if key not in self._ids:
                self._ids[key] = len(self.texts)
                self.texts.append(text)
                self.vectors.append(vector.astype(np.float16))
                self.lengths.append(float(length))
            out.append(self._ids[key])
        return out

    def tokens(self) -> Tokens:
        """All of them as if they were one sentence; words are numbered later."""
        count = len(self.texts)
        return Tokens(
            tuple(self.texts),
            ((0, 0),) * count,
            (0,) * count,
            np.array(self.vectors, dtype=np.float32),
            np.array(self.lengths, dtype=np.float32),
            np.zeros(count, dtype=np.int64),
            np.array([suffix(text) for text in self.texts], dtype=np.int64),
            np.array([shape(text) for text in self.texts], dtype=np.float32),
        )


def is_held(pair: Pair) -> bool:
    """Whether a pair is kept out of the training, to measure on."""
    general = SHOWN.get(pair.source, 1) >= 4
    return zlib.crc32(pair.ko.encode()) % (10 if general else 100) == 0


def half_of(pair: Pair) -> int:
    """Which half a pair belongs to: 0 or 1."""
    return zlib.crc32(pair.en.encode()) % 2


def seen(encoder: BagEncoder, pairs: Sequence[Pair], say: Callable[[str], None]) -> Half:
    """The tokens of pairs through an encoder; sentences of more than ``MOST`` tokens are left out."""
    types: dict[Lang, _Types] = {"ko": _Types(), "en": _Types()}
    rows: list[Row] = []
    names: list[tuple[list[int], list[int]]] = []
    for first in range(0, len(pairs), 2000):
        part = pairs[first : first + 2000]
        ko = encoder.tokens([pair.ko for pair in part])
        en = encoder.tokens([pair.en for pair in part])
        for i, (pair, left, right) in enumerate(zip(part, ko, en, strict=True)):
            ids = (
                types["ko"].ids(tokens("ko", pair.ko, left, {})),
                types["en"].ids(tokens("en", pair.en, right, {})),
            )
            if pair.source.startswith("lexicon/"):
                if len(ids[0]) == 1 and 1 <= len(ids[1]) <= 2 and pair.en[0].isupper():
                    names.append(ids)
            elif ids[0] and len(ids[1]) > 1 and max(map(len, ids)) <= MOST:
                rows.append(Row(*ids, pair.source, is_held(pair), first + i))
    say(f"{len(rows)} pairs, {len(names)} names")
    return Half(types["ko"].tokens(), types["en"].tokens(), rows, names)


def opposites() -> list[tuple[str, str]]:
    """Pairs of English words of opposite meaning, from the negation check's own list."""
    table = tomllib.loads(_OPPOSITES.read_text(encoding="utf-8"))["antonym"]
    return [(a, b) for row in table for a in row["en"][0].split() for b in row["en"][1].split()]


class Example(NamedTuple):
    """A pair with what is wrong with it, if anything."""

    ko: list[int]
    en: list[int]
    wrong: set[int]
    gaps: set[int]
    removed: list[int]
    kind: str


class Examples:
    """Pairs of one half, each as it is and once corrupted."""

    def __init__(self, half: Half, seed: int) -> None:
        self._half = half
        self._random = random.Random(seed)
        self.corruptor = Corruptor(
            [row.en for row in half.rows],
            Lexicon(half.en.texts, half.en.vectors),  # type: ignore[arg-type]
            opposites(),
            seed,
        )

    def of(self, row: int) -> Iterator[Example]:
        """The row as it is, and corrupted where that can be done."""
        ko, en = self._joined(row)
        ko, en = self._renamed(ko, en)
        if self._random.random() < _FREE:
            ko = [token for token in ko if self._random.random() > _DROPPED] or ko
        yield Example(ko, en, set(), set(), [], "")
        drawn = self.corruptor.draw(en)
        if drawn:
            yield self._marked(ko, en, drawn)

    @staticmethod
    def _marked(ko: list[int], en: list[int], drawn: Corruption) -> Example:
        found = marked(en, drawn.edits)
        return Example(ko, found.tokens, found.wrong, found.gaps, found.removed, drawn.kind)

    def _joined(self, row: int) -> tuple[list[int], list[int]]:
        """A row, at times with the one after it: beads hold several sentences."""
        ko, en, source, held, _ = self._half.rows[row]
        if row + 1 < len(self._half.rows) and self._random.random() < _JOINED:
            next_ko, next_en, next_source, next_held, _ = self._half.rows[row + 1]
            same = (next_source, next_held) == (source, held)
            if same and max(len(ko + next_ko), len(en + next_en)) <= MOST:
                return ko + next_ko, en + next_en
        return list(ko), list(en)

    def _renamed(self, ko: list[int], en: list[int]) -> tuple[list[int], list[int]]:
        """Another name in both languages, so that names are not learned by heart."""
        names = [i for i, token in enumerate(en) if self.corruptor.is_name(token)]
        if not names or not self._half.names or self._random.random() > _RENAMED:
            return ko, en
        at = self._random.choice(names)
        if any(0 <= j < len(en) and self.corruptor.is_name(en[j]) for j in (at - 1, at + 1)):
            return ko, en
        vector = self._half.en.vectors[en[at]]
        cosine = self._half.ko.vectors[ko].astype(np.float32) @ vector
        place = int(cosine.argmax())
        if cosine[place] < _SOUNDS:
            return ko, en
        new_ko, new_en = self._random.choice(self._half.names)
        return ko[:place] + new_ko + ko[place + 1 :], en[:at] + new_en + en[at + 1 :]


def chosen(side: Tokens, ids: Sequence[int]) -> Tokens:
    """The tokens of a sentence out of the distinct ones."""
    return Tokens(
        (side.texts[0],) * len(ids),
        (),
        (),
        side.vectors[ids].astype(np.float32),
        side.lengths[ids],
        side.words[ids],
        side.suffixes[ids],
        side.shapes[ids],
    )


class Labels(NamedTuple):
    """What is wrong in a batch, as figures of the shapes of :class:`audit.quality.network.Scores`."""

    en: NDArray[np.float32]
    gaps: NDArray[np.float32]
    ko: NDArray[np.float32]
    pair: NDArray[np.float32]


def labelled(half: Half, examples: Sequence[Example]) -> tuple[PairBatch, Labels]:
    """A padded batch with its labels; a Korean token is lost where it was a removed word's match."""
    batch = batch_of([(chosen(half.ko, e.ko), chosen(half.en, e.en)) for e in examples])
    en: NDArray[np.float32] = np.zeros(batch.en.mask.shape, dtype=np.float32)
    gaps = np.zeros((len(examples), en.shape[1] + 1), dtype=np.float32)
    ko: NDArray[np.float32] = np.zeros(batch.ko.mask.shape, dtype=np.float32)
    for row, example in enumerate(examples):
        en[row, list(example.wrong)] = 1
        gaps[row, list(example.gaps)] = 1
        if example.removed:
            korean = half.ko.vectors[example.ko].astype(np.float32)
            lost = (korean @ half.en.vectors[example.removed].astype(np.float32).T).max(axis=1)
            left = (korean @ half.en.vectors[example.en].astype(np.float32).T).max(axis=1)
            ko[row, : len(lost)] = (lost > 0.35) & (lost > left + 0.05)
    pair = np.array([bool(e.kind) for e in examples], dtype=np.float32)
    return batch, Labels(en, gaps, ko, pair)


def vocabulary(halves: Sequence[Half], side: Lang) -> dict[str, int]:
    """Ids of the commonest words of a side, from 1; a source counts as often as it is shown."""
    counts: Counter[str] = Counter()
    for half in halves:
        texts = half.en.texts if side == "en" else half.ko.texts
        for ko, en, source, *_ in half.rows:
            for token in en if side == "en" else ko:
                counts[texts[token].lower()] += SHOWN.get(source, 1)  # type: ignore[assignment]
    return {word: i + 1 for i, (word, _) in enumerate(counts.most_common(WORDS[side] - 1))}


def numbered(half: Half, words: dict[Lang, dict[str, int]]) -> Half:
    """The half with its tokens' words numbered."""

    def side(found: Tokens, ids: dict[str, int]) -> Tokens:
        return found._replace(
            words=np.array([ids.get(text.lower(), 0) for text in found.texts], dtype=np.int64)
        )

    return half._replace(ko=side(half.ko, words["ko"]), en=side(half.en, words["en"]))


def half_encoder(work: Path, half: int) -> Path:
    """The folder of the encoder through which a half is seen."""
    return work / f"half{half}"


def halves_of(pairs: Sequence[Pair], work: Path, say: Callable[[str], None]) -> list[Half]:
    """Both halves, each seen through an encoder trained on the other and on the dictionaries.

    Encoders that ``work`` has already are not trained again.
    """
    found = []
    for half in (0, 1):
        folder = half_encoder(work, half)
        if not folder.exists():
            rest = [p for p in pairs if p.source.startswith("lexicon/") or half_of(p) != half]
            save(folder, *learned(rest, say), {"half": half})
        mine = [p for p in pairs if p.source in NAMES or half_of(p) == half]
        found.append(seen(BagEncoder(folder), [p for p in mine if _is_read(p)], say))
    return found


def _is_read(pair: Pair) -> bool:
    return pair.source.startswith("train/") or pair.source in NAMES
