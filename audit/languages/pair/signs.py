"""Signs of Korean headlines: 北 for North Korea, 與 for the ruling party, 女 for women's."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from audit.languages.kept import remembered
from audit.languages.spans import Found

_FILE = Path(__file__).with_name("signs.toml")
_HANJA = "一-鿿"
# No part of a longer word: no 美 in 美術, no 日 in 3日 or 주말日, no 中 in 회의 中.
_ALONE = rf"(?<![가-힣\d{_HANJA}])(?<![가-힣] (?=中))(?:{{signs}})(?![{_HANJA}\d])"


class Sign(NamedTuple):
    """A sign of a set: its English words, and Korean words that explain those."""

    concerns: str
    english: re.Pattern[str]
    korean: tuple[str, ...]


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


@cache
def _sets() -> list[dict[str, Sign]]:
    return [
        {
            sign: Sign(
                row["concerns"],
                re.compile(rf"(?<![\w-])(?:{words['en']})(?!\w)", re.IGNORECASE),
                tuple(words["ko"].split()),
            )
            for sign, words in row["signs"].items()
        }
        for row in _read()["set"]
    ]


@cache
def _country_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    signs = "|".join(sorted(_read()["countries"], key=len, reverse=True))
    one = "|".join(sorted(_read()["syllables"], key=len, reverse=True))
    # Signs of countries may stand together: 韓美, 北·美.
    run = _ALONE.format(signs=f"(?:{signs})(?:·?(?:{signs})){{0,3}}")
    chain = rf"(?<![가-힣·])(?:{one})(?:·(?:{one})){{1,4}}(?![가-힣·]{{3}})"
    return re.compile(run), re.compile(signs), re.compile(f"{chain}|(?!)")


# 미(美), beauty: the sign of a word that stands before it.
_GLOSSED = re.compile(r"[가-힣]\($")


@remembered(4096)
def country_signs(text: str) -> tuple[tuple[str, Found], ...]:
    """The countries that signs stand for in Korean text (normalised), by their Korean names."""
    runs, one, chains = _country_patterns()
    found = []
    for run in runs.finditer(text):
        if _GLOSSED.search(text, 0, run.start()):
            continue
        signs = one.finditer(text, *run.span())
        found += [(_read()["countries"][s[0]], Found(s[0], *s.span())) for s in signs]
    for chain in chains.finditer(text):
        at = chain.start()
        for syllable in chain[0].split("·"):
            name = _read()["syllables"].get(syllable, "")
            if name:
                found.append((name, Found(syllable, at, at + len(syllable))))
            at += len(syllable) + 1
    return tuple(found)


class OtherSign(NamedTuple):
    """A sign and the English word that stands for another of its set."""

    sign: Found
    english: Found
    concerns: str


def other_signs(korean: str, english: str) -> Iterator[OtherSign]:
    """Signs that the English lacks, where it has words for another of the set that nothing explains."""
    for signs in _sets():
        for sign, meaning in signs.items():
            place = sign in korean and re.search(_ALONE.format(signs=sign), korean)
            if not place or meaning.english.search(english):
                continue
            for other, others in signs.items():
                word = others.english.search(english)
                explained = other in korean or any(w in korean for w in others.korean)
                if other != sign and word and not explained:
                    yield OtherSign(
                        Found(sign, *place.span()), Found(word[0], *word.span()), meaning.concerns
                    )
                    break
