"""What the embedded encoder knows of two texts' words, by the pieces in which the transformer reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


class Place(NamedTuple):
    """Where a piece or a word stands: in which of the sentences, and where in it as given."""

    sentence: int
    start: int
    end: int


class Words(NamedTuple):
    """Words by the embedded encoder: places, unit vectors (k, d), zero for marks, and weights (k,)."""

    places: Sequence[Place]
    vectors: Array
    weights: Array


class Support(NamedTuple):
    """``cosines`` (m, n) of the words in which English and Korean pieces lie, 0 where one lies in none;
    ``en`` (m,) and ``ko`` (n,) the words' weights."""

    cosines: Array
    en: Array
    ko: Array


def support_of(
    ko: Sequence[Place], en: Sequence[Place], ko_words: Words, en_words: Words
) -> Support:
    """The words' cosines and weights by pieces; of several words in a piece the best counts."""
    en_in, ko_in = inside(en, en_words.places), inside(ko, ko_words.places)
    cosines = np.zeros((len(en), len(ko)), dtype=np.float32)
    if len(en_words.places) and len(ko_words.places):
        between = en_words.vectors.astype(np.float32) @ ko_words.vectors.astype(np.float32).T
        rows = _best(between, en_in)
        cosines = np.maximum(_best(rows.T, ko_in).T, 0.0)
    return Support(cosines, _weights(en_words, en_in), _weights(ko_words, ko_in))


def inside(pieces: Sequence[Place], words: Sequence[Place]) -> list[list[int]]:
    """For each piece the words that it has characters of; both are in text order."""
    found: list[list[int]] = []
    first = 0
    for piece in pieces:
        while first < len(words) and (words[first].sentence, words[first].end) <= piece[:2]:
            first += 1
        here, at = [], first
        while at < len(words) and words[at][:2] < (piece.sentence, piece.end):
            if words[at].end > piece.start and words[at].sentence == piece.sentence:
                here.append(at)
            at += 1
        found.append(here)
    return found


def _best(rows: Array, inside: Sequence[Sequence[int]]) -> Array:
    """The best of the rows that belong to each piece, shape (pieces, columns); 0 where there is none."""
    found = np.zeros((len(inside), rows.shape[1]), dtype=np.float32)
    for i, words in enumerate(inside):
        if words:
            found[i] = rows[words[0]] if len(words) == 1 else rows[words].max(axis=0)
    return found


def _weights(words: Words, inside: Sequence[Sequence[int]]) -> Array:
    return np.array([max((words.weights[k] for k in ks), default=0.0) for ks in inside], np.float32)
