"""The monotone bead search: a banded dynamic programme over m-n and null beads.

After Gale & Church (1993) in its beads and lengths, Artetxe & Schwenk (2019) in its margin, and
vecalign (Thompson & Koehn 2019) in scoring a bead by the sum of its sentences' vectors. Each sentence
of a bead gains its cosine with the other side's sum, less the mean of its runners-up and a threshold;
a sentence left alone gains nothing, so one that no bead is the better for stays a null bead.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

from audit.align.similarity import MOST, RIVAL_SHARE, Found, Runs, Similarity
from audit.records.measured import thresholds

SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1), (2, 3), (3, 2))
T = thresholds(__name__)
THRESHOLD = T["threshold"]
"""What a sentence's margin must exceed to belong to a bead, on the encoder's own scale."""
JOIN = T["join"]
"""What each further sentence costs a bead: a merge must be plainly better than a null bead."""
LENGTH = T["length"]
"""Weight of the squared log ratio of the sides' lengths against the texts' own ratio, at most 1."""
_WHOLE = 10_000
_MARGIN = 12
_WIDEST = 1000
_BLOCK = 64
# The last of the steps leaves a Korean sentence alone; leaving an English one alone is none of them.
_STEPS_KO = np.array([a for a, _ in SHAPES] + [1])
_STEPS_EN = np.array([b for _, b in SHAPES] + [0])
_SKIP_KO, _SKIP_EN = len(SHAPES), len(SHAPES) + 1
_NEVER = np.float32(-1e9)


def _band(similarity: Similarity) -> NDArray[np.int64]:
    """For each Korean position the English ones that are searched, shape (n + 1, 2): first and last.

    Small texts are searched whole. In others sentences that are each other's nearest, and in one
    order, are anchors; the path may leave them by some sentences, and is free between two of them.
    """
    n, m = len(similarity.source), len(similarity.target)
    if n * m <= _WHOLE:
        return np.tile(np.array([0, m], dtype=np.int64), (n + 1, 1))
    mutual = np.flatnonzero(similarity.best_target[similarity.best_source] == np.arange(n))
    anchors = increasing([(int(i), int(similarity.best_source[i])) for i in mutual])
    at = np.array([(0, 0), *anchors, (n, m)])
    position = np.arange(n + 1)
    before = at[np.searchsorted(at[:, 0], position, side="right") - 1, 1]
    after = at[np.searchsorted(at[:, 0], position, side="left"), 1]
    straight = np.interp(position, at[:, 0], at[:, 1]).round().astype(np.int64)
    low = np.maximum(before - _MARGIN, straight - _WIDEST)
    high = np.minimum(after + _MARGIN, straight + _WIDEST)
    # Both ends rise with the position, so that every path through the band can go on.
    band = np.stack([np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high)], axis=1)
    band[0, 0], band[-1, 1] = 0, m
    clipped: NDArray[np.int64] = np.clip(band, 0, m)
    return clipped


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


def _gains(
    similarity: Similarity, rows: tuple[int, int], columns: tuple[int, int]
) -> NDArray[np.float32]:
    """Gain of each step at each Korean and English start.

    Args:
        similarity: of the two texts.
        rows: first Korean start, and the one after the last.
        columns: first English start, and the one after the last.

    Returns:
        Shape (rows, steps, columns); a bead that gains nothing, or does not fit, never pays.
    """
    source = [_cut(runs, *rows) for runs in similarity.runs_source]
    target = [_cut(runs, *columns) for runs in similarity.runs_target]
    out = np.full((rows[1] - rows[0], len(_STEPS_KO), columns[1] - columns[0]), _NEVER)
    out[:, _SKIP_KO] = 0.0
    scale = similarity.scale
    per_unit = np.float32(1 / (scale.matching - scale.unrelated))
    # What each sentence's weight costs whatever its bead: the threshold, and what unrelated ones score.
    fixed = np.float32(scale.unrelated * per_unit + THRESHOLD)
    for s, (a, b) in enumerate(SHAPES):
        if a > len(source) or b > len(target):
            continue
        left, right = source[a - 1], target[b - 1]
        if not len(left.norms) or not len(right.norms):
            continue
        stretch = np.subtract.outer(-left.sizes - np.float32(similarity.stretch), -right.sizes)
        np.multiply(stretch, stretch, out=stretch)
        np.minimum(stretch, 1, out=stretch)
        stretch *= np.float32(-LENGTH)
        stretch -= fixed
        stretch *= np.add.outer(left.weights, right.weights)
        gain = left.vectors @ right.vectors.T
        gain *= np.add.outer(left.norms * per_unit, right.norms * per_unit)
        gain += stretch
        gain += np.add.outer(
            np.float32(JOIN) * left.extra - np.float32(RIVAL_SHARE) * left.rivals,
            np.float32(JOIN) * right.extra - np.float32(RIVAL_SHARE) * right.rivals,
        )
        gain[gain <= 0] = _NEVER
        out[: gain.shape[0], s, : gain.shape[1]] = gain
    return out


def _cut(runs: Runs, first: int, after: int) -> Runs:
    return Runs(*(part[first:after] for part in runs))


def search(similarity: Similarity) -> list[Found]:
    """The best monotone sequence of beads, null beads left out, in order.

    Time and memory are proportional to the longer text times the band; texts of up to 10,000 sentence
    pairs are searched whole.
    """
    if not len(similarity.source) or not len(similarity.target):
        return []
    band = _band(similarity)
    return _path(similarity, _moves(similarity, band))


Moves = list[tuple[int, NDArray[np.int8]]]


def _moves(similarity: Similarity, band: NDArray[np.int64]) -> Moves:
    """The best first step from each position of the band to the end of both texts.

    Returns:
        For each Korean position the first English column it has, and its steps from there.
    """
    n, m = len(similarity.source), len(similarity.target)
    moves: Moves = [(0, np.zeros(0, dtype=np.int8))] * n
    # Gains from the rows below to the end: up to four, each with its first column.
    below = [(int(band[n, 0]), np.zeros(m + 1 - int(band[n, 0]), dtype=np.float32))]
    for after in range(n, 0, -_BLOCK):
        first = max(0, after - _BLOCK)
        low, high = int(band[first, 0]), int(band[after - 1, 1])
        width = high + 1 - low
        gains = _gains(similarity, (first, after), (low, high + 1))
        # One row a Korean position, on the block's columns and as many beyond as a bead may reach.
        best = np.full((after - first + MOST, width + MOST), _NEVER)
        for number, (start, values) in enumerate(below):
            _place(best[after - first + number], low, start, values)
        reach = np.lib.stride_tricks.sliding_window_view(best, width, axis=1)
        for i in range(after - 1, first - 1, -1):
            row = i - first
            total = reach[row + _STEPS_KO, _STEPS_EN]
            total += gains[row]
            step = total.argmax(axis=0).astype(np.int8)
            top = total.max(axis=0)
            # Leaving English sentences alone costs nothing: the best of all columns to the right.
            ahead = np.maximum.accumulate(top[::-1])[::-1]
            step[ahead > top] = _SKIP_EN
            start, end = int(band[i, 0]) - low, int(band[i, 1]) + 1 - low
            best[row, start:end] = ahead[start:end]
            moves[i] = (low, step)
        below = [(low, best[row, :width]) for row in range(min(MOST, after - first))] + below
        below = below[:MOST]
    return moves


def _place(out: NDArray[np.float32], low: int, start: int, values: NDArray[np.float32]) -> None:
    """Write values from column ``start`` on into a row that begins at ``low``."""
    first, last = max(start, low), min(start + len(values), low + len(out))
    if first < last:
        out[first - low : last - low] = values[first - start : last - start]


def _path(similarity: Similarity, moves: Moves) -> list[Found]:
    n, m = len(similarity.source), len(similarity.target)
    i, j = 0, 0
    starts: dict[int, list[tuple[int, int]]] = {}
    while i < n and j < m:
        low, steps = moves[i]
        how = int(steps[j - low])
        if how == _SKIP_KO:
            i += 1
        elif how == _SKIP_EN:
            j += 1
        else:
            starts.setdefault(how, []).append((i, j))
            a, b = SHAPES[how]
            i, j = i + a, j + b
    found = [b for how, at in starts.items() for b in similarity.beads(SHAPES[how], at)]
    return sorted(found, key=lambda bead: bead.source)
