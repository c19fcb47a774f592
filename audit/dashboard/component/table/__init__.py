"""The table of the queue: links that open an article, headers that sort in the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from audit.dashboard.component import declared
from audit.dashboard.component.beads.payload import mark_of
from audit.dashboard.labels import Labels
from audit.languages.visible import visible
from audit.review.article_query import Wanted

_TABLE = declared("table", "queue")
_COLUMNS = {
    "title": "text",
    "risk": "number",
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
    on_sorted: Callable[[], None],
    on_opened: Callable[[], None],
    key: str = "table",
) -> str:
    """Draw the rows of one page; returns the id of the article that was opened, empty if none was."""
    result = _TABLE(
        key=key,
        data={
            "rows": [_shown(row) for row in rows],
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


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "title": visible(row["title"]),
        "risk": f"{row['penalty']:.0f}",
        "sentences": row["en_sentences"],
        "published": row["published"][:10],
        "desk": visible(row["desk"]),
        "assignee": visible(row["assignee"]),
        **{name: row[name] for name in ("flags", "open", "critical", "major", "minor")},
    }
