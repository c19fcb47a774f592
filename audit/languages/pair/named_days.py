"""Days, wars, events and eras that have a name in both languages: 광복절, 6·25전쟁, 5·18, 고려.

The names are in ``named_days.tsv``: of each its kind, its English name, its day where it has one, what names
it in Korean and in English, and what else there may stand for it, all as regular expressions. Events named
by their day alone (6·3 대선, the June 3 election) are read by it. Offsets are into the sentence given, which
is normalised text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from audit.languages.en.dates import english_moments
from audit.languages.kept import remembered
from audit.languages.spans import Extent
from audit.records.article import Lang

FILE = Path(__file__).with_name("named_days.tsv")
KINDS = ("holiday", "war", "event", "era")
Day = tuple[int, int]
"""A month and a day of it."""


class NamedDay(NamedTuple):
    """A day, war, event or era, with what names it and what else may stand for it in each language.

    Both are regular expressions, compiled when they are first needed (:func:`pattern`).
    """

    kind: str
    name: str
    day: Day | None
    named: dict[Lang, str]
    also: dict[Lang, str]


class Mention(NamedTuple):
    """Words that name one: all that they may name, ``text[start:end]``."""

    kind: str
    names: frozenset[str]
    start: int
    end: int


class Dated(NamedTuple):
    """An event that is named by its day, ``text[start:end]``."""

    day: Day
    start: int
    end: int


@lru_cache(maxsize=1)
def named_days() -> dict[str, NamedDay]:
    """The rows of the table, by name."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {row["name"]: _named_day(row) for row in rows}


def _named_day(row: dict[str, str]) -> NamedDay:
    month, _, day = row["date"].partition("-")
    return NamedDay(
        row["kind"],
        row["name"],
        (int(month), int(day)) if day else None,
        {"ko": _korean(row["ko"]), "en": _english(row["en"])},
        {"ko": row["ko_also"] or "(?!)", "en": _english(row["en_also"] or "(?!)")},
    )


# 발해 is not in 출발해, 나치 not in 지나치다; it is in 올추석, 구소련, 세계여성의 날.
_WORD_BEGINS = "(?:(?<![가-힣])|(?<=[올옛구후탈])|(?<=세계)|(?<=국제)|(?<=지난)|(?<=네오))"


def _korean(expression: str) -> str:
    return f"{_WORD_BEGINS}(?:{expression})"


def _english(expression: str) -> str:
    return rf"(?<![\w-])(?:{expression})(?![A-Za-z0-9])"


@remembered(1024)
def pattern(expression: str, language: Lang) -> re.Pattern[str]:
    """An expression of a row, compiled; the case of English does not count."""
    return re.compile(expression, re.IGNORECASE if language == "en" else 0)


@remembered(16384)
def mentions(text: str, language: Lang) -> tuple[Mention, ...]:
    """What a sentence names, in order; of names within each other the longest: 통일신라, no 신라."""
    found: dict[tuple[str, int, int], set[str]] = {}
    text = _WITH_DOT.sub(r"\1·\2", text)
    starts = [match.start() for match in _any_named(language).finditer(text)]
    if not starts:
        return ()
    for row in named_days().values():
        for start, end in _matches(pattern(row.named[language], language), text, starts):
            found.setdefault((row.kind, start, end), set()).add(row.name)
    return tuple(
        Mention(kind, frozenset(names), start, end)
        for (kind, start, end), names in sorted(found.items(), key=lambda item: item[0][1:])
        if not any(
            kind == other and first <= start and end <= last and (first, last) != (start, end)
            for other, first, last in found
        )
    )


def _matches(name: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[Extent]:
    """As ``name.finditer(text)``, which can match at some places only."""
    after = 0
    for start in starts:
        if start >= after and (match := name.match(text, start)):
            yield match.span()
            after = match.end()


@lru_cache(maxsize=2)
def _any_named(language: Lang) -> re.Pattern[str]:
    """Before any name of the table: most sentences have none."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        either = "|".join(f"(?:{row[language]})" for row in rows)
    whole = _korean(either) if language == "ko" else _english(either)
    return pattern(f"(?={whole})", language)


def may_be_said(names: Iterable[str], text: str, language: Lang) -> bool:
    """Whether a text has words that may stand for any of the names."""
    rows = [named_days()[name] for name in names]
    said = (one for row in rows for one in (row.named[language], row.also[language]))
    return any(pattern(one, language).search(text) for one in said)


def named_dates(text: str) -> frozenset[Day]:
    """The days of the year that a Korean sentence gives by a name, in figures or not: 광복절, 6·25."""
    named = {named_days()[name].day for m in mentions(text, "ko") for name in m.names}
    figures = {(int(m[1]), int(m[2])) for m in _IN_FIGURES.finditer(text)}
    return frozenset(figures | {day for day in named if day})


# 5.18 정신, but no 4.3 지진.
_WITH_DOT = re.compile(
    r"(?<![\d.])([1-9]|1[0-2])\.([1-9]|[12][0-9]|3[01])(?= ?(?:절|운동|혁명|의거|항쟁|민주|사태|사건|"
    r"정변|쿠데타|군사|반란|테러|참사|희생자|정신|묘지|유공자|비상계엄|만세|참전|전쟁|남침|당시))"
)
_NUMBERS = r"(?<![\d.·/-])(1[0-2]|[1-9])[·.](3[01]|[12][0-9]|[1-9])"
_IN_FIGURES = re.compile(_NUMBERS + r"(?![\d.·%조억만천백])".replace("[·.]", "·"))
_KOREAN_DATED = re.compile(
    _NUMBERS
    + r"(?= ?(?:(?:독립|민주|학생|민중|군사|만세|공동|남북|불법|민주화|광주|제주|부동산|지방|국회의원|"
    r"대통령)? ?(?:절|운동|혁명|의거|항쟁|사태|사건|정변|쿠데타|반란|전쟁|테러|참사|선언|합의|"
    r"비상계엄|계엄|대책|총선|대선|선거|재보선|보궐선거|전당대회|사변|동란|조치)))"
)
_EVENT = re.compile(
    r"(?:,? \d{4},?)? (?:[\w'’-]+ ){0,3}?(?:movement|uprising|revolution|coup|attacks?|massacre|incident|"
    r"declaration|war|struggle|elections?|polls?|by-elections?|martial law|measures?|agreement|"
    r"disaster|tragedy|mutiny|earthquake|quake|convention|insurrection)\b",
    re.IGNORECASE,
)


def dated(text: str, language: Lang) -> Iterator[Dated]:
    """The events that a sentence names by their day: 3·1운동, the March 1 Independence Movement."""
    if language == "ko":
        for match in _KOREAN_DATED.finditer(text):
            yield Dated((int(match[1]), int(match[2])), *match.span())
        return
    for moment in english_moments(text):
        if moment.month and moment.day and not moment.lunar and _EVENT.match(text, moment.end):
            yield Dated((moment.month, moment.day), moment.start, moment.end)
