"""The day that a page's own time stamp gives."""

from __future__ import annotations

from datetime import date

from audit.languages.en.dates import english_moments
from audit.languages.ko.dates import korean_moments
from audit.languages.normalise import normalise_page
from audit.records.article import BlockKind, Text


def stamped(text: Text) -> date | None:
    """The earliest whole date in the stamps of a segmented text: the day it was published, not updated.

    None where no stamp has year, month and day.
    """
    days = [
        day
        for block in text.blocks
        if block.kind is BlockKind.STAMP
        for day in _days(normalise_page(text.raw[block.start : block.end]).text)
    ]
    return min(days, default=None)


def _days(stamp: str) -> list[date]:
    # Pages in either language write 2025.08.22 as well as their own way.
    found = []
    for moment in (*english_moments(stamp), *korean_moments(stamp)):
        if moment.year and moment.month and moment.day:
            try:
                found.append(date(moment.year, moment.month, moment.day))
            except ValueError:
                continue
    return found
