"""Titles that stand with a name, in both languages: 차관, vice minister; 피고, defendant."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path


@cache
def _titles() -> dict[str, tuple[str, ...]]:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["titles"]
    return {korean: tuple(english.split("|")) for korean, english in rows.items()}


@cache
def _longest_first() -> tuple[re.Pattern[str], re.Pattern[str]]:
    korean = sorted(_titles(), key=len, reverse=True)
    english = sorted({w for words in _titles().values() for w in words}, key=len, reverse=True)
    return (
        re.compile("|".join(map(re.escape, korean))),
        re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, english))})(?!\w)", re.IGNORECASE),
    )


def is_title(korean: str) -> bool:
    """Whether a Korean word is a title, or says what part somebody plays."""
    return korean in _titles()


def is_english_title(english: str) -> bool:
    """Whether an English word is a title, or says what part somebody plays."""
    return any(english.lower() in words for words in _titles().values())


def titled_alike(korean: str, english: str) -> bool | None:
    """Whether an English phrase has the title of a Korean one; None where either has none that is listed."""
    ours, theirs = _longest_first()
    held = ours.findall(korean)
    given = [match.lower() for match in theirs.findall(english)]
    if not held or not given:
        return None
    return any(title in _titles()[own] for own in held for title in given)
