"""Checks of attention, for leads only: put on and off, and how many known errors each reviewer caught."""

from __future__ import annotations

import streamlit as st

from audit.dashboard.labels import Labels
from audit.dashboard.planted import attention_of
from audit.dashboard.refusals import telling
from audit.dashboard.safe_text import notice, safe
from audit.dashboard.session import Session, Visit, session_of
from audit.records.settings import Role
from audit.review.attention import Caught

NAME = "attention"
ICON = ":material/visibility:"
TITLE = {"en": "Attention", "ko": "주의력 점검"}
PLACE = 46
_COLUMNS = ("person", "judged", "caught", "share", "interval", "unsure", "without")


def show(visit: Visit) -> None:
    """Draw the page."""
    say = visit.say
    st.title(TITLE[say.language])
    if not visit.person.name:
        notice(say("login.name_first"))
        return
    if not visit.person.is_at_least(Role.LEAD):
        notice(say("attention.leads_only"))
        return
    session = session_of(visit)
    if session is None:
        return
    st.caption(say("attention.help"))
    if not session.settings.attention:
        notice(say("attention.off"))
        return
    _switch(session)
    _table(say, attention_of(session).caught(session.person))


def _switch(session: Session) -> None:
    say, attention = session.say, attention_of(session)
    turned = attention.last_turned()

    def turn() -> None:
        with telling(say):
            attention.turn(session.person, on=bool(st.session_state["attention_on"]))

    st.session_state["attention_on"] = turned is not None and turned.on
    rate = f"{session.settings.attention:.1%}"
    st.toggle(say("attention.on", rate=rate), key="attention_on", on_change=turn)
    if turned is not None:
        state = "since" if turned.on else "off_since"
        st.html(
            f"<small>{safe(say(f'attention.{state}', who=turned.person, day=turned.at[:10]))}</small>"
        )


def _table(say: Labels, rows: list[Caught]) -> None:
    if not rows:
        notice(say("attention.nobody"))
        return
    heads = "".join(f"<th>{safe(say(f'attention.{name}'))}</th>" for name in _COLUMNS)
    lines = "".join(
        "<tr>" + "".join(f"<td>{safe(cell)}</td>" for cell in _cells(row)) + "</tr>" for row in rows
    )
    st.html(f"<table class='plain-table'><tr>{heads}</tr>{lines}</table>")


def _cells(row: Caught) -> tuple[object, ...]:
    share, interval = "–", "–"
    if row.share is not None and row.interval is not None:
        low, high = row.interval
        share, interval = f"{row.share:.0%}", f"{low:.0%}–{high:.0%}"
    return row.person, row.judged, row.caught, share, interval, row.unsure, row.without
