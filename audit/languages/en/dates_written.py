"""Dates of an English sentence with one part changed, written as the rest is: Aug. 21 for Aug. 12.

The words are those of ``dates.toml``. Nothing is written where the part does not stand there just once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from audit.languages.en.dates import tables
from audit.languages.en.figures_written import ordinal_in_digits, ordinal_in_words

_UNABBREVIATED = ("march", "april", "may", "june", "july")
"""Months that news prints in full beside a day (Associated Press)."""
_FOUR_LETTERS = {"september": "Sept."}
_HALVES = (("a.m.", "p.m."), ("am", "pm"), ("A.M.", "P.M."), ("AM", "PM"))
_THIRDS = (
    ("early ", "mid-", "late "),
    ("beginning of", "middle of", "end of"),
    ("start of", "middle of", "end of"),
)
_SEASONS = ("spring", "summer", "autumn", "winter")


def _once(pattern: str, new: str, words: str, flags: re.RegexFlag = re.IGNORECASE) -> str:
    """The words with the one match of a pattern replaced, a capital kept; empty where it is not one."""
    found = list(re.finditer(pattern, words, flags))
    if len(found) != 1 or not new:
        return ""
    match = found[0]
    capital = match[0][0].isupper() and not match[0].isupper()
    new = new[0].upper() + new[1:] if capital else new
    return words[: match.start()] + new + words[match.end() :]


def with_number(words: str, old: int, new: int) -> str:
    """With another year or day: in 2024, Aug. 21, the 21st."""
    nth = _once(rf"(?<!\d){old}(?:st|nd|rd|th)\b", ordinal_in_digits(new), words)
    return nth or _once(rf"(?<!\d)0?{old}(?!\d)", str(new), words)


def with_month(words: str, old: int, new: int) -> str:
    """With another month (1 to 12), in full or abbreviated as the old one is."""
    months = tables()["months"].split()
    was, name = months[old - 1], months[new - 1]
    short = _once(rf"\b{was[:3]}t?\.", _short(name), words)
    return short or _once(rf"\b{was}\b", name.capitalize(), words)


def _short(month: str) -> str:
    if month in _UNABBREVIATED:
        return month.capitalize()
    return _FOUR_LETTERS.get(month, f"{month[:3].capitalize()}.")


def with_weekday(words: str, old: int, new: int) -> str:
    """With another weekday (0 for Monday), in full."""
    days = tables()["weekdays"].split()
    return _once(rf"\b{days[old]}\b", days[new].capitalize(), words)


def with_hour(words: str, old: int, new: int) -> str:
    """With another hour (0 to 23) of the same half of the day, as a clock of twelve hours says it."""
    twelve = re.search(r"[ap]\.?m\b", words, re.IGNORECASE) is not None
    a, b = (((hour - 1) % 12 + 1) if twelve else hour for hour in (old, new))
    return _once(rf"(?<!\d)0?{a}(?=$|[:.]\d| ?[ap]\.?m| o'clock)", str(b), words)


def with_minute(words: str, old: int, new: int) -> str:
    """With another minute: 3:45 p.m."""
    return _once(rf"(?<=[:.]){old:02}(?!\d)", f"{new:02}", words)


def with_other_half(words: str) -> str:
    """With morning for afternoon, or the other way round: 3 a.m. for 3 p.m."""
    for pair in _HALVES:
        for one, other in (pair, pair[::-1]):
            if re.search(rf"(?<![a-z.]){re.escape(one)}(?![a-z])", words):
                return _once(rf"(?<![a-z.]){re.escape(one)}(?![a-z])", other, words, re.NOFLAG)
    return ""


def with_decade(words: str, old: int, new: int) -> str:
    """With another decade: the 1960s for the 1970s, the '60s for the '70s."""
    if old < 100:
        new %= 100
    elif new < 100:
        new += old // 100 * 100
    return _once(rf"(?<!\d){old:02}(?='?s\b)", f"{new:02}", words)


def with_period(words: str, kind: str, part: int) -> str:
    """With another quarter, half, third or season; ``kind`` and ``part`` as in ``dates.Period``."""
    if kind in ("quarter", "half of the year"):
        letter = "Q" if kind == "quarter" else "H"
        short = _once(rf"(?<=\b{letter})\d|\d(?={letter}\b)", str(part), words)
        return short or _once(
            r"\b(?:first|second|third|fourth|final|latter|last)\b", ordinal_in_words(part), words
        )
    if kind == "season":
        return _once(r"\b(?:spring|summer|autumn|fall|winter)\b", _SEASONS[part], words)
    for parts in _THIRDS:
        found = _once("|".join(rf"\b{third}" for third in parts), parts[part], words)
        if found:
            return found
    return ""


@lru_cache(maxsize=1)
def _relatives() -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for unit, listed in tables()["relative"].items():
        for word, offset in listed:
            found.setdefault((unit, offset), word)
    return found


def relative_written(relative: tuple[str, int], like: str) -> str:
    """What is counted from the article's day (``dates.Moment.relative``) in words: last year, yesterday."""
    words = _relatives().get(relative, "")
    return words[:1].upper() + words[1:] if like[:1].isupper() else words


def with_unit(words: str, units: Sequence[str], new: str) -> str:
    """With another unit of time: a few months for a few years."""
    return _once(rf"\b(?:{'|'.join(units)})(?=s?\b)", new, words)
