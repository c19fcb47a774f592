"""Standing rules: what is not to be flagged any more, by whom and why, and what that holds back or hides."""

from __future__ import annotations

import streamlit as st

from audit.dashboard import times
from audit.dashboard.address import here
from audit.dashboard.component import flag_list
from audit.dashboard.component.beads.payload import mark_of
from audit.dashboard.safe_text import notice, safe
from audit.dashboard.session import Session, Visit, session_of
from audit.dashboard.strokes import stroke
from audit.dashboard.widgets import rules as widget
from audit.errors import AuditError
from audit.languages.dates import today_in_korea
from audit.languages.visible import visible
from audit.messages import message
from audit.records.decision import Action
from audit.records.rule import Rule
from audit.review import rules

NAME = "rules"
ICON = ":material/block:"
TITLE = {"en": "Rules", "ko": "규칙"}
PLACE = 45
_ARTICLES = 20
"""Articles of which the flags that a rule holds back are listed."""


def show(visit: Visit) -> None:
    """Draw the page."""
    session = session_of(visit)
    if session is None:
        return
    say = session.say
    st.title(TITLE[say.language])
    st.caption(say("rules.intro"))
    file = session.settings.rules_file
    if file:
        notice(say("rules.from_file", file=file), "warning")
    kept = rules.standing(session.store, session.settings.house_style)
    known = {rule.id for rule in kept}
    others = [rule for rule in session.settings.rules if rule.id not in known]
    if not kept and not others:
        notice(say("rules.none"))
        return
    hits = rules.hits(session.store)
    for rule in reversed([*others, *kept]):
        _draw(session, rule, hits[rule.id], ours=rule.id in known)


def _draw(session: Session, rule: Rule, hits: int, *, ours: bool) -> None:
    """One rule: what it says, what it holds back, what it would hide, and the button that ends it."""
    say = session.say
    reason = say.known("reason", rule.reason)
    over = not rule.holds_on(today_in_korea())
    rows = {
        "rules.words": widget.words_in_words(say, rule),
        "queue.desk": rule.desk or say("rules.everywhere"),
        "rules.author": f"{rule.author}, {times.told(rule.made, session.settings)}",
        "rules.reason": f"{reason}: {rule.comment}" if rule.comment else reason,
        "rules.until": f"{rule.until} ({say('rules.over')})" if over else rule.until,
        "rules.hits": f"{hits:,}",
    }
    lines = "".join(
        f"<tr><th scope='row'>{safe(say(name))}</th><td>{safe(value)}</td></tr>"
        for name, value in rows.items()
    )
    said = widget.said_then(session, rule)
    with st.container(border=True, key=f"rule_{rule.id}"):
        st.html(
            f"<h2 style='font-size:1.05rem;padding:0'>{safe(widget.code_in_words(say, rule))}</h2>"
            f"<p>{safe(said)}</p>"
            f"<table class='plain-table'>{lines}</table>"
        )
        widget.tell_errors(session, rule)
        with st.container(horizontal=True):
            if hits and st.button(say("rules.see"), key=f"see_{rule.id}"):
                st.session_state["rule_seen"] = rule.id
            if ours and session.person.may(Action.END_RULE):
                st.button(
                    say("rules.end"), key=f"end_{rule.id}", on_click=_end, args=(session, rule.id)
                )
        if hits and st.session_state.get("rule_seen") == rule.id:
            _held(session, rule.id)


def _end(session: Session, rule_id: str) -> None:
    try:
        with stroke(f"end/{rule_id}") as key:
            rules.end(session.store, session.person, rule_id, key)
    except AuditError as error:
        notice(session.say("review.refused", why=session.say.fault(error)), "error")


def _held(session: Session, rule_id: str) -> None:
    """The flags that a rule holds back; each leads to its article."""
    rows = [
        row
        for article_id in rules.held_in(session.store, rule_id, _ARTICLES)
        for row in _rows(session, article_id, rule_id)
    ]
    flag_list.draw(rows, on_opened=lambda: None, key="held_list")
    if told := st.session_state["held_list"].opened:
        place = here()
        place.go(str(told["article"]), str(told["flag"]))
        place.ruled = True
        st.switch_page(session.pages["review"])


def _rows(session: Session, article_id: str, rule_id: str) -> list[dict[str, str]]:
    report, say = session.report(article_id), session.say
    if report is None:
        return []
    meta = report.article.metadata
    return [
        {
            "article": article_id,
            "flag": flag.flag_id,
            "severity": flag.severity.value,
            "grave": f"{mark_of(flag.severity.value)} {say.known('severity', flag.severity.value)}",
            "category": say.known("category", flag.category.value),
            "what": visible(message(flag, say.language)),
            "words": visible(
                " → ".join(filter(None, (flag.words("source"), flag.words("target"))))
            ),
            "title": visible(meta.title or article_id),
            "below": visible(meta.desk),
        }
        for flag in report.held_back
        if report.suppressed.get(flag.flag_id) == rule_id
    ]
