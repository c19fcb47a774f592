"""What the buttons of the review page do: a decision, and the step to the flag that comes next."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st

from audit.dashboard.address import Place, listed
from audit.dashboard.article_view import ArticleReview, Item, alike, review_of
from audit.dashboard.session import Session
from audit.errors import AuditError
from audit.records.decision import Action, Decision, Reason, Status
from audit.records.flag import Category, Severity
from audit.review import article_query
from audit.review.effective_flags import added_flag, spans_of
from audit.review.loading import row_of


def say(text: str) -> None:
    """Have a line shown once, under the buttons."""
    st.session_state["said"] = text


def give(session: Session, place: Place, item: Item, action: Action, reason: str = "") -> None:
    """A verdict on a flag, and on the identical ones if that is switched on; then the next flag."""
    decisions = [_on(item, action, reason=reason)]
    if place.together and action is Action.DISMISS:
        decisions += [
            Decision(
                action, row["article_id"], row["flag_id"], text_hash=row["text_hash"], reason=reason
            )
            for row in alike(session.store, item.row)
        ]
    if session.decide(decisions, {item.id: item.row}):
        _advance(session, place, item)


def settle(session: Session, place: Place, item: Item, status: Status) -> None:
    """A lead's word on a flag that reviewers disagree about; then the next flag."""
    decision = Decision(
        Action.SETTLE,
        item.flag.article_id,
        item.id,
        text_hash=item.row["text_hash"],
        verdict=status.value,
        reason=_reason(item) if status is Status.DISMISSED else "",
    )
    if session.decide([decision]):
        _advance(session, place, item)


def grade(session: Session, item: Item, severity: Severity) -> None:
    """Another severity; the flag stays, for the verdict is still to come."""
    decision = Decision(
        Action.SEVERITY,
        item.flag.article_id,
        item.id,
        text_hash=item.row["text_hash"],
        severity=severity.value,
    )
    session.decide([decision], {item.id: item.row})


def remark(session: Session, item: Item, comment: str) -> None:
    """A comment, without a verdict."""
    if comment.strip():
        session.decide([_on(item, Action.COMMENT, comment=comment.strip())], {item.id: item.row})


def add(
    session: Session,
    place: Place,
    review: ArticleReview,
    category: Category,
    severity: Severity,
    words: str,
    comment: str,
) -> None:
    """A flag that the tool missed, on the sentence that was chosen."""
    chosen = place.chosen or {}
    report = review.report
    bead = next((bead for bead in report.beads if bead.id == chosen.get("bead")), None)
    if bead is None:
        return
    # Evidence is what stands in the text; anything else that was typed is a remark.
    spans = spans_of(report, bead, "source", words) or spans_of(report, bead, "target", words)
    flag_id = f"r{uuid4().hex[:11]}"
    text = comment.strip() or words or category.value
    flag = added_flag(report, bead, flag_id, category, severity, text, spans)
    row = row_of(report, flag, len(report.flags))
    decisions = [
        Decision(
            Action.ADD,
            report.article.id,
            flag_id,
            text_hash=row["text_hash"],
            severity=severity.value,
            category=category.value,
            words=words,
            comment=comment.strip(),
        ),
        Decision(Action.ACCEPT, report.article.id, flag_id, text_hash=row["text_hash"]),
    ]
    if session.decide(decisions, {flag_id: row}):
        place.to_flag(flag_id)


def undo(session: Session, place: Place) -> None:
    """Take back the last thing the person did, and go where it was."""
    try:
        stroke = session.store.undo(session.person)
    except AuditError as error:
        say(session.say("review.refused", why=error))
        return
    if not stroke:
        say(session.say("review.nothing_to_undo"))
        return
    first = stroke[0].decision
    if first.article_id != place.article:
        place.go(first.article_id)
    place.to_flag("" if first.action is Action.ADD else first.flag_id)
    say(session.say("review.undone", what=session.say.known("action", first.action.value)))


def assign(session: Session, place: Place, name: str) -> None:
    """Who is to review the article; empty for nobody."""
    session.decide([Decision(Action.ASSIGN, place.article, assignee=name.strip())])


def step_flag(place: Place, review: ArticleReview, step: int) -> None:
    """To the next or previous flag."""
    place.to_flag(review.beside(place.flag, step))


def step_article(session: Session, place: Place, step: int) -> None:
    """To the next or previous article of the queue as it was last filtered."""
    found = article_query.beside(session.store, listed(), place.article, step)
    if found is None:
        say(session.say("review.no_more"))
    else:
        place.go(found)


def _on(item: Item, action: Action, reason: str = "", comment: str = "") -> Decision:
    return Decision(
        action,
        item.flag.article_id,
        item.id,
        text_hash=item.row["text_hash"],
        reason=reason,
        comment=comment,
    )


def _reason(item: Item) -> str:
    given = [v.reason for v in item.standing.verdicts.values() if v.status is Status.DISMISSED]
    return given[-1] if given else Reason.OTHER.value


def _advance(session: Session, place: Place, item: Item) -> None:
    report = session.report(item.flag.article_id)
    if report is not None:
        place.to_flag(review_of(session.store, report, place.budget).next_open(item.id))
