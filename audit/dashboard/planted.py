"""Checks of attention on the review page: a known error shown to one person, and kept out of everything else.

What is shown is a copy of the article with the error in it. Decisions are logged from the article itself; a
verdict on the known error goes to :mod:`audit.review.attention` and never to the log.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from audit.dashboard import checking
from audit.dashboard.address import Place
from audit.dashboard.article_view import ArticleReview, Item, in_order, review_of
from audit.dashboard.keys import Choice
from audit.dashboard.safe_text import notice
from audit.dashboard.session import Session, tell
from audit.errors import AuditError
from audit.records.decision import VERDICTS, Action, Decision, Entry
from audit.records.digest import sha256_of_text
from audit.records.flag import Severity
from audit.records.result import ArticleResult
from audit.records.signoff import State
from audit.review.attention import Answer, Attention
from audit.review.loading import row_of
from audit.review.planting import Planted, beside_error, holds, plant, with_error
from audit.review.signoff import signoff_of
from audit.review.standing import Standing

_MARKS, _ANSWERED = "attention_marks", "attention_answered"
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Check(Item):
    """A known error among the flags of a review; its row lacks what an entry of the log is made with."""

    planted: Planted


def attention_of(session: Session) -> Attention:
    """The checks of attention of the session's store."""
    return _attention(session.store.shown, session)


def reviewed(
    session: Session, report: ArticleResult, budget: float | None, *, ruled: bool = False
) -> ArticleReview:
    """The review of an article, with the known error that the person is being shown, if there is one.

    Args:
        session: of the person.
        report: of the audit.
        budget: as :func:`audit.dashboard.article_view.review_of` takes it.
        ruled: the same.
    """
    review = review_of(session.store, report, budget, ruled=ruled)
    planted = _waiting(session, review)
    if planted is None:
        return review
    row = row_of(with_error(report, planted), planted.flag, len(report.flags))
    del row["text_hash"]
    marks: dict[str, Standing] = st.session_state.get(_MARKS, {})
    standing = marks.get(planted.flag.flag_id, Standing())
    check = Check(planted.flag, standing, row, planted)
    return replace(review, items=in_order(report, (*review.items, check)))


def shown(review: ArticleReview) -> ArticleReview:
    """A review as it is drawn: with the known error in the English, if one is among its flags."""
    planted = next((item.planted for item in review.items if isinstance(item, Check)), None)
    if planted is None:
        return review
    items = [
        item
        if isinstance(item, Check)
        else replace(item, flag=beside_error(item.flag, review.report, planted))
        for item in review.items
    ]
    return ArticleReview(with_error(review.report, planted), tuple(items))


def answered(
    session: Session, place: Place, review: ArticleReview, item: Item, choice: Choice
) -> bool:
    """Take a verdict on a known error, and say that it was one; False for any other flag.

    Args:
        session: of the person.
        place: where the person is.
        review: of the article.
        item: what the verdict is on.
        choice: the verdict; a severity alone is none.
    """
    st.session_state.pop(_ANSWERED, None)
    if not isinstance(item, Check):
        return False
    if choice.action is Action.SEVERITY:
        _mark(item, replace(item.standing, severity=Severity(choice.value)))
        return True
    following = review.showing(place.shown, item.id).next_open(item.id)
    _give(session, place.article, Answer(VERDICTS[choice.action].value))
    place.typed = ("", "")
    place.to_flag("" if following == item.id else following)
    st.session_state[_ANSWERED] = True
    return True


def remarked(session: Session, item: Item, comment: str) -> bool:
    """Keep a remark on a known error until it has a verdict; False for any other flag."""
    if not isinstance(item, Check):
        return False
    if comment.strip():
        told = Decision(Action.COMMENT, item.flag.article_id, item.id, comment=comment.strip())
        entry = Entry(0, "", session.person.name, session.person.role.value, "", told, "")
        _mark(item, replace(item.standing, comments=(*item.standing.comments, entry)))
    return True


def not_undone(session: Session) -> bool:
    """Say that a verdict on a known error stays, where that is the last thing the person did."""
    if not st.session_state.pop(_ANSWERED, False):
        return False
    tell(session.say("attention.stays"))
    return True


def end(session: Session, article_id: str, bead_id: str = "") -> bool:
    """Take a known error away before it has a verdict, and say so; False where there is none.

    Args:
        session: of the person.
        article_id: the article.
        bead_id: only one that stands here; empty for anywhere.
    """
    report = session.report(article_id)
    if report is None or not session.settings.attention:
        return False
    planted = _waiting(session, review_of(session.store, report), begin=False)
    if planted is None or bead_id not in ("", planted.bead_id):
        return False
    _give(session, article_id, Answer.ENDED)
    return True


def tell_past(session: Session, report: ArticleResult) -> None:
    """Say on the page of an article which known error the person was shown in it, once it is gone."""
    if not session.settings.attention or not session.person.name or session.store.read_only:
        return
    attention, name, article_id = attention_of(session), session.person.name, report.article.id
    planted = attention.shown(name, article_id)
    if planted is None or attention.answer(name, article_id) is None:
        return
    rows = [bead.id for bead in report.beads]
    if holds(report, planted):
        row = rows.index(planted.bead_id) + 1
        notice(session.say("attention.was_here", row=row, sentence=planted.after[:_LONGEST]))


def _give(session: Session, article_id: str, answer: Answer) -> None:
    attention_of(session).give(session.person.name, article_id, answer)
    st.session_state.pop(_MARKS, None)
    tell(session.say("attention.ended" if answer is Answer.ENDED else "attention.told"))


def _mark(item: Check, standing: Standing) -> None:
    st.session_state[_MARKS] = {item.id: standing}


def _waiting(session: Session, review: ArticleReview, *, begin: bool = True) -> Planted | None:
    """The known error that waits for the person's verdict, a new one where one is due."""
    person, report = session.person, review.report
    # Where nothing can be written, no verdict on one could be kept.
    if not session.settings.attention or not person.may(Action.ACCEPT) or session.store.read_only:
        return None
    attention, article_id = attention_of(session), report.article.id
    turned = attention.last_turned()
    if turned is None or not turned.on:
        return None
    planted = attention.shown(person.name, article_id)
    if planted is None and begin and _is_due(session, attention, review):
        planted = _made(session, attention, review)
        if planted is not None:
            attention.show(person.name, article_id, planted)
            planted = attention.shown(person.name, article_id)
    if planted is None or attention.answer(person.name, article_id) is not None:
        return None
    # A sentence that somebody found something in meanwhile, or that reads otherwise now, is left alone.
    taken = any(item.flag.bead_id == planted.bead_id for item in review.items)
    return planted if holds(report, planted) and not taken else None


def _is_due(session: Session, attention: Attention, review: ArticleReview) -> bool:
    """Whether one of the run's flags that are still to be decided draws a known error."""
    report, settings = review.report, session.settings
    # Nothing is sent anywhere for a check of attention.
    if settings.recipient:
        return False
    wanted = [
        flag.flag_id
        for flag in report.flags
        if (item := review.by_id.get(flag.flag_id)) is not None and item.open
    ]
    name, article_id = session.person.name, report.article.id
    if not attention.is_due(name, article_id, wanted, settings.attention):
        return False
    entries = session.store.entries(article_id)
    return signoff_of(report, entries, settings.signoff.people).state is State.UNSIGNED


def _made(session: Session, attention: Attention, review: ArticleReview) -> Planted | None:
    report = review.report
    taken = frozenset(item.flag.bead_id for item in review.items)
    lot = attention.lot(session.person.name, report.article.id)
    drawn = lot(sha256_of_text("\0".join((report.article.target.raw, *sorted(taken)))))
    return _planted(drawn, str(session.settings.described()), session, review, taken)


# What cannot be made is not tried again at every key.
@st.cache_resource(show_spinner=False, max_entries=500)
def _planted(
    drawn: str,
    described: str,
    _session: Session,
    _review: ArticleReview,
    taken: frozenset[str],
) -> Planted | None:
    lot = attention_of(_session).lot(_session.person.name, _review.report.article.id)
    try:
        with checking.auditor(_session.settings) as loaded:
            return plant(loaded, _review.report, taken, lot)
    except AuditError:
        # An article that cannot be checked again is reviewed as it is.
        return None


@st.cache_resource(show_spinner=False)
def _attention(shown: str, _session: Session) -> Attention:
    return Attention(_session.store)
