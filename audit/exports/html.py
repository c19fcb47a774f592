"""The report as one HTML page that needs nothing else and prints well.

All text from articles goes through Jinja's autoescaping.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, PackageLoader, select_autoescape

from audit.exports.highlight import bead_pieces
from audit.exports.table import article_risk
from audit.report import AuditReport

_ENVIRONMENT = Environment(
    loader=PackageLoader("audit.exports"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    trim_blocks=True,
    lstrip_blocks=True,
)


def _rows(report: AuditReport) -> list[dict[str, object]]:
    return [
        {
            "bead": bead,
            "ko": bead_pieces(report, bead, "ko"),
            "en": bead_pieces(report, bead, "en"),
            "flags": [flag for flag in report.flags if flag.bead_id == bead.id],
        }
        for bead in report.beads
    ]


def beads_fragment(report: AuditReport, *, only_flagged: bool = False) -> str:
    """The side-by-side table of one article, safe to put into a page; styled by beads.css."""
    rows = [row for row in _rows(report) if row["flags"] or not only_flagged]
    style = _ENVIRONMENT.get_template("beads.css").render()
    table = _ENVIRONMENT.get_template("beads.html").render(rows=rows)
    return f"<style>{style}</style>{table}"


def _view(report: AuditReport) -> dict[str, object]:
    risk, penalty = article_risk(report)
    return {
        "report": report,
        "id": report.pair.id,
        "title": report.pair.metadata.title or report.pair.id,
        "meta": report.pair.metadata,
        "risk": risk,
        "penalty": penalty,
        "flags": report.flags,
        "rows": _rows(report),
    }


def write(path: Path, reports: Iterable[AuditReport]) -> None:
    """Write the page, riskiest article first, replacing the file only when it is whole."""
    views = sorted(map(_view, reports), key=lambda view: -view["penalty"])  # type: ignore[operator]
    page = _ENVIRONMENT.get_template("report.html").render(articles=views)
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(page, encoding="utf-8")
    partial.replace(path)
