"""Verbs that say one thing from its two ends, beat and lose to, and those that say it of both alike.

The table lists for each pair the Korean stems and English lemmas of either end.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any


class Ends(Enum):
    """How a Korean and an English verb stand to each other."""

    SAME = "same"
    """One thing from the same end."""
    CONVERSE = "converse"
    """One thing from its two ends: what is agent for the one is patient for the other."""
    CONVERSE_OF_THINGS = "converse of things"
    """The same where both have a thing as their object: sell and buy."""
    MUTUAL = "mutual"
    """Either is said of both alike."""


@cache
def _tables() -> tuple[dict[str, set[tuple[int, int]]], dict[str, set[tuple[int, int]]]]:
    korean: dict[str, set[tuple[int, int]]] = {}
    english: dict[str, set[tuple[int, int]]] = {}
    for number, row in enumerate(_file()["converse"]):
        for index, lists in ((korean, row["ko"]), (english, row["en"])):
            for end, listed in enumerate(lists):
                for word in listed.split():
                    index.setdefault(word, set()).add((number, end))
    return korean, english


@cache
def _mutual() -> tuple[frozenset[str], frozenset[str]]:
    table = _file()["mutual"]
    return frozenset(table["ko"].split()), frozenset(table["en"].split())


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def ends(korean: str, english: str) -> Ends | None:
    """How a Korean predicate (stem or noun) stands to an English lemma; None where no row has both."""
    ours, theirs = _mutual()
    if korean in ours or english in theirs:
        return Ends.MUTUAL
    found = dict(_shared(korean, english))
    if not found:
        return None
    if Ends.SAME in found.values():
        return Ends.SAME
    return next(iter(found.values()))


def _shared(korean: str, english: str) -> Iterator[tuple[int, Ends]]:
    """The rows that have both, and how they stand there."""
    ours, theirs = _tables()
    rows = _file()["converse"]
    for number, end in ours.get(korean, ()):
        for other, its_end in theirs.get(english, ()):
            if number == other:
                converse = Ends.CONVERSE_OF_THINGS if rows[number].get("thing") else Ends.CONVERSE
                yield number, Ends.SAME if end == its_end else converse


def has_converse(english: str) -> bool:
    """Whether an English verb has a converse, so that one who is its subject may be another's object."""
    return english in _tables()[1] or english in _mutual()[1]
