"""The record of one quantity read from either language, and the units it may have.

Values are exact fractions, so that 1.2 trillion and 1조2000억 are the same number. Units and their
sizes are in ``units.toml``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from pathlib import Path


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
    """

    low: Fraction
    high: Fraction
    start: int
    end: int
    unit: str = ""
    form: Form = Form.EXACT
    bound: Bound = Bound.NONE
    optional: bool = False

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
            replace(self, low=self.high, form=Form.EXACT),
        )


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


@lru_cache(maxsize=1)
def korean_units() -> dict[str, str]:
    """Unit names by the Korean word for them."""
    return {word: unit.name for unit in units().values() for word in unit.korean}


@lru_cache(maxsize=1)
def english_units() -> dict[str, str]:
    """Unit names by the English word or sign for them, lower case."""
    return {word.lower(): unit.name for unit in units().values() for word in unit.english}
