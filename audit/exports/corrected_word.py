"""Word: the whole English with its corrections as tracked changes.

Office Open XML (ECMA-376, WordprocessingML): a ``w:ins`` or ``w:del`` where words come or go, with the
reviewer as its author and the decision's time, which Word and LibreOffice show as revisions. All of them
accepted, it is the corrected English; all rejected, the English that was audited. A line of the text is a
paragraph; a line end that comes or goes is a break within one. The head of the review log is the document's
comment among its properties. Made with python-docx and docx-plus.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from audit.exports.xml_text import xml_text
from audit.records.article import BlockKind
from audit.records.decision import Entry
from audit.records.result import ArticleResult
from audit.records.settings import DisclosurePolicy
from audit.review.tracked import Change, Paragraph, paragraphs

NAME = "docx"
SUFFIX = ".corrected.docx"
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CORRECTED = True
_STYLES = {
    BlockKind.HEADLINE: "Heading 1", BlockKind.SUBHEAD: "Heading 2", BlockKind.CAPTION: "Caption",
}  # fmt: skip
_LINE_END = re.compile(r"\r\n|\r")


def written(
    report: ArticleResult,
    entries: Sequence[Entry] = (),
    _: DisclosurePolicy | None = None,
    head: str = "",
) -> bytes:
    """The document of one article; the same article gives the same bytes.

    Args:
        report: of the audit.
        entries: the review log's on this article.
        head: of the review log, in a line.
    """
    # Loading them takes a fifth of a second, which other forms need not wait for.
    from docx import Document
    from docx.oxml.ns import qn
    from docx_plus.revisions import (
        RevisionIdRegistry,
        enable_track_changes,
        mark_deletion,
        mark_insertion,
    )

    document = Document()
    ids = RevisionIdRegistry(document)
    mark = {Change.INSERTED: mark_insertion, Change.DELETED: mark_deletion}
    lines = paragraphs(report, entries)
    for line in lines:
        paragraph = document.add_paragraph(style=_STYLES.get(line.kind))
        for each in line.changes:
            run = paragraph.add_run(xml_text(_LINE_END.sub("\n", each.text)))
            if each.entry is not None and each.change in mark:
                mark[each.change](
                    run,
                    author=xml_text(each.entry.reviewer),
                    date=datetime.fromisoformat(each.entry.at),
                    id_registry=ids,
                )
    # They are numbered at random.
    for number, change in enumerate(document.element.body.xpath(".//w:ins | .//w:del"), 1):
        change.set(qn("w:id"), str(number))
    enable_track_changes(document)
    told = document.core_properties
    told.title, told.author, told.comments = xml_text(report.article.metadata.title)[:255], "", head
    told.created = told.modified = _last(lines)
    made = io.BytesIO()
    document.save(made)
    return _undated(made.getvalue())


def _last(lines: Sequence[Paragraph]) -> datetime:
    """When the last correction was given, in UTC; the day that ZIP counts from where there is none."""
    given = [each.entry.at for line in lines for each in line.changes if each.entry]
    at = max(map(datetime.fromisoformat, given), default=datetime(1980, 1, 1, tzinfo=UTC))
    return at.astimezone(UTC).replace(tzinfo=None)


def _undated(package: bytes) -> bytes:
    """The package without the time at which each of its parts was written."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as parts, ZipFile(made, "w") as whole:
        for name in parts.namelist():
            whole.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)
    return made.getvalue()
