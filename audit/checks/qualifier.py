"""A limiting word that the English has dropped: "recovered" for 완전히 회복했다.

Without it the English claims more, or something else. The words and what carries them in English are a table;
any of them in the sentence, or in the sentences beside it, is enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.normalise import normalise
from audit.languages.pair.qualifiers import Grade, carries, qualified
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation
from audit.records.message import Message

CATEGORY = Category.OMISSION
CONCERNS = Concern.WORDS
CONFIDENCE = confidences(__name__)
MESSAGES: Mapping[str, Message] = {
    "lost": Message(
        "“{source}” limits what the Korean says; the English has no word for it",
        "한국어 원문의 “{source}”에 해당하는 말이 영어에 없습니다",
    ),
}
_CONCERNS: Mapping[Grade, Concern] = {"words": CONCERNS, "quantity": Concern.QUANTITY}


def check(bead: Bead, context: Context) -> Iterator[Finding]:
    """Qualifiers of the Korean that nothing in the English carries; nothing for null beads."""
    if not bead.source or not bead.target:
        return
    english = [
        normalise(sentence.text).text
        for sentence in (*context.sentences(bead, "target"), *context.neighbours(bead, "target"))
    ]
    for sentence in context.sentences(bead, "source"):
        for qualifier, found in qualified(normalise(sentence.text).text):
            if not any(carries(text, qualifier) for text in english):
                yield context.finding(
                    bead, "qualifier.lost", category=CATEGORY,
                    concerns=_CONCERNS[qualifier.grade], relation=Relation.OMITTED,
                    spans=[context.span("source", sentence, found.start, found.end)],
                    confidence=CONFIDENCE[qualifier.grade], source=found.text,
                )  # fmt: skip
