"""Who a Korean sentence says is a man or a woman, and what an English one says: words, and marks after names.

The words are the class ``genders``; beside them stand the marks of news, 김모(34·여)씨, A군, B양.
Sentences are normalised text.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Literal, NamedTuple

from audit.languages.kept import remembered
from audit.languages.ko.morphemes import morphemes
from audit.languages.pair.mentions import korean_mentions
from audit.languages.pair.word_classes import (
    Said,
    class_named,
    english_words,
    korean_words,
    word_classes,
)
from audit.languages.spans import overlap
from audit.records.article import Lang

Gender = Literal["woman", "man"]
# What follows an age in brackets, or a letter or surname that hides a name.
_MARK = re.compile(
    r"\(\s?(?:만\s?)?\d{1,3}\s?(?:세|살)?\s?[·,.]?\s?(?P<aged>[남여])(?:성|자)?\s?[),·]"
    r"|(?<![A-Za-z])[A-Z]\s?(?P<hidden>[군양])(?=[은는이가을를의에과와도,.\s(]|$)"
    r"|(?:(?<![가-힣])[가-힣]\s?모|(?<![가-힣])[가-힣]{2,4})\s?\(\d{1,2}(?:세)?\)\s?(?P<named>[군양])"
    r"|(?<![가-힣])[가-힣]\s?모\s(?P<called>[군양])(?=[은는이가을를의에과와도,.\s(]|$)"
)
_WOMEN_S = frozenset("여양")
_PRONOUNS = frozenset({"she", "her", "hers", "herself", "he", "him", "his", "himself"})
_HONORIFICS = frozenset({"mr", "mrs", "ms"})
_PEOPLE = ("professions", "offices", "kin", "court_roles", "lawmakers")
_NO_PERSON = frozenset({"country", "place", "organisation", "company", "media", "weapon"})
_NEXT = 2
_AS = frozenset({"로", "으로", "처럼", "보다"})


class Form(StrEnum):
    """How a gender is told: by a noun, a pronoun, or a mark on a name."""

    NOUN = "noun"
    PRONOUN = "pronoun"
    MARK = "mark"


class Gendered(NamedTuple):
    """A word that tells a gender, its form, and its span."""

    gender: Gender
    form: Form
    start: int
    end: int


@remembered(16384)
def gendered(sentence: str, lang: Lang) -> tuple[Gendered, ...]:
    """The words and marks of a sentence that tell a gender, in order."""
    found = [*_words(sentence, lang), *(_marks(sentence) if lang == "ko" else [])]
    return tuple(sorted(found, key=lambda word: word.start))


@remembered(16384)
def perhaps(sentence: str, lang: Lang) -> frozenset[str]:
    """The genders that any word of a sentence may tell: of 부부 both."""
    members = word_classes()[class_named("genders")].members
    return frozenset(
        members[number] for said in _said(sentence, lang) for number in said.possible
    ) | {word.gender for word in gendered(sentence, lang)}


def _said(sentence: str, lang: Lang) -> list[Said]:
    kind = class_named("genders")
    read = korean_words if lang == "ko" else english_words
    return [said for said in read(sentence) if said.kind == kind]


def _words(sentence: str, lang: Lang) -> list[Gendered]:
    members = word_classes()[class_named("genders")].members
    found = []
    for said in _said(sentence, lang):
        word = sentence[said.start : said.end].lower()
        for number in said.certain:
            gender: Gender = "woman" if members[number] == "woman" else "man"
            pronoun = word in _PRONOUNS or word in _HONORIFICS or word == "그녀"
            form = Form.PRONOUN if pronoun else Form.NOUN
            found.append(Gendered(gender, form, said.start, said.end))
    return found


def _marks(sentence: str) -> list[Gendered]:
    found = []
    for match in _MARK.finditer(sentence):
        group = match.lastgroup or ""
        gender: Gender = "woman" if match[group] in _WOMEN_S else "man"
        found.append(Gendered(gender, Form.MARK, *match.span()))
    return found


@remembered(16384)
def names_others(sentence: str, word: Gendered) -> bool:
    """Whether a Korean sentence speaks of anybody besides whom ``word`` is said of."""
    if any(m.form == "그" and m.tag == "NP" for m in morphemes(sentence)):
        return True
    kinds = {class_named(name) for name in _PEOPLE}
    if any(
        said.kind in kinds and said.certain and not overlap(said, word) and _acts(sentence, said)
        for said in korean_words(sentence)
    ):
        return True
    return any(
        mention.kind not in _NO_PERSON
        and not overlap(mention, word)
        and not word.end <= mention.start <= word.end + _NEXT
        for mention in korean_mentions(sentence)
    )


def _acts(sentence: str, said: Said) -> bool:
    """Whether a word is somebody who does or suffers something; 소방관으로 일했다 is what somebody is."""
    return any(
        m.start == said.end and m.tag.startswith("J") and m.form not in _AS
        for m in morphemes(sentence)
    )
