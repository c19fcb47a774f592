"""The sign-off of an article: where it stands, what hinders it, signing, and its record."""

from __future__ import annotations

import streamlit as st

from audit.dashboard import planted
from audit.dashboard.safe_text import notice, safe
from audit.dashboard.session import Session
from audit.dashboard.strokes import stroke
from audit.errors import AuditError
from audit.records.digest import sha256_of_text
from audit.records.flag import Severity
from audit.records.result import ArticleResult
from audit.records.signoff import State
from audit.results.signoff_page import said
from audit.review.corrected import by_bead
from audit.review.effective_flags import CONFIRMED, effective_flags
from audit.review.signoff import (
    NotSignable,
    SignOff,
    lacking,
    record_of,
    sign,
    signoff_of,
    take_back,
)
from audit.review.signoff_files import files_of
from audit.review.statement import LONGEST, Signatory

_LOOKS = {
    State.SIGNED: ("whole", "✓"),
    State.CHANGED: ("altered", "✕"),
    State.PARTLY: ("none", "◐"),
    State.UNSIGNED: ("none", "○"),
}
"""How a state is drawn: as the seal's badges are, and its mark."""


def state(session: Session, report: ArticleResult) -> SignOff:
    """Where the sign-off of an article stands; ``said`` gives the line for a list."""
    entries = session.store.entries(report.article.id)
    return signoff_of(report, entries, session.settings.signoff.people)


def draw(session: Session, article_id: str, report: ArticleResult) -> None:
    """Draw the sign-off of an article: its state, what hinders it, or the form, and the record.

    Args:
        session: of the person.
        article_id: of the article.
        report: of its audit.
    """
    say, found = session.say, state(session, report)
    st.subheader(say("signoff.title"), anchor=False)
    look, mark = _LOOKS[found.state]
    st.html(
        f"<p class='seal seal-{look} signoff' role='status'><b><span aria-hidden='true'>{mark}</span> "
        f"{safe(found.said(say.language))}</b></p>"
    )
    if found.hindrances:
        why = "; ".join(each.said(say.language) for each in found.hindrances)
        notice(say("signoff.waiting", why=why), "warning")
    if uncorrected := _uncorrected(session, report):
        notice(say("signoff.uncorrected", flags=uncorrected), "warning")
    own = any(one.account == session.person.name for one in found.holding)
    if found.state is not State.SIGNED and not found.hindrances and not own:
        _form(session, article_id, report)
    if own and st.button(say("signoff.take_back"), icon=":material/undo:", key="signoff_take_back"):
        _take_back(session, article_id)
    _record(session, report)


def _uncorrected(session: Session, report: ArticleResult) -> int:
    """How many grave flags were called errors, with no corrected English for them."""
    entries = session.store.entries(report.article.id)
    mended = by_bead(report, entries)
    return sum(
        standing.status in CONFIRMED
        and (standing.severity or flag.severity) in (Severity.CRITICAL, Severity.MAJOR)
        and flag.bead_id not in mended
        for flag, standing in effective_flags(report, entries)
    )


def _form(session: Session, article_id: str, report: ArticleResult) -> None:
    say, person, settings = session.say, session.person, session.settings.signoff
    if not person.name:
        notice(say("login.name_first"))
        return
    anybody = Signatory("x", "x", "x")
    if missing := lacking(person, anybody, settings):
        notice("; ".join(each.said(say.language) for each in missing) + ".")
        return
    # A position is for the public: the role in the tool says nothing to it.
    first = {"name": person.name, "role": "", "contact": settings.contact}
    with st.form("signoff_form"):
        fields = {
            name: column.text_input(
                say(f"signoff.{name}"), first[name], max_chars=longest, key=f"signoff_{name}"
            )
            for column, (name, longest) in zip(st.columns(3), LONGEST.items(), strict=True)
        }
        declared = st.checkbox(
            said(say.language, "said.declared"), key=f"signoff_declared_{article_id}"
        )
        pressed = st.form_submit_button(
            say("signoff.sign"), type="primary", icon=":material/approval:", key="signoff_sign"
        )
    # What is signed is what was on the screen when the button was pressed.
    before, now = st.session_state.get("signoff_shown"), _shown(session, report)
    st.session_state["signoff_shown"] = now
    if not pressed:
        return
    if not declared or before != now:
        notice(say("signoff.moved_on" if declared else "signoff.declare_first"), "warning")
        return
    signatory = Signatory(**{name: value or "" for name, value in fields.items()})
    planted.end(session, article_id)
    try:
        with stroke(f"sign/{article_id}", signatory) as key:
            sign(session.store, person, report, signatory, settings, say.language, key)
    except NotSignable as error:
        notice(error.said(say.language), "error")
    except AuditError as error:
        notice(say("review.refused", why=say.fault(error)), "error")
    else:
        st.rerun()


def _shown(session: Session, report: ArticleResult) -> tuple[str, int, str, str]:
    """An article as it stands: its texts as audited, and the last entry of the log on it."""
    article = report.article
    latest = session.store.latest(article.id)
    source, target = sha256_of_text(article.source.raw), sha256_of_text(article.target.raw)
    return article.id, latest, source, target


def _take_back(session: Session, article_id: str) -> None:
    try:
        with stroke(f"take_back/{article_id}") as key:
            take_back(session.store, session.person, article_id, key)
    except AuditError as error:
        notice(session.say("review.refused", why=session.say.fault(error)), "error")
    else:
        st.rerun()


def _record(session: Session, report: ArticleResult) -> None:
    """The line for the page and the record as files, once somebody has signed."""
    say, article_id = session.say, report.article.id
    record = record_of(report, session.store.entries(article_id))
    if record is None:
        return
    if record.lines:
        lines = "".join(
            f"<p class='apart' lang='{lang}'>{safe(getattr(line, lang))}</p>"
            for line in record.lines
            for lang in ("en", "ko")
        )
        st.html(f"<p>{safe(say('signoff.line'))}</p>{lines}")
    files = files_of(record)
    with st.container(horizontal=True):
        for label, end, suffix, mime in (
            ("page", f".{say.language}.html", ".html", "text/html"),
            ("json", ".json", ".json", "application/json"),
        ):
            st.download_button(
                say(f"signoff.{label}"),
                files[f"{article_id}{end}"],
                file_name=f"{article_id}.signoff{suffix}",
                mime=mime,
                icon=":material/download:",
                key=f"signoff_{label}",
                on_click="ignore",
            )
    st.caption(say("signoff.seal_later"))
