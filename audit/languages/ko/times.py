"""How often, and how long without a figure, in Korean: 연 5%, 월급 250만 원, 몇 달.

The words are in ``numerals.toml``. Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from audit.languages.ko.number_words import tables
from audit.languages.quantity import Quantity
from audit.languages.spans import Found

_REACH = 16
_UP_TO_FIGURE = r"(?:[은는이가을의]|으로|에)? ?(?:약 |평균 |최대 |최고 |최소 |최저 |총 |무려 )?$"


@lru_cache(maxsize=1)
def _rates() -> dict[str, re.Pattern[str]]:
    return {
        time: re.compile(rf"(?P<rate>{words}){_UP_TO_FIGURE}")
        for time, words in tables()["rates"].items()
    }


@lru_cache(maxsize=1)
def _named() -> dict[str, re.Pattern[str]]:
    return {time: re.compile(words) for time, words in tables()["rates"].items()}


@lru_cache(maxsize=1)
def _vague() -> dict[str, re.Pattern[str]]:
    return {
        time: re.compile(rf"(?<![가-힣0-9])(?:{words})")
        for time, words in tables()["vague_times"].items()
    }


def korean_rate(text: str, q: Quantity) -> tuple[str, int] | None:
    """What a figure is for (``year``, ``month``, …) and where that is said; ``None`` if nowhere."""
    since = max(0, q.start - _REACH)
    for time, pattern in _rates().items():
        match = pattern.search(text[since : q.start])
        if match:
            return time, since + match.start("rate")
    return None


def korean_rates_named(text: str) -> frozenset[str]:
    """Every time that the sentence says of anything as of what is paid or made in it."""
    return frozenset(time for time, pattern in _named().items() if pattern.search(text))


def korean_vague_times(text: str) -> dict[str, Found]:
    """The indefinite spans of time that a sentence names, by unit."""
    return {
        time: Found(match[0], *match.span())
        for time, pattern in _vague().items()
        if (match := pattern.search(text))
    }
