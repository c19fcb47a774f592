"""Figures over many articles: which check errs, what none saw, how far reviewers agree, what is at risk."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from audit.dashboard.labels import Labels
from audit.dashboard.safe_text import notice, safe
from audit.dashboard.session import Session, Visit, session_of
from audit.dashboard.widgets import added_flags, check_precision, choose, mended
from audit.dashboard.widgets.bars import MOST, stacked
from audit.languages.visible import visible
from audit.records.flag import Severity
from audit.review import agreement, article_figures, flag_query
from audit.review.flag_query import FlagFilter

NAME = "insights"
ICON = ":material/monitoring:"
TITLE = {"en": "Insights", "ko": "통계"}
PLACE = 40
# Colours that the colour-blind tell apart (Okabe & Ito 2008), grave ones darker.
_SEVERITY_COLOURS = {
    "critical": "#a3123a",
    "major": "#e08a1e",
    "minor": "#3b7cc9",
    "neutral": "#9aa3ad",
}
_DOTS = 5_000
"""Articles that have a dot of their own; more would not be told apart, and take a browser seconds."""


def show(visit: Visit) -> None:
    """Draw the page."""
    session = session_of(visit)
    if session is None:
        return
    st.title(TITLE[session.say.language])
    wanted = choose.period(session, "insights")
    left, right = st.columns(2, gap="large")
    with left:
        check_precision.by_check(session, wanted)
    with right:
        check_precision.over_time(session, wanted)
        _agreement(session, wanted)
    added_flags.show(session, wanted)
    left, right = st.columns(2, gap="large")
    with left:
        _flags_by(session, wanted)
        mended.show(session, wanted)
    with right:
        _risk(session, wanted)
        _edited(session, wanted)


def _flags_by(session: Session, wanted: FlagFilter) -> None:
    say = session.say
    st.header(say("insights.flags_by"), anchor=False)
    group = st.segmented_control(
        say("insights.flags_by"),
        list(flag_query.GROUPS),
        default="category",
        required=True,
        format_func=lambda name: say(f"insights.{name}"),
        key="insights_group",
        label_visibility="collapsed",
    )
    counted = flag_query.by(session.store, wanted, str(group))
    if not counted:
        notice(say("insights.nothing"))
        return
    frame = pd.DataFrame(counted, columns=["group", "severity", "flags"])
    frame["group"] = [_named(say, str(group), value) for value in frame["group"]]
    frame["rank"] = frame["severity"].map({s.value: -i for i, s in enumerate(Severity)})
    stacked(say, frame, "severity", _SEVERITY_COLOURS, "severity", by_time=group == "month")


def _named(say: Labels, group: str, value: str) -> str:
    if not value:
        return say("insights.undated" if group == "month" else "insights.unnamed")
    return visible(say.known("category", value) if group == "category" else value)


def _agreement(session: Session, wanted: FlagFilter) -> None:
    say = session.say
    st.header(say("insights.agreement"), anchor=False)
    st.caption(say("insights.agreement_help"))
    within = article_figures.ids_decided_on(session.store, wanted)
    entries = [e for e in session.store.entries() if e.decision.article_id in within]
    overall, by_check = agreement.of(entries, flag_query.check_of(session.store))
    if not overall.judged:
        notice(say("insights.no_agreement"))
        return
    rows = [("", overall), *sorted(by_check.items())]
    lines = "".join(
        f"<tr><td>{safe(say.known('check', name)) if name else '<b>' + safe(say('queue.all')) + '</b>'}</td>"
        f"<td>{_two(found.alpha)}</td><td>{found.same:.0%}</td><td>{found.judged}</td></tr>"
        for name, found in rows
    )
    heads = "".join(
        f"<th>{safe(say(f'insights.{name}'))}</th>" for name in ("check", "alpha", "same", "judged")
    )
    st.html(f"<table class='plain-table'><tr>{heads}</tr>{lines}</table>")


def _two(alpha: float | None) -> str:
    return "–" if alpha is None else f"{alpha:.2f}"


def _risk(session: Session, wanted: FlagFilter) -> None:
    say = session.say
    st.header(say("insights.risk"), anchor=False)
    st.caption(say("insights.risk_help"))
    rows = article_figures.riskiest(session.store, wanted, _DOTS + 1)
    if not rows:
        notice(say("insights.nothing"))
        return
    if len(rows) > _DOTS:
        st.caption(say("insights.risk_dots", number=_DOTS))
    frame = pd.DataFrame(
        {
            "date": pd.to_datetime([published[:10] for _, published, _ in rows], errors="coerce"),
            "risk": [penalty for _, _, penalty in rows],
            "title": [visible(name) for name, _, _ in rows],
        }
    )[:_DOTS].dropna()
    means = article_figures.risk_by_month(session.store, wanted)
    months = pd.to_datetime([month for month, _ in means], format="%Y%m", errors="coerce")
    date: Any = alt.X("date:T", title=None)
    risk: Any = alt.Y("risk:Q", title=say("column.risk"))
    dots = (
        alt.Chart(frame)
        .mark_circle(size=55, opacity=0.55)
        .encode(
            x=date,
            y=risk,
            tooltip=[
                alt.Tooltip("title:N", title=" "),
                alt.Tooltip("date:T", title=" "),
                alt.Tooltip("risk:Q", format=".0f", title=say("column.risk")),
            ],
        )
    )
    # The mean of a month stands in its middle.
    line = pd.DataFrame(
        {"date": months + pd.Timedelta(days=15), "risk": [mean for _, mean in means]}
    ).dropna()
    chart: Any = dots
    if len(line) > 1:
        chart = dots + alt.Chart(line).mark_line(strokeWidth=2.5, point=True).encode(x=date, y=risk)
    st.altair_chart(chart.properties(height=260), width="stretch")


def _edited(session: Session, wanted: FlagFilter) -> None:
    say = session.say
    st.header(say("insights.edited"), anchor=False)
    st.caption(say("insights.edited_help"))
    shares = article_figures.edited(session.store, wanted)
    if not shares:
        notice(say("insights.no_draft"))
        return
    if sum(number for _, number in shares) <= MOST:
        rows = article_figures.edited_articles(session.store, wanted)
        frame = pd.DataFrame(rows, columns=["title", "share"])
        frame["title"] = frame["title"].map(visible)
        chart = (
            alt.Chart(frame)
            .mark_bar()
            .encode(
                y=alt.Y(
                    "title:N",
                    sort="-x",
                    title=None,
                    axis=alt.Axis(labelLimit=220, labelOverlap=False),
                ),
                x=alt.X("share:Q", title=say("insights.share"), axis=alt.Axis(format=".0%")),
                tooltip=["title:N", alt.Tooltip("share:Q", format=".0%")],
            )
            .properties(height=alt.Step(26))
        )
    else:
        chart = (
            alt.Chart(pd.DataFrame(shares, columns=["share", "number"]))
            .mark_bar()
            .encode(
                x=alt.X(
                    "share:Q",
                    bin=alt.Bin(step=0.05),
                    title=say("insights.share"),
                    axis=alt.Axis(format=".0%"),
                ),
                y=alt.Y("sum(number):Q", title=say("insights.articles")),
            )
            .properties(height=220)
        )
    st.altair_chart(chart, width="stretch")
