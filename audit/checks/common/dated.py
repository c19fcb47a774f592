"""The dates of a bead, and those that are told from another one: last year, 하반기, late October."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from audit.languages.dates import KINDS, Moment, Period
from audit.languages.en.dates import english_moments, english_periods, english_zones
from audit.languages.ko.dates import korean_moments, korean_periods, korean_zone
from audit.languages.normalise import normalise
from audit.records.article import Sentence
from audit.records.flag import Side
from audit.records.measured import thresholds

_FAR = thresholds(__name__)["far"]
"""Years from the article's date beyond which a year is likely background."""


class Placed(NamedTuple):
    """A date with the sentence it stands in."""

    sentence: Sentence
    text: str
    moment: Moment

    @property
    def words(self) -> str:
        """The words of the text that state it."""
        return self.text[self.moment.start : self.moment.end].strip()


def placed(sentences: Iterable[Sentence], side: Side) -> list[Placed]:
    """The dates and times of some sentences."""
    read = korean_moments if side == "source" else english_moments
    return [
        Placed(sentence, text, moment)
        for sentence in sentences
        for text in (normalise(sentence.text).text,)
        for moment in read(text)
    ]


class Difference(NamedTuple):
    """Two dates that differ, the ``part`` of them in which they do, and how sure that is."""

    source: Placed
    target: Placed
    part: str
    confidence: float


def differing_relatives(
    source: Sequence[Placed], target: Sequence[Placed], confidence: Mapping[str, float]
) -> Iterator[Difference]:
    """지난해 against "next year"."""
    sure = confidence["relative_differs"]
    for unit in ("year", "month", "week", "day"):
        ours = [k for k in source if k.moment.relative and k.moment.relative[0] == unit]
        theirs = [e for e in target if e.moment.relative and e.moment.relative[0] == unit]
        stated_source = {k.moment.relative for k in ours}
        stated_target = {e.moment.relative for e in theirs}
        lone_source = [k for k in ours if k.moment.relative not in stated_target]
        lone_target = [e for e in theirs if e.moment.relative not in stated_source]
        for k, e in zip(lone_source, lone_target, strict=False):
            less = confidence["relative_day_less"] if unit == "day" else 0
            yield Difference(k, e, unit, sure - less)


def relative_and_stated(
    source: Sequence[Placed],
    target: Sequence[Placed],
    published: date | None,
    confidence: Mapping[str, float],
) -> Iterator[Difference]:
    """지난해 against "in 2023", each the only year of its side, in an article of 2025."""
    if published is None:
        return
    ours, theirs = _years(source), _years(target)
    if len(ours) != 1 or len(theirs) != 1:
        return
    k, e = ours[0].moment, theirs[0].moment
    told, stated = (k, e) if k.relative else (e, k)
    if told.relative is None or stated.year is None or not e.firm:
        return
    meant = published.year + told.relative[1]
    if stated.year != meant and abs(stated.year - published.year) <= _FAR:
        yield Difference(ours[0], theirs[0], "year", confidence["relative_unfit"])


def _years(found: Sequence[Placed]) -> list[Placed]:
    return [
        item
        for item in found
        if item.moment.year is not None or (item.moment.relative or ("",))[0] == "year"
    ]


def differing_periods(
    source: Sequence[Sentence], target: Sequence[Sentence], confidence: Mapping[str, float]
) -> Iterator[Difference]:
    """3분기 against "the first quarter", 10월 말 against "early October"."""
    ours, theirs = list(_periods(source, korean_periods)), list(_periods(target, english_periods))
    for kind in KINDS:
        a = [item for item in ours if item[1].kind == kind]
        b = [item for item in theirs if item[1].kind == kind]
        parts_source, parts_target = {p.part for _, p in a}, {p.part for _, p in b}
        if len(parts_source) == len(parts_target) == 1 and parts_source != parts_target:
            near = kind == KINDS[-1] and abs(parts_source.pop() - parts_target.pop()) == 1
            sure = confidence["next_period" if near else "period_differs"]
            yield Difference(a[0][0], b[0][0], kind, sure)


def _periods(
    sentences: Iterable[Sentence], find: Callable[[str], tuple[Period, ...]]
) -> Iterator[tuple[Placed, Period]]:
    for sentence in sentences:
        text = normalise(sentence.text).text
        for period in find(text):
            yield Placed(sentence, text, Moment(period.start, period.end)), period


def converted(ko: str, en: str) -> bool:
    """Whether the English tells another place's time than the Korean: 한국시간 as "local time"."""
    home = korean_zone(ko) is not False
    return any(zone != home for zone in english_zones(en))
