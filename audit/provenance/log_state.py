"""The review log at a moment, and the file that holds it, as a seal has them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, text

from audit.review import schema
from audit.review.decision import Entry, digest_of
from audit.review.store import FILE, Store


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


@dataclass(frozen=True, slots=True)
class FileState:
    """The store's file beside some results by its SHA-256, and the run that it had taken over."""

    sha256: str
    run: str


def file_state_of(out: Path, store: Store | None) -> FileState | None:
    """The store's file with all that was written so far; None where it is elsewhere or somebody is at it."""
    if store is None or not (out / FILE).exists() or not beside(out, store):
        return None
    with store.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        busy, *_ = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).one()
    return None if busy else FileState(hash_of_file(out), run_of(store))


def beside(out: Path, store: Store) -> bool:
    """Whether a store is the file that lies beside some results."""
    where = store.engine.url
    return where.get_backend_name() == "sqlite" and Path(where.database or "").resolve() == (
        (out / FILE).resolve()
    )


def hash_of_file(out: Path) -> str:
    """SHA-256 of the store's file beside some results, empty where there is none."""
    try:
        return digest_of(out / FILE)
    except FileNotFoundError:
        return ""


def run_of(store: Store) -> str:
    """The stamp of the run that a store has taken over, empty where it has none."""
    with store.reading() as connection:
        row = connection.execute(select(schema.run.c.stamp)).first()
    return str(row.stamp) if row else ""
