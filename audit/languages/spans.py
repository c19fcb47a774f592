"""Where words stand in a text: character offsets, and whether two stretches share a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

Extent = tuple[int, int]
"""Where a stretch of a text begins and ends."""


class Found(NamedTuple):
    """Words found in a text, as they stand there: ``text`` is ``sentence[start:end]``."""

    text: str
    start: int
    end: int


class Spanned(Protocol):
    """Anything with a place in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


def overlap(a: Spanned, b: Spanned) -> bool:
    """Whether two stretches of one text have a character in common."""
    return a.start < b.end and b.start < a.end


def inside(a: Spanned, b: Spanned) -> bool:
    """Whether the first stretch lies in the second, or is the same."""
    return b.start <= a.start and a.end <= b.end


def is_free(start: int, end: int, taken: Iterable[Extent]) -> bool:
    """Whether ``text[start:end]`` overlaps none of the stretches that are taken."""
    return all(end <= first or start >= last for first, last in taken)


def overlapped(ordered: Sequence[Extent], start: int, end: int) -> range:
    """Which of a text's words, in text order and apart, have a character of ``text[start:end]``."""
    first = bisect_right(ordered, start, key=lambda extent: extent[1])
    return range(first, max(first, bisect_left(ordered, end, key=lambda extent: extent[0])))


class Taken:
    """Stretches of a text that are taken, to be asked many times, as :func:`is_free` is once.

    Args:
        extents: the stretches, in any order; they may overlap.
    """

    def __init__(self, extents: Iterable[Extent]) -> None:
        every = sorted(extents)
        self._starts = [start for start, _ in every]
        # The furthest end of a stretch and of all before it.
        self._ends = list(accumulate((end for _, end in every), max))

    def leaves_free(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` overlaps none of them."""
        before = bisect_left(self._starts, end)
        return not before or self._ends[before - 1] <= start
