"""A clause that only one side has: "drawing loud applause", where the Korean says no such thing.

A clause or longer phrase counts if nothing on the other side supports any of its words, the word-level model
doubts it too, and the other side has fewer words without support: where both have many, they are a free
rendering of each other, of which the clause is a doubtful part. An apposition or an epithet that explains
something is background.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from audit.checks.common.coverage import CONTENT, Word, other_side, words
from audit.checks.common.model_doubt import highest_doubt
from audit.checks.common.unsupported import strike
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.en.background import is_aside
from audit.languages.en.clauses import clauses as english_clauses
from audit.languages.en.clauses import has_verb
from audit.languages.ko.clauses import clauses as korean_clauses
from audit.languages.normalise import normalise
from audit.languages.spans import Extent, overlap
from audit.records.article import Sentence
from audit.records.bead import Bead
from audit.records.flag import SIDES, Category, Finding, Relation, Side, Span
from audit.records.measured import thresholds
from audit.records.message import Message

CATEGORY = Category.ADDITION
CONCERNS = Concern.CLAUSE
CONFIDENCE = confidences(__name__)
MESSAGES: Mapping[str, Message] = {
    "added": Message(
        "“{words}” is not in the Korean", "한국어 원문에 “{words}”에 해당하는 말이 없습니다"
    ),
    "background": Message(
        "“{words}” is not in the Korean; it may be background that an editor added",
        "한국어 원문에 “{words}”에 해당하는 말이 없습니다. 편집자가 추가한 배경 설명일 수 있습니다",
    ),
    "omitted": Message(
        "“{words}” is not in the English", "영어에 “{words}”에 해당하는 말이 없습니다"
    ),
}
T = thresholds(__name__)
_UNSUPPORTED, _FEWEST, _MOST_OF_SENTENCE = T["unsupported"], T["fewest"], T["most_of_sentence"]
"""Support under which a word counts as said by nobody; content words of a clause that counts; the share of a
sentence's content words beyond which it is the sentence that differs, not a clause of it."""
_SURPLUS, _DOUBT, _DOUBT_OF_PHRASE = T["surplus"], T["doubt"], T["doubt_of_phrase"]
"""How many more such words the clause's side must have than the other; the model's log-odds from which it
doubts the worst word of a clause, and of an English phrase without a verb, often one word in Korean."""
_OTHER_SAID, _REST_SAID, _SHORT = T["other_said"], T["rest_said"], T["short"]
"""Mean support of the other side's content words, and of those beside such clauses, from which the pair is no
free rendering; characters of English to one of Korean up to which more than the clause may be lost."""
_REACH = 2
_CLAUSES = {"source": korean_clauses, "target": english_clauses}


class _Clause(NamedTuple):
    side: Side
    sentence: Sentence
    start: int
    end: int
    size: int


_Sides = dict[Side, list[tuple[Sentence, list[Word]]]]
"""The content words of the sentences of each side."""


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """The longest such clause of each side of a bead; nothing for null beads."""
    if not bead.source or not bead.target:
        return
    sides: _Sides = {
        side: [
            (sentence, _content(context, bead, side, sentence))
            for sentence in context.sentences(bead, side)
        ]
        for side in SIDES
    }
    bare = {
        side: sum(word.support < _UNSUPPORTED for _, found in sides[side] for word in found)
        for side in SIDES
    }
    for side in SIDES:
        if bare[side] - bare[other_side(side)] >= _SURPLUS:
            bare_ones = list(_bare(bead, context, side, sides[side]))
            if bare_ones:
                row = "unsupported" if _said_but_for(bare_ones, sides) else "beside_free"
                yield _finding(bead, context, max(bare_ones, key=_size), row)


def _said_but_for(clauses: Sequence[_Clause], sides: _Sides) -> bool:
    """Whether the two sides say the same but for the clauses, all of one side."""
    side = clauses[0].side
    rest = [
        word
        for sentence, content in sides[side]
        for word in content
        if not any(sentence is c.sentence and overlap(word, c) for c in clauses)
    ]
    others = [word for _, content in sides[other_side(side)] for word in content]
    return _mean(others) >= _OTHER_SAID and (
        _mean(rest) >= _REST_SAID or (side == "source" and _length(sides) <= _SHORT)
    )


def _length(sides: _Sides) -> float:
    """Characters of English to one of Korean (after Gale and Church 1993)."""
    source, target = (sum(len(sentence.text) for sentence, _ in sides[side]) for side in SIDES)
    return target / max(1, source)


def _mean(content: Sequence[Word]) -> float:
    """Mean support, each word's at most 1; 0 where there are none."""
    return sum(min(1.0, word.support) for word in content) / max(1, len(content))


def _size(clause: _Clause) -> int:
    return clause.size


def _content(context: Context, bead: Bead, side: Side, sentence: Sentence) -> list[Word]:
    other = other_side(side)
    near = (*context.sentences(bead, other), *context.neighbours(bead, other, _REACH))
    return [
        word
        for word in words(context, sentence, near)
        if word.weight >= CONTENT and word.text.isalnum()
    ]


def _bare(
    bead: Bead, context: Context, side: Side, sentences: Iterable[tuple[Sentence, list[Word]]]
) -> Iterator[_Clause]:
    """Clauses none of whose words has support, and which the model doubts."""
    for sentence, content in sentences:
        text = normalise(sentence.text)
        for start, end in _CLAUSES[side](text.text):
            first, last = text.span(start, end)
            inside = [word for word in content if first <= word.start < last]
            # Names are for the checks of names: their vectors tell little.
            telling = sum(not word.text[0].isupper() for word in inside)
            if telling < _FEWEST or len(inside) > _MOST_OF_SENTENCE * len(content):
                continue
            if max(word.support for word in inside) >= _UNSUPPORTED:
                continue
            least = (
                _DOUBT if side == "source" or has_verb(text.text, start, end) else _DOUBT_OF_PHRASE
            )
            if highest_doubt(context, bead, side, sentence, first, last) >= least:
                shown = _shown(sentence.text, inside, first, last)
                yield _Clause(side, sentence, *shown, len(inside))


def _shown(text: str, content: list[Word], first: int, last: int) -> Extent:
    """Where the clause's words stand, from the first content word's to the last's."""
    start, end = content[0].start, content[-1].end
    while start > first and text[start - 1].isalnum():
        start -= 1
    while end < last and text[end].isalnum():
        end += 1
    return start, end


def _finding(bead: Bead, context: Context, found: _Clause, row: str) -> Finding:
    sentence = found.sentence
    words = sentence.text[found.start : found.end]
    aside = found.side == "target" and is_aside(sentence.text, found.start, found.end)
    at = sentence.start + found.start
    span = Span(found.side, sentence.id, at, at + len(words), words)
    written = partial(
        context.finding, bead, spans=[span], words=words,
        confidence=CONFIDENCE["background" if aside else row],
    )  # fmt: skip
    if found.side == "source":
        return written(
            "clause.omitted", category=Category.OMISSION, concerns=CONCERNS,
            relation=Relation.OMITTED,
        )  # fmt: skip
    return written(
        "clause.background" if aside else "clause.added", category=CATEGORY,
        concerns=Concern.BACKGROUND if aside else CONCERNS, relation=Relation.ADDED,
        suggestion="" if aside else strike(context, bead, span),
    )  # fmt: skip
