"""What the buttons of the review page do: a decision, and the step to the flag that comes next."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st

from audit.dashboard.case import Case, Item, alike, case_of
from audit.dashboard.desk import Desk
from audit.dashboard.place import Place, listed
from audit.errors import AuditError
from audit.report import Category, Severity
from audit.review import listing
from audit.review.decision import Action, Decision, Reason, Status
from audit.review.loading import row_of
from audit.review.upheld import ADDED


def say(text: str) -> None:
    """Have a line shown once, under the buttons."""
    st.session_state["said"] = text


def give(desk: Desk, place: Place, item: Item, action: Action, reason: str = "") -> None:
    """A verdict on a flag, and on the identical ones if that is switched on; then the next flag."""
    decisions = [_on(item, action, reason=reason)]
    if place.together and action is Action.DISMISS:
        decisions += [
            Decision(
                action, row["article_id"], row["flag_id"], text_hash=row["text_hash"], reason=reason
            )
            for row in alike(desk.store, item.row)
        ]
    if desk.decide(decisions, {item.id: item.row}):
        _advance(desk, place, item)


def settle(desk: Desk, place: Place, item: Item, status: Status) -> None:
    """A lead's word on a flag that reviewers disagree about; then the next flag."""
    decision = Decision(
        Action.SETTLE,
        item.flag.article_id,
        item.id,
        text_hash=item.row["text_hash"],
        verdict=status.value,
        reason=_reason(item) if status is Status.DISMISSED else "",
    )
    if desk.decide([decision]):
        _advance(desk, place, item)


def grade(desk: Desk, item: Item, severity: Severity) -> None:
    """Another severity; the flag stays, for the verdict is still to come."""
    decision = Decision(
        Action.SEVERITY,
        item.flag.article_id,
        item.id,
        text_hash=item.row["text_hash"],
        severity=severity.value,
    )
    desk.decide([decision], {item.id: item.row})


def remark(desk: Desk, item: Item, comment: str) -> None:
    """A comment, without a verdict."""
    if comment.strip():
        desk.decide([_on(item, Action.COMMENT, comment=comment.strip())], {item.id: item.row})


def add(
    desk: Desk,
    place: Place,
    case: Case,
    category: Category,
    severity: Severity,
    words: str,
    comment: str,
) -> None:
    """A flag that the tool missed, on the sentence that was chosen."""
    chosen = place.chosen or {}
    report = case.report
    bead = next((bead for bead in report.beads if bead.id == chosen.get("bead")), None)
    if bead is None:
        return
    ko = [report.pair.ko.sentences[i] for i in bead.ko]
    en = [report.pair.en.sentences[j] for j in bead.en]
    # Evidence is what stands in the text; anything else that was typed is a remark.
    in_ko = words if any(words and words in s.text for s in ko) else ""
    in_en = words if any(words and words in s.text for s in en) else ""
    flag_id = f"r{uuid4().hex[:11]}"
    row = row_of(
        {
            "article_id": report.pair.id,
            "flag_id": flag_id,
            "bead_id": bead.id,
            "category": category.value,
            "check": ADDED,
            "severity": severity.value,
            "message": comment.strip() or words or category.value,
            "stage": "unknown",
            "ko_sentence_ids": " ".join(s.id for s in ko),
            "en_sentence_ids": " ".join(s.id for s in en),
            "ko_text": " ".join(s.text for s in ko),
            "en_text": " ".join(s.text for s in en),
            "ko_evidence": in_ko,
            "en_evidence": "" if in_ko else in_en,
            "encoder": report.encoder,
            "tool_version": report.tool_version,
            "risk": 1.0,
        },
        len(report.flags),
    )
    decisions = [
        Decision(
            Action.ADD,
            report.pair.id,
            flag_id,
            text_hash=row["text_hash"],
            severity=severity.value,
            category=category.value,
            words=words,
            comment=comment.strip(),
        ),
        Decision(Action.ACCEPT, report.pair.id, flag_id, text_hash=row["text_hash"]),
    ]
    if desk.decide(decisions, {flag_id: row}):
        place.to_flag(flag_id)


def undo(desk: Desk, place: Place) -> None:
    """Take back the last thing the person did, and go where it was."""
    try:
        stroke = desk.store.undo(desk.person)
    except AuditError as error:
        say(desk.say("review.refused", why=error))
        return
    if not stroke:
        say(desk.say("review.nothing_to_undo"))
        return
    first = stroke[0].decision
    if first.article_id != place.article:
        place.go(first.article_id)
    place.to_flag("" if first.action is Action.ADD else first.flag_id)
    say(desk.say("review.undone", what=desk.say.known("action", first.action.value)))


def assign(desk: Desk, place: Place, name: str) -> None:
    """Who is to review the article; empty for nobody."""
    desk.decide([Decision(Action.ASSIGN, place.article, assignee=name.strip())])


def step_flag(place: Place, case: Case, step: int) -> None:
    """To the next or previous flag."""
    place.to_flag(case.beside(place.flag, step))


def step_article(desk: Desk, place: Place, step: int) -> None:
    """To the next or previous article of the queue as it was last filtered."""
    found = listing.beside(desk.store, listed(), place.article, step)
    if found is None:
        say(desk.say("review.no_more"))
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


def _advance(desk: Desk, place: Place, item: Item) -> None:
    report = desk.report(item.flag.article_id)
    if report is not None:
        place.to_flag(case_of(desk.store, report, place.budget).next_open(item.id))
