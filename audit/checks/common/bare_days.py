"""What the English adds to a bare day of the month: 21일 as "June 21" or "Wednesday", which it must fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from audit.checks.common.dated import Difference, Placed
from audit.languages.dates import near, shifted_month


def unfit(
    source: Sequence[Placed],
    target: Sequence[Placed],
    published: date | None,
    confidence: Mapping[str, float],
) -> Iterator[Difference]:
    """A month or weekday that the English adds to a bare 21일 and that cannot be."""
    if published is None:
        return
    for k in source:
        if k.moment.day is None or k.moment.month is not None:
            continue
        candidates = _candidates(k.moment.day, published, _shift(source))
        yield from _other_months(k, candidates, target, confidence["month_unfit"])
        if len({p.moment.day for p in source if p.moment.day is not None}) == 1:
            days = [*candidates[:2], *_eve(source, candidates)]
            yield from _other_weekdays(k, days, source, target, confidence["weekday_unfit"])


def _other_months(
    k: Placed, candidates: Sequence[date], target: Sequence[Placed], confidence: float
) -> Iterator[Difference]:
    for e in target:
        month, day, year = e.moment.month, e.moment.day, e.moment.year
        if not candidates or not month or day != k.moment.day or year is not None:
            continue
        if month not in {d.month for d in candidates}:
            yield Difference(k, e, "month", confidence)


def _other_weekdays(
    k: Placed,
    days: Sequence[date],
    source: Sequence[Placed],
    target: Sequence[Placed],
    confidence: float,
) -> Iterator[Difference]:
    if any(p.moment.weekday is not None for p in source):
        return
    for e in target:
        weekday = e.moment.weekday
        if weekday is None or e.moment.day is not None:
            continue
        if weekday not in {d.weekday() for d in days}:
            yield Difference(k, e, "weekday", confidence)


def _shift(source: Sequence[Placed]) -> int | None:
    """How many months from the article's the Korean says: 지난달, 다음 달."""
    relatives = (p.moment.relative for p in source if p.moment.relative)
    return next((offset for unit, offset in relatives if unit == "month"), None)


def _eve(source: Sequence[Placed], candidates: Sequence[date]) -> list[date]:
    """The day before, to which midnight belongs as well."""
    midnight = any(p.moment.hour == 0 for p in source)
    return [day - timedelta(days=1) for day in candidates[:1] if midnight]


def _candidates(day: int, published: date, shift: int | None) -> tuple[date, ...]:
    """What a bare day of the month may mean on the day of the article."""
    if shift is None:
        return near(day, published)
    year, month = shifted_month(published, shift)
    try:
        return (date(year, month, day),)
    except ValueError:
        return ()
