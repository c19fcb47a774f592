"""Sentences of many articles encoded in one pass, before the audit of each asks for its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from audit.encoders import Encoder
from audit.encoders.vectors import TokenVectors

T = TypeVar("T")


class AheadEncoder:
    """An encoder that keeps what it has read ahead; what it has not is computed when asked for.

    A library sorts what it is given by length, so that batches of many articles hold little padding, and
    the last batch is full: reading ahead takes a quarter off multilingual-e5-small's time (2026-11-29).

    Args:
        encoder: what computes the vectors.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.weights_hash = encoder.name, encoder.weights_hash
        self.dimension = encoder.dimension
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._tokens: dict[str, TokenVectors] = {}

    def read(self, sentences: Iterable[str], *, tokens: bool) -> None:
        """Keep the vectors of these sentences, and no others.

        Args:
            sentences: in any order; what is known already is not computed again.
            tokens: whether their tokens are kept too.
        """
        texts = list(dict.fromkeys(sentences))
        # Tokens first: a model that has given them has the sentence's vector as well.
        self._tokens = _of(texts, self._tokens, self._encoder.tokens) if tokens else {}
        self._vectors = _of(texts, self._vectors, self._encoder.encode)

    def knows(self, sentences: Iterable[str]) -> bool:
        """Whether the vectors of all of them are there."""
        return all(sentence in self._vectors for sentence in sentences)

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (n, dimension)."""
        if not sentences:
            return np.zeros((0, self.dimension), dtype=np.float32)
        found = _of(sentences, self._vectors, self._encoder.encode)
        return np.stack([found[sentence] for sentence in sentences])

    def tokens(self, sentences: Sequence[str]) -> list[TokenVectors]:
        """Each sentence's tokens, as the encoder gives them."""
        found = _of(sentences, self._tokens, self._encoder.tokens)
        return [found[sentence] for sentence in sentences]


def _of(
    texts: Sequence[str], known: dict[str, T], compute: Callable[[list[str]], Iterable[T]]
) -> dict[str, T]:
    """What belongs to each text, computed where it is not known."""
    missing = list(dict.fromkeys(text for text in texts if text not in known))
    made = dict(zip(missing, compute(missing), strict=True)) if missing else {}
    return {text: made[text] if text in made else known[text] for text in texts}
