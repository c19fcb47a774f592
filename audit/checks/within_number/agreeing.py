"""What is wrong with figures of a bead that agree: another place, sign, extent or span of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from audit.checks.common.figures import Matched, Placed, agreed
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.checks.within_number.exchanges import exchanges, reversed_scores
from audit.checks.within_number.extents import extent_differs
from audit.checks.within_number.signs import sign_differs
from audit.checks.within_number.suggesting import (
    reversed_score,
    right_conversion,
    with_extent,
    with_sign,
    with_time,
)
from audit.languages.en.conversions import Conversion, conversions
from audit.languages.en.times import english_rate, english_vague_times, names_time
from audit.languages.ko.times import korean_rate, korean_rates_named, korean_vague_times
from audit.languages.normalise import normalise
from audit.languages.quantity import Quantity
from audit.records.article import Sentence
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation, Span

CONFIDENCE = confidences("audit.checks.number")
_CATEGORY = Category.NUMBER


def agreeing(
    bead: Bead, context: Context, source: list[Placed], target: list[Placed], found: Matched
) -> Iterator[Finding]:
    """The findings on figures that stand on both sides.

    Args:
        bead: the bead.
        context: what a check may ask.
        source: the Korean figures.
        target: the English ones.
        found: which of them differ.
    """
    yield from _measures(bead, context, source, found)
    for k, e in agreed(source, target):
        yield from _of_one(bead, context, k, e)
    sides = (context.sentences(bead, side) for side in ("source", "target"))
    for one, other in product(*sides):
        yield from _exchanged(bead, context, one, other)
        yield from _vague_times(bead, context, one, other)


def _of_one(bead: Bead, context: Context, k: Placed, e: Placed) -> Iterator[Finding]:
    a, b = k.quantity, e.quantity
    sides = k.sentence, (a.start, a.end), e.sentence, (b.start, b.end)
    if sign_differs(k.text, e.text, a, b):
        suggestion = with_sign(k, e) if b.dimension == "temperature" else ""
        yield _both(bead, context, "sign", Concern.FIGURE, *sides, suggestion=suggestion)
    if extent_differs(k.text, e.text, a, b):
        sides = k.sentence, (a.start, _with_particle(k)), e.sentence, _with_word(e)
        suggestion = with_extent(k, e, sides[3])
        yield _both(bead, context, "extent", Concern.FIGURE, *sides, suggestion=suggestion)
    yield from _rates(bead, context, k, e)


def _with_particle(k: Placed) -> int:
    """Where a figure ends with its particle: 40%로."""
    after = k.text[k.quantity.end :]
    return k.quantity.end + len(after) - len(after.removeprefix("으로").removeprefix("로"))


def _with_word(e: Placed) -> tuple[int, int]:
    """A figure with the word before it: by a quarter."""
    start = e.text.rstrip().rfind(" ", 0, max(e.quantity.start - 1, 0)) + 1
    return start, e.quantity.end


def _rates(bead: Bead, context: Context, k: Placed, e: Placed) -> Iterator[Finding]:
    """The same figure a month and a year: 연 5% and "5 percent a month"."""
    ours, theirs = korean_rate(k.text, k.quantity), english_rate(e.text, e.quantity)
    if ours is None or theirs is None or ours[0] == theirs[0]:
        return
    if names_time(e.text, ours[0]) or theirs[0] in korean_rates_named(k.text):
        return
    yield _both(
        bead, context, "rate", Concern.UNIT,
        k.sentence, (ours[1], k.quantity.end), e.sentence, theirs[1:],
        suggestion=with_time(e.text, theirs[1:], ours[0], theirs[0]),
    )  # fmt: skip


def _vague_times(bead: Bead, context: Context, one: Sentence, other: Sentence) -> Iterator[Finding]:
    """Months that became weeks, where neither language gives a figure."""
    korean, english = _text(one), _text(other)
    ours, theirs = korean_vague_times(korean), english_vague_times(english)
    if len(ours) != 1 or len(theirs) != 1:
        return
    (time, k), (another, e) = *ours.items(), *theirs.items()
    if time == another or names_time(english, time) or _NAMES[another] in korean:
        return
    yield _both(
        bead, context, "time", Concern.UNIT, one, (k.start, k.end), other, (e.start, e.end),
        suggestion=with_time(english, (e.start, e.end), time, another),
    )  # fmt: skip


_NAMES = {
    "second": "초",
    "minute": "분",
    "hour": "시간",
    "day": "일",
    "week": "주",
    "month": "월",
    "year": "년",
}
"""A sign of each time in Korean; a sentence with it may mean it."""


def _exchanged(bead: Bead, context: Context, one: Sentence, other: Sentence) -> Iterator[Finding]:
    korean, english = _text(one), _text(other)
    for pairs in exchanges(korean, english):
        spans = _spans(context, one, pairs.source, other, pairs.target)
        yield _finding(
            bead, context, "exchanged", Concern.FIGURE, Relation.CONTRADICTS, spans,
            source=spans[0].text, other_source=spans[1].text,
            target=spans[2].text, other_target=spans[3].text,
        )  # fmt: skip
    for k, e in reversed_scores(korean, english):
        yield _both(
            bead, context, "score", Concern.FIGURE, one, (k.start, k.end), other, (e.start, e.end),
            suggestion=reversed_score(english[e.start : e.end]),
        )  # fmt: skip


def _measures(
    bead: Bead, context: Context, source: list[Placed], found: Matched
) -> Iterator[Finding]:
    """Measures that the English converts wrongly, unless the Korean has it so or the figure is flagged."""
    flagged = {(e.sentence.id, e.quantity.start) for _, e in (*found.pairs, *found.soft)}
    for sentence in context.sentences(bead, "target"):
        for said in conversions(_text(sentence)):
            places = {(sentence.id, q.start) for q in (said.first, said.second)}
            if said.true or places & flagged or _from_korean(said, source):
                continue
            whole = context.span("target", sentence, said.first.start, said.second.end)
            words = [_words(sentence, q) for q in (said.first, said.second)]
            yield _finding(
                bead, context, "measure", Concern.UNIT, Relation.DISTORTED, (whole,),
                suggestion=right_conversion(_text(sentence), said, source),
                first=words[0], second=words[1],
            )  # fmt: skip


def _from_korean(said: Conversion, source: list[Placed]) -> bool:
    """Whether the Korean gives both figures itself."""
    given = {(k.quantity.low, k.quantity.unit) for k in source}
    return all((q.low, q.unit) in given for q in (said.first, said.second))


def _both(
    bead: Bead,
    context: Context,
    what: str,
    concerns: Concern,
    one: Sentence,
    ours: tuple[int, int],
    other: Sentence,
    theirs: tuple[int, int],
    suggestion: str = "",
) -> Finding:
    spans = (context.span("source", one, *ours), context.span("target", other, *theirs))
    return _finding(
        bead, context, what, concerns, Relation.CONTRADICTS, spans,
        suggestion=suggestion, source=spans[0].text, target=spans[1].text,
    )  # fmt: skip


def _finding(
    bead: Bead,
    context: Context,
    what: str,
    concerns: Concern,
    relation: Relation,
    spans: tuple[Span, ...],
    suggestion: str = "",
    **parameters: str,
) -> Finding:
    found = context.finding(
        bead, f"number.{what}", category=_CATEGORY, concerns=concerns, relation=relation,
        spans=spans, confidence=CONFIDENCE[what], suggestion=suggestion,
    )  # fmt: skip
    return replace(found, parameters=parameters)


def _spans(
    context: Context,
    one: Sentence,
    ours: tuple[Quantity, ...],
    other: Sentence,
    theirs: tuple[Quantity, ...],
) -> tuple[Span, ...]:
    return (
        *(context.span("source", one, q.start, q.end) for q in ours),
        *(context.span("target", other, q.start, q.end) for q in theirs),
    )


def _text(sentence: Sentence) -> str:
    return normalise(sentence.text).text


def _words(sentence: Sentence, q: Quantity) -> str:
    return _text(sentence)[q.start : q.end]
