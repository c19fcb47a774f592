"""The English words for a date that stands wrong in the English, where the Korean surely gives it.

Whatever is suggested was put into the sentence and read back as the date that was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from audit.checks.common.dated import Difference, Placed
from audit.languages.dates import KINDS, Moment, near, shifted_month
from audit.languages.en.articles import keeps_article
from audit.languages.en.dates import english_moments, english_periods, english_vague_spans
from audit.languages.en.dates_written import (
    relative_written,
    with_decade,
    with_hour,
    with_minute,
    with_month,
    with_number,
    with_other_half,
    with_period,
    with_unit,
    with_weekday,
)
from audit.languages.ko.dates import korean_moments, korean_periods, korean_vague_spans
from audit.languages.reckoning import meant

_AROUND = 200
"""Characters around a date that are read with it: what stands further off makes no part of it."""
_NEAREST = 6
"""Days from the article's within which a bare day of the month is surely the nearest one of that number."""

_Change = tuple[Callable[[Moment], int | None], Callable[[str, int, int], str]]
_CHANGES: Mapping[str, _Change] = {
    "year": (lambda m: m.year, with_number),
    "month": (lambda m: m.month, with_month),
    "day": (lambda m: m.day, with_number),
    "weekday": (lambda m: m.weekday, with_weekday),
    "hour": (lambda m: m.hour, with_hour),
    "minute": (lambda m: m.minute, with_minute),
    "decade": (lambda m: m.decade, with_decade),
}
_TWELVE = {12: "noon", 0: "midnight"}
_UNITS = ("year", "month", "week", "day", "hour", "minute")


def suggested_date(found: Difference, writing: Sequence[date]) -> str:
    """What to print for the English date of a difference; empty where that is not sure.

    Args:
        found: the difference.
        writing: the days on which the article may have been written.
    """
    k, e = found.source.moment, found.target.moment
    if found.part in KINDS:
        return _period(found)
    if found.part == "unit of time":
        return _vague(found)
    if found.part in ("half of the day", "hour") and found.target.words.lower() in _TWELVE.values():
        words = _TWELVE.get(k.hour or 0, "") if not k.minute and _is_of_24(k) else ""
        return words if _reads(found.target, words, lambda m: m.hour == k.hour) else ""
    if found.part == "half of the day":
        words = with_other_half(found.target.words)
        return words if _reads(found.target, words, lambda m: m.half == k.half) else ""
    if k.counted or e.counted or k.lunar or e.lunar:
        return ""
    if k.relative and e.relative:
        words = relative_written(k.relative, found.target.words)
        return words if _reads(found.target, words, lambda m: m.relative == k.relative) else ""
    return _part(found, writing)


def _part(found: Difference, writing: Sequence[date]) -> str:
    """With the part that differs as the Korean states it or means it, and any other that differs too."""
    wanted = _wanted(found, writing)
    if found.part not in wanted:
        return ""
    k, e = found.source.moment, found.target.moment
    words = found.target.words
    for part, new in wanted.items():
        value, changed = _CHANGES[part]
        old = value(e)
        if old is not None and not _same(part, old, new):
            words = changed(words, old, new)
    other_half = bool(e.half and _is_of_24(k) and ((k.hour or 0) < 12) is not (e.half == "am"))
    words = with_other_half(words) if other_half and words else words

    def right(m: Moment) -> bool:
        read = {part: value(m) for part, (value, _) in _CHANGES.items()}
        same = (
            old is not None and _same(part, old, wanted[part])
            for part, old in read.items()
            if part in wanted
        )
        return all(same) and not (k.half and e.half and m.half != k.half)

    return words if _reads(found.target, words, right) else ""


def _is_of_24(m: Moment) -> bool:
    """Whether an hour is surely one of the 24: 오후 3시, 0시, 14시."""
    return m.hour is not None and (bool(m.half) or m.hour == 0 or m.hour > 12)


def _wanted(found: Difference, writing: Sequence[date]) -> dict[str, int]:
    """The parts that the English states, as the Korean has them, or as the day that it means has them."""
    k, e = found.source.moment, found.target.moment
    day = _meant(found.source, writing)
    wanted: dict[str, int] = {}
    for part, (value, _) in _CHANGES.items():
        ours = value(k) if value(k) is not None else value(day)
        if ours is not None and value(e) is not None and (part != "minute" or value(e)):
            wanted[part] = ours
    return wanted


def _same(part: str, old: int, new: int) -> bool:
    if part == "hour":
        return old % 12 == new % 12
    return old % 100 == new % 100 if part == "decade" else old == new


def _meant(k: Placed, writing: Sequence[date]) -> Moment:
    """What a date that is counted from the article's, or a bare day of the month, surely states."""
    if k.moment.relative:
        days = meant(k.moment, writing)
    else:
        on = _bare_day(k, writing)
        days = (on, on) if on else None
    if days is None:
        return Moment(0, 0)
    first, last = days
    year = first.year if first.year == last.year else None
    month = first.month if year and first.month == last.month else None
    one = first if first == last else None
    return Moment(0, 0, year, month, one.day if one else None, one.weekday() if one else None)


def _bare_day(k: Placed, writing: Sequence[date]) -> date | None:
    """The day of 지난달 21일, or the nearest 21st to the article, if it is near enough; else None."""
    m = k.moment
    if not writing or m.day is None or m.month is not None or m.year is not None:
        return None
    others = [other for other in korean_moments(k.text) if other.start != m.start]
    if any(other.month or other.year or other.lunar for other in others):
        return None
    counted = [other.relative for other in others if other.relative]
    if counted:
        unit, offset = counted[0]
        return (
            _of_month(writing[0], offset, m.day) if len(counted) == 1 and unit == "month" else None
        )
    nearest = next(iter(near(m.day, writing[0])), None)
    if nearest is None or abs((nearest - writing[0]).days) > _NEAREST:
        return None
    before = k.text[: m.start].rstrip()
    past, coming = before.endswith("지난"), before.endswith(("오는", "다가오는"))
    wrong = (past and nearest > writing[0]) or (coming and nearest < writing[0])
    return None if wrong else nearest


def _of_month(published: date, offset: int, day: int) -> date | None:
    try:
        return date(*shifted_month(published, offset), day)
    except ValueError:
        return None


def _reads(e: Placed, words: str, right: Callable[[Moment], bool]) -> bool:
    """Whether the sentence with other words in the date's place states it as it should, and nothing less."""
    if not words or words == e.words:
        return False
    if not keeps_article(e.text, e.moment.start, e.words, words):
        return False
    before = english_moments(_printed(e, e.words)[1])
    at, text = _printed(e, words)
    after = english_moments(text)
    read = next((m for m in after if m.start == at), None)
    return read is not None and right(read) and len(after) == len(before)


def _printed(e: Placed, words: str) -> tuple[int, str]:
    """Where other words in the date's place begin in the text around it, and that text."""
    start, end = e.moment.start, e.moment.start + len(e.words)
    ahead = e.text[max(0, start - _AROUND) : start]
    return len(ahead), ahead + words + e.text[end : end + _AROUND]


def _period(found: Difference) -> str:
    k, e = found.source, found.target
    ours = [p for p in korean_periods(k.text) if p.start == k.moment.start and p.kind == found.part]
    if len(ours) != 1:
        return ""
    words = with_period(e.words, found.part, ours[0].part)
    at, text = _printed(e, words)
    read = (p for p in english_periods(text) if p.start == at)
    return words if words and any(p.part == ours[0].part for p in read) else ""


def _vague(found: Difference) -> str:
    k, e = found.source, found.target
    units = {unit for unit, span in korean_vague_spans(k.text) if span.start == k.moment.start}
    if len(units) != 1:
        return ""
    words = with_unit(e.words, _UNITS, next(iter(units)))
    at, text = _printed(e, words)
    read = (u for u, s in english_vague_spans(text) if s.start == at)
    return words if words and set(read) == units else ""
