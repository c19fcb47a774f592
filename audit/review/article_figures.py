"""Figures over many articles, summed where they are kept: no more rows come than can be shown."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from audit.review import schema
from audit.review.flag_query import FlagFilter, of_articles
from audit.review.store import Store

_A = schema.article.c
_NAME = func.coalesce(func.nullif(_A.title, ""), _A.id)
_MONTH = func.substr(func.replace(_A.published, "-", ""), 1, 6)
_DATED = _A.published != ""


def riskiest(store: Store, wanted: FlagFilter, most: int) -> list[tuple[str, str, float]]:
    """Title or id, date and penalty of the articles that have a date, the riskiest ``most`` of them."""
    query = select(_NAME, _A.published, _A.penalty).order_by(_A.penalty.desc(), _A.id).limit(most)
    return _rows(store, query, wanted, _DATED)


def risk_by_month(store: Store, wanted: FlagFilter) -> list[tuple[str, float]]:
    """The mean penalty of each month's articles, the month as in 202508."""
    query = select(_MONTH.label("month"), func.avg(_A.penalty)).group_by("month").order_by("month")
    # In whatever order a database adds them up.
    return [(month, round(mean, 6)) for month, mean in _rows(store, query, wanted, _DATED)]


def edited(store: Store, wanted: FlagFilter) -> list[tuple[float, int]]:
    """Shares of the draft's words that editors changed, and how many articles have each."""
    query = select(_A.edited, func.count()).group_by(_A.edited).order_by(_A.edited)
    return _rows(store, query, wanted, _A.edited.is_not(None))


def edited_articles(store: Store, wanted: FlagFilter) -> list[tuple[str, float]]:
    """Title or id of each article that has a draft, and the share of words that editors changed."""
    query = select(_NAME, _A.edited).order_by(_A.id)
    return _rows(store, query, wanted, _A.edited.is_not(None))


def mended(store: Store, wanted: FlagFilter) -> tuple[int, int]:
    """How many flags drafts had, and how many of these editors mended."""
    sums = (func.coalesce(func.sum(column), 0) for column in (_A.draft_errors, _A.draft_fixed))
    [(found, fixed)] = _rows(store, select(*sums), wanted)
    return int(found), int(fixed)


def mended_articles(store: Store, wanted: FlagFilter, most: int) -> list[tuple[str, int, int]]:
    """Title or id, flags on drafts and mended ones, where there are most of them."""
    found, fixed = func.sum(_A.draft_errors), func.sum(_A.draft_fixed)
    query = select(_NAME.label("name"), found, fixed).group_by("name").limit(most)
    rows = _rows(store, query.order_by(found.desc(), "name"), wanted, _A.draft_errors > 0)
    return [(name, int(errors), int(mended)) for name, errors, mended in rows]


def ids_decided_on(store: Store, wanted: FlagFilter) -> set[str]:
    """The articles that the log speaks of."""
    spoken = _A.id.in_(select(schema.entry.c.article_id))
    return {name for (name,) in _rows(store, select(_A.id), wanted, spoken, held=True)}


def _rows(
    store: Store,
    query: Select[*tuple[Any, ...]],
    wanted: FlagFilter,
    *more: ColumnElement[bool],
    held: bool = False,
) -> list[Any]:
    query = query.where(_A.present, *of_articles(wanted), *more)
    with store.reading() if held else store.listed() as connection:
        return list(map(tuple, connection.execute(query)))
