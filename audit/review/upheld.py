"""The flags of an article that stand once reviewers have been at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.exports.table import text_of
from audit.report import AuditReport, Bead, Category, Evidence, Flag, Severity, Side
from audit.review.decision import Entry, Status, text_hash
from audit.review.standing import Standing, replay

ADDED = "reviewer"
"""The check of a flag that a reviewer added."""
CONFIRMED = (Status.ACCEPTED, Status.FIXED)
"""Where a flag stands that a reviewer called an error."""


def upheld(report: AuditReport, entries: Sequence[Entry]) -> list[tuple[Flag, Standing]]:
    """The flags that stand, each with what reviewers said of it.

    They are the run's flags but for the dismissed ones, those held back that a reviewer confirmed, and those
    that a reviewer added to sentences that are still there.

    Args:
        report: of the audit.
        entries: the review log's on this article.
    """
    standings = replay(entries)
    found = [(f, standings.get(f.flag_id, Standing())) for f in (*report.flags, *report.quiet)]
    shown = {flag.flag_id for flag in report.flags}
    stand = [
        (flag, standing)
        for flag, standing in found
        if (flag.flag_id in shown and standing.status is not Status.DISMISSED)
        or standing.status in CONFIRMED
    ]
    for flag_id, standing in standings.items():
        if standing.added and standing.status in CONFIRMED:
            stand += [(flag, standing) for flag in _added(report, flag_id, standing.added)]
    return stand


def evidence_of(report: AuditReport, bead: Bead, side: Side, words: str) -> tuple[Evidence, ...]:
    """Where words stand in a bead, the first place only; none where they do not."""
    for sentence in report.sentences(bead, side):
        start = sentence.text.find(words) if words else -1
        if start >= 0:
            first = sentence.start + start
            return (Evidence(side, sentence.id, first, first + len(words), words),)
    return ()


def _added(report: AuditReport, flag_id: str, entry: Entry) -> Iterator[Flag]:
    """The flag that a reviewer added, on the bead that has the text he saw; none where that is gone."""
    told = entry.decision
    for bead in report.beads:
        sides = text_of(report, bead, "ko"), text_of(report, bead, "en")
        if text_hash(*sides) == told.text_hash:
            evidence = evidence_of(report, bead, "ko", told.words)
            yield Flag(
                bead.id, Category(told.category), ADDED, Severity(told.severity),
                told.comment or told.words or told.category,
                tuple(report.pair.ko.sentences[i].id for i in bead.ko),
                tuple(report.pair.en.sentences[j].id for j in bead.en),
                evidence or evidence_of(report, bead, "en", told.words),
                1.0, report.pair.id, flag_id, 1.0,
            )  # fmt: skip
            return
