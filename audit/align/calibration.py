"""What similarity means to an encoder, measured on sentences of our own.

Encoders differ in how high unrelated and matching sentences score, and in how far all sentences of a language
point the same way (Ethayarajh 2019, anisotropy). Forty aligned pairs, written for this purpose, give for any
encoder what its sentences have in common and both levels of what is left, so that no threshold is tuned to
one model.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from audit.encoders import Encoder
from audit.errors import EncoderError
from audit.records.article import Lang
from audit.records.measured import thresholds

Vectors = NDArray[np.float32]

T = thresholds(__name__)
APART = T["apart"]
"""How many standard deviations of unrelated sentences a translation must be above them."""
_KEPT = T["kept"]
"""How many sentences the calibration pairs' mean counts for beside an article's own."""
_LANGS: tuple[Lang, Lang] = ("ko", "en")
_SHIFT = 7
"""How many pairs further on a sentence is taken for an unrelated one."""
_TABLE = Path(__file__).with_name("calibration.tsv")
KNOWN, CENTRES = (Path(__file__).with_name(name) for name in ("scales.toml", "centres.safetensors"))
"""What was measured of encoders that are shipped, by the hash of their weights; written by
``audit.training.scales``."""


def calibration_pairs() -> list[tuple[str, str]]:
    """The aligned pairs, Korean and English."""
    rows = _TABLE.read_text(encoding="utf-8").splitlines()
    return [(source, target) for source, target in (row.split("\t") for row in rows)]


@dataclass(frozen=True, slots=True)
class Scale:
    """An encoder's own yardstick: cosine of unrelated and of matching sentences, once they are centred.

    ``centres`` holds the mean vector of sentences of each language.
    """

    unrelated: float
    matching: float
    centres: Mapping[Lang, Vectors] = field(default_factory=dict, compare=False)

    def relative(self, cosine: Vectors) -> Vectors:
        """Cosines as a share of the way from unrelated (0) to matching (1); may lie outside."""
        scaled = (cosine - self.unrelated) / (self.matching - self.unrelated)
        return np.asarray(scaled, dtype=np.float32)

    def centred(self, vectors: Vectors, lang: Lang) -> Vectors:
        """Unit vectors of a text's sentences without what they have in common, shape (n, d).

        That is the mean of the calibration pairs' and the text's own (mean centring; Mu & Viswanath 2018,
        "All-but-the-top"); a zero vector stays one.
        """
        there = np.einsum("ij,ij->i", vectors, vectors) > 0
        centre = self.centres.get(lang)
        if centre is None or not there.any():
            return vectors
        mean = (_KEPT * centre + vectors.sum(axis=0)) / (_KEPT + there.sum())
        return _unit(np.where(there[:, None], vectors - mean, 0.0))


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    return np.asarray(vectors / np.maximum(lengths, 1e-9)[:, None], dtype=np.float32)


@cache
def _known() -> dict[str, dict[str, float]]:
    return tomllib.loads(KNOWN.read_text("utf-8"))


@cache
def _centres() -> dict[str, Vectors]:
    return load_file(CENTRES)


@dataclass(frozen=True, slots=True)
class TokenScale:
    """How an encoder's tokens match: the median cosine of a token's best match in an unrelated sentence and
    in a translation, and how many standard deviations lie between the medians of whole sentences' means.
    """

    unrelated: float
    matching: float
    apart: float

    @property
    def levels(self) -> tuple[float, float]:
        """The cosines of unrelated and of matching tokens."""
        return self.unrelated, self.matching


def token_scale(encoder: Encoder) -> TokenScale:
    """The scale of an encoder's tokens, read from the table where it is shipped, else measured."""
    if known := _known().get(encoder.weights_hash):
        return TokenScale(known["token_unrelated"], known["token_matching"], known["token_apart"])
    return measured_token_scale(encoder)


def measured_token_scale(encoder: Encoder) -> TokenScale:
    """The same, measured anew."""
    pairs = calibration_pairs()
    source, target = (encoder.tokens([pair[side] for pair in pairs]) for side in (0, 1))

    def best(shift: int) -> tuple[Vectors, Vectors]:
        """The best match of every token, and its weighted mean over each pair of sentences."""
        found, means = [], []
        for at, left in enumerate(source):
            right = target[(at + shift) % len(target)]
            cosine = left.vectors @ right.vectors.T
            if cosine.size:
                matches = [cosine.max(axis=1), cosine.max(axis=0)]
                weights = [left.weights, right.weights]
                found += matches
                shares = zip(matches, weights, strict=True)
                means.append(sum(float(m @ w) / max(float(w.sum()), 1e-9) for m, w in shares) / 2)
        return np.concatenate(found), np.array(means)

    (unrelated, apart), (matching, together) = best(_SHIFT), best(0)
    spread = max(float(apart.std()), 1e-9)
    return TokenScale(
        float(np.median(unrelated)),
        float(np.median(matching)),
        float(np.median(together) - np.median(apart)) / spread,
    )


def measure(encoder: Encoder) -> Scale:
    """The scale of an encoder, read from the table where it is shipped, else measured.

    Raises:
        EncoderError: see :func:`measured`.
    """
    if known := _known().get(encoder.weights_hash):
        centres = {lang: _centres()[f"{encoder.weights_hash}.{lang}"] for lang in _LANGS}
        return Scale(known["unrelated"], known["matching"], centres)
    return measured(encoder)


def measured(encoder: Encoder) -> Scale:
    """The scale of an encoder, measured anew.

    Raises:
        EncoderError: it scores translations no higher than unrelated sentences, so it cannot be
            a Korean-English encoder.
    """
    pairs = calibration_pairs()
    sides = [encoder.encode([pair[side] for pair in pairs]) for side in (0, 1)]
    centres = {lang: vectors.mean(axis=0) for lang, vectors in zip(_LANGS, sides, strict=True)}
    source, target = (
        _unit(vectors - centres[lang]) for lang, vectors in zip(_LANGS, sides, strict=True)
    )
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
    return Scale(unrelated, matching, centres)
