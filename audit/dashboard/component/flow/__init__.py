"""The versions of an article side by side, ribbons showing which sentence became which."""

from __future__ import annotations

import streamlit as st

from audit.dashboard.component import declared
from audit.dashboard.component.flow import payload
from audit.dashboard.labels import Labels
from audit.dashboard.safe_text import notice
from audit.messages import message
from audit.records.result import ArticleResult

_FLOW = declared("flow")


def draw(report: ArticleResult, say: Labels) -> None:
    """Draw the article, with a slider where there are versions to choose from."""
    for note in report.notes:
        notice(message(note, say.language), "warning")
    versions = report.article.versions
    chosen = len(versions) - 1
    if len(versions) > 2:
        chosen = st.select_slider(
            say("lineage.version"),
            list(range(len(versions))),
            value=chosen,
            format_func=lambda place: payload.name_of(versions[place][0], say),
            key=f"versions_{report.article.id}",
        )
    only = len(versions) > 1 and st.toggle(
        say("lineage.only"), key=f"only_changed_{report.article.id}"
    )
    _FLOW(key="flow", data=payload.article(report, chosen, say) | {"only": only})
