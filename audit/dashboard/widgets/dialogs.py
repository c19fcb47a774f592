"""Dialogs of the review page: a flag that the tool missed, who reviews the article, who answers for it."""

from __future__ import annotations

import streamlit as st

from audit.dashboard import actions
from audit.dashboard.address import Place
from audit.dashboard.article_view import ArticleReview
from audit.dashboard.keys import GRADES
from audit.dashboard.refusals import stopping
from audit.dashboard.safe_text import notice
from audit.dashboard.session import Session
from audit.dashboard.strokes import form_id
from audit.dashboard.widgets import signoff
from audit.records.flag import Category, Severity
from audit.review import article_query

_LONGEST = 2000


def add_field(session: Session, place: Place, review: ArticleReview) -> None:
    """A dialog for a flag that the tool missed; what is refused stays in it."""
    say, chosen, shown = session.say, place.chosen or {}, form_id("add")
    refused: list[str] = []

    def keep() -> None:
        typed = st.session_state
        given = actions.Added(
            Category(typed["add_category"]),
            Severity(typed["add_severity"]),
            typed["add_words"],
            typed["add_comment"],
        )
        refused[:] = filter(None, [actions.add(session, place, review, given, shown)])

    @st.dialog(say("review.add"))
    def ask() -> None:
        st.caption(say("review.chosen", sentence=chosen.get("sentence", "")))
        with st.form("add_form", border=False):
            st.selectbox(
                say("review.category"),
                list(Category),
                index=list(Category).index(Category.MEANING),
                format_func=lambda category: say(f"category.{category.value}"),
                key="add_category",
            )
            st.selectbox(
                say("review.severity_is"),
                list(GRADES),
                index=GRADES.index(Severity.MAJOR),
                format_func=lambda severity: say(f"severity.{severity.value}"),
                key="add_severity",
            )
            st.text_input(say("review.words"), value=chosen.get("words", ""), key="add_words")
            st.text_area(say("review.comment"), max_chars=_LONGEST, key="add_comment")
            pressed = st.form_submit_button(
                say("review.save"), key="add_save", type="primary", on_click=keep
            )
        if pressed and not refused:
            st.rerun()
        for why in refused:
            notice(why, "error")

    ask()


def sign_field(session: Session, place: Place, review: ArticleReview) -> None:
    """A dialog in which the article is signed off."""

    @st.dialog(session.say("signoff.title"), width="large")
    def ask() -> None:
        with stopping(session.say):
            signoff.draw(session, place.article, review.report)

    ask()


def assign_field(session: Session, place: Place) -> None:
    """A dialog that gives the article to a reviewer."""
    say = session.say
    known = article_query.people(session.store, [*session.settings.roles, session.person.name])
    shown = form_id("assign")

    def keep() -> None:
        actions.assign(session, place, st.session_state["assignee"] or "", shown)

    @st.dialog(say("review.assign"))
    def ask() -> None:
        st.selectbox(
            say("review.assign_to"), known, index=None, accept_new_options=True, key="assignee"
        )
        if st.button(say("review.save"), key="assign_save", type="primary", on_click=keep):
            st.rerun()

    ask()
