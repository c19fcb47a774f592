"""Flags of all articles, filtered and counted by the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal_column, select, tuple_

from audit.records.flag import Severity
from audit.review import schema
from audit.review.effective_flags import ADDED
from audit.review.state import NEEDS_EYES
from audit.review.store import Store

_A, _F = schema.article.c, schema.flag.c
GROUPS: dict[str, ColumnElement[Any]] = {
    "category": _F.category,
    "desk": _A.desk,
    "translator": _A.translator,
    "month": func.substr(_A.published, 1, 7),
}
"""What flags can be counted by."""
_PLACE: tuple[ColumnElement[Any], ...] = (
    -case(*((_F.severity_now == grade.value, n) for n, grade in enumerate(Severity)), else_=-1),
    -_F.risk,
    _F.article_id,
    _F.flag_id,
)
"""What orders flags of all articles: the gravest first, and of those the riskiest."""
_TOLD = [column for column in _F if column.name not in ("text_hash", "likeness")]
"""What is told of a flag: a hash is the database's own."""
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class FlagFilter:
    """Which flags; empty fields ask for nothing.

    ``since`` and ``until`` are days of publication, both included. ``checks`` are those that raised the
    flags, :data:`~audit.review.effective_flags.ADDED` for a reviewer.
    """

    severities: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    article: str = ""
    since: str = ""
    until: str = ""
    checks: tuple[str, ...] = ()


def rows(store: Store, wanted: FlagFilter) -> Iterator[dict[str, Any]]:
    """The flags that match, article by article, riskiest first within one."""
    query = _matching(select(*_TOLD), wanted).order_by(_F.article_id, _F.place, _F.flag_id)
    with store.listed() as connection:
        found = connection.execute(query.execution_options(yield_per=_BATCH))
        for row in found.mappings():
            yield dict(row)


def gravest(store: Store, wanted: FlagFilter, number: int, size: int) -> list[dict[str, Any]]:
    """One page of the flags that match, of all articles, the gravest first and of those the riskiest.

    Args:
        store: holds them.
        wanted: which.
        number: of the page, from 1.
        size: flags on a page.

    Returns:
        Rows of the table ``flag``, with ``title``, ``desk`` and ``assignee`` of their articles.
    """
    both = schema.flag.join(schema.article, _A.id == _F.article_id)
    ordered = (
        select(*_TOLD, _A.title, _A.desk, _A.assignee)
        .select_from(both)
        .where(*_conditions(wanted))
        .order_by(*_PLACE)
    )
    with store.listed() as connection:
        found = connection.execute(ordered.limit(size).offset((number - 1) * size)).mappings()
        return [dict(row) for row in found]


def beside(
    store: Store, wanted: FlagFilter, at: tuple[str, str], step: int
) -> tuple[str, str] | None:
    """The next flag of a list of flags in :func:`gravest`'s order, or the one before.

    Args:
        store: holds them.
        wanted: which are in the list.
        at: article and id of the flag that one is at, which need not be in the list any more.
        step: 1 for the next, -1 for the one before.

    Returns:
        Article and id; None where the list ends, and where there is no flag to go on from.
    """
    here, place = (
        select(*_PLACE).where(_F.article_id == at[0], _F.flag_id == at[1]),
        tuple_(*_PLACE),
    )
    with store.listed() as connection:
        stand = connection.execute(here).first()
        if stand is None:
            return None
        beyond = place > tuple(stand) if step > 0 else place < tuple(stand)
        order = _PLACE if step > 0 else [column.desc() for column in _PLACE]
        query = _matching(select(_F.article_id, _F.flag_id), wanted).where(beyond)
        found = connection.execute(query.order_by(*order).limit(1)).first()
    return (str(found[0]), str(found[1])) if found else None


def at_stake(store: Store, article_ids: Sequence[str]) -> dict[str, list[tuple[str, str, int]]]:
    """What is open in some articles: of each the severities and categories, and how many."""
    columns = (_F.article_id, _F.severity_now, _F.category)
    query = (
        select(*columns, func.count().label("number"))
        .where(
            _F.present,
            _F.shown,
            _F.article_id.in_(article_ids),
            _F.status.in_([status.value for status in NEEDS_EYES]),
        )
        .group_by(*columns)
    )
    found: dict[str, list[tuple[str, str, int]]] = {}
    with store.listed() as connection:
        for article_id, severity, category, number in connection.execute(query):
            found.setdefault(article_id, []).append((severity, category, int(number)))
    ranks = list(Severity)
    for kinds in found.values():
        kinds.sort(key=lambda kind: (-ranks.index(Severity(kind[0])), -kind[2], kind[1]))
    return found


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
    """Counts of the checks' flags that match by check and status: check, status, number."""
    return _counted(store, wanted, _F.check, _F.status, _F.check != ADDED)


def verdicts_by_minute(store: Store, wanted: FlagFilter) -> list[tuple[str, str, int]]:
    """Counts of the checks' flags that match by when the verdict that counts was given, and status.

    The time is as in 2026-11-29T14:05, in UTC, and empty for flags without a verdict.
    """
    minute = func.substr(_F.reviewed_at, 1, 16)
    return _counted(store, wanted, minute, _F.status, _F.check != ADDED)


def check_of(store: Store) -> dict[tuple[str, str], str]:
    """The check that raised each flag that was decided on, by article and flag id."""
    with store.reading() as connection:
        found = connection.execute(select(_F.article_id, _F.flag_id, _F.check).where(_F.logged))
        return {(row.article_id, row.flag_id): row.check for row in found}


def _counted(
    store: Store,
    wanted: FlagFilter,
    first: ColumnElement[Any],
    second: ColumnElement[Any],
    *more: ColumnElement[bool],
) -> list[tuple[str, str, int]]:
    named = (first.label("first"), second.label("second"), func.count().label("number"))
    places: list[ColumnElement[Any]] = [literal_column("1"), literal_column("2")]
    query = _matching(select(*named).where(*more), wanted).group_by(*places).order_by(*places)
    with store.listed() as connection:
        return [(str(a), str(b), int(n)) for a, b, n in connection.execute(query)]


def _matching(query: Select[Any], wanted: FlagFilter) -> Select[Any]:
    if of_articles(wanted) or schema.article in query.get_final_froms():
        query = query.join(schema.article, _A.id == _F.article_id)
    return query.where(*_conditions(wanted))


def _conditions(wanted: FlagFilter) -> list[ColumnElement[bool]]:
    # What the budget held back counts once somebody has decided on it.
    conditions = [_F.present, _F.shown | _F.logged, *of_articles(wanted)]
    for column, values in (
        (_F.severity_now, wanted.severities),
        (_F.category, wanted.categories),
        (_F.status, wanted.statuses),
        (_F.check, wanted.checks),
    ):
        if values:
            conditions.append(column.in_(values))
    return conditions


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
