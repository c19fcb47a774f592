"""A clause that only one side has: "drawing loud applause", where the Korean says no such thing.

A clause or longer phrase counts if nothing on the other side supports any of its words, the word-level model
doubts it too, and the other side has fewer words without support: where both have some, they are a free
rendering of each other. An apposition or an epithet that explains something is background.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from audit.checks.common.coverage import CONTENT, Word, other_side, words
from audit.checks.common.model_doubt import highest_doubt
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.en.background import is_aside
from audit.languages.en.clauses import clauses as english_clauses
from audit.languages.en.clauses import has_verb
from audit.languages.ko.clauses import clauses as korean_clauses
from audit.languages.normalise import normalise
from audit.languages.spans import Extent
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
_REACH = 2
_CLAUSES = {"source": korean_clauses, "target": english_clauses}


class _Clause(NamedTuple):
    side: Side
    sentence: Sentence
    start: int
    end: int
    size: int


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """The longest such clause of each side of a bead; nothing for null beads."""
    if not bead.source or not bead.target:
        return
    sides: dict[Side, list[tuple[Sentence, list[Word]]]] = {
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
            found = max(_bare(bead, context, side, sides[side]), key=_size, default=None)
            if found is not None:
                yield _finding(bead, context, found)


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


def _finding(bead: Bead, context: Context, found: _Clause) -> Finding:
    sentence = found.sentence
    words = sentence.text[found.start : found.end]
    at = sentence.start + found.start
    span = Span(found.side, sentence.id, at, at + len(words), words)
    written = partial(
        context.finding, bead, spans=[span], words=words,
        confidence=CONFIDENCE["unsupported"],
    )  # fmt: skip
    if found.side == "source":
        return written(
            "clause.omitted", category=Category.OMISSION, concerns=CONCERNS,
            relation=Relation.OMITTED,
        )  # fmt: skip
    aside = is_aside(sentence.text, found.start, found.end)
    return written(
        "clause.background" if aside else "clause.added", category=CATEGORY,
        concerns=Concern.BACKGROUND if aside else CONCERNS, relation=Relation.ADDED,
    )  # fmt: skip
