"""How many of the errors flagged in AI drafts editors mended: in all, and article by article."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from audit.dashboard.safe_text import notice
from audit.dashboard.session import Session
from audit.dashboard.widgets.bars import MOST, stacked
from audit.languages.visible import visible
from audit.review import article_figures
from audit.review.flag_query import FlagFilter

_COLOURS = {"mended": "#1f5fa8", "left": "#e0a24a"}


def show(session: Session, wanted: FlagFilter) -> None:
    """Draw the section."""
    say = session.say
    st.header(say("insights.mended"), anchor=False)
    st.caption(say("insights.mended_help"))
    found, mended = article_figures.mended(session.store, wanted)
    if not found:
        notice(say("insights.no_draft_errors"))
        return
    share = f"{mended / found:.0%}"
    st.write(say("insights.mended_share", share=share, mended=mended, found=found))
    frame = pd.DataFrame(
        [
            {
                "group": visible(name),
                "what": what,
                "flags": number,
                "rank": rank,
            }
            for name, errors, fixed in article_figures.mended_articles(session.store, wanted, MOST)
            for rank, (what, number) in enumerate((("mended", fixed), ("left", errors - fixed)))
            if number
        ]
    )
    stacked(say, frame, "what", _COLOURS, "mended")
