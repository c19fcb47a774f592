"""Korean quantities that no other numeral is written like: 열하루, 2할6푼8리."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from audit.languages.ko.number_words import tables
from audit.languages.quantity import Quantity

_DAYS = re.compile(r"(?<![가-힣])(열|스무)(하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레)")


def _many_days(text: str) -> Iterator[Quantity]:
    """열하루, eleven days; 스무사흘, 23."""
    for match in _DAYS.finditer(text):
        value = Fraction(tables()["native"][match[1]] + tables()["nouns"][match[2]]["value"])
        yield Quantity(value, value, *match.span(), unit="day")


_TENTHS = re.compile(r"(?<![0-9.])([0-9])할(?: ?([0-9])푼)?(?: ?([0-9])리)?(?![0-9])")
_RATES = re.compile(r"타율|승률|출루율|장타율|타자")


def _tenths(text: str) -> Iterator[Quantity]:
    """2할6푼8리, .268 of a batting or winning average; 3할 of anything else is 30 percent."""
    for match in _TENTHS.finditer(text):
        value = Fraction(int("".join(digit or "0" for digit in match.groups())), 1000)
        if match[2] or match[3] or _RATES.search(text):
            yield Quantity(value, value, *match.span())
        else:
            yield Quantity(value * 100, value * 100, *match.span(), unit="percent")


SPECIAL = (_DAYS, _TENTHS)
"""Where they stand, so that their parts are read as no other numerals."""


def special_quantities(text: str) -> Iterator[Quantity]:
    """The quantities of these kinds in a (normalised) sentence."""
    yield from _many_days(text)
    yield from _tenths(text)
