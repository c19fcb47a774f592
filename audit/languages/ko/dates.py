"""Dates and times in Korean text: 8월 21일, 오후 3시 반, 지난달, 하반기.

The words are in ``dates.toml``. Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
import tomllib
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
from audit.languages.ko.morphemes import morphemes
from audit.languages.spans import Found


@lru_cache(maxsize=1)
def tables() -> dict[str, Any]:
    """The tables in ``dates.toml``."""
    with (Path(__file__).parent / "dates.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    t = tables()
    span = "|".join(sorted(t["span_after"].split(), key=len, reverse=True))
    span_after = rf"(?! ?(?:{span})(?=[ 은는이가을를에의도로,.)]|$))(?!간|째|여)"
    weekday = "[월화수목금토일]"
    hours = "|".join(sorted(t["native_hours"].split(), key=len, reverse=True))
    halves = "|".join(t["halves"])
    lunar, night = t["lunar"], "|".join(t["night"].split())
    return {
        "lunar": re.compile(
            rf"음력(?:으로)? ?(?:(?P<month>1[0-2]|0?[1-9]|{'|'.join(lunar['months'])})(?:월|(?<=[월달])) ?)"
            rf"(?P<day>3[01]|[12]\d|0?[1-9](?=일)|{'|'.join(lunar['days'])})?일?"
        ),
        "date": re.compile(
            rf"(?<![\d.,])(?:(?P<year>\d{{4}}|'?\d{{2}}(?=년 ?\d+월))년 ?)?"
            rf"(?:(?P<month>1[0-2]|0?[1-9])월 ?)"
            rf"(?:(?P<day>3[01]|[12]\d|0?[1-9])일(?!간)(?: ?\((?P<weekday>{weekday})\))?)?"
        ),
        "dotted": re.compile(
            r"(?<![\d.])(?P<year>\d{4})[.\-/] ?(?P<month>1[0-2]|0?[1-9])[.\-/] ?"
            r"(?P<day>3[01]|[12]\d|0?[1-9])(?![\d-])"
        ),
        "year_month": re.compile(
            r"(?<![\d.])(?P<year>19\d\d|20\d\d)\. ?(?P<month>1[0-2]|0[1-9])(?![\d%])"
        ),
        "year": re.compile(
            rf"(?<![\d.,])(?P<year>'\d{{2}}|1\d{{3}}|20\d{{2}})년(?!대){span_after}"
        ),
        "listed_year": re.compile(
            r"(?<![\d.,])(?P<year>1\d{3}|20\d{2})(?=(?:년)? ?[~,·-] ?(?:1\d{3}|20\d{2}|\d{2})년)"
            r"|(?<=\()(?P<bracketed>1\d{3}|20\d{2})(?= ?[~)-])"
        ),
        "decade": re.compile(r"(?<![\d.,])(?P<decade>\d{3}0|\d0)년대"),
        "day": re.compile(
            rf"(?<![\d.,월])(?P<day>3[01]|[12]\d|0?[1-9])일"
            rf"(?: ?\((?P<weekday>{weekday})\))?{span_after}"
        ),
        "listed_day": re.compile(
            r"(?<![\d.,])(?P<day>3[01]|[12]\d|0?[1-9])(?= ?[~,·-] ?(?:3[01]|[12]\d|0?[1-9])일)"
        ),
        "listed_month": re.compile(
            r"(?<![\d.,])(?P<month>1[0-2]|0?[1-9])(?= ?[~,·-] ?(?:1[0-2]|0?[1-9])월)"
        ),
        "weekday": re.compile(rf"(?P<weekday>{weekday})요일"),
        "time": re.compile(
            rf"(?:(?P<half>{halves}|{night}) ?)?(?<![\d.,])(?:(?P<hour>2[0-4]|1\d|0?\d)|"
            rf"(?<![가-힣])(?P<native>{hours}) ?)시(?![간작도킨켜키절리점비적])"
            r"(?: ?(?P<minute>[0-5]?\d)분|(?P<thirty> ?반(?= |께|쯤|경|에|까지|부터)))?"
        ),
        "clock": re.compile(
            rf"(?:(?P<half>{halves}|{night}) ?)?"
            r"(?<![\d:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])"
        ),
        "noon": re.compile(r"(?<![가-힣])(?P<noon>정오|자정)"),
    }


@remembered(65536)
def korean_moments(sentence: str) -> tuple[Moment, ...]:
    """The dates and times of a Korean sentence (normalised), in order."""
    found = [
        _moment(match, lunar=name == "lunar")
        for name, pattern in _patterns().items()
        for match in pattern.finditer(sentence)
    ]
    t = tables()
    told = relatives(sentence, t["relative"], "(?<![가-힣]){word}", t["not_after"])
    return in_order([*found, *told])


def _moment(match: re.Match[str], *, lunar: bool) -> Moment:
    part = {name: value for name, value in match.groupdict().items() if value}
    months, days = tables()["lunar"]["months"], tables()["lunar"]["days"]
    month = part.get("month")
    weekdays = tables()["weekdays"].split()
    weekday = weekdays.index(part["weekday"]) if "weekday" in part else None
    return stated(
        match,
        months.get(month) or (int(month) if month else None),
        weekday,
        _time(part),
        day=days.get(part.get("day")),
        lunar=lunar,
    )


def _time(part: dict[str, str]) -> Time:
    if "noon" in part:
        return Time(12, None, "pm") if part["noon"] == "정오" else Time(0, None, "am")
    half: Half = tables()["halves"].get(part.get("half", ""), "")
    hour = int(part["hour"]) if "hour" in part else None
    minute = int(part["minute"]) if "minute" in part else None
    if "native" in part:
        hour = tables()["native_hours"].split().index(part["native"]) + 1
    if "thirty" in part:
        minute = 30
    if hour is not None and part.get("half") in tables()["night"].split():
        return Time(*_by_night(hour, minute))
    # Some print noon so, others midnight.
    return Time(hour, minute, "" if (part.get("half"), hour) == ("오전", 12) else half)


def _by_night(hour: int, minute: int | None) -> tuple[int, int | None, Half]:
    """밤 11시 is before midnight, 밤 12시 and 밤 2시 are not."""
    if 6 <= hour < 12:
        return hour, minute, "pm"
    return hour, minute, "am" if hour in range(1, 6) or hour == 12 else ""


@lru_cache(maxsize=1)
def _counted() -> re.Pattern[str]:
    t = tables()["counted"]
    numbers = "|".join(sorted(t["numbers"], key=len, reverse=True))
    units = "|".join(sorted(t["units"], key=len, reverse=True))
    return re.compile(
        rf"(?:(?<![\d.,·~∼-])(?P<digits>\d{{1,2}}) ?(?P<unit>{units})"
        rf"|(?<![가-힣])(?P<number>{numbers}) ?(?P<counter>{units})"
        rf"|(?<![가-힣])(?P<noun>{'|'.join(t['nouns'])}))"
        r" ?전(?=[에의인만과]|부터|까지|보다|쯤|[ ,.]|$)"
    )


@remembered(65536)
def korean_counted(sentence: str) -> tuple[Moment, ...]:
    """What a Korean sentence (normalised) counts back from the day it was written: 3년 전, 사흘 전.

    Not what it counts from a noun: 선거 사흘 전, 입사 2년 전.
    """
    found = []
    for match in _counted().finditer(sentence):
        unit, number = _count(match)
        if not _after_noun(sentence, match.start()):
            found.append(Moment(*match.span(), relative=(unit, -number), counted=True))
    return tuple(found)


def _count(match: re.Match[str]) -> tuple[str, int]:
    t = tables()["counted"]
    if match["noun"]:
        unit, number = t["nouns"][match["noun"]]
        return unit, number
    if match["digits"]:
        return t["units"][match["unit"]], int(match["digits"])
    return t["units"][match["counter"]], t["numbers"][match["number"]]


def _after_noun(sentence: str, start: int) -> bool:
    before = [m for m in morphemes(sentence) if m.end <= start]
    return bool(before) and before[-1].tag in ("NNG", "NNP", "NNB", "XSN", "ETN", "SN")


@lru_cache(maxsize=1)
def _vague() -> dict[str, re.Pattern[str]]:
    return {unit: re.compile(f"(?<![가-힣]){p}") for unit, p in tables()["vague"].items()}


def korean_vague_spans(sentence: str) -> tuple[tuple[str, Found], ...]:
    """The spans of time that a Korean sentence (normalised) leaves open, by unit: 수년, 몇 달."""
    return tuple(
        (unit, Found(match[0], *match.span()))
        for unit, pattern in _vague().items()
        for match in pattern.finditer(sentence)
    )


@lru_cache(maxsize=1)
def _anniversaries() -> re.Pattern[str]:
    return re.compile(r"(?<![\d.,·~∼-])(?P<years>\d{1,2})년 ?만(?=[에의이인])")


def korean_since(sentence: str) -> tuple[Moment, ...]:
    """The years ago that a Korean sentence (normalised) says something last was: 6년 만에."""
    return tuple(
        Moment(*match.span(), relative=("year", -int(match["years"])), counted=True)
        for match in _anniversaries().finditer(sentence)
    )


@lru_cache(maxsize=1)
def _period_patterns() -> PeriodPatterns:
    return period_patterns(tables()["periods"])


@remembered(65536)
def korean_periods(sentence: str) -> tuple[Period, ...]:
    """The parts of longer times that a Korean sentence (normalised) states, in order: 3분기, 10월 말."""
    return periods(sentence, _period_patterns(), tables()["periods"]["wholes"])


@lru_cache(maxsize=1)
def _zones() -> re.Pattern[str]:
    return re.compile(tables()["zones"])


@remembered(16384)
def korean_zone(sentence: str) -> bool | None:
    """Whether the time that a Korean sentence gives is Korea's; ``None`` if it names no time zone."""
    zone = _zones().search(sentence)
    return None if zone is None else bool(zone["home"])
