"""Corrupted translations for training: one realistic error put into a sentence whose source is known.

A sentence is a list of token ids of a :class:`Lexicon`. The kinds of error are those that translation
and editing make, after the perturbations of DEMETR (Karpinska et al. 2022) as a list of kinds only:
something lost, something added, a word or name replaced, a "not" lost or added, words exchanged.
"""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_PREPOSITIONS = frozenset(
    "of in on at to for from with by about into over under after before during through between "
    "against among within without around across behind near toward towards upon per via as".split()
)
_DETERMINERS = frozenset("the a an his her its their my your our".split())
_STOP = (
    _PREPOSITIONS
    | _DETERMINERS
    | frozenset(
        "and or but nor is are was were be been being am do does did have has had having will would can "
        "could may might must shall should not no n't it he she they we you i him them me us hers "
        "this that these those there here who whom whose which what when where why how if than then "
        "so such".split()
    )
)
_NEGATIONS = frozenset("not never no cannot".split())
_AUXILIARIES = frozenset(
    "is are was were has have had will would can could may might must should do does did".split()
)
_WORD = re.compile(r"[A-Za-zÀ-ɏ]")
_FOLLOWERS = 3000
_CONFUSABLE = 60
_KNOWN_CONFUSABLES = 14_000
_TRIES = 12


class Lexicon(NamedTuple):
    """Distinct tokens of a corpus: texts and unit vectors, shape (n, d), zero for punctuation."""

    texts: Sequence[str]
    vectors: NDArray[np.float16]


class Edit(NamedTuple):
    """Tokens ``start`` to ``end`` of a sentence replaced by others, maybe by none."""

    start: int
    end: int
    new: tuple[int, ...]


class Corruption(NamedTuple):
    """An error of a kind, as edits in falling order of place."""

    kind: str
    edits: tuple[Edit, ...]


class Marked(NamedTuple):
    """A corrupted sentence: which of its tokens are wrong, where some are missing, and which."""

    tokens: list[int]
    wrong: set[int]
    gaps: set[int]
    removed: list[int]


def marked(tokens: Sequence[int], edits: Iterable[Edit]) -> Marked:
    """Carry out edits, given in falling order of place; a gap is numbered by the token after it."""
    found = list(tokens)
    flags = [False] * len(found)
    gaps = [False] * (len(found) + 1)
    removed: list[int] = []
    for start, end, new in edits:
        removed += found[start:end]
        found[start:end] = new
        flags[start:end] = [True] * len(new)
        gaps[start : end + 1] = [not new] + [False] * len(new)
    return Marked(
        found,
        {i for i, flag in enumerate(flags) if flag},
        {i for i, gap in enumerate(gaps) if gap},
        removed,
    )


def is_content(text: str) -> bool:
    """Whether a token is a word that carries meaning."""
    return bool(_WORD.match(text)) and len(text) > 2 and text.lower() not in _STOP


class Corruptor:
    """Draws corruptions that look like the corpus it has read.

    Args:
        sentences: token ids of the English sentences.
        lexicon: what the ids stand for.
        opposites: pairs of words that mean the opposite.
        seed: of the random draws.
    """

    def __init__(
        self,
        sentences: Sequence[Sequence[int]],
        lexicon: Lexicon,
        opposites: Iterable[tuple[str, str]],
        seed: int,
    ) -> None:
        self._random = random.Random(seed)
        self._texts = lexicon.texts
        self._lower = [text.lower() for text in lexicon.texts]
        self._content = [is_content(text) for text in lexicon.texts]
        self._sentences = sentences
        self._read(sentences)
        self._near = self._confusables(lexicon)
        self._opposite: dict[int, list[int]] = defaultdict(list)
        for one, other in opposites:
            if one in self._by_text and other in self._by_text:
                self._opposite[self._by_text[one]].append(self._by_text[other])
                self._opposite[self._by_text[other]].append(self._by_text[one])
        self._kinds: dict[str, tuple[float, Callable[[Sequence[int]], Sequence[Edit] | None]]] = {
            "word removed": (17, self._remove_word),
            "phrase removed": (9, self._remove_phrase),
            "span removed": (6, self._remove_span),
            "name removed": (7, self._remove_name),
            "name replaced": (8, self._replace_name),
            "word added": (14, self._add_word),
            "phrase added": (4, self._add_phrase),
            "word replaced": (16, self._replace_word),
            "number replaced": (4, self._replace_number),
            "opposite": (4, self._reverse),
            "negation": (3, self._negate),
            "exchanged": (4, self._exchange),
            "broken off": (3, self._break_off),
            "other sentence": (1, self._other),
            "other ending": (2, self._other_ending),
        }

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of error there are."""
        return tuple(self._kinds)

    def draw(self, tokens: Sequence[int]) -> Corruption | None:
        """A corruption of a sentence; None where none of a few kinds can be done."""
        names = list(self._kinds)
        weights = [weight for weight, _ in self._kinds.values()]
        for _ in range(6):
            kind = self._random.choices(names, weights)[0]
            edits = self._kinds[kind][1](tokens)
            if edits and marked(tokens, edits).tokens not in ([], list(tokens)):
                return Corruption(kind, tuple(sorted(edits, reverse=True)))
        return None

    def is_name(self, token: int) -> bool:
        """Whether a token is nearly always capitalised, inside a sentence too."""
        return token in self._names

    def _read(self, sentences: Sequence[Sequence[int]]) -> None:
        after: dict[str, list[int]] = defaultdict(list)
        before: dict[str, list[int]] = defaultdict(list)
        capital: Counter[str] = Counter()
        count: Counter[str] = Counter()
        often: Counter[int] = Counter()
        self._phrases: list[Sequence[int]] = []
        for tokens in sentences:
            often.update(tokens)
            for i, token in enumerate(tokens):
                if i and _WORD.match(self._texts[token]):
                    count[self._lower[token]] += 1
                    capital[self._lower[token]] += self._texts[token][0].isupper()
            for one, two in itertools.pairwise(tokens):
                if self._content[two] and self._texts[two][0].islower():
                    after[self._lower[one]].append(two)
                if self._content[one] and self._texts[one][0].islower():
                    before[self._lower[two]].append(one)
            if found := self._prepositional(tokens):
                start, end = self._random.choice(found)
                self._phrases.append(tokens[start:end])
        self._after = {key: self._some(found) for key, found in after.items()}
        self._before = {key: self._some(found) for key, found in before.items()}
        self._follows = {key: frozenset(found) for key, found in self._after.items()}
        self._names = {
            token
            for token in often
            if self._texts[token][:1].isupper()
            and len(self._texts[token]) > 2
            and capital[self._lower[token]] > 0.8 * max(1, count[self._lower[token]])
        }
        self._name_list = sorted(self._names)
        self._often = [token for token, _ in often.most_common()]
        self._numbers = [token for token in self._often if self._texts[token][0].isdigit()]
        self._by_text: dict[str, int] = {}
        for token in self._often:
            self._by_text.setdefault(self._texts[token], token)

    def _some(self, found: list[int]) -> list[int]:
        return found if len(found) <= _FOLLOWERS else self._random.sample(found, _FOLLOWERS)

    def _confusables(self, lexicon: Lexicon) -> dict[int, list[int]]:
        """Words near another in meaning, its own forms left out."""
        chosen = [
            token for token in self._often if self._content[token] and self._texts[token].islower()
        ][:_KNOWN_CONFUSABLES]
        vectors = lexicon.vectors[chosen].astype(np.float32)
        near: dict[int, list[int]] = {}
        for first in range(0, len(chosen), 1000):
            cosine = vectors[first : first + 1000] @ vectors.T
            most = min(_CONFUSABLE, cosine.shape[1] - 1)
            top = np.argpartition(-cosine, most, axis=1)[:, :most]
            for row, columns in enumerate(top):
                token = chosen[first + row]
                near[token] = [
                    chosen[c]
                    for c in columns
                    if cosine[row, c] < 0.93 and not self._same_word(token, chosen[c])
                ]
        return near

    def _same_word(self, one: int, two: int) -> bool:
        return self._lower[one][:4] == self._lower[two][:4]

    def _prepositional(self, tokens: Sequence[int]) -> list[tuple[int, int]]:
        """Phrases that begin with a preposition and hold a content word."""
        found = []
        for start in range(1, len(tokens)):
            if self._lower[tokens[start]] not in _PREPOSITIONS:
                continue
            end = start + 1
            while end < len(tokens) and end - start < 8 and self._inside(tokens[end]):
                end += 1
            if any(self._content[token] for token in tokens[start + 1 : end]):
                found.append((start, end))
        return found

    def _inside(self, token: int) -> bool:
        lower = self._lower[token]
        return lower[:1].isalnum() and (lower not in _STOP or lower in _DETERMINERS)

    def _place(self, tokens: Sequence[int], suits: Callable[[int], bool]) -> int | None:
        found = [i for i, token in enumerate(tokens) if suits(token)]
        return self._random.choice(found) if found else None

    def _content_place(self, tokens: Sequence[int]) -> int | None:
        return self._place(tokens, lambda token: self._content[token])

    def _remove_word(self, tokens: Sequence[int]) -> Sequence[Edit] | None:
        at = self._content_place(tokens)
        return None if at is None else [Edit(at, at + 1, ())]

    def _remove_phrase(self, tokens: Sequence[int]) -> Sequence[Edit] | None:
        found = self._prepositional(tokens)
        return [Edit(*self._random.choice(found), ())] if found else None

    def _remove_span(self, tokens: Sequence[int]) -> Sequence[Edit] | None:
        if len(tokens) < 6:
            return None
        length = self._random.randint(2, min(8, len(tokens) // 2))
        start = self._random.randint(0, len(tokens) - length)
        span = tokens[start : start + length]
        return (
            [Edit(start, start + length, ())] if any(map(self._content.__getitem__, span)) else None
        )

    def _name(self, tokens: Sequence[int]) -> tuple[int, int] | None:
        at = self._place(tokens, self.is_name)
        if at is None:
            return None
        start, end = at, at + 1
        while start and self.is_name(tokens[start - 1]):
            start -= 1
        while end < len(tokens) and self.is_name(tokens[end]):
            end += 1
        return start, end

    def _remove_name(self, tokens: Sequence[int]) -> Sequence[Edit] | None:
        found = self._name(tokens)
        return [Edit(*found, ())] if found else None

    def _replace_name(self, tokens: Sequence[int]) -> Sequence[Edit] | None:
        found = self._name(tokens)
        if not found:
            return None
        count = self._random.choice((1, 1, 1, 2, 2, 3))
        return [Edit(*found, tuple(self._random.choices(self._name_list, k=count)))]

    def _add_word(self, tokens: Sequence[int]) -> Sequence[Edit] | None:
        at = self._random.randint(1, len(tokens))
        left = self._lower[tokens[at - 1]]
        right = self._lower[tokens[at]] if at < len(tokens) else None
        pool = self._after.get(left, [])
        if right is not None and self._random.random() < 0.5:
            pool = self._before.get(right, [])
        best = None
        for _ in range(_TRIES if len(pool) > 2 else 0):
            word = self._random.choice(pool)
            if word in tokens:
                continue
            best = word
            fits = right is None or tokens[at] in self._follows.get(self._lower[word], ())
            if fits and word in self._follows.get(left, ()):
                break
        return None if best is None else [Edit(at, at, (best,))]

    def _add_phrase(self, tokens: Sequence[int]) -> Sequence[Edit] | None:
        at = self._random.randint(1, len(tokens))
        if at < len(tokens) and self._content[tokens[at]]:
            return None
        return [Edit(at, at, tuple(self._random.choice(self._phrases)))]

    def _replace_word(self, tokens: Sequence[int]) -> Sequence[Edit] | None:
        at = self._place(tokens, lambda token: self._content[token] and not self.is_name(token))
        if at is None:
            return None
        token = tokens[at]
        if self._random.random() < 0.5 and self._near.get(token):
            other = self._random.choice(self._near[token])
        else:
            pool = self._after.get(self._lower[tokens[at - 1]] if at else ".", [])
            if len(pool) < 3:
                return None
            other = self._random.choice(pool)
            for _ in range(_TRIES):
                if self._lower[other][-2:] == self._lower[token][-2:]:
                    break
                other = self._random.choice(pool)
        return None if self._same_word(token, other) else [Edit(at, at + 1, (other,))]

    def _replace_number(self, tokens: Sequence[int]) -> Sequence[Edit] | None:
        at = self._place(tokens, lambda token: self._texts[token][0].isdigit())
        if at is None or not self._numbers:
            return None
        return [Edit(at, at + 1, (self._random.choice(self._numbers),))]

    def _reverse(self, tokens: Sequence[int]) -> Sequence[Edit] | None:
        at = self._place(tokens, lambda token: token in self._opposite)
        if at is None:
            return None
        return [Edit(at, at + 1, (self._random.choice(self._opposite[tokens[at]]),))]

    def _negate(self, tokens: Sequence[int]) -> Sequence[Edit] | None:
        at = self._place(tokens, lambda token: self._lower[token] in _NEGATIONS)
        if at is not None:
            return [Edit(at, at + 1, ())]
        at = self._place(tokens, lambda token: self._lower[token] in _AUXILIARIES)
        if at is None or "not" not in self._by_text:
            return None
        return [Edit(at + 1, at + 1, (self._by_text["not"],))]

    def _exchange(self, tokens: Sequence[int]) -> Sequence[Edit] | None:
        one, two = self._content_place(tokens), self._content_place(tokens)
        if one is None or two is None or tokens[one] == tokens[two]:
            return None
        return [Edit(one, one + 1, (tokens[two],)), Edit(two, two + 1, (tokens[one],))]

    def _break_off(self, tokens: Sequence[int]) -> Sequence[Edit] | None:
        if len(tokens) < 8:
            return None
        return [Edit(self._random.randint(len(tokens) // 2, len(tokens) - 2), len(tokens), ())]

    def _other(self, tokens: Sequence[int]) -> Sequence[Edit] | None:
        return [Edit(0, len(tokens), tuple(self._random.choice(self._sentences)))]

    def _other_ending(self, tokens: Sequence[int]) -> Sequence[Edit] | None:
        if len(tokens) < 8:
            return None
        other = self._random.choice(self._sentences)
        start = self._random.randint(3, len(tokens) - 3)
        first = self._random.randint(0, max(0, len(other) - 4))
        rest = tuple(other[first : first + len(tokens) - start])
        return [Edit(start, len(tokens), rest)]
