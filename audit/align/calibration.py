"""What similarity means to an encoder, measured on sentences of our own.

Encoders differ in how high unrelated and matching sentences score. Forty aligned pairs, written for
this purpose, give both levels for any encoder, so that no threshold is tuned to one model.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audit.encoders import Encoder
from audit.errors import EncoderError

_TABLE = Path(__file__).with_name("calibration.tsv")


def calibration_pairs() -> list[tuple[str, str]]:
    """The aligned pairs, Korean and English."""
    rows = _TABLE.read_text(encoding="utf-8").splitlines()
    return [(ko, en) for ko, en in (row.split("\t") for row in rows)]


@dataclass(frozen=True, slots=True)
class Scale:
    """An encoder's own yardstick: cosine of unrelated and of matching sentences."""

    unrelated: float
    matching: float

    def relative(self, cosine: NDArray[np.float32]) -> NDArray[np.float32]:
        """Cosines as a share of the way from unrelated (0) to matching (1); may lie outside."""
        scaled = (cosine - self.unrelated) / (self.matching - self.unrelated)
        return np.asarray(scaled, dtype=np.float32)


def token_scale(encoder: Encoder) -> tuple[float, float]:
    """Median best-match cosine of a token in an unrelated sentence, and in a translation."""
    pairs = calibration_pairs()
    ko = [tokens.vectors for tokens in encoder.tokens([pair[0] for pair in pairs])]
    en = [tokens.vectors for tokens in encoder.tokens([pair[1] for pair in pairs])]

    def best(shift: int) -> float:
        found = []
        for at, left in enumerate(ko):
            cosine = left @ en[(at + shift) % len(en)].T
            if cosine.size:
                found += [cosine.max(axis=1), cosine.max(axis=0)]
        return float(np.median(np.concatenate(found)))

    return best(7), best(0)


def measure(encoder: Encoder) -> Scale:
    """The scale of an encoder.

    Raises:
        EncoderError: it scores translations no higher than unrelated sentences, so it cannot be
            a Korean-English encoder.
    """
    pairs = calibration_pairs()
    ko = encoder.encode([pair[0] for pair in pairs])
    en = encoder.encode([pair[1] for pair in pairs])
    cosine = ko @ en.T
    matching = float(np.median(np.diag(cosine)))
    others = cosine[~np.eye(len(pairs), dtype=bool)]
    unrelated = float(np.median(others))
    if matching - unrelated < 2 * float(others.std()):
        raise EncoderError(
            f"The encoder {encoder.name} does not tell Korean-English translations "
            f"({matching:.2f}) from unrelated sentences ({unrelated:.2f}); use a model trained on "
            "both languages, or leave --encoder out for the embedded one."
        )
    return Scale(unrelated, matching)
