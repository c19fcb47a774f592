"""What a date counted from the article's day means, as a stretch of days: 어제, last month, 3년 전."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from audit.languages.dates import Moment, shifted_month

Stretch = tuple[date, date]
"""The first and the last day."""
STORY = "day of the story"
"""The unit of what is counted from another day of the story: 전날, the next day."""


def meant(moment: Moment, writing: Sequence[date]) -> Stretch | None:
    """The days that a relative date may mean.

    Args:
        moment: a date with ``relative``.
        writing: the days on which the article may have been written, the likeliest first.

    Returns:
        None where it is no relative date, or is counted from another day than the article's.
    """
    if moment.relative is None or not writing:
        return None
    unit, offset = moment.relative
    try:
        return _stretch(unit, offset, writing, counted=moment.counted)
    except (OverflowError, ValueError):
        return None


def _stretch(unit: str, offset: int, writing: Sequence[date], *, counted: bool) -> Stretch | None:
    today = writing[0]
    if unit == "day":
        slack = timedelta(days=-offset // 5 if counted else 0)
        shift = timedelta(days=offset)
        return min(writing) + shift - slack, max(writing) + shift + slack
    if unit in ("week", "weekend"):
        return _weeks(unit, offset, today, counted=counted)
    if unit == "month":
        return _months(offset, today, counted=counted)
    if unit == "year":
        before, after = years_off(offset, today) if counted else (0, 0)
        year = today.year + offset
        return date(year - before, 1, 1), date(year + after, 12, 31)
    return None


def _weeks(unit: str, offset: int, today: date, *, counted: bool) -> Stretch:
    if counted:
        around = today + timedelta(days=7 * offset)
        return around - timedelta(days=4), around + timedelta(days=4)
    monday = today + timedelta(days=7 * offset - today.weekday())
    # A week begins on Sunday or on Monday.
    first = 5 if unit == "weekend" else -1
    return monday + timedelta(days=first), monday + timedelta(days=6)


def _months(offset: int, today: date, *, counted: bool) -> Stretch:
    year, month = shifted_month(today, offset)
    next_year, next_month = shifted_month(today, offset + 1)
    first = date(year, month, 1)
    last = date(next_year, next_month, 1) - timedelta(days=1)
    if not counted:
        return first, last
    around = first + timedelta(days=today.day - 1)
    slack = timedelta(days=20 if offset > -6 else 35)
    return around - slack, around + slack


def years_off(offset: int, today: date) -> tuple[int, int]:
    """How many years earlier or later than the figure says "N years ago" may be.

    Three years ago is 2022 all through 2025; in spring it may be the end of 2021, late in the year the
    beginning of 2023. Round figures are rounded.
    """
    number = -offset
    if number >= 10:
        slack = 2 if number % 10 == 0 else 1
        return slack, slack
    return int(today.month <= 6), int(today.month >= 10)


def fits(moment: Moment, stretch: Stretch) -> bool:
    """Whether a stated date may be one of a stretch of days, by the parts that it states."""
    first, last = stretch
    if moment.month is moment.day is moment.weekday is None:
        return moment.year is not None and first.year <= moment.year <= last.year
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return any(
        moment.year in (None, day.year)
        and moment.month in (None, day.month)
        and moment.day in (None, day.day)
        and moment.weekday in (None, day.weekday())
        for day in days
    )


_LUNAR_MONTH = 29.53
_EARLIEST, _LATEST = 15, 65
"""Days that the first of the lunar year, counted on in even months, may be from January 1."""


def may_be_lunar(solar: Moment, lunar: Moment) -> bool:
    """Whether a day of the solar calendar may be one of the lunar calendar in some year."""
    if solar.month is None or solar.day is None or lunar.month is None:
        return True
    into_the_year = (solar.month - 1) * 30.4 + solar.day - 1
    into_the_moons = (lunar.month - 1) * _LUNAR_MONTH + (lunar.day or 1) - 1
    return _EARLIEST <= (into_the_year - into_the_moons) % 365 <= _LATEST
