"""English words with character offsets and stems."""

from __future__ import annotations

import re
from typing import NamedTuple

import snowballstemmer

from audit.languages.kept import remembered

_WORD = re.compile(
    r"(?:[A-Za-zÀ-ɏ]\.){2,}"  # U.S., a.m.
    r"|\d+(?:[.,:]\d+)*%?"
    r"|[A-Za-zÀ-ɏ]+(?:[’'][A-Za-zÀ-ɏ]+)?"
)
_STEMMER = snowballstemmer.stemmer("english")


class Word(NamedTuple):
    """A word: its text, its span, and its stem (Porter 2, lower case, possessive removed)."""

    text: str
    start: int
    end: int
    stem: str


@remembered(262144)
def stem(word: str) -> str:
    """The stem of one word, lower case."""
    lowered = word.lower().replace("’", "'").removesuffix("'s")
    return str(_STEMMER.stemWord(lowered))


@remembered(16384)
def words(sentence: str) -> tuple[Word, ...]:
    """The words and numbers of a sentence; hyphenated words come apart."""
    return tuple(Word(m[0], m.start(), m.end(), stem(m[0])) for m in _WORD.finditer(sentence))


def any_of(listed: str) -> re.Pattern[str]:
    """A pattern for any of the words, whole: ``*`` is the rest of a word, ``_`` a space."""
    parts = (re.escape(w).replace(r"\*", r"[\w-]*").replace("_", r"\s+") for w in listed.split())
    return re.compile(rf"(?:(?<![\w-])|(?='))(?i:{'|'.join(parts)})(?!\w)")
