"""A number that differs: a wrong figure, a wrong 만 or 억, a wrong unit or currency.

Reads the quantities of both sides by value (3만2000명 and 32,000; 수십 명 and "dozens"; 두 배 and
"doubled") and matches them, rounding and stated approximations allowed. A Korean and an English
figure that are left over opposite each other are one flag; a figure on one side only is a weaker
one. Dates are another check's; conversions in brackets are background.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from audit.article import Sentence
from audit.report import AlignedArticle, Bead, Category, Flag, Severity, Side
from audit.text.dates import Moment, english_moments, korean_moments
from audit.text.normalise import normalise
from audit.text.numerals_en import english_quantities
from audit.text.numerals_ko import korean_quantities
from audit.text.quantities import (
    Agreement,
    agreement,
    compatible,
    plain,
    power_of_ten,
    unmatched,
)
from audit.text.quantity import Form, Quantity, units

CATEGORY = Category.NUMBER
SEVERITY = Severity.MAJOR

# How sure a pair of left-over figures is an error, by what they have in common.
UNIT_OR_POWER = 0.96  # the same digits, times ten or in another unit
SAME_MEASURE = 0.93
BARE = 0.85  # two plain counts, one or both in words
OTHER_MEASURE = 0.75
NAMED = 0.75  # figures in names: 화성-17형 and Hwasong-15
DATED = 0.75  # a figure opposite a date
VAGUE = 0.7
SOFT = 0.6  # the Korean figure may be a word such as "both" instead
WORDS = 0.4  # "one", "first": often no number at all
CONVERSION = 0.85
WON_A_DOLLAR = (500, 2500)  # outside it since 1980 no rate has been
CROWDED = 0.9  # for each further figure without a partner: the sentences may not be a pair
MOVED = 0.4  # for each of the two that stands nearby on the other side
# A figure on one side only; words such as "two" come and go in good translations.
MADE, MADE_IN_WORDS = 0.45, 0.25
LOST, LOST_IN_WORDS = 0.35, 0.2


class Placed(NamedTuple):
    """A quantity with the sentence it stands in."""

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


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flags for the numbers of ``bead`` that differ; none for null beads."""
    if not bead.ko or not bead.en:
        return
    ko = placed(article.sentences(bead, "ko"), "ko")
    en = placed(article.sentences(bead, "en"), "en")
    en = [e for e in en if not _conversion(e, en, ko)]
    lost, made = unmatched(ko, en, _quantity, _quantity)
    met = [k for k in ko if k.moment and k not in lost]
    strays = [k for k in lost if k.moment], [e for e in made if e.moment]
    lost = [k for k in lost if not k.moment and not _year_met(k, met)]
    made = [e for e in made if not e.moment and not _background(e, ko)]
    for e in [e for e in made if _elided(e, ko, en)]:
        made.remove(e)
        lost = [k for k in lost if k.quantity.low / e.quantity.low not in _SCALES]
    pairs = _pairs(lost, made)
    pairs += _with_dates(lost, made, strays, pairs)
    soft = _softly_met(ko, en, lost, made, pairs)
    paired_ko = [k for k, _ in pairs + soft]
    paired_en = [e for _, e in pairs + soft]
    rest_ko = [k for k in lost if k not in paired_ko and not k.quantity.optional]
    rest_en = [e for e in made if e not in paired_en and not e.quantity.optional]
    crowd = len(rest_ko) + len(rest_en)
    near_ko = placed(article.neighbours(bead, "ko"), "ko")
    near_en = placed(article.neighbours(bead, "en"), "en")
    for k, e in pairs:
        sure = _pair_confidence(k, e, crowd)
        yield _pair_flag(bead, article, k, e, sure * MOVED ** _moved(k, e, near_ko, near_en))
    for k, e in soft:
        yield _pair_flag(bead, article, k, e, SOFT * MOVED ** _moved(k, e, near_ko, near_en))
    yield from _conversions(bead, article, en)
    for e in unmatched(near_ko, rest_en, _quantity, _quantity)[1]:
        yield _made_flag(bead, article, e)
    for k in unmatched(rest_ko, near_en, _quantity, _quantity)[0]:
        yield _lost_flag(bead, article, k)


def _moved(k: Placed, e: Placed, near_ko: list[Placed], near_en: list[Placed]) -> int:
    """How many of two figures stand in a sentence nearby on the other side: editors reorder."""
    k_moved = any(_same(k.quantity, x.quantity) for x in near_en)
    return k_moved + any(_same(x.quantity, e.quantity) for x in near_ko)


def _same(ko: Quantity, en: Quantity) -> bool:
    return ko.low > 2 and agreement(ko, en) >= Agreement.ROUNDED


def _quantity(item: Placed) -> Quantity:
    return item.quantity


def placed(sentences: Iterable[Sentence], side: Side) -> list[Placed]:
    """The figures of some sentences, both ends of a range, those of dates as optional ones."""
    found = []
    for sentence in sentences:
        text = normalise(sentence.text).text
        moments = korean_moments(text) if side == "ko" else english_moments(text)
        quantities = korean_quantities(text) if side == "ko" else english_quantities(text)
        found += [
            Placed(sentence, text, q, moment) for q, moment in _readings(text, quantities, moments)
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


def _pair_flag(
    bead: Bead, article: AlignedArticle, k: Placed, e: Placed, confidence: float
) -> Flag:
    a, b = k.quantity, e.quantity
    critical = _unit_or_power(a, b)
    return article.flag(
        bead,
        check="number",
        category=CATEGORY,
        severity=Severity.CRITICAL if critical else SEVERITY,
        message=_says(k, e),
        evidence=(
            article.evidence("ko", k.sentence, a.start, a.end),
            article.evidence("en", e.sentence, b.start, b.end),
        ),
        confidence=round(confidence, 2),
    )


def _unit_or_power(a: Quantity, b: Quantity) -> bool:
    """Whether two figures differ by powers of ten or by unit only."""
    if power_of_ten(a.low, b.low):
        return True
    if a.dimension != b.dimension and a.dimension and b.dimension:
        return True
    return a.unit != b.unit and a.low == b.low


def _pair_confidence(k: Placed, e: Placed, crowd: int) -> float:
    a, b = k.quantity, e.quantity
    if k.moment or e.moment:
        confidence = DATED
    elif a.optional or b.optional:
        confidence = NAMED if k.figure and e.figure else WORDS
    elif _unit_or_power(a, b):
        confidence = UNIT_OR_POWER
    elif Form.VAGUE in (a.form, b.form):
        confidence = VAGUE
    elif a.dimension == b.dimension:
        confidence = SAME_MEASURE if a.dimension or (k.figure and e.figure) else BARE
    else:
        confidence = OTHER_MEASURE
    return confidence * CROWDED ** min(crowd, 4)


def _says(k: Placed, e: Placed) -> str:
    return f"{k.words} is {in_english(k.quantity)}; the English has {e.words}"


def in_english(q: Quantity) -> str:
    """The value in figures as an English text would print it: ``1.2 trillion won``."""
    values = [q.low] if q.low == q.high else [q.low, q.high]
    written = " to ".join(_figures(value) for value in values)
    if q.unit == "ordinal":
        return f"number {written}"
    if q.unit == "point":
        return f"{written} percentage points"
    if not q.unit:
        return written
    unit = units()[q.unit]
    return f"{written} {unit.name if q.low == q.high == 1 else unit.plural}"


def _figures(value: Fraction) -> str:
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if value >= size:
            return f"{float(value / size):,.6g} {name}"
    if value.denominator == 1:
        return f"{int(value):,}"
    if value < 1 and value.denominator < 100 and value.denominator not in (10, 20, 50):
        return f"{value.numerator}/{value.denominator}"
    return f"{float(value):,.6g}"


def _conversions(bead: Bead, article: AlignedArticle, en: list[Placed]) -> Iterator[Flag]:
    """Won amounts whose dollars in brackets are out by far: 870 million won ($6.2 million)."""
    for won, dollar in pairwise(en):
        a, b = won.quantity, dollar.quantity
        between = won.text[a.end : b.start] if won.sentence is dollar.sentence else ""
        if not re.fullmatch(r" ?\((?:about |around |roughly |or |US)?", between):
            continue
        if (a.unit, b.unit) != ("won", "dollar") or Form.VAGUE in (a.form, b.form) or not b.low:
            continue
        rate = a.low / b.low
        if not WON_A_DOLLAR[0] <= rate <= WON_A_DOLLAR[1]:
            yield article.flag(
                bead,
                check="number",
                category=CATEGORY,
                severity=Severity.CRITICAL,
                message=f"{won.words} is not {dollar.words}: that is {float(rate):,.4g} won a dollar",
                evidence=(article.evidence("en", won.sentence, a.start, b.end),),
                confidence=CONVERSION,
            )


def _made_flag(bead: Bead, article: AlignedArticle, e: Placed) -> Flag:
    q = e.quantity
    return article.flag(
        bead,
        check="number",
        category=CATEGORY,
        severity=SEVERITY,
        message=f"The English has {e.words}; the Korean has no such number",
        evidence=(article.evidence("en", e.sentence, q.start, q.end),),
        confidence=MADE if e.figure else MADE_IN_WORDS,
    )


def _lost_flag(bead: Bead, article: AlignedArticle, k: Placed) -> Flag:
    q = k.quantity
    return article.flag(
        bead,
        check="number",
        category=CATEGORY,
        severity=Severity.MINOR,
        message=f"{k.words} ({in_english(q)}) is missing in the English",
        evidence=(article.evidence("ko", k.sentence, q.start, q.end),),
        confidence=LOST if k.figure else LOST_IN_WORDS,
    )
