"""The tokens that word-level quality is judged on: the encoder's, and English punctuation."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audit.encoders.vectors import TokenVectors
from audit.languages.kept import remembered
from audit.records.article import Lang

SUFFIXES = 2048
"""Hash buckets for the last three letters of a word."""
SHAPES = 4
"""Flags of a token's shape."""

_MARK = re.compile(r"[^\w\s]|_")


class Tokens(NamedTuple):
    """A sentence's tokens, or those of the sentences of a bead one after another.

    ``spans`` are character spans in the sentence as given, ``sentence`` says in which one. ``vectors``
    has shape (n, d), zero for punctuation; ``lengths``, ``words``, ``suffixes`` have shape (n,) and
    ``shapes`` (n, SHAPES).
    """

    texts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    sentence: tuple[int, ...]
    vectors: NDArray[np.float32]
    lengths: NDArray[np.float32]
    words: NDArray[np.int64]
    suffixes: NDArray[np.int64]
    shapes: NDArray[np.float32]


@remembered(65536)
def shape(text: str) -> tuple[bool, bool, bool, bool]:
    """Whether a token begins with a capital, is an acronym, begins with a digit, is punctuation."""
    return (
        text[:1].isupper(),
        len(text) > 1 and text.isupper(),
        text[:1].isdigit(),
        not text[:1].isalnum(),
    )


@remembered(65536)
def suffix(text: str) -> int:
    """The hash bucket of a word's last three letters."""
    return zlib.crc32(text.lower()[-3:].encode()) % SUFFIXES


def tokens(
    side: Lang, sentence: str, encoded: TokenVectors, vocabulary: Mapping[str, int]
) -> Tokens:
    """The tokens of one sentence.

    Args:
        side: English keeps its punctuation as tokens, Korean does not.
        sentence: the sentence as given.
        encoded: its token vectors.
        vocabulary: the ids of known words, lower case; others are 0.
    """
    texts: list[str] = []
    spans: list[tuple[int, int]] = []
    rows: list[int] = []
    at = 0

    def marks(end: int) -> None:
        if side == "en":
            for match in _MARK.finditer(sentence, at, max(at, end)):
                texts.append(match[0])
                spans.append(match.span())
                rows.append(-1)

    for row, (text, (start, end)) in enumerate(zip(encoded.texts, encoded.spans, strict=True)):
        marks(start)
        texts.append(text)
        spans.append((start, end))
        rows.append(row)
        at = max(at, end)
    marks(len(sentence))
    chosen = np.array(rows, dtype=np.int64)
    known = chosen >= 0
    vectors = np.zeros((len(rows), encoded.vectors.shape[1]), dtype=np.float32)
    lengths = np.zeros(len(rows), dtype=np.float32)
    vectors[known] = encoded.vectors[chosen[known]]
    lengths[known] = encoded.weights[chosen[known]]
    return Tokens(
        tuple(texts),
        tuple(spans),
        (0,) * len(texts),
        vectors,
        lengths,
        np.array([vocabulary.get(text.lower(), 0) for text in texts], dtype=np.int64),
        np.array([suffix(text) for text in texts], dtype=np.int64),
        np.array([shape(text) for text in texts], dtype=np.float32).reshape(-1, SHAPES),
    )


def joined(parts: list[Tokens]) -> Tokens:
    """The tokens of several sentences, one after another."""
    if len(parts) == 1:
        return parts[0]
    return Tokens(
        tuple(text for part in parts for text in part.texts),
        tuple(span for part in parts for span in part.spans),
        tuple(i for i, part in enumerate(parts) for _ in part.texts),
        np.concatenate([part.vectors for part in parts]),
        np.concatenate([part.lengths for part in parts]),
        np.concatenate([part.words for part in parts]),
        np.concatenate([part.suffixes for part in parts]),
        np.concatenate([part.shapes for part in parts]),
    )
