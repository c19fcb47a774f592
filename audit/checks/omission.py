"""Something in the Korean that the English does not say.

A Korean sentence without any English (a null bead), or words in one that nothing in the English
supports. A sentence whose words the English has elsewhere is most likely a dropped repetition and
ranks low; so do captions and sub-headlines, which editors cut freely.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.common.model_doubt import LEAST, doubted_words, words_at_gap
from audit.checks.common.unsupported import BLOCKS, OneSided, unsupported
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.registry import Doubt
from audit.checks.severity import Concern
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation
from audit.records.message import Message

CATEGORY = Category.OMISSION
CONCERNS = Concern.CLAUSE
BY_VECTORS = True
DOUBT = Doubt.MODEL
CONFIDENCE = confidences(__name__)
TERMS = BLOCKS
MESSAGES = {
    "sentence": Message(
        "This Korean sentence is not in the English", "이 한국어 문장이 영어에서 누락되었습니다"
    ),
    "block": Message(
        "This Korean {block!t} is not in the English",
        "이 한국어 {block!t:이} 영어에서 누락되었습니다",
    ),
    "repeats": Message(
        "This Korean sentence has no English of its own; its words occur elsewhere, so it may be a dropped "
        "repetition",
        "이 한국어 문장에 따로 해당하는 영어가 없습니다. 같은 말이 다른 곳에 있어 "
        "되풀이를 뺀 것일 수 있습니다",
    ),
    "words": Message(
        "Nothing in the English says “{words}”", "영어에 “{words}”에 해당하는 말이 없습니다"
    ),
    "gap": Message(
        "Something seems to be missing at “{words}”", "“{words}” 자리에 말이 누락된 것으로 보입니다"
    ),
}
_WITHOUT_TARGET = OneSided(
    category=CATEGORY,
    concerns=CONCERNS,
    relation=Relation.OMITTED,
    side="source",
    confidence=CONFIDENCE,
    sentence="omission.sentence",
    block="omission.block",
    repeats="omission.repeats",
)


def check(bead: Bead, context: Context) -> Iterator[Finding]:
    """Find a Korean sentence, or words of one, that the English does not have."""
    yield from unsupported(_WITHOUT_TARGET, bead, context)
    lost, gap, added = (
        doubted_words(context, bead, "source"),
        words_at_gap(context, bead),
        doubted_words(context, bead, "target"),
    )
    if lost is None or gap is None or added is None:
        return
    unsaid = lost.chance * (1 - added.chance / 2)
    confidence = max(unsaid, gap.chance)
    if confidence < LEAST:
        return
    if gap.chance > unsaid:
        code, spans = "omission.gap", [gap.span]
        if lost.chance >= LEAST:
            spans.append(lost.span)
    else:
        code, spans = "omission.words", [lost.span]
    yield context.finding(
        bead, code, category=CATEGORY, concerns=CONCERNS, relation=Relation.OMITTED,
        confidence=confidence, spans=spans, words=spans[0].text,
    )  # fmt: skip
