"""What a look at the whole article finds, before it is a flag: a message, and the places it points at."""

from __future__ import annotations

from typing import NamedTuple

from audit.article import BlockKind, Sentence
from audit.report import Bead, Severity, Side
from audit.text.normalise import normalise

HEADLINES = (BlockKind.HEADLINE, BlockKind.SUBHEAD, BlockKind.CAPTION)


class Spot(NamedTuple):
    """A stretch of a sentence, normalised."""

    side: Side
    sentence: Sentence
    start: int
    end: int

    @property
    def words(self) -> str:
        """What stands there."""
        return text_of(self.sentence)[self.start : self.end]


class Finding(NamedTuple):
    """What a flag is made of; the first English spot is the odd one."""

    bead: Bead
    message: str
    severity: Severity
    confidence: float
    spots: tuple[Spot, ...]
    source: bool = False
    """Whether the Korean contradicts itself in the same way."""


def text_of(sentence: Sentence) -> str:
    """The sentence's text, normalised."""
    return normalise(sentence.text).text


def where(sentence: Sentence) -> str:
    """The place of a sentence as a message names it: the headline, English sentence 7."""
    if sentence.kind in HEADLINES:
        return f"the {sentence.kind.value}"
    return f"English sentence {sentence.id.lstrip('ek')}"
