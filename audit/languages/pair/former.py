"""Who held an office and holds it no more: 전 대통령, former president; and who holds it, 대통령.

Titles are the words of the classes that list them. Sentences are normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from audit.languages.ko.morphemes import morphemes
from audit.languages.pair.word_classes import Said, class_named, english_words, korean_words

_TITLES = ("offices", "professions", "lawmakers", "court_roles", "military_ranks")
_NOUNS = frozenset({"NNG", "NNP", "SL", "SH", "XSN", "XPN"})
# From 전 to the title there is at most an office's name: 전 미국 백악관 공보 비서.
_REACH = 16
_KOREAN_MARK = re.compile(r"(?<![가-힣\d])(?:전직|전임|전(?= )|前)\s?")
_KOREAN_PAST = re.compile(
    r"(?<![가-힣])(?:전(?=[ ,(])|옛|구(?= )|당시|이전|과거|한때|생전|고(?= )|前|故)|전직|전임|지낸|지냈|역임|"
    r"출신|은퇴|물러난|물러났|퇴임|퇴직|퇴진|사임|사퇴|해임|탄핵|임기|시절|했던|였던|이었던|맡았|맡은|재직|재임|"
    r"파면|경질|낙마|별세|사망|숨진|서거|타계"
)
_ENGLISH_PAST = re.compile(
    r"\b(?:former|formerly|ex|then|onetime|one-time|once|late|previous|previously|past|retired|"
    r"ousted|deposed|disgraced|impeached|outgoing|emeritus|predecessor|served|serving as|had been|"
    r"used to|until|erstwhile|resigned|stepped down|fired|when|ago|was (?:the|an?|then)|as the|old|"
    r"of the (?:Clinton|Bush|Reagan|Obama|Trump|Carter|Biden))\b",
    re.IGNORECASE,
)
_FORMER = re.compile(r"\b(?:[Ff]ormer|[Oo]ne-?time|[Ee]x)[- ](?:[A-Z][\w.]+ |[a-z]+ ){0,3}?$")
_NAMED = re.compile(r"(?:'s)?[.,]? (?:(?:and|of) [A-Z]\w+ )?[A-Z][\w'-]+")


class Title(NamedTuple):
    """A title with the word before it that says it is past, if there is one."""

    said: Said
    start: int
    end: int


@lru_cache(maxsize=1)
def _kinds() -> frozenset[int]:
    return frozenset(map(class_named, _TITLES))


def _titles(read: Callable[[str], tuple[Said, ...]], sentence: str) -> list[Said]:
    return [said for said in read(sentence) if said.kind in _kinds()]


def korean_former(sentence: str) -> list[Title]:
    """The titles that a Korean sentence says were somebody's."""
    nouns = {m.start for m in morphemes(sentence) if m.tag in _NOUNS}
    after = {m.start for m in morphemes(sentence) if m.form == "전" and m.tag != "MM"}
    found = []
    for mark in _KOREAN_MARK.finditer(sentence):
        if mark.start() in after:
            continue
        for said in _titles(korean_words, sentence):
            between = [m for m in morphemes(sentence) if mark.end() <= m.start < said.start]
            if 0 <= said.start - mark.end() <= _REACH and all(m.start in nouns for m in between):
                found.append(Title(said, mark.start(), said.end))
                break
    return found


def english_held(sentence: str) -> list[Title]:
    """The titles that an English sentence gives a name as if it were its bearer's still."""
    return [
        Title(said, said.start, said.end)
        for said in _titles(english_words, sentence)
        if _NAMED.match(sentence, said.end)
    ]


def english_former(sentence: str) -> list[Title]:
    """The titles of names that an English sentence says are past."""
    return [
        Title(said, before.start(), said.end)
        for said in _titles(english_words, sentence)
        if (before := _FORMER.search(sentence, 0, said.start)) and _NAMED.match(sentence, said.end)
    ]


def korean_held(sentence: str) -> list[Title]:
    """The titles of a Korean sentence, but for those that say what something else is of: 가수 단체."""
    nouns = {m.start for m in morphemes(sentence) if m.tag == "NNG"}
    return [
        Title(said, said.start, said.end)
        for said in _titles(korean_words, sentence)
        if said.certain and said.end not in nouns and said.end + 1 not in nouns
    ]


def speaks_of_past(sentence: str, lang: str) -> bool:
    """Whether anything in a sentence may say that an office is somebody's no more."""
    return (_KOREAN_PAST if lang == "ko" else _ENGLISH_PAST).search(sentence) is not None


def same_title(a: Title, b: Title) -> bool:
    """Whether two titles may be one."""
    return a.said.kind == b.said.kind and bool(a.said.possible & b.said.possible)
