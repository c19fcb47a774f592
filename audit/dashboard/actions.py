"""What the buttons of the review page do that give no verdict: remarks, flags added, steps."""

from __future__ import annotations

from uuid import uuid4

from audit.dashboard import planted
from audit.dashboard.address import Place, listed
from audit.dashboard.article_view import ArticleReview, Item
from audit.dashboard.refusals import telling
from audit.dashboard.session import Session, tell
from audit.records.decision import Action, Decision
from audit.records.flag import Category, Severity
from audit.review import article_query, flag_query
from audit.review.effective_flags import added_flag, spans_of
from audit.review.loading import row_of


def remark(session: Session, item: Item, comment: str) -> None:
    """A comment, without a verdict."""
    with telling(session.say):
        if planted.remarked(session, item, comment):
            return
        if comment.strip():
            session.decide(
                [
                    Decision(
                        Action.COMMENT,
                        item.flag.article_id,
                        item.id,
                        text_hash=item.row["text_hash"],
                        comment=comment.strip(),
                    )
                ],
                {item.id: item.row},
            )


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
    with telling(session.say):
        chosen = place.chosen or {}
        report = review.report
        bead = next((bead for bead in report.beads if bead.id == chosen.get("bead")), None)
        if bead is None or planted.end(session, report.article.id, bead.id):
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
    with telling(session.say):
        if planted.not_undone(session):
            return
        stroke = session.store.undo(session.person)
        if not stroke:
            tell(session.say("review.nothing_to_undo"))
            return
        first = stroke[0].decision
        if first.article_id != place.article:
            place.go(first.article_id, through=place.through)
        place.to_flag("" if first.action is Action.ADD else first.flag_id)
        tell(session.say("review.undone", what=session.say.known("action", first.action.value)))


def assign(session: Session, place: Place, name: str) -> None:
    """Who is to review the article; empty for nobody."""
    session.decide([Decision(Action.ASSIGN, place.article, assignee=name.strip())])


def step_flag(session: Session, place: Place, review: ArticleReview, step: int) -> None:
    """To the next or previous flag: of the list that is gone through, else of the article."""
    with telling(session.say):
        if place.through is None:
            place.to_flag(review.beside(place.flag, step))
            return
        at = (place.article, place.flag)
        if found := flag_query.beside(session.store, place.through, at, step):
            place.go(*found, place.through)
        else:
            tell(session.say("review.no_more"))


def step_article(session: Session, place: Place, step: int) -> None:
    """To the next or previous article of the queue as it was last filtered."""
    with telling(session.say):
        found = article_query.beside(session.store, listed(), place.article, step)
        if found is None:
            tell(session.say("review.no_more"))
        else:
            place.go(found)
