"""A bead: sentences of both texts that belong together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that belong together (a bead): indices into each side's sentences.

    ``score`` is the cosine of the two sides (0 for a null bead), ``margin`` that score set against
    the best rivals (Artetxe & Schwenk 2019). ``kind`` is ``1-1``, ``2-1``, …; ``omission`` is a
    null bead with only source, ``addition`` one with only target. ``moved`` marks a bead that is
    out of order.
    """

    id: str
    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float
    margin: float
    moved: bool = False

    @property
    def kind(self) -> str:
        """``omission``, ``addition``, or the two counts as in ``1-2``."""
        if not self.target:
            return "omission"
        if not self.source:
            return "addition"
        return f"{len(self.source)}-{len(self.target)}"
