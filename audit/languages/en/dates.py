"""Dates and times in English text: Aug. 21, 3 p.m., last month, late October.

The words are in ``dates.toml``. Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from audit.languages.dates import (
    Half,
    Moment,
    Period,
    PeriodPatterns,
    Time,
    in_order,
    period_patterns,
    periods,
    relatives,
    stated,
)
from audit.languages.kept import remembered
from audit.languages.spans import Found


@lru_cache(maxsize=1)
def tables() -> dict[str, Any]:
    """The tables in ``dates.toml``."""
    with (Path(__file__).parent / "dates.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    t = tables()
    sure = "|".join(
        f"{full}|{full[:3]}(?:t)?\\."
        for full in t["months"].split()
        if full not in ("may", "march")
    )
    month = rf"(?P<month>(?i:{sure}|march|mar\.|may))"
    lone = rf"(?P<month>(?i:{sure})|(?<=[a-z.,(] )(?:March|May)(?= |[,.)]|$))"
    day = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:]|,\d|\.\d| ?%| percent| ?[ap]\.?m)"
    year = r"(?P<year>1\d{3}|20\d{2})"
    weekday = "|".join(t["weekdays"].split())
    weekday = rf"(?P<weekday>(?i:{weekday})|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.)"
    not_in_names = "".join(f"(?<!{word} )" for word in t["named_weekdays"].split())
    half = r"(?P<half>(?i:[ap]\.m\.|[ap]m))"
    in_text = "|".join(re.escape(word) for word in t["before_year"].split())
    before_day = "|".join(rf"(?<=\b{word} the )" for word in t["before_day"].split())
    day_is_over = "|".join(t["after_day"].split())
    ordinals = "|".join(_ORDINALS)
    nth = rf"{ordinals}|[1-3]?\d(?:st|nd|rd|th)"
    return {
        "lunar": re.compile(
            rf"(?:\b(?P<lunar_day>{nth})(?: day)?(?: of| in)? (?:the )?)?"
            rf"\b(?P<lunar_month>{nth})(?: lunar month| month (?:of|in|on) (?:the |each )?lunar)\b",
            re.IGNORECASE,
        ),
        "month_day": re.compile(
            rf"\b{month} (?:the )?{day}(?:(?: ?- ?| to | and | through )"
            rf"(?P<last_day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?![\d:]|,\d))?(?:,? {year}\b)?"
        ),
        "day_month": re.compile(rf"\b{day}(?: of)? {month}\b(?:,? {year}\b)?"),
        # Without a month a day is told by what does not follow it: on the 22nd floor, the 22nd meeting.
        "day": re.compile(
            rf"(?:{before_day})"
            r"(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)"
            rf"(?:(?: and | to | through |-)(?:the )?(?P<last_day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th))?"
            r"(?! (?:and|to|through) (?:the )?\d)"
            rf"(?=\W*$|[.,;:)]|['\"]|,? (?:{day_is_over})\b)"
        ),
        "month_year": re.compile(rf"\b{month}(?: of|,)? {year}\b"),
        "iso": re.compile(
            r"(?<![\d-])(?P<year>\d{4})[-/](?P<month>1[0-2]|0[1-9])[-/](?P<day>3[01]|[12]\d|0[1-9])(?![\d-])"
        ),
        "month": re.compile(rf"\b{lone}(?![a-z])"),
        "weekday": re.compile(rf"\b{not_in_names}{weekday}(?![a-z])"),
        "decade": re.compile(r"(?<![\d,.$])(?P<decade>1\d\d0|20\d0|'\d0)'?s\b"),
        "time": re.compile(
            rf"(?<![\d:.,])(?P<hour>1[0-2]|0?\d)(?:[:.](?P<minute>[0-5]\d))? ?{half}(?![a-z])"
        ),
        "oclock": re.compile(r"(?<![\d:])(?P<hour>1[0-2]|0?[1-9]) ?o'clock"),
        "clock": re.compile(r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])"),
        "noon": re.compile(r"\b(?P<noon>noon|midnight)\b", re.IGNORECASE),
        "year": re.compile(
            rf"(?:(?<=\()|(?<=\b)(?:(?i:{in_text})[ -]|'))"
            r"(?P<year>1\d{3}|20\d{2})(?![\d%]|,\d|\.\d| percent| people| km| miles| won| dollars)\b"
        ),
        "loose_year": re.compile(
            r"(?<![\d,.$€£¥₩A-Za-z])(?<![A-Za-z]-)(?P<year>1\d{3}|20\d{2})(?![\d%]|,\d|\.\d)(?=\W|$)"
        ),
    }


_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth".split(),
        1,
    )
}
_DIGIT = re.compile(r"\d")
_WITHOUT_DIGITS = ("lunar", "month", "weekday", "noon")
"""The patterns that need no digit."""


@remembered(65536)
def english_moments(sentence: str) -> tuple[Moment, ...]:
    """The dates and times of an English sentence (normalised), in order."""
    patterns = _patterns()
    if not _DIGIT.search(sentence):
        patterns = {name: patterns[name] for name in _WITHOUT_DIGITS}
    found = [
        moment
        for name, pattern in patterns.items()
        for match in pattern.finditer(sentence)
        for moment in _moments(match, firm="loose" not in name)
    ]
    return in_order([*found, *relatives(sentence, tables()["relative"], r"\b{word}(?!'s)\b")])


def _moments(match: re.Match[str], *, firm: bool) -> Iterator[Moment]:
    """The date of a match, and the last day of a range: Aug. 21-23."""
    part = {name: value for name, value in match.groupdict().items() if value}
    if "lunar_month" in part:
        month, day = _ordinal(part["lunar_month"]), _ordinal(part.get("lunar_day", ""))
        yield Moment(*match.span(), month=month, day=day, lunar=True)
        return
    month = _month(part["month"]) if "month" in part else None
    weekday = _weekday(part["weekday"]) if "weekday" in part else None
    end = match.start("last_day") if "last_day" in part else None
    yield stated(match, month, weekday, _time(part), end=end, firm=firm)
    if "last_day" in part:
        yield Moment(*match.span("last_day"), day=int(part["last_day"]))


def _ordinal(written: str) -> int | None:
    digits = written[:-2]
    return int(digits) if digits.isdecimal() else _ORDINALS.get(written.lower())


def _time(part: dict[str, str]) -> Time:
    if "noon" in part:
        return Time(12, None, "pm") if part["noon"].lower() == "noon" else Time(0, None, "am")
    half: Half = tables()["halves"].get(part.get("half", "").lower(), "")
    hour = int(part["hour"]) if "hour" in part else None
    return Time(hour, int(part["minute"]) if "minute" in part else None, half)


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    return str(tables()["short_months"]).split().index(written[:3].lower()) + 1


def _weekday(written: str) -> int:
    names = [name[:3] for name in tables()["weekdays"].split()]
    return names.index(written[:3].lower())


@lru_cache(maxsize=1)
def _counted() -> re.Pattern[str]:
    t = tables()["counted"]
    return re.compile(
        rf"\b(?:(?P<digits>\d{{1,2}})|(?P<number>{'|'.join(t['numbers'])}))[ -]"
        rf"(?P<unit>{'|'.join(t['units'])})s? ago\b",
        re.IGNORECASE,
    )


@remembered(65536)
def english_counted(sentence: str) -> tuple[Moment, ...]:
    """What an English sentence (normalised) counts back from the day it was written: three years ago."""
    t = tables()["counted"]
    found = []
    for match in _counted().finditer(sentence):
        unit, size = t["units"][match["unit"].lower()]
        digits = match["digits"]
        number = int(digits) if digits else t["numbers"][match["number"].lower()]
        found.append(Moment(*match.span(), relative=(unit, -number * size), counted=True))
    return tuple(found)


@lru_cache(maxsize=1)
def _vague() -> re.Pattern[str]:
    t = tables()["vague"]
    return re.compile(rf"\b(?:{t['words']}) (?P<unit>{t['units']})s\b", re.IGNORECASE)


def english_vague_spans(sentence: str) -> tuple[tuple[str, Found], ...]:
    """The spans of time that an English sentence (normalised) leaves open, by unit: a few months."""
    return tuple(
        (match["unit"].lower(), Found(match[0], *match.span()))
        for match in _vague().finditer(sentence)
    )


@lru_cache(maxsize=1)
def _period_patterns() -> PeriodPatterns:
    return period_patterns(tables()["periods"])


@remembered(65536)
def english_periods(sentence: str) -> tuple[Period, ...]:
    """The parts of longer times that an English sentence (normalised) states, in order: late October."""
    return periods(sentence, _period_patterns(), tables()["periods"]["wholes"])


@lru_cache(maxsize=1)
def _zones() -> re.Pattern[str]:
    return re.compile(tables()["zones"])


@remembered(16384)
def english_zones(sentence: str) -> tuple[bool, ...]:
    """For each time zone that an English sentence names, whether it is Korea's."""
    return tuple(bool(zone["home"]) for zone in _zones().finditer(sentence))
