"""Numerals that begin with digits and go on in 십 백 천 만 억 조 경: 3만2000, 1억 4천 2백만."""

from __future__ import annotations

import re
from fractions import Fraction

from audit.languages.quantity import LONGEST

_DIGITS = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[1-9][0-9]{0,2}(?: 000){1,6}(?! ?[0-9])"
    r"|(?<![0-9] )[1-9][0-9]{0,2}(?: [0-9]{3}){2,6}(?! ?[0-9])|[0-9]+)(?:\.[0-9]+)?"
)
_SMALL = {"십": 10, "백": 100, "천": 1000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
# What follows a power that stands apart (22 억), or one that is seldom any (6경기).
_AFTER = re.compile(
    r"[ 0-9십백천만억조원명개달톤여유위엔루불건표대,.)%~\"'…!?]"
    r"|(?:[을를이가은는의에도로]|이다|인|까지|부터)(?:[ ,.]|$)|$"
)
# The words that begin like a power: 3조각 are three pieces, 10만큼 is as much as ten.
_WORDS = re.compile(
    r"조(?:각(?!각)|항|건(?!물)|합(?!계)|직|짐|정(?!도)|치|별)|만큼|억(?:류|압|울|측)"
)
_FIGURE = re.compile(r"[0-9]{4}(?![0-9,]|년)|[0-9],[0-9]{3}(?![0-9])")


def scan_digits(text: str, start: int) -> tuple[Fraction, int] | None:
    """The value of the numeral that begins with a digit at ``start``, and where it ends.

    Powers fall, as they do in Korean; after 만 or 억 the rest may stand apart (3만 2천, 3만 2000)
    unless it is a shorter figure, which is another number. ``None`` if there is no digit.
    """
    match = _DIGITS.match(text, start)
    if not match or len(match[0]) > LONGEST:
        return None
    total, part, number = Fraction(0), Fraction(0), _value(match[0])
    pos, last_small, last_large = match.end(), 10**4, 10**20
    pending = True
    while True:
        char, after = _power(text, pos)
        if pending or char in _SMALL:
            value = number if pending else Fraction(1)
            if char in _SMALL and _SMALL[char] < last_small and (pending or text[pos] == char):
                part, last_small = part + value * _SMALL[char], _SMALL[char]
                pos, pending = after, False
                continue
        if char in _LARGE and _LARGE[char] < last_large and (pending or part):
            total += (part + (number if pending else 0)) * _LARGE[char]
            last_large, last_small, part = _LARGE[char], 10**4, Fraction(0)
            pos, pending = after, False
            continue
        if pending:
            return total + part + number, pos
        following = _next_number(text, pos, min(last_small, last_large), part == 0)
        if following is None:
            return total + part, pos
        number, pos = following
        pending = True


def _power(text: str, pos: int) -> tuple[str, int]:
    """The power at ``pos``, perhaps after a space, and where it ends; empty if there is none."""
    apart = text.startswith(" ", pos)
    char = text[pos + apart : pos + apart + 1]
    if char not in _SMALL and char not in _LARGE:
        return "", pos
    after = pos + apart + 1
    if (apart or char == "경") and not _AFTER.match(text, after):
        return "", pos
    if _WORDS.match(text, after - 1):
        return "", pos
    return char, after


def _value(digits: str) -> Fraction:
    return Fraction(digits.replace(",", "").replace(" ", ""))


def _next_number(text: str, pos: int, below: int, after_large: bool) -> tuple[Fraction, int] | None:
    """A number that goes on with the numeral: smaller than the last power, and clearly part of it."""
    apart = text.startswith(" ", pos)
    match = _DIGITS.match(text, pos + apart)
    if not match or len(match[0]) > LONGEST:
        return None
    value = _value(match[0])
    if value >= below:
        return None
    alone = apart and not _power(text, match.end())[0]
    if alone and not (after_large and _FIGURE.match(text, match.start())):
        return None
    return value, match.end()
