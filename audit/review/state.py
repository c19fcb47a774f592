"""The state that follows from the log, as the columns of ``flag`` and ``article`` hold it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, select, update

from audit.records.decision import Action, Entry, Status
from audit.review import schema
from audit.review.log import entries_where
from audit.review.standing import Standing, replay, undone

NEEDS_EYES = (Status.OPEN, Status.STALE, Status.DISPUTED, Status.UNSURE)
"""Where a flag stands as long as somebody has to look."""
COUNTS = ("flags", "open", "critical", "major", "minor")
"""Columns of ``article`` that count its flags."""


def state_of(standing: Standing, found: str) -> dict[str, Any]:
    """The columns of ``flag`` that follow from the log; ``found`` is the severity the check gave."""
    last = standing.last
    return {
        "status": standing.status.value,
        "severity_now": standing.severity.value if standing.severity else found,
        "reviewer": last.reviewer if last else "",
        "reviewed_at": last.at if last else "",
        "reason": last.reason if last else "",
        "comment": "\n".join(e.decision.comment for e in standing.comments),
    }


def assignee_of(entries: Sequence[Entry]) -> str:
    """Who is to review an article, empty if nobody was told."""
    gone = undone(entries)
    told = [
        e.decision.assignee
        for e in entries
        if e.decision.action is Action.ASSIGN and e.seq not in gone
    ]
    return told[-1] if told else ""


def bring_in_line(connection: Connection, article_ids: set[str]) -> None:
    """Bring the state of some articles' flags, and the articles' counts, in line with the log."""
    flags, articles = schema.flag, schema.article
    for article_id in sorted(article_ids):
        entries = entries_where(connection, schema.entry.c.article_id == article_id)
        standings = replay(entries)
        spoken_of = {e.decision.flag_id for e in entries} - {""}
        added = {e.decision.flag_id for e in entries if e.decision.action is Action.ADD}
        rows = connection.execute(
            select(flags.c.flag_id, flags.c.severity).where(
                flags.c.article_id == article_id, flags.c.flag_id.in_(spoken_of)
            )
        ).all()
        for row in rows:
            standing = standings.get(row.flag_id, Standing())
            values = {"logged": True} | state_of(standing, row.severity)
            if row.flag_id in added:
                # A flag whose adding was taken back is none.
                values["present"] = standing.added is not None
            connection.execute(
                update(flags)
                .where(flags.c.article_id == article_id, flags.c.flag_id == row.flag_id)
                .values(values)
            )
        connection.execute(
            update(articles)
            .where(articles.c.id == article_id)
            .values(assignee=assignee_of(entries))
        )
        count(connection, article_id)


def count(connection: Connection, article_id: str | None = None) -> None:
    """Count the flags of one article, or of all: all of them, open ones, and open ones by severity."""
    flags, articles = schema.flag, schema.article
    needs_eyes = flags.c.status.in_([s.value for s in NEEDS_EYES])

    def number(*more: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((and_(needs_eyes, *more), 1), else_=0)), 0)

    chosen = (
        select(
            flags.c.article_id,
            func.count().label("flags"),
            number().label("open"),
            *(
                number(flags.c.severity_now == severity).label(severity)
                for severity in ("critical", "major", "minor")
            ),
        )
        .where(flags.c.present, flags.c.shown)
        .group_by(flags.c.article_id)
    )
    if article_id is not None:
        chosen = chosen.where(flags.c.article_id == article_id)
    rows = connection.execute(chosen).all()
    whole = (
        update(articles)
        if article_id is None
        else update(articles).where(articles.c.id == article_id)
    )
    connection.execute(whole.values(dict.fromkeys(COUNTS, 0)))
    if rows:
        connection.execute(
            update(articles).where(articles.c.id == bindparam("wanted")),
            [{"wanted": row.article_id, **{n: getattr(row, n) for n in COUNTS}} for row in rows],
        )
