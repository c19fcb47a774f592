"""A quotation in the English that is given to somebody else than in the Korean.

The subject of the verb of saying outside the quotation marks is compared on both sides: a name with a
name by its spelling or sound, an office or a relation by what the encoder makes of it. A pronoun stands
for anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from audit.article import Sentence
from audit.checks.coverage import words as coverage_words
from audit.report import AlignedArticle, Bead, Category, Flag, Severity, Side
from audit.text.names import english_people, is_heard, korean_people, korean_terms
from audit.text.normalise import normalise
from audit.text.offices import same_office
from audit.text.quotations import Speaker, english_speaker, korean_speaker
from audit.text.romanise import is_person, is_surname_of

CATEGORY = Category.QUOTATION
SEVERITY = Severity.CRITICAL
ANOTHER_NAME = 0.85
"""Confidence where the English names somebody whom the Korean names elsewhere."""
ANOTHER = 0.6
SAME = 0.3
"""Support of any of the speaker's words from which the two are the same."""
SIDES: tuple[Side, Side] = ("ko", "en")
Found = tuple[Sentence, Speaker]
_PRONOUN = re.compile(
    r"(?:he|she|they|it|i|we|you|who|one|another|others?|some|many|both|this|that|which)\b",
    re.IGNORECASE,
)

_SURNAME = re.compile("(?<![가-힣])([가-힣])(?:모 ?씨|모|씨)?(?![가-힣])")


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flag a bead whose two sides have a speaker each, and not the same."""
    if not bead.ko or not bead.en:
        return
    korean = _speakers(article.sentences(bead, "ko"), "ko")
    if len(korean) != 1:
        return
    for english in _speakers(article.sentences(bead, "en"), "en"):
        if _PRONOUN.match(english[1].text) or _same(bead, article, korean[0], english):
            continue
        yield _flag(bead, article, korean[0], english)


def _flag(bead: Bead, article: AlignedArticle, korean: Found, english: Found) -> Flag:
    elsewhere = _named_elsewhere(article, bead, english[1].text)
    return article.flag(
        bead, check="speaker", category=CATEGORY, severity=SEVERITY,
        message=f"The Korean gives these words to {korean[1].text}, the English to {english[1].text}",
        evidence=[
            article.evidence(side, sentence, speaker.start, speaker.end)
            for side, (sentence, speaker) in zip(SIDES, (korean, english), strict=True)
        ],
        confidence=ANOTHER_NAME if elsewhere else ANOTHER,
    )  # fmt: skip


def _speakers(sentences: Iterable[Sentence], side: Side) -> list[Found]:
    """The speakers of a bead's side, at most one a sentence."""
    find = korean_speaker if side == "ko" else english_speaker
    return [(s, speaker) for s in sentences if (speaker := find(normalise(s.text).text))]


def _same(
    bead: Bead,
    article: AlignedArticle,
    korean: Found,
    english: Found,
) -> bool:
    ko, en = korean[1].text, english[1].text
    people, printed = korean_people(ko), english_people(en)
    if any(is_person(p.text, e.text) for p in people for e in printed):
        return True
    if people and printed:
        return False  # both names are Korean: their spelling decides
    if any(is_heard(word, ko) for word in re.findall(r"[A-Z][\w'-]+", en)):
        return True
    # 오 씨, 오씨, 오모씨 and Oh: a surname alone, read as that of a full name.
    known = [p.text for p in people] + [f"{name}가나" for name in _SURNAME.findall(ko)]
    if any(is_surname_of(name, word) for name in known for word in en.split()):
        return True
    if same_office(ko, en):
        return True
    if any(set(t.wordings) & {en} or w in en for t, _ in korean_terms(ko) for w in t.wordings):
        return True
    if _named_elsewhere(article, bead, en):
        return False
    return (
        _support(bead, article, "en", english) >= SAME
        or _support(bead, article, "ko", korean) >= SAME
    )


def _support(bead: Bead, article: AlignedArticle, side: Side, found: Found) -> float:
    """The best support that any of the speaker's words has on the other side, weighty ones only."""
    sentence, speaker = found
    start, end = normalise(sentence.text).span(speaker.start, speaker.end)
    other: Side = "en" if side == "ko" else "ko"
    return max(
        (
            word.support
            for word in coverage_words(article, sentence, article.sentences(bead, other))
            if start <= word.start < end and word.weight > 0.5
        ),
        default=1.0,
    )


def _named_elsewhere(article: AlignedArticle, bead: Bead, english: str) -> bool:
    """Whether the name is one of the Korean article's other sentences."""
    names = english_people(english)
    surnames = re.findall(r"[A-Z][\w'-]+", english)
    texts = [
        normalise(s.text).text for i, s in enumerate(article.pair.ko.sentences) if i not in bead.ko
    ]
    return any(
        any(is_person(person.text, name.text) for name in names)
        or any(is_surname_of(person.text, surname) for surname in surnames)
        for text in texts
        for person in korean_people(text)
    )
