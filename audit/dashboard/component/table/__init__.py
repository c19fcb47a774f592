"""The table of the queue: links that open an article, headers that sort in the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from audit.dashboard.component import declared
from audit.dashboard.component.beads.payload import mark_of
from audit.dashboard.labels import Labels
from audit.languages.visible import visible
from audit.review.article_query import Wanted

_TABLE = declared("table", "queue")
_KINDS = 4
"""Kinds of open flags that are named under a title."""
_FULL = 500.0
"""The penalty at which the scale of risk is full: a critical error in every fifth sentence."""
_COLUMNS = {
    "title": "text",
    "risk": "scale",
    "critical": "count",
    "major": "count",
    "minor": "count",
    "progress": "bar",
    "sentences": "number",
    "published": "text",
    "desk": "text",
    "assignee": "text",
}


def draw(
    rows: list[dict[str, Any]],
    wanted: Wanted,
    say: Labels,
    *,
    at_stake: Mapping[str, Sequence[tuple[str, str, int]]],
    company: Mapping[str, Sequence[str]],
    on_sorted: Callable[[], None],
    on_opened: Callable[[], None],
    key: str = "table",
) -> str:
    """Draw the rows of one page; returns the id of the article that was opened, empty if none was.

    Args:
        rows: of the table ``article``.
        wanted: what the list was asked for.
        say: the labels.
        at_stake: what is open in each article: severity, category and number.
        company: who else has each article open now.
        on_sorted: called before the page is drawn again after a click on a header.
        on_opened: the same for a row.
        key: Streamlit's key of the element.
    """
    result = _TABLE(
        key=key,
        data={
            "rows": [
                _shown(row, say, at_stake.get(row["id"], ()), company.get(row["id"], ()))
                for row in rows
            ],
            "columns": [_column(name, kind, say) for name, kind in _COLUMNS.items()],
            "sort": wanted.sort,
            "falling": wanted.falling,
            "sort_help": say("column.sort_help"),
        },
        on_sorted_change=on_sorted,
        on_opened_change=on_opened,
    )
    return str(result.opened or "")


def _column(name: str, kind: str, say: Labels) -> dict[str, str]:
    column = {"key": name, "type": kind, "label": say(f"column.{name}"), "help": ""}
    if kind == "count":
        column |= {"mark": mark_of(name), "help": say("column.open_help")}
    elif name == "risk":
        column["help"] = say("column.risk_help")
    return column


def _shown(
    row: dict[str, Any],
    say: Labels,
    at_stake: Sequence[tuple[str, str, int]],
    company: Sequence[str],
) -> dict[str, Any]:
    kinds = [
        f"{mark_of(severity)} {say.known('category', category)}{f' ×{number}' if number > 1 else ''}"
        for severity, category, number in at_stake[:_KINDS]
    ]
    return {
        "id": row["id"],
        "reason": " · ".join(kinds + ["…"] * (len(at_stake) > _KINDS)),
        "now": visible(say("queue.now", who=", ".join(company))) if company else "",
        "share": min(row["penalty"] / _FULL, 1.0),
        "title": visible(row["title"]),
        "risk": f"{row['penalty']:.0f}",
        "sentences": row["en_sentences"],
        "published": row["published"][:10],
        "desk": visible(row["desk"]),
        "assignee": visible(row["assignee"]),
        **{name: row[name] for name in ("flags", "open", "critical", "major", "minor")},
    }
