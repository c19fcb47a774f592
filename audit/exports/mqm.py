"""MQM Viewer TSV: a row a flag, the words that diverge between ``<v>`` and ``</v>``.

Columns as Google's MQM Viewer reads them (github.com/google-research/google-research, mqm_viewer). A bead
is a segment; one without flags gets a ``No-error`` row. Only flags that stand are in it, so that every row
counts; the rater of a flag is whoever decided on it, else this tool. Cells that a spreadsheet would run begin
with an apostrophe, which the viewer shows as it is. The first row's metadata have the head of the review log.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence

from audit.messages import message
from audit.records.bead import Bead
from audit.records.decision import Entry
from audit.records.flag import SIDES, Flag, Side
from audit.records.result import ArticleResult
from audit.records.settings import DisclosurePolicy
from audit.results.spreadsheet import neutralised
from audit.review.effective_flags import effective_flags
from audit.review.standing import Standing

NAME = "mqm"
SUFFIX = ".mqm.tsv"
MIME = "text/tab-separated-values"
COLUMNS = (
    "system", "doc", "docSegId", "globalSegId", "rater", "source", "target", "category", "severity",
    "metadata",
)  # fmt: skip
NO_ERROR = "No-error"
_MARKS = re.compile(r"<(/?)v>")
_SPACE = re.compile(r"\s+")


def written(
    report: ArticleResult,
    entries: Sequence[Entry] = (),
    _: DisclosurePolicy | None = None,
    head: str = "",
) -> bytes:
    """The table of one article, UTF-8; the same article gives the same bytes.

    Args:
        report: of the audit. Flags on the article as a whole are about no segment and left out.
        entries: the review log's on this article.
        head: of the review log, in a line.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(
        file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None
    )
    writer.writerow(COLUMNS)
    for row in _rows(report, effective_flags(report, entries), head):
        writer.writerow([neutralised(cell) for cell in row])
    return file.getvalue().encode("utf-8", "replace")


def _rows(
    report: ArticleResult, stand: Sequence[tuple[Flag, Standing]], head: str
) -> Iterator[tuple[object, ...]]:
    more = {"review_log": head} if head else {}
    tool = f"translation-provenance-audit {report.tool_version}"
    for number, bead in enumerate(report.beads, 1):
        place = ("published", report.article.id, number, number)
        kept = [(flag, standing) for flag, standing in stand if flag.bead_id == bead.id]
        for flag, standing in kept:
            decided = standing.last if standing.status.decided else None
            rater = decided.reviewer if decided else tool
            severity = standing.severity or flag.severity
            yield (
                *place, _plain(rater), *(_marked(report, bead, side, flag) for side in SIDES),
                flag.category.mqm, severity.value.capitalize(), _metadata(bead, flag, standing, more),
            )  # fmt: skip
            more = {}
        if not kept:
            texts = [_marked(report, bead, side, None) for side in SIDES]
            yield *place, tool, *texts, NO_ERROR, NO_ERROR, _metadata(bead, None, None, more)
            more = {}


def _metadata(
    bead: Bead, flag: Flag | None, standing: Standing | None, more: dict[str, str]
) -> str:
    told: dict[str, object] = {"bead": bead.id, "kind": bead.kind, "moved": bead.moved}
    if flag is not None and standing is not None:
        told |= {
            "flag": flag.flag_id, "check": flag.check, "code": flag.code,
            "relation": flag.relation.value, "risk": round(flag.risk, 4),
            "stage": flag.stage.value, "status": standing.status.value, "message": message(flag),
        }  # fmt: skip
    return json.dumps(told | more, ensure_ascii=False)


def _marked(report: ArticleResult, bead: Bead, side: Side, flag: Flag | None) -> str:
    """One side of a bead in a line, the flag's words on it between marks."""
    parts = []
    for sentence in report.sentences(bead, side):
        spans = sorted(
            (e.start - sentence.start, e.end - sentence.start)
            for e in (flag.spans if flag else ())
            if e.side == side and e.sentence_id == sentence.id
        )
        at, made = 0, ""
        for start, end in spans:
            if start >= at and end > start:
                words = sentence.text
                made += f"{_plain(words[at:start])}<v>{_plain(words[start:end])}</v>"
                at = end
        parts.append(made + _plain(sentence.text[at:]))
    return " ".join(parts)


def _plain(text: str) -> str:
    """Text without what would end a cell or pass for a mark."""
    return _MARKS.sub(r"‹\1v›", _SPACE.sub(" ", text))
