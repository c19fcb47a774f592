"""Something in the English that the Korean does not say.

An English sentence without any Korean source (a null bead), or a run of content words in one that nothing
in the Korean supports. Editors add background for foreign readers: a sentence whose words the Korean has
elsewhere ranks low, and so do captions and headlines.
"""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.unsupported import Kind, unsupported
from audit.report import AlignedArticle, Bead, Category, Flag, Severity

CATEGORY = Category.ADDITION
SEVERITY = Severity.MAJOR
_KIND = Kind(
    name="addition",
    category=CATEGORY,
    severity=SEVERITY,
    side="en",
    mass=6.5,
    clause="Nothing in the Korean says “{}”",
    sentence="This English sentence has no Korean source",
    block="This English {} has no Korean source of its own",
    elsewhere="This English sentence has no Korean source of its own; its words occur elsewhere in "
    "the Korean, so it may repeat or explain",
)


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flag an English sentence or clause that is not in the Korean."""
    return unsupported(_KIND, bead, article)
