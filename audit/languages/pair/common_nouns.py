"""What English says of an institution without its name: the tax agency for 국세청."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from audit.languages.en.bodies import HEADS
from audit.languages.kept import remembered
from audit.languages.ko.hangul import HANGUL_WORD
from audit.languages.pair.foreign_spelling import is_spelled_in
from audit.languages.pair.glossary import Term
from audit.languages.pair.mentions import wording_words
from audit.languages.pair.romanisation import reads_as
from audit.languages.spans import Found

_FILE = Path(__file__).with_name("common_nouns.toml")
_SHARED = frozenset(head.lower() for head in HEADS) | frozenset(
    "north south east west new of the for and national korea korean international world central united "
    "university group electronics republic ministers minister air".split()
)
"""Words that many names share."""


@cache
def _table() -> tuple[dict[str, re.Pattern[str]], frozenset[str]]:
    read = tomllib.loads(_FILE.read_text("utf-8"))
    nouns = {end: re.compile(rf"\b(?:{words})\b", re.I) for end, words in read["nouns"].items()}
    return nouns, frozenset(read["regions"])


@remembered(4096)
def _nouns_of(korean: str) -> re.Pattern[str] | None:
    ends = [end for end in _table()[0] if korean.endswith(end)]
    return _table()[0][max(ends, key=len)] if ends else None


def is_spoken_of(term: Term, english: str, other: Found) -> bool:
    """Whether English text outside ``other`` speaks of an institution by a common noun."""
    nouns = _nouns_of(term.ko) if term.kind == "organisation" else None
    return nouns is not None and any(
        found.end() <= other.start or other.end <= found.start()
        for found in nouns.finditer(english)
    )


def is_no_counterpart(term: Term, things: frozenset[str], found: Found) -> bool:
    """Whether a Korean and an English name are not of a kind.

    One is a part of the world and the other none, or the English one is the body that the Korean one is part
    of: United Nations and its Environment Programme.
    """
    if any(wording.startswith(f"{found.text} ") for wording in term.wordings):
        return True
    regions = _table()[1]
    return term.kind == "place" and (term.en in regions) is not bool(things & regions)


def is_heard_elsewhere(found: Found, korean: str, others: list[Term]) -> bool:
    """Whether other words of the Korean explain an English name, by sound or by a word of a wording."""
    words = [word for word in re.split(r"[ -]", found.text) if word.lower() not in _SHARED]
    known = {word for term in others for word in wording_words(term)} - _SHARED
    return any(
        word.lower() in known or is_spelled_in(word, korean) or _is_romanised(word, korean)
        for word in words
    )


def _is_romanised(latin: str, korean: str) -> bool:
    return any(
        reads_as(word[:end], latin)
        for word in HANGUL_WORD.findall(korean)
        for end in range(2, len(word) + 1)
    )
