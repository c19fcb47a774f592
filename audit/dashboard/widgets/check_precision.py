"""How often each check is dismissed, and how often flags are right over time: charts, and as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from audit.dashboard.labels import Labels
from audit.dashboard.safe_text import notice, safe
from audit.dashboard.session import Session
from audit.dashboard.widgets.bars import MOST
from audit.languages.visible import visible
from audit.review import precision
from audit.review.flag_query import FlagFilter
from audit.review.precision import Judged, Span

_SPANS: tuple[Span, ...] = ("month", "week")


@dataclass(frozen=True, slots=True)
class _Share:
    """A share as it is drawn: how many of how many, and its interval."""

    name: str
    part: int
    whole: int
    share: float
    low: float
    high: float


def by_check(session: Session, wanted: FlagFilter) -> None:
    """Draw the share of each check's flags that was dismissed."""
    say = session.say
    st.header(say("insights.wolf"), anchor=False)
    st.caption(say("insights.wolf_help"))
    found = [
        _dismissed(visible(say.known("check", check)), judged)
        for check, judged in precision.by_check(session.store, wanted)
    ]
    if not found:
        notice(say("insights.none_decided"))
        return
    names = [each.name for each in found[:MOST]]
    label = alt.Axis(labelLimit=170, labelOverlap=False)
    place = alt.Y("name:N", sort=names, title=None, axis=label)
    _chart(say, found[:MOST], "x", place, say("insights.dismissed"), alt.Step(26))
    _table(say, "check", "dismissed", found)


def over_time(session: Session, wanted: FlagFilter) -> None:
    """Draw the share of the flags decided in each month or week that was confirmed."""
    say = session.say
    st.header(say("insights.precision"), anchor=False)
    st.caption(say("insights.precision_help"))
    span = st.segmented_control(
        say("insights.precision"),
        _SPANS,
        default=_SPANS[0],
        required=True,
        format_func=lambda name: say(f"insights.{name}"),
        key="insights_span",
        label_visibility="collapsed",
    )
    chosen: Span = "week" if span == "week" else "month"
    counted = precision.over_time(session.store, wanted, chosen, session.settings.zone)
    found = [_confirmed(name, judged) for name, judged in counted[-MOST:]]
    if not found:
        notice(say("insights.none_decided"))
        return
    place = alt.X("name:O", title=None, axis=alt.Axis(labelAngle=-40))
    _chart(say, found, "y", place, say("insights.confirmed"), 220)
    _table(say, chosen, "confirmed", found[::-1])


def _dismissed(name: str, judged: Judged) -> _Share:
    interval = judged.interval_of_dismissal()
    return _Share(name, judged.dismissed, judged.decided, judged.dismissal, *interval)


def _confirmed(name: str, judged: Judged) -> _Share:
    interval = judged.interval_of_precision()
    return _Share(name, judged.confirmed, judged.decided, judged.precision, *interval)


def _chart(
    say: Labels,
    shares: Sequence[_Share],
    along: str,
    place: Any,  # noqa: ANN401 - a channel of the other axis
    title: str,
    height: Any,  # noqa: ANN401 - as the chart takes it
) -> None:
    """A point for each share, its interval a line through it.

    Args:
        say: the labels.
        shares: in their order.
        along: the axis of the shares, x or y.
        place: the other axis.
        title: of the axis of the shares.
        height: of the chart.
    """
    channel: Any = alt.X if along == "x" else alt.Y
    end: Any = alt.X2 if along == "x" else alt.Y2
    scale, percent = alt.Scale(domain=[0, 1]), alt.Axis(format=".0%")
    frame = pd.DataFrame([_values(say, each) for each in shares])
    base = alt.Chart(frame).encode(
        **{"y" if along == "x" else "x": place},
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("share:Q", format=".0%", title=title),
            alt.Tooltip("interval:N", title=say("insights.interval")),
            alt.Tooltip("whole:Q", title=say("insights.decided")),
        ],
    )
    shown = channel("low:Q", title=title, scale=scale, axis=percent)
    line = base.mark_rule(strokeWidth=2, opacity=0.55).encode(
        **{along: shown, f"{along}2": end("high:Q")}
    )
    dots = base.mark_point(filled=True, size=70, opacity=1).encode(**{along: channel("share:Q")})
    st.altair_chart((line + dots).properties(height=height), width="stretch")


def _values(say: Labels, each: _Share) -> dict[str, Any]:
    return {
        "name": each.name,
        "share": each.share,
        "low": each.low,
        "high": each.high,
        "whole": each.whole,
        "interval": _interval(say, each),
    }


def _interval(say: Labels, each: _Share) -> str:
    return say("insights.from_to", low=f"{each.low:.0%}", high=f"{each.high:.0%}")


def _table(say: Labels, first: str, part: str, shares: Sequence[_Share]) -> None:
    heads = "".join(
        f"<th scope='col'>{safe(say(f'insights.{name}'))}</th>"
        for name in (first, part, "decided", "as_share", "interval")
    )
    rows = "".join(
        f"<tr><th scope='row'>{safe(each.name)}</th><td>{each.part:,}</td><td>{each.whole:,}</td>"
        f"<td>{each.share:.0%}</td><td>{safe(_interval(say, each))}</td></tr>"
        for each in shares
    )
    st.html(f"<table class='plain-table figures'><tr>{heads}</tr>{rows}</table>")
