"""Something in the Korean that the English does not say.

A Korean sentence without any English (a null bead), or a run of content words in one that nothing in the
English supports. A sentence whose words the English has elsewhere is most likely a dropped repetition and
ranks low; so do captions and sub-headlines, which editors cut freely.
"""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.unsupported import Kind, unsupported
from audit.report import AlignedArticle, Bead, Category, Flag, Severity

CATEGORY = Category.OMISSION
SEVERITY = Severity.MAJOR
_KIND = Kind(
    name="omission",
    category=CATEGORY,
    severity=SEVERITY,
    side="ko",
    mass=5.1,
    clause="Nothing in the English says “{}”",
    sentence="This Korean sentence is not in the English",
    block="This Korean {} is not in the English",
    elsewhere="This Korean sentence has no English of its own; its words occur elsewhere, so it may "
    "be a dropped repetition",
)


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flag a Korean sentence or clause that is not in the English."""
    return unsupported(_KIND, bead, article)
