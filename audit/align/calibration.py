"""What similarity means to an encoder, measured on sentences of our own.

Encoders differ in how high unrelated and matching sentences score. Forty aligned pairs, written for
this purpose, give both levels for any encoder, so that no threshold is tuned to one model.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audit.encoders import Encoder
from audit.errors import EncoderError
from audit.records.measured import thresholds

T = thresholds(__name__)
APART = T["apart"]
"""How many standard deviations of unrelated sentences a translation must be above them."""
_TABLE = Path(__file__).with_name("calibration.tsv")
_KNOWN = Path(__file__).with_name("scales.toml")
"""What was measured of encoders that are shipped, by the hash of their weights."""


def calibration_pairs() -> list[tuple[str, str]]:
    """The aligned pairs, Korean and English."""
    rows = _TABLE.read_text(encoding="utf-8").splitlines()
    return [(source, target) for source, target in (row.split("\t") for row in rows)]


@dataclass(frozen=True, slots=True)
class Scale:
    """An encoder's own yardstick: cosine of unrelated and of matching sentences."""

    unrelated: float
    matching: float

    def relative(self, cosine: NDArray[np.float32]) -> NDArray[np.float32]:
        """Cosines as a share of the way from unrelated (0) to matching (1); may lie outside."""
        scaled = (cosine - self.unrelated) / (self.matching - self.unrelated)
        return np.asarray(scaled, dtype=np.float32)


@cache
def _known() -> dict[str, dict[str, float]]:
    return tomllib.loads(_KNOWN.read_text("utf-8"))


def token_scale(encoder: Encoder) -> tuple[float, float]:
    """Median best-match cosine of a token in an unrelated sentence, and in a translation."""
    if known := _known().get(encoder.weights_hash):
        return known["token_unrelated"], known["token_matching"]
    return measured_token_scale(encoder)


def measured_token_scale(encoder: Encoder) -> tuple[float, float]:
    """The same, measured anew."""
    pairs = calibration_pairs()
    source = [tokens.vectors for tokens in encoder.tokens([pair[0] for pair in pairs])]
    target = [tokens.vectors for tokens in encoder.tokens([pair[1] for pair in pairs])]

    def best(shift: int) -> float:
        found = []
        for at, left in enumerate(source):
            cosine = left @ target[(at + shift) % len(target)].T
            if cosine.size:
                found += [cosine.max(axis=1), cosine.max(axis=0)]
        return float(np.median(np.concatenate(found)))

    return best(7), best(0)


def measure(encoder: Encoder) -> Scale:
    """The scale of an encoder, read from the table where it is shipped, else measured.

    Raises:
        EncoderError: see :func:`measured`.
    """
    if known := _known().get(encoder.weights_hash):
        return Scale(known["unrelated"], known["matching"])
    return measured(encoder)


def measured(encoder: Encoder) -> Scale:
    """The scale of an encoder, measured anew.

    Raises:
        EncoderError: it scores translations no higher than unrelated sentences, so it cannot be
            a Korean-English encoder.
    """
    pairs = calibration_pairs()
    source = encoder.encode([pair[0] for pair in pairs])
    target = encoder.encode([pair[1] for pair in pairs])
    cosine = source @ target.T
    matching = float(np.median(np.diag(cosine)))
    others = cosine[~np.eye(len(pairs), dtype=bool)]
    unrelated = float(np.median(others))
    if matching - unrelated < APART * float(others.std()):
        raise EncoderError(
            f"The encoder {encoder.name} does not tell Korean-English translations "
            f"({matching:.2f}) from unrelated sentences ({unrelated:.2f}); use a model trained on "
            "both languages, or leave --encoder out for the embedded one."
        )
    return Scale(unrelated, matching)
