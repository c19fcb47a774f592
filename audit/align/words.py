"""Which Korean words stand behind an English word, for the reader who points at it.

Each English word is set against the tokens of the Korean sentences of its bead by cosine, as BERTScore
(Zhang et al. 2020) matches tokens; a word that resembles nothing enough stands for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from audit.article import Sentence
from audit.report import TokenVectors

Span = tuple[int, int]
Tokens = Callable[[Sentence], TokenVectors]
MOST = 3
"""Korean words shown for one English word at most."""
_LIKE = 0.6
"""How far from an unrelated token's best match (0) to a translation's (1) a word must be."""
_RIVAL = 0.75
"""Further words must come so near the best one's cosine."""
_CONTENT = 4.0
"""Weight in the sentence vector from which a token is no mere function word."""
_WORD = re.compile(r"[^\W_](?:[\w'’.,%&/-]*[^\W_%]%?|%)?")


class Place(NamedTuple):
    """A word: the number of its sentence in the bead, and its own number in the sentence."""

    sentence: int
    word: int


def words_of(text: str) -> list[Span]:
    """The words of a sentence as spans, without the punctuation around them; a Korean word is an eojeol."""
    return [match.span() for match in _WORD.finditer(text)]


def supports(
    ko: Sequence[Sentence],
    en: Sequence[Sentence],
    tokens: Tokens,
    scale: tuple[float, float],
) -> dict[Place, tuple[Place, ...]]:
    """The Korean words behind each English word of a bead, best first; words without any are left out.

    Args:
        ko: the bead's Korean sentences.
        en: its English ones.
        tokens: a sentence's token vectors.
        scale: cosine of a token's best match in an unrelated sentence, and in a translation.
    """
    behind = [_by_word(sentence, tokens(sentence)) for sentence in ko]
    places = [Place(i, word) for i, found in enumerate(behind) for word, _ in found]
    vectors = [vector for found in behind for _, vector in found]
    if not vectors:
        return {}
    matrix = np.stack(vectors)
    low, high = scale
    least = low + _LIKE * (high - low)
    found: dict[Place, tuple[Place, ...]] = {}
    for j, sentence in enumerate(en):
        best: dict[Place, dict[Place, float]] = {}
        for word, vector in _by_word(sentence, tokens(sentence), _CONTENT):
            cosines = matrix @ vector
            for row in np.flatnonzero(cosines >= least):
                rivals = best.setdefault(Place(j, word), {})
                place = places[row]
                rivals[place] = max(rivals.get(place, 0.0), float(cosines[row]))
        for place, rivals in best.items():
            top = max(rivals.values())
            near = [p for p, cosine in rivals.items() if cosine >= _RIVAL * top]
            found[place] = tuple(sorted(near, key=lambda p: (-rivals[p], p))[:MOST])
    return found


def _by_word(
    sentence: Sentence, tokens: TokenVectors, least: float = 0.0
) -> list[tuple[int, np.ndarray]]:
    """Vectors of the tokens in each word, with the word's number; lighter tokens left out."""
    words = words_of(sentence.text)
    found: list[tuple[int, np.ndarray]] = []
    for (start, end), vector, weight in zip(
        tokens.spans, tokens.vectors, tokens.weights, strict=True
    ):
        if weight < least:
            continue
        word = next((n for n, (a, b) in enumerate(words) if a < end and start < b), None)
        if word is not None:
            found.append((word, vector))
    return found
