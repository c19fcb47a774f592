"""The queue: which articles need eyes, riskiest first."""

from __future__ import annotations

import math
from dataclasses import replace

import streamlit as st

from audit.dashboard import presence
from audit.dashboard.address import here, listed, remember_list
from audit.dashboard.component import table
from audit.dashboard.safe_text import notice
from audit.dashboard.session import Session, Visit, session_of
from audit.dashboard.widgets import choose
from audit.review import article_query, flag_query
from audit.review.article_query import Shown, Totals, Wanted

NAME = "queue"
ICON = ":material/checklist:"
TITLE = {"en": "Queue", "ko": "검토 목록"}
PLACE = 10
_PAGE = 50


def show(visit: Visit) -> None:
    """Draw the page."""
    session = session_of(visit)
    if session is None:
        return
    say = session.say
    st.title(TITLE[say.language])
    st.caption(say("queue.intro"))
    wanted = _filters(session)
    sums = article_query.totals(session.store, wanted)
    _next(session, wanted, sums)
    pages = max(1, math.ceil(sums.articles / _PAGE))
    number = min(int(st.session_state.get("queue_page", 1)), pages)
    rows = article_query.page_of(session.store, wanted, number, _PAGE)
    if not rows:
        plain = wanted == Wanted(sort=wanted.sort, falling=wanted.falling)
        notice(say("queue.all_done" if plain else "queue.nothing"))
        return
    table.draw(
        rows,
        wanted,
        say,
        at_stake=flag_query.at_stake(session.store, [row["id"] for row in rows]),
        company=presence.who(session.out, session.person.name),
        on_sorted=_sort,
        on_opened=lambda: None,
    )
    opened = st.session_state["table"].opened
    if pages > 1:
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            first = _PAGE * (number - 1) + 1
            st.caption(
                say("queue.pages", first=first, last=first + len(rows) - 1, all=sums.articles)
            )
            st.pagination(pages, key="queue_page")
    if opened:
        _open(session, str(opened))


def _filters(session: Session) -> Wanted:
    say, before = session.say, listed()
    columns = st.columns([2.2, 2.6, 1.4, 1.4, 1.6], vertical_alignment="top")
    with columns[0]:
        search = st.text_input(
            say("queue.search"),
            value=before.search,
            placeholder=say("queue.search_hint"),
            icon=":material/search:",
            key="queue_search",
        )
    with columns[1]:
        shown = st.segmented_control(
            say("queue.shown"),
            list(Shown),
            default=before.shown,
            required=True,
            format_func=lambda choice: say(f"queue.{choice.value}"),
            key="queue_shown",
        )
    with columns[2]:
        desks = st.multiselect(
            say("queue.desk"),
            article_query.values_of(session.store, "desk"),
            default=[d for d in before.desks if d],
            placeholder=say("page.choose"),
            key="queue_desks",
        )
    with columns[3]:
        assignees = st.multiselect(
            say("queue.assignee"),
            article_query.values_of(session.store, "assignee"),
            default=[a for a in before.assignees if a],
            placeholder=say("page.choose"),
            key="queue_assignees",
        )
    with columns[4]:
        since, until = choose.days(say, "queue.dates", "queue_dates", before.since, before.until)
    wanted = replace(
        before,
        search=(search or "").strip(),
        shown=Shown(shown or Shown.OPEN),
        desks=tuple(desks),
        assignees=tuple(assignees),
        since=since,
        until=until,
    )
    if wanted != before:
        st.session_state["queue_page"] = 1
    remember_list(wanted)
    return wanted


def _next(session: Session, wanted: Wanted, sums: Totals) -> None:
    """The totals, and the way into the riskiest of the articles that need eyes."""
    say = session.say
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.caption(
            say(
                "queue.totals",
                articles=sums.articles,
                sentences=sums.sentences,
                flags=sums.flags,
                open=sums.open,
                critical=sums.critical,
            )
        )
        open_ones = replace(wanted, shown=Shown.OPEN, sort="risk", falling=True)
        first = article_query.page_of(session.store, open_ones, 1, 1)
        label = f"{say('queue.next')} `Enter`"
        if first and st.button(label, type="primary", icon=":material/play_arrow:", key="next"):
            _open(session, str(first[0]["id"]))


def _open(session: Session, article_id: str) -> None:
    here().go(article_id)
    st.switch_page(session.pages["review"])


def _sort() -> None:
    told = st.session_state["table"].sorted
    if told and told.get("key") in article_query.SORTABLE:
        remember_list(replace(listed(), sort=told["key"], falling=bool(told["falling"])))
        st.session_state["queue_page"] = 1
