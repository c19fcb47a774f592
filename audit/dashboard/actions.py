"""What the buttons of the review page do that give no verdict: remarks, flags added, steps."""

from __future__ import annotations

from dataclasses import dataclass

from audit.dashboard import planted
from audit.dashboard.address import Place, listed
from audit.dashboard.article_view import ArticleReview, Item
from audit.dashboard.refusals import telling
from audit.dashboard.session import Session, tell
from audit.dashboard.strokes import UNDO, stroke
from audit.errors import AuditError
from audit.records.bead import Bead
from audit.records.decision import Action, Decision
from audit.records.flag import Category, Severity
from audit.records.result import ArticleResult
from audit.review import article_query, flag_query
from audit.review.effective_flags import added_flag, spans_of
from audit.review.loading import row_of


def remark(session: Session, place: Place, item: Item, comment: str, shown: str) -> None:
    """A comment, without a verdict; one that is refused stays in its field.

    Args:
        session: of the person.
        place: where the person is.
        item: the flag that it is on.
        comment: as it was typed.
        shown: the id of the field.
    """
    place.remarked = (item.id, comment, place.remarked[2] + 1)
    with telling(session.say):
        if planted.remarked(session, item, comment) or not comment.strip():
            place.remarked = ("", "", 0)
            return
        decision = Decision(
            Action.COMMENT,
            item.flag.article_id,
            item.id,
            text_hash=item.row["text_hash"],
            comment=comment.strip(),
        )
        form = remark_form(item)
        if session.decide([decision], {item.id: item.row}, form=form, shown=shown):
            place.remarked = ("", "", 0)


def remark_form(item: Item) -> str:
    """The name of the field for comments on a flag."""
    return f"remark/{item.flag.article_id}/{item.id}"


@dataclass(frozen=True, slots=True)
class Added:
    """What somebody typed of a flag that the tool missed."""

    category: Category
    severity: Severity
    words: str
    comment: str


def add(
    session: Session, place: Place, review: ArticleReview, typed: Added, shown: str
) -> str | None:
    """A flag that the tool missed, on the sentence that was chosen.

    Args:
        session: of the person.
        place: where the person is.
        review: of the article.
        typed: what the flag says.
        shown: the id of the dialog.

    Returns:
        Why it was refused, which is said on the page too; None where it was taken.
    """
    report = review.report
    try:
        bead = next((b for b in report.beads if b.id == (place.chosen or {}).get("bead")), None)
        if bead is None or planted.end(session, report.article.id, bead.id):
            return None
        with stroke("add", report.article.id, bead.id, typed, shown=shown) as key:
            flag_id = _added(session, report, bead, typed, key)
    except AuditError as error:
        why = session.say("review.refused", why=session.say.fault(error))
        tell(why)
        return why
    place.to_flag(flag_id)
    return None


def _added(session: Session, report: ArticleResult, bead: Bead, typed: Added, key: str) -> str:
    """Log a flag of the person's own; its id follows from the key."""
    words, comment = typed.words.strip(), typed.comment.strip()
    # Evidence is what stands in the text; anything else that was typed is a remark.
    spans = spans_of(report, bead, "source", words) or spans_of(report, bead, "target", words)
    flag_id = f"r{key[:11]}"
    text = comment or words or typed.category.value
    flag = added_flag(report, bead, flag_id, typed.category, typed.severity, text, spans)
    row = row_of(report, flag, len(report.flags))
    decisions = [
        Decision(
            Action.ADD,
            report.article.id,
            flag_id,
            text_hash=row["text_hash"],
            severity=typed.severity.value,
            category=typed.category.value,
            words=words,
            comment=comment,
        ),
        Decision(Action.ACCEPT, report.article.id, flag_id, text_hash=row["text_hash"]),
    ]
    session.store.append(session.person, decisions, {flag_id: row}, key=key)
    return flag_id


def undo(session: Session, place: Place) -> None:
    """Take back the last thing the person did, and go where it was."""
    with telling(session.say):
        if planted.not_undone(session):
            return
        with stroke(UNDO) as key:
            undone = session.store.undo(session.person, key)
        if not undone:
            tell(session.say("review.nothing_to_undo"))
            return
        first = undone[0].decision
        if first.article_id != place.article:
            place.go(first.article_id, through=place.through)
        place.to_flag("" if first.action is Action.ADD else first.flag_id)
        tell(session.say("review.undone", what=session.say.known("action", first.action.value)))


def assign(session: Session, place: Place, name: str, shown: str) -> None:
    """Who is to review the article; empty for nobody.

    Args:
        session: of the person.
        place: where the person is.
        name: of who is to.
        shown: the id of the dialog.
    """
    decision = Decision(Action.ASSIGN, place.article, assignee=name.strip())
    session.decide([decision], form="assign", shown=shown)


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
