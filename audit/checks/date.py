"""A date or time that differs: a wrong year, month, day, weekday or time of day.

Compares the parts of dates that both sides state. A bare 21일, 지난달 or 올해 is read against the
article's date, where it is known: the month the English gives it and the weekday must fit, as must what
it makes of 어제, 다음 달 or 3년 전. A year, month or weekday that the English adds to a bare Korean date is
no error if it does. A day of the lunar calendar is none of the solar one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from audit.checks.common.bare_days import unfit
from audit.checks.common.calendars import Clash, clashing, differing_lunar
from audit.checks.common.dated import (
    Difference,
    Placed,
    converted,
    counted,
    differing_periods,
    differing_vague_spans,
    placed,
    since,
)
from audit.checks.common.reckoned import (
    Dates,
    differing_relatives,
    differing_since,
    relative_and_stated,
)
from audit.checks.common.suggested_dates import suggested_date
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.dates import (
    Moment,
    days_of_writing,
    published_on,
    same_hour,
    shifted_month,
)
from audit.languages.en.dates_written import with_weekday
from audit.languages.en.numerals import english_quantities
from audit.languages.ko.dates import korean_zone
from audit.languages.ko.numerals import korean_quantities
from audit.languages.normalise import normalise
from audit.languages.pair.day_parts import other_day_part, says_now
from audit.languages.pair.named_days import mentions, named_dates
from audit.languages.spans import overlap
from audit.records.article import Lang, Sentence
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation, Side
from audit.records.message import Message

CATEGORY = Category.DATE
CONCERNS = Concern.DATE
CONFIDENCE = confidences(__name__)
MESSAGES: Mapping[str, Message] = {
    "part": Message(
        '{source} against "{target}": the {part!t} differs',
        "한국어 원문은 “{source}”인데 영어는 “{target}”입니다. {part!t:이} 다릅니다",
    ),
    "weekday": Message(
        '"{target}" cannot be: that day is a {weekday}',
        "“{target}” 표기는 날짜와 요일이 맞지 않습니다. 그날은 {weekday!t}입니다",
    ),
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TERMS: Mapping[str, str] = {
    "year": "연도",
    "decade": "연대",
    "month": "달",
    "week": "주",
    "day": "날짜",
    "weekday": "요일",
    "hour": "시각",
    "minute": "분",
    "half of the day": "오전·오후",
    "quarter": "분기",
    "half of the year": "상·하반기",
    "part of the month, year or decade": "초·중·후반",
    "season": "계절",
    "time of the day": "시간대",
    "weekend": "주말",
    "day of the story": "날",
    "calendar": "음력·양력",
    "unit of time": "시간 단위",
    **dict(zip(WEEKDAYS, (f"{day}요일" for day in "월화수목금토일"), strict=True)),
}


@dataclass(frozen=True)
class _Part:
    """A part of dates that both sides may state, and how two of them agree."""

    name: str
    value: Callable[[Moment], object]
    agree: Callable[[Moment, Moment], bool]


def _equal(value: Callable[[Moment], object]) -> Callable[[Moment, Moment], bool]:
    return lambda a, b: value(a) == value(b)


def _decades(a: Moment, b: Moment) -> bool:
    """1960s agrees with 60년대, and with a year written out in full."""
    return (
        a.decade is not None
        and b.decade is not None
        and (
            a.decade == b.decade
            or (min(a.decade, b.decade) < 100 and a.decade % 100 == b.decade % 100)
        )
    )


_PARTS = (
    _Part("year", lambda m: m.year, _equal(lambda m: m.year)),
    _Part("decade", lambda m: m.decade, _decades),
    _Part("month", lambda m: m.month, _equal(lambda m: m.month)),
    _Part("day", lambda m: m.day, _equal(lambda m: m.day)),
    _Part("weekday", lambda m: m.weekday, _equal(lambda m: m.weekday)),
    _Part("hour", lambda m: m.hour, same_hour),
    _Part("minute", lambda m: m.minute or None, _equal(lambda m: m.minute)),
)


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """Findings for the dates of ``bead`` that differ; none for null beads."""
    if not bead.source or not bead.target:
        return
    source = placed(context.sentences(bead, "source"), "source")
    target = placed(context.sentences(bead, "target"), "target")
    source, target = _unnamed(source, target)
    told: list[Difference] = []
    for found in _differences(source, target, context, bead):
        if _is_new(found, told):
            told.append(found)
            yield _finding(bead, context, found)
    published = published_on(context.article.metadata.published)
    for clash in clashing(source, target, published):
        if not any(found.target in (clash.named, clash.day) for found in told):
            yield _clash(bead, context, clash)


def _unnamed(source: list[Placed], target: list[Placed]) -> tuple[list[Placed], list[Placed]]:
    """Without the dates that are names, which another check compares: 6월 항쟁, the April 19 Revolution.

    Nor those that say when a day is that the Korean names: 광복절, Aug. 15.
    """
    texts = {k.text for k in source}
    days: set[tuple[int | None, int | None]] = {d for text in texts for d in named_dates(text)}
    names = [k for k in source if k.moment.month and _in_event(k, "ko")]
    days |= {(k.moment.month, k.moment.day) for k in names}
    return (
        [k for k in source if k not in names],
        [
            e
            for e in target
            if (e.moment.month, e.moment.day) not in days and not (names and _in_event(e, "en"))
        ],
    )


def _in_event(p: Placed, language: Lang) -> bool:
    """Whether a date stands in the name of a war or event."""
    return any(
        m.kind in ("war", "event") and overlap(m, p.moment) for m in mentions(p.text, language)
    )


def _is_new(found: Difference, told: list[Difference]) -> bool:
    """Whether no difference between the same dates was told, nor a more exact one of the English date."""
    return not any(
        found.target is other.target and (found.source is other.source or found.part == other.part)
        for other in told
    )


def _differences(
    source: list[Placed], target: list[Placed], context: Context, bead: Bead
) -> Iterator[Difference]:
    stated = context.article.metadata.published
    published, writing = published_on(stated), days_of_writing(stated)
    same_place = not any(converted(k.text, e.text) for k in source for e in target)
    sentences = context.sentences(bead, "source"), context.sentences(bead, "target")
    if same_place:
        yield from _differing_halves(source, target)
    yield from _differing_parts(source, target, published, context, bead, same_place=same_place)
    yield from differing_lunar(source, target, CONFIDENCE)
    yield from _differing_decades(source, target)
    if same_place:
        yield from unfit(source, target, published, CONFIDENCE)
        if not all(any(p.moment.hour is not None for p in side) for side in (source, target)):
            yield from _other_parts_of_the_day(*sentences)
    if any(says_now(k.text) for k in source):
        target = [e for e in target if e.moment.relative != ("day", 0) or e.words != "today"]
    ours = Dates(source, counted(sentences[0], "source"))
    theirs = Dates(target, counted(sentences[1], "target"))
    yield from differing_relatives(ours, theirs, writing, CONFIDENCE)
    for found in relative_and_stated(ours, theirs, writing, CONFIDENCE):
        elsewhere = not same_place or korean_zone(found.source.text) is False
        if not (elsewhere and found.part in ("day", "weekday")):
            yield found
    if not any(k.moment.year for k in source):
        ago = since(sentences[0])
        yield from differing_since(ago, target, writing, CONFIDENCE["counted_unfit"])
    yield from differing_periods(*sentences, CONFIDENCE)
    yield from differing_vague_spans(*sentences, CONFIDENCE["other_vague_unit"])


def _other_parts_of_the_day(
    source: Iterable[Sentence], target: Iterable[Sentence]
) -> Iterator[Difference]:
    """오전 against "in the afternoon", where neither side has another time of the day."""
    source, target = list(source), list(target)
    if len(source) != 1 or len(target) != 1:
        return
    ko, en = (normalise(side[0].text).text for side in (source, target))
    found = other_day_part(ko, en)
    if found:
        k, e = (Moment(words.start, words.end) for words in found)
        yield Difference(
            Placed(source[0], ko, k),
            Placed(target[0], en, e),
            "time of the day",
            CONFIDENCE["other_part_of_the_day"],
        )


def _differing_parts(
    source: list[Placed],
    target: list[Placed],
    published: date | None,
    context: Context,
    bead: Bead,
    *,
    same_place: bool,
) -> Iterator[Difference]:
    source = [k for k in source if not k.moment.lunar]
    target = [e for e in target if not e.moment.lunar]
    for part in _PARTS:
        if not same_place and part.name not in ("year", "decade"):
            continue
        numbers_source = _figures(context, bead, "source", source, part.name)
        numbers_target = _figures(context, bead, "target", target, part.name)
        ours = [k for k in source if part.value(k.moment) is not None]
        theirs = [e for e in target if part.value(e.moment) is not None]
        lone_source = [k for k in ours if not _met(part, k, theirs, numbers_target)]
        lone_target = [e for e in theirs if not _met(part, e, ours, numbers_source)]
        lone_target = [
            e for e in lone_target if not _resolved(part.name, e.moment, source, published)
        ]
        lone_source = [
            k for k in lone_source if not _resolved(part.name, k.moment, target, published)
        ]
        alone = len(lone_source) == len(lone_target) == 1
        sure = CONFIDENCE["part_differs" if alone else "several_differ"]
        for k, e in zip(lone_source, lone_target, strict=False):
            firm = k.moment.firm and e.moment.firm
            less = 0 if firm else CONFIDENCE["perhaps_a_number_less"]
            yield Difference(k, e, part.name, sure - less)


def _differing_decades(source: list[Placed], target: list[Placed]) -> Iterator[Difference]:
    """1980년 against "the 1930s", each the only year of its side."""
    for ours, theirs in ((source, target), (target, source)):
        years = [m for m in ours if m.moment.year is not None]
        decades = [m for m in theirs if m.moment.decade is not None]
        plain = [m for m in theirs if m.moment.year is not None]
        mixed = [m for m in ours if m.moment.decade is not None]
        if len(years) != 1 or len(decades) != 1 or plain or mixed:
            continue
        year, decade = years[0].moment.year or 0, decades[0].moment.decade or 0
        if year // 10 * 10 % 100 != decade % 100:
            k, e = (years[0], decades[0]) if ours is source else (decades[0], years[0])
            yield Difference(k, e, "decade", CONFIDENCE["several_differ"])


def _figures(context: Context, bead: Bead, side: Side, dates: list[Placed], part: str) -> set[int]:
    """Whole numbers that one side states: 3시 may be a plain "three", 21일 "21 days".

    For days only those of days, for hours none of a clock's.
    """
    read = korean_quantities if side == "source" else english_quantities
    found = set()
    for sentence in context.sentences(bead, side):
        halves = [d.moment for d in dates if d.sentence is sentence and d.moment.half]
        for q in read(normalise(sentence.text).text):
            if q.optional or (part == "day" and q.unit not in ("day", "ordinal")):
                continue
            if part == "hour" and any(overlap(half, q) for half in halves):
                continue
            found |= {int(end.low) for end in q.ends() if end.low.denominator == 1}
    return found


def _met(part: _Part, one: Placed, others: list[Placed], numbers: set[int]) -> bool:
    if any(part.agree(one.moment, other.moment) for other in others):
        return True
    value = part.value(one.moment)
    if part.name == "weekday":
        return False
    if part.name == "hour":
        # The 0 of 0시 is no figure for noon.
        return isinstance(value, int) and bool(({value, value % 12} - {0}) & numbers)
    if value in numbers or (
        part.name == "year" and isinstance(value, int) and value % 100 in numbers
    ):
        return True
    # 60년대 and "the 1960s" share two digits; a date's other parts may stand for it.
    return any(value in other.moment.figures() for other in others)


def _resolved(name: str, moment: Moment, others: list[Placed], published: date | None) -> bool:
    """Whether a relative date on the other side comes to the same year or month or day."""
    if published is None:
        return False
    for other in others:
        relative = other.moment.relative
        if relative is None:
            continue
        unit, offset = relative
        if unit == "year" and name == "year" and moment.year == published.year + offset:
            return True
        if unit == "month" and name == "month":
            _, month = shifted_month(published, offset)
            if moment.month == month:
                return True
        if unit == "day" and name in ("day", "weekday", "month"):
            days = [published + timedelta(days=offset + slack) for slack in (-1, 0, 1)]
            value = {"day": moment.day, "weekday": moment.weekday, "month": moment.month}[name]
            if any(
                value == {"day": d.day, "weekday": d.weekday(), "month": d.month}[name]
                for d in days
            ):
                return True
    return False


def _differing_halves(source: list[Placed], target: list[Placed]) -> Iterator[Difference]:
    """오후 3시 against 3 a.m."""
    for k in source:
        for e in target:
            a, b = k.moment, e.moment
            if a.hour is None or b.hour is None or not a.half or not b.half or a.half == b.half:
                continue
            agreed = any(same_hour(k.moment, other.moment) for other in target) or any(
                same_hour(other.moment, e.moment) for other in source
            )
            if a.hour % 12 == b.hour % 12 and not agreed:
                yield Difference(k, e, "half of the day", CONFIDENCE["half_differs"])


def _finding(bead: Bead, context: Context, found: Difference) -> Finding:
    k, e = found.source, found.target
    return context.finding(
        bead,
        "date.part",
        category=CATEGORY,
        concerns=CONCERNS,
        relation=Relation.CONTRADICTS,
        spans=(
            context.span("source", k.sentence, k.moment.start, k.moment.end),
            context.span("target", e.sentence, e.moment.start, e.moment.end),
        ),
        confidence=found.confidence,
        suggestion=suggested_date(found, days_of_writing(context.article.metadata.published)),
        source=k.words,
        target=e.words,
        part=found.part,
    )


def _clash(bead: Bead, context: Context, clash: Clash) -> Finding:
    k, e = clash.korean, clash.day
    start = min(clash.named.moment.start, e.moment.start)
    end = max(clash.named.moment.end, e.moment.end)
    ours = [context.span("source", k.sentence, k.moment.start, k.moment.end)] if k else []
    return context.finding(
        bead,
        "date.weekday",
        category=CATEGORY,
        concerns=CONCERNS,
        relation=Relation.CONTRADICTS,
        spans=[*ours, context.span("target", e.sentence, start, end)],
        confidence=CONFIDENCE["weekday_clash"],
        suggestion=with_weekday(e.text[start:end], clash.named.moment.weekday or 0, clash.weekday)
        if k
        else "",
        target=e.text[start:end],
        weekday=WEEKDAYS[clash.weekday],
    )
