"""Articles as the queue lists them: searched, filtered, sorted and paged by the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from audit.review import schema
from audit.review.flag_query import published_between
from audit.review.roles import TOOL
from audit.review.store import Listed, Store

_A = schema.article.c
_PROGRESS = (_A.flags - _A.open) * 1.0 / func.coalesce(func.nullif(_A.flags, 0), 1)
SORTABLE: dict[str, ColumnElement[Any]] = {
    "title": func.lower(_A.title),
    "published": _A.published,
    "desk": _A.desk,
    "translator": _A.translator,
    "sentences": _A.en_sentences,
    "risk": _A.penalty,
    "critical": _A.critical,
    "major": _A.major,
    "minor": _A.minor,
    "open": _A.open,
    "progress": _PROGRESS,
    "assignee": _A.assignee,
}
"""What the queue can be sorted by; ``risk`` is the expected MQM penalty per 100 sentences."""
_TOLD = [column for column in schema.article.c if column.name != "sought"]
"""What is told of an article: its texts are there to be searched."""


class Shown(StrEnum):
    """Which articles: those with open flags, those without, or all."""

    OPEN = "open"
    DONE = "done"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the queue is asked for; empty fields ask for nothing.

    ``since`` and ``until`` are days in ISO 8601, both included. ``sort`` is one of :data:`SORTABLE`.
    """

    search: str = ""
    shown: Shown = Shown.OPEN
    desks: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    sort: str = "risk"
    falling: bool = True


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the articles that match, whatever the page."""

    articles: int
    sentences: int
    flags: int
    open: int
    critical: int
    major: int
    minor: int


def page_of(store: Store, wanted: Wanted, number: int, size: int) -> list[dict[str, Any]]:
    """Rows ``size`` × (``number`` - 1) and on of the articles that match, each as a mapping."""
    with store.listed() as connection:
        rows = connection.execute(
            _sorted(store, select(*_TOLD), wanted).limit(size).offset(size * (number - 1))
        )
        return [dict(row) for row in rows.mappings()]


def totals(store: Store, wanted: Wanted) -> Totals:
    """Sums over all articles that match."""
    columns = (_A.en_sentences, _A.flags, _A.open, _A.critical, _A.major, _A.minor)
    with store.listed() as connection:
        row = connection.execute(
            select(func.count(), *(func.coalesce(func.sum(c), 0) for c in columns)).where(
                *_conditions(store, wanted)
            )
        ).one()
    return Totals(*map(int, row))


def riskiest(store: Store) -> str | None:
    """The article with open flags that has most at stake; None when all is decided."""
    first = page_of(store, Wanted(), 1, 1)
    return str(first[0]["id"]) if first else None


def beside(store: Store, wanted: Wanted, article_id: str, step: int) -> str | None:
    """The article after (``step`` 1) or before (-1) another in the list; None where it ends.

    The other keeps its place in the list even when it no longer matches.
    """
    key = _key(wanted)
    rising = wanted.falling != (step > 0)
    with store.listed() as connection:
        at = connection.execute(select(key).where(_A.id == article_id, _A.present)).first()
        if at is None:
            return _first(connection, _sorted(store, select(_A.id), wanted))
        past = key > at[0] if rising else key < at[0]
        next_of_equals = _A.id > article_id if step > 0 else _A.id < article_id
        query = select(_A.id).where(
            *_conditions(store, wanted), or_(past, and_(key == at[0], next_of_equals))
        )
        places = (key.asc() if rising else key.desc(), _A.id.asc() if step > 0 else _A.id.desc())
        return _first(connection, query.order_by(*places))


def _first(connection: Listed, query: Select[Any]) -> str | None:
    return connection.execute(query.limit(1)).scalar()


def article(store: Store, article_id: str) -> dict[str, Any] | None:
    """One article's row; None if there is no such article in the last run."""
    with store.listed() as connection:
        row = connection.execute(select(*_TOLD).where(_A.id == article_id, _A.present)).mappings()
        found = row.first()
    return dict(found) if found else None


def values_of(store: Store, column: str) -> list[str]:
    """Every value of a column of the articles, sorted, the empty one left out."""
    with store.listed() as connection:
        query = select(_A[column]).where(_A.present, _A[column] != "").distinct()
        return sorted(connection.execute(query).scalars())


def people(store: Store, others: Iterable[str]) -> list[str]:
    """Who may be given an article: whoever has decided or been assigned, and others; no patterns."""
    with store.reading() as connection:
        spoken = connection.execute(select(schema.entry.c.reviewer).distinct()).scalars().all()
    named = {address for address in others if "*" not in address}
    return sorted({*spoken, *values_of(store, "assignee"), *named} - {TOOL.name})


def _conditions(store: Store, wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [_A.present]
    if wanted.search:
        found.append(
            or_(
                store.worded(wanted.search),
                *(
                    column.icontains(wanted.search, autoescape=True)
                    for column in (_A.title, _A.id, _A.translator, _A.editor)
                ),
            )
        )
    if wanted.shown is Shown.OPEN:
        found.append(_A.open > 0)
    elif wanted.shown is Shown.DONE:
        found.append(_A.open == 0)
    if wanted.desks:
        found.append(_A.desk.in_(wanted.desks))
    if wanted.assignees:
        found.append(_A.assignee.in_(wanted.assignees))
    return found + published_between(wanted.since, wanted.until)


def _sorted(store: Store, query: Select[Any], wanted: Wanted) -> Select[Any]:
    key = _key(wanted)
    ordered = query.order_by(key.desc() if wanted.falling else key.asc(), _A.id)
    return ordered.where(*_conditions(store, wanted))


def _key(wanted: Wanted) -> ColumnElement[Any]:
    return SORTABLE.get(wanted.sort, SORTABLE["risk"])
