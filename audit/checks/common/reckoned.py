"""Dates counted from the article's day against the other side's: 어제 and "Friday", 지난주, "last month"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from audit.checks.common.dated import Difference, Placed
from audit.languages.dates import Moment, near
from audit.languages.reckoning import STORY, Stretch, fits, meant
from audit.records.measured import thresholds

_FAR = int(thresholds(__name__)["far"])
"""Years from the one that is meant beyond which a year is likely background."""
_UNITS = ("year", "month", "week", "weekend", "day", STORY)


class Dates(NamedTuple):
    """The dates of one side, and those that a figure counts back (3년 전), which only stand for others."""

    dates: Sequence[Placed]
    counted: Sequence[Placed]

    @property
    def relative(self) -> list[Placed]:
        """What is counted from the article's day, in words or figures."""
        return [p for p in (*self.dates, *self.counted) if p.moment.relative]

    @property
    def stated(self) -> list[Placed]:
        """The dates that state a year, month, day or weekday."""
        return [p for p in self.dates if _is_stated(p.moment)]


def _is_stated(m: Moment) -> bool:
    return not m.lunar and not (m.year is m.month is m.day is m.weekday is None)


def told_otherwise(own: Dates, other: Dates, writing: Sequence[date]) -> Iterator[Placed]:
    """The dates of one side that the other says by another word: 2년 전 where it has "in 2023"."""
    yield from (p for p in own.relative if _told(p.moment, other, writing))
    if writing:
        yield from (p for p in own.stated if _stated(p.moment, other, writing))


def differing_relatives(
    source: Dates, target: Dates, writing: Sequence[date], confidence: Mapping[str, float]
) -> Iterator[Difference]:
    """지난해 against "next year", 모레 against "tomorrow", 다음 주 against "next month"."""
    ours = [k for k in source.relative if not _told(k.moment, target, writing)]
    theirs = [e for e in target.relative if not _told(e.moment, source, writing)]
    ours, theirs = ([p for p in side if not p.moment.counted] for side in (ours, theirs))
    for unit in _UNITS:
        a, b = _of_unit(ours, unit), _of_unit(theirs, unit)
        for k, e in zip(a, b, strict=False):
            opposed = _offset(k) * _offset(e) < 0
            yield Difference(
                k, e, unit, confidence["relative_opposed" if opposed else "relative_differs"]
            )
    if len(ours) == len(theirs) == 1 and _other_unit(ours[0], theirs[0], source, target, writing):
        unit = (ours[0].moment.relative or ("",))[0]
        yield Difference(ours[0], theirs[0], unit, confidence["other_unit"])


def _other_unit(
    k: Placed, e: Placed, source: Dates, target: Dates, writing: Sequence[date]
) -> bool:
    """Whether two words count in weeks, months or years, each in another unit than the other."""
    units = [(p.moment.relative or ("",))[0] for p in (k, e)]
    if units[0] == units[1] or not set(units) <= {"week", "month", "year"}:
        return False
    if len(source.relative) > 1 or len(target.relative) > 1 or source.stated or target.stated:
        return False
    if "year" not in units:
        return True
    spans = [meant(p.moment, writing) for p in (k, e)]
    a, b = spans
    return a is not None and b is not None and not (_inside(a, b) or _inside(b, a))


def _inside(a: Stretch, b: Stretch) -> bool:
    return b[0] <= a[0] and a[1] <= b[1]


def _of_unit(found: Sequence[Placed], unit: str) -> list[Placed]:
    return [p for p in found if p.moment.relative and p.moment.relative[0] == unit]


def _offset(p: Placed) -> int:
    return (p.moment.relative or ("", 0))[1]


def relative_and_stated(
    source: Dates,
    target: Dates,
    writing: Sequence[date],
    confidence: Mapping[str, float],
) -> Iterator[Difference]:
    """지난해 against "in 2023", 어제 against "Friday", 3년 전 against "in 2019": each alone on its side.

    What the English counts from its own day is not held against a day of the Korean: it may be printed
    a day later.
    """
    if not writing:
        return
    for told, stating in ((source, target), (target, source)):
        lone = [p for p in told.relative if not _told(p.moment, stating, writing)]
        free = [p for p in stating.stated if not _stated(p.moment, told, writing)]
        for unit in ("year", "month", "week", "day"):
            a = _of_unit(lone, unit)
            b = [p for p in free if _comparable(p.moment, unit)]
            if len(a) != 1 or len(b) != 1 or (unit == "day" and told is target):
                continue
            if _may_be_meant(a[0], b[0], told, writing):
                pair = (a[0], b[0]) if told is source else (b[0], a[0])
                kind = "counted_unfit" if a[0].moment.counted else "relative_unfit"
                yield Difference(*pair, _part(b[0].moment, unit), confidence[kind])


def differing_since(
    since: Sequence[Placed], target: Sequence[Placed], writing: Sequence[date], confidence: float
) -> Iterator[Difference]:
    """6년 만에 against "the first since 2015", in an article of 2025."""
    years = [e for e in target if e.moment.year and e.text[: e.moment.start].endswith("since ")]
    if len(since) == len(years) == 1 and writing:
        (k,), (e,) = since, years
        meant_year = writing[0].year + _offset(k)
        if abs((e.moment.year or 0) - meant_year) > 1:
            yield Difference(k, e, "year", confidence)


def _part(stated: Moment, unit: str) -> str:
    return "weekday" if unit == "day" and stated.weekday is not None else unit


def _comparable(m: Moment, unit: str) -> bool:
    """Whether a stated date can be held against one that is counted in a unit."""
    if unit == "year":
        return m.year is not None and m.firm
    if unit == "month":
        return m.month is not None
    if unit == "week":
        return m.month is not None and m.day is not None
    return m.weekday is not None or (m.month is not None and m.day is not None)


def _may_be_meant(told: Placed, stated: Placed, side: Dates, writing: Sequence[date]) -> bool:
    """Whether a stated date is near enough to be the relative one's translation gone wrong."""
    year = stated.moment.year
    if told.moment.counted and any(p.moment.year for p in side.stated):
        return False  # counted from a year of the story
    if year is None:
        return True
    unit, offset = told.moment.relative or ("", 0)
    meant_year = writing[0].year + (offset if unit == "year" else 0)
    return abs(year - meant_year) <= (max(_FAR, -offset) if unit == "year" else 1)


def _told(m: Moment, other: Dates, writing: Sequence[date]) -> bool:
    """Whether the other side has the same relative date, or states one that it may be."""
    stretch = meant(m, writing)
    for p in other.relative:
        if p.moment.relative == m.relative:
            return True
        theirs = meant(p.moment, writing)
        if (m.counted or p.moment.counted) and _near_offset(m, p.moment):
            return True
        if m.counted is not p.moment.counted and stretch and theirs and _share(stretch, theirs):
            return True
    unit = (m.relative or ("",))[0]
    return stretch is not None and any(
        (_comparable(p.moment, unit) or (unit == "week" and p.moment.weekday is not None))
        and fits(p.moment, stretch)
        for p in other.stated
    )


def _near_offset(a: Moment, b: Moment) -> bool:
    (unit, offset), (other, by) = a.relative or ("", 0), b.relative or ("-", 0)
    return unit == other and abs(offset - by) <= max(abs(offset), abs(by)) // 5


def _share(a: Stretch, b: Stretch) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _stated(m: Moment, other: Dates, writing: Sequence[date]) -> bool:
    """Whether the other side states the date, or has a relative one that it may be."""
    if any(_agree(m, p.moment, writing[0]) for p in other.stated):
        return True
    stretches = (meant(p.moment, writing) for p in other.relative)
    return any(stretch is not None and fits(m, stretch) for stretch in stretches)


def _agree(a: Moment, b: Moment, published: date) -> bool:
    parts = [
        (x, y)
        for x, y in ((a.year, b.year), (a.month, b.month), (a.day, b.day), (a.weekday, b.weekday))
        if x is not None and y is not None
    ]
    if parts:
        return all(x == y for x, y in parts)
    for day, named in ((a, b), (b, a)):
        if day.day is not None and named.weekday is not None:
            return any(d.weekday() == named.weekday for d in near(day.day, published)[:2])
    return False
