"""Two texts that are not one article: the English is no translation of this Korean.

Its sentences are, on average, far less like their best Korean ones than a translation's are. Then nothing
else is said of the pair, as every sentence of it would be flagged.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.registry import Doubt, Scope
from audit.checks.severity import Concern
from audit.lineage.follow import UNRELATED
from audit.records.flag import Category, Finding, Relation
from audit.records.message import Message

CATEGORY = Category.MEANING
CONCERNS = Concern.UNRELATED
SCOPE = Scope.ARTICLE
DOUBT = Doubt.OWN
EXCLUSIVE = True
CONFIDENCE = confidences(__name__)
MESSAGES = {
    "article": Message(
        "These do not look like one article: on average an English sentence is {likeness} as close to its "
        "best Korean match as a translation would be.",
        "한 기사의 한국어 원문과 영어로 보이지 않습니다. 영어 문장이 가장 가까운 한국어 문장과 닮은 정도가 "
        "평균적으로 번역일 때의 {likeness}에 그칩니다",
    ),
}


def check(context: Context) -> Iterator[Finding]:
    """Find that the two texts do not belong together; said of the first bead."""
    if context.likeness is not None and context.likeness < UNRELATED:
        yield context.finding(
            context.beads[0], "unrelated.article", category=CATEGORY, concerns=CONCERNS,
            relation=Relation.DISTORTED, confidence=CONFIDENCE["article"],
            likeness=f"{max(0.0, context.likeness):.0%}",
        )  # fmt: skip
