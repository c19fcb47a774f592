"""The result as one HTML page that needs nothing else and prints well.

All text from articles goes through Jinja's autoescaping.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from audit.languages.visible import visible
from audit.messages import message, suggested
from audit.records.result import ArticleResult
from audit.results.highlight import bead_pieces
from audit.results.tables import article_risk

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment(room: str = "audit.results") -> Environment:
    """What renders the templates of a room, with all text escaped and its controls made visible."""
    from jinja2 import Environment, PackageLoader, select_autoescape

    made = Environment(
        loader=PackageLoader(room),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
        # Everything that is printed, constants of the template aside, is text of an article.
        finalize=lambda value: visible(value) if isinstance(value, str) else value,
    )
    made.filters["message"] = message
    made.filters["suggested"] = suggested
    return made


def _rows(result: ArticleResult) -> list[dict[str, object]]:
    return [
        {
            "bead": bead,
            "ko": bead_pieces(result, bead, "source"),
            "en": bead_pieces(result, bead, "target"),
            "flags": [flag for flag in result.flags if flag.bead_id == bead.id],
        }
        for bead in result.beads
    ]


def _view(result: ArticleResult) -> dict[str, Any]:
    risk, penalty = article_risk(result)
    return {
        "result": result,
        "id": result.article.id,
        "title": result.article.metadata.title or result.article.id,
        "meta": result.article.metadata,
        "risk": risk,
        "penalty": penalty,
        "flags": result.flags,
        "rows": _rows(result),
    }


class Page:
    """The page of some results, a result at a time.

    Args:
        verdicts: a line for each flag that was decided on, by flag id.
        head: of the review log, in a line.
    """

    def __init__(self, verdicts: Mapping[str, str] | None = None, head: str = "") -> None:
        self._views: list[dict[str, Any]] = []
        self._head = head
        self._verdicts = verdicts or {}

    def add(self, result: ArticleResult) -> None:
        """Put in one result."""
        self._views.append(_view(result))

    def whole(self) -> str:
        """The page, riskiest article first."""
        views = sorted(self._views, key=lambda view: -view["penalty"])
        return (
            environment()
            .get_template("report.html")
            .render(articles=views, verdicts=self._verdicts, head=self._head)
        )


def page(
    results: Iterable[ArticleResult], verdicts: Mapping[str, str] | None = None, head: str = ""
) -> str:
    """The page of some results, riskiest article first.

    Args:
        results: what it shows.
        verdicts: a line for each flag that was decided on, by flag id.
        head: of the review log, in a line.
    """
    whole = Page(verdicts, head)
    for result in results:
        whole.add(result)
    return whole.whole()
