"""The report as one HTML page that needs nothing else and prints well.

All text from articles goes through Jinja's autoescaping.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import Environment, PackageLoader, select_autoescape

from audit.exports.highlight import bead_pieces
from audit.exports.table import article_risk
from audit.report import AuditReport
from audit.text.visible import visible

_ENVIRONMENT = Environment(
    loader=PackageLoader("audit.exports"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    trim_blocks=True,
    lstrip_blocks=True,
    # Everything that is printed, constants of the template aside, is text of an article.
    finalize=lambda value: visible(value) if isinstance(value, str) else value,
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


def page(reports: Iterable[AuditReport], verdicts: Mapping[str, str] | None = None) -> str:
    """The page, riskiest article first.

    Args:
        reports: what it shows.
        verdicts: a line for each flag that was decided on, by flag id.
    """
    views = sorted(map(_view, reports), key=lambda view: -view["penalty"])  # type: ignore[operator]
    template = _ENVIRONMENT.get_template("report.html")
    return template.render(articles=views, verdicts=verdicts or {})


def write(path: Path, reports: Iterable[AuditReport]) -> None:
    """Write the page of some reports, replacing the file only when it is whole."""
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(page(reports), encoding="utf-8", errors="replace")
    partial.replace(path)
