"""Whether a Korean and an English quantity say the same, and which of two lists have no partner."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence, Sized
from dataclasses import replace
from enum import IntEnum
from fractions import Fraction
from typing import TypeVar

from audit.languages.kept import remembered
from audit.languages.quantity import Bound, Form, Quantity, converts, last_step, units

_CONVERTED = Fraction(6, 100)  # how far days may be from weeks, and months from years
_WIDEST = Fraction(1, 4)  # how far "more than" may be below
_HEDGED = Fraction(5, 100)  # how far from the truth "about" may be
_DAYS_A_MONTH = Fraction(3044, 100)
_MONTHS_OFF = Fraction(12, 100)  # how far four weeks may be from a month
_BARE = ("", "ordinal", "times")
MOST_PAIRS = 10_000
"""Pairs of figures of two texts up to which each is held against each; a sentence of the development sets has
42 figures at most, and a text with more than these is no prose."""
MOST_FIGURES = 500
"""Figures of one text up to which they are held against another's, however few that has."""


class Agreement(IntEnum):
    """How well two quantities agree; anything above ``NONE`` is the same amount."""

    NONE = 0
    LOOSE = 1
    ROUNDED = 2
    EXACT = 3


def agreement(ko: Quantity, en: Quantity) -> Agreement:
    """How well a Korean quantity and an English one agree; ranges and scores by their ends first.

    A rounded English figure agrees if it is the Korean one rounded to the digits printed, or if
    either side hedges.
    """
    if ko.unit == "pound sterling" and en.unit == "pound":  # 파운드 is both
        en = replace(en, unit=ko.unit)
    if not compatible(ko, en):
        return Agreement.NONE
    if Form.VAGUE in (ko.form, en.form):
        if "ordinal" in (ko.unit, en.unit):
            return Agreement.NONE
        return _vague(ko, en)
    if ko.dimension != en.dimension:
        crossed = _crossed(ko, en)
        if crossed or {ko.dimension, en.dimension} == {"percent", "times"}:
            return crossed
    if {ko.dimension, en.dimension} == {"months", "seconds"}:
        return _spans_of_time(ko, en)
    if ko.low == en.low and (ko.unit == en.unit or ko.dimension != en.dimension):
        return Agreement.EXACT if ko.unit == en.unit else Agreement.ROUNDED
    if ko.dimension and ko.dimension == en.dimension and ko.unit != en.unit:
        return _converted(ko, en)
    if "ordinal" in (ko.unit, en.unit):
        return Agreement.NONE
    if en.bound is Bound.UNDER and en.low == ko.low + 1:  # 0~4세 is "under 5"
        return Agreement.LOOSE
    return Agreement.ROUNDED if _rounded(ko, en) else Agreement.NONE


def _rounded(ko: Quantity, en: Quantity) -> bool:
    """Whether one is the other rounded, as far as the hedges of both allow.

    English with more digits than a hedged Korean figure must not hedge itself: 약 4만 is not
    "about 41,000".
    """
    if _digits(en.low) == _digits(ko.low):
        return False
    if _digits(en.low) < _digits(ko.low):
        bound = Bound.ABOUT if ko.approximate and en.bound is Bound.NONE else en.bound
        return rounds_to(ko.low, en.low, bound)
    if ko.bound is Bound.ODD and en.low == 12 and ko.low == 10:  # "a dozen"
        return True
    return not en.approximate and _hedged(ko, en)


def compatible(ko: Quantity, en: Quantity) -> bool:
    """Whether the two could be the same amount at all, by what they measure."""
    a, b = ko.dimension, en.dimension
    if a == b or (a in _BARE and b in _BARE):
        return True
    if {a, b} == {"percent", "times"}:
        return True
    if {a, b} == {"months", "seconds"}:
        return True
    if "ordinal" in (a, b) and {a, b} & {"months", "seconds"}:  # 8년째 is "its eighth year"
        return not (ko.optional and en.optional)  # 처음 is not "a year"
    return not a or not b


def _crossed(ko: Quantity, en: Quantity) -> Agreement:
    """두 배 as "100 percent more", 절반 as "50 percent", 30% as "three in ten"."""
    a, b = (ko, en) if ko.dimension == "percent" else (en, ko)
    if a.dimension != "percent":
        return Agreement.NONE
    near = 4 if a.approximate or b.approximate else 1
    if b.low < 1 and abs(a.low - b.low * 100) <= near:
        return Agreement.ROUNDED
    if b.dimension == "times" and a.low in (b.low * 100, (b.low - 1) * 100):
        return Agreement.ROUNDED
    return Agreement.NONE


def _vague(ko: Quantity, en: Quantity) -> Agreement:
    def bounds(q: Quantity) -> tuple[Fraction, Fraction]:
        size = units()[q.unit].size if q.unit and ko.dimension == en.dimension else Fraction(1)
        low, high = min(q.low, q.high) * size, max(q.low, q.high) * size
        if q.form is not Form.VAGUE and q.bound is Bound.OVER:
            high *= 2
        return low, high

    (a, b), (c, d) = bounds(ko), bounds(en)
    if a > d or c > b:
        return Agreement.NONE
    both = ko.form is Form.VAGUE and en.form is Form.VAGUE
    return Agreement.ROUNDED if both else Agreement.LOOSE


def _converted(ko: Quantity, en: Quantity) -> Agreement:
    a = ko.low * units()[ko.unit].size
    b = en.low * units()[en.unit].size
    if ko.dimension == "temperature":
        return Agreement.ROUNDED if converts(ko, en, change=ko.low <= 15) else Agreement.NONE
    if a == b:
        return Agreement.EXACT
    if ko.dimension.startswith("money"):
        return Agreement.NONE
    if ko.dimension not in ("months", "seconds"):
        return Agreement.ROUNDED if converts(ko, en) else Agreement.NONE
    allowed = _CONVERTED * (2 if ko.approximate or en.approximate else 1)
    return Agreement.ROUNDED if abs(a - b) <= allowed * max(a, b) else Agreement.NONE


def _spans_of_time(ko: Quantity, en: Quantity) -> Agreement:
    """Four weeks are a month and 365 days a year; three weeks are not three months."""
    months, other = (ko, en) if ko.dimension == "months" else (en, ko)
    sizes = units()
    days = months.low * sizes[months.unit].size * _DAYS_A_MONTH
    same = other.low * sizes[other.unit].size / sizes["day"].size
    near = abs(days - same) <= _MONTHS_OFF * max(days, same)
    return Agreement.ROUNDED if near else Agreement.NONE


def rounds_to(value: Fraction, rounded: Fraction, bound: Bound) -> bool:
    """Whether ``rounded`` is ``value`` at the digits it is printed with.

    Unhedged, at least two digits must stay: 1.23 trillion for 1.2345, but not 30,000 for 32,000.
    """
    if value == rounded:
        return True
    if rounded <= 0 or value <= 0:
        return False
    step = last_step(rounded)
    if rounded >= 100:
        step = min(step, _WIDEST * rounded)
    if bound in (Bound.OVER, Bound.ODD):
        return rounded <= value < rounded + step
    if bound is Bound.UNDER:
        return rounded - step < value <= rounded
    gap = abs(value - rounded)
    if bound is Bound.ABOUT:
        return gap <= max(_HEDGED * value, min(step / 2, _HEDGED * 2 * value))
    return rounded / step >= 10 and gap <= step / 2


@remembered(4096)
def _digits(value: Fraction) -> int:
    """How many digits are printed up to the last that is not zero: 2 for 32,000 and for 1.2."""
    return len(str(int(value / last_step(value))))


def _hedged(ko: Quantity, en: Quantity) -> bool:
    """Whether an exact English figure fits a hedged Korean one: 10여 명 is 10 to 19."""
    if ko.bound is Bound.ODD:
        widest = ko.low + last_step(ko.low) if ko.low < 1000 else ko.low * Fraction(11, 10)
        return ko.low <= en.low < widest
    return ko.bound is Bound.ABOUT and rounds_to(en.low, ko.low, Bound.ABOUT)


def adds_up(first: Quantity, second: Quantity, whole: Quantity) -> bool:
    """Whether two spans of time in different units make a third: 3 years, 6 months and 3.5 years."""
    dimension = whole.dimension
    if dimension not in ("months", "seconds") or first.unit == second.unit:
        return False
    if first.dimension != dimension or second.dimension != dimension:
        return False
    sizes = units()
    parts = sum(q.low * sizes[q.unit].size for q in (first, second))
    return parts == whole.low * sizes[whole.unit].size


def power_of_ten(a: Fraction, b: Fraction) -> int:
    """The exponent n if the two values differ by exactly 10 to the nth, else 0."""
    if a <= 0 or b <= 0 or a == b:
        return 0
    ratio = a / b
    n = round(math.log10(ratio))
    return n if ratio == Fraction(10) ** n else 0


def are_comparable(ko: Sized, en: Sized) -> bool:
    """Whether the figures of two texts are few enough to be held against each other."""
    return len(ko) * len(en) <= MOST_PAIRS and max(len(ko), len(en)) <= MOST_FIGURES


K = TypeVar("K")
E = TypeVar("E")


def unmatched(
    ko: Sequence[K],
    en: Sequence[E],
    quantity_ko: Callable[[K], Quantity],
    quantity_en: Callable[[E], Quantity],
) -> tuple[list[K], list[E]]:
    """The items of each side without a partner, matched best agreement first.

    Each is matched once; what is left over may then agree with one already matched (a figure that
    one language repeats), and a range with the figures of its two ends. Where there are too many to be
    compared, none is said to lack one.
    """
    if not are_comparable(ko, en):
        return [], []
    links = sorted(
        (
            (-agreement(quantity_ko(k), quantity_en(e)), quantity_ko(k).optional + quantity_en(e).optional,
             abs(i / max(len(ko), 1) - j / max(len(en), 1)), i, j)
            for i, k in enumerate(ko)
            for j, e in enumerate(en)
            if agreement(quantity_ko(k), quantity_en(e))
        ),
    )  # fmt: skip
    with_ko: set[int] = set()
    with_en: set[int] = set()
    for *_, i, j in links:
        if i not in with_ko and j not in with_en:
            with_ko.add(i)
            with_en.add(j)
    spare_ko = {i for i in range(len(ko)) if i not in with_ko and _own(quantity_ko(ko[i]))}
    spare_en = {j for j in range(len(en)) if j not in with_en and _own(quantity_en(en[j]))}
    for *_, i, j in links:
        # A repetition, unless the other side has a figure of its own left for it.
        repeated = quantity_ko(ko[i]) if i not in with_ko else quantity_en(en[j])
        counts = repeated.low > 2 or repeated.unit == "times"
        if counts and (spare_en if i not in with_ko else spare_ko):
            continue
        with_ko.add(i)
        with_en.add(j)
    return (
        [k for i, k in enumerate(ko) if i not in with_ko],
        [e for j, e in enumerate(en) if j not in with_en],
    )


def _own(q: Quantity) -> bool:
    """Whether a figure needs a partner of its own; "triple" does where another is multiplied too."""
    return not q.optional or (q.unit == "times" and q.low > 2)


def plain(value: int, start: int, end: int) -> Quantity:
    """A figure of a date as a quantity that may stand opposite a number."""
    return Quantity(Fraction(value), Fraction(value), start, end, optional=True)
