"""What the figures of a text count: the record, and what both languages' figures have in common.

A figure counts what became of people (3명이 숨지고) or a noun (17 hospital trains); ``ko.counts`` and
``en.counts`` read it. Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from audit.languages.quantity import Form, Quantity

Fates = Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]
"""For each fate, what tells it after a figure and before one. Both languages have the same fates."""


class Counted(NamedTuple):
    """A figure and what it counts; ``fate`` is one of the fates, ``noun`` the stems of a noun.

    ``definite`` marks a figure of something that was named before: the 19 trains.
    """

    quantity: Quantity
    fate: str = ""
    noun: tuple[str, ...] = ()
    definite: bool = False


class CountWords(NamedTuple):
    """What tells what a figure is of: families of labels, the fates of people first, and topics."""

    families: tuple[Fates, ...]
    topics: Mapping[str, re.Pattern[str]]

    @property
    def fates(self) -> Fates:
        """What became of people."""
        return self.families[0]


def count_words(
    path: Path,
    around: Callable[[Mapping[str, str]], tuple[re.Pattern[str], re.Pattern[str]]],
    topic_of: Callable[[str], re.Pattern[str]],
) -> CountWords:
    """A language's ``counts.toml``.

    Args:
        path: the table.
        around: the patterns after a figure and before one, of a row.
        topic_of: the pattern of a topic's words.
    """
    table = tomllib.loads(path.read_text("utf-8"))
    rows = (table["fates"], *table["families"].values())
    return CountWords(
        tuple({name: around(row) for name, row in family.items()} for family in rows),
        {name: topic_of(words) for name, words in table["topics"].items()},
    )


def labels(
    text: str, quantities: Sequence[Quantity], words: CountWords
) -> tuple[dict[str, Quantity], ...]:
    """The figures of a sentence by what they are of, for each family of labels and for the topics."""
    families = (
        labelled(text, quantities, lambda t, q, o, f=family: fate(t, q, o, f))  # type: ignore[misc]
        for family in words.families
    )
    return (*families, labelled(text, quantities, lambda t, q, o: topic(t, q, o, words.topics)))


Reader = Callable[[str, Quantity, Sequence[Quantity]], str]
"""The label of a figure among all of its sentence; empty if it has none, or two."""


_REACH = 30
"""Figures before one that are looked at; no sentence of prose has as many."""


def labelled(text: str, quantities: Sequence[Quantity], read: Reader) -> dict[str, Quantity]:
    """The figures of a sentence by their label; labels that two figures have are left out."""
    found: dict[str, list[Quantity]] = {}
    for q in quantities:
        label = "" if q.optional else read(text, q, quantities)
        if label:
            found.setdefault(label, []).append(q)
    return {label: same[0] for label, same in found.items() if len(same) == 1}


def topic(
    text: str, q: Quantity, others: Sequence[Quantity], topics: Mapping[str, re.Pattern[str]]
) -> str:
    """The one topic that is named between the figure before and this one; empty if none or two."""
    since = max(
        (o.end for o in _before(q, others) if o.end <= q.start and not o.optional), default=0
    )
    found = {label for label, pattern in topics.items() if pattern.search(text, since, q.start)}
    return found.pop() if len(found) == 1 else ""


def _before(q: Quantity, others: Sequence[Quantity]) -> Sequence[Quantity]:
    """The figures before one, of a sentence's in order: all that a sentence of prose has."""
    at = bisect_left(others, q.start, key=_start)
    return others[max(0, at - _REACH) : at]


def _start(q: Quantity) -> int:
    return q.start


def is_plain_count(quantity: Quantity) -> bool:
    """Whether a figure counts things: no money, no measure."""
    return quantity.form is Form.EXACT and quantity.unit in ("", "times")


def fate(text: str, q: Quantity, others: Sequence[Quantity], fates: Fates) -> str:
    """The fate beside a figure; empty if there is none, or another before it than after it.

    What the next figure counts, of ``others``, is not what this one does.
    """
    following = bisect_left(others, q.end, key=_start)
    until = others[following].start if following < len(others) else len(text)
    since = max((o.end for o in _before(q, others) if o.end <= q.start), default=0)
    behind, ahead = text[q.end : until], text[since : q.start]
    found = {
        name
        for name, (after, before) in fates.items()
        if after.search(behind) or before.search(ahead)
    }
    return found.pop() if len(found) == 1 else ""


def slip(a: Fraction, b: Fraction) -> bool:
    """Whether two whole numbers look like one mistyped: one digit differs, or two changed places."""
    one, other = str(a), str(b)
    if len(one) != len(other) or len(one) < 2 or not (one + other).isdigit():
        return False
    wrong = [i for i, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    return len(wrong) == 1 or swapped(a, b)


def swapped(a: Fraction, b: Fraction) -> bool:
    """Whether two whole numbers differ by two digits that changed places: 18,700 and 17,800."""
    one, other = str(a), str(b)
    if len(one) != len(other):
        return False
    wrong = [i for i, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    return len(wrong) == 2 and [one[i] for i in wrong] == [other[i] for i in reversed(wrong)]
