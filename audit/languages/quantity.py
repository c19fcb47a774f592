"""The record of one quantity read from either language, and the units it may have.

Values are exact fractions, so that 1.2 trillion and 1조2000억 are the same number. Units and their
sizes are in ``units.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from audit.languages.kept import remembered


class Form(StrEnum):
    """How the value is given."""

    EXACT = "exact"
    RANGE = "range"  # 3~5, three to five
    SCORE = "score"  # 3-1, 3대1
    VAGUE = "vague"  # 수십, dozens, 두세, a few: anything from low to high


class Bound(StrEnum):
    """How a hedge limits the value: 약/about, 이상/more than, 여, 미만/up to."""

    NONE = ""
    ABOUT = "about"
    ODD = "odd"  # 10여 명, ten and some
    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: units of one ``dimension`` convert into each other by ``size``.

    ``korean`` are the words after a numeral, ``english`` the words and signs after one.
    """

    name: str
    dimension: str
    size: Fraction
    korean: tuple[str, ...]
    english: tuple[str, ...]

    @property
    def plural(self) -> str:
        """The unit as an English text names several of it."""
        return self.name + "s" if self.name + "s" in self.english else self.name


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity in a text: ``text[start:end]``, offsets in the sentence as given.

    ``low`` is the value; ``high`` differs from it for ranges, scores (first and second figure) and
    vague amounts. ``unit`` names a row of ``units.toml``, empty for plain counts. ``optional``
    readings (a pronoun-like "one", 한, 첫, several) can stand opposite a number but are not missed.
    ``minus`` says that the text puts it below zero (영하, minus); ``low`` is without the sign.
    """

    low: Fraction
    high: Fraction
    start: int
    end: int
    unit: str = ""
    form: Form = Form.EXACT
    bound: Bound = Bound.NONE
    optional: bool = False
    minus: bool = False

    @property
    def dimension(self) -> str:
        """What is measured: ``money won``, ``length``, ``percent`` …; empty for plain counts."""
        return units()[self.unit].dimension if self.unit else ""

    @property
    def approximate(self) -> bool:
        """Whether the text itself says that the value is not exact."""
        return self.bound is not Bound.NONE or self.form is Form.VAGUE

    def ends(self) -> tuple[Quantity, ...]:
        """Both figures of a range or score as quantities of their own; else just this one."""
        if self.form not in (Form.RANGE, Form.SCORE):
            return (self,)
        return (
            replace(self, high=self.low, form=Form.EXACT, optional=self.optional or not self.low),
            replace(self, low=self.high, form=Form.EXACT, optional=self.optional or not self.high),
        )


LONGEST = 40
"""Characters of the longest figure that is one; what is longer is a code, or no text at all."""
_ENDLESS = re.compile(rf"[0-9][0-9.,]{{{LONGEST},}}")


def readable(text: str) -> str:
    """The text with figures that are too long to be any struck out, character for character."""
    return _ENDLESS.sub(lambda match: "_" * len(match[0]), text)


@lru_cache(maxsize=1)
def units() -> dict[str, Unit]:
    """The units in ``units.toml`` by name."""
    with (Path(__file__).parent / "units.toml").open("rb") as file:
        rows = tomllib.load(file)["unit"]
    return {
        row["name"]: Unit(
            row["name"],
            row["dimension"],
            Fraction(str(row["size"])),
            tuple(row["ko"].split()),
            tuple(word.replace("_", " ") for word in row["en"].split()),
        )
        for row in rows
    }


_ROUNDED = Fraction(6, 100)
"""How far a measure may be rounded when it is converted."""
_TON = Fraction(12, 100)
"""The same for tons, which are metric, long or short."""


_SMALL = Fraction(25, 100)
"""The same at most for small figures, which have no digits to be exact with: 2 kilometers, a mile."""


def converts(a: Quantity, b: Quantity, *, change: bool = False) -> bool:
    """Whether one measure is the other in its own unit, rounded as newspapers do.

    Args:
        a: the one, of a dimension.
        b: the other, of the same.
        change: whether they may be differences: 5 degrees Celsius warmer are 9 degrees Fahrenheit.
    """
    if a.dimension == "temperature":
        return _same_warmth(a, b, change)
    allowed = _TON if "ton" in (a.unit, b.unit) else _ROUNDED
    allowed *= 2 if a.approximate or b.approximate else 1
    sizes = units()
    value, other = a.low * sizes[a.unit].size, b.low * sizes[b.unit].size
    steps = (last_step(q.low) * sizes[q.unit].size / 2 for q in (a, b) if q.low < 10)
    least = min(max(steps, default=Fraction(0)), _SMALL * max(value, other))
    return abs(value - other) <= max(allowed * max(value, other), least)


def _same_warmth(a: Quantity, b: Quantity, change: bool) -> bool:
    celsius, fahrenheit = ((-q.low if q.minus else q.low) for q in _celsius_first(a, b))
    off = max(Fraction(2), abs(fahrenheit) * Fraction(2, 100))
    if abs(celsius * 9 / 5 + 32 - fahrenheit) <= off:
        return True
    return change and abs(abs(celsius) * 9 / 5 - abs(fahrenheit)) <= 1


def _celsius_first(a: Quantity, b: Quantity) -> tuple[Quantity, Quantity]:
    return (a, b) if a.unit == "celsius" else (b, a)


@remembered(4096)
def last_step(value: Fraction) -> Fraction:
    """One unit of the last digit that is not zero: 1,000 for 32,000, 0.1 for 1.2."""
    if value == 0:
        return Fraction(1)
    if value.denominator == 1:
        number, step = value.numerator, 1
        while number % 10 == 0:
            number //= 10
            step *= 10
        return Fraction(step)
    step_down = Fraction(1)
    while (value / step_down).denominator != 1 and step_down > Fraction(1, 10**6):
        step_down /= 10
    return step_down


@lru_cache(maxsize=1)
def korean_units() -> dict[str, str]:
    """Unit names by the Korean word for them."""
    return {word: unit.name for unit in units().values() for word in unit.korean}


@lru_cache(maxsize=1)
def english_units() -> dict[str, str]:
    """Unit names by the English word or sign for them, lower case."""
    return {word.lower(): unit.name for unit in units().values() for word in unit.english}
