"""Dates against the calendar: 음력 8월 15일 printed as Aug. 15, and a Friday that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import NamedTuple

from audit.checks.common.dated import Difference, Placed
from audit.languages.dates import Moment
from audit.languages.reckoning import may_be_lunar

_BY_THE_MOON = re.compile(r"\blunar (?!new year)", re.IGNORECASE)
_BETWEEN = re.compile(r"[,.]? ?(?:the |\(|- ?)?")
_FAR = 120
"""Days from the article's within which a date without its year is that of the nearest one."""


def differing_lunar(
    source: Sequence[Placed], target: Sequence[Placed], confidence: Mapping[str, float]
) -> Iterator[Difference]:
    """음력 8월 15일 against another lunar day, or a day of the solar calendar that it cannot be."""
    ours = [k for k in source if k.moment.lunar]
    if len(ours) != 1:
        return
    k, told = ours[0], [k.moment for k in source if not k.moment.lunar]
    days = [e for e in target if e.moment.month and (e.moment.day or e.moment.lunar)]
    lunar = [e for e in days if e.moment.lunar or _BY_THE_MOON.search(e.text)]
    solar = [e for e in days if e not in lunar and not any(_same_day(e.moment, m) for m in told)]
    if lunar:
        if not any(_same_day(k.moment, e.moment) for e in lunar):
            part = "month" if k.moment.month != lunar[0].moment.month else "day"
            yield Difference(k, lunar[0], part, confidence["part_differs"])
    elif len(solar) == 1 and not may_be_lunar(solar[0].moment, k.moment):
        yield Difference(k, solar[0], "calendar", confidence["lunar_as_solar"])


def _same_day(a: Moment, b: Moment) -> bool:
    return a.month == b.month and (a.day is None or b.day is None or a.day == b.day)


class Clash(NamedTuple):
    """A weekday beside a date that was another one (0 for Monday), and the Korean of that date."""

    named: Placed
    day: Placed
    weekday: int
    korean: Placed | None


def clashing(
    source: Sequence[Placed], target: Sequence[Placed], published: date | None
) -> Iterator[Clash]:
    """English weekdays beside a date that was another one: Friday, Aug. 22, 2024.

    Not where the Korean prints that weekday or has another day: then it is not the English that is wrong,
    or not here.
    """
    weekdays = [e for e in target if e.moment.weekday is not None]
    days = [e for e in target if e.moment.month and e.moment.day and not e.moment.lunar]
    years = {p.moment.year for p in (*source, *target) if p.moment.year}
    for named, day in product(weekdays, days):
        if not _adjacent(named, day) or not _vouched(day.moment, source):
            continue
        on = _on(day.moment, years, published)
        if on is not None and on.weekday() != named.moment.weekday:
            same = (k for k in source if k.moment.day == day.moment.day)
            yield Clash(named, day, on.weekday(), next(same, None))


def _vouched(day: Moment, source: Sequence[Placed]) -> bool:
    stated = [k.moment for k in source]
    if any(m.weekday is not None for m in stated):
        return False
    return not any(m.day for m in stated) or any(m.day == day.day for m in stated)


def _adjacent(a: Placed, b: Placed) -> bool:
    if a.sentence is not b.sentence:
        return False
    first, second = sorted((a, b), key=lambda p: p.moment.start)
    return bool(_BETWEEN.fullmatch(a.text[first.moment.end : second.moment.start]))


def _on(m: Moment, years: set[int], published: date | None) -> date | None:
    """The day of a date, in its own year, the only one that is named, or the article's."""
    if m.year is not None:
        return _day(m.year, m)
    if len(years) == 1:
        return _day(min(years), m)
    if years or published is None:
        return None
    around = [_day(published.year + n, m) for n in (-1, 0, 1)]
    near = [d for d in around if d is not None and abs((d - published).days) <= _FAR]
    return near[0] if len(near) == 1 else None


def _day(year: int, m: Moment) -> date | None:
    try:
        return date(year, m.month or 0, m.day or 0)
    except ValueError:
        return None
