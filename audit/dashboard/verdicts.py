"""A verdict goes to the flag that was on the screen, once, and never silently over somebody else's."""

from __future__ import annotations

from dataclasses import replace

from audit.dashboard import checking, planted
from audit.dashboard.address import Place
from audit.dashboard.article_view import ArticleReview, Item, alike
from audit.dashboard.keys import CHOICES, Choice
from audit.dashboard.refusals import telling
from audit.dashboard.session import Session, tell
from audit.errors import AuditError
from audit.messages import message
from audit.records.decision import VERDICTS, Action, Decision, Reason, Status
from audit.records.flag import Flag
from audit.review import flag_query
from audit.review.corrected import by_bead, logged, passage_of
from audit.review.flag_query import FlagFilter
from audit.review.standing import Standing
from audit.review.state import NEEDS_EYES
from audit.review.store import Overtaken


def give(
    session: Session,
    place: Place,
    name: str,
    flag_id: str,
    seen: int,
    corrected: str | None = None,
) -> None:
    """Do what a verdict's button or key does, or say why not; then go to the next open flag.

    What the store refuses is said.

    Args:
        session: whose verdict it is.
        place: where the person is.
        name: of the button, one of :data:`~audit.dashboard.keys.CHOICES`.
        flag_id: the flag that was on the screen.
        seen: its ``Standing.decided``, as it was on the screen.
        corrected: English that takes the place of the flag's; None where none was typed.
    """
    with telling(session.say):
        _give(session, place, CHOICES[name], flag_id, seen, corrected)


def _give(
    session: Session,
    place: Place,
    choice: Choice,
    flag_id: str,
    seen: int,
    corrected: str | None,
) -> None:
    place.typed = (flag_id, corrected or "")
    review = _review(session, place)
    item = review.by_id.get(flag_id) if review else None
    if review is None or item is None:
        tell(session.say("review.moved_on"))
        return
    change = _change(session, review, item, corrected)
    if told := _refusal(session, place, review, item, choice, change):
        tell(told)
        return
    if planted.answered(session, place, review, item, choice):
        return
    # Who settles a dispute has all of it before him.
    if seen != place.known and choice.action is not Action.SETTLE:
        _tell_change(session, place, item.standing)
        return
    decisions, stand = _stroke(session, place, item, choice, change)
    stand[place.article, flag_id] = seen
    try:
        form = f"verdict/{place.article}/{flag_id}"
        written = session.decide(decisions, {flag_id: item.row}, stand, form=form)
    except Overtaken as error:
        if error.flag_id == flag_id:
            _tell_change(session, place, error.standing)
        else:
            # One of the identical flags, which are looked up anew.
            tell(session.say("review.busy"))
        return
    if not written:
        return
    place.typed = ("", "")
    with telling(session.say, "review.taken"):
        if choice.action is Action.SEVERITY or (change and _faulty(session, place, review, item)):
            place.known = written[0].seq
        else:
            _advance(session, place, item, told=bool(change))


def _review(session: Session, place: Place) -> ArticleReview | None:
    report = session.report(place.article)
    return planted.reviewed(session, report, place.budget, ruled=place.ruled) if report else None


def _faulty(session: Session, place: Place, review: ArticleReview, item: Item) -> bool:
    """Check corrected English at once; say what is wrong with it, and keep that for the card."""
    say, report = session.say, review.report
    place.checked = ("", [])
    if session.settings.recipient:
        # Nothing is sent for a key that was pressed.
        tell(say("review.not_sent", who=session.settings.recipient))
        return False
    try:
        found = checking.checked(session, report, item.id)
    except AuditError as error:
        place.checked = (item.id, [say("review.not_checked", why=say.fault(error))])
        tell(place.checked[1][0])
        return True
    if found is None:
        return False
    wrong = [say("review.new_error", what=message(flag, say.language)) for flag in found.new]
    if any(_same(flag, item.flag) for flag in found.standing):
        wrong.append(say("review.still_wrong", what=message(item.flag, say.language)))
    if wrong:
        place.checked = (item.id, wrong)
    tell(wrong[0] if wrong else say("review.checked"))
    return bool(wrong)


def _same(one: Flag, other: Flag) -> bool:
    return (one.code, [s.text for s in one.spans]) == (other.code, [s.text for s in other.spans])


def _change(session: Session, review: ArticleReview, item: Item, corrected: str | None) -> str:
    """Corrected English as a decision holds it, empty where it says what stands there already."""
    bead = next((bead for bead in review.report.beads if bead.id == item.flag.bead_id), None)
    if bead is None or corrected is None:
        return ""
    given = by_bead(review.report, session.store.entries(review.report.article.id)).get(bead.id)
    now = given.after if given else passage_of(review.report, bead).text
    return "" if corrected.strip() == now.strip() else logged(corrected)


def _refusal(
    session: Session,
    place: Place,
    review: ArticleReview,
    item: Item,
    choice: Choice,
    change: str,
) -> str:
    """Why a verdict cannot be meant for a flag, empty if it can."""
    say, person = session.say, session.person
    chosen = (place.chosen or {}).get("bead", "")
    if not person.name:
        return say("login.name_first")
    if chosen and all(other.flag.bead_id != chosen for other in review.items):
        return say("review.elsewhere")
    if item.id != place.flag or (chosen and item.flag.bead_id != chosen):
        return say("review.moved_on")
    if choice.action is Action.SETTLE:
        return "" if item.status is Status.DISPUTED else say("review.not_disputed")
    if choice.action is Action.SEVERITY:
        graded = item.severity.value == choice.value
        return say("review.graded_already") if graded else ""
    mine = item.standing.verdicts.get(person.name)
    given = VERDICTS[choice.action]
    if (
        change
        or mine is None
        or item.standing.settled
        or (mine.status, mine.reason) != (given, choice.value)
    ):
        return ""
    told = say("review.already", status=say.known("status", given.value))
    done = review.decided == len(review.items)
    return f"{told} {say('review.finished')}" if done else told


def _stroke(
    session: Session, place: Place, item: Item, choice: Choice, change: str
) -> tuple[list[Decision], dict[tuple[str, str], int]]:
    """The decisions of a choice, and where the other flags stand that it concerns."""
    action = choice.action
    reason = choice.value if action is Action.DISMISS else ""
    if action is Action.SETTLE and choice.value == Status.DISMISSED:
        reason = _reason(item)
    first = Decision(
        action,
        item.flag.article_id,
        item.id,
        text_hash=item.row["text_hash"],
        reason=reason,
        severity=choice.value if action is Action.SEVERITY else "",
        verdict=choice.value if action is Action.SETTLE else "",
        corrected=change if action is Action.FIXED else "",
    )
    decisions, stand = [first], {}
    if place.together and action is Action.DISMISS:
        for row in alike(session.store, item.row):
            standings = session.store.standings(row["article_id"])
            standing = standings.get(row["flag_id"], Standing())
            if standing.status in NEEDS_EYES:
                stand[row["article_id"], row["flag_id"]] = standing.decided
                decisions.append(
                    Decision(
                        action,
                        row["article_id"],
                        row["flag_id"],
                        text_hash=row["text_hash"],
                        reason=reason,
                    )
                )
    return decisions, stand


def _reason(item: Item) -> str:
    given = [v.reason for v in item.standing.verdicts.values() if v.status is Status.DISMISSED]
    return given[-1] if given else Reason.OTHER.value


def _tell_change(session: Session, place: Place, standing: Standing) -> None:
    """Say what happened to a flag since the person came to it; who presses again knows of it."""
    say, last = session.say, standing.last
    place.known = standing.decided
    if last is None or last.seq != standing.decided:
        tell(say("review.changed"))
        return
    status = say.known("status", last.status.value)
    if last.reviewer == session.person.name:
        tell(say("review.given", status=status))
    else:
        tell(say("review.meanwhile", who=last.reviewer, status=status))


def _advance(session: Session, place: Place, item: Item, *, told: bool) -> None:
    if place.through is not None:
        _go_through(session, place, place.through, told=told)
        return
    review = _review(session, place)
    if review is None:
        return
    following = review.showing(place.shown, item.id).next_open(item.id)
    if following != item.id:
        place.to_flag(following)
        return
    place.together, place.chosen = False, None
    # What the check of a correction says goes before; the end of the article is told there too.
    if review.decided == len(review.items) and not told:
        tell(session.say("review.finished"))


def _go_through(session: Session, place: Place, listed: FlagFilter, *, told: bool) -> None:
    """To the next open flag of the list, and from its end to those left out before."""
    left = replace(listed, statuses=tuple(status.value for status in NEEDS_EYES))
    found = flag_query.beside(session.store, left, (place.article, place.flag), 1)
    if found is None:
        rows = flag_query.gravest(session.store, left, 1, 1)
        found = (rows[0]["article_id"], rows[0]["flag_id"]) if rows else None
    if found:
        place.go(*found, listed)
    elif not told:
        tell(session.say("flags.all_done"))
