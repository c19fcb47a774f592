"""Records of a sign-off: what somebody signed, whether it holds, and the one-page record of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from audit.records.article import Lang
from audit.records.decision import Status
from audit.records.flag import Severity


class State(StrEnum):
    """Where an article's sign-off stands; ``PARTLY`` is signed by fewer people than the house asks for."""

    UNSIGNED = "unsigned"
    PARTLY = "partly"
    SIGNED = "signed"
    CHANGED = "changed"


class Change(StrEnum):
    """What came after a sign-off and voids it.

    ``KOREAN`` and ``ENGLISH`` are the texts as audited, ``CORRECTIONS`` what reviewers put in their place,
    ``FLAGS`` a critical or major flag that is not decided any more, or is new, ``ERRORS`` one that was called
    an error only afterwards. ``DRAFT`` and ``JUDGE`` are
    steps of AI: an AI draft, or a language model as a judge, that there was not when it was signed.
    """

    KOREAN = "korean"
    ENGLISH = "english"
    CORRECTIONS = "corrections"
    FLAGS = "flags"
    ERRORS = "errors"
    DRAFT = "draft"
    JUDGE = "judge"


@dataclass(frozen=True, slots=True)
class SignedText:
    """A text that was signed: SHA-256 of it in UTF-8, its length in code points, its audited sentences.

    ``sha256_words`` is that of its words with one space between them, by which the text is known again
    once the sign-off's own line stands on its page.
    """

    lang: Lang
    sha256: str
    sha256_words: str
    characters: int
    sentences: int


@dataclass(frozen=True, slots=True)
class FlagCount:
    """How many flags of a severity stood so when it was signed."""

    severity: Severity
    status: Status
    number: int


@dataclass(frozen=True, slots=True)
class CorrectionMade:
    """English that a reviewer replaced; ``suggested`` says that words of it are the tool's or its judge's."""

    before: str
    after: str
    reviewer: str
    at: str
    suggested: bool


@dataclass(frozen=True, slots=True)
class ReviewerPart:
    """Somebody whose verdicts stand, and how many they are."""

    name: str
    role: str
    verdicts: int


@dataclass(frozen=True, slots=True)
class MachinePart:
    """What machines did, as far as it is known.

    ``draft_sha256`` is of the AI draft, empty where none was given; ``draft_untouched`` the share of words in
    print that stand as drafted, 0 to 1, None where it could not be followed. ``tools`` are the AI tools that
    the page names. ``tool_version``, ``encoder`` and ``quality`` are those of the audit; ``judge`` is the
    language model that was asked besides, with its host, empty for none.
    """

    draft_sha256: str
    draft_untouched: float | None
    tools: tuple[str, ...]
    tool_version: str
    encoder: str
    quality: str
    judge: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person signs: ``name``, ``role`` and ``contact`` as the public may read them.

    ``declared`` is the sentence that the person agreed to, in the language in which it was shown. ``target``
    is the final English, corrections put in; ``audited_sha256`` is of the English as it was audited.
    ``people`` is how many the house asked for.
    """

    name: str
    role: str
    contact: str
    declared: str
    source: SignedText
    target: SignedText
    audited_sha256: str
    flags: tuple[FlagCount, ...]
    corrections: tuple[CorrectionMade, ...]
    reviewers: tuple[ReviewerPart, ...]
    machine: MachinePart
    people: int = 1
    format: Literal[1] = 1


@dataclass(frozen=True, slots=True)
class Signature:
    """A statement as the review log has it, and what has changed since; nothing where it holds.

    ``at`` is ISO 8601 in UTC, ``account`` who was at the keyboard, with the role there as ``permission``;
    ``seq`` and ``hash`` are those of the log's entry.
    """

    statement: Statement
    at: str
    account: str
    permission: str
    seq: int
    hash: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """What the page may say of one sign-off that holds."""

    en: str
    ko: str


@dataclass(frozen=True, slots=True)
class SignOffRecord:
    """The one-page record of an article's sign-off, as it stands with the results beside it.

    ``people`` is how many were asked for when it was last signed. ``lines`` are for the page's disclosure,
    one a person; none unless the state is ``signed``.
    """

    article_id: str
    title: str
    source_title: str
    url: str
    published: str
    state: State
    people: int
    signatures: tuple[Signature, ...]
    lines: tuple[DisclosureLine, ...]
    format: Literal[1] = 1
