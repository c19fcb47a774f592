"""Parts of a year, month or decade in both languages: 3분기, 하반기, 10월 말, late October.

A part is a number (the quarter, the half, or 0 to 2 for early, mid and late). The words are in
``dates.toml``. Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from audit.text.dates import tables

Lang = Literal["ko", "en"]
KINDS = ("quarter", "half of the year", "part of the month, year or decade")


class Period(NamedTuple):
    """A part of a longer time: ``kind`` is one of ``KINDS``; ``text[start:end]`` states it."""

    kind: str
    part: int
    start: int
    end: int


@lru_cache(maxsize=2)
def _patterns(lang: Lang) -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    t = tables()["periods"]
    quarter, half, third = KINDS
    found: list[tuple[str, int, re.Pattern[str]]] = []
    for kind, rows in ((quarter, t["quarters"]), (half, t["halves"]), (third, t["thirds"])):
        for part, pattern in enumerate(rows[lang], 0 if kind == third else 1):
            whole = pattern
            if kind == third:
                whole = t["long"][lang].replace("{part}", pattern)
            found.append((kind, part, re.compile(whole, re.IGNORECASE)))
    return tuple(found)


def periods(text: str, lang: Lang) -> tuple[Period, ...]:
    """The parts of longer times that a sentence (normalised) states, in order."""
    found = [
        Period(kind, part, *match.span())
        for kind, part, pattern in _patterns(lang)
        for match in pattern.finditer(text)
    ]
    return tuple(sorted(found, key=lambda period: period.start))


@lru_cache(maxsize=2)
def _zones(lang: Lang) -> re.Pattern[str]:
    return re.compile(tables()["zones"][lang])


def converted(ko: str, en: str) -> bool:
    """Whether the English tells another place's time than the Korean: 한국시간 as "local time"."""
    ours = _zones("ko").search(ko)
    home = ours is None or bool(ours["home"])
    return any(bool(theirs["home"]) != home for theirs in _zones("en").finditer(en))
