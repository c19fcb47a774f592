"""What a sentence ties together in one order only: cause and effect, condition, comparison."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from audit.languages.spans import Extent


class Tie(StrEnum):
    """How two stretches of a sentence hang together."""

    CAUSE = "cause"
    """The first brings the second about."""
    CONDITION = "condition"
    """If or when the first, then the second."""
    COMPARISON = "comparison"
    """The first is more than the second."""


class Link(NamedTuple):
    """What hangs together: the words that either side turns on, and the word that ties them.

    Of a comparison the word is what they are compared by.
    """

    tie: Tie
    first: tuple[Extent, ...]
    second: tuple[Extent, ...]
    word: Extent
