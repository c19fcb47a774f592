"""Times of the day in both languages: 오전 and "morning", which no "afternoon" is.

The words are in ``day_parts.toml``. Offsets are into the sentences given, which are normalised text.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from audit.languages.spans import Found


class _Part(NamedTuple):
    korean: re.Pattern[str]
    other: re.Pattern[str]
    same: re.Pattern[str]


@lru_cache(maxsize=1)
def _table() -> tuple[re.Pattern[str], tuple[_Part, ...]]:
    table = tomllib.loads(Path(__file__).with_name("day_parts.toml").read_text("utf-8"))
    parts = tuple(
        _Part(
            re.compile(row["korean"]),
            *(re.compile(row[name] + "(?![a-z])", re.IGNORECASE) for name in ("other", "same")),
        )
        for row in table["part"]
    )
    return re.compile(table["now"]), parts


def other_day_part(korean: str, english: str) -> tuple[Found, Found] | None:
    """The only time of the day that the Korean has, and another one that the English has instead."""
    said = [(part, match) for part in _table()[1] for match in part.korean.finditer(korean)]
    if len({part for part, _ in said}) != 1:
        return None
    part, ours = said[0]
    theirs = part.other.search(english)
    if theirs is None or part.same.search(english):
        return None
    return Found(ours[0], *ours.span()), Found(theirs[0], *theirs.span())


def says_now(korean: str) -> bool:
    """Whether Korean text has a word for the present, which English may call "today"."""
    return bool(_table()[0].search(korean))
