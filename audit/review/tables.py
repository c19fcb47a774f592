"""Flags with their verdicts, and the log, as tables for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from audit.evidence.found_heads import LOG_COLUMN
from audit.records.decision import Status
from audit.results.tables import FLAG_COLUMNS
from audit.review import flag_query
from audit.review.flag_query import FlagFilter
from audit.review.standing import Standing, replay
from audit.review.store import Store

_LATER = ("code", "relation", "suggestion")
VERDICT_COLUMNS = (
    *(name for name in FLAG_COLUMNS if name not in _LATER), "reason", *_LATER, "corrected", LOG_COLUMN,
)  # fmt: skip
"""Those of ``flags.csv``, why a flag was dismissed, and the English that a reviewer gave for its sentences;
what came with later versions stands at the end. The head of the review log stands in the first row only."""
LOG_COLUMNS = (
    "seq", "at", "reviewer", "role", "action", "article_id", "flag_id", "verdict", "reason",
    "severity", "category", "words", "comment", "assignee", "undoes", "source", "text_hash",
    "group", "previous", "hash", "corrected", "signed", "rule",
)  # fmt: skip


def verdict_rows(store: Store, wanted: FlagFilter, head: str = "") -> Iterator[tuple[object, ...]]:
    """One row a flag, in the order of :data:`VERDICT_COLUMNS`; an open flag has no verdict.

    Args:
        store: of the reviews.
        wanted: which flags.
        head: of the review log, in a line.
    """
    standings: dict[str, Standing] = {}
    article = ""
    for row in flag_query.rows(store, wanted):
        if row["article_id"] != article:
            article, standings = row["article_id"], {}
        fixed = row["status"] == Status.FIXED
        if fixed and not standings:
            standings = replay(store.entries(article))
        told = row | {
            "risk": round(row["risk"], 4),
            "severity": row["severity_now"],
            "verdict": "" if row["status"] == Status.OPEN else row["status"],
            "corrected": _corrected(standings.get(row["flag_id"])) if fixed else "",
            LOG_COLUMN: head,
        }
        yield tuple(told[name] for name in VERDICT_COLUMNS)
        head = ""


def _corrected(standing: Standing | None) -> str:
    if standing is None or standing.correction is None:
        return ""
    return standing.correction.decision.corrected


def log_rows(store: Store) -> Iterator[tuple[object, ...]]:
    """One row an entry, in the order of :data:`LOG_COLUMNS`."""
    for entry in store.entries():
        said = entry.decision
        yield (
            entry.seq, entry.at, entry.reviewer, entry.role, said.action.value, said.article_id,
            said.flag_id, said.verdict, said.reason, said.severity, said.category, said.words,
            said.comment, said.assignee, " ".join(map(str, said.undoes)), said.source,
            said.text_hash, entry.group, entry.previous, entry.hash,
            said.corrected, said.signed, said.rule,
        )  # fmt: skip
