"""What is found: a finding is what a check says, a flag what stands of it once its risk is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Side = Literal["source", "target"]
SIDES: tuple[Side, Side] = ("source", "target")
Parameters = Mapping[str, str]
"""What fills the fields of a message, by field."""
WORDS_SEPARATOR = " | "
STRIKE = "[delete]"
"""The suggestion to print nothing in place of the words: square brackets are an editor's own, no text."""


class Category(StrEnum):
    """What kind of divergence; ``mqm`` is the matching MQM error type (themqm.org, MQM-Full)."""

    OMISSION = "omission"
    ADDITION = "addition"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    QUOTATION = "quotation"
    MODALITY = "modality"
    MEANING = "meaning"
    CONSISTENCY = "consistency"
    UNTRANSLATED = "untranslated"
    DISCLOSURE = "disclosure"

    @property
    def mqm(self) -> str:
        """The MQM error type, as a path from the top-level dimension."""
        return _MQM[self]


_MQM = {
    Category.OMISSION: "Accuracy/Omission",
    Category.ADDITION: "Accuracy/Addition",
    Category.NUMBER: "Accuracy/Mistranslation/Number",
    Category.DATE: "Accuracy/Mistranslation/Date-time",
    Category.NAME: "Accuracy/Mistranslation/Entity",
    Category.NEGATION: "Accuracy/Mistranslation",
    Category.QUOTATION: "Accuracy/Mistranslation",
    Category.MODALITY: "Accuracy/Mistranslation",
    Category.MEANING: "Accuracy/Mistranslation",
    Category.CONSISTENCY: "Terminology/Inconsistent use of terminology",
    Category.UNTRANSLATED: "Accuracy/Untranslated",
    # MQM knows no such error; what an organisation adds of its own goes under Custom.
    Category.DISCLOSURE: "Custom/Disclosure",
}


class Severity(StrEnum):
    """MQM severity; ``weight`` is MQM's penalty (neutral 0, minor 1, major 5, critical 25)."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def weight(self) -> int:
        """The MQM penalty of one error of this severity."""
        return {"neutral": 0, "minor": 1, "major": 5, "critical": 25}[self.value]


class Relation(StrEnum):
    """How the target diverges from the source."""

    CONTRADICTS = "contradicts"
    ADDED = "added"
    OMITTED = "omitted"
    DISTORTED = "distorted"


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one side: offsets (code points) into that side's ``Text.raw``, and the text there.

    ``sentence_id`` is empty for words outside the sentences, such as those of a disclosure.
    """

    side: Side
    sentence_id: str
    start: int
    end: int
    text: str


class Stage(StrEnum):
    """Where a flagged divergence came in; ``DRAFT_FIXED`` is in the draft and no more in print."""

    DRAFT = "draft"
    DRAFT_FIXED = "draft-fixed"
    EDITING = "editing"
    UPDATE = "update"
    SOURCE = "source"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One divergence as a check says it.

    ``code`` is ``CHECK.WHAT``, such as ``number.value``; with ``parameters`` it makes the message that is
    shown (``audit.messages``). ``bead_id`` is empty for a finding on the article as a whole.
    ``confidence`` is the check's own, 0 to 1, that this is an error. ``stage`` is ``SOURCE`` where the
    source contradicts itself in the same way, else ``UNKNOWN``. ``suggestion`` is the English to print in
    place of the words of the first span on the target's side, ``STRIKE`` where nothing is to stand there;
    empty where no fix is known.
    """

    code: str
    category: Category
    severity: Severity
    relation: Relation
    bead_id: str
    source_sentence_ids: tuple[str, ...] = ()
    target_sentence_ids: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    parameters: Parameters = field(default_factory=dict, hash=False)
    confidence: float = 0.5
    stage: Stage = Stage.UNKNOWN
    suggestion: str = ""

    @property
    def check(self) -> str:
        """The id of the check that says it."""
        return self.code.partition(".")[0]

    def words(self, side: Side) -> str:
        """The words of one side that it points at, several joined by :data:`WORDS_SEPARATOR`."""
        return WORDS_SEPARATOR.join(span.text for span in self.spans if span.side == side)


@dataclass(frozen=True, slots=True)
class Flag(Finding):
    """A finding that an editor should look at.

    ``flag_id`` is the same in every run on the same sentences; ``risk``, 0 to 1, is how likely it is a
    real error, all evidence on its bead taken together.
    """

    article_id: str = ""
    flag_id: str = ""
    risk: float = 0.0


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say of an article that is no flag; ``code`` and ``parameters`` make its message."""

    code: str
    parameters: Parameters = field(default_factory=dict, hash=False)
