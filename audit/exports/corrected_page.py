"""HTML: the whole English with its corrections marked, and as it reads with and without them.

Every correction is an ``ins`` or ``del`` (HTML Living Standard, 4.7) with when it was given and by whom.
Which of the three is shown and printed is chosen on the page, without scripts; nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit.records.article import BlockKind
from audit.records.decision import Entry
from audit.records.result import ArticleResult
from audit.records.settings import DisclosurePolicy
from audit.results.html_report import environment
from audit.review.tracked import paragraphs

NAME = "html"
SUFFIX = ".corrected.html"
MIME = "text/html"
CORRECTED = True
_TAGS = {BlockKind.HEADLINE: "h1", BlockKind.SUBHEAD: "h2"}


def written(
    report: ArticleResult,
    entries: Sequence[Entry] = (),
    _: DisclosurePolicy | None = None,
    head: str = "",
) -> bytes:
    """The page of one article, UTF-8; the same article gives the same bytes.

    Args:
        report: of the audit.
        entries: the review log's on this article.
        head: of the review log, in a line.
    """
    lines = [
        (_TAGS.get(line.kind, "p"), line.changes)
        for line in paragraphs(report, entries)
        if any(each.text.strip() for each in line.changes)
    ]
    given = {each.entry.seq: each.entry for _, line in lines for each in line if each.entry}
    page = environment("audit.exports").get_template("corrected.html")
    whole: str = page.render(
        id=report.article.id,
        title=report.article.metadata.title or report.article.id,
        lines=lines,
        given=[given[seq] for seq in sorted(given)],
        version=report.tool_version,
        head=head,
    )
    return (whole + "\n").encode("utf-8", "replace")
