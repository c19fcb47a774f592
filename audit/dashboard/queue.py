"""The queue: which articles need eyes, riskiest first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from audit.dashboard import results

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

_SHOWN = {
    "article_id": "Article",
    "title": "Title",
    "desk": "Desk",
    "published": "Published",
    "en_sentences": "Sentences",
    "flags": "Flags",
    "critical": "Critical",
    "major": "Major",
    "minor": "Minor",
    "penalty_per_100": "Penalty per 100",
}


def show(out: Path, review_page: StreamlitPage) -> None:
    """Draw the page."""
    st.title("Queue")
    frame = results.articles(out)
    if frame is None:
        results.explain_missing(out)
        return
    left, right = st.columns([3, 1])
    wanted = left.text_input("Search", placeholder="title or article id", key="search")
    desks = right.multiselect("Desk", sorted(set(frame["desk"]) - {""}), key="desks")
    if wanted:
        hit = frame["title"].str.contains(wanted, case=False, regex=False)
        frame = frame[hit | frame["article_id"].str.contains(wanted, case=False, regex=False)]
    if desks:
        frame = frame[frame["desk"].isin(desks)]
    st.caption(
        f"{len(frame)} articles, {frame['en_sentences'].sum()} sentences, "
        f"{frame['flags'].sum()} flags, {frame['critical'].sum()} critical. "
        "Penalty is the expected MQM penalty per 100 English sentences."
    )
    picked = st.dataframe(
        frame[list(_SHOWN)].rename(columns=_SHOWN),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="queue",
    )
    rows = picked["selection"]["rows"]
    if rows:
        article_id = str(frame.iloc[rows[0]]["article_id"])
        st.switch_page(review_page, query_params={"article": article_id})
