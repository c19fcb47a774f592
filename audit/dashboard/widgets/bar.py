"""The line above the texts: how far one is, where to go, what is shown, and what is rarely needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from audit.dashboard import actions, planted
from audit.dashboard.address import Place
from audit.dashboard.article_view import ArticleReview
from audit.dashboard.keys import COMMANDS, hinted
from audit.dashboard.labels import Labels
from audit.dashboard.refusals import telling
from audit.dashboard.safe_text import safe
from audit.dashboard.session import Session, tell
from audit.dashboard.widgets import dialogs, shortcuts, sieve
from audit.records.decision import Action
from audit.review import flag_query
from audit.review.flag_query import FlagFilter
from audit.review.state import NEEDS_EYES


def draw(session: Session, place: Place, everything: ArticleReview, review: ArticleReview) -> None:
    """One line: how far one is, where to go, what is shown, and what is rarely needed."""
    say, person = session.say, session.person
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"):
        for by, name, icon in (
            (-1, "previous_flag", ":material/arrow_upward:"),
            (1, "next_flag", ":material/arrow_downward:"),
        ):
            alone = len(review.items) < 2 and place.through is None
            args = (session, place, review, by)
            step(say, name, icon, actions.step_flag, args, disabled=alone)
        if place.through is None:
            _progress(session, everything)
        else:
            _list(session, place, place.through)
        if person.may(Action.ACCEPT):
            _button(session, "undo", ":material/undo:", actions.undo, (session, place))
        _switch(session, place, "only_flagged", on=place.only, field="only")
        if everything.report.article.draft is not None:
            _switch(session, place, "show_draft", on=not place.undrafted, field="undrafted")
        sieve.draw(session, place, everything)
        if person.may(Action.ADD) and _button(session, "add", ":material/add_comment:"):
            if place.chosen:
                dialogs.add_field(session, place, everything)
            else:
                tell(say("review.add_help"))
        if person.may(Action.ASSIGN) and _button(session, "assign", ":material/person_add:"):
            dialogs.assign_field(session, place)
        if person.name and _button(
            session, "sign", ":material/approval:", _before_signing, (session, place.article)
        ):
            dialogs.sign_field(session, place, everything)
        if _button(session, "help", ":material/keyboard:"):
            shortcuts.show(say)


def _before_signing(session: Session, article_id: str) -> None:
    with telling(session.say):
        planted.end(session, article_id)


def step(
    say: Labels,
    name: str,
    icon: str,
    act: Callable[..., None],
    args: tuple[Any, ...],
    *,
    disabled: bool = False,
) -> None:
    """A button that goes one on or back: its icon and its key, for the line is short."""
    st.button(
        f"`{COMMANDS[name][1]}`",
        key=name,
        icon=icon,
        help=say(f"review.{name}"),
        disabled=disabled,
        on_click=act,
        args=args,
    )


def _progress(session: Session, review: ArticleReview) -> None:
    if not review.items:
        return
    text = session.say("review.progress", decided=review.decided, all=len(review.items))
    share = review.decided / len(review.items)
    st.html(
        f"<div class='done' role='progressbar' aria-valuemin='0' aria-valuemax='{len(review.items)}' "
        f"aria-valuenow='{review.decided}' aria-label='{safe(text)}'>"
        f"<span style='width:{share:.0%}'></span></div><small>{safe(text)}</small>",
        width="content",
    )


def _list(session: Session, place: Place, through: FlagFilter) -> None:
    """What is left of the list of flags that is gone through, and the way out of it."""

    def leave() -> None:
        place.through = None

    left, _ = flag_query.count(
        session.store, replace(through, statuses=tuple(status.value for status in NEEDS_EYES))
    )
    label = session.say("flags.left", flags=left)
    help_ = session.say("flags.leave")
    icon = ":material/playlist_remove:"
    st.button(label, key="leave_list", icon=icon, type="tertiary", help=help_, on_click=leave)


def _button(session: Session, name: str, icon: str, act: Any = None, args: Any = ()) -> bool:  # noqa: ANN401 - as Streamlit takes them
    return st.button(
        hinted(session.say(f"review.{name}"), name),
        key=name,
        icon=icon,
        type="tertiary",
        on_click=act,
        args=args,
    )


def _switch(session: Session, place: Place, name: str, *, on: bool, field: str) -> None:
    def turn() -> None:
        setattr(place, field, not getattr(place, field))

    box = ":material/check_box:" if on else ":material/check_box_outline_blank:"
    _button(session, name, box, turn)
