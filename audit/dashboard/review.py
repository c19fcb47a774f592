"""One article, Korean and English side by side, and the flag that is being decided."""

from __future__ import annotations

from typing import Any

import streamlit as st

from audit.article import AUDITED_KINDS, Text
from audit.dashboard import actions, beads, keys, panel, who
from audit.dashboard.case import Case, case_of
from audit.dashboard.desk import Desk, Visit, desk_of
from audit.dashboard.place import Place, arrive, here, tell_address
from audit.dashboard.plain import heading, notice, safe
from audit.report import AuditReport
from audit.review import listing
from audit.review.decision import Action
from audit.review.loading import is_loaded

NAME = "review"
ICON = ":material/difference:"
BUDGETS = (1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 15.0)
"""What the slider offers: false alarms in 100 clean sentences."""


def show(visit: Visit) -> None:
    """Draw the page; the address holds article and flag."""
    desk = desk_of(visit)
    if desk is not None:
        arrive()
        _article(desk)


@st.fragment
def _article(desk: Desk) -> None:
    if not is_loaded(desk.store, desk.out):
        st.rerun()
    place = here()
    if not place.article:
        place.go(listing.riskiest(desk.store) or _any(desk))
    row = listing.article(desk.store, place.article)
    if row is None:
        notice(desk.say("results.unknown", article=place.article), "error")
        return
    report = desk.report(place.article)
    if report is None:
        notice(desk.say("results.damaged", article=place.article), "error")
        return
    case = case_of(desk.store, report, place.budget)
    if place.flag not in case.by_id:
        place.flag = case.first()
    _top(desk, place, case, row)
    left, right = st.columns([2.35, 1], gap="medium")
    with left:
        _texts(desk, place, case)
        _context(desk, report)
    with right, st.container(key="panel"):
        _side(desk, place, case)
    tell_address(place, NAME)


def _any(desk: Desk) -> str:
    first = listing.page_of(desk.store, listing.Wanted(shown=listing.Shown.ALL), 1, 1)
    return str(first[0]["id"]) if first else ""


def _top(desk: Desk, place: Place, case: Case, row: dict[str, Any]) -> None:
    say = desk.say
    below = [row["id"], row["published"][:10], row["desk"]]
    if row["assignee"]:
        below.append(say("review.assigned", who=row["assignee"]))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch"):
            heading(row["title"] or row["id"], " · ".join(part for part in below if part))
        for step, name, icon, key in (
            (-1, "previous_article", ":material/skip_previous:", "P"),
            (1, "next_article", ":material/skip_next:", "N"),
        ):
            st.button(
                say(f"review.{name}"),
                key=name,
                icon=icon,
                shortcut=key,
                on_click=actions.step_article,
                args=(desk, place, step),
            )
    for note in case.report.notes:
        notice(note, "warning")


def _texts(desk: Desk, place: Place, case: Case) -> None:
    def picked() -> None:
        told = st.session_state["beads"].picked or {}
        place.chosen = {
            name: str(told.get(name, "")) for name in ("bead", "side", "sentence", "words")
        }
        if told.get("flag") and told["flag"] != place.flag:
            place.flag, place.together = str(told["flag"]), False

    beads.draw(
        case,
        desk.say,
        current=place.flag,
        only=place.only,
        chosen=(place.chosen or {}).get("sentence", ""),
        on_picked=picked,
    )


def _side(desk: Desk, place: Place, case: Case) -> None:
    say = desk.say
    item = case.by_id.get(place.flag)
    if not case.items:
        notice(say("review.clean"), "good")
    elif case.decided == len(case.items):
        notice(say("review.finished"), "good")
    if item is not None:
        panel.card(desk.say, case, item)
    if not desk.person.name:
        who.ask_name(say)
    elif item is not None:
        panel.buttons(desk, place, case, item)
    if not desk.person.may(Action.ACCEPT) and desk.person.name:
        st.caption(say("who.reader_only"))
    _moving(desk, place, case)
    _looking(desk, place, case)
    if said := st.session_state.pop("said", ""):
        notice(said)


def _moving(desk: Desk, place: Place, case: Case) -> None:
    say, item = desk.say, case.by_id.get(place.flag)
    if case.items:
        share = case.decided / len(case.items)
        st.progress(share, say("review.progress", decided=case.decided, all=len(case.items)))
    with st.container(horizontal=True, gap="small"):
        for step, name, key in ((-1, "previous_flag", "K"), (1, "next_flag", "J")):
            st.button(
                say(f"review.{name}"),
                key=name,
                shortcut=key,
                disabled=len(case.items) < 2,
                on_click=actions.step_flag,
                args=(place, case, step),
            )
        if desk.person.may(Action.ACCEPT):
            st.button(
                say("review.undo"),
                key="undo",
                icon=":material/undo:",
                shortcut="Z",
                on_click=actions.undo,
                args=(desk, place),
            )
    with st.container(horizontal=True, gap="small"):
        if desk.person.may(Action.COMMENT) and item is not None:
            asked = st.button(
                say("review.comment"), key="comment", icon=":material/comment:", shortcut="M"
            )
            if asked:
                panel.comment_field(desk, item)
        if desk.person.may(Action.ADD):
            asked = st.button(
                say("review.add"),
                key="add",
                icon=":material/add_comment:",
                shortcut="G",
                help=say("review.add_help"),
            )
            if asked and place.chosen:
                panel.add_field(desk, place, case)
            elif asked:
                actions.say(say("review.add_help"))
        if desk.person.may(Action.ASSIGN) and st.button(
            say("review.assign"), key="assign", icon=":material/person_add:", shortcut="S"
        ):
            panel.assign_field(desk, place)
        if st.button(say("review.help"), key="help", icon=":material/keyboard:", shortcut="H"):
            keys.show(say)


def _looking(desk: Desk, place: Place, case: Case) -> None:
    """How the article is looked at: everything or what is flagged, and how much is flagged."""
    say = desk.say
    asked = place.budget if place.budget is not None else desk.config.false_alarms

    def turn() -> None:
        place.only = not place.only

    def move() -> None:
        place.budget = float(st.session_state["budget"])

    with st.container(border=True):
        st.button(
            say("review.only_flagged"),
            key="only_flagged",
            icon=":material/check_box:" if place.only else ":material/check_box_outline_blank:",
            shortcut="O",
            type="tertiary",
            on_click=turn,
        )
        st.session_state["budget"] = min(BUDGETS, key=lambda budget: abs(budget - asked))
        st.select_slider(
            say("review.budget"),
            BUDGETS,
            key="budget",
            format_func=lambda budget: f"{budget:g}",
            help=say("review.budget_help", given=f"{desk.config.false_alarms:g}"),
            on_change=move,
        )


def _context(desk: Desk, report: AuditReport) -> None:
    """Headline, captions, notes: whatever stands on the page and is not compared."""
    with st.expander(desk.say("review.context")):
        left, right = st.columns(2)
        for column, text in ((left, report.pair.ko), (right, report.pair.en)):
            with column:
                _blocks(desk, text)


def _blocks(desk: Desk, text: Text) -> None:
    parts = []
    for block in text.blocks:
        if block.kind in AUDITED_KINDS and block.repeat_of is None:
            continue
        kind = block.kind.value
        if block.repeat_of is not None:
            kind += f", {desk.say('review.repeated')}"
        parts.append(
            f"<p class='apart'><small style='opacity:.65'>{safe(kind)}</small><br>"
            f"{safe(text.raw[block.start : block.end])}</p>"
        )
    if parts:
        st.html(f"<div lang='{text.lang}'>{''.join(parts)}</div>")
