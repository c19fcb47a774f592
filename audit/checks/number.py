"""A number that differs: a wrong figure, a wrong 만 or 억, a wrong unit or currency.

Reads the quantities of both sides by value (3만2000명 and 32,000; 수십 명 and "dozens"; 두 배 and
"doubled") and matches them, rounding and stated approximations allowed. A Korean and an English
figure that are left over opposite each other are one flag; a figure on one side only is a weaker
one. Figures that agree may still have changed places (seven dead, 23 injured), have lost their sign
(영하), be of another time (a month for a year) or be what a change came to and not by how much. Dates are
another check's; conversions in brackets must be true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from audit.checks.common.figures import Placed, factor, match, placed, quantity_of
from audit.checks.common.suggested_figures import suggested_figure
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.checks.within_number.agreeing import agreeing
from audit.languages.en.figures_written import figure_written
from audit.languages.pair.quantity_agreement import Agreement, agreement, power_of_ten, unmatched
from audit.languages.quantity import Form, Quantity, units
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation
from audit.records.measured import threshold_groups, thresholds
from audit.records.message import Message

CATEGORY = Category.NUMBER
CONCERNS = Concern.FIGURE
CONFIDENCE = confidences(__name__)
MESSAGES: Mapping[str, Message] = {
    # The value as an English text would print it; in Korean, too, it says what the English should have.
    "value": Message(
        "{source} is {value}; the English has {target}",
        "한국어 원문은 “{source}”({value})인데 영어는 “{target}”입니다",
    ),
    "conversion": Message(
        "{won} is not {dollar}: that is {rate} won a dollar",
        "“{won}”의 달러 환산액이 “{dollar}”이면 1달러가 {rate}원이 되어 맞지 않습니다",
    ),
    "measure": Message(
        "{first} is not {second}",
        "영어의 “{first}”, “{second}” 두 값이 서로 맞지 않습니다",
    ),
    "exchanged": Message(
        "{source} and {other_source} have changed places in the English: {target}, {other_target}",
        "“{source}”, “{other_source}”의 숫자가 영어에서 서로 바뀌었습니다: “{target}”, “{other_target}”",
    ),
    "score": Message(
        "The winner scored {source}; the English has {target}",
        "한국어 원문에서 이긴 쪽의 점수는 “{source}”인데 영어는 “{target}”입니다",
    ),
    "sign": Message(
        "{source}; the English has {target}: one of the two is below zero",
        "한국어 원문은 “{source}”인데 영어는 “{target}”입니다. 부호가 다릅니다",
    ),
    "extent": Message(
        "{source}; the English has {target}: what it came to is not by how much it changed",
        "한국어 원문은 “{source}”인데 영어는 “{target}”입니다. 변화한 양과 변화한 결과가 다릅니다",
    ),
    "rate": Message(
        "{source}; the English has {target}: another length of time",
        "한국어 원문은 “{source}”인데 영어는 “{target}”입니다. 기준이 되는 기간이 다릅니다",
    ),
    "time": Message(
        "{source}; the English has {target}: another unit of time",
        "한국어 원문은 “{source}”인데 영어는 “{target}”입니다. 시간의 단위가 다릅니다",
    ),
    "gone": Message(
        "{source} ({value}) is left out, and the English gives no figure at all",
        "한국어 원문의 “{source}”({value})가 빠졌고 영어에는 아무 수치가 없습니다",
    ),
    "added": Message(
        "The English has {target}; the Korean has no such number",
        "영어의 “{target}”에 해당하는 숫자가 한국어 원문에 없습니다",
    ),
    "lost": Message(
        "{source} ({value}) is missing in the English",
        "한국어 원문의 “{source}”({value})에 해당하는 숫자가 영어에서 누락되었습니다",
    ),
}
WON_A_DOLLAR = threshold_groups(__name__)["won_a_dollar"]
"""The rates that are likely, at least and at most."""
_MOST_CROWDED = int(thresholds(__name__)["most_crowded"])
"""Further figures without a partner that count."""
_MEASURED = (
    "percent",
    "point",
    "money",
    "length",
    "area",
    "mass",
    "volume",
    "temperature",
    "power",
)
_SOME = re.compile(
    r"\b(?:most|majority|half|many|much|few|several|some|all|part|share|portion|number|amount|record"
    r"|large|huge|small|more|less|millions?|billions?|trillions?|thousands?|hundreds?|dozens?|percent\w*)\b",
    re.IGNORECASE,
)
"""Words that may stand for a figure."""
# 2년 전 against "a year earlier": beside these, "a" is a number.
_AGO_KO, _AGO_EN = (
    re.compile(r"\s?(?:전|뒤|후|만에)"),
    re.compile(r"\s(?:ago|earlier|before|later)\b"),
)


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """Findings for the numbers of ``bead`` that differ; none for null beads."""
    if not bead.source or not bead.target:
        return
    source = placed(context.sentences(bead, "source"), "source")
    target = placed(context.sentences(bead, "target"), "target")
    found = match(source, target)
    crowd = len(found.lost) + len(found.made)
    near_source = placed(context.neighbours(bead, "source"), "source")
    near_target = placed(context.neighbours(bead, "target"), "target")
    # What the sentences nearby say to each other did not come from here.
    free_source, free_target = unmatched(near_source, near_target, quantity_of, quantity_of)
    for k, e, ends in _once(found.pairs):
        moved = CONFIDENCE["moved"] ** _moved(k, e, free_source, free_target)
        yield _differing(bead, context, k, e, _pair_confidence(k, e, crowd) * moved, ends)
    for k, e in found.soft:
        moved = CONFIDENCE["moved"] ** _moved(k, e, free_source, free_target)
        yield _differing(bead, context, k, e, CONFIDENCE["perhaps_a_word"] * moved)
    yield from _conversions(bead, context, target)
    yield from agreeing(bead, context, source, target, found)
    for e in unmatched(near_source, found.made, quantity_of, quantity_of)[1]:
        yield _added(bead, context, e)
    texts = [sentence.text for sentence in context.sentences(bead, "target")]
    figureless = _figureless(texts, target)
    for k in unmatched(found.lost, near_target, quantity_of, quantity_of)[0]:
        yield _lost(bead, context, k, alone=figureless)


def _figureless(sentences: Iterable[str], target: list[Placed]) -> bool:
    """Whether the English gives no figure at all, nor a word that may stand for one."""
    if any(e.figure or e.moment or not e.quantity.optional for e in target):
        return False
    return not any(_SOME.search(text) for text in sentences)


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


def _moved(k: Placed, e: Placed, near_source: list[Placed], near_target: list[Placed]) -> int:
    """How many of two figures stand in a sentence nearby on the other side: editors reorder."""
    k_moved = any(_same(k.quantity, x.quantity) for x in near_target)
    return k_moved + any(_same(x.quantity, e.quantity) for x in near_source)


def _same(source: Quantity, target: Quantity) -> bool:
    return source.low > 2 and agreement(source, target) >= Agreement.ROUNDED


def _differing(
    bead: Bead,
    context: Context,
    k: Placed,
    e: Placed,
    confidence: float,
    ends: tuple[Quantity, ...] = (),
) -> Finding:
    a, b = k.quantity, e.quantity
    vague = Form.VAGUE in (a.form, b.form)
    return context.finding(
        bead,
        "number.value",
        category=CATEGORY,
        concerns=Concern.APPROXIMATION if vague else _concern(a, b),
        relation=Relation.CONTRADICTS,
        spans=(
            context.span("source", k.sentence, a.start, a.end),
            context.span("target", e.sentence, b.start, b.end),
        ),
        confidence=round(confidence, 2),
        suggestion=suggested_figure(k, e),
        source=k.words,
        value=" and ".join(dict.fromkeys(map(in_english, ends or (a,)))),
        target=e.words,
    )


def _concern(a: Quantity, b: Quantity) -> Concern:
    """What two figures differ in: the amount, the currency or the unit alone."""
    if a.dimension == b.dimension and a.unit == b.unit:
        return CONCERNS
    if a.low != b.low or not (a.unit and b.unit):
        return CONCERNS
    return Concern.CURRENCY if a.dimension.startswith("money") else Concern.UNIT


def _unit_or_power(a: Quantity, b: Quantity) -> bool:
    """Whether two figures differ by powers of ten or by unit only."""
    if power_of_ten(a.low, b.low):
        return True
    if a.dimension != b.dimension and a.dimension and b.dimension:
        return True
    return a.unit != b.unit and a.low == b.low


_SPAN_EN = re.compile(r"\b(?:after|in|within|for|over|lasted|took|first time in|nearly|about) $")


def _told_in_words(k: Placed, e: Placed) -> bool:
    """Whether a word is surely a figure: a second child for the third, after a year for 10년 만에."""
    a, b = k.quantity, e.quantity
    if Form.VAGUE in (a.form, b.form):
        return False
    if factor(k, e):
        return True
    if a.unit == b.unit == "ordinal":
        return not (a.optional and b.optional)
    one, other = a.dimension, b.dimension
    if one == other and one in ("months", "seconds"):
        return not a.optional and _SPAN_EN.search(e.text[: b.start]) is not None
    return bool(one) and one == other and a.unit != b.unit and one not in ("percent", "times")


def _pair_confidence(k: Placed, e: Placed, crowd: int) -> float:
    a, b = k.quantity, e.quantity
    if k.moment or e.moment:
        kind = "opposite_date"
    elif (_AGO_KO.match(k.text, a.end) and _AGO_EN.match(e.text, b.end)) or _told_in_words(k, e):
        kind = "plain_counts"
    elif a.optional or b.optional:
        kind = "in_names" if k.figure and e.figure else "words"
    elif _unit_or_power(a, b):
        kind = "unit_or_power"
    elif Form.VAGUE in (a.form, b.form):
        kind = "vague"
    elif a.dimension == b.dimension:
        kind = "same_measure" if a.dimension or (k.figure and e.figure) else "plain_counts"
    else:
        kind = "other_measure"
    return CONFIDENCE[kind] * CONFIDENCE["crowded"] ** min(crowd, _MOST_CROWDED)


def in_english(q: Quantity) -> str:
    """The value in figures as an English text would print it: ``1.2 trillion won``."""
    sign = "minus " if q.minus else ""
    values = [q.low] if q.low == q.high else [q.low, q.high]
    written = sign + " to ".join(_figures(value) for value in values)
    if q.unit == "ordinal":
        return f"number {written}"
    if q.unit == "point":
        return f"{written} percentage points"
    if not q.unit:
        return written
    unit = units()[q.unit]
    return f"{written} {unit.name if q.low == q.high == 1 else unit.plural}"


def _figures(value: Fraction) -> str:
    return figure_written(value) or f"{float(value):,.6g}"


def _conversions(bead: Bead, context: Context, target: list[Placed]) -> Iterator[Finding]:
    """Won amounts whose dollars in brackets are out by far: 870 million won ($6.2 million)."""
    for won, dollar in pairwise(target):
        a, b = won.quantity, dollar.quantity
        between = won.text[a.end : b.start] if won.sentence is dollar.sentence else ""
        if not re.fullmatch(r" ?\((?:about |around |roughly |or |US)?", between):
            continue
        if (a.unit, b.unit) != ("won", "dollar") or Form.VAGUE in (a.form, b.form) or not b.low:
            continue
        rate = a.low / b.low
        if not WON_A_DOLLAR["least"] <= rate <= WON_A_DOLLAR["most"]:
            yield context.finding(
                bead,
                "number.conversion",
                category=CATEGORY,
                concerns=Concern.CURRENCY,
                relation=Relation.DISTORTED,
                spans=(context.span("target", won.sentence, a.start, b.end),),
                confidence=CONFIDENCE["conversion"],
                won=won.words,
                dollar=dollar.words,
                rate=f"{float(rate):,.4g}",
            )


def _added(bead: Bead, context: Context, e: Placed) -> Finding:
    q = e.quantity
    return context.finding(
        bead,
        "number.added",
        category=CATEGORY,
        concerns=CONCERNS,
        relation=Relation.ADDED,
        spans=(context.span("target", e.sentence, q.start, q.end),),
        confidence=CONFIDENCE["added" if e.figure else "added_in_words"],
        target=e.words,
    )


def _lost(bead: Bead, context: Context, k: Placed, *, alone: bool) -> Finding:
    q = k.quantity
    kind = "lost" if k.figure else "lost_in_words"
    if alone and k.figure and q.low and q.dimension.startswith(_MEASURED) and q.form is Form.EXACT:
        kind = "gone"
    return context.finding(
        bead,
        "number.gone" if kind == "gone" else "number.lost",
        category=CATEGORY,
        concerns=CONCERNS,
        relation=Relation.OMITTED,
        spans=(context.span("source", k.sentence, q.start, q.end),),
        confidence=CONFIDENCE[kind],
        source=k.words,
        value=in_english(q),
    )
