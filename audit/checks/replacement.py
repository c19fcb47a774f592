"""Words in the English that stand where the Korean says something else.

Words on both sides that the other does not have. Or a sentence that reads, all in all, unlike a
translation of its Korean; then it says so without pointing at single words.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.common.coverage import whole
from audit.checks.common.model_doubt import LEAST, chance_of_any_error, doubted_words
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.registry import Doubt
from audit.checks.severity import Concern
from audit.records.bead import Bead
from audit.records.flag import SIDES, Category, Finding, Relation
from audit.records.message import Message

CATEGORY = Category.MEANING
CONCERNS = Concern.WORDS
BY_VECTORS = True
DOUBT = Doubt.MODEL
CONFIDENCE = confidences(__name__)
MESSAGES = {
    "words": Message(
        "“{target}” where the Korean has “{source}”",
        "한국어 원문은 “{source}”인데 영어는 “{target}”입니다",
    ),
    "sentence": Message(
        "This sentence may not say what the Korean says",
        "이 문장은 한국어 원문과 다른 말일 수 있습니다",
    ),
}


def check(bead: Bead, context: Context) -> Iterator[Finding]:
    """Find words that seem to replace others, or a bead that is doubted as a whole."""
    added, lost = doubted_words(context, bead, "target"), doubted_words(context, bead, "source")
    if added is None or lost is None:
        return
    words = (added.chance * lost.chance) ** 0.5
    sentence = CONFIDENCE["sentence"] * chance_of_any_error(context.judged(bead))
    if max(words, sentence) < LEAST:
        return
    if words >= sentence:
        yield context.finding(
            bead, "replacement.words", category=CATEGORY, concerns=CONCERNS,
            relation=Relation.CONTRADICTS, confidence=words, spans=[lost.span, added.span],
            target=added.span.text, source=lost.span.text,
        )  # fmt: skip
    else:
        yield context.finding(
            bead, "replacement.sentence", category=CATEGORY, concerns=CONCERNS,
            relation=Relation.DISTORTED, confidence=sentence,
            spans=[whole(side, s) for side in SIDES for s in context.sentences(bead, side)],
        )  # fmt: skip
