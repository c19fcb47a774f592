"""Words that limit what is said (완전히, 일방적으로, 처음으로) and the English that carries them.

The rows are in ``qualifiers.toml``. Sentences are normalised text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from audit.languages.en.words import stem, words
from audit.languages.spans import Found

Grade = Literal["words", "quantity"]


class Qualifier(NamedTuple):
    """A Korean qualifier: its pattern, the stems and the phrases that carry it, what its loss counts as."""

    korean: re.Pattern[str]
    stems: frozenset[str]
    phrases: tuple[str, ...]
    grade: Grade


@cache
def qualifiers() -> tuple[Qualifier, ...]:
    """The rows of ``qualifiers.toml``."""
    rows = tomllib.loads(Path(__file__).with_name("qualifiers.toml").read_text("utf-8"))
    return tuple(_row(**row) for row in rows["qualifier"])


def _row(ko: list[str], en: str, grade: Grade) -> Qualifier:
    listed = en.split()
    return Qualifier(
        re.compile(rf"(?<![가-힣])(?:{'|'.join(map(re.escape, ko))})(?![가-힣])"),
        frozenset(stem(word) for word in listed if "_" not in word),
        tuple(word.replace("_", " ") for word in listed if "_" in word or "-" in word),
        grade,
    )


def qualified(korean: str) -> Iterator[tuple[Qualifier, Found]]:
    """The qualifiers of a Korean sentence, with the words."""
    for qualifier in qualifiers():
        for match in qualifier.korean.finditer(korean):
            yield qualifier, Found(match[0], *match.span())


def carries(english: str, qualifier: Qualifier) -> bool:
    """Whether an English sentence has any word for a qualifier."""
    lowered = english.lower()
    return any(phrase in lowered for phrase in qualifier.phrases) or any(
        word.stem in qualifier.stems for word in words(english)
    )
