"""The dates of a bead, and those that are told from another one: last year, 하반기, late October."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from audit.languages.dates import THIRDS, Moment, Period
from audit.languages.en.dates import (
    english_counted,
    english_moments,
    english_periods,
    english_vague_spans,
    english_zones,
)
from audit.languages.ko.dates import (
    korean_counted,
    korean_moments,
    korean_periods,
    korean_since,
    korean_vague_spans,
    korean_zone,
)
from audit.languages.normalise import normalise
from audit.languages.spans import Found
from audit.records.article import Sentence
from audit.records.flag import Side


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
    return _read(sentences, korean_moments if side == "source" else english_moments)


def counted(sentences: Iterable[Sentence], side: Side) -> list[Placed]:
    """What some sentences count back from the article's day: 3년 전, two weeks ago."""
    return _read(sentences, korean_counted if side == "source" else english_counted)


def since(sentences: Iterable[Sentence]) -> list[Placed]:
    """What Korean sentences say last was some years ago: 6년 만에."""
    return _read(sentences, korean_since)


def _read(sentences: Iterable[Sentence], read: Callable[[str], tuple[Moment, ...]]) -> list[Placed]:
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


def differing_periods(
    source: Sequence[Sentence], target: Sequence[Sentence], confidence: Mapping[str, float]
) -> Iterator[Difference]:
    """3분기 against "the first quarter", 10월 말 against "early October"."""
    ours, theirs = list(_periods(source, korean_periods)), list(_periods(target, english_periods))
    for kind in sorted({(p.kind, p.of) for _, p in ours}):
        a = [item for item in ours if (item[1].kind, item[1].of) == kind]
        b = [item for item in theirs if (item[1].kind, item[1].of) == kind]
        parts_source, parts_target = {p.part for _, p in a}, {p.part for _, p in b}
        if len(parts_source) == len(parts_target) == 1 and parts_source != parts_target:
            near = kind[0] == THIRDS and abs(parts_source.pop() - parts_target.pop()) == 1
            sure = confidence["next_period" if near else "period_differs"]
            yield Difference(a[0][0], b[0][0], kind[0], sure)


def differing_vague_spans(
    source: Sequence[Sentence], target: Sequence[Sentence], confidence: float
) -> Iterator[Difference]:
    """몇 달 against "a few years", each the only such span of its side."""
    ours, theirs = _vague(source, korean_vague_spans), _vague(target, english_vague_spans)
    units = {unit for unit, _ in ours}, {unit for unit, _ in theirs}
    if len(units[0]) != 1 or len(units[1]) != 1 or units[0] == units[1]:
        return
    (unit,) = units[0]
    if not any(re.search(rf"\b{unit}s?\b", e.text, re.IGNORECASE) for _, e in theirs):
        yield Difference(ours[0][1], theirs[0][1], "unit of time", confidence)


def _vague(
    sentences: Iterable[Sentence], find: Callable[[str], tuple[tuple[str, Found], ...]]
) -> list[tuple[str, Placed]]:
    return [
        (unit, Placed(sentence, text, Moment(found.start, found.end)))
        for sentence in sentences
        for text in (normalise(sentence.text).text,)
        for unit, found in find(text)
    ]


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
