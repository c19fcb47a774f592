"""Single flags of all articles, the gravest first: all critical numbers, say, one after the other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import streamlit as st

from audit.dashboard.address import here
from audit.dashboard.component import flag_list
from audit.dashboard.component.beads.payload import mark_of
from audit.dashboard.safe_text import notice
from audit.dashboard.session import Session, Visit, session_of
from audit.dashboard.widgets import choose
from audit.languages.visible import visible
from audit.messages import message
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
_WORDS = 160


def show(visit: Visit) -> None:
    """Draw the page."""
    session = session_of(visit)
    if session is None:
        return
    say = session.say
    st.title(TITLE[say.language])
    wanted = _filters(session)
    number, articles = flag_query.count(session.store, wanted)
    st.caption(say("export.count", flags=f"{number:,}", articles=f"{articles:,}"))
    if not number:
        notice(say("flags.nothing"))
        return
    pages = math.ceil(number / _PAGE)
    page = min(int(st.session_state.get("flags_page", 1)), pages)
    rows = flag_query.gravest(session.store, wanted, page, _PAGE)
    flag_list.draw([_shown(session, row) for row in rows], on_opened=lambda: None)
    if pages > 1:
        st.pagination(pages, key="flags_page")
    if told := st.session_state["flag_list"].opened:
        here().go(str(told["article"]), str(told["flag"]))
        st.switch_page(session.pages["review"])


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


def _shown(session: Session, row: Mapping[str, Any]) -> dict[str, str]:
    say, severity = session.say, row["severity_now"]
    report = session.report(row["article_id"])
    flags = (*report.flags, *report.held_back) if report else ()
    # The store has what a flag says in English; the record has it in both.
    flag = next((flag for flag in flags if flag.flag_id == row["flag_id"]), None)
    words = " → ".join(part for part in (row["ko_evidence"], row["en_evidence"]) if part)
    below = [row["desk"], row["assignee"]]
    if row["status"] != "open":
        below.append(say.known("status", row["status"]))
    return {
        "article": row["article_id"],
        "flag": row["flag_id"],
        "severity": severity,
        "grave": f"{mark_of(severity)} {say.known('severity', severity)}",
        "category": say.known("category", row["category"]),
        "what": visible(message(flag, say.language) if flag else row["message"]),
        "words": visible((words or row["en_text"] or row["ko_text"])[:_WORDS]),
        "title": visible(row["title"] or row["article_id"]),
        "below": visible(" · ".join(part for part in below if part)),
    }
