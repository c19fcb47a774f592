"""Something in the English that the Korean does not say.

An English sentence without any Korean source (a null bead), or words in one that nothing in the
Korean supports. Editors add background for foreign readers: a sentence whose words the Korean has
elsewhere ranks low, and so do an apposition, a year, a sentence that says what a thing is, captions
and headlines.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.common.model_doubt import LEAST, doubted_words
from audit.checks.common.unsupported import BLOCKS, OneSided, strike, unsupported
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.registry import Doubt
from audit.checks.severity import Concern
from audit.languages.en.background import is_aside
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation, Span
from audit.records.message import Message

CATEGORY = Category.ADDITION
CONCERNS = Concern.CLAUSE
BY_VECTORS = True
DOUBT = Doubt.MODEL
CONFIDENCE = confidences(__name__)
TERMS = BLOCKS
MESSAGES = {
    "sentence": Message(
        "This English sentence has no Korean source",
        "이 영어 문장에 해당하는 한국어 원문이 없습니다",
    ),
    "block": Message(
        "This English {block!t} has no Korean source of its own",
        "이 영어 {block!t}에 따로 해당하는 한국어 원문이 없습니다",
    ),
    "repeats": Message(
        "This English sentence has no Korean source of its own; its words occur elsewhere in the "
        "Korean, so it may repeat or explain",
        "이 영어 문장에 따로 해당하는 한국어 원문이 없습니다. 같은 말이 한국어 원문의 다른 곳에 있어 "
        "되풀이하거나 풀어 쓴 문장일 수 있습니다",
    ),
    "background": Message(
        "This English sentence has no Korean source; it says what something is, so it may be background that "
        "an editor added",
        "이 영어 문장에 해당하는 한국어 원문이 없습니다. 무엇인지 설명하는 문장이라 "
        "편집자가 추가한 배경 설명일 수 있습니다",
    ),
    "words": Message(
        "Nothing in the Korean says “{words}”", "한국어 원문에 “{words}”에 해당하는 말이 없습니다"
    ),
    "aside": Message(
        "Nothing in the Korean says “{words}”; it may be background that an editor added",
        "한국어 원문에 “{words}”에 해당하는 말이 없습니다. 편집자가 추가한 배경 설명일 수 있습니다",
    ),
}
_WITHOUT_SOURCE = OneSided(
    category=CATEGORY,
    concerns=CONCERNS,
    relation=Relation.ADDED,
    side="target",
    confidence=CONFIDENCE,
    sentence="addition.sentence",
    block="addition.block",
    repeats="addition.repeats",
    background="addition.background",
)


def check(bead: Bead, context: Context) -> Iterator[Finding]:
    """Find an English sentence, or words of one, that the Korean does not have."""
    yield from unsupported(_WITHOUT_SOURCE, bead, context)
    added, lost = doubted_words(context, bead, "target"), doubted_words(context, bead, "source")
    if added is None or lost is None:
        return
    # Doubt on both sides is a replacement, which is another check's.
    confidence = added.chance * (1 - lost.chance / 2)
    if confidence >= LEAST:
        aside = _is_aside(bead, context, added.span)
        yield context.finding(
            bead, "addition.aside" if aside else "addition.words", category=CATEGORY,
            concerns=Concern.BACKGROUND if aside else CONCERNS, relation=Relation.ADDED,
            confidence=confidence, spans=[added.span], words=added.span.text,
            suggestion="" if aside else strike(context, bead, added.span),
        )  # fmt: skip


def _is_aside(bead: Bead, context: Context, span: Span) -> bool:
    sentence = next(s for s in context.sentences(bead, "target") if s.id == span.sentence_id)
    return is_aside(sentence.text, span.start - sentence.start, span.end - sentence.start)
