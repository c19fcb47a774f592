"""Dates and times in Korean and English text, part by part, and what they mean on a given day.

A date is read as its parts (year, month, day, weekday, time of day), since the two languages give
different ones: 21일 is "Aug. 21" or "Thursday". Words and names are in ``dates.toml``. Offsets are
into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

Half = Literal["am", "pm", ""]


@dataclass(frozen=True, slots=True)
class Moment:
    """One date or time in a text, ``text[start:end]``; parts that are not stated are ``None``.

    ``weekday`` is 0 for Monday; ``hour`` is 0 to 23 where ``half`` is known, else as written.
    ``relative`` is a unit and an offset from the article's date (지난달: ``("month", -1)``).
    ``firm`` is false where the figure may as well be a plain number.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    half: Half = ""
    decade: int | None = None
    relative: tuple[str, int] | None = None
    firm: bool = True

    def figures(self) -> tuple[int, ...]:
        """Every number that the date states."""
        parts = (self.year, self.month, self.day, self.hour, self.minute, self.decade)
        return tuple(part for part in parts if part is not None)


@lru_cache(maxsize=1)
def tables() -> dict[str, Any]:
    """The tables in ``dates.toml``."""
    with (Path(__file__).parent / "dates.toml").open("rb") as file:
        return tomllib.load(file)


def published_on(stated: str) -> date | None:
    """The date of an ISO 8601 date or date and time; ``None`` if it is empty or none."""
    try:
        return date.fromisoformat(stated[:10])
    except ValueError:
        return None


def near(day: int, published: date, reach: int = 31) -> tuple[date, ...]:
    """Dates with that day of the month within ``reach`` days of ``published``, nearest first."""
    around = (published + timedelta(days=n) for n in range(-reach, reach + 1))
    return tuple(sorted((d for d in around if d.day == day), key=lambda d: abs(d - published)))


def shifted_month(published: date, offset: int) -> tuple[int, int]:
    """Year and month ``offset`` months from the month of ``published``."""
    months = published.year * 12 + published.month - 1 + offset
    return months // 12, months % 12 + 1


def clock(hour: int, half: Half) -> int:
    """The hour from 0 to 23 of an hour as written with morning or afternoon."""
    if half == "pm" and hour < 12:
        return hour + 12
    if half == "am" and hour == 12:
        return 0
    return hour


def same_hour(a: Moment, b: Moment) -> bool:
    """Whether two times agree; one without morning or afternoon agrees with either."""
    if a.hour is None or b.hour is None:
        return False
    sure = (a.half or a.hour > 12) and (b.half or b.hour > 12)
    return a.hour == b.hour if sure else a.hour % 12 == b.hour % 12


# --- Korean


@lru_cache(maxsize=1)
def _korean_patterns() -> dict[str, re.Pattern[str]]:
    t = tables()
    span = "|".join(sorted(t["span_after"].split(), key=len, reverse=True))
    span_after = rf"(?! ?(?:{span})(?=[ 은는이가을를에의도로,.)]|$))(?!간|째|여)"
    weekday = "[월화수목금토일]"
    hours = "|".join(sorted(t["native_hours"].split(), key=len, reverse=True))
    halves = "|".join(t["halves"]["ko"])
    return {
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
            rf"(?:(?P<half>{halves}|밤|한밤) ?)?(?<![\d.,])(?:(?P<hour>2[0-4]|1\d|0?\d)|"
            rf"(?<![가-힣])(?P<native>{hours}) ?)시(?![간작도킨켜키절리점비적])"
            r"(?: ?(?P<minute>[0-5]?\d)분|(?P<thirty> ?반(?= |께|쯤|경|에|까지|부터)))?"
        ),
        "clock": re.compile(
            rf"(?:(?P<half>{halves}) ?)?(?<![\d:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])"
        ),
        "noon": re.compile(r"(?<![가-힣])(?P<noon>정오|자정)"),
    }


_DIGIT = re.compile(r"\d")
_WITHOUT_DIGITS = ("month", "weekday", "noon")
"""The English patterns that need no digit."""


@lru_cache(maxsize=65536)
def korean_moments(sentence: str) -> tuple[Moment, ...]:
    """The dates and times of a Korean sentence (normalised), in order."""
    return _in_order(_read(sentence, _korean_patterns(), "ko"), sentence, "ko")


@lru_cache(maxsize=65536)
def english_moments(sentence: str) -> tuple[Moment, ...]:
    """The dates and times of an English sentence (normalised), in order."""
    patterns = _english_patterns()
    if not _DIGIT.search(sentence):
        patterns = {name: patterns[name] for name in _WITHOUT_DIGITS}
    return _in_order(_read(sentence, patterns, "en"), sentence, "en")


def _in_order(found: Iterator[Moment], text: str, lang: str) -> tuple[Moment, ...]:
    """Without overlaps, the earlier pattern first; then by place."""
    kept: list[Moment] = []
    for moment in [*found, *_relatives(text, lang)]:
        if not any(m.start < moment.end and moment.start < m.end for m in kept):
            kept.append(moment)
    return tuple(sorted(kept, key=lambda m: m.start))


def _read(text: str, patterns: dict[str, re.Pattern[str]], lang: str) -> Iterator[Moment]:
    for name, pattern in patterns.items():
        for match in pattern.finditer(text):
            part = {k: v for k, v in match.groupdict().items() if v}
            yield from _moment(match, part, lang, firm="loose" not in name)


def _moment(
    match: re.Match[str], part: dict[str, str], lang: str, *, firm: bool
) -> Iterator[Moment]:
    t = tables()
    year = part.get("year") or part.get("bracketed")
    half: Half = t["halves"][lang].get(part.get("half", "").lower(), "")
    hour = part.get("hour")
    value = int(hour) if hour else None
    minute = int(part["minute"]) if "minute" in part else None
    if "native" in part:
        value = t["native_hours"].split().index(part["native"]) + 1
    if "thirty" in part:
        minute = 30
    if part.get("half", "") in ("밤", "한밤") and value is not None and 6 <= value < 12:
        half = "pm"
    if "noon" in part:
        value, half = (12, "pm") if part["noon"].lower() in ("정오", "noon") else (0, "am")
    if value is not None:
        value = clock(value, half)
    decade = part.get("decade")
    alone = [name for name in part if name not in ("bracketed",)] == ["year"]
    yield Moment(
        match.start("year") if alone else match.start(),
        match.start("last_day") if "last_day" in part else match.start() + len(match[0].rstrip()),
        year=_year(year) if year else None,
        month=_month(part["month"]) if "month" in part else None,
        day=int(part["day"]) if "day" in part else None,
        weekday=_weekday(part["weekday"]) if "weekday" in part else None,
        hour=value,
        minute=minute,
        half=half,
        decade=int(decade.lstrip("'")) if decade else None,
        firm=firm,
    )
    if "last_day" in part:
        yield Moment(*match.span("last_day"), day=int(part["last_day"]))


def _year(written: str) -> int:
    """A year in two digits is of the last hundred years' sort: '25 is 2025, '94 is 1994."""
    digits = int(written.lstrip("'"))
    if len(written.lstrip("'")) > 2:
        return digits
    return digits + (2000 if digits < 50 else 1900)


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    return str(tables()["short_months"]).split().index(written[:3].lower()) + 1


def _weekday(written: str) -> int:
    if len(written) == 1:
        return int(tables()["korean_weekdays"].split().index(written))
    names = [name[:3] for name in tables()["weekdays"].split()]
    return names.index(written[:3].lower())


def _relatives(text: str, lang: str) -> Iterator[Moment]:
    lowered = text.lower()
    for row in tables()["relative"]:
        for word, offset in row[lang]:
            if word not in lowered:
                continue
            pattern = re.escape(word) if lang == "ko" else rf"\b{re.escape(word)}(?!'s)\b"
            before = "(?<![가-힣])" if lang == "ko" else ""
            for match in re.finditer(before + pattern, lowered):
                yield Moment(match.start(), match.end(), relative=(row["unit"], offset))


# --- English


@lru_cache(maxsize=1)
def _english_patterns() -> dict[str, re.Pattern[str]]:
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
    half = r"(?P<half>(?i:[ap]\.m\.|[ap]m))"
    in_text = "|".join(re.escape(word) for word in t["before_year"].split())
    return {
        "month_day": re.compile(
            rf"\b{month} (?:the )?{day}(?:(?: ?- ?| to | and | through )"
            rf"(?P<last_day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?![\d:]|,\d))?(?:,? {year}\b)?"
        ),
        "day_month": re.compile(rf"\b{day}(?: of)? {month}\b(?:,? {year}\b)?"),
        "month_year": re.compile(rf"\b{month}(?: of|,)? {year}\b"),
        "iso": re.compile(
            r"(?<![\d-])(?P<year>\d{4})[-/](?P<month>1[0-2]|0[1-9])[-/](?P<day>3[01]|[12]\d|0[1-9])(?![\d-])"
        ),
        "month": re.compile(rf"\b{lone}(?![a-z])"),
        "weekday": re.compile(rf"\b{weekday}(?![a-z])"),
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
