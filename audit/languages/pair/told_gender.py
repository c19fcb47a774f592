"""What an article itself says of a person's gender: (34·여) behind a Korean name, Ms. before an English one.

Sentences are normalised text; people are Koreans, by their full Korean name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from audit.languages.pair.gender import Gender
from audit.languages.pair.names import english_people
from audit.languages.pair.romanisation import is_person, is_surname_of, surname_of

_GENDERS: dict[str, Gender] = {"여": "woman", "남": "man"}
_BRACKET = re.compile(
    r"(?P<name>[가-힣]{2,4}?)(?:\s?(?:씨|군|양))?\((?:\d{1,3}\s?[·,]\s?)?(?P<gender>[남여])(?:\s?[·,]\s?\d{1,3})?\)"
)
_TITLED = re.compile(r"\b(?P<title>Mr|Ms|Mrs|Miss)\.? (?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})")
_APPOSED = re.compile(
    r"(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+){1,2}), (?:an? )?(?:\d{1,3}-year-old )?"
    r"(?P<noun>woman|man|actress|housewife)\b"
)
_PRONOUN = re.compile(r"\b(?P<pronoun>he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_OF_WOMEN = frozenset(
    ("ms", "mrs", "miss", "woman", "actress", "housewife", "she", "her", "hers", "herself")
)


class Told(NamedTuple):
    """A word that tells a gender, and its span."""

    gender: Gender
    start: int
    end: int


def korean_facts(korean: str) -> Iterator[tuple[str, Told]]:
    """People of a Korean sentence whose gender stands in brackets behind the name."""
    for match in _BRACKET.finditer(korean):
        if surname_of(match["name"]):
            yield match["name"], Told(_GENDERS[match["gender"]], *match.span("gender"))


def english_facts(english: str, people: Iterable[str]) -> Iterator[tuple[str, Told]]:
    """People whose gender a title or an apposition of an English sentence gives."""
    for pattern, word in ((_TITLED, "title"), (_APPOSED, "noun")):
        for match in pattern.finditer(english):
            for person in people:
                if is_person(person, match["name"]) or is_surname_of(person, match["name"]):
                    yield person, Told(_gender(match[word]), *match.span(word))


def pronouns(english: str) -> list[Told]:
    """The pronouns of an English sentence that tell a gender, in order."""
    return [Told(_gender(m["pronoun"]), *m.span()) for m in _PRONOUN.finditer(english)]


def named(english: str, people: Iterable[str]) -> set[str]:
    """Those of the people whom an English sentence names in full or by a surname."""
    full = [found.text for found in english_people(english)]
    words = re.findall(r"[A-Z][\w-]+", english)
    return {
        person
        for person in people
        if any(is_person(person, name) for name in full)
        or any(is_surname_of(person, word) for word in words)
    }


def _gender(word: str) -> Gender:
    return "woman" if word.lower() in _OF_WOMEN else "man"
