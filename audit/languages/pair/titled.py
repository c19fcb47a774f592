"""People by a title and a name in both languages: 이 의원 and Rep. Lee."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from audit.languages.kept import remembered
from audit.languages.spans import Found

_FILE = Path(__file__).with_name("titles.toml")
_NAME = "(?P<name>[가-힣]{1,4})"
_AGE_OR_HANJA = r"(?: ?\([^()]{1,20}\))?"
_BETWEEN = " ?(?:(?:전|현|前|現|신임|당시) ?)?"
_SURNAME = r"(?P<name>[A-Z][a-z]+(?:-[a-z]+)?)(?![\w-]| [A-Z])"


class Titled(NamedTuple):
    """Somebody with a title; ``titles`` numbers what it may be in the table."""

    name: Found
    title: Found
    titles: frozenset[int]


@cache
def _rows() -> list[dict[str, list[str]]]:
    rows: list[dict[str, list[str]]] = tomllib.loads(_FILE.read_text("utf-8"))["title"]
    return rows


@cache
def korean_titles() -> str:
    """The Korean titles as one alternation, the longest first."""
    words = {word for row in _rows() for word in row["ko"]}
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def english_titles() -> str:
    """The English titles as one alternation, the longest first."""
    words = {word for row in _rows() for word in row["en"]}
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    ends = "(?=[은는이가을를의에도과와측]|께서|으로|라고|[^가-힣]|$)"
    return (
        re.compile(
            rf"(?<![가-힣]){_NAME}{_AGE_OR_HANJA}{_BETWEEN}(?P<title>{korean_titles()}){ends}"
        ),
        re.compile(rf"(?<![\w-])(?P<title>{english_titles()}) {_SURNAME}"),
    )


@remembered(4096)
def korean_titled(text: str) -> tuple[Titled, ...]:
    """Hangul words of up to four syllables before a title; whether they are names is not told."""
    return tuple(_titled(text, _patterns()[0], "ko"))


@remembered(4096)
def english_titled(text: str) -> tuple[Titled, ...]:
    """Single capitalised words after a title: Rep. Lee, not Rep. Lee Chang-ho."""
    return tuple(_titled(text, _patterns()[1], "en"))


def _titled(text: str, pattern: re.Pattern[str], lang: str) -> Iterator[Titled]:
    for match in pattern.finditer(text):
        name, title = (
            Found(match[group], match.start(group), match.end(group)) for group in ("name", "title")
        )
        yield Titled(name, title, _rows_of(title.text, lang))


@remembered(4096)
def _rows_of(title: str, lang: str) -> frozenset[int]:
    return frozenset(i for i, row in enumerate(_row_patterns(lang)) if row.fullmatch(title))


@cache
def _row_patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile("|".join(row[lang])) for row in _rows())
