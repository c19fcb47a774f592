"""What to print for a figure that is right but for its sign, its extent or its time; each is read back."""

from __future__ import annotations

import re
from fractions import Fraction

from audit.checks.common.figures import Placed
from audit.checks.within_number.extents import Extent, english_extent, extent_differs
from audit.checks.within_number.signs import sign_differs
from audit.languages.en.conversions import Conversion, conversions
from audit.languages.en.figures_written import quantity_written
from audit.languages.en.numerals import english_quantities
from audit.languages.en.times import english_rate, english_vague_times
from audit.languages.quantity import Form, Quantity, units
from audit.languages.spans import Extent as Place

_SIGN = re.compile(r"^(?:(?:minus|negative) |-)|,? below (?:zero|freezing)$", re.IGNORECASE)
_ADVERBS = {
    "year": "yearly",
    "month": "monthly",
    "week": "weekly",
    "day": "daily",
    "hour": "hourly",
}


def _printed(text: str, place: Place, words: str) -> str:
    return text[: place[0]] + words + text[place[1] :]


def _at(text: str, start: int, q: Quantity) -> Quantity | None:
    """The figure of a text that begins there or right after, if it is the same amount."""
    found = (x for x in english_quantities(text) if x.start >= start)
    first = next(found, None)
    return first if first is not None and (first.low, first.unit) == (q.low, q.unit) else None


def with_sign(k: Placed, e: Placed) -> str:
    """The English figure below zero as the Korean one is, or above it."""
    q = e.quantity
    words = _SIGN.sub("", e.words) if q.minus else f"minus {e.words}"
    text = _printed(e.text, (q.start, q.end), words)
    read = _at(text, q.start, q)
    if read is None or read.minus == q.minus or sign_differs(k.text, text, k.quantity, read):
        return ""
    return words


def with_extent(k: Placed, e: Placed, place: Place) -> str:
    """The English figure with "to" for "by" or the reverse; ``place`` takes in the word before it."""
    said = e.text[place[0] : place[1]]
    word, _, figure = said.partition(" ")
    now = english_extent(e.text, e.quantity)
    if word.lower() in ("to", "by"):
        words = f"{'by' if word.lower() == 'to' else 'to'} {figure}"
    elif now is Extent.BY and figure == e.words:
        words = f"{word} to {figure}"
    else:
        return ""
    text = _printed(e.text, place, words)
    read = _at(text, place[0], e.quantity)
    if read is None or not english_extent(text, read):
        return ""
    return "" if extent_differs(k.text, text, k.quantity, read) else words


def with_time(text: str, place: Place, ours: str, theirs: str) -> str:
    """The words at ``place`` with one unit of time for another: weeks for months, a year for a month."""
    said = text[place[0] : place[1]]
    words, count = re.subn(rf"(?<![a-z]){theirs}(?=s?\b)", ours, said)
    if not count and theirs in _ADVERBS and ours in _ADVERBS:
        words, count = re.subn(rf"\b{_ADVERBS[theirs]}\b", _ADVERBS[ours], said)
    if count != 1:
        return ""
    words = re.sub(r"\ban? (?=(?:year|month|week|day|hour|minute|second)\b)", _article(ours), words)
    read = _printed(text, place, words)
    rates = (english_rate(read, q) for q in english_quantities(read))
    return words if ours in {*english_vague_times(read), *(r[0] for r in rates if r)} else ""


def _article(unit: str) -> str:
    return "an " if unit == "hour" else "a "


def reversed_score(e: str) -> str:
    """A score with its figures the other way round: 3-1 for 1-3."""
    match = re.fullmatch(r"(\S+?)( to |[-:]|: )(\S+)", e)
    return f"{match[3]}{match[2]}{match[1]}" if match else ""


def right_conversion(text: str, said: Conversion, given: list[Placed]) -> str:
    """A measure that the Korean gives, with what it is in the other unit of the English.

    Args:
        text: the English sentence.
        said: the measure, which the English converts wrongly.
        given: the Korean figures, one of which must be its first one.
    """
    first, second = said.first, said.second
    vouched = any((k.quantity.low, k.quantity.unit) == (first.low, first.unit) for k in given)
    if not vouched or first.dimension == "temperature" or first.form is not Form.EXACT:
        return ""
    value = first.low * units()[first.unit].size / units()[second.unit].size
    rounded = Fraction(round(value)) if value >= 10 else Fraction(round(value * 10), 10)
    written = quantity_written(
        Quantity(rounded, rounded, 0, 0, unit=second.unit), like=text[second.start : second.end]
    )
    words = text[first.start : second.start] + written
    read = _printed(text, (first.start, second.end), words)
    right = any(c.true and c.first.start == first.start for c in conversions(read))
    return words if written and right else ""
