"""The review log at a moment, as a seal holds it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from audit.review import schema
from audit.review.decision import Entry
from audit.review.store import Store


@dataclass(frozen=True, slots=True)
class LogState:
    """A log by its first entry's hash, which is its id, its length, and the last one's hash."""

    id: str
    entries: int
    head: str


def state_of(store: Store | None) -> LogState | None:
    """The log as it stands; None where nothing was decided."""
    if store is None or not (length := store.length()):
        return None
    return LogState(head_at(store, 1), length, head_at(store, length))


def head_at(store: Store, seq: int) -> str:
    """The hash of the log's entry of a number, empty where there is none."""
    with store.reading() as connection:
        row = connection.execute(select(schema.entry.c.hash).where(schema.entry.c.seq == seq))
        found = row.one_or_none()
    return str(found.hash) if found else ""


def decided(store: Store | None, article_id: str, state: LogState | None) -> list[Entry]:
    """What had been decided on an article when the log stood so."""
    if store is None or state is None:
        return []
    return [entry for entry in store.entries(article_id) if entry.seq <= state.entries]
