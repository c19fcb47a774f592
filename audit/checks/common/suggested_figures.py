"""The English words for a figure that stands wrong in the English, where the Korean surely gives it.

Whatever is suggested was put into the sentence and read back: it has the Korean's value and unit.
"""

from __future__ import annotations

from fractions import Fraction

from audit.checks.common.figures import Placed
from audit.languages.counts import slip
from audit.languages.en.articles import keeps_article
from audit.languages.en.figures_written import figures_replaced, quantity_written
from audit.languages.en.numerals import english_quantities
from audit.languages.ko.numerals import korean_quantities
from audit.languages.pair.quantity_agreement import Agreement, agreement, compatible, power_of_ten
from audit.languages.quantity import Bound, Form, Quantity

_BARE = ("", "ordinal")
_SHARES = {"percent", "point", "times"}
_RELATED = ({"percent", "point"}, {"months", "seconds"})
"""Dimensions of which one stands for the other by mistake."""
_YEARS = range(1000, 2101)


def suggested_figure(k: Placed, e: Placed) -> str:
    """What to print for an English figure that differs from a Korean one; empty where that is not sure."""
    if k.moment or e.moment:
        return _year(k, e)
    a, b = _whole(k, korean_quantities(k.text)), _whole(e, english_quantities(e.text))
    words = (a.optional or b.optional) and not (k.figure and e.figure)
    if words or not _is_sure(a, b) or _is_said(a, b, e) or _at_other_end(a, b, k, e):
        return ""
    written = _written(a, b, e)
    fits = keeps_article(e.text, b.start, e.words, written)
    return written if written and fits and _reads_back(a, e, written) else ""


def _year(k: Placed, e: Placed) -> str:
    """A year that stands for four other digits: 1938 for 9938."""
    year = int(k.quantity.low)
    plain = k.moment and len(e.words) == 4 and e.words.isdecimal()
    return str(year) if plain and year in _YEARS else ""


def _whole(placed: Placed, quantities: tuple[Quantity, ...]) -> Quantity:
    """The range or score of which a figure is one end; else the figure itself."""
    q = placed.quantity
    return next((w for w in quantities if (w.start, w.end) == (q.start, q.end)), q)


def _is_sure(a: Quantity, b: Quantity) -> bool:
    """Whether the Korean says exactly what the English should: no hedge that the English lacks."""
    if a.form is not b.form or a.form is Form.VAGUE or a.minus != b.minus:
        return False
    return a.bound is Bound.NONE or b.bound is not Bound.NONE


def _is_said(a: Quantity, b: Quantity, e: Placed) -> bool:
    """Whether the English has the Korean's figure beside this one: then another was to be in this place."""
    others = (q for q in english_quantities(e.text) if q.start != b.start)
    return any((q.low, q.high) == (a.low, a.high) and compatible(a, q) for q in others)


def _at_other_end(a: Quantity, b: Quantity, k: Placed, e: Placed) -> bool:
    """Whether one figure is what a change begins at and the other what it ends at: 2위에서, to fourth."""
    begins = k.text.startswith("에서", a.end), e.text[: b.start].lower().endswith("from ")
    ends = k.text.startswith(("로", "으로"), a.end), e.text[: b.start].lower().endswith(" to ")
    return (begins[0] and ends[1]) or (ends[0] and begins[1])


def _written(a: Quantity, b: Quantity, e: Placed) -> str:
    # Decimals are compared digit by digit as whole numbers are.
    scale = 1 if a.low.denominator == b.low.denominator == 1 else 10**4
    like = power_of_ten(a.low, b.low) != 0 or slip(a.low * scale, b.low * scale)
    # 728조 for 728 billion won, but 6자 is no six months.
    lone = like and not (a.unit and b.unit) and not {a.dimension, b.dimension} & _SHARES
    if a.unit == b.unit or lone or (a.unit in _BARE and b.unit in _BARE):
        if not _same_number(a, b, e):
            return ""
        return figures_replaced(e.text, b.start, b.end, _values(a, b))
    money = a.dimension.startswith("money") and b.dimension.startswith("money")
    related = {a.dimension, b.dimension} in _RELATED
    only_unit = a.low == b.low or power_of_ten(a.low, b.low)
    if only_unit and (a.dimension == b.dimension or money or related) and "-" not in e.words:
        return quantity_written(a, like=e.words)
    return ""


def _same_number(a: Quantity, b: Quantity, e: Placed) -> bool:
    """Whether what is counted stays singular or plural: one person is no "three person"."""
    compound = e.text.startswith("-", b.end) or "-" in e.words
    return compound or a.unit == "ordinal" or b.unit == "ordinal" or (a.low == 1) == (b.low == 1)


def _values(a: Quantity, b: Quantity) -> tuple[Fraction, ...]:
    """The Korean's figures in the order of the English, whose score may name the other side first."""
    if a.low == a.high and a.form is Form.EXACT:
        return (a.low,)
    if a.form is Form.SCORE:
        if a.low in (b.low, b.high) and a.high in (b.low, b.high):
            return ()
        if a.low == b.low or a.high == b.high:
            return a.low, a.high
        return (a.high, a.low) if a.low == b.high or a.high == b.low else ()
    return a.low, a.high


def _reads_back(a: Quantity, e: Placed, written: str) -> bool:
    """Whether the sentence with the words in it says what the Korean says, and else what it said."""
    before = english_quantities(e.text)
    text = e.text[: e.quantity.start] + written + e.text[e.quantity.end :]
    after = english_quantities(text)
    q = next((q for q in after if q.start == e.quantity.start), None)
    if q is None or len(after) != len(before) or q.form is not a.form:
        return False
    same = {q.low, q.high} == {a.low, a.high}
    ends = zip(sorted(a.ends(), key=_low), sorted(q.ends(), key=_low), strict=True)
    return same and all(agreement(x, y) >= Agreement.ROUNDED for x, y in ends)


def _low(q: Quantity) -> Fraction:
    return q.low
