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

from audit.checks.figures import Placed, match, placed, quantity_of
from audit.report import AlignedArticle, Bead, Category, Flag, Severity
from audit.text.quantities import Agreement, agreement, power_of_ten, unmatched
from audit.text.quantity import Form, Quantity, units

CATEGORY = Category.NUMBER
SEVERITY = Severity.MAJOR

# How sure a pair of left-over figures is an error, by what they have in common.
UNIT_OR_POWER = 0.96  # the same digits, times ten or in another unit
SAME_MEASURE = 0.93
BARE = 0.85  # two plain counts, one or both in words
# Of 58,000 human translations 12 have one of the next three, half of them rightly.
OTHER_MEASURE = 0.85
NAMED = 0.85  # figures in names: 화성-17형 and Hwasong-15
DATED = 0.85  # a figure opposite a date
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
# 2년 전 against "a year earlier": beside these, "a" is a number.
_AGO_KO, _AGO_EN = (
    re.compile(r"\s?(?:전|뒤|후|만에)"),
    re.compile(r"\s(?:ago|earlier|before|later)\b"),
)


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flags for the numbers of ``bead`` that differ; none for null beads."""
    if not bead.ko or not bead.en:
        return
    ko = placed(article.sentences(bead, "ko"), "ko")
    en = placed(article.sentences(bead, "en"), "en")
    found = match(ko, en)
    crowd = len(found.lost) + len(found.made)
    near_ko = placed(article.neighbours(bead, "ko"), "ko")
    near_en = placed(article.neighbours(bead, "en"), "en")
    # What the sentences nearby say to each other did not come from here.
    free_ko, free_en = unmatched(near_ko, near_en, quantity_of, quantity_of)
    for k, e, ends in _once(found.pairs):
        sure = _pair_confidence(k, e, crowd) * MOVED ** _moved(k, e, free_ko, free_en)
        yield _pair_flag(bead, article, k, e, sure, ends)
    for k, e in found.soft:
        yield _pair_flag(bead, article, k, e, SOFT * MOVED ** _moved(k, e, free_ko, free_en))
    yield from _conversions(bead, article, en)
    for e in unmatched(near_ko, found.made, quantity_of, quantity_of)[1]:
        yield _made_flag(bead, article, e)
    for k in unmatched(found.lost, near_en, quantity_of, quantity_of)[0]:
        yield _lost_flag(bead, article, k)


def _once(
    pairs: Iterable[tuple[Placed, Placed]],
) -> Iterator[tuple[Placed, Placed, tuple[Quantity, ...]]]:
    """The pairs with the Korean values at that place: the two ends of a range are one error."""
    by_place: dict[tuple[str, int, str, int], list[tuple[Placed, Placed]]] = {}
    for k, e in pairs:
        place = (k.sentence.id, k.quantity.start, e.sentence.id, e.quantity.start)
        by_place.setdefault(place, []).append((k, e))
    for same in by_place.values():
        same.sort(key=lambda pair: pair[0].quantity.low)
        yield *same[0], tuple(k.quantity for k, _ in same)


def _moved(k: Placed, e: Placed, near_ko: list[Placed], near_en: list[Placed]) -> int:
    """How many of two figures stand in a sentence nearby on the other side: editors reorder."""
    k_moved = any(_same(k.quantity, x.quantity) for x in near_en)
    return k_moved + any(_same(x.quantity, e.quantity) for x in near_ko)


def _same(ko: Quantity, en: Quantity) -> bool:
    return ko.low > 2 and agreement(ko, en) >= Agreement.ROUNDED


def _pair_flag(
    bead: Bead,
    article: AlignedArticle,
    k: Placed,
    e: Placed,
    confidence: float,
    ends: tuple[Quantity, ...] = (),
) -> Flag:
    a, b = k.quantity, e.quantity
    critical = _unit_or_power(a, b)
    return article.flag(
        bead,
        check="number",
        category=CATEGORY,
        severity=Severity.CRITICAL if critical else SEVERITY,
        message=_says(k, e, ends or (a,)),
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
    elif _AGO_KO.match(k.text, a.end) and _AGO_EN.match(e.text, b.end):
        confidence = BARE
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


def _says(k: Placed, e: Placed, ends: tuple[Quantity, ...]) -> str:
    values = " and ".join(dict.fromkeys(map(in_english, ends)))
    return f"{k.words} is {values}; the English has {e.words}"


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
    if value.denominator in (3, 6, 7, 9) or (value < 1 and value.denominator < 10):
        whole, rest = divmod(value.numerator, value.denominator)
        return f"{whole or ''} {rest}/{value.denominator}".strip()
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
