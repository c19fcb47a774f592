"""Plain text: the whole English with every correction that holds, UTF-8.

Nothing but the text: where nobody corrected anything, it is the English that was audited. It has no room for
the head of the review log.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit.records.decision import Entry
from audit.records.result import ArticleResult
from audit.records.settings import DisclosurePolicy
from audit.review.corrected import corrected_target

NAME = "text"
SUFFIX = ".corrected.txt"
MIME = "text/plain"
CORRECTED = True


def written(
    report: ArticleResult,
    entries: Sequence[Entry] = (),
    _: DisclosurePolicy | None = None,
    __: str = "",
) -> bytes:
    """The corrected English of one article; the same article gives the same bytes.

    Args:
        report: of the audit.
        entries: the review log's on this article.
    """
    return corrected_target(report, entries).encode("utf-8", "replace")
