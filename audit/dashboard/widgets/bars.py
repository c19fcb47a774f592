"""Stacked bars of counted flags, as the pages of figures draw them."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from audit.dashboard.labels import Labels

MOST = 25
"""Bars that one chart has room for."""


def stacked(
    say: Labels,
    frame: pd.DataFrame,
    colour: str,
    colours: dict[str, str],
    section: str,
    *,
    by_time: bool = False,
) -> None:
    """Stacked bars, longest first, or in the order of time.

    Args:
        say: the labels.
        frame: rows of ``group``, ``flags``, ``rank`` within a bar, and the column ``colour``.
        colour: that column's name.
        colours: by its values.
        section: of the labels, where its values are named.
        by_time: whether groups are in the order of time, the last ones shown.
    """
    sums = frame.groupby("group")["flags"].sum()
    order = sorted(sums.index) if by_time else list(sums.sort_values(ascending=False).index)
    order = order[-MOST:] if by_time else order[:MOST]
    frame = frame[frame["group"].isin(order)].assign(
        shown=[say.known(section, value) for value in frame[colour][frame["group"].isin(order)]]
    )
    there = [name for name in colours if name in set(frame[colour])]
    chart = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            y=alt.Y(
                "group:N", sort=order, title=None, axis=alt.Axis(labelLimit=170, labelOverlap=False)
            ),
            x=alt.X("flags:Q", title=say("insights.flags"), axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "shown:N",
                title=None,
                scale=alt.Scale(
                    domain=[say.known(section, name) for name in there],
                    range=[colours[name] for name in there],
                ),
                legend=alt.Legend(orient="top"),
            ),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("group:N", title=" "),
                alt.Tooltip("shown:N", title=" "),
                alt.Tooltip("flags:Q", title=say("insights.flags")),
            ],
        )
        .properties(height=alt.Step(26))
    )
    st.altair_chart(chart, width="stretch")
