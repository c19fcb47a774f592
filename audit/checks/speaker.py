"""Words that the English gives to somebody else than the Korean does, quoted or reported.

The subject of the verb of saying outside the quotation marks is compared on both sides: a name with a
name by its spelling or sound, an office or a relation by what the encoder makes of it. A pronoun stands
for anybody. Of what is only reported, the one speaker whom the English lacks is held against the one whom
it has instead, a name against a name and an office against an office.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from audit.checks.common.coverage import other_side
from audit.checks.common.coverage import words as coverage_words
from audit.checks.common.phrase_pairs import pairs
from audit.checks.common.speakers import replaced_speaker
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.en.quotations import english_speaker
from audit.languages.ko.quotations import korean_speaker
from audit.languages.normalise import normalise
from audit.languages.pair.glossary import korean_terms
from audit.languages.pair.names import english_people, is_heard, korean_people
from audit.languages.pair.offices import same_office
from audit.languages.pair.romanisation import is_person, is_surname_of
from audit.languages.spans import Found
from audit.records.article import Sentence
from audit.records.bead import Bead
from audit.records.flag import SIDES, Category, Finding, Relation, Side
from audit.records.measured import thresholds
from audit.records.message import Message

CATEGORY = Category.QUOTATION
CONCERNS = Concern.SPEAKER
CONFIDENCE = confidences(__name__)
MESSAGES: Mapping[str, Message] = {
    "another": Message(
        "The Korean gives these words to {source}, the English to {target}",
        "이 인용의 화자는 한국어 원문에서는 {source}인데 영어에서는 {target}입니다",
    ),
}
T = thresholds(__name__)
SAME = T["same"]
"""Support of any of the speaker's words from which the two are the same."""
_WEIGHTY = T["weighty"]
"""A word's weight as a share of its sentence's mean weight above which its support is asked."""
Spoken = tuple[Sentence, Found]
_PRONOUN = re.compile(
    r"(?:he|she|they|it|i|we|you|who|one|another|others?|some|many|both|this|that|which)\b",
    re.IGNORECASE,
)

_SURNAME = re.compile("(?<![가-힣])([가-힣])(?:모 ?씨|모|씨)?(?![가-힣])")


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """A bead whose two sides have a speaker each, and not the same."""
    if not bead.source or not bead.target:
        return
    found = list(_quoted(bead, context))
    yield from found or _replaced(bead, context)


def _quoted(bead: Bead, context: Context) -> Iterator[Finding]:
    """Quotations that are given to another."""
    korean = _speakers(bead, context, "source")
    if len(korean) != 1:
        return
    for english in _speakers(bead, context, "target"):
        if _PRONOUN.match(english[1].text) or _same(bead, context, korean[0], english):
            continue
        yield _another(bead, context, korean[0], english)


def _replaced(bead: Bead, context: Context) -> Iterator[Finding]:
    """Words, quoted or reported, whose speaker the English has not and has another for."""
    both = replaced_speaker(pairs(bead, context))
    if both is None:
        return
    ours, theirs = both
    korean, english = ours.who, theirs.who.phrase
    yield context.finding(
        bead, "speaker.another", category=CATEGORY, concerns=CONCERNS, relation=Relation.CONTRADICTS,
        spans=[
            context.span("source", ours.pairs[0].source, korean.start, korean.end),
            context.span("target", theirs.pairs[0].target, english.start, english.end),
        ],
        confidence=CONFIDENCE["replaced"],
        source=korean.text, target=english.text,
    )  # fmt: skip


def _another(bead: Bead, context: Context, korean: Spoken, english: Spoken) -> Finding:
    elsewhere = _named_elsewhere(context, bead, english[1].text)
    return context.finding(
        bead, "speaker.another", category=CATEGORY, concerns=CONCERNS, relation=Relation.CONTRADICTS,
        spans=[
            context.span(side, sentence, speaker.start, speaker.end)
            for side, (sentence, speaker) in zip(SIDES, (korean, english), strict=True)
        ],
        confidence=CONFIDENCE["named_elsewhere" if elsewhere else "another"],
        source=korean[1].text, target=english[1].text,
    )  # fmt: skip


def _speakers(bead: Bead, context: Context, side: Side) -> list[Spoken]:
    """The speakers of a bead's side, at most one a sentence."""
    find = korean_speaker if side == "source" else english_speaker
    return [
        (s, speaker)
        for s in context.sentences(bead, side)
        if (speaker := find(normalise(s.text).text))
    ]


def _same(
    bead: Bead,
    context: Context,
    korean: Spoken,
    english: Spoken,
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
    if _named_elsewhere(context, bead, en):
        return False
    return (
        _support(bead, context, "target", english) >= SAME
        or _support(bead, context, "source", korean) >= SAME
    )


def _support(bead: Bead, context: Context, side: Side, found: Spoken) -> float:
    """The best support that any of the speaker's words has on the other side, weighty ones only."""
    sentence, speaker = found
    start, end = normalise(sentence.text).span(speaker.start, speaker.end)
    return max(
        (
            word.support
            for word in coverage_words(context, sentence, context.sentences(bead, other_side(side)))
            if start <= word.start < end and word.weight > _WEIGHTY
        ),
        default=1.0,
    )


def _named_elsewhere(context: Context, bead: Bead, english: str) -> bool:
    """Whether the name is one of the Korean article's other sentences."""
    names = english_people(english)
    surnames = re.findall(r"[A-Z][\w'-]+", english)
    texts = [
        normalise(s.text).text
        for i, s in enumerate(context.article.source.sentences)
        if i not in bead.source
    ]
    return any(
        any(is_person(person.text, name.text) for name in names)
        or any(is_surname_of(person.text, surname) for surname in surnames)
        for text in texts
        for person in korean_people(text)
    )
