"""The flags of an article that stand once reviewers have been at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.records.bead import Bead
from audit.records.decision import Entry, Status, text_hash
from audit.records.flag import SIDES, Category, Flag, Relation, Severity, Side, Span
from audit.records.message import VERBATIM
from audit.records.result import ArticleResult
from audit.results.tables import text_of
from audit.review.standing import Standing, replay

ADDED = "reviewer"
"""The check of a flag that a reviewer added."""
CONFIRMED = (Status.ACCEPTED, Status.FIXED)
"""Where a flag stands that a reviewer called an error."""


def effective_flags(result: ArticleResult, entries: Sequence[Entry]) -> list[tuple[Flag, Standing]]:
    """The flags that stand, each with what reviewers said of it.

    They are the run's flags but for the dismissed ones, those held back that a reviewer confirmed, and those
    that a reviewer added to sentences that are still there.

    Args:
        result: of the audit.
        entries: the review log's on this article.
    """
    standings = replay(entries)
    found = [(f, standings.get(f.flag_id, Standing())) for f in (*result.flags, *result.held_back)]
    shown = {flag.flag_id for flag in result.flags}
    stand = [
        (flag, standing)
        for flag, standing in found
        if (flag.flag_id in shown and standing.status is not Status.DISMISSED)
        or standing.status in CONFIRMED
    ]
    for flag_id, standing in standings.items():
        if standing.added and standing.status in CONFIRMED:
            stand += [(flag, standing) for flag in _added(result, flag_id, standing.added)]
    return stand


def spans_of(result: ArticleResult, bead: Bead, side: Side, words: str) -> tuple[Span, ...]:
    """Where words stand in a bead, the first place only; none where they do not."""
    for sentence in result.sentences(bead, side):
        start = sentence.text.find(words) if words else -1
        if start >= 0:
            first = sentence.start + start
            return (Span(side, sentence.id, first, first + len(words), words),)
    return ()


def added_flag(
    result: ArticleResult,
    bead: Bead | None,
    flag_id: str,
    category: Category,
    severity: Severity,
    text: str,
    spans: Sequence[Span],
) -> Flag:
    """A flag as a reviewer adds it, in his own words; without a bead where its sentences are gone."""
    ids = [tuple(s.id for s in result.sentences(bead, side)) if bead else () for side in SIDES]
    return Flag(
        code=f"{ADDED}.{VERBATIM}",
        category=category,
        severity=severity,
        relation=Relation.DISTORTED,
        bead_id=bead.id if bead else "",
        source_sentence_ids=ids[0],
        target_sentence_ids=ids[1],
        spans=tuple(spans),
        parameters={"text": text},
        confidence=1.0,
        article_id=result.article.id,
        flag_id=flag_id,
        risk=1.0,
    )


def bead_of(result: ArticleResult, entry: Entry) -> Bead | None:
    """The bead that has the text which an entry was taken on; None where that is gone."""
    for bead in result.beads:
        sides = text_of(result, bead, "source"), text_of(result, bead, "target")
        if text_hash(*sides) == entry.decision.text_hash:
            return bead
    return None


def _added(result: ArticleResult, flag_id: str, entry: Entry) -> Iterator[Flag]:
    """The flag that a reviewer added, on the bead that has the text he saw; none where that is gone."""
    told, bead = entry.decision, bead_of(result, entry)
    if bead is None:
        return
    spans = spans_of(result, bead, "source", told.words)
    yield added_flag(
        result, bead, flag_id, Category(told.category), Severity(told.severity),
        told.comment or told.words or told.category,
        spans or spans_of(result, bead, "target", told.words),
    )  # fmt: skip
