"""Similarity of two texts' sentences: cosines, margins over rivals, and runs of joined sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audit.align.calibration import Scale

Vectors = NDArray[np.float32]

MOST = 4
"""Sentences of one side that a bead may hold."""
WEIGHT = 0.3
"""Power of a sentence's relative length that it counts with: a short one joins a bead easily."""
RIVALS = 3
RIVAL_SHARE = 1.0
_AT_ONCE = 16_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """A bead as found: sentence indices, cosine and margin (on the encoder's scale)."""

    ko: tuple[int, ...]
    en: tuple[int, ...]
    score: float
    margin: float


class Side(NamedTuple):
    """One text's sentences: unit vectors, shape (n, d), and lengths in characters, shape (n,)."""

    vectors: Vectors
    sizes: NDArray[np.float32]

    def at(self, rows: list[int]) -> Side:
        """Some of the sentences."""
        return Side(self.vectors[rows], self.sizes[rows])


class Runs(NamedTuple):
    """Every run of some number of neighbouring sentences; arrays of one entry a run.

    ``vectors`` are unit vectors, shape (runs, d); ``norms`` the lengths of the sums they come from;
    ``weights`` the sentences' weights, ``extra`` those besides the weightiest; ``rivals`` the weighted
    mean similarity of their runners-up; ``sizes`` the logarithm of their length in characters.
    """

    vectors: Vectors
    norms: NDArray[np.float32]
    weights: NDArray[np.float32]
    extra: NDArray[np.float32]
    rivals: NDArray[np.float32]
    sizes: NDArray[np.float32]


class Similarity:
    """Cosines and margins between the sentences of two texts.

    ``runs_ko`` and ``runs_en`` hold the runs of one to four neighbouring sentences, by their number;
    ``best_ko`` is the index of each Korean sentence's nearest English one, ``best_en`` the reverse.
    """

    def __init__(self, ko: Side, en: Side, scale: Scale) -> None:
        self.scale = scale
        self.ko, self.en = ko.vectors, en.vectors
        self.size_ko = np.concatenate([[0.0], np.cumsum(ko.sizes)])
        self.size_en = np.concatenate([[0.0], np.cumsum(en.sizes)])
        # How much longer this English is than its Korean, from the whole texts.
        self.stretch = math.log(max(1.0, self.size_en[-1]) / max(1.0, self.size_ko[-1]))
        near_ko, near_en = _neighbours(self.ko, self.en, scale)
        (self.rivals_ko, self.best_ko), (self.rivals_en, self.best_en) = near_ko, near_en
        self.weight_ko, self.weight_en = _weights(ko.sizes), _weights(en.sizes)
        self.runs_ko = _runs(self.ko, ko.sizes, self.weight_ko, self.rivals_ko)
        self.runs_en = _runs(self.en, en.sizes, self.weight_en, self.rivals_en)

    def relative(self, bead: Found) -> float:
        """A bead's cosine on the encoder's scale, rivals left out of account."""
        return (bead.score - self.scale.unrelated) / (self.scale.matching - self.scale.unrelated)

    def bead(self, ko: tuple[int, ...], en: tuple[int, ...]) -> Found:
        """Score one bead."""
        left, right = self._joined("ko", ko), self._joined("en", en)
        rows, columns = list(ko), list(en)
        rival = float(self.rivals_ko[rows].sum()) / len(ko) + (
            float(self.rivals_en[columns].sum()) / len(en)
        )
        return self._found(ko, en, float(left @ right), rival)

    def beads(self, shape: tuple[int, int], starts: Sequence[tuple[int, int]]) -> list[Found]:
        """Score beads of one shape that begin at these sentences, of neighbouring ones each."""
        a, b = shape
        at_ko, at_en = (np.array(side) for side in zip(*starts, strict=True))
        cosines = np.einsum(
            "ij,ij->i", self.runs_ko[a - 1].vectors[at_ko], self.runs_en[b - 1].vectors[at_en]
        )
        rivals = sum(self.rivals_ko[at_ko + k] for k in range(a)) / a + (
            sum(self.rivals_en[at_en + k] for k in range(b)) / b
        )
        return [
            self._found(tuple(range(i, i + a)), tuple(range(j, j + b)), cosine, rival)
            for (i, j), cosine, rival in zip(starts, cosines.tolist(), rivals.tolist(), strict=True)
        ]

    def _found(
        self, ko: tuple[int, ...], en: tuple[int, ...], cosine: float, rival: float
    ) -> Found:
        low, high = self.scale.unrelated, self.scale.matching
        return Found(ko, en, cosine, (cosine - low) / (high - low) - RIVAL_SHARE * rival / 2)

    def _joined(self, side: str, ids: tuple[int, ...]) -> Vectors:
        """The unit vector of joined sentences, neighbours or not."""
        first, count = ids[0], len(ids)
        if count <= MOST and ids[-1] - first == count - 1:
            runs = self.runs_ko if side == "ko" else self.runs_en
            return np.asarray(runs[count - 1].vectors[first], dtype=np.float32)
        vectors, weights = (self.ko, self.weight_ko) if side == "ko" else (self.en, self.weight_en)
        total = weights[list(ids)] @ vectors[list(ids)]
        return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), dtype=np.float32)


def _weights(sizes: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much each sentence counts in a bead: by its length, the mean being 1."""
    if not len(sizes):
        return np.zeros(0, dtype=np.float32)
    relative = np.maximum(sizes, 1) / max(1.0, float(sizes.mean()))
    return np.asarray(relative**WEIGHT, dtype=np.float32)


def _runs(
    vectors: Vectors,
    sizes: NDArray[np.float32],
    weights: NDArray[np.float32],
    rivals: NDArray[np.float32],
) -> list[Runs]:
    """The runs of one sentence, of two, and so on to four."""
    single = vectors * weights[:, None]
    costs = rivals * weights
    found: list[Runs] = []
    total, size, weight, heaviest, cost = single, sizes, weights, weights, costs
    for count in range(1, min(MOST, len(vectors)) + 1):
        if count > 1:
            after = slice(count - 1, None)
            total = total[:-1] + single[after]
            size, weight = size[:-1] + sizes[after], weight[:-1] + weights[after]
            heaviest = np.maximum(heaviest[:-1], weights[after])
            cost = cost[:-1] + costs[after]
        norms = np.sqrt(np.einsum("ij,ij->i", total, total))
        unit = total / np.maximum(norms, 1e-9)[:, None]
        logs = np.log(np.maximum(size, 1)).astype(np.float32)
        found.append(Runs(unit, norms, weight, weight - heaviest, cost, logs))
    return found


Neighbours = tuple[NDArray[np.float32], NDArray[np.int64]]


def _neighbours(ko: Vectors, en: Vectors, scale: Scale) -> tuple[Neighbours, Neighbours]:
    """Of each side: the mean relative similarity of the runners-up (the best left out), and the best."""
    if len(ko) * len(en) <= _AT_ONCE:
        cosine = ko @ en.T
        turned = np.ascontiguousarray(cosine.T)
        return _nearest(cosine, scale), _nearest(turned, scale)
    return _by_chunks(ko, en, scale), _by_chunks(en, ko, scale)


def _by_chunks(left: Vectors, right: Vectors, scale: Scale) -> Neighbours:
    step = max(1, _AT_ONCE // len(right))
    parts = [_nearest(left[i : i + step] @ right.T, scale) for i in range(0, len(left), step)]
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def _nearest(cosine: NDArray[np.float32], scale: Scale) -> Neighbours:
    """The same of the rows of a matrix, which is left in disorder."""
    rows, columns = cosine.shape
    if not columns:
        return np.zeros(rows, dtype=np.float32), np.zeros(rows, dtype=np.int64)
    best = cosine.argmax(axis=1)
    count = min(RIVALS + 1, columns)
    if count < 2:
        return np.zeros(rows, dtype=np.float32), best
    cosine.partition(columns - count, axis=1)
    top = cosine[:, columns - count :]
    # The best is left out by taking it from the sum, each on the scale and none below 0.
    on_scale = np.maximum(scale.relative(top), 0)
    means = (on_scale.sum(axis=1) - on_scale.max(axis=1)) / (count - 1)
    return means.astype(np.float32), best
