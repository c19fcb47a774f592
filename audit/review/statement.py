"""What a sign-off states: the texts, flags, corrections and people of an article as somebody signs it.

A :class:`~audit.records.signoff.Statement` is kept in an entry of the review log.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from audit.disclosure.claims import disclosed
from audit.languages.dates import KOREA
from audit.lineage.passages import shares
from audit.messages import Language
from audit.records.article import Text
from audit.records.codec import from_json
from audit.records.decision import Action, Entry, Status, storable
from audit.records.digest import sha256_of_text
from audit.records.flag import STRIKE, Severity
from audit.records.result import ArticleResult
from audit.records.settings import Role
from audit.records.signoff import (
    CorrectionMade,
    DisclosureLine,
    FlagCount,
    MachinePart,
    ReviewerPart,
    Signature,
    SignedText,
    Statement,
)
from audit.results.signoff_page import said
from audit.review.corrected import corrected_target, corrections
from audit.review.standing import Standing, replay, undone

LONGEST = {"name": 80, "role": 120, "contact": 200}
"""Most characters of what the public reads of a person."""
GRAVE = (Severity.CRITICAL, Severity.MAJOR)
"""The severities that are decided before anybody signs."""
_JUDGE = "judge "
"""What the name of a language model that judges begins with (:mod:`audit.quality.models.judge`)."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody who signs, as the public reads it: name, position, and how to reach them."""

    name: str
    role: str
    contact: str

    def __post_init__(self) -> None:
        for name, longest in LONGEST.items():
            line = " ".join(storable(getattr(self, name)).split())[:longest]
            object.__setattr__(self, name, line)


def statement_of(
    result: ArticleResult,
    entries: Sequence[Entry],
    signatory: Signatory,
    people: int = 1,
    language: Language = "en",
) -> Statement:
    """What a person signs who signs now.

    Args:
        result: of the audit.
        entries: the review log's on this article.
        signatory: who signs.
        people: how many are asked for.
        language: of what is declared.
    """
    article, standings = result.article, replay(entries)
    counts = Counter((flag.severity, flag.status) for flag in considered(result, standings))
    final = corrected_target(result, entries)
    return Statement(
        signatory.name, signatory.role, signatory.contact, said(language, "said.declared"),
        _signed_text(article.source, article.source.raw), _signed_text(article.target, final),
        sha256_of_text(article.target.raw),
        tuple(
            FlagCount(severity, status, counts[severity, status])
            for severity in reversed(Severity) for status in Status if counts[severity, status]
        ),
        tuple(_corrections(result, standings)),
        tuple(_reviewers(entries, standings)),
        machine_part(result),
        people,
    )  # fmt: skip


def line_of(signature: Signature) -> DisclosureLine:
    """What the page may say of a signature."""
    statement = signature.statement
    day = datetime.fromisoformat(signature.at).astimezone(KOREA).date().isoformat()
    values = {name: getattr(statement, name) for name in LONGEST}
    return DisclosureLine(
        said("en", "said.line", day=day, **values), said("ko", "said.line", day=day, **values)
    )


def unreadable(entries: Sequence[Entry]) -> list[int]:
    """The numbers of entries that say they sign and hold no statement."""
    return [e.seq for e in entries if e.decision.action is Action.SIGN and _read(e) is None]


def signing(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that sign, those taken back and those that cannot be read left out."""
    gone = undone(entries)
    signing = [e for e in entries if e.decision.action is Action.SIGN and e.seq not in gone]
    return [entry for entry in signing if _read(entry) is not None]


def _read(entry: Entry) -> Statement | None:
    try:
        return from_json(Statement, entry.decision.signed.encode("utf-8", "replace"))
    except ValueError:
        return None


def statement_in(entry: Entry) -> Statement:
    """What an entry signs that :func:`signing` gives."""
    return from_json(Statement, entry.decision.signed.encode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class Considered:
    """A flag that the review pages show: its severity now, where it stands, and its sentence's id."""

    id: str
    severity: Severity
    status: Status
    where: str


def considered(result: ArticleResult, standings: Mapping[str, Standing]) -> Iterator[Considered]:
    """The flags of the run, those held back that somebody decided on, and those that reviewers added."""
    shown = {flag.flag_id for flag in result.flags}
    for flag in (*result.flags, *result.held_back):
        standing = standings.get(flag.flag_id, Standing())
        if flag.flag_id in shown or standing != Standing():
            places = (*flag.target_sentence_ids, *flag.source_sentence_ids, "")
            graded = standing.severity or flag.severity
            yield Considered(flag.flag_id, graded, standing.status, places[0])
    for flag_id, standing in standings.items():
        if standing.added:
            graded = standing.severity or Severity(standing.added.decision.severity)
            words = standing.added.decision.words
            yield Considered(flag_id, graded, standing.status, words)


def _signed_text(audited: Text, text: str) -> SignedText:
    return SignedText(
        audited.lang, sha256_of_text(text), hash_of_words(text), len(text), len(audited.sentences)
    )


def hash_of_words(text: str) -> str:
    """SHA-256 of a text's words, however they are spaced."""
    return sha256_of_text(" ".join(text.split()))


def _corrections(
    result: ArticleResult, standings: Mapping[str, Standing]
) -> Iterator[CorrectionMade]:
    for made in corrections(result, standings):
        before = made.passage.text
        offered = {
            flag.suggestion
            for flag in (*result.flags, *result.held_back)
            if flag.bead_id == made.bead_id and flag.suggestion not in ("", STRIKE)
        }
        used = any(words in made.after and words not in before for words in offered)
        yield CorrectionMade(before, made.after, made.entry.reviewer, made.entry.at, used)


def _reviewers(
    entries: Sequence[Entry], standings: Mapping[str, Standing]
) -> Iterator[ReviewerPart]:
    given: Counter[str] = Counter()
    for standing in standings.values():
        verdicts = [*standing.verdicts.values(), *([standing.settled] if standing.settled else [])]
        given.update(verdict.reviewer for verdict in verdicts)
    roles = {entry.reviewer: entry.role for entry in entries}
    for name, number in given.items():
        yield ReviewerPart(name, roles.get(name, Role.REVIEWER.value), number)


def machine_part(result: ArticleResult) -> MachinePart:
    """What machines did on an article, as a statement says it."""
    article, quality = result.article, result.quality
    untouched = shares(result.lineage, article.target).untouched if result.lineage else None
    return MachinePart(
        sha256_of_text(article.draft.raw) if article.draft else "",
        None if untouched is None else round(untouched, 4),
        disclosed(article).tools,
        result.tool_version, result.encoder, quality,
        quality.removeprefix(_JUDGE) if quality.startswith(_JUDGE) else "",
    )  # fmt: skip
