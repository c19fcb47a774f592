"""What a look at the whole article finds, before it is a finding: a code, and the places it points at."""

from __future__ import annotations

from typing import NamedTuple

from audit.checks.confidence import confidences
from audit.checks.severity import Concern
from audit.languages.normalise import normalise
from audit.records.article import BlockKind, Sentence
from audit.records.bead import Bead
from audit.records.flag import Parameters, Relation, Side

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


class Contradiction(NamedTuple):
    """What a finding is made of; the first English spot is the odd one."""

    bead: Bead
    code: str
    parameters: Parameters
    concerns: Concern
    relation: Relation
    confidence: float
    spots: tuple[Spot, ...]
    in_source: bool = False
    """Whether the Korean contradicts itself in the same way."""
    suggestion: str = ""
    """What to print at the first English spot; empty where that is not sure."""


def confidence(name: str) -> float:
    """A confidence of the consistency check, by its name in the table."""
    return confidences("audit.checks.consistency")[name]


def text_of(sentence: Sentence) -> str:
    """The sentence's text, normalised."""
    return normalise(sentence.text).text


def place_of(sentence: Sentence) -> str:
    """A sentence's place as messages take it: the kind of a headline or caption, else the id."""
    return sentence.kind.value if sentence.kind in HEADLINES else sentence.id


def two_ways(here: str, there: str, where: Sentence, **more: str) -> dict[str, str]:
    """The parameters of what is said one way here and another way in another sentence."""
    return {"here": here, "there": there, "place": place_of(where), **more}
