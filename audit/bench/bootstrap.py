"""Shares with their percentile bootstrap intervals (Efron 1979), drawn over pairs or articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from audit.bench import Figure

RESAMPLES, LEVEL, SEED = 1000, 0.95, 20261128
METHOD = f"Intervals: {LEVEL:.0%} by percentile bootstrap, {RESAMPLES:,} resamples (seed {SEED})."


@dataclass(frozen=True, slots=True)
class Share:
    """How many there are of how many, and the interval of the share; 0 of nothing is 0."""

    right: float
    of: float
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself."""
        return self.right / self.of if self.of else 0.0

    def figure(
        self,
        label: str,
        key: str,
        target: float | None = None,
        baseline: str = "",
        *,
        at_most: bool = False,
    ) -> Figure:
        """The figure, its counts beside its name."""
        told = f"{label} ({self.right:.0f} of {self.of:.0f})"
        return Figure(told, self.value, target, baseline, key, at_most, (self.low, self.high))


def share(counts: Iterable[tuple[float, float]]) -> Share:
    """The share over units that are drawn as a whole.

    Args:
        counts: of each pair or article how many are right, and of how many.
    """
    right, of = np.array([*counts], dtype=float).reshape(-1, 2).T
    if not of.sum():
        return Share(0.0, 0.0, 0.0, 0.0)
    drawn = np.random.default_rng(SEED).integers(0, len(of), (RESAMPLES, len(of)))
    rights, ofs = right[drawn].sum(axis=1), of[drawn].sum(axis=1)
    there = ofs > 0  # a resample may hold none of what is counted
    tail = 50 * (1 - LEVEL)
    low, high = np.percentile(rights[there] / ofs[there], (tail, 100 - tail))
    return Share(float(right.sum()), float(of.sum()), float(low), float(high))
