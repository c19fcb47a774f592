"""A man made a woman in the English, or a woman a man.

Korean seldom says whether somebody is a man or a woman; where it does (그녀, 아내, 소년), and the English
speaks of the other gender only, a pronoun is most likely wrong. Names are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.normalise import normalise
from audit.languages.pair.gender import gendered
from audit.records.article import Lang, Sentence
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation
from audit.records.message import Message

CATEGORY = Category.MEANING
CONCERNS = Concern.GENDER
CONFIDENCE = confidences(__name__)
MESSAGES: Mapping[str, Message] = {
    "exchanged": Message(
        "“{source}” is a {gender!t}; the English says “{target}”",
        "“{source}” 부분은 {gender!t:을} 가리키는데 영어 표현은 “{target}”입니다",
    ),
}
TERMS: Mapping[str, str] = {"woman": "여성", "man": "남성"}


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """A bead whose two sides speak of one gender each, and not of the same."""
    if not bead.source or not bead.target:
        return
    sides: tuple[tuple[tuple[Sentence, ...], Lang], ...] = (
        (context.sentences(bead, "source"), "ko"),
        (context.sentences(bead, "target"), "en"),
    )
    korean, english = (
        [
            (sentence, word)
            for sentence in sentences
            for word in gendered(normalise(sentence.text).text, language)
        ]
        for sentences, language in sides
    )
    told = {word.gender for _, word in korean}
    if len(told) != 1 or {word.gender for _, word in english} != {"man", "woman"} - told:
        return
    (source, ours), (target, theirs) = korean[0], english[0]
    said = normalise(source.text).text[ours.start : ours.end]
    printed = normalise(target.text).text[theirs.start : theirs.end]
    yield context.finding(
        bead,
        "gender.exchanged",
        category=CATEGORY,
        concerns=CONCERNS,
        relation=Relation.CONTRADICTS,
        spans=[
            context.span("source", source, ours.start, ours.end),
            context.span("target", target, theirs.start, theirs.end),
        ],
        confidence=CONFIDENCE["exchanged"],
        source=said,
        gender=ours.gender,
        target=printed,
    )
