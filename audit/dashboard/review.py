"""One article, Korean and English side by side, its flags marked."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from audit.article import AUDITED_KINDS, Text
from audit.dashboard import results
from audit.exports import html
from audit.report import AuditReport


def show(out: Path) -> None:
    """Draw the page; the address holds the article."""
    frame = results.articles(out)
    if frame is None or frame.empty:
        results.explain_missing(out)
        return
    ids = list(frame["article_id"])
    wanted = st.query_params.get("article", "")
    titles = dict(zip(ids, frame["title"], strict=True))
    flags = dict(zip(ids, frame["flags"], strict=True))
    article_id = st.selectbox(
        "Article",
        ids,
        index=ids.index(wanted) if wanted in ids else 0,
        format_func=lambda i: f"{titles[i] or i} ({flags[i]} flags)",
    )
    st.query_params["article"] = article_id
    report = results.report(out, article_id)
    if report is None:
        st.error(f"The record of {article_id} is missing or damaged. Run: make audit")
        return
    only_flagged = st.toggle("Only flagged", key="only_flagged")
    for note in report.notes:
        st.warning(note)
    st.html(html.beads_fragment(report, only_flagged=only_flagged))
    with st.expander("Page text that is not compared"):
        left, right = st.columns(2)
        with left:
            _context(report.pair.ko)
        with right:
            _context(report.pair.en)
    _download(report)


def _context(text: Text) -> None:
    for block in text.blocks:
        if block.kind not in AUDITED_KINDS or block.repeat_of is not None:
            repeated = ", repeated" if block.repeat_of is not None else ""
            st.caption(f"{block.kind.value}{repeated}")
            # st.text shows characters as they are: no markdown, no shortcodes.
            st.text(text.raw[block.start : block.end])


def _download(report: AuditReport) -> None:
    from audit.exports.spreadsheet import neutralised

    st.download_button(
        "Flags of this article as CSV",
        report.to_frame().map(neutralised).to_csv(index=False).encode("utf-8-sig"),
        file_name=f"{report.pair.id}.flags.csv",
        mime="text/csv",
    )
