"""Measures that an English text gives twice, in two units: 40 kilometers (25 miles).

Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from audit.languages.en.numerals import english_quantities
from audit.languages.quantity import Form, Quantity, converts

_MEASURES = frozenset(("length", "area", "mass", "temperature", "volume"))
_BETWEEN = re.compile(
    r"(?: (?:per|an?) (?:hour|second|minute|day))?(?: [a-z]+)?"
    r"(?: \(|, or )(?:about |around |roughly |or |nearly |some |approximately |just over |over )?"
)
_CHANGE = re.compile(
    r"\b(?:by|warmer|cooler|colder|hotter|higher|lower|above|below|than|rise|drop|increase|warming)\b"
)
_FAR_APART = 6
"""Characters between the parts of a compound measure: 5 feet 10 inches."""


class Conversion(NamedTuple):
    """A measure and what the text says it is in another unit; ``true`` if it is."""

    first: Quantity
    second: Quantity
    true: bool


def conversions(text: str) -> Iterator[Conversion]:
    """Every measure of a sentence that is followed by itself in another unit."""
    found = [q for q in english_quantities(text) if q.dimension in _MEASURES]
    for i, (a, b) in enumerate(pairwise(found)):
        if a.dimension != b.dimension or a.unit == b.unit or Form.VAGUE in (a.form, b.form):
            continue
        if not _BETWEEN.fullmatch(text[a.end : b.start]) or a.form is not b.form:
            continue
        before, after = found[i - 1] if i else None, found[i + 2] if i + 2 < len(found) else None
        if _compound(before, a) or _compound(b, after):
            continue
        ends = zip(a.ends(), b.ends(), strict=True)
        change = a.dimension == "temperature" and _CHANGE.search(text) is not None
        yield Conversion(a, b, all(converts(x, y, change=change) for x, y in ends))


def _compound(a: Quantity | None, b: Quantity | None) -> bool:
    """Whether two measures are the parts of one: 5 feet 10 inches, 6 pounds, 3 ounces."""
    if a is None or b is None or a.dimension != b.dimension:
        return False
    return b.start - a.end <= _FAR_APART and a.unit != b.unit and b.start > a.end
