"""The dates of a bead, and those that are told from another one: last year, 하반기, late October."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from audit.article import Sentence
from audit.report import Side
from audit.text.dates import Moment, english_moments, korean_moments
from audit.text.normalise import normalise
from audit.text.periods import KINDS, Period, periods

RELATIVE_DIFFERS = 0.6
RELATIVE_UNFIT = 0.75
PERIOD_DIFFERS = 0.85
NEXT_PERIOD = 0.65
"""Confidence for mid against late: the two are not always told apart."""
_FAR = 3  # years from the article's date beyond which a year is likely background


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
    read = korean_moments if side == "ko" else english_moments
    return [
        Placed(sentence, text, moment)
        for sentence in sentences
        for text in (normalise(sentence.text).text,)
        for moment in read(text)
    ]


Difference = tuple[Placed, Placed, str, float]


def differing_relatives(ko: Sequence[Placed], en: Sequence[Placed]) -> Iterator[Difference]:
    """지난해 against "next year"."""
    for unit in ("year", "month", "week", "day"):
        ours = [k for k in ko if k.moment.relative and k.moment.relative[0] == unit]
        theirs = [e for e in en if e.moment.relative and e.moment.relative[0] == unit]
        stated_ko = {k.moment.relative for k in ours}
        stated_en = {e.moment.relative for e in theirs}
        lone_ko = [k for k in ours if k.moment.relative not in stated_en]
        lone_en = [e for e in theirs if e.moment.relative not in stated_ko]
        for k, e in zip(lone_ko, lone_en, strict=False):
            yield k, e, unit, RELATIVE_DIFFERS if unit != "day" else RELATIVE_DIFFERS - 0.2


def relative_and_stated(
    ko: Sequence[Placed], en: Sequence[Placed], published: date | None
) -> Iterator[Difference]:
    """지난해 against "in 2023", each the only year of its side, in an article of 2025."""
    if published is None:
        return
    ours, theirs = _years(ko), _years(en)
    if len(ours) != 1 or len(theirs) != 1:
        return
    k, e = ours[0].moment, theirs[0].moment
    told, stated = (k, e) if k.relative else (e, k)
    if told.relative is None or stated.year is None or not e.firm:
        return
    meant = published.year + told.relative[1]
    if stated.year != meant and abs(stated.year - published.year) <= _FAR:
        yield ours[0], theirs[0], "year", RELATIVE_UNFIT


def _years(found: Sequence[Placed]) -> list[Placed]:
    return [
        item
        for item in found
        if item.moment.year is not None or (item.moment.relative or ("",))[0] == "year"
    ]


def differing_periods(ko: Sequence[Sentence], en: Sequence[Sentence]) -> Iterator[Difference]:
    """3분기 against "the first quarter", 10월 말 against "early October"."""
    ours, theirs = list(_periods(ko, "ko")), list(_periods(en, "en"))
    for kind in KINDS:
        a = [item for item in ours if item[1].kind == kind]
        b = [item for item in theirs if item[1].kind == kind]
        parts_ko, parts_en = {p.part for _, p in a}, {p.part for _, p in b}
        if len(parts_ko) == len(parts_en) == 1 and parts_ko != parts_en:
            near = kind == KINDS[-1] and abs(parts_ko.pop() - parts_en.pop()) == 1
            yield a[0][0], b[0][0], kind, NEXT_PERIOD if near else PERIOD_DIFFERS


def _periods(sentences: Iterable[Sentence], side: Side) -> Iterator[tuple[Placed, Period]]:
    for sentence in sentences:
        text = normalise(sentence.text).text
        for period in periods(text, side):
            yield Placed(sentence, text, Moment(period.start, period.end)), period
