"""Widgets that several pages share: an article to choose, and which flags."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from audit.dashboard.address import arrive, tell_address
from audit.dashboard.labels import Labels
from audit.dashboard.session import Session
from audit.review import article_query
from audit.review.article_query import Shown, Wanted
from audit.review.flag_query import FlagFilter

_OFFERED = 50


def article(session: Session, page: str) -> dict[str, Any] | None:
    """The article that a page's address names or that is chosen there; None where there is none."""
    say, place = session.say, arrive()
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    search = left.text_input(
        say("queue.search"),
        placeholder=say("queue.search_hint"),
        icon=":material/search:",
        key=f"{page}_search",
    )
    wanted = Wanted(search=(search or "").strip(), shown=Shown.ALL)
    rows = {row["id"]: row for row in article_query.page_of(session.store, wanted, 1, _OFFERED)}
    if (
        not search
        and place.article
        and (current := article_query.article(session.store, place.article))
    ):
        rows.setdefault(place.article, current)
    ids = list(rows)
    chosen = right.selectbox(
        say("review.article"),
        ids,
        index=ids.index(place.article) if place.article in ids else (0 if ids else None),
        format_func=lambda name: rows[name]["title"] or name,
        key=f"{page}_article",
    )
    if chosen is None:
        return None
    if chosen != place.article:
        place.go(str(chosen))
    tell_address(place, page, flag=False)
    return rows[str(chosen)]


def days(say: Labels, label: str, key: str, since: str = "", until: str = "") -> tuple[str, str]:
    """First and last day of a range, in ISO 8601; the same day twice as long as only one is picked."""
    given: Any = [date.fromisoformat(day) for day in (since, until) if day]
    picked: Any = st.date_input(
        say(label),
        value=given,
        # Archives go back further than the ten years that the widget allows by itself.
        min_value=date(1900, 1, 1),
        max_value=date(2100, 1, 1),
        key=key,
        format="YYYY-MM-DD",
    )
    ends = [day.isoformat() for day in picked] if isinstance(picked, Sequence) else []
    return (ends[0], ends[-1]) if ends else ("", "")


def several(
    say: Labels, label: str, section: str, values: Sequence[str], key: str
) -> tuple[str, ...]:
    """Any of the values, shown by their labels."""
    return tuple(
        st.multiselect(
            say(label),
            values,
            format_func=lambda value: say.known(section, value),
            placeholder=say("page.choose"),
            key=key,
        )
    )


def period(session: Session, key: str) -> FlagFilter:
    """Desks and days, for figures over many articles."""
    left, right, _ = st.columns([1, 1, 1])
    with left:
        desks = tuple(
            st.multiselect(
                session.say("queue.desk"),
                article_query.values_of(session.store, "desk"),
                placeholder=session.say("page.choose"),
                key=f"{key}_desks",
            )
        )
    with right:
        since, until = days(session.say, "queue.dates", f"{key}_dates")
    return FlagFilter(desks=desks, since=since, until=until)
