"""The monotone bead search: a banded dynamic programme over m-n and null beads.

After Gale & Church (1993) in its beads and lengths, Artetxe & Schwenk (2019) in its margin, and
vecalign (Thompson & Koehn 2019) in scoring a bead by the sum of its sentences' vectors. Each sentence
of a bead gains its cosine with the other side's sum, less the mean of its runners-up and a threshold;
a sentence left alone gains nothing, so one that no bead is the better for stays a null bead.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audit.align.calibration import Scale

Vectors = NDArray[np.float32]

SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1), (2, 3), (3, 2))
THRESHOLD = -0.1
"""What a sentence's margin must exceed to belong to a bead, on the encoder's own scale."""
JOIN = -0.3
"""What each further sentence costs a bead: a merge must be plainly better than a null bead."""
LENGTH = 0.5
"""Weight of the squared log ratio of the sides' lengths against the texts' own ratio, at most 1."""
GAP_SENTENCES = 2
GAP_SIMILARITY = 0.1
GAP_LENGTH = 0.8
"""Similarity at which sentences of the same gap are a bead: this, and so much for unlike lengths."""
WEIGHT = 0.3
"""Power of a sentence's relative length that it counts with: a short one joins a bead easily."""
RIVALS = 4
RIVAL_SHARE = 1.0
_WHOLE = 300_000
_HALF_BAND = 48
_CHUNK = 2048


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


class Similarity:
    """Cosines and margins between the sentences of two texts, computed as they are asked for."""

    def __init__(self, ko: Side, en: Side, scale: Scale) -> None:
        self.scale = scale
        self.ko, self.en = ko.vectors, en.vectors
        self.size_ko = np.concatenate([[0.0], np.cumsum(ko.sizes)])
        self.size_en = np.concatenate([[0.0], np.cumsum(en.sizes)])
        # How much longer this English is than its Korean, from the whole texts.
        self.stretch = math.log(max(1.0, self.size_en[-1]) / max(1.0, self.size_ko[-1]))
        self.weight_ko, self.weight_en = _weights(ko.sizes), _weights(en.sizes)
        self._sums_ko = _running(self.ko * self.weight_ko[:, None])
        self._sums_en = _running(self.en * self.weight_en[:, None])
        self.rivals_ko, self.best_ko = _rivals(self.ko, self.en, scale)
        self.rivals_en, self.best_en = _rivals(self.en, self.ko, scale)

    def joined(self, side: str, first: int, count: int) -> Vectors:
        """The unit vector of ``count`` joined sentences."""
        sums = self._sums_ko if side == "ko" else self._sums_en
        total = sums[first + count] - sums[first]
        return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), dtype=np.float32)

    def all_joined(self, side: str, count: int) -> Vectors:
        """Unit vectors of every run of ``count`` sentences, shape (n - count + 1, d)."""
        sums = self._sums_ko if side == "ko" else self._sums_en
        total = sums[count:] - sums[:-count]
        return np.asarray(
            total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9), dtype=np.float32
        )

    def lengths(self, side: str, count: int) -> NDArray[np.float32]:
        """Length of the sum of every run of ``count`` unit vectors, shape (n - count + 1,)."""
        sums = self._sums_ko if side == "ko" else self._sums_en
        lengths = np.linalg.norm(sums[count:] - sums[:-count], axis=1)
        return np.asarray(lengths, dtype=np.float32)

    def relative(self, bead: Found) -> float:
        """A bead's cosine on the encoder's scale, rivals left out of account."""
        return float(self.scale.relative(np.array([bead.score], dtype=np.float32))[0])

    def bead(self, ko: tuple[int, ...], en: tuple[int, ...]) -> Found:
        """Score one bead of neighbouring sentences."""
        left = self.joined("ko", ko[0], len(ko))
        right = self.joined("en", en[0], len(en))
        cosine = float(left @ right)
        rival = self.rivals_ko[list(ko)].mean() + self.rivals_en[list(en)].mean()
        found = Found(ko, en, cosine, 0.0)
        return replace(found, margin=self.relative(found) - RIVAL_SHARE * float(rival) / 2)


def _weights(sizes: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much each sentence counts in a bead: by its length, the mean being 1."""
    if not len(sizes):
        return np.zeros(0, dtype=np.float32)
    relative = np.maximum(sizes, 1) / max(1.0, float(sizes.mean()))
    return np.asarray(relative**WEIGHT, dtype=np.float32)


def _extra(weights: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Weight of each run of ``count`` sentences besides its weightiest."""
    runs = np.lib.stride_tricks.sliding_window_view(weights, count)
    return np.asarray(runs.sum(axis=1) - runs.max(axis=1), dtype=np.float32)


def _running(vectors: Vectors) -> NDArray[np.float64]:
    sums = np.zeros((len(vectors) + 1, vectors.shape[1]), dtype=np.float64)
    np.cumsum(vectors, axis=0, out=sums[1:])
    return sums


def _rivals(
    left: Vectors, right: Vectors, scale: Scale
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Mean relative similarity of each row's runners-up (its best left out), and its best."""
    means = np.zeros(len(left), dtype=np.float32)
    best = np.zeros(len(left), dtype=np.int64)
    count = min(RIVALS + 1, len(right))
    for first in range(0, len(left), _CHUNK):
        cosine = left[first : first + _CHUNK] @ right.T
        best[first : first + _CHUNK] = cosine.argmax(axis=1)
        if count > 1:
            top = np.sort(np.partition(cosine, -count, axis=1)[:, -count:], axis=1)[:, :-1]
            means[first : first + _CHUNK] = np.maximum(scale.relative(top), 0).mean(axis=1)
    return means, best


def _band(similarity: Similarity) -> NDArray[np.int64]:
    """For each Korean position the first English one of the band, shape (n + 1, 2): from, to."""
    n, m = len(similarity.ko), len(similarity.en)
    if n * m <= _WHOLE:
        return np.tile(np.array([0, m], dtype=np.int64), (n + 1, 1))
    mutual = [(i, int(j)) for i, j in enumerate(similarity.best_ko) if similarity.best_en[j] == i]
    anchors = increasing(mutual)
    at = np.interp(
        np.arange(n + 1), [0, *(i for i, _ in anchors), n], [0, *(j for _, j in anchors), m]
    )
    band = np.stack([at - _HALF_BAND, at + _HALF_BAND], axis=1).round().astype(np.int64)
    # Where the path leaps (a long omission), the band must hold both ends of the leap.
    band[:-1, 1] = np.maximum(band[:-1, 1], np.minimum(band[1:, 1], band[:-1, 0] + 8 * _HALF_BAND))
    band[0, 0], band[-1, 1] = 0, m
    return np.clip(band, 0, m)


def increasing(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence that increases on both sides (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, (_, j) in enumerate(points):
        place = bisect_left(tails, j)
        previous.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [j]
        ends[place : place + 1] = [index]
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(points[at])
        at = previous[at]
    return chain[::-1]


def _gains(similarity: Similarity, band: NDArray[np.int64]) -> list[list[NDArray[np.float32]]]:
    """For each shape, for each Korean start, the gains at the band's English starts."""
    n, m = len(similarity.ko), len(similarity.en)
    gains: list[list[NDArray[np.float32]]] = []
    weight_ko, weight_en = similarity.weight_ko, similarity.weight_en
    rival_ko = np.concatenate([[0.0], np.cumsum(similarity.rivals_ko * weight_ko)])
    rival_en = np.concatenate([[0.0], np.cumsum(similarity.rivals_en * weight_en)])
    total_ko = np.concatenate([[0.0], np.cumsum(weight_ko)])
    total_en = np.concatenate([[0.0], np.cumsum(weight_en)])
    joined_en = {b: similarity.all_joined("en", b) for b in range(1, 5) if b <= m}
    joined_ko = {a: similarity.all_joined("ko", a) for a in range(1, 5) if a <= n}
    length_ko = {a: similarity.lengths("ko", a) for a in joined_ko}
    length_en = {b: similarity.lengths("en", b) for b in joined_en}
    extra_ko = {a: _extra(weight_ko, a) for a in joined_ko}
    extra_en = {b: _extra(weight_en, b) for b in joined_en}
    scale = similarity.scale
    for a, b in SHAPES:
        rows: list[NDArray[np.float32]] = []
        for i in range(n - a + 1):
            low, high = band[i, 0], min(band[i, 1], m - b + 1)
            if high <= low:
                rows.append(np.zeros(0, dtype=np.float32))
                continue
            cosine = joined_en[b][low:high] @ joined_ko[a][i]
            rival = (rival_ko[i + a] - rival_ko[i]) + (
                rival_en[low + b : high + b] - rival_en[low:high]
            )
            weight = (total_ko[i + a] - total_ko[i]) + (
                total_en[low + b : high + b] - total_en[low:high]
            )
            support = cosine * (length_ko[a][i] + length_en[b][low:high]) - weight * scale.unrelated
            size_en = similarity.size_en[low + b : high + b] - similarity.size_en[low:high]
            size_ko = similarity.size_ko[i + a] - similarity.size_ko[i]
            stretch = np.log(np.maximum(size_en, 1) / max(size_ko, 1)) - similarity.stretch
            rows.append(
                (
                    -LENGTH * weight * np.minimum(stretch**2, 1.0)
                    + support / (scale.matching - scale.unrelated)
                    - RIVAL_SHARE * rival
                    - THRESHOLD * weight
                    + JOIN * (extra_ko[a][i] + extra_en[b][low:high])
                ).astype(np.float32)
            )
        gains.append(rows)
    return gains


def search(similarity: Similarity) -> list[Found]:
    """The best monotone sequence of beads, null beads left out, in order.

    Time and memory are proportional to the longer text times the band; texts of up to 300,000
    sentence pairs are searched whole.
    """
    n, m = len(similarity.ko), len(similarity.en)
    if not n or not m:
        return []
    band = _band(similarity)
    gains = _gains(similarity, band)
    shapes = [(s, a, b) for s, (a, b) in enumerate(SHAPES) if a <= n and b <= m]
    # best[i][j - low]: gain of the best path from (i, j) to the end, so that paths read forward.
    best: list[list[float]] = [[] for _ in range(n + 1)]
    move: list[list[int]] = [[] for _ in range(n + 1)]
    lows = [int(low) for low in band[:, 0]]
    highs = [int(high) for high in band[:, 1]]

    def value(i: int, j: int) -> float:
        if lows[i] <= j <= highs[i]:
            return best[i][j - lows[i]]
        return -1e9

    for i in range(n, -1, -1):
        low, high = lows[i], highs[i]
        row = [0.0] * (high - low + 1)
        choice = [-2] * (high - low + 1)
        best[i] = row
        open_shapes = [(s, a, b, gains[s][i].tolist()) for s, a, b in shapes if i + a <= n]
        for j in range(high, low - 1, -1):
            top, how = (0.0, -2) if i == n or j == m else (-1e9, -2)
            if i < n and (skip := value(i + 1, j)) > top:
                top, how = skip, -1
            if j < high and row[j + 1 - low] > top:
                top, how = row[j + 1 - low], -2
            for s, a, b, row_gains in open_shapes:
                if j - low < len(row_gains) and row_gains[j - low] > 0:
                    total = row_gains[j - low] + value(i + a, j + b)
                    if total > top:
                        top, how = total, s
            row[j - low], choice[j - low] = top, how
        move[i] = choice
    return _gaps_filled(similarity, _path(similarity, move, lows, n, m))


def _gaps_filled(similarity: Similarity, beads: list[Found]) -> list[Found]:
    """The beads, and further ones of what is left between the same two of them.

    Their place vouches for such sentences, so that rivals elsewhere do not count: as many on both
    sides pair up in order, one and two make a bead.
    """
    filled: list[Found] = []
    after_ko = after_en = 0
    ends = Found((len(similarity.ko),), (len(similarity.en),), 0.0, 0.0)
    for bead in [*beads, ends]:
        ko = tuple(range(after_ko, bead.ko[0]))
        en = tuple(range(after_en, bead.en[0]))
        after_ko, after_en = bead.ko[-1] + 1, bead.en[-1] + 1
        if len(ko) == len(en) <= GAP_SENTENCES:
            beside = [similarity.bead((i,), (j,)) for i, j in zip(ko, en, strict=True)]
        elif ko and en and max(len(ko), len(en)) <= GAP_SENTENCES:
            beside = [similarity.bead(ko, en)]
        else:
            beside = []
        filled += [b for b in beside if _belongs(similarity, b)]
        if bead is not ends:
            filled.append(bead)
    return filled


def _belongs(similarity: Similarity, bead: Found) -> bool:
    """Whether what is left in one gap is alike enough, in length or in words, to be a bead."""
    size_ko = similarity.size_ko[bead.ko[-1] + 1] - similarity.size_ko[bead.ko[0]]
    size_en = similarity.size_en[bead.en[-1] + 1] - similarity.size_en[bead.en[0]]
    stretch = abs(math.log(max(size_en, 1) / max(size_ko, 1)) - similarity.stretch)
    return similarity.relative(bead) >= GAP_SIMILARITY + min(stretch, 1.0) * GAP_LENGTH


def _path(
    similarity: Similarity, move: list[list[int]], lows: list[int], n: int, m: int
) -> list[Found]:
    found = []
    i, j = 0, 0
    while i < n and j < m:
        how = move[i][j - lows[i]]
        if how == -1:
            i += 1
        elif how == -2:
            j += 1
        else:
            a, b = SHAPES[how]
            found.append(similarity.bead(tuple(range(i, i + a)), tuple(range(j, j + b))))
            i, j = i + a, j + b
    return found
