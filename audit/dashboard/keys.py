"""The keys of the review page: the button that each presses, and what a verdict's button decides."""

from __future__ import annotations

from dataclasses import dataclass

from audit.records.decision import Action, Reason, Status
from audit.records.flag import Severity

DISMISSALS = tuple(Reason)
"""Reasons in the order of their keys, 1 and on."""
GRADES = tuple(Severity)
"""Severities in the order of their keys, 6 and on."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a verdict's button decides; ``value`` is the reason, severity or status that goes with it."""

    key: str
    action: Action
    value: str = ""


CHOICES = {
    "do_accept": Choice("A", Action.ACCEPT),
    "do_fixed": Choice("F", Action.FIXED),
    "do_unsure": Choice("U", Action.UNSURE),
    **{
        f"do_dismiss_{number}": Choice(str(number), Action.DISMISS, reason.value)
        for number, reason in enumerate(DISMISSALS, 1)
    },
    **{
        f"do_severity_{number}": Choice(str(number), Action.SEVERITY, severity.value)
        for number, severity in enumerate(GRADES, 6)
    },
    **{
        f"settle_{status.value}": Choice(key, Action.SETTLE, status.value)
        for key, status in (
            ("Shift+A", Status.ACCEPTED),
            ("Shift+F", Status.FIXED),
            ("Shift+D", Status.DISMISSED),
        )
    },
}
"""What decides, by the name of its button."""
_OTHERS = {
    "move": {"previous_flag": "K", "next_flag": "J", "previous_article": "P", "next_article": "N"},
    "card": {"do_fixed": "F", "comment": "M"},
    "dialog": {"never": "R", "add": "G", "assign": "S", "sign": "X", "help": "H"},
    "switch": {"undo": "Z", "only_flagged": "O", "show_draft": "T", "do_together": "D"},
}
COMMANDS = {name: ("verdict", choice.key) for name, choice in CHOICES.items()} | {
    name: (kind, key) for kind, keys in _OTHERS.items() for name, key in keys.items()
}
"""Kind and key of every button that has one, by its name; ``card`` opens a field on the card."""


def hinted(label: str, name: str) -> str:
    """The label of a button with its key; one of ours, for it is read as markdown."""
    return f"{label} `{COMMANDS[name][1]}`"
