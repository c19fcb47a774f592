"""Records of review: what somebody decided about a flag, as it stands in the log."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property

from audit.records.digest import sha256_of_text
from audit.records.flag import Severity


class Action(StrEnum):
    """What an entry of the log does."""

    ACCEPT = "accept"
    DISMISS = "dismiss"
    FIXED = "fixed"
    UNSURE = "unsure"
    COMMENT = "comment"
    SEVERITY = "severity"
    ADD = "add"
    SETTLE = "settle"
    ASSIGN = "assign"
    SIGN = "sign"
    MAKE_RULE = "make-rule"
    END_RULE = "end-rule"
    UNDO = "undo"
    CARRY = "carry"
    STALE = "stale"


class Status(StrEnum):
    """Where a flag stands; ``DISPUTED`` until a lead settles it, ``STALE`` once its text has changed."""

    OPEN = "open"
    STALE = "stale"
    DISPUTED = "disputed"
    UNSURE = "unsure"
    ACCEPTED = "accepted"
    FIXED = "fixed"
    DISMISSED = "dismissed"

    @property
    def decided(self) -> bool:
        """Whether nobody needs to look again."""
        return self in _DECIDED


_DECIDED = frozenset({Status.ACCEPTED, Status.FIXED, Status.DISMISSED})
VERDICTS = {
    Action.ACCEPT: Status.ACCEPTED,
    Action.DISMISS: Status.DISMISSED,
    Action.FIXED: Status.FIXED,
    Action.UNSURE: Status.UNSURE,
}
"""The verdict that an action gives."""


_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_WORDS = (
    "article_id", "flag_id", "text_hash", "reason", "comment", "source", "assignee", "category",
    "words", "corrected", "signed", "rule",
)  # fmt: skip
_LATER = ("corrected", "signed", "rule")
"""Fields that older logs do not have, left out of a body where they are empty, so that its hash holds."""


def storable(text: str) -> str:
    """A text as every database takes it: NUL and lone surrogates replaced."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


class Reason(StrEnum):
    """Why a flag is dismissed."""

    LEGITIMATE = "legitimate edit"
    BACKGROUND = "background added"
    TOOL = "tool wrong"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided, before it is logged.

    ``text_hash`` is that of the flag's sentences (:func:`text_hash`), so that a decision is never
    taken for one on another text. ``source`` is the flag that ``CARRY`` and ``STALE`` take over
    from; ``verdict`` is what ``SETTLE`` decides; ``undoes`` is the first and last entry taken back;
    ``category`` and ``words`` describe a flag that ``ADD`` adds; ``assignee`` who is to review.
    ``corrected`` is the English that ``FIXED`` puts in place of the flag's target sentences
    (:mod:`audit.review.corrected`); ``signed`` is the statement of ``SIGN``, as JSON.
    ``rule`` is the standing rule that ``MAKE_RULE`` makes, as JSON, or the id of that which ``END_RULE``
    ends.
    """

    action: Action
    article_id: str
    flag_id: str = ""
    text_hash: str = ""
    reason: str = ""
    comment: str = ""
    severity: str = ""
    verdict: str = ""
    source: str = ""
    assignee: str = ""
    category: str = ""
    words: str = ""
    undoes: tuple[int, ...] = ()
    corrected: str = ""
    signed: str = ""
    rule: str = ""

    def __post_init__(self) -> None:
        for name in _WORDS:
            if _UNSTORABLE.search(value := getattr(self, name)):
                object.__setattr__(self, name, storable(value))
        if self.severity:
            Severity(self.severity)
        if self.verdict:
            Status(self.verdict)


@dataclass(frozen=True)
class Entry:
    """A line of the log: who decided what, when; ``at`` is ISO 8601 in UTC.

    ``group`` is shared by decisions that were taken at one stroke. ``previous`` is the hash of the
    entry before, empty for the first.
    """

    seq: int
    at: str
    reviewer: str
    role: str
    group: str
    decision: Decision
    previous: str

    @cached_property
    def body(self) -> str:
        """The entry as canonical JSON: sorted keys, no spaces."""
        values = asdict(self)
        for name in _LATER:
            if not values["decision"][name]:
                del values["decision"][name]
        return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def hash(self) -> str:
        """SHA-256 of the body, which holds the hash of the entry before."""
        return sha256_of_text(self.body)


def read_entry(body: str) -> Entry:
    """The entry that a body describes.

    Raises:
        ValueError: it is no entry.
    """
    try:
        values = json.loads(body)
        made = values.pop("decision")
        made["action"] = Action(made["action"])
        made["undoes"] = tuple(made["undoes"])
        return Entry(**values, decision=Decision(**made))
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(f"this is no entry of a review log: {error}") from error


def text_hash(source: str, target: str) -> str:
    """SHA-256 of a flag's source and target sentences as given."""
    return sha256_of_text(f"{len(source)}\0{source}\0{target}")
