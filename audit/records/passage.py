"""What became of the sentences of one version of a text in the next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """What became of sentences from one version of a text to the next.

    ``background`` is a sentence that explains a thing, or one that was there and gained an explanation.
    """

    KEPT = "kept"
    REWORDED = "reworded"
    MERGED = "merged"
    SPLIT = "split"
    ADDED = "added"
    BACKGROUND = "background"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of an earlier version and what they became: indices into each version's sentences.

    ``hter`` is the share of words edited (0 for none; above 1 where more was edited than is left), None
    where one side is empty. ``moved`` marks a passage that is out of order.
    """

    earlier: tuple[int, ...]
    later: tuple[int, ...]
    step: Step
    moved: bool = False
    hter: float | None = None
