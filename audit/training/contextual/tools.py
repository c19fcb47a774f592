"""What the kinds of errors share: places of words, and word lists gathered from the analysed pairs."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audit.encoders.bag import embedded
from audit.languages.en.parse import Parse, Token
from audit.languages.ko.hangul import syllable
from audit.languages.ko.morphemes import Morpheme
from audit.training.contextual.changes import Change, Edit, Extent
from audit.training.contextual.material import Prepared
from audit.training.pairs import Pair
from audit.training.quality_data import NAMES, opposites

_NOUN = frozenset({"NNG", "NNP", "SL", "SN", "XSN", "XPN", "NNB", "NR", "XR"})
_AFTER = {
    "을": ("을", "를"), "를": ("을", "를"), "은": ("은", "는"), "는": ("은", "는"), "이": ("이", "가"),
    "가": ("이", "가"), "과": ("과", "와"), "와": ("과", "와"), "으로": ("으로", "로"), "로": ("으로", "로"),
    "이나": ("이나", "나"), "나": ("이나", "나"), "이라고": ("이라고", "라고"), "라고": ("이라고", "라고"),
}  # fmt: skip
_SYNONYMS, _FAR = 0.45, 0.12
"""Cosines of English words above which they may mean the same, and below which nobody confuses them."""
_SUBTREE = 16
MODIFIERS = frozenset(
    "amod advmod prep relcl appos acl advcl nummod npadvmod compound poss nmod quantmod".split()
)


class Modifier(NamedTuple):
    """An English modifier as it stood, and the Korean words for it where they are known."""

    en: str
    ko: str


class NounPart(NamedTuple):
    """The noun at the start of a Korean word, and the particle after it, if any."""

    start: int
    end: int
    particle: Morpheme | None


class Look:
    """A pair's analysis, looked up."""

    def __init__(self, pair: Prepared) -> None:
        self.pair = pair
        self.parse = Parse.of(pair.tokens)
        self.word_of: dict[int, int] = {}
        self.tokens_of: dict[int, list[int]] = defaultdict(list)
        for i, j, _ in pair.links:
            self.word_of[i] = j
            self.tokens_of[j].append(i)
        self.morphemes_of: list[list[Morpheme]] = [
            [m for m in pair.morphemes if a <= m.start < b] for a, b in pair.words
        ]

    def phrase(self, at: int) -> tuple[int, int] | None:
        """First and last token of a subtree that stands together; None for one that does not."""
        tokens = self.parse.subtree(at)
        if len(tokens) > _SUBTREE or tokens[-1] - tokens[0] + 1 != len(tokens):
            return None
        return tokens[0], tokens[-1]

    def name_start(self, at: int) -> int:
        """The first token of the name that a token ends."""
        while at and self.pair.tokens[at - 1].tag == "NNP":
            at -= 1
        return at

    def extent(self, first: int, last: int) -> Extent:
        """The characters of a run of tokens."""
        return self.pair.tokens[first].start, self.pair.tokens[last].end

    def cut(self, first: int, last: int) -> Edit:
        """The edit that takes out a run of tokens, with the space or comma that would be left over."""
        start, end = self.extent(first, last)
        text = self.pair.en
        before, after = text[:start].rstrip(), text[end:].lstrip()
        if before.endswith(",") and after[:1] in {",", ".", ""}:
            start = len(before) - 1
            end = len(text) - len(after) + (after[:1] == ",")
        elif not before and after.startswith(","):
            end = len(text) - len(after[1:].lstrip())
        elif start and text[start - 1] == " ":
            start -= 1
        elif text[end : end + 1] == " " and not text[:start][-1:].isalnum():  # not of "isn't so"
            end += 1
        return Edit(start, end, "")

    def words_for(self, tokens: Iterable[int]) -> list[int]:
        """The Korean words linked to tokens, in text order."""
        return sorted({self.word_of[i] for i in tokens if i in self.word_of})

    def run_for(self, tokens: Sequence[int]) -> tuple[int, int] | None:
        """Korean words that say just what tokens say: a run of which none belongs to others."""
        words = self.words_for(tokens)
        inside = set(tokens)
        if not words or words[-1] - words[0] + 1 != len(words):
            return None
        if any(not set(self.tokens_of[j]) <= inside for j in words):
            return None
        return words[0], words[-1]

    def ko_extents(self, words: Iterable[int]) -> tuple[Extent, ...]:
        """The characters of Korean words."""
        return tuple(self.pair.words[j] for j in words)

    def en_extents(self, tokens: Iterable[int]) -> tuple[Extent, ...]:
        """The characters of English tokens that are linked to something."""
        return tuple(
            (self.pair.tokens[i].start, self.pair.tokens[i].end)
            for i in tokens
            if i in self.word_of
        )

    def ko_cut(self, first: int, last: int) -> Edit | None:
        """The edit that takes out Korean words; None for the last ones, which hold the predicate."""
        if last + 1 >= len(self.pair.words):
            return None
        return Edit(self.pair.words[first][0], self.pair.words[last + 1][0], "")

    def without(self, kind: str, first: int, last: int) -> Change:
        """The change that takes out a run of tokens; in Korean the words that say just that."""
        tokens = range(first, last + 1)
        run = self.run_for(tokens)
        cut = self.ko_cut(*run) if run else None
        return Change(
            kind, (self.cut(first, last),), (cut,) if cut else (),
            self.en_extents(tokens), self.ko_extents(self.words_for(tokens)),
        )  # fmt: skip

    def noun_part(self, word: int) -> NounPart | None:
        """The noun of a Korean word that is one with a particle or none."""
        found = self.morphemes_of[word]
        count = 0
        while count < len(found) and found[count].tag in _NOUN:
            count += 1
        if not count or (count < len(found) and not found[count].tag.startswith(("J", "S"))):
            return None
        particle = found[count] if count < len(found) else None
        start, end = found[0].start, found[count - 1].end
        return NounPart(start, end, particle) if end > start else None

    def renamed(self, word: int, new: str) -> Edit | None:
        """The edit that puts another noun in a Korean word; its particle follows the noun's ending."""
        part = self.noun_part(word)
        if part is None or self.pair.ko[part.start : part.end] == new:
            return None
        if part.particle and part.particle.form in _AFTER and part.particle.start == part.end:
            return Edit(part.start, part.particle.end, new + agreeing(part.particle.form, new))
        return Edit(part.start, part.end, new)


def agreeing(particle: str, noun: str) -> str:
    """The form of a particle after a noun."""
    closed, open_ = _AFTER[particle]
    last = syllable(noun[-1])
    if last is None:
        return particle
    if closed == "으로" and last.coda == 8:  # after ㄹ it is 로
        return open_
    return closed if last.coda else open_


class Tools:
    """Word lists, gathered from analysed pairs and from the dictionaries."""

    def __init__(self, pairs: Sequence[Prepared], lexicon: Sequence[Pair]) -> None:
        self.inflected: dict[tuple[str, str], str] = {}
        by_tag: dict[str, Counter[str]] = defaultdict(Counter)
        self.modifiers: dict[tuple[str, str], list[Modifier]] = defaultdict(list)
        self.by_dep: dict[str, list[Modifier]] = defaultdict(list)
        self.names: list[tuple[str, str]] = []
        nouns: Counter[tuple[str, str, str]] = Counter()
        self.sentences: list[tuple[str, str]] = []
        for pair in pairs:
            look = Look(pair)
            self.sentences.append((pair.ko, pair.en))
            for i, token in enumerate(pair.tokens):
                if token.text.isalpha():
                    self.inflected.setdefault((token.lemma.lower(), token.tag), token.text.lower())
                    by_tag[token.tag][
                        token.text if token.tag.startswith("NNP") else token.text.lower()
                    ] += 1
                self._gather(look, i, token, nouns)
        self.by_tag = {
            tag: [word for word, n in counts.most_common(6000) if n > 1 or tag.startswith("NNP")]
            for tag, counts in by_tag.items()
        }
        self.nouns: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for (tag, en, ko), count in nouns.items():
            if count > 1:
                self.nouns[tag].append((en, ko))
        self.senses: dict[str, list[str]] = defaultdict(list)
        for entry in lexicon:
            en = entry.en.removeprefix("to ").strip()
            if entry.source in _DICTIONARIES and en.isalpha() and en.islower():
                self.senses[entry.ko].append(en)
            if entry.source in NAMES and re.fullmatch(r"[가-힣]{2,}", entry.ko) and en.istitle():
                self.names.append((entry.en, entry.ko))
        self.opposite = _opposites()
        self._near = _near(
            [w for tag in ("NN", "VB", "JJ", "RB") for w in self.by_tag.get(tag, [])]
        )

    def _gather(
        self, look: Look, i: int, token: Token, nouns: Counter[tuple[str, str, str]]
    ) -> None:
        if token.tag in {"NN", "NNS"} and len(look.tokens_of.get(look.word_of.get(i, -1), ())) == 1:
            part = look.noun_part(look.word_of[i])
            if part:
                nouns[token.tag, token.text.lower(), look.pair.ko[part.start : part.end]] += 1
        if token.dep in MODIFIERS and token.head != i:
            span = look.phrase(i)
            if span and span[1] - span[0] < 9:
                run = look.run_for(range(span[0], span[1] + 1))
                start, end = look.extent(*span)
                ko = ""
                if run and run[1] + 1 < len(look.pair.words):
                    ko = look.pair.ko[look.pair.words[run[0]][0] : look.pair.words[run[1]][1]]
                found = Modifier(look.pair.en[start:end], ko)
                side = "before" if i < token.head else "after"
                head = look.pair.tokens[token.head]
                self.modifiers[head.lemma.lower(), token.dep + side].append(found)
                self.by_dep[token.dep + side].append(found)
        if token.tag == "NNP" and i in look.word_of and token.dep != "compound":
            first = look.name_start(i)
            run = look.run_for(range(first, i + 1))
            if run and run[0] == run[1]:
                part = look.noun_part(run[0])
                if part:
                    start, end = look.extent(first, i)
                    self.names.append(
                        (look.pair.en[start:end], look.pair.ko[part.start : part.end])
                    )

    def near(self, word: str) -> list[str]:
        """Words that are used like a word and mean something else."""
        return self._near.get(word.lower(), [])

    def as_tag(self, word: str, tag: str) -> str | None:
        """A base word in the form of a tag; None where that form has not been met."""
        return word if tag in {"NN", "VB", "VBP", "JJ", "RB"} else self.inflected.get((word, tag))

    def alike(self, a: str, b: str) -> bool:
        """Whether two English words may mean the same."""
        return a.lower() == b.lower() or cosine(a.lower(), b.lower()) > _SYNONYMS


_DICTIONARIES = frozenset({"lexicon/krdict_nikl", "lexicon/cc_kedict", "lexicon/wiktionary_en_ko"})


@lru_cache(maxsize=65536)
def _vector(word: str) -> NDArray[np.float32]:
    vector: NDArray[np.float32] = embedded().encode([word])[0]
    return vector


def cosine(a: str, b: str) -> float:
    """How close two English words are in the embedded encoder."""
    return float(_vector(a) @ _vector(b))


def _near(words: Sequence[str]) -> dict[str, list[str]]:
    words = [*dict.fromkeys(words)][:9000]
    if not words:
        return {}
    vectors = np.stack([_vector(word) for word in words])
    found: dict[str, list[str]] = {}
    for first in range(0, len(words), 512):
        cosines = vectors[first : first + 512] @ vectors.T
        for row, word in enumerate(words[first : first + 512]):
            order = np.argsort(-cosines[row])[:80]
            found[word] = [
                words[k]
                for k in order
                if _FAR < cosines[row, k] < _SYNONYMS and words[k][:4] != word[:4]
            ]
    return found


def _opposites() -> dict[str, list[str]]:
    """Of each word those of opposite meaning, phrases as they are written."""
    found: dict[str, list[str]] = defaultdict(list)
    for a, b in opposites():
        found[a].append(b.replace("_", " "))
        found[b].append(a.replace("_", " "))
    return found


def shuffled(items: Iterable[int], draw: random.Random) -> Iterator[int]:
    """Items in any order."""
    listed = list(items)
    draw.shuffle(listed)
    yield from listed
