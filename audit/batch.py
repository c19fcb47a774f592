"""Many pairs: each audited and kept as it comes, the bad ones reported, the tables written at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from audit.article import ArticlePair
from audit.errors import InputError
from audit.exports import html, spreadsheet
from audit.exports.table import (
    ARTICLE_COLUMNS,
    BEAD_COLUMNS,
    FLAG_COLUMNS,
    article_row,
    bead_rows,
    flag_rows,
    text_of,
)
from audit.pipeline import Auditor
from audit.provenance.record import Record, key_of, path_of, read, write
from audit.report import AuditReport, Stage

ERROR_COLUMNS = ("where", "what", "remedy")
RECORDS = "records"
RISKIEST = 5


@dataclass(frozen=True, slots=True)
class RiskySentence:
    """A bead with its flags' summed risk, for the closing table."""

    risk: float
    article_id: str
    bead_id: str
    text: str
    message: str


@dataclass(slots=True)
class Summary:
    """What a run did: counts for the closing table."""

    articles: int = 0
    reused: int = 0
    sentences: int = 0
    flags: Counter[str] = field(default_factory=Counter)
    draft_errors: int = 0
    draft_fixed: int = 0
    riskiest: list[RiskySentence] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)

    def add(self, report: AuditReport) -> None:
        """Count one report."""
        self.articles += 1
        self.sentences += len(report.pair.en.sentences)
        self.flags.update(flag.category.value for flag in report.flags)
        left = sum(flag.stage is Stage.DRAFT for flag in report.flags)
        self.draft_errors += left + len(report.fixed)
        self.draft_fixed += len(report.fixed)
        self.riskiest = sorted([*self.riskiest, *_risky(report)], key=lambda risky: -risky.risk)[
            :RISKIEST
        ]


def _risky(report: AuditReport) -> Iterator[RiskySentence]:
    for bead in report.beads:
        flags = [flag for flag in report.flags if flag.bead_id == bead.id]
        if flags:
            yield RiskySentence(
                sum(flag.risk * flag.severity.weight for flag in flags),
                report.pair.id,
                bead.id,
                text_of(report, bead, "en") or text_of(report, bead, "ko"),
                flags[0].message,
            )


def run(
    pairs: Iterable[ArticlePair | InputError],
    auditor: Auditor,
    out: Path,
    *,
    resume: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Summary:
    """Audit every pair and write ``out``: records, flags, beads, articles, errors, the report.

    A record is kept as soon as its article is done, so a run that is stopped can be resumed.

    Args:
        pairs: articles, or the errors of those that could not be read.
        auditor: does the work.
        out: folder, created if need be.
        resume: take over records whose inputs, settings, encoder and version are unchanged.
        progress: told each article's id when it is done.
    """
    records = out / RECORDS
    records.mkdir(parents=True, exist_ok=True)
    summary = Summary()
    ids: list[str] = []
    for pair in pairs:
        if isinstance(pair, InputError):
            summary.errors.append(pair)
            continue
        key = key_of(pair, auditor.config, auditor.signature)
        known = read(path_of(records, pair.id)) if resume else None
        if known is not None and known.key == key:
            summary.reused += 1
            report = known.report
        else:
            try:
                report = auditor.audit(pair)
            except InputError as error:
                summary.errors.append(error)
                continue
            write(records, Record(key, report))
        ids.append(pair.id)
        summary.add(report)
        progress(pair.id)
    _write_tables(out, ids, summary)
    return summary


def reports(out: Path, ids: Iterable[str]) -> Iterator[AuditReport]:
    """The reports of a finished run, one at a time.

    Raises:
        InputError: a record is missing or damaged.
    """
    for article_id in ids:
        path = path_of(out / RECORDS, article_id)
        record = read(path)
        if record is None:
            raise InputError("record missing or damaged", str(path), "run the audit again")
        yield record.report


def _write_tables(out: Path, ids: list[str], summary: Summary) -> None:
    errors = out / "errors.csv"
    errors.unlink(missing_ok=True)
    if summary.errors:
        rows = ((error.where, error.what, error.remedy) for error in summary.errors)
        spreadsheet.write(errors, ERROR_COLUMNS, rows)
    if not ids:
        return
    spreadsheet.write(
        out / "flags.csv", FLAG_COLUMNS, (row for r in reports(out, ids) for row in flag_rows(r))
    )
    spreadsheet.write(
        out / "beads.csv", BEAD_COLUMNS, (row for r in reports(out, ids) for row in bead_rows(r))
    )
    spreadsheet.write(out / "articles.csv", ARTICLE_COLUMNS, map(article_row, reports(out, ids)))
    html.write(out / "report.html", reports(out, ids))
