"""Whether the record of an article is as it was sealed; at a click whether all are, and a new seal."""

from __future__ import annotations

import os
import threading

import streamlit as st

from audit.dashboard import times
from audit.dashboard.safe_text import notice, safe
from audit.dashboard.session import Session
from audit.errors import AuditError
from audit.evidence import keys
from audit.evidence.sealed import settings_of
from audit.evidence.verify import ArticleSeal, of_article
from audit.records.settings import Role
from audit.review.proof import checked
from audit.review.sealing import new_under_seal, sealed

_ONE_AT_A_TIME = threading.Lock()
_TOLD = "seal_told"
"""How many entries the log had as the person was told what is new in it."""


def show(session: Session, article_id: str) -> None:
    """Draw the badge of the article, the button for everything, and the one that seals it again."""
    say = session.say
    st.subheader(say("seal.title"), anchor=False)
    place = st.container()
    with st.container(horizontal=True, gap="small"):
        check = st.button(say("seal.check"), icon=":material/verified:", key="check_seal")
        again = offered(session) and st.button(
            say("seal.again"), icon=":material/lock:", help=say("seal.again_help"), key="seal_again"
        )
    new = st.container()
    try:
        if again:
            _seal(session)
        elif check:
            _check(session)
    except AuditError as error:
        notice(say.fault(error), "error")
    # Once it has been sealed again.
    with place:
        _badge(session, of_article(session.folder, session.store, article_id))
    if offered(session):
        with new:
            _tell_new(session)


def offered(session: Session) -> bool:
    """Whether the person may seal here: a lead, where there is a key, and a seal to go on from."""
    may = session.person.is_at_least(Role.LEAD) and bool(os.environ.get(keys.VARIABLE))
    return may and bool(settings_of(session.folder))


def _seal(session: Session) -> None:
    """Seal all results with what was decided since, unless something else has changed since."""
    with _ONE_AT_A_TIME, st.spinner(session.say("seal.sealing")):
        found, _ = checked(session.out, session.settings, None)
        if not found:
            sealed(session.out, session.settings, None, entries=st.session_state.get(_TOLD, 0))
    if found:
        # A new seal would hide it.
        notice(session.say("seal.refused") + " " + " ".join(found), "error")
    else:
        notice(session.say("seal.done"), "good")


def _tell_new(session: Session) -> None:
    """Name what the next seal takes in: the key speaks for all of it."""
    say = session.say
    try:
        new = new_under_seal(session.folder, session.store, keys.signer(None))
    except AuditError as error:
        notice(say.fault(error), "error")
        return
    st.session_state[_TOLD] = new.entries
    if new.people:
        notice(say("seal.new", entries=new.number, people=new.whose))
    if new.other_key:
        notice(say("seal.other_key", key=new.by[:16]) if new.by else say("seal.no_key"), "warning")


def _check(session: Session) -> None:
    found, told = checked(session.out, session.settings, None)
    if found:
        notice(session.say("seal.altered") + " " + " ".join(found), "error")
    else:
        notice(session.say("seal.whole") + " " + " ".join(told))


def _badge(session: Session, seal: ArticleSeal | None) -> None:
    say = session.say
    if seal is None:
        _draw("none", "○", say("seal.none"), say("seal.none_help"))
        return
    if seal.faults:
        _draw("altered", "✕", say("seal.altered"), " ".join(seal.faults))
        return
    parts = [say("seal.as_sealed", at=times.told(seal.at, session.settings))]
    parts.append(say("seal.signed", key=seal.key[:16]) if seal.key else say("seal.unsigned"))
    if seal.later:
        parts.append(say("seal.later", number=seal.later))
        if not offered(session):
            parts.append(say("seal.by_whom"))
    _draw("whole", "✓", say("seal.whole"), " ".join(parts))


def _draw(kind: str, mark: str, word: str, why: str) -> None:
    st.html(
        f"<p class='seal seal-{kind}'><b><span aria-hidden='true'>{mark}</span> {safe(word)}</b> "
        f"{safe(why)}</p>"
    )
