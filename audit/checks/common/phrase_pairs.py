"""Which words of a bead's two sides stand for each other: by name, by glossary, by the encoder.

The likeness of two phrases is what the encoder's vectors give on its own scale (0 for unrelated words, about
1 for a translation), or 1 where one name is the other's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from audit.checks.context import Context
from audit.encoders.vectors import TokenVectors
from audit.languages.en.parse import Parse, parsed
from audit.languages.normalise import normalise
from audit.languages.pair.countries import countries_of_english, countries_of_korean
from audit.languages.pair.glossary import is_worded, korean_terms
from audit.languages.pair.held_titles import titled_alike
from audit.languages.pair.mentions import HEARD, likeness
from audit.languages.pair.names import english_people, korean_people
from audit.languages.pair.romanisation import is_any_surname, is_person, is_surname_of, surname_of
from audit.languages.spans import Extent, Found, overlapped
from audit.records.article import Sentence
from audit.records.bead import Bead
from audit.records.measured import thresholds

T = thresholds(__name__)
SAME = T["same"]
"""Likeness from which two phrases stand for one thing."""
OTHER = T["other"]
"""Likeness up to which they stand for two."""
_SHARE = T["share"]
"""Share of the likeness to one's own counterpart up to which another phrase is another thing."""
UNSAID = T["unsaid"]
"""Likeness up to which a word is taken to be said by no word of the other side."""
_CLAIM = 0.5
_CAPITALISED = re.compile(r"(?<![\w-])[A-Z][\w'-]+")
_SURNAME = re.compile(
    r"(?<![가-힣])(남궁|선우|황보|독고|사공|[가-힣])(?:모 ?씨|모|씨| [가-힣]{1,8})?(?![가-힣])"
)


@dataclass(frozen=True)
class Pair:
    """A Korean sentence beside an English one, both normalised, with the likeness of their words."""

    source: Sentence
    target: Sentence
    korean: str
    english: str
    parse: Parse
    rows: tuple[Extent, ...]
    columns: tuple[Extent, ...]
    vectors: tuple[NDArray[np.float32], NDArray[np.float32]]
    scale: tuple[float, float]

    @cached_property
    def matrix(self) -> NDArray[np.float32]:
        """The likeness of each Korean word with each English one, shape (rows, columns)."""
        ours, theirs = self.vectors
        unrelated, translated = self.scale
        if not len(ours) or not len(theirs):
            return np.zeros((len(ours), len(theirs)), dtype=np.float32)
        return ((ours @ theirs.T - unrelated) / max(translated - unrelated, 1e-6)).astype(
            np.float32
        )

    @cached_property
    def _likenesses_of_korean(self) -> NDArray[np.float32]:
        best: NDArray[np.float32] = self.matrix.max(axis=1, initial=0.0)
        return best

    def alike(self, korean: Found, english: Found) -> float:
        """The likeness of two phrases: of their most alike words, or 1 for one name."""
        same = one_name(korean.text, english.text)
        if same is False:
            return 0.0
        alike = self.words_alike(korean, english)
        return max(1.0, alike) if same or titled_alike(korean.text, english.text) else alike

    def words_alike(self, korean: Extent | Found, english: Extent | Found) -> float:
        """The likeness of two phrases by the encoder alone: of their most alike words."""
        rows = overlapped(self.rows, *korean[-2:])
        columns = overlapped(self.columns, *english[-2:])
        if not rows or not columns:
            return 0.0
        return float(self.matrix[np.ix_(rows, columns)].max())

    def best(self, korean: Extent | Found, english: Extent | Found) -> float:
        """The greatest likeness of either word to any of the other side's."""
        return max(self.most_alike_english(korean), self.most_alike_korean(english))

    def most_alike_english(self, korean: Extent | Found) -> float:
        """The greatest likeness of any English word to a Korean phrase."""
        return float(self.matrix[overlapped(self.rows, *korean[-2:])].max(initial=0.0))

    def most_alike_korean(self, english: Extent | Found, *, claimed: bool = False) -> float:
        """The greatest likeness of any Korean word to an English phrase.

        Where ``claimed``, words that another English word stands for much better are passed over.
        """
        best = self.matrix[:, overlapped(self.columns, *english[-2:])].max(axis=1, initial=0.0)
        if claimed:
            best = best[best >= _CLAIM * self._likenesses_of_korean]
        return float(best.max(initial=0.0))

    def phrase(self, words: Sequence[int]) -> Found:
        """The stretch of the English sentence that the parse's words take up."""
        start = self.parse.tokens[min(words)].start
        end = self.parse.tokens[max(words)].end
        return Found(self.english[start:end], start, end)


def pairs(bead: Bead, context: Context) -> list[Pair]:
    """Every Korean sentence of a bead beside every English one, worked out once for all checks."""
    return context.once(
        f"phrase pairs of {bead.id}",
        lambda _: [
            _pair(context, k, e)
            for k in context.sentences(bead, "source")
            for e in context.sentences(bead, "target")
        ],
    )


def other_than(own: float) -> float:
    """Likeness up to which a phrase is another thing than one whose own likeness is ``own``."""
    return max(OTHER, _SHARE * own)


def _pair(context: Context, source: Sentence, target: Sentence) -> Pair:
    ours, theirs = context.tokens(source), context.tokens(target)
    english = normalise(target.text).text
    return Pair(
        source, target, normalise(source.text).text, english, parsed(english),
        _places(source, ours), _places(target, theirs),
        (ours.vectors, theirs.vectors), context.token_scale,
    )  # fmt: skip


def _places(sentence: Sentence, tokens: TokenVectors) -> tuple[Extent, ...]:
    """Where the tokens stand in the normalised sentence."""
    plain = normalise(sentence.text)
    return tuple(plain.place(start, end) for start, end in tokens.spans)


def one_name(korean: str, english: str) -> bool | None:
    """Whether the English is the Korean's name; None where that cannot be told by names."""
    lands = countries_of_korean(korean), countries_of_english(english)
    if all(lands):
        return bool(lands[0] & lands[1])
    people, printed = korean_people(korean), english_people(english)
    if any(is_person(p.text, e.text) for p in people for e in printed):
        return True
    capitals = _CAPITALISED.findall(english)
    surnames = [p.text for p in people] or [
        m for m in _SURNAME.findall(korean) if surname_of(f"{m}가나") == m
    ]
    if any(is_surname_of(name, word) for name in surnames for word in capitals):
        return True
    if (people and printed) or (surnames and any(map(is_any_surname, capitals))):
        return False
    if any(is_worded(term, english) for term, _ in korean_terms(korean)):
        return True
    if any(likeness(word, korean) >= HEARD for word in capitals if len(word) > 2):
        return True
    return None
