"""Which Korean words stand behind an English word, for the reader who points at it.

Figures and names are set against those that the checks read; any other word against the tokens of the
Korean sentences of its bead by cosine, as BERTScore (Zhang et al. 2020) matches tokens. A word that
resembles nothing enough stands for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audit.encoders.vectors import TokenVectors
from audit.languages.en.numerals import english_quantities
from audit.languages.ko.numerals import korean_quantities
from audit.languages.normalise import normalise
from audit.languages.pair.glossary import english_terms, korean_terms
from audit.languages.pair.names import english_people, korean_people, korean_spelling
from audit.languages.pair.quantity_agreement import Agreement, agreement
from audit.languages.pair.romanisation import is_surname_of
from audit.languages.pair.sound import closeness
from audit.languages.quantity import Form
from audit.languages.spans import Extent
from audit.records.article import Sentence
from audit.records.measured import threshold_groups, thresholds

Tokens = Callable[[Sentence], TokenVectors]
Likely = Callable[[Sequence[Sequence[Extent]], Sequence[Sequence[Extent]]], NDArray[np.float32]]
"""Of the words of Korean and English sentences, how likely they are counterparts: (English, Korean)."""
T, _GROUPS = thresholds(__name__), threshold_groups(__name__)
MOST = int(T["most"])
"""Korean words shown for one English word at most."""
_LIKE = T["like"]
"""How far from an unrelated token's best match (0) to a translation's (1) a word must be."""
_MUTUAL = T["mutual"]
"""The same for two words that resemble nothing in the bead more than each other."""
_RIVAL = T["rival"]
"""Further words must come so near the best one's rank."""
_BESIDE = T["beside"]
"""Share of the best match among the words beside two words in their rank: it tells repeated words apart."""
_CONTENT = _GROUPS["content"]
"""Weight in the sentence vector from which a token is no mere function word."""
_HEARD = tuple(
    (rule["letters"], rule["close"]) for rule in (_GROUPS["long_heard"], _GROUPS["short_heard"])
)
"""Letters of a name, and how close it must sound to a Korean word (see ``closeness``)."""
_SURNAME, _NAME = T["surname"], T["name"]
"""How sure a shared surname is, and a shared name, beside the agreement of two figures (2 or 3)."""
_LIKELY, _NEARLY = T["likely"], T["nearly"]
"""How likely a counterpart must be, and how near the likeliest's chance that of a further one."""
_MANY = 100_000
"""Pairs of words past which a bead is no prose and has no links, for which the page must not wait."""
_CAPITALISED = re.compile(r"(?<!\w)[A-Z][\w-]+")
_WORD = re.compile(r"[^\W_](?:[\w'’.,%&/-]*[^\W_%]%?|%)?")


class Place(NamedTuple):
    """A word: the number of its sentence in the bead, and its own number in the sentence."""

    sentence: int
    word: int


class _Fact(NamedTuple):
    """Numbers of English words, those of the Korean words that they render, and how sure that is."""

    en: list[int]
    ko: list[int]
    sure: float


class _Side:
    """The words of some sentences in one row.

    ``texts`` are the sentences, normalised, ``spans`` their words' places as given.
    """

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._plain = [normalise(sentence.text) for sentence in sentences]
        self._sentences = sentences
        self.spans = [words_of(sentence.text) for sentence in sentences]
        self._first = [0, *accumulate(map(len, self.spans))]
        self.texts = [plain.text for plain in self._plain]
        self.places = [Place(i, n) for i, s in enumerate(self.spans) for n in range(len(s))]
        self.words = [
            sentence.text[a:b]
            for sentence, spans in zip(sentences, self.spans, strict=True)
            for a, b in spans
        ]

    def at(self, sentence: int, start: int, end: int) -> list[int]:
        """Numbers of the words that a span of a normalised sentence touches."""
        return self._touched(sentence, *self._plain[sentence].span(start, end))

    def _touched(self, sentence: int, start: int, end: int) -> list[int]:
        first = self._first[sentence]
        spans = enumerate(self.spans[sentence], first)
        return [n for n, (a, b) in spans if a < end and start < b]

    def tokens(self, tokens: Tokens, least: float) -> tuple[list[int], list[NDArray[np.float32]]]:
        """Numbers of words and vectors of their tokens, those of less weight left out."""
        rows: list[int] = []
        vectors: list[NDArray[np.float32]] = []
        for i, sentence in enumerate(self._sentences):
            found = tokens(sentence)
            for span, vector, weight in zip(found.spans, found.vectors, found.weights, strict=True):
                touched = self._touched(i, *span) if weight >= least else []
                if touched:
                    rows.append(touched[0])
                    vectors.append(vector)
        return rows, vectors


def words_of(text: str) -> list[Extent]:
    """The words of a sentence as spans, without the punctuation around them; a Korean word is an eojeol."""
    return [match.span() for match in _WORD.finditer(text)]


def supports(
    ko: Sequence[Sentence],
    en: Sequence[Sentence],
    tokens: Tokens,
    scale: tuple[float, float],
    likely: Likely | None = None,
) -> dict[Place, tuple[Place, ...]]:
    """The Korean words behind each English word of a bead, best first; words without any are left out.

    Args:
        ko: the bead's Korean sentences.
        en: its English ones.
        tokens: a sentence's token vectors.
        scale: cosine of a token's best match in an unrelated sentence, and in a translation.
        likely: how likely words are counterparts, by a model that knows better than the tokens.
    """
    korean, english = _Side(ko), _Side(en)
    if not 0 < len(korean.words) * len(english.words) <= _MANY:
        return {}
    if likely:
        found = _likely(likely(korean.spans, english.spans))
    else:
        found = _alike(_cosines(korean, english, tokens), scale)
    _add_stated(found, korean, english)
    return {
        english.places[n]: tuple(korean.places[k] for k in others[:MOST])
        for n, others in sorted(found.items())
    }


def _cosines(korean: _Side, english: _Side, tokens: Tokens) -> NDArray[np.float32]:
    """Best cosine of the tokens of two words, shape (English words, Korean words); -1 without tokens."""
    rows, left = english.tokens(tokens, _CONTENT["en"])
    columns, right = korean.tokens(tokens, _CONTENT["ko"])
    best = np.full((len(english.words), len(korean.words)), -1, dtype=np.float32)
    if rows and columns:
        where = np.array(rows)[:, None], np.array(columns)[None, :]
        np.maximum.at(best, where, np.stack(left) @ np.stack(right).T)
    return best


def _alike(cosines: NDArray[np.float32], scale: tuple[float, float]) -> dict[int, list[int]]:
    """Words whose tokens resemble each other."""
    low, high = scale
    like, mutual = (low + share * (high - low) for share in (_LIKE, _MUTUAL))
    ranks = cosines + _BESIDE * _beside(cosines)
    rivals = ranks.argmax(axis=0)
    found: dict[int, list[int]] = {}
    for n, best in enumerate(ranks.argmax(axis=1)):
        near = [int(k) for k in np.flatnonzero(cosines[n] >= like)]
        if near:
            least = _RIVAL * max(ranks[n, k] for k in near)
            near = [k for k in near if ranks[n, k] >= least]
            found[n] = sorted(near, key=lambda k: (-ranks[n, k], k))
        elif cosines[n, best] >= mutual and rivals[best] == n:
            found[n] = [int(best)]
    return found


def _likely(chances: NDArray[np.float32]) -> dict[int, list[int]]:
    """Words that are likely counterparts, and those nearly as likely as the likeliest."""
    found: dict[int, list[int]] = {}
    for n, row in enumerate(chances):
        least = max(_LIKELY, float(row.max()) * _NEARLY)
        near = [int(k) for k in np.flatnonzero(row >= least)]
        if near:
            found[n] = sorted(near, key=lambda k: (-row[k], k))
    return found


def _beside(cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    """The best cosine among the eight pairs of words around each pair, 0 at least."""
    rows, columns = cosines.shape
    padded = np.pad(np.maximum(cosines, 0), 1)
    shifts = [shift for shift in product(range(3), repeat=2) if shift != (1, 1)]
    near = np.stack([padded[a : a + rows, b : b + columns] for a, b in shifts])
    return np.asarray(near.max(axis=0), dtype=np.float32)


def _add_stated(found: dict[int, list[int]], korean: _Side, english: _Side) -> None:
    """Put what figures and names say before the tokens, and the sound of a name where nothing else is."""
    for n, stated in _stated(korean, english).items():
        # The tokens may tell more: 66-46-3 stands for three words of the Korean.
        if not set(stated) < set(found.get(n, ())):
            found[n] = stated
    for n, word in enumerate(english.words):
        if n not in found and word[0].isupper() and (heard := _heard(word, korean)):
            found[n] = heard


def _stated(korean: _Side, english: _Side) -> dict[int, list[int]]:
    """Words of figures and names that both sides state; of several that agree, those at a like place."""
    best: dict[int, tuple[float, float]] = {}
    found: dict[int, list[int]] = {}
    for fact in _facts(korean, english):
        for n in fact.en:
            apart = abs(n / len(english.words) - fact.ko[0] / len(korean.words))
            if n not in best or best[n] < (fact.sure, -apart):
                best[n], found[n] = (fact.sure, -apart), fact.ko
    return found


def _facts(korean: _Side, english: _Side) -> Iterator[_Fact]:
    for i, j in product(range(len(korean.texts)), range(len(english.texts))):
        ko, en = korean.texts[i], english.texts[j]
        spans = (
            (english.at(j, *e), korean.at(i, *k), sure)
            for k, e, sure in chain(_figures(ko, en), _names(ko, en))
        )
        yield from (_Fact(left, right, sure) for left, right, sure in spans if left and right)


def _figures(ko: str, en: str) -> Iterator[tuple[Extent, Extent, float]]:
    """Spans of Korean and English quantities that agree."""
    for e in english_quantities(en):
        for k in () if e.optional else korean_quantities(ko):
            # Two figures of the Korean may be one range here; the tokens tell which is which.
            apart = e.form in (Form.RANGE, Form.SCORE) and k.form is not e.form
            if not apart and (sure := agreement(k, e)) >= Agreement.ROUNDED:
                yield (k.start, k.end), (e.start, e.end), float(sure)


def _names(ko: str, en: str) -> Iterator[tuple[Extent, Extent, float]]:
    """Spans of Korean and English names of one person, institution or place."""
    same = [
        (e, k)
        for things, e in english_terms(en)
        for term, k in korean_terms(ko)
        if term.en in things
    ]
    same += [(e, k) for e in english_people(en) if (k := korean_spelling(e.text, ko))]
    for e, k in same:
        for word in _CAPITALISED.finditer(en, e.start, e.end):
            yield (k.start, k.end), word.span(), _NAME
    for k in korean_people(ko):
        for word in _CAPITALISED.finditer(en):
            if is_surname_of(k.text, word[0]):
                yield (k.start, k.end), word.span(), _SURNAME


def _heard(latin: str, korean: _Side) -> list[int]:
    """The Korean word that a name in Latin letters sounds like, if any does."""
    letters = sum(map(str.isalpha, latin))
    least = next((least for length, least in _HEARD if letters >= length), None)
    if least is None:
        return []
    close = [closeness(latin, word) for word in korean.words]
    best = max(range(len(close)), key=close.__getitem__)
    return [best] if close[best] >= least else []
