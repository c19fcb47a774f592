"""Single flags of all articles, the gravest first: all critical numbers, say, one after the other."""

from __future__ import annotations

import math

import streamlit as st

from audit.dashboard.safe_text import notice
from audit.dashboard.session import Session, Visit, session_of
from audit.dashboard.widgets import choose, flag_lines
from audit.records.flag import Category, Severity
from audit.review import article_query, flag_query
from audit.review.flag_query import FlagFilter
from audit.review.state import NEEDS_EYES

NAME = "flags"
ICON = ":material/flag:"
TITLE = {"en": "Flags", "ko": "표시"}
PLACE = 15
_PAGE = 50
_KEPT = "flags_kept"
_KEYS = ("flags_severities", "flags_categories", "flags_desks", "flags_decided")


def show(visit: Visit) -> None:
    """Draw the page."""
    session = session_of(visit)
    if session is None:
        return
    say = session.say
    st.title(TITLE[say.language])
    wanted = _filters(session)
    number, articles = flag_query.count(session.store, wanted)
    st.caption(say("export.count", flags=number, articles=articles))
    if not number:
        notice(say("flags.nothing"))
        return
    pages = math.ceil(number / _PAGE)
    page = min(int(st.session_state.get("flags_page", 1)), pages)
    rows = flag_query.gravest(session.store, wanted, page, _PAGE)
    flag_lines.draw(session, wanted, rows)
    if pages > 1:
        st.pagination(pages, key="flags_page")


def _filters(session: Session) -> FlagFilter:
    """What is asked for; it is there again when one comes back from a flag."""
    say, kept = session.say, st.session_state.get(_KEPT, {})
    for name, value in kept.items():
        st.session_state.setdefault(name, value)
    columns = st.columns(4, vertical_alignment="bottom")
    with columns[0]:
        severities = choose.several(
            say,
            "export.severity",
            "severity",
            [s.value for s in Severity][::-1],
            "flags_severities",
        )
    with columns[1]:
        categories = choose.several(
            say, "export.category", "category", [c.value for c in Category], "flags_categories"
        )
    with columns[2]:
        desks = st.multiselect(
            say("queue.desk"),
            article_query.values_of(session.store, "desk"),
            placeholder=say("page.choose"),
            key="flags_desks",
        )
    with columns[3]:
        decided = st.toggle(say("flags.decided"), key="flags_decided")
    st.session_state[_KEPT] = {name: st.session_state[name] for name in _KEYS}
    statuses = () if decided else tuple(status.value for status in NEEDS_EYES)
    return FlagFilter(severities, categories, statuses, tuple(desks))
