"""The vectors of a sentence's tokens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """A sentence's tokens: texts, character spans in the sentence as given, vectors and weights.

    ``vectors`` has shape (n, d), rows of length 1; ``weights`` has shape (n,), non-negative.
    """

    texts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    vectors: NDArray[np.float32]
    weights: NDArray[np.float32]
