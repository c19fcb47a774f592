"""What the word-level quality model sees: how well each token is supported, as plain figures.

All of them are cosines, lengths and positions. They do not depend on the axes of the vector space, so a
model trained on the vectors of one encoder reads those of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audit.quality.tokens import Tokens

FIGURES = 17
"""Figures of a token: its own, and those of its pair."""

_SHARPNESS = 10.0

Array = NDArray[np.float32]
Mask = NDArray[np.bool_]


class SideBatch(NamedTuple):
    """One side of a batch of pairs, padded: shapes (b, n), figures (b, n, FIGURES)."""

    mask: Mask
    words: NDArray[np.int64]
    suffixes: NDArray[np.int64]
    shapes: Array
    figures: Array


class PairBatch(NamedTuple):
    """A batch of pairs."""

    ko: SideBatch
    en: SideBatch


class _Padded(NamedTuple):
    mask: Mask
    vectors: Array
    lengths: Array


def _padded(side: Sequence[Tokens]) -> _Padded:
    most = max(1, *(len(t.texts) for t in side))
    mask = np.zeros((len(side), most), dtype=bool)
    vectors = np.zeros((len(side), most, side[0].vectors.shape[1]), dtype=np.float32)
    lengths = np.zeros((len(side), most), dtype=np.float32)
    for row, found in enumerate(side):
        count = len(found.texts)
        mask[row, :count] = True
        vectors[row, :count] = found.vectors
        lengths[row, :count] = found.lengths
    return _Padded(mask, vectors, lengths)


def _filled(side: Sequence[Tokens], most: int, name: str, width: int = 0) -> NDArray[np.generic]:
    values = [getattr(t, name) for t in side]
    out = np.zeros((len(side), most, width) if width else (len(side), most), values[0].dtype)
    for row, value in enumerate(values):
        out[row, : len(value)] = value
    return out


def _unit(vectors: Array) -> tuple[Array, Array]:
    norm = np.sqrt((vectors * vectors).sum(axis=-1))
    return vectors / np.maximum(norm, 1e-6)[..., None], norm


def _of_side(
    cosine: Array, own: _Padded, other: _Padded, sums: tuple[Array, Array], shared: Array
) -> Array:
    """Figures of one side's tokens; ``cosine`` has shape (b, own, other), -1 where padded."""
    count = np.maximum(own.mask.sum(axis=1), 1).astype(np.float32)
    across = np.maximum(other.mask.sum(axis=1), 1).astype(np.float32)
    best_at = cosine.argmax(axis=2)
    best = np.take_along_axis(cosine, best_at[..., None], axis=2)[..., 0]
    alone = cosine.shape[2] == 1
    second = np.full_like(best, -1) if alone else np.partition(cosine, -2, axis=2)[..., -2]
    rival = np.take_along_axis(cosine.max(axis=1), best_at, axis=1)
    place = np.arange(cosine.shape[1], dtype=np.float32)[None] / count[:, None]
    shift = place - best_at / across[:, None]
    weight = np.exp(_SHARPNESS * (cosine - 1)) * other.mask[:, None, :]
    weight /= np.maximum(weight.sum(axis=2, keepdims=True), 1e-9)
    context = _unit(weight @ other.vectors)[0]
    own_sum, other_sum = sums
    own_unit, own_norm = _unit(own_sum)
    other_unit, other_norm = _unit(other_sum)
    to_own = np.einsum("bnd,bd->bn", own.vectors, own_unit)
    to_other = np.einsum("bnd,bd->bn", own.vectors, other_unit)
    whole = (own_unit * other_unit).sum(axis=1)
    # The cosine of the sentences without this token, less that with it.
    rest = own_norm[:, None] ** 2 - 2 * own.lengths * to_own * own_norm[:, None] + own.lengths**2
    without = (whole[:, None] * own_norm[:, None] - own.lengths * to_other) / np.sqrt(
        np.maximum(rest, 1e-3)
    )
    mean = own.lengths.sum(axis=1) / count
    other_mean = other.lengths.sum(axis=1) / across
    figures = [
        best,
        second,
        best - rival,
        shift,
        (context * own.vectors).sum(axis=2),
        to_own,
        to_other,
        np.clip(4 * (without - whole[:, None]), -1, 1),
        own.lengths / np.maximum(mean, 1e-6)[:, None] / 2,
        np.take_along_axis(other.lengths, best_at, axis=1)
        / np.maximum(other_mean, 1e-6)[:, None]
        / 2,
    ]
    ratio = np.clip(own_norm / np.maximum(other_norm, 1e-6), 0, 3) / 2
    supported = (best * own.lengths).sum(axis=1) / np.maximum(own.lengths.sum(axis=1), 1e-6)
    of_pair = (whole, ratio, supported, np.log(count) / 4, np.log(across) / 4, *shared)
    figures += [np.broadcast_to(figure[:, None], best.shape) for figure in of_pair]
    stacked = np.stack(figures, axis=2).astype(np.float32)
    return np.asarray(stacked * own.mask[..., None], dtype=np.float32)


def batch_of(pairs: Sequence[tuple[Tokens, Tokens]]) -> PairBatch:
    """Korean and English tokens of each pair as one padded batch."""
    sides = [[pair[i] for pair in pairs] for i in (0, 1)]
    ko, en = map(_padded, sides)
    cosine = en.vectors @ ko.vectors.transpose(0, 2, 1)
    cosine[~(en.mask[:, :, None] & ko.mask[:, None, :])] = -1
    sums = [np.einsum("bnd,bn->bd", side.vectors, side.lengths) for side in (ko, en)]

    def supported(best: Array, side: _Padded) -> Array:
        total = (best * side.lengths).sum(axis=1)
        return np.asarray(total / np.maximum(side.lengths.sum(axis=1), 1e-6), dtype=np.float32)

    ko_support = supported(np.maximum(cosine.max(axis=1), 0), ko)
    en_support = supported(np.maximum(cosine.max(axis=2), 0), en)
    shared_ko = np.stack([en_support, ko_support - en_support])
    shared_en = np.stack([ko_support, en_support - ko_support])
    figures = (
        _of_side(cosine.transpose(0, 2, 1), ko, en, (sums[0], sums[1]), shared_ko),
        _of_side(cosine, en, ko, (sums[1], sums[0]), shared_en),
    )
    made = []
    for side, padded, found in zip(sides, (ko, en), figures, strict=True):
        most = padded.mask.shape[1]
        made.append(
            SideBatch(
                padded.mask,
                _filled(side, most, "words"),  # type: ignore[arg-type]
                _filled(side, most, "suffixes"),  # type: ignore[arg-type]
                _filled(side, most, "shapes", side[0].shapes.shape[1]),  # type: ignore[arg-type]
                found,
            )
        )
    return PairBatch(*made)
