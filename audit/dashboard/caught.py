"""How many of the errors flagged in AI drafts editors mended: in all, and article by article."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from audit.dashboard.bars import stacked
from audit.dashboard.desk import Desk
from audit.dashboard.plain import notice
from audit.review import flags
from audit.review.flags import FlagFilter
from audit.text.visible import visible

_COLOURS = {"mended": "#1f5fa8", "left": "#e0a24a"}


def show(desk: Desk, wanted: FlagFilter) -> None:
    """Draw the section."""
    say = desk.say
    st.subheader(say("insights.caught"), anchor=False)
    st.caption(say("insights.caught_help"))
    rows = [row for row in flags.articles(desk.store, wanted) if row["draft_errors"]]
    if not rows:
        notice(say("insights.no_draft_errors"))
        return
    found, mended = (sum(row[name] for row in rows) for name in ("draft_errors", "draft_fixed"))
    share = f"{mended / found:.0%}"
    st.write(say("insights.caught_share", share=share, mended=f"{mended:,}", found=f"{found:,}"))
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
    stacked(say, frame, "what", _COLOURS, "caught")
