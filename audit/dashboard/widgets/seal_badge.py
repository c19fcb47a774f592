"""Whether the record of an article is as it was sealed, and at a click whether all results are."""

from __future__ import annotations

import streamlit as st

from audit.dashboard.safe_text import notice, safe
from audit.dashboard.session import Session
from audit.errors import AuditError
from audit.evidence.verify import ArticleSeal, of_article
from audit.review.proof import checked


def show(session: Session, article_id: str) -> None:
    """Draw the badge of the article and the button for everything."""
    say = session.say
    st.subheader(say("seal.title"), anchor=False)
    _badge(session, of_article(session.folder, session.store, article_id))
    if not st.button(say("seal.check"), icon=":material/verified:", key="check_seal"):
        return
    try:
        found, told = checked(session.out, session.settings, None)
    except AuditError as error:
        found, told = [str(error)], []
    if found:
        notice(say("seal.altered") + " " + " ".join(found), "error")
    else:
        notice(say("seal.whole") + " " + " ".join(told))


def _badge(session: Session, seal: ArticleSeal | None) -> None:
    say = session.say
    if seal is None:
        _draw("none", "○", say("seal.none"), say("seal.none_help"))
        return
    if seal.faults:
        _draw("altered", "✕", say("seal.altered"), " ".join(seal.faults))
        return
    parts = [say("seal.as_sealed", at=seal.at[:16].replace("T", " "))]
    parts.append(say("seal.signed", key=seal.key[:16]) if seal.key else say("seal.unsigned"))
    if seal.later:
        parts.append(say("seal.later", number=seal.later))
    _draw("whole", "✓", say("seal.whole"), " ".join(parts))


def _draw(kind: str, mark: str, word: str, why: str) -> None:
    st.html(
        f"<p class='seal seal-{kind}'><b><span aria-hidden='true'>{mark}</span> {safe(word)}</b> "
        f"{safe(why)}</p>"
    )
