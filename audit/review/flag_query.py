"""Flags of all articles, filtered and counted by the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, select

from audit.review import schema
from audit.review.store import Store

_A, _F = schema.article.c, schema.flag.c
GROUPS: dict[str, ColumnElement[Any]] = {
    "category": _F.category,
    "desk": _A.desk,
    "translator": _A.translator,
    "month": func.substr(_A.published, 1, 7),
}
"""What flags can be counted by."""
_TOLD = [column for column in _F if column.name not in ("text_hash", "likeness")]
"""What is told of a flag: a hash is the database's own."""
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class FlagFilter:
    """Which flags; empty fields ask for nothing. ``since`` and ``until`` are days, both included."""

    severities: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    article: str = ""
    since: str = ""
    until: str = ""


def rows(store: Store, wanted: FlagFilter) -> Iterator[dict[str, Any]]:
    """The flags that match, article by article, riskiest first within one."""
    query = _matching(select(*_TOLD), wanted).order_by(_F.article_id, _F.place, _F.flag_id)
    with store.listed() as connection:
        found = connection.execute(query.execution_options(yield_per=_BATCH))
        for row in found.mappings():
            yield dict(row)


def count(store: Store, wanted: FlagFilter) -> tuple[int, int]:
    """How many flags match, and in how many articles."""
    sums: tuple[ColumnElement[Any], ...] = (func.count(), func.count(_F.article_id.distinct()))
    query = _matching(select(*sums), wanted)
    with store.listed() as connection:
        flags, articles = connection.execute(query).one()
    return int(flags), int(articles)


def by(store: Store, wanted: FlagFilter, group: str) -> list[tuple[str, str, int]]:
    """Counts of the flags that match by a group and severity: value, severity, number."""
    return _counted(store, wanted, GROUPS[group], _F.severity_now)


def verdicts_by_check(store: Store, wanted: FlagFilter) -> list[tuple[str, str, int]]:
    """Counts of the flags that match by check and status: check, status, number."""
    return _counted(store, wanted, _F.check, _F.status)


def check_of(store: Store) -> dict[tuple[str, str], str]:
    """The check that raised each flag that was decided on, by article and flag id."""
    with store.reading() as connection:
        found = connection.execute(select(_F.article_id, _F.flag_id, _F.check).where(_F.logged))
        return {(row.article_id, row.flag_id): row.check for row in found}


def _counted(
    store: Store, wanted: FlagFilter, first: ColumnElement[Any], second: ColumnElement[Any]
) -> list[tuple[str, str, int]]:
    named = (first.label("first"), second.label("second"), func.count().label("number"))
    places: list[ColumnElement[Any]] = [literal_column("1"), literal_column("2")]
    query = _matching(select(*named), wanted).group_by(*places).order_by(*places)
    with store.listed() as connection:
        return [(str(a), str(b), int(n)) for a, b, n in connection.execute(query)]


def _matching(query: Select[Any], wanted: FlagFilter) -> Select[Any]:
    # What the budget held back counts once somebody has decided on it.
    of = of_articles(wanted)
    conditions = [_F.present, _F.shown | _F.logged, *of]
    for column, values in (
        (_F.severity_now, wanted.severities),
        (_F.category, wanted.categories),
        (_F.status, wanted.statuses),
    ):
        if values:
            conditions.append(column.in_(values))
    if of or schema.article in query.get_final_froms():
        query = query.join(schema.article, _A.id == _F.article_id)
    return query.where(*conditions)


def of_articles(wanted: FlagFilter) -> list[ColumnElement[bool]]:
    """Conditions on the articles that flags are of."""
    found: list[ColumnElement[bool]] = []
    if wanted.desks:
        found.append(_A.desk.in_(wanted.desks))
    if wanted.article:
        found.append(_A.id == wanted.article)
    return found + published_between(wanted.since, wanted.until)


def published_between(since: str, until: str) -> list[ColumnElement[bool]]:
    """Conditions on an article's date; both days included, empty for no limit."""
    found: list[ColumnElement[bool]] = []
    if since:
        found.append(_A.published >= since)
    if until:
        # Published may hold a time of day too.
        found.append(_A.published < (date.fromisoformat(until) + timedelta(days=1)).isoformat())
    return found
