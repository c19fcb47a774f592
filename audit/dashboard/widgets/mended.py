"""How many of the errors flagged in AI drafts editors mended: in all, and article by article."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from audit.dashboard.safe_text import notice
from audit.dashboard.session import Session
from audit.dashboard.widgets.bars import stacked
from audit.languages.visible import visible
from audit.review import flag_query
from audit.review.flag_query import FlagFilter

_COLOURS = {"mended": "#1f5fa8", "left": "#e0a24a"}


def show(session: Session, wanted: FlagFilter) -> None:
    """Draw the section."""
    say = session.say
    st.subheader(say("insights.mended"), anchor=False)
    st.caption(say("insights.mended_help"))
    rows = [row for row in flag_query.articles(session.store, wanted) if row["draft_errors"]]
    if not rows:
        notice(say("insights.no_draft_errors"))
        return
    found, mended = (sum(row[name] for row in rows) for name in ("draft_errors", "draft_fixed"))
    share = f"{mended / found:.0%}"
    st.write(say("insights.mended_share", share=share, mended=f"{mended:,}", found=f"{found:,}"))
    frame = pd.DataFrame(
        [
            {
                "group": visible(row["title"] or row["id"]),
                "what": what,
                "flags": number,
                "rank": rank,
            }
            for row in rows
            for rank, (what, number) in enumerate(
                (
                    ("mended", row["draft_fixed"]),
                    ("left", row["draft_errors"] - row["draft_fixed"]),
                )
            )
            if number
        ]
    )
    stacked(say, frame, "what", _COLOURS, "mended")
