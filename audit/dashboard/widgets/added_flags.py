"""What reviewers added that no check saw: by category, each with its words and its article."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import streamlit as st

from audit.dashboard.safe_text import notice
from audit.dashboard.session import Session
from audit.dashboard.widgets import flag_lines
from audit.records.decision import Status
from audit.review import flag_query
from audit.review.effective_flags import ADDED
from audit.review.flag_query import FlagFilter

_LISTED = 10
"""Flags of one category that are listed, the gravest."""
_STANDING = tuple(status.value for status in Status if status is not Status.DISMISSED)


def show(session: Session, wanted: FlagFilter) -> None:
    """Draw the section."""
    say = session.say
    st.header(say("insights.added"), anchor=False)
    st.caption(say("insights.added_help"))
    added = replace(wanted, checks=(ADDED,), statuses=_STANDING)
    numbers: Counter[str] = Counter()
    for category, _, number in flag_query.by(session.store, added, "category"):
        numbers[category] += number
    if not numbers:
        notice(say("insights.none_added"))
        return
    for category, number in numbers.most_common():
        name = say.known("category", category)
        st.subheader(say("insights.added_of", category=name, flags=number), anchor=False)
        one = replace(added, categories=(category,))
        rows = flag_query.gravest(session.store, one, 1, _LISTED)
        flag_lines.draw(session, one, rows, key=f"added_{category}")
        if number > _LISTED:
            st.caption(say("insights.added_listed", flags=_LISTED))
