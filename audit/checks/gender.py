"""A man made a woman in the English, or a woman a man.

Korean seldom says whether somebody is a man or a woman; where it does (그녀, 여성, A군, 김모(34·여)씨),
and the English speaks of the other gender only, a word is wrong. A pronoun may be somebody else's: it
counts where the Korean speaks of nobody else. Names are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.checks.word_class import exchanges
from audit.languages.normalise import normalise
from audit.languages.pair.gender import Form, Gendered, gendered, names_others, perhaps
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
_Placed = tuple[Sentence, Gendered]


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """A bead whose two sides speak of one gender each, and not of the same."""
    if not bead.source or not bead.target:
        return
    korean = _told(context.sentences(bead, "source"), "ko")
    english = _told(context.sentences(bead, "target"), "en")
    told = {word.gender for _, word in korean}
    if len(told) != 1 or {word.gender for _, word in english} != {"man", "woman"} - told:
        return
    if told & _perhaps(context.sentences(bead, "target")):
        return
    pair = next(_pairs(korean, english), None)
    if pair and not _is_kin(bead, context, pair[0]):
        yield _finding(bead, context, *pair)


def _told(sentences: Iterable[Sentence], lang: Lang) -> list[_Placed]:
    return [
        (sentence, word)
        for sentence in sentences
        for word in gendered(normalise(sentence.text).text, lang)
    ]


def _perhaps(sentences: Iterable[Sentence]) -> frozenset[str]:
    return frozenset().union(*(perhaps(normalise(s.text).text, "en") for s in sentences))


def _pairs(korean: list[_Placed], english: list[_Placed]) -> Iterator[tuple[_Placed, _Placed]]:
    """A Korean word and an English one that can be of the same person, the likeliest first."""
    nouns = [placed for placed in english if placed[1].form is Form.NOUN]
    for placed in korean:
        sentence, word = placed
        alone = word.form is Form.MARK or not names_others(normalise(sentence.text).text, word)
        if nouns and (word.form is not Form.PRONOUN or alone):
            yield placed, nouns[0]
        elif alone:
            yield placed, english[0]
        elif word.form is Form.PRONOUN:
            yield from ((placed, other) for other in english if _same_case(placed, other))


def _same_case(korean: _Placed, english: _Placed) -> bool:
    """그녀의 and "his": both own something."""
    text = normalise(korean[0].text).text
    other = normalise(english[0].text).text[english[1].start : english[1].end]
    return text.startswith("의", korean[1].end) and other.lower() == "his"


def _is_kin(bead: Bead, context: Context, korean: _Placed) -> bool:
    """Whether the word is a relation whose exchange is told by itself: mother for father."""
    return any(
        found.korean.sentence is korean[0] and found.korean.said.start == korean[1].start
        for found in exchanges(bead, context)
    )


def _finding(bead: Bead, context: Context, korean: _Placed, english: _Placed) -> Finding:
    (source, ours), (target, theirs) = korean, english
    said = normalise(source.text).text[ours.start : ours.end]
    printed = normalise(target.text).text[theirs.start : theirs.end]
    return context.finding(
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
