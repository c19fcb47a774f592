"""What the omission and the addition check share: sentences that the other side lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit.checks.common.coverage import other_side, share, whole, words
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.en.background import explains
from audit.languages.en.clauses import may_go
from audit.languages.en.numerals import english_quantities
from audit.languages.ko.numerals import korean_quantities
from audit.languages.normalise import normalise
from audit.languages.pair.glossary import is_worded, korean_terms
from audit.languages.pair.quantity_agreement import agreement
from audit.records.article import BlockKind, Lang, Sentence
from audit.records.bead import Bead
from audit.records.flag import STRIKE, Category, Finding, Relation, Side, Span
from audit.records.measured import thresholds
from audit.segmentation import noise

T = thresholds(__name__)
_MOST_OF_IT = T["most_of_it"]
"""Share of a sentence's words that one other sentence must support to say most of it."""
_NEAR = int(T["near"])
"""How far, in sentences, a repetition may stand from what it repeats."""
_BESIDE = 3
"""How many beads away a sentence stands that the English may have put this one for."""
_SHARED = 2
"""Names and figures that a sentence has in common with one that it may be a part of."""
_QUOTED = re.compile('["“”„‟«»]')
BLOCKS = {"headline": "제목", "subhead": "부제목", "caption": "사진 설명"}
"""What parts of a page are called in Korean."""


@dataclass(frozen=True, slots=True)
class OneSided:
    """How one of the two checks speaks: the side that has the sentence, its codes and their confidences.

    ``sentence``, ``block``, ``repeats`` and ``background`` are codes: of a sentence of the body, of any
    other, of one whose words stand elsewhere, and of one that explains something. All have the parameter
    ``block``.
    """

    category: Category
    concerns: Concern
    relation: Relation
    side: Side
    confidence: Mapping[str, float]
    sentence: str
    block: str
    repeats: str
    background: str = ""


def unsupported(kind: OneSided, bead: Bead, context: Context) -> Iterator[Finding]:
    """A finding for each sentence of a null bead on the kind's side."""
    if not context.sentences(bead, other_side(kind.side)):
        for sentence in context.sentences(bead, kind.side):
            if _is_of_page(sentence, kind.side):
                continue
            yield _finding(kind, bead, context, sentence)


def _is_of_page(sentence: Sentence, side: Side) -> bool:
    """Whether a sentence that a file gives as one is a byline, an address or a notice of the page."""
    lang: Lang = "ko" if side == "source" else "en"
    return noise.line_kind(normalise(sentence.text).text, lang) is not None


def _finding(kind: OneSided, bead: Bead, context: Context, sentence: Sentence) -> Finding:
    code, concerns = kind.sentence, Concern.BACKGROUND
    if sentence.kind is not BlockKind.BODY:
        code = kind.block
    elif kind.background and explains(normalise(sentence.text).text):
        code = kind.background
    elif _repeats(context, sentence, _near(kind.side, bead, context)):
        code = kind.repeats
    else:
        concerns = kind.concerns
    struck = kind.side == "target" and code == kind.sentence and _is_extra(sentence, bead, context)
    return context.finding(
        bead, code, category=kind.category, concerns=concerns, relation=kind.relation,
        confidence=kind.confidence[code.partition(".")[2]], spans=[whole(kind.side, sentence)],
        block=sentence.kind.value, suggestion=STRIKE if struck else "",
    )  # fmt: skip


def _is_extra(sentence: Sentence, bead: Bead, context: Context) -> bool:
    """Whether a sentence without a source takes the place of none nearby, and is no part of a quotation."""
    if _QUOTED.search(sentence.text):
        return False
    at = next((i for i, other in enumerate(context.beads) if other is bead), 0)
    near = context.beads[max(0, at - _BESIDE) : at + _BESIDE + 1]
    if any(other.source and not other.target for other in near):
        return False
    english = normalise(sentence.text).text
    korean = (normalise(s.text).text for other in near for s in context.sentences(other, "source"))
    return not any(_shares_particulars(text, english) for text in korean)


def _shares_particulars(korean: str, english: str) -> bool:
    """Whether two sentences have several names and figures in common: one may be a part of the other."""
    terms = sum(is_worded(term, english) for term in {term for term, _ in korean_terms(korean)})
    figures = english_quantities(english)
    met = sum(any(agreement(k, e) for e in figures) for k in korean_quantities(korean))
    return terms + met >= _SHARED


def strike(context: Context, bead: Bead, span: Span) -> str:
    """The suggestion to delete words of the English, if the sentence stays whole without them; else empty."""
    sentence = next(s for s in context.sentences(bead, "target") if s.id == span.sentence_id)
    place = normalise(sentence.text).place(span.start - sentence.start, span.end - sentence.start)
    return STRIKE if may_go(normalise(sentence.text).text, *place) else ""


def _near(side: Side, bead: Bead, context: Context) -> tuple[Sentence, ...]:
    """The other side's sentences about the bead: all of a book-length text would support anything."""
    own, other = context.article.source.sentences, context.article.target.sentences
    if side == "target":
        own, other = other, own
    at = round((bead.source or bead.target)[0] / len(own) * len(other))
    return other[max(0, at - _NEAR) : at + _NEAR]


def _repeats(context: Context, sentence: Sentence, near: Sequence[Sentence]) -> bool:
    """Whether any one sentence of the other side says most of it: together they say anything."""
    return any(share(words(context, sentence, [other])) >= _MOST_OF_IT for other in near)
