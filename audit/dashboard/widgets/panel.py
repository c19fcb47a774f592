"""The panel of the current flag: what, why, how grave, what others said, and the actions."""

from __future__ import annotations

from typing import Literal, TypedDict

import streamlit as st

from audit.checks import check_of
from audit.dashboard import actions, verdicts
from audit.dashboard.address import Place
from audit.dashboard.article_view import ArticleReview, Item, count_alike
from audit.dashboard.component.beads.payload import mark_of
from audit.dashboard.keys import DISMISSALS, GRADES, hinted
from audit.dashboard.labels import Labels
from audit.dashboard.safe_text import safe
from audit.dashboard.session import Session
from audit.messages import message
from audit.records.decision import Action, Status
from audit.records.flag import Category, Severity, Side, Stage
from audit.review import article_query
from audit.review.effective_flags import ADDED

_LONGEST = 2000
_SIDES: tuple[tuple[Side, str, str], ...] = (
    ("source", "ko", "한국어"),
    ("target", "en", "English"),
)


class _Look(TypedDict, total=False):
    type: Literal["primary", "secondary", "tertiary"]
    disabled: bool


def card(say: Labels, review: ArticleReview, item: Item) -> None:
    """What the flag says; everything in it is escaped."""
    flag = item.flag
    place = next(i for i, other in enumerate(review.items, 1) if other.id == item.id)
    severity = item.severity.value
    evidence = "".join(
        f"<dt>{name}</dt><dd lang='{lang}'>{safe(words)}</dd>"
        for side, lang, name in _SIDES
        if (words := _evidence(item, side))
    )
    numbers = (
        f"{say('review.confidence')} {flag.confidence:.0%} · {say('review.risk')} {flag.risk:.0%}"
    )
    if flag.stage is not Stage.UNKNOWN:
        numbers += f" · {say(f'stage.{flag.stage.value}')}"
    if flag.check == ADDED and item.standing.added:
        numbers = say("review.added_by", who=item.standing.added.reviewer)
    st.html(
        f"<div class='flag-card {severity}' data-flag='{safe(item.id)}' "
        f"data-seen='{item.standing.decided}'>"
        f"<div class='top'><span class='sev'>{mark_of(severity)} "
        f"{safe(say.known('severity', severity))}</span>"
        f"<span>{safe(say.known('category', flag.category.value))}</span>"
        f"<span>{safe(say.known('relation', flag.relation.value))}</span>"
        f"<span class='place'>{place}/{len(review.items)}</span>"
        f"</div><div class='what'>{safe(message(flag, say.language))}</div><dl>{evidence}</dl>"
        f"<div class='soft'>{safe(numbers)}</div>{_why(say, flag.check)}{_said(say, item)}</div>"
    )


def _evidence(item: Item, side: Side) -> str:
    return " | ".join(e.text for e in item.flag.spans if e.side == side)


def _why(say: Labels, name: str) -> str:
    check = check_of(name)
    if check is None:
        return ""
    return (
        f"<details><summary>{safe(say('review.why'))} ({safe(name)})</summary>"
        f"{safe(' '.join(check.explanation.split()))}</details>"
    )


def _said(say: Labels, item: Item) -> str:
    """Verdicts and remarks of everybody, and what the reader has to know about them."""
    standing = item.standing
    lines: list[str] = []
    if item.status is Status.DISPUTED:
        lines.append(f"<p class='alert'>{safe(say('review.disputed'))}</p>")
    if item.status is Status.STALE:
        before = say.known("status", standing.earlier)
        lines.append(f"<p class='alert'>{safe(say('review.stale', status=before))}</p>")
    for verdict in sorted(standing.verdicts.values(), key=lambda v: v.seq):
        told = say.known("status", verdict.status.value)
        if verdict.reason:
            told += f" ({say.known('reason', verdict.reason)})"
        lines.append(f"<p>{safe(say('review.by', status=told, who=verdict.reviewer))}</p>")
    if standing.settled:
        told = say.known("status", standing.settled.status.value)
        who = say("review.settled", who=standing.settled.reviewer)
        lines.append(f"<p>{safe(f'{told}, {who}')}</p>")
    lines += [f"<p>{safe(e.reviewer)}: {safe(e.decision.comment)}</p>" for e in standing.comments]
    return f"<div class='said'>{''.join(lines)}</div>" if lines else ""


def buttons(session: Session, place: Place, review: ArticleReview, item: Item) -> None:
    """The actions that the person's role includes, each with its key."""
    say = session.say
    if not session.person.may(Action.ACCEPT):
        return
    if item.status is Status.DISPUTED and session.person.may(Action.SETTLE):
        _settling(session, place, item)
    with st.container(horizontal=True, gap="small"):
        for name in ("accept", "fixed", "unsure"):
            look: _Look = {"type": "primary" if name == "accept" else "secondary"}
            _choice(session, place, item, f"do_{name}", say(f"review.{name}"), look)
    st.caption(say("review.dismiss_as"))
    with st.container(horizontal=True, gap="small"):
        for number, reason in enumerate(DISMISSALS, 1):
            _choice(session, place, item, f"do_dismiss_{number}", say(f"reason.{reason.value}"))
    _together(session, place, item)
    st.caption(say("review.severity_is"))
    with st.container(horizontal=True, gap="small"):
        for number, severity in enumerate(GRADES, 6):
            label = f"{mark_of(severity.value)} {say(f'severity.{severity.value}')}"
            look = {"type": "tertiary", "disabled": severity is item.severity}
            _choice(session, place, item, f"do_severity_{number}", label, look)


def _choice(
    session: Session, place: Place, item: Item, name: str, label: str, look: _Look | None = None
) -> None:
    """A verdict's button; the browser presses it by way of the keys, with the flag that it shows."""
    st.button(
        hinted(label, name),
        key=name,
        on_click=verdicts.give,
        args=(session, place, name, item.id, item.standing.decided),
        **(look or {}),
    )


def _settling(session: Session, place: Place, item: Item) -> None:
    say = session.say
    st.caption(say("review.settle"))
    with st.container(horizontal=True, gap="small"):
        for status in (Status.ACCEPTED, Status.FIXED, Status.DISMISSED):
            name = f"settle_{status.value}"
            _choice(session, place, item, name, say(f"review.{name}"))


def _together(session: Session, place: Place, item: Item) -> None:
    flags, articles = count_alike(session.store, item.row)
    if not flags:
        return

    def turn() -> None:
        place.together = not place.together

    st.button(
        hinted(session.say("review.together", flags=flags, articles=articles), "do_together"),
        key="do_together",
        icon=":material/check_box:" if place.together else ":material/check_box_outline_blank:",
        help=session.say("review.together_help"),
        type="tertiary",
        on_click=turn,
    )


def comment_field(session: Session, item: Item) -> None:
    """A dialog for a remark."""
    say = session.say

    def keep() -> None:
        actions.remark(session, item, st.session_state["comment_text"])

    @st.dialog(say("review.comment"))
    def ask() -> None:
        with st.form("comment_form", border=False):
            st.text_area(
                say("review.comment"),
                placeholder=say("review.comment_hint"),
                max_chars=_LONGEST,
                key="comment_text",
            )
            if st.form_submit_button(say("review.save"), type="primary", on_click=keep):
                st.rerun()

    ask()


def add_field(session: Session, place: Place, review: ArticleReview) -> None:
    """A dialog for a flag that the tool missed."""
    say, chosen = session.say, place.chosen or {}

    def keep() -> None:
        typed = st.session_state
        actions.add(
            session,
            place,
            review,
            Category(typed["add_category"]),
            Severity(typed["add_severity"]),
            typed["add_words"].strip(),
            typed["add_comment"],
        )

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
            if st.form_submit_button(say("review.save"), type="primary", on_click=keep):
                st.rerun()

    ask()


def assign_field(session: Session, place: Place) -> None:
    """A dialog that gives the article to a reviewer."""
    say = session.say
    known = article_query.people(session.store, [*session.settings.roles, session.person.name])

    def keep() -> None:
        actions.assign(session, place, st.session_state["assignee"] or "")

    @st.dialog(say("review.assign"))
    def ask() -> None:
        st.selectbox(
            say("review.assign_to"), known, index=None, accept_new_options=True, key="assignee"
        )
        if st.button(say("review.save"), key="assign_save", type="primary", on_click=keep):
            st.rerun()

    ask()
