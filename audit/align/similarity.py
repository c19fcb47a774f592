"""Similarity of two texts' sentences: cosines, margins over rivals, and runs of joined sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audit.align.calibration import Scale
from audit.records.measured import thresholds

Vectors = NDArray[np.float32]

T = thresholds(__name__)
MOST = int(T["most"])
"""Sentences of one side that a bead may hold."""
WEIGHT = T["weight"]
"""Power of a sentence's relative length that it counts with: a short one joins a bead easily."""
RIVALS, RIVAL_SHARE = int(T["rivals"]), T["rival_share"]
"""Runners-up of a sentence, and the share of their mean similarity that is taken from a bead's."""
_AT_ONCE = 16_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """A bead as found: sentence indices, cosine and margin (on the encoder's scale)."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float
    margin: float


class TextSide(NamedTuple):
    """One text's sentences: unit vectors, shape (n, d), and lengths in characters, shape (n,)."""

    vectors: Vectors
    sizes: NDArray[np.float32]

    def at(self, rows: list[int]) -> TextSide:
        """Some of the sentences."""
        return TextSide(self.vectors[rows], self.sizes[rows])


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

    ``runs_source`` and ``runs_target`` hold the runs of one to four neighbouring sentences, by their number;
    ``best_source`` is the index of each Korean sentence's nearest English one, ``best_target`` the reverse.
    """

    def __init__(self, source: TextSide, target: TextSide, scale: Scale) -> None:
        self.scale = scale
        self.source, self.target = source.vectors, target.vectors
        self.size_source = np.concatenate([[0.0], np.cumsum(source.sizes)])
        self.size_target = np.concatenate([[0.0], np.cumsum(target.sizes)])
        # How much longer this English is than its Korean, from the whole texts.
        self.stretch = math.log(max(1.0, self.size_target[-1]) / max(1.0, self.size_source[-1]))
        near_source, near_target = _neighbours(self.source, self.target, scale)
        (self.rivals_source, self.best_source), (self.rivals_target, self.best_target) = (
            near_source,
            near_target,
        )
        self.weight_source, self.weight_target = _weights(source.sizes), _weights(target.sizes)
        self.runs_source = _runs(self.source, source.sizes, self.weight_source, self.rivals_source)
        self.runs_target = _runs(self.target, target.sizes, self.weight_target, self.rivals_target)

    def relative(self, bead: Found) -> float:
        """A bead's cosine on the encoder's scale, rivals left out of account."""
        return (bead.score - self.scale.unrelated) / (self.scale.matching - self.scale.unrelated)

    def bead(self, source: tuple[int, ...], target: tuple[int, ...]) -> Found:
        """Score one bead."""
        left, right = self._joined("source", source), self._joined("target", target)
        rows, columns = list(source), list(target)
        rival = float(self.rivals_source[rows].sum()) / len(source) + (
            float(self.rivals_target[columns].sum()) / len(target)
        )
        return self._found(source, target, float(left @ right), rival)

    def beads(self, shape: tuple[int, int], starts: Sequence[tuple[int, int]]) -> list[Found]:
        """Score beads of one shape that begin at these sentences, of neighbouring ones each."""
        a, b = shape
        at_source, at_target = (np.array(side) for side in zip(*starts, strict=True))
        cosines = np.einsum(
            "ij,ij->i",
            self.runs_source[a - 1].vectors[at_source],
            self.runs_target[b - 1].vectors[at_target],
        )
        rivals = sum(self.rivals_source[at_source + k] for k in range(a)) / a + (
            sum(self.rivals_target[at_target + k] for k in range(b)) / b
        )
        return [
            self._found(tuple(range(i, i + a)), tuple(range(j, j + b)), cosine, rival)
            for (i, j), cosine, rival in zip(starts, cosines.tolist(), rivals.tolist(), strict=True)
        ]

    def _found(
        self, source: tuple[int, ...], target: tuple[int, ...], cosine: float, rival: float
    ) -> Found:
        low, high = self.scale.unrelated, self.scale.matching
        return Found(
            source, target, cosine, (cosine - low) / (high - low) - RIVAL_SHARE * rival / 2
        )

    def _joined(self, side: str, ids: tuple[int, ...]) -> Vectors:
        """The unit vector of joined sentences, neighbours or not."""
        first, count = ids[0], len(ids)
        if count <= MOST and ids[-1] - first == count - 1:
            runs = self.runs_source if side == "source" else self.runs_target
            return np.asarray(runs[count - 1].vectors[first], dtype=np.float32)
        vectors, weights = (
            (self.source, self.weight_source)
            if side == "source"
            else (self.target, self.weight_target)
        )
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


def _neighbours(source: Vectors, target: Vectors, scale: Scale) -> tuple[Neighbours, Neighbours]:
    """Of each side: the mean relative similarity of the runners-up (the best left out), and the best."""
    if len(source) * len(target) <= _AT_ONCE:
        cosine = source @ target.T
        turned = np.ascontiguousarray(cosine.T)
        return _nearest(cosine, scale), _nearest(turned, scale)
    return _by_chunks(source, target, scale), _by_chunks(target, source, scale)


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
