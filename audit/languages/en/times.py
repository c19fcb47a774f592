"""How often, and how long without a figure, in English: 5 percent a year, monthly pay, for weeks.

The words are in ``numerals.toml``. Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from audit.languages.en.number_words import tables
from audit.languages.quantity import Quantity
from audit.languages.spans import Found

_REACH = 48
_LINK = r"(?: [A-Za-z-]+){0,4}?(?: of| is| was| are| were| at| to| about| around|:)? $"
_SPEEDS = ("km/h", "mph")
# "These days" is no span of time, "20 years old" an age, "the early years" an era.
_NO_SPAN = re.compile(
    r"\b(?:these|those|early|later|office|business|school|teenage|golden|working|old|happy|opening) $"
    r"|[0-9] $|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) $"
    r"|\b(?:hundreds?|thousands) of $",
    re.IGNORECASE,
)


class _Time(NamedTuple):
    after: re.Pattern[str]
    before: re.Pattern[str]
    named: re.Pattern[str]
    plural: re.Pattern[str]


@lru_cache(maxsize=1)
def _times() -> dict[str, _Time]:
    found = {}
    for time, (noun, others) in tables()["rates"].items():
        also = "|".join(word.replace("_", " ") for word in others.split()) or "(?!)"
        found[time] = _Time(
            re.compile(
                rf"(?: [a-z]+){{0,2}}? (?:(?:an?|per|each|every) {noun}|(?:{also}))\b", re.I
            ),
            re.compile(rf"\b(?P<rate>{also}){_LINK}", re.I),
            re.compile(rf"\b(?:{noun}|{also})", re.I),
            re.compile(rf"\b{noun}s\b(?! old| of age|'? worth)", re.I),
        )
    return found


def english_rate(text: str, q: Quantity) -> tuple[str, int, int] | None:
    """What a figure is for (``year``, ``month``, …) and where that is said with it; ``None`` if nowhere."""
    if q.unit in _SPEEDS:
        return "hour", q.start, q.end
    since = max(0, q.start - _REACH)
    for time, patterns in _times().items():
        match = patterns.after.match(text, q.end)
        if match:
            return time, q.start, match.end()
        match = patterns.before.search(text[since : q.start])
        if match:
            return time, since + match.start("rate"), q.end
    return None


def names_time(text: str, time: str) -> bool:
    """Whether a sentence names a span of time at all: year, annual, yearly."""
    return _times()[time].named.search(text) is not None


def english_vague_times(text: str) -> dict[str, Found]:
    """The spans of time that a sentence names without a figure, by unit: for weeks, several years."""
    found = {}
    for time, patterns in _times().items():
        for match in patterns.plural.finditer(text):
            if not _NO_SPAN.search(text[: match.start()]):
                found[time] = Found(match[0], *match.span())
                break
    return found
