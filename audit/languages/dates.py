"""Dates and times as both languages state them, part by part, and what they mean on a given day.

A date is read as its parts (year, month, day, weekday, time of day), since the two languages give
different ones: 21일 is "Aug. 21" or "Thursday". ``ko.dates`` and ``en.dates`` read them. Offsets are into
the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Literal, NamedTuple

Half = Literal["am", "pm", ""]


@dataclass(frozen=True, slots=True)
class Moment:
    """One date or time in a text, ``text[start:end]``; parts that are not stated are ``None``.

    ``weekday`` is 0 for Monday; ``hour`` is 0 to 23 where ``half`` is known, else as written.
    ``relative`` is a unit and an offset from the article's date (지난달: ``("month", -1)``).
    ``counted`` says that the offset is a figure's (3년 전), which is rounded as figures are.
    ``lunar`` is true where month and day are the lunar calendar's.
    ``firm`` is false where the figure may as well be a plain number.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    half: Half = ""
    decade: int | None = None
    relative: tuple[str, int] | None = None
    counted: bool = False
    lunar: bool = False
    firm: bool = True

    def figures(self) -> tuple[int, ...]:
        """Every number that the date states."""
        parts = (self.year, self.month, self.day, self.hour, self.minute, self.decade)
        return tuple(part for part in parts if part is not None)


class Time(NamedTuple):
    """A time of day as it is written; the hour is not yet counted from midnight."""

    hour: int | None
    minute: int | None
    half: Half


KINDS = ("quarter", "half of the year", "part of the month, year or decade", "season")
"""The kinds of parts that longer times have."""
THIRDS = KINDS[2]


class Period(NamedTuple):
    """A part of a longer time: 3분기, 하반기, 10월 말, late October; ``text[start:end]`` states it.

    ``kind`` is one of ``KINDS``, ``part`` a number: the quarter, the half, 0 to 2 for early, mid and late,
    0 to 3 for spring to winter. ``of`` is what early, mid and late are of: a month, year or decade.
    """

    kind: str
    part: int
    start: int
    end: int
    of: str = ""


PeriodPatterns = tuple[tuple[str, int, re.Pattern[str]], ...]


KOREA = timezone(timedelta(hours=9))
_YEARS = range(1000, 9000)
"""Years that a day can be counted from without leaving the calendar."""


def _written(stated: str) -> datetime | None:
    """The time that an ISO 8601 date or date and time gives, in Korea where it names its zone."""
    for text in (stated.strip(), stated.strip()[:10]):
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            continue
        if found.year not in _YEARS:
            return None
        return found.astimezone(KOREA) if found.tzinfo else found
    return None


def today_in_korea() -> str:
    """The day that it is in Korea, ISO 8601."""
    return datetime.now(KOREA).date().isoformat()


def published_on(stated: str) -> date | None:
    """The day, in Korea, of an ISO 8601 date or date and time; ``None`` if it is empty or none."""
    found = _written(stated)
    return found.date() if found else None


def is_before(at: str, stated: str) -> bool | None:
    """Whether a moment lies before a publication; None where that cannot be told.

    It cannot where no time of publication is known, or a day only and the moment is of that day in Korea.

    Args:
        at: the moment, ISO 8601, in UTC if it names no zone.
        stated: when something came out, an ISO 8601 date or date and time, in Korea if it names no zone.
    """
    published = _written(stated)
    if published is None:
        return None
    moment = datetime.fromisoformat(at)
    moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(KOREA)
    if len(stated.strip()) <= len("2025-01-01"):
        same = moment.date() == published.date()
        return None if same else moment.date() < published.date()
    return moment < (published if published.tzinfo else published.replace(tzinfo=KOREA))


def days_of_writing(stated: str) -> tuple[date, ...]:
    """The days that "today" may be in an article of that date, the day itself first.

    By day they are one. What comes out before work begins may be of the day before, what comes out in the
    evening is the next morning's paper; without a time it may be either.
    """
    found = _written(stated)
    if found is None:
        return ()
    timed = len(stated.strip()) > len("2025-01-01")
    before = not timed or found.hour < _MORNING
    after = not timed or found.hour >= _EVENING
    day = found.date()
    shifts = (0, *([-1] if before else []), *([1] if after else []))
    return tuple(day + timedelta(days=shift) for shift in shifts)


_MORNING, _EVENING = 9, 17


def near(day: int, published: date, reach: int = 31) -> tuple[date, ...]:
    """Dates with that day of the month within ``reach`` days of ``published``, nearest first."""
    around = (published + timedelta(days=n) for n in range(-reach, reach + 1))
    return tuple(sorted((d for d in around if d.day == day), key=lambda d: abs(d - published)))


def shifted_month(published: date, offset: int) -> tuple[int, int]:
    """Year and month ``offset`` months from the month of ``published``."""
    months = published.year * 12 + published.month - 1 + offset
    return months // 12, months % 12 + 1


def clock(hour: int, half: Half) -> int:
    """The hour from 0 to 23 of an hour as written with morning or afternoon."""
    if hour == 24:
        return 0
    if half == "pm" and hour < 12:
        return hour + 12
    if half == "am" and hour == 12:
        return 0
    return hour


def same_hour(a: Moment, b: Moment) -> bool:
    """Whether two times agree; one without morning or afternoon agrees with either."""
    if a.hour is None or b.hour is None:
        return False
    sure = _of_24(a) and _of_24(b)
    return a.hour == b.hour if sure else a.hour % 12 == b.hour % 12


def _of_24(moment: Moment) -> bool:
    """Whether the hour is one of the 24: written with its half of the day, or 0시, 14시."""
    return bool(moment.half) or moment.hour == 0 or (moment.hour or 0) > 12


def stated(
    match: re.Match[str],
    month: int | None,
    weekday: int | None,
    time: Time,
    *,
    day: int | None = None,
    end: int | None = None,
    lunar: bool = False,
    firm: bool = True,
) -> Moment:
    """The date or time that a pattern found.

    Args:
        match: the match; its groups ``year`` (or ``bracketed``), ``day`` and ``decade`` are read here.
        month: 1 to 12.
        weekday: 0 for Monday.
        time: the time of day.
        day: the day of the month, where the match does not give it in digits.
        end: where it ends, if not with the match.
        lunar: whether it is a date of the lunar calendar.
        firm: whether the figures are surely a date's.
    """
    part = {name: value for name, value in match.groupdict().items() if value}
    year, decade = part.get("year") or part.get("bracketed"), part.get("decade")
    alone = [name for name in part if name != "bracketed"] == ["year"]
    return Moment(
        match.start("year") if alone else match.start(),
        match.start() + len(match[0].rstrip()) if end is None else end,
        year=_year(year) if year else None,
        month=month,
        day=int(part["day"]) if part.get("day", "").isdecimal() else day,
        weekday=weekday,
        hour=None if time.hour is None else clock(time.hour, time.half),
        minute=time.minute,
        half=time.half,
        decade=int(decade.lstrip("'")) if decade else None,
        lunar=lunar,
        firm=firm,
    )


def _year(written: str) -> int:
    """A year in two digits is of the last hundred years' sort: '25 is 2025, '94 is 1994."""
    digits = int(written.lstrip("'"))
    if len(written.lstrip("'")) > 2:
        return digits
    return digits + (2000 if digits < 50 else 1900)


def relatives(
    text: str, listed: Mapping[str, Any], pattern: str, not_after: Mapping[str, str] | None = None
) -> Iterator[Moment]:
    """The words of a sentence that count from the article's date.

    Args:
        text: the sentence.
        listed: words with their offsets, by the unit of time.
        pattern: a regular expression for a word that stands by itself, with ``{word}`` in it.
        not_after: regular expressions for what may not follow some of the words.
    """
    lowered = text.lower()
    for unit, words in listed.items():
        for word, offset in words:
            if word not in lowered:
                continue
            whole = re.escape(word) + f"(?!{(not_after or {}).get(word, '(?!)')})"
            for match in re.finditer(pattern.replace("{word}", whole), lowered):
                yield Moment(match.start(), match.end(), relative=(unit, offset))


def in_order(found: Iterable[Moment]) -> tuple[Moment, ...]:
    """Without overlaps, of two that overlap the one given first; by place."""
    kept: list[Moment] = []
    starts: list[int] = []
    for moment in found:
        # Those kept do not overlap, so only the last that begins before this one's end can overlap it.
        at = bisect_left(starts, moment.end)
        if not at or kept[at - 1].end <= moment.start:
            kept.insert(at, moment)
            starts.insert(at, moment.start)
    return tuple(kept)


def period_patterns(table: Mapping[str, Any]) -> PeriodPatterns:
    """What states each part of a longer time, from the table ``periods`` of a language's ``dates.toml``."""
    quarter, half, third, season = KINDS
    found: list[tuple[str, int, re.Pattern[str]]] = []
    named = ((quarter, "quarters"), (half, "halves"), (third, "thirds"), (season, "seasons"))
    for kind, name in named:
        for part, pattern in enumerate(table[name], 0 if kind in (third, season) else 1):
            whole = table["long"].replace("{part}", pattern) if kind == third else pattern
            found.append((kind, part, re.compile(whole, re.IGNORECASE)))
    alone = enumerate(table["thirds_alone"])
    found += [(third, part, re.compile(pattern, re.IGNORECASE)) for part, pattern in alone]
    return tuple(found)


def periods(text: str, patterns: PeriodPatterns, wholes: Mapping[str, str]) -> tuple[Period, ...]:
    """The parts of longer times that the patterns find in a sentence, in order.

    ``wholes`` has for each longer time a regular expression that tells it; a year is what none tells.
    """
    found = [
        Period(kind, part, *match.span(), of=_whole(match[0], wholes) if kind == THIRDS else "")
        for kind, part, pattern in patterns
        for match in pattern.finditer(text)
    ]
    return tuple(sorted(found, key=lambda period: period.start))


def _whole(text: str, wholes: Mapping[str, str]) -> str:
    found = (whole for whole, tells in wholes.items() if re.search(tells, text, re.IGNORECASE))
    return next(found, "year")
