"""Korean wordings that English says with a "not" or without, and what would contradict them.

The wordings are in ``opposites_wordings.toml``. Offsets are into the sentence given, which is normalised
text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from audit.languages.kept import remembered
from audit.languages.ko.morphemes import morphemes
from audit.languages.spans import Found

ANY_NEGATION = "NOT"


@dataclass(frozen=True, slots=True)
class Denial:
    """A Korean word without a "not" for which English may have one: 빠졌다, was not on the list.

    ``negated`` is what English may negate to say it, ``said`` how it says it without a negation,
    ``opposed`` what contradicts it, but where the Korean says ``unless`` too; ``concerns`` is the name of
    what a contradiction concerns.
    """

    korean: re.Pattern[str]
    negated: re.Pattern[str]
    said: re.Pattern[str]
    opposed: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    concerns: str


@dataclass(frozen=True, slots=True)
class Idiom:
    """A Korean idiom with a negation in it, what it means, and what English makes of it, right and wrong.

    ``wrong`` is None where any negated clause would be.
    """

    korean: re.Pattern[str]
    means: str
    right: re.Pattern[str]
    wrong: re.Pattern[str] | None


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """``opposites_wordings.toml`` as it stands."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _english(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{pattern})")


@lru_cache(maxsize=1)
def denials() -> tuple[Denial, ...]:
    """The rows of Korean words without a "not"."""
    return tuple(
        Denial(
            re.compile(row["ko"]),
            _english(row["negated"]),
            _english(row["said"]),
            re.compile(rf"(?<![\w'-])(?:{row['opposed']})(?![\w-])") if "opposed" in row else None,
            re.compile(row["unless"]) if "unless" in row else None,
            row.get("concerns", "polarity"),
        )
        for row in table()["denial"]
    )


@lru_cache(maxsize=1)
def idioms() -> tuple[Idiom, ...]:
    """The rows of Korean idioms with a negation in them."""
    return tuple(
        Idiom(
            re.compile(row["ko"]),
            row["means"],
            _english(row["right"]),
            None if row["wrong"] == ANY_NEGATION else _english(row["wrong"]),
        )
        for row in table()["idiom"]
    )


@remembered(65536)
def denials_in(sentence: str) -> tuple[tuple[Denial, Found], ...]:
    """The rows whose Korean stands in a sentence, each with where it does first."""
    begins = {m.start for m in morphemes(sentence)}
    return tuple(
        (row, found)
        for row in denials()
        for found in list(_at_morphemes(row.korean, sentence, begins))[:1]
    )


def _at_morphemes(pattern: re.Pattern[str], sentence: str, begins: set[int]) -> Iterator[Found]:
    for match in pattern.finditer(sentence):
        if match.start() in begins:
            yield Found(match[0], *match.span())


@remembered(65536)
def idioms_in(sentence: str) -> tuple[tuple[Idiom, Found], ...]:
    """The idioms in a Korean sentence, each with where it stands first."""
    found = ((row, row.korean.search(sentence)) for row in idioms())
    return tuple((row, Found(m[0], *m.span())) for row, m in found if m)
