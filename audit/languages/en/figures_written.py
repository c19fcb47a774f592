"""Figures as English news prints them: 32,000, 1.2 trillion, twelve, third, two-thirds, $3 million.

What is written here ``numerals`` reads back as the same value. Offsets are into the sentence given, which is
normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from audit.languages.en.number_words import read_cardinal, read_fraction, tables, tokens_of
from audit.languages.quantity import Form, Quantity, Unit, units

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_DECIMALS = 4
"""Decimals before a scale word at most; what needs more is printed digit by digit."""
_MIXED = re.compile(r"(?:[0-9]{1,9} )?[1-9]/[2-9](?![0-9/])")
_DIGIT = re.compile("[0-9]")
_LONGEST_SHORT = 3
"""Letters of the longest abbreviation of a unit: mph."""
_SIGNS = {"dollar": "$", "pound sterling": "£"}
_UNCHANGED = ("won", "yen", "yuan", "percent")
_DEGREES = {"celsius": "degrees Celsius", "fahrenheit": "degrees Fahrenheit"}


def figure_written(value: Fraction) -> str:
    """A value of 0 or more in figures, never rounded; empty where no figures give it."""
    for size, name in _SCALES:
        if value >= size:
            before_scale = _decimal(value / size, _DECIMALS)
            return f"{before_scale} {name}" if before_scale else _decimal(value)
    return _decimal(value) or _mixed(value)


def _decimal(value: Fraction, most: int = 12) -> str:
    """As a decimal with commas; empty where it needs more decimals than ``most``."""
    for places in range(most + 1):
        shifted = value * 10**places
        if shifted.denominator == 1:
            whole, rest = divmod(int(shifted), 10**places)
            return f"{whole:,}.{rest:0{places}}" if places else f"{whole:,}"
    return ""


def _mixed(value: Fraction) -> str:
    """With a common fraction: 6 1/3."""
    if value.denominator > 9:
        return ""
    whole, rest = divmod(value.numerator, value.denominator)
    return f"{whole or ''} {rest}/{value.denominator}".strip()


def cardinal_in_words(number: int) -> str:
    """A whole number from 0 to 99 in words."""
    t = tables()
    small = {value: word for word, value in t["units"].items()}
    tens = {value: word for word, value in t["tens"].items()}
    if number in small:
        return str(small[number])
    ten, rest = number // 10 * 10, number % 10
    return f"{tens[ten]}-{small[rest]}" if rest else str(tens[ten])


def ordinal_in_words(number: int) -> str:
    """An ordinal from 1 to 99 in words; empty where the tables have none."""
    known = {value: word for word, value in reversed(tables()["ordinals"].items())}
    if number in known:
        return str(known[number])
    last = known.get(number % 10)
    return f"{cardinal_in_words(number // 10 * 10)}-{last}" if last and number > 20 else ""


def ordinal_in_digits(number: int) -> str:
    """1st, 22nd, 13th."""
    teens = 10 < number % 100 < 14
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


@lru_cache(maxsize=1)
def _fraction_words() -> dict[int, str]:
    """The singular of what names each denominator: 3, third."""
    listed = tables()["denominators"].items()
    return {below: word for word, below in listed if not word.endswith("s") and below > 2}


class _Numeral(NamedTuple):
    """A numeral of a text: where it is, and how it is written."""

    start: int
    end: int
    form: str


def _numerals(text: str, start: int, end: int) -> Iterator[_Numeral]:
    tokens = tokens_of(text)
    i = next((n for n, t in enumerate(tokens) if t.start >= start), len(tokens))
    while i < len(tokens) and tokens[i].start < end:
        token = tokens[i]
        sign = len(token.money) + text[token.start + len(token.money) :].startswith(" ")
        first = token.start + (sign if token.money else 0)
        mixed = _MIXED.match(text, first)
        fraction = None if mixed else read_fraction(text, tokens, i)
        read = None if mixed or fraction else read_cardinal(text, tokens, i)
        if mixed:
            found = _Numeral(first, mixed.end(), "mixed")
        elif fraction:
            found = _Numeral(first, tokens[fraction.after - 1].end, "fraction")
        elif read:
            form = "digits" if token.value is not None else "words"
            form = f"ordinal {form}" if read.ordinal else form
            found = _Numeral(first, tokens[read.after - 1].end, form)
        else:
            i += 1
            continue
        yield found
        i = next((n for n in range(i, len(tokens)) if tokens[n].start >= found.end), len(tokens))


def figures_replaced(text: str, start: int, end: int, values: Sequence[Fraction]) -> str:
    """The words ``text[start:end]`` with other values in the place of their numerals, written alike.

    Empty where they have not as many numerals as there are values, or one cannot be written so.
    """
    numerals = list(_numerals(text, start, end))
    if len(numerals) != len(values) or not numerals or numerals[-1].end > end:
        return ""
    made, at = "", start
    for numeral, value in zip(numerals, values, strict=True):
        begins = not re.search(r"\w", text[: numeral.start])
        written = _alike(value, numeral.form, begins=begins)
        if not written:
            return ""
        if numeral.start == start and text[start].isupper():
            written = written[0].upper() + written[1:]
        made += text[at : numeral.start] + written
        at = numeral.end
    return made + text[at:end]


def _alike(value: Fraction, form: str, *, begins: bool = False) -> str:
    """A value in a form; news prints words up to nine and where a sentence begins."""
    whole = int(value) if value.denominator == 1 else None
    if form.startswith("ordinal"):
        if not whole:
            return ""
        in_words = form == "ordinal words" and whole < (100 if begins else 10)
        return ordinal_in_words(whole) if in_words else ordinal_in_digits(whole)
    if form == "fraction":
        return _fraction(value)
    if form == "mixed" and whole is None:
        return _mixed(value)
    if form == "words" and whole is not None and whole < (100 if begins else 10):
        return cardinal_in_words(whole)
    return figure_written(value)


def _fraction(value: Fraction) -> str:
    """A part in words: two-thirds, a quarter."""
    name = _fraction_words().get(value.denominator)
    if name is None or value >= 1:
        return ""
    if value.numerator == 1:
        return f"a {name}"
    return f"{cardinal_in_words(value.numerator)}-{name}s"


def quantity_written(q: Quantity, like: str = "1") -> str:
    """A quantity with its unit: 1.2 trillion won, $3 million, 50 kilometers, three years.

    Empty for a vague one, one without a unit, and where the value or the unit has no such form.

    Args:
        q: the quantity.
        like: words that give a quantity as the text prints them: in digits or in words, the unit in full or
            by its abbreviation.
    """
    if q.form not in (Form.EXACT, Form.RANGE) or not q.unit:
        return ""
    spelled = not _DIGIT.search(like)
    values = [_alike(end.low, "words" if spelled else "digits") for end in q.ends()]
    if not all(values):
        return ""
    minus = "minus " if q.minus else ""
    if q.unit in _SIGNS:
        return minus + " to ".join(f"{_SIGNS[q.unit]}{value}" for value in values)
    unit = units()[q.unit]
    short = like.rpartition(" ")[2]
    if short in unit.english and len(short) <= _LONGEST_SHORT:
        return f"{minus}{' to '.join(values)} {short}"
    name = _unit(unit, one=q.low == q.high == 1)
    return f"{minus}{' to '.join(values)} {name}" if name else ""


def _unit(unit: Unit, *, one: bool) -> str:
    if unit.name in _UNCHANGED:
        return unit.name
    if unit.name == "point":
        return "percentage point" if one else "percentage points"
    if unit.name in _DEGREES:
        return _DEGREES[unit.name]
    # The words follow the signs and abbreviations, the plural its singular.
    words = [
        word
        for word in unit.english
        if len(word) > _LONGEST_SHORT and word.replace(" ", "").isalpha()
    ]
    if len(words) < 2:
        return ""
    return words[0] if one else words[1]
