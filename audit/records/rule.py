"""Records of standing rules: what a newsroom has dismissed once and for all, until a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

_MATCHED = ("id", "code", "source", "target", "term", "desk", "spared")
"""The fields that decide what a rule holds back; the others tell people of it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A standing rule: flags of a code on some words are not to be shown.

    ``source`` and ``target`` are the words of a flag's spans on each side, several joined by ``" | "``; an
    empty side is any. ``term`` is the Korean of a glossary's entry, and stands for the words of both sides.
    ``desk`` is where it holds, empty for everywhere. ``until`` is its last day in Korea, ISO 8601.
    ``author`` made it at ``made`` (ISO 8601 in UTC) from the flag ``flag_id`` of ``article_id``, which was
    dismissed for ``reason``. ``spared`` are the ids of flags that match and that somebody called an error:
    those it never holds back.
    """

    id: str
    code: str
    source: str = ""
    target: str = ""
    term: str = ""
    desk: str = ""
    until: str = ""
    author: str = ""
    made: str = ""
    reason: str = ""
    comment: str = ""
    article_id: str = ""
    flag_id: str = ""
    spared: tuple[str, ...] = ()

    def holds_on(self, day: str) -> bool:
        """Whether it is in force on a day, ISO 8601."""
        return day <= self.until

    def described(self) -> dict[str, object]:
        """What decides what it holds back, as plain values; what is empty is left out."""
        values = asdict(self)
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name in _MATCHED
            if (value := values[name])
        }


def in_force(rules: Iterable[Rule], day: str) -> tuple[Rule, ...]:
    """Those of some rules that hold on a day, ISO 8601."""
    return tuple(rule for rule in rules if rule.holds_on(day))


@dataclass(frozen=True, slots=True)
class RuleFile:
    """Rules in a file of their own, for runs that cannot ask the review store."""

    rules: tuple[Rule, ...]
    format: Literal[1] = 1
