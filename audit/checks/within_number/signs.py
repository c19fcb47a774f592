"""Signs that were lost or made up: 12 degrees for 영하 12도, growth for 마이너스 성장."""

from __future__ import annotations

from audit.languages.en.numerals import english_below_zero
from audit.languages.ko.numerals import korean_below_zero
from audit.languages.quantity import Quantity


def sign_differs(korean: str, english: str, ours: Quantity, theirs: Quantity) -> bool:
    """Whether one of two equal figures is below zero and nothing on the other side says so.

    What is no temperature may be said to shrink instead: 마이너스 0.2% and "shrank 0.2 percent".
    """
    if ours.minus == theirs.minus or not ours.low:
        return False
    warmth = "temperature" in (ours.dimension, theirs.dimension)
    if theirs.minus:
        return not korean_below_zero(korean, shrinking=not warmth)
    return not english_below_zero(english, shrinking=not warmth)
