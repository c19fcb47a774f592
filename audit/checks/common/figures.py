"""The figures of a bead: which stand for each other, which have no partner.

What no reader would miss is left out: conversions in brackets, a million that is understood, the
figures of dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from audit.languages.dates import KINDS, Moment
from audit.languages.en.dates import english_moments, english_periods
from audit.languages.en.numerals import english_quantities
from audit.languages.kept import remembered
from audit.languages.ko.dates import korean_moments, korean_periods
from audit.languages.ko.numerals import korean_quantities
from audit.languages.normalise import normalise
from audit.languages.pair.quantity_agreement import (
    Agreement,
    adds_up,
    agreement,
    are_comparable,
    compatible,
    plain,
    power_of_ten,
    unmatched,
)
from audit.languages.quantity import Quantity
from audit.languages.spans import Taken, overlap
from audit.records.article import Sentence
from audit.records.flag import Side
from audit.records.measured import threshold_groups

_LIKENESS = threshold_groups(__name__)["likeness"]
"""What two left-over figures have in common, and what it counts beside how near they stand."""


class Placed(NamedTuple):
    """A quantity with the sentence it stands in; ``moment`` marks the figures of dates."""

    sentence: Sentence
    text: str
    quantity: Quantity
    moment: bool = False

    @property
    def figure(self) -> bool:
        """Whether it is written in digits."""
        return any(char in "0123456789" for char in self.words)

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


def match(source: list[Placed], target: list[Placed]) -> Matched:
    """What is left of the figures of a bead when those that agree are taken away; nothing of too many."""
    if not are_comparable(source, target):
        return Matched([], [], [], [])
    target = [e for e in target if not _conversion(e, target, source)]
    lost, made = unmatched(source, target, quantity_of, quantity_of)
    met = [k for k in source if k.moment and k not in lost]
    strays = [k for k in lost if _of_date(k)], [e for e in made if _of_date(e)]
    lost = [k for k in lost if not k.moment and not _year_met(k, met)]
    made = [e for e in made if not e.moment and not _background(e, source)]
    without = _without_scale(source, target)
    for e in [e for e in made if _elided(e, without)]:
        made.remove(e)
        lost = [k for k in lost if k.quantity.low / e.quantity.low not in _SCALES]
    summed = [*_sums(source, made), *_sums(target, lost), *_run_together(lost, made, target)]
    summed += _shares(lost, made, target)
    lost = [k for k in lost if k not in summed]
    made = [e for e in made if e not in summed]
    pairs = _pairs(lost, made)
    pairs += _with_dates(lost, made, strays, pairs)
    soft = _softly_met(source, target, lost, made, pairs)
    paired_source = [k for k, _ in pairs + soft]
    paired_target = [e for _, e in pairs + soft]
    return Matched(
        pairs,
        soft,
        [k for k in lost if k not in paired_source and not k.quantity.optional],
        [e for e in made if e not in paired_target and not e.quantity.optional],
    )


def _of_date(item: Placed) -> bool:
    """Whether it is a figure of a date that may stand opposite a number: no quarter of a year."""
    return item.moment and item.quantity.optional and not item.quantity.unit


def quantity_of(item: Placed) -> Quantity:
    """The quantity alone."""
    return item.quantity


def placed(sentences: Iterable[Sentence], side: Side) -> list[Placed]:
    """The figures of some sentences, both ends of a range, those of dates as optional ones."""
    texts = ((sentence, normalise(sentence.text).text) for sentence in sentences)
    return [
        Placed(sentence, text, quantity, moment)
        for sentence, text in texts
        for quantity, moment in _read(text, side)
    ]


@remembered(16384)
def _read(text: str, side: Side) -> tuple[tuple[Quantity, bool], ...]:
    """The quantities of a normalised sentence, each with whether it is a date's; most checks ask for them."""
    korean = side == "source"
    moments = korean_moments(text) if korean else english_moments(text)
    quantities = korean_quantities(text) if korean else english_quantities(text)
    periods = korean_periods(text) if korean else english_periods(text)
    quarters = [p for p in periods if p.kind == KINDS[0] and not _IN_A_ROW.match(text, p.end)]
    return tuple(
        (q, moment or any(overlap(p, q) for p in quarters))
        for q, moment in _readings(text, quantities, moments)
    )


_IN_A_ROW = re.compile(r" ?(?:연속|째|만에|동안|내내|내리)")


def agreed(source: list[Placed], target: list[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """The figures that say the same and agree with no other: each is surely the other's counterpart."""
    if not are_comparable(source, target):
        return
    for k in source:
        met = [e for e in target if agreement(k.quantity, e.quantity)]
        if len(met) != 1 or k.moment or met[0].moment:
            continue
        e = met[0]
        if agreement(k.quantity, e.quantity) < Agreement.ROUNDED:
            continue
        if sum(1 for other in source if agreement(other.quantity, e.quantity)) == 1:
            yield k, e


def _readings(
    text: str, quantities: Iterable[Quantity], moments: tuple[Moment, ...]
) -> Iterator[tuple[Quantity, bool]]:
    """Quantities, and the figures of dates (marked so), which may stand opposite a number."""
    dated = Taken((m.start, m.end) for m in moments if m.firm)
    for q in quantities:
        for end in q.ends():
            if dated.leaves_free(q.start, q.end):
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


def _background(e: Placed, source: list[Placed]) -> bool:
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
            for k in source
        )
        same = any(k.quantity.dimension == dimension for k in source)
        return other and not same and bool(bracketed or hedged)
    used = {k.quantity.unit for k in source if k.quantity.dimension == dimension}
    return bracketed and bool(used) and q.unit not in used


_SCALES = (10**3, 10**6, 10**9, 10**12)


def _without_scale(source: list[Placed], target: list[Placed]) -> set[Fraction]:
    """The figures of the Korean less each thousand, million or more that an English figure has."""
    scales = {
        scale for other in target for scale in _SCALES if scale <= other.quantity.low < scale * 1000
    }
    return {k.quantity.low / scale for k in source for scale in scales}


def _elided(e: Placed, without_scale: set[Fraction]) -> bool:
    """Whether an English figure leaves its million to another: from 150 million euros to 200."""
    return (
        not e.quantity.dimension and 0 < e.quantity.low < 1000 and e.quantity.low in without_scale
    )


def _sums(parts: list[Placed], whole: list[Placed]) -> Iterator[Placed]:
    """Spans of time said as one figure on the other side, 3년 6개월 and "3 1/2 years"; all three."""
    for a, b in pairwise(parts):
        apart = a.text[a.quantity.end : b.quantity.start]
        if a.sentence is b.sentence and _SUMMED.fullmatch(apart):
            for one in whole:
                if adds_up(a.quantity, b.quantity, one.quantity):
                    yield from (a, b, one)


def _run_together(lost: list[Placed], made: list[Placed], target: list[Placed]) -> Iterator[Placed]:
    """Figures that were printed without the space between them, 6-36-2 and "6-3, 6-2"; all of them."""
    for k in lost:
        if k.quantity.low < 10 or k.quantity.low.denominator > 1:
            continue
        for one, two in pairwise(target):
            parts = [one.quantity.low, two.quantity.low]
            apart = one.text[one.quantity.end : two.quantity.start]
            if str(k.quantity.low) in ("".join(map(str, parts)), _grouped(parts, apart)):
                yield from (k, *(e for e in (one, two) if e in made))


def _grouped(parts: list[Fraction], apart: str) -> str:
    """Two figures as one whose thousands a space sets off: 25 400."""
    return f"{parts[0]}{int(parts[1]):03}" if apart == " " and parts[1] < 1000 else ""


_AMONG = re.compile(r" (?:in|out of|of every|in every)(?: the)? ")


def _shares(lost: list[Placed], made: list[Placed], target: list[Placed]) -> Iterator[Placed]:
    """A percentage said as so many in so many: 20% and "one in five"; all of them."""
    for one, of in pairwise(target):
        if not of.quantity.low or not _AMONG.fullmatch(
            one.text[one.quantity.end : of.quantity.start]
        ):
            continue
        percent = 100 * one.quantity.low / of.quantity.low
        for k in lost:
            share = k.quantity.low * (100 if k.quantity.low < 1 and not k.quantity.unit else 1)
            if k.quantity.unit in ("percent", "") and abs(share - percent) <= 2:
                yield from (k, *(e for e in (one, of) if e in made))


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
    used_source: set[int] = set()
    used_target: set[int] = set()
    for _, i, j in scored:
        if i not in used_source and j not in used_target:
            used_source.add(i)
            used_target.add(j)
            pairs.append((lost[i], made[j]))
    return pairs


_BRACKET = re.compile(r" ?\((?:about |around |roughly )?$")
_HEDGED = 10
"""Characters of the longest bracket and hedge before a conversion: `` (roughly ``."""


def _conversion(e: Placed, target: list[Placed], source: list[Placed]) -> bool:
    """Whether a figure in brackets is the one before it in a unit the Korean does not use."""
    q = e.quantity
    if not q.dimension or any(k.quantity.unit == q.unit for k in source):
        return False
    first = max(0, q.start - _HEDGED)
    bracket = _BRACKET.search(e.text[first : q.start])
    if not bracket:
        return False
    # The bracket may follow with a blank or without one.
    ends = (first + bracket.start(), first + e.text[first : q.start].rindex("("))
    return any(
        other.quantity.end in ends
        and other.sentence is e.sentence
        and other.quantity.unit != q.unit
        and agreement(other.quantity, q) > Agreement.NONE
        for other in target
    )


def _softly_met(
    source: list[Placed],
    target: list[Placed],
    lost: list[Placed],
    made: list[Placed],
    pairs: list[tuple[Placed, Placed]],
) -> list[tuple[Placed, Placed]]:
    """Figures met by a word such as "both" alone, opposite a figure that has no partner."""
    soft = [
        k
        for k in source
        if k not in lost
        and not k.quantity.optional
        and all(
            e.quantity.optional and not e.figure
            for e in target
            if agreement(k.quantity, e.quantity)
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
    if k.quantity.dimension == e.quantity.dimension and k.quantity.dimension in _MEASURES:
        return True  # 일 마일 and "a kilometre"
    if e.quantity.unit in ("century", "decade") and k.quantity.dimension == "months":
        return not k.quantity.optional  # 반세기 and "a century"
    if factor(k, e):
        return True
    return "ordinal" == k.quantity.unit == e.quantity.unit or (
        e.words == "one" and not k.quantity.optional
    )


_MEASURES = ("length", "area", "mass", "volume")
_FACTORS = re.compile(
    r"(?:doubl|tripl|trebl|quadrupl|quintupl|halv)(?:es?|ed|ing)|twofold|\w+fold", re.I
)


def factor(k: Placed, e: Placed) -> bool:
    """Whether both say by how much something was multiplied: 절반으로 and "doubled"."""
    times = k.quantity.unit == "times" or k.quantity.low == Fraction(1, 2)
    return times and not k.quantity.optional and _FACTORS.fullmatch(e.words) is not None


def _money(k: Placed, e: Placed) -> bool:
    return k.quantity.dimension.startswith("money") and e.quantity.dimension.startswith("money")


def _points(k: Placed, e: Placed) -> bool:
    return {k.quantity.dimension, e.quantity.dimension} == {"percent", "point"}


def _likeness(k: Placed, e: Placed, place_source: float, place_target: float) -> float:
    a, b = k.quantity, e.quantity
    score = 1.0 - abs(place_source - place_target)
    if a.dimension == b.dimension:
        score += _LIKENESS["same_dimension" if a.dimension else "both_plain"]
    if a.low == b.low or power_of_ten(a.low, b.low):
        score += _LIKENESS["same_digits"]
    if a.optional or b.optional:
        score += _LIKENESS["optional"]
    if a.form == b.form:
        score += _LIKENESS["same_form"]
    return score
