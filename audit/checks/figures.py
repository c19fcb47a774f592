"""The figures of a bead: which stand for each other, which have no partner.

What no reader would miss is left out: conversions in brackets, a million that is understood, the
figures of dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from audit.article import Sentence
from audit.report import Side
from audit.text.dates import Moment, english_moments, korean_moments
from audit.text.normalise import normalise
from audit.text.numerals_en import english_quantities
from audit.text.numerals_ko import korean_quantities
from audit.text.periods import KINDS, periods
from audit.text.quantities import (
    Agreement,
    adds_up,
    agreement,
    compatible,
    plain,
    power_of_ten,
    unmatched,
)
from audit.text.quantity import Quantity


class Placed(NamedTuple):
    """A quantity with the sentence it stands in; ``moment`` marks the figures of dates."""

    sentence: Sentence
    text: str
    quantity: Quantity
    moment: bool = False

    @property
    def figure(self) -> bool:
        """Whether it is written in digits."""
        return any(char.isdigit() for char in self.words)

    @property
    def words(self) -> str:
        """The words of the text that state it."""
        return self.text[self.quantity.start : self.quantity.end]


class Matched(NamedTuple):
    """Figures that differ. ``pairs`` clearly stand for each other; in ``soft`` ones the Korean may
    be a word such as "both" instead; ``lost`` and ``made`` stand alone on their side.
    """

    pairs: list[tuple[Placed, Placed]]
    soft: list[tuple[Placed, Placed]]
    lost: list[Placed]
    made: list[Placed]


def match(ko: list[Placed], en: list[Placed]) -> Matched:
    """What is left of the figures of a bead when those that agree are taken away."""
    en = [e for e in en if not _conversion(e, en, ko)]
    lost, made = unmatched(ko, en, quantity_of, quantity_of)
    met = [k for k in ko if k.moment and k not in lost]
    strays = [k for k in lost if _of_date(k)], [e for e in made if _of_date(e)]
    lost = [k for k in lost if not k.moment and not _year_met(k, met)]
    made = [e for e in made if not e.moment and not _background(e, ko)]
    for e in [e for e in made if _elided(e, ko, en)]:
        made.remove(e)
        lost = [k for k in lost if k.quantity.low / e.quantity.low not in _SCALES]
    summed = [*_sums(ko, made), *_sums(en, lost)]
    lost = [k for k in lost if k not in summed]
    made = [e for e in made if e not in summed]
    pairs = _pairs(lost, made)
    pairs += _with_dates(lost, made, strays, pairs)
    soft = _softly_met(ko, en, lost, made, pairs)
    paired_ko = [k for k, _ in pairs + soft]
    paired_en = [e for _, e in pairs + soft]
    return Matched(
        pairs,
        soft,
        [k for k in lost if k not in paired_ko and not k.quantity.optional],
        [e for e in made if e not in paired_en and not e.quantity.optional],
    )


def _of_date(item: Placed) -> bool:
    """Whether it is a figure of a date that may stand opposite a number: no quarter of a year."""
    return item.moment and item.quantity.optional and not item.quantity.unit


def quantity_of(item: Placed) -> Quantity:
    """The quantity alone."""
    return item.quantity


def placed(sentences: Iterable[Sentence], side: Side) -> list[Placed]:
    """The figures of some sentences, both ends of a range, those of dates as optional ones."""
    found = []
    for sentence in sentences:
        text = normalise(sentence.text).text
        moments = korean_moments(text) if side == "ko" else english_moments(text)
        quantities = korean_quantities(text) if side == "ko" else english_quantities(text)
        quarters = [p for p in periods(text, side) if p.kind == KINDS[0]]
        found += [
            Placed(
                sentence,
                text,
                q,
                moment or any(p.start < q.end and q.start < p.end for p in quarters),
            )
            for q, moment in _readings(text, quantities, moments)
        ]
    return found


def _readings(
    text: str, quantities: Iterable[Quantity], moments: tuple[Moment, ...]
) -> Iterator[tuple[Quantity, bool]]:
    """Quantities, and the figures of dates (marked so), which may stand opposite a number."""
    for q in quantities:
        for end in q.ends():
            over = [m for m in moments if m.start < q.end and q.start < m.end]
            if not any(m.firm for m in over):
                yield end, False
                if _short_year(q):
                    yield plain(1900 + int(q.low), q.start, q.end), True
    for m in moments:
        if m.firm:
            for figure in m.figures():
                yield plain(figure, m.start, m.end), True


def _short_year(q: Quantity) -> bool:
    """Whether 94년 may be the year 1994."""
    return q.unit == "year" and 30 <= q.low < 100 and q.low.denominator == 1


def _year_met(k: Placed, met: list[Placed]) -> bool:
    """Whether 94년 was matched as the year 1994."""
    return _short_year(k.quantity) and any(
        m.quantity.start == k.quantity.start and m.sentence is k.sentence for m in met
    )


def _background(e: Placed, ko: list[Placed]) -> bool:
    """Whether an English figure is an editor's conversion: money or measure in brackets."""
    q = e.quantity
    dimension = q.dimension
    if not dimension or dimension in ("percent", "point", "times", "ordinal"):
        return False
    before = e.text[: q.start]
    bracketed = before.count("(") > before.count(")")
    hedged = re.search(r"(?:\(| or |about |roughly |approximately |equivalent to |,) ?\S*$", before)
    if dimension.startswith("money"):
        other = any(
            k.quantity.dimension.startswith("money") and k.quantity.dimension != dimension
            for k in ko
        )
        same = any(k.quantity.dimension == dimension for k in ko)
        return other and not same and bool(bracketed or hedged)
    used = {k.quantity.unit for k in ko if k.quantity.dimension == dimension}
    return bracketed and bool(used) and q.unit not in used


_SCALES = (10**3, 10**6, 10**9, 10**12)


def _elided(e: Placed, ko: list[Placed], en: list[Placed]) -> bool:
    """Whether an English figure leaves its million to another: from 150 million euros to 200."""
    if e.quantity.dimension or not 0 < e.quantity.low < 1000:
        return False
    scales = {
        scale
        for other in en
        for scale in _SCALES
        if other is not e and scale <= other.quantity.low < scale * 1000
    }
    return any(k.quantity.low == e.quantity.low * scale for k in ko for scale in scales)


def _sums(parts: list[Placed], whole: list[Placed]) -> Iterator[Placed]:
    """Spans of time said as one figure on the other side, 3년 6개월 and "3 1/2 years"; all three."""
    for a, b in pairwise(parts):
        apart = a.text[a.quantity.end : b.quantity.start]
        if a.sentence is b.sentence and _SUMMED.fullmatch(apart):
            for one in whole:
                if adds_up(a.quantity, b.quantity, one.quantity):
                    yield from (a, b, one)


_SUMMED = re.compile(r"(?:,| and)? ?")


def _pairs(lost: list[Placed], made: list[Placed]) -> list[tuple[Placed, Placed]]:
    """Left-over figures that clearly stand for each other, the likeliest first."""
    scored = sorted(
        (
            (-_likeness(k, e, i / len(lost), j / len(made)), i, j)
            for i, k in enumerate(lost)
            for j, e in enumerate(made)
            if _comparable(k, e)
            and (compatible(k.quantity, e.quantity) or _money(k, e) or _points(k, e))
        ),
    )
    pairs = []
    used_ko: set[int] = set()
    used_en: set[int] = set()
    for _, i, j in scored:
        if i not in used_ko and j not in used_en:
            used_ko.add(i)
            used_en.add(j)
            pairs.append((lost[i], made[j]))
    return pairs


def _conversion(e: Placed, en: list[Placed], ko: list[Placed]) -> bool:
    """Whether a figure in brackets is the one before it in a unit the Korean does not use."""
    q = e.quantity
    if not q.dimension or any(k.quantity.unit == q.unit for k in ko):
        return False
    return any(
        other.sentence is e.sentence
        and other.quantity.unit != q.unit
        and re.fullmatch(r" ?\((?:about |around |roughly )?", e.text[other.quantity.end : q.start])
        and agreement(other.quantity, q) > Agreement.NONE
        for other in en
    )


def _softly_met(
    ko: list[Placed],
    en: list[Placed],
    lost: list[Placed],
    made: list[Placed],
    pairs: list[tuple[Placed, Placed]],
) -> list[tuple[Placed, Placed]]:
    """Figures met by a word such as "both" alone, opposite a figure that has no partner."""
    soft = [
        k
        for k in ko
        if k not in lost
        and not k.quantity.optional
        and all(
            e.quantity.optional and not e.figure for e in en if agreement(k.quantity, e.quantity)
        )
    ]
    free = [
        e for e in made if not e.quantity.optional and not any(e is other for _, other in pairs)
    ]
    return [
        (k, e)
        for k, e in zip(soft, free, strict=False)
        if k.quantity.dimension == e.quantity.dimension
    ]


def _with_dates(
    lost: list[Placed],
    made: list[Placed],
    strays: tuple[list[Placed], list[Placed]],
    pairs: list[tuple[Placed, Placed]],
) -> list[tuple[Placed, Placed]]:
    """Left-over figures opposite a left-over date: 1938년 and 9938, 2만 명 and "of 2000 pupils"."""
    found = []
    for e in made:
        if e.figure and not any(e is other for _, other in pairs):
            found += [(k, e) for k in strays[0] if _like_date(k.quantity, e.quantity)][:1]
    for k in lost:
        if k.figure and not any(k is other for other, _ in pairs):
            found += [
                (k, e) for e in strays[1] if abs(power_of_ten(k.quantity.low, e.quantity.low)) == 1
            ][:1]
    return found


def _like_date(day: Quantity, q: Quantity) -> bool:
    if day.low >= 1000:
        return not q.dimension and 1000 <= q.low < 10000 and q.low.denominator == 1
    return q.unit == "day"


def _comparable(k: Placed, e: Placed) -> bool:
    """Whether one may be the other gone wrong: words such as "a" or 처음 are no one's error."""
    if not k.quantity.optional and not e.quantity.optional:
        return True
    if k.figure and e.figure:
        return True
    if k.quantity.unit == e.quantity.unit and k.quantity.dimension in ("months", "seconds"):
        return True  # 2년 전 and "a year earlier"
    return "ordinal" == k.quantity.unit == e.quantity.unit or (
        e.words == "one" and not k.quantity.optional
    )


def _money(k: Placed, e: Placed) -> bool:
    return k.quantity.dimension.startswith("money") and e.quantity.dimension.startswith("money")


def _points(k: Placed, e: Placed) -> bool:
    return {k.quantity.dimension, e.quantity.dimension} == {"percent", "point"}


def _likeness(k: Placed, e: Placed, place_ko: float, place_en: float) -> float:
    a, b = k.quantity, e.quantity
    score = 1.0 - abs(place_ko - place_en)
    if a.dimension == b.dimension:
        score += 2 if a.dimension else 1
    if a.low == b.low or power_of_ten(a.low, b.low):
        score += 3
    if a.optional or b.optional:
        score -= 4
    if a.form == b.form:
        score += 0.5
    return score
