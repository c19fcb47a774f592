"""Something in the Korean that the English does not say.

A Korean sentence without any English (a null bead), or words in one that nothing in the English
supports. A sentence whose words the English has elsewhere is most likely a dropped repetition and
ranks low; so do captions and sub-headlines, which editors cut freely.
"""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.doubted import LEAST, doubt, missing
from audit.checks.unsupported import Kind, unsupported
from audit.report import AlignedArticle, Bead, Category, Flag, Severity

CATEGORY = Category.OMISSION
SEVERITY = Severity.MAJOR
_KIND = Kind(
    name="omission",
    category=CATEGORY,
    severity=SEVERITY,
    side="ko",
    sentence="This Korean sentence is not in the English",
    block="This Korean {} is not in the English",
    elsewhere="This Korean sentence has no English of its own; its words occur elsewhere, so it may "
    "be a dropped repetition",
)


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flag a Korean sentence, or words of one, that the English does not have."""
    yield from unsupported(_KIND, bead, article)
    lost, gap, added = (
        doubt(article, bead, "ko"),
        missing(article, bead),
        doubt(article, bead, "en"),
    )
    if lost is None or gap is None or added is None:
        return
    unsaid = lost.chance * (1 - added.chance / 2)
    confidence = max(unsaid, gap.chance)
    if confidence < LEAST:
        return
    if gap.chance > unsaid:
        message = f"Something seems to be missing at “{gap.evidence.text}”"
        evidence = [gap.evidence, lost.evidence] if lost.chance >= LEAST else [gap.evidence]
    else:
        message = f"Nothing in the English says “{lost.evidence.text}”"
        evidence = [lost.evidence]
    yield article.flag(
        bead, check="omission", category=CATEGORY, severity=SEVERITY, confidence=confidence,
        message=message, evidence=evidence,
    )  # fmt: skip
