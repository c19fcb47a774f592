"""Flags of several articles as a list, each of which leads to its article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from audit.dashboard.address import here
from audit.dashboard.component import flag_list
from audit.dashboard.component.beads.payload import mark_of
from audit.dashboard.session import Session
from audit.languages.visible import visible
from audit.messages import message
from audit.review.flag_query import FlagFilter

_WORDS = 160


def draw(
    session: Session, wanted: FlagFilter, rows: Iterable[Mapping[str, Any]], key: str = "flag_list"
) -> None:
    """Draw it, and go to the flag that is opened; from there the list is gone through.

    Args:
        session: of the person.
        wanted: the flags of the list.
        rows: one page of them, as :func:`audit.review.flag_query.gravest` gives them.
        key: Streamlit's key of the element.
    """
    flag_list.draw([_line(session, row) for row in rows], on_opened=lambda: None, key=key)
    if told := st.session_state[key].opened:
        here().go(str(told["article"]), str(told["flag"]), wanted)
        st.switch_page(session.pages["review"])


def _line(session: Session, row: Mapping[str, Any]) -> dict[str, str]:
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
