"""Which words are each other's counterparts, by the contextual model's own layers and the embedded encoder's.

A word's likeness to another is that of its pieces; how likely two are counterparts is the product of both
softmaxes over it, from the one side and from the other (bidirectional softmax matching; Sun et al. 2021,
"LoFTR"; in word alignment, Dou & Neubig 2021).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from audit.encoders.vectors import TokenVectors
from audit.languages.spans import Extent
from audit.quality.contextual.reader import Reader
from audit.quality.contextual.support import Place, Words, inside
from audit.records.measured import thresholds

_SHARPNESS = thresholds(__name__)["sharpness"]
"""What cosines are multiplied with before the softmax: how much surer a closer word is."""

Array = NDArray[np.float32]


def counterparts(
    reader: Reader,
    sentences: tuple[Sequence[str], Sequence[str]],
    tokens: tuple[Sequence[TokenVectors], Sequence[TokenVectors]],
    ko_words: Sequence[Sequence[Extent]],
    en_words: Sequence[Sequence[Extent]],
) -> Array:
    """How likely each English word's counterpart is each Korean word, shape (English words, Korean words).

    Args:
        reader: the contextual model.
        sentences: Korean ones that belong together, and English ones.
        tokens: their token vectors by the embedded encoder.
        ko_words: of each Korean sentence the places of its words.
        en_words: the same of the English ones.
    """
    ko, en = (reader.read(side) for side in sentences)
    places = [
        [Place(i, *span) for i, spans in enumerate(side) for span in spans]
        for side in (ko_words, en_words)
    ]
    if not ko.places or not en.places or not all(places):
        return np.zeros((len(places[1]), len(places[0])), dtype=np.float32)
    links = reader.compare(ko, en, *map(as_words, tokens)).links
    of_ko, of_en = _of_words(places[0], ko.places), _of_words(places[1], en.places)
    cosines = of_en @ links @ of_ko.T
    there = of_en.any(axis=1, keepdims=True) & of_ko.any(axis=1, keepdims=True).T
    likely = np.where(there, np.exp(_SHARPNESS * cosines), 0.0)
    rows, columns = likely.sum(axis=1, keepdims=True), likely.sum(axis=0, keepdims=True)
    return np.asarray(likely**2 / np.maximum(rows * columns, 1e-9), dtype=np.float32)


def as_words(sentences: Sequence[TokenVectors]) -> Words:
    """The tokens of sentences in one row."""
    return Words(
        [Place(i, *span) for i, of in enumerate(sentences) for span in of.spans],
        np.concatenate([of.vectors for of in sentences]),
        np.concatenate([of.weights for of in sentences]),
    )


def _of_words(words: Sequence[Place], pieces: Sequence[Place]) -> Array:
    """For each word the share that each of its pieces has in it, shape (words, pieces)."""
    shares = np.zeros((len(words), len(pieces)), dtype=np.float32)
    for word, found in enumerate(inside(words, pieces)):
        shares[word, found] = 1 / max(len(found), 1)
    return shares
