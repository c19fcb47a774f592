"""One article, Korean and English side by side, and the flag that is being decided."""

from __future__ import annotations

from typing import Any

import streamlit as st

from audit.dashboard import actions, login, verdicts
from audit.dashboard.address import Place, arrive, here, tell_address
from audit.dashboard.article_view import ArticleReview, review_of
from audit.dashboard.component import beads, keys
from audit.dashboard.keys import CHOICES, COMMANDS, hinted
from audit.dashboard.safe_text import heading, notice, safe
from audit.dashboard.session import Session, Visit, said, session_of, tell
from audit.dashboard.widgets import panel, shortcuts, watch
from audit.messages import message
from audit.records.article import AUDITED_KINDS, Text
from audit.records.decision import Action
from audit.records.result import ArticleResult
from audit.results.folder import ResultsFolder
from audit.review import article_query
from audit.review.loading import is_loaded

NAME = "review"
ICON = ":material/difference:"
TITLE = {"en": "Review", "ko": "검토"}
PLACE = 2
BUDGETS = (1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 15.0)
"""What the slider offers: false alarms in 100 clean sentences."""


def show(visit: Visit) -> None:
    """Draw the page; the address holds article and flag."""
    session = session_of(visit)
    if session is not None:
        arrive()
        _article(session)


@st.fragment
def _article(session: Session) -> None:
    if not is_loaded(session.store, ResultsFolder(session.out)):
        st.rerun()
    place = here()
    if not place.article:
        place.go(article_query.riskiest(session.store) or _any(session))
    row = article_query.article(session.store, place.article)
    if row is None:
        notice(session.say("results.unknown", article=place.article), "error")
        return
    report = session.report(place.article)
    if report is None:
        notice(session.say("results.damaged", article=place.article), "error")
        return
    place.drawn = session.store.latest(place.article)
    review = review_of(session.store, report, place.budget)
    if place.flag not in review.by_id:
        place.flag = review.first()
    item = review.by_id.get(place.flag)
    place.look(item.standing.decided if item else 0)
    _top(session, place, review, row)
    left, right = st.columns([2.35, 1], gap="medium")
    with left:
        _texts(session, place, review)
        _context(session, report)
    with right, st.container(key="panel"):
        _side(session, place, review)
    _keys(session, place)
    watch.draw(session, place)
    tell_address(place, NAME)


def _keys(session: Session, place: Place) -> None:
    """Listen to the keys, and say what there is to say."""
    say, person = session.say, session.person

    def pressed() -> None:
        told = st.session_state["keys"].pressed or {}
        nonce, name = str(told.get("nonce", "")), told.get("name")
        if nonce != place.answered and name in CHOICES:
            place.answered = nonce
            verdicts.give(session, place, name, str(told.get("flag")), int(told.get("seen", -1)))

    refused = ""
    if not person.name:
        refused = say("login.name_first")
    elif not person.may(Action.ACCEPT):
        refused = say("login.reader_only")
    elif not place.flag:
        refused = say("review.clean")
    run = st.session_state["review_run"] = st.session_state.get("review_run", 0) + 1
    keys.draw(
        say,
        COMMANDS,
        flag=place.flag,
        run=run,
        answered=place.answered,
        said=said(),
        refused=refused,
        field="" if person.name else "name_typed",
        on_pressed=pressed,
    )


def _any(session: Session) -> str:
    first = article_query.page_of(
        session.store, article_query.Wanted(shown=article_query.Shown.ALL), 1, 1
    )
    return str(first[0]["id"]) if first else ""


def _top(session: Session, place: Place, review: ArticleReview, row: dict[str, Any]) -> None:
    say = session.say
    below = [row["id"], row["published"][:10], row["desk"]]
    if row["assignee"]:
        below.append(say("review.assigned", who=row["assignee"]))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch"):
            heading(row["title"] or row["id"], " · ".join(part for part in below if part))
        for step, name, icon in (
            (-1, "previous_article", ":material/skip_previous:"),
            (1, "next_article", ":material/skip_next:"),
        ):
            st.button(
                hinted(say(f"review.{name}"), name),
                key=name,
                icon=icon,
                on_click=actions.step_article,
                args=(session, place, step),
            )
    for note in review.report.notes:
        notice(message(note, session.say.language), "warning")


def _texts(session: Session, place: Place, review: ArticleReview) -> None:
    def picked() -> None:
        told = st.session_state["beads"].picked or {}
        place.chosen = {
            name: str(told.get(name, "")) for name in ("bead", "side", "sentence", "words")
        }
        if told.get("flag") and told["flag"] != place.flag:
            place.flag, place.together = str(told["flag"]), False

    beads.draw(
        review,
        session.say,
        current=place.flag,
        only=place.only,
        chosen=(place.chosen or {}).get("sentence", ""),
        on_picked=picked,
    )


def _side(session: Session, place: Place, review: ArticleReview) -> None:
    say = session.say
    item = review.by_id.get(place.flag)
    if not review.items:
        notice(say("review.clean"), "good")
    elif review.decided == len(review.items):
        notice(say("review.finished"), "good")
    if item is not None:
        panel.card(session.say, review, item)
    if not session.person.name:
        login.ask_name(say)
    elif item is not None:
        panel.buttons(session, place, review, item)
    if not session.person.may(Action.ACCEPT) and session.person.name:
        st.caption(say("login.reader_only"))
    _moving(session, place, review)
    _looking(session, place, review)


def _moving(session: Session, place: Place, review: ArticleReview) -> None:
    say, item = session.say, review.by_id.get(place.flag)
    if review.items:
        share = review.decided / len(review.items)
        st.progress(share, say("review.progress", decided=review.decided, all=len(review.items)))
    with st.container(horizontal=True, gap="small"):
        for step, name in ((-1, "previous_flag"), (1, "next_flag")):
            st.button(
                hinted(say(f"review.{name}"), name),
                key=name,
                disabled=len(review.items) < 2,
                on_click=actions.step_flag,
                args=(place, review, step),
            )
        if session.person.may(Action.ACCEPT):
            st.button(
                hinted(say("review.undo"), "undo"),
                key="undo",
                icon=":material/undo:",
                on_click=actions.undo,
                args=(session, place),
            )
    with st.container(horizontal=True, gap="small"):
        if session.person.may(Action.COMMENT) and item is not None:
            asked = st.button(
                hinted(say("review.comment"), "comment"), key="comment", icon=":material/comment:"
            )
            if asked:
                panel.comment_field(session, item)
        if session.person.may(Action.ADD):
            asked = st.button(
                hinted(say("review.add"), "add"),
                key="add",
                icon=":material/add_comment:",
                help=say("review.add_help"),
            )
            if asked and place.chosen:
                panel.add_field(session, place, review)
            elif asked:
                tell(say("review.add_help"))
        if session.person.may(Action.ASSIGN) and st.button(
            hinted(say("review.assign"), "assign"), key="assign", icon=":material/person_add:"
        ):
            panel.assign_field(session, place)
        if st.button(hinted(say("review.help"), "help"), key="help", icon=":material/keyboard:"):
            shortcuts.show(say)


def _looking(session: Session, place: Place, review: ArticleReview) -> None:
    """How the article is looked at: everything or what is flagged, and how much is flagged."""
    say = session.say
    asked = place.budget if place.budget is not None else session.settings.false_alarms

    def turn() -> None:
        place.only = not place.only

    def move() -> None:
        place.budget = float(st.session_state["budget"])

    with st.container(border=True):
        st.button(
            hinted(say("review.only_flagged"), "only_flagged"),
            key="only_flagged",
            icon=":material/check_box:" if place.only else ":material/check_box_outline_blank:",
            type="tertiary",
            on_click=turn,
        )
        st.session_state["budget"] = min(BUDGETS, key=lambda budget: abs(budget - asked))
        st.select_slider(
            say("review.budget"),
            BUDGETS,
            key="budget",
            format_func=lambda budget: f"{budget:g}",
            help=say("review.budget_help", given=f"{session.settings.false_alarms:g}"),
            on_change=move,
        )


def _context(session: Session, report: ArticleResult) -> None:
    """Headline, captions, notes: whatever stands on the page and is not compared."""
    with st.expander(session.say("review.context")):
        left, right = st.columns(2)
        for column, text in ((left, report.article.source), (right, report.article.target)):
            with column:
                _blocks(session, text)


def _blocks(session: Session, text: Text) -> None:
    parts = []
    for block in text.blocks:
        if block.kind in AUDITED_KINDS and block.repeat_of is None:
            continue
        kind = block.kind.value
        if block.repeat_of is not None:
            kind += f", {session.say('review.repeated')}"
        parts.append(
            f"<p class='apart'><small style='opacity:.65'>{safe(kind)}</small><br>"
            f"{safe(text.raw[block.start : block.end])}</p>"
        )
    if parts:
        st.html(f"<div lang='{text.lang}'>{''.join(parts)}</div>")
