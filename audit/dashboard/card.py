"""The card of the open flag as the browser gets it: what is wrong, the words, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit.checks import check_of
from audit.dashboard.actions import remark_form
from audit.dashboard.address import Place
from audit.dashboard.article_view import ArticleReview, Item, alike_shown, count_alike
from audit.dashboard.component.beads.payload import mark_of
from audit.dashboard.keys import COMMANDS, DISMISSALS, GRADES
from audit.dashboard.labels import Labels
from audit.dashboard.session import Session
from audit.dashboard.strokes import form_id
from audit.dashboard.widgets import rules
from audit.languages.visible import visible
from audit.messages import message
from audit.records.decision import Action, Status
from audit.records.flag import Severity, Side, Stage
from audit.review.corrected import Correction
from audit.review.effective_flags import ADDED
from audit.review.proposal import proposed

_LISTED = 6
"""How many of the identical flags that a dismissal takes along are named."""
_SIDES: tuple[tuple[Side, str, str], ...] = (
    ("source", "ko", "한국어"),
    ("target", "en", "English"),
)


def told(say: Labels, review: ArticleReview, item: Item) -> dict[str, Any]:
    """What the card says of a flag, without anything to press."""
    flag, severity = item.flag, item.severity.value
    place = next(i for i, other in enumerate(review.items, 1) if other.id == item.id)
    numbers = (
        f"{say('review.confidence')} {flag.confidence:.0%} · {say('review.risk')} {flag.risk:.0%}"
    )
    if flag.stage is not Stage.UNKNOWN:
        numbers += f" · {say(f'stage.{flag.stage.value}')}"
    if flag.check == ADDED and item.standing.added:
        numbers = say("review.added_by", who=item.standing.added.reviewer)
    check = check_of(flag.check)
    return {
        "flag": item.id,
        "bead": flag.bead_id,
        "seen": item.standing.decided,
        "severity": severity,
        "grave": f"{mark_of(severity)} {say.known('severity', severity)}",
        "kinds": [
            say.known("category", flag.category.value),
            say.known("relation", flag.relation.value),
        ],
        "place": f"{place}/{len(review.items)}",
        "what": visible(message(flag, say.language)),
        "words": [
            {"lang": lang, "name": name, "text": visible(words)}
            for side, lang, name in _SIDES
            if (words := " | ".join(e.text for e in flag.spans if e.side == side))
        ],
        "suggestion": {"name": say("review.suggestion"), "text": visible(flag.suggestion)}
        if flag.suggestion
        else None,
        "numbers": visible(numbers),
        "why": {"name": say("review.why"), "text": " ".join(check.explanation.split())}
        if check
        else None,
        "said": _said(say, item),
    }


def card(
    session: Session,
    place: Place,
    review: ArticleReview,
    item: Item,
    corrections: Mapping[str, Correction],
) -> dict[str, Any]:
    """What the card says of a flag, with the buttons and fields that the person's role includes.

    Args:
        session: of the person.
        place: where the person is.
        review: the flags that are shown.
        item: the open one.
        corrections: those that hold, by bead.
    """
    say, person = session.say, session.person
    found = told(say, review, item)
    if place.checked[0] == item.id:
        lines = [{"alert": True, "text": visible(line)} for line in place.checked[1]]
        found["said"] = [*lines, *found["said"]]
    if rule := review.report.suppressed.get(item.id):
        line = {"alert": True, "text": visible(rules.told_on_card(session, rule))}
        found["said"] = [line, *found["said"]]
    if not person.may(Action.ACCEPT):
        return found
    verdicts = [_button(say, f"do_{name}") for name in ("accept", "fixed", "unsure")]
    groups = [
        {
            "name": "",
            "buttons": [
                verdicts[0] | {"primary": True},
                *verdicts[1:],
                _button(say, "comment"),
            ],
        },
        {
            "name": say("review.dismiss_as"),
            "buttons": [
                _named(f"do_dismiss_{number}", say(f"reason.{reason.value}"))
                for number, reason in enumerate(DISMISSALS, 1)
            ]
            + ([_named("never", say("rules.never"))] if rules.offered(session, item) else []),
        },
        {"name": say("review.severity_is"), "buttons": _grades(say, item)},
    ]
    if item.status is Status.DISPUTED and person.may(Action.SETTLE):
        settled = (Status.ACCEPTED, Status.FIXED, Status.DISMISSED)
        buttons = [_button(say, f"settle_{status.value}") for status in settled]
        groups.insert(0, {"name": say("review.settle"), "buttons": buttons})
    return found | {
        "groups": groups,
        "together": _together(session, place, item),
        "comment": {
            "name": say("review.comment"),
            "placeholder": say("review.comment_hint"),
            "hint": "",
            "form": form_id(remark_form(item)),
            **_refused(place, item),
            "save": say("review.save"),
            "cancel": say("review.cancel"),
        },
        "edit": _edit(say, place, review, item, corrections.get(item.flag.bead_id)),
    }


def _refused(place: Place, item: Item) -> dict[str, Any]:
    """A comment that could not be kept; the browser opens its field again each time."""
    flag_id, text, times = place.remarked
    return {"text": text, "refused": times} if flag_id == item.id else {"text": "", "refused": 0}


def _edit(
    say: Labels, place: Place, review: ArticleReview, item: Item, correction: Correction | None
) -> dict[str, Any] | None:
    """The field for the corrected English; None for a flag that is not of a sentence."""
    if not item.flag.bead_id:
        return None
    flag_id, typed = place.typed
    return {
        "name": say("review.corrected"),
        "text": typed
        if typed and flag_id == item.id
        else proposed(review.report, item.flag, correction),
        "placeholder": "",
        "hint": say("review.corrected_hint"),
        "save": say("review.save"),
        "cancel": say("review.cancel"),
    }


def _named(name: str, label: str) -> dict[str, Any]:
    return {"name": name, "label": label, "key": COMMANDS[name][1]}


def _button(say: Labels, name: str) -> dict[str, Any]:
    return _named(name, say(f"review.{name.removeprefix('do_')}"))


def _grades(say: Labels, item: Item) -> list[dict[str, Any]]:
    def grade(number: int, severity: Severity) -> dict[str, Any]:
        label = f"{mark_of(severity.value)} {say(f'severity.{severity.value}')}"
        return _named(f"do_severity_{number}", label) | {"pressed": severity is item.severity}

    return [grade(number, severity) for number, severity in enumerate(GRADES, 6)]


def _together(session: Session, place: Place, item: Item) -> dict[str, Any] | None:
    """The switch that has a dismissal hold for identical flags, and which those are once it is on."""
    flags, articles = count_alike(session.store, item.row)
    if not flags:
        return None
    say = session.say
    listed = alike_shown(session.store, item.row, _LISTED) if place.together else []
    return _named("do_together", say("review.together", flags=flags, articles=articles)) | {
        "on": place.together,
        "help": say("review.together_help"),
        "listed": [visible(f"{title}: {text}") for title, text in listed],
        "more": say("review.together_more", flags=flags - len(listed))
        if len(listed) < flags and listed
        else "",
    }


def _said(say: Labels, item: Item) -> list[dict[str, Any]]:
    """Verdicts and remarks of everybody, and what the reader has to know about them."""
    standing = item.standing
    lines: list[tuple[bool, str]] = []
    if item.status is Status.DISPUTED:
        lines.append((True, say("review.disputed")))
    if item.status is Status.STALE:
        before = say.known("status", standing.earlier)
        lines.append((True, say("review.stale", status=before)))
    for verdict in sorted(standing.verdicts.values(), key=lambda v: v.seq):
        given = say.known("status", verdict.status.value)
        if verdict.reason:
            given += f" ({say.known('reason', verdict.reason)})"
        lines.append((False, say("review.by", status=given, who=verdict.reviewer)))
    if standing.settled:
        given = say.known("status", standing.settled.status.value)
        who = say("review.settled", who=standing.settled.reviewer)
        lines.append((False, f"{given}, {who}"))
    lines += [(False, f"{e.reviewer}: {e.decision.comment}") for e in standing.comments]
    return [{"alert": alert, "text": visible(text)} for alert, text in lines]
