"""The log: entries appended in the order in which they are committed, each with the hash of the last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, insert, select, update

from audit.errors import StoreError
from audit.records.decision import Decision, Entry, read_entry
from audit.review import schema
from audit.review.roles import Person


def log(connection: Connection, person: Person, decisions: Sequence[Decision]) -> list[Entry]:
    """Append entries to the log; the caller holds the write lock."""
    last = connection.execute(select(schema.head.c.seq, schema.head.c.hash)).one_or_none()
    seq, previous = (last.seq, last.hash) if last else (0, "")
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    group = uuid4().hex
    entries: list[Entry] = []
    for decision in decisions:
        seq += 1
        entry = Entry(seq, now, person.name, person.role.value, group, decision, previous)
        previous = entry.hash
        entries.append(entry)
    if not entries:
        return []
    connection.execute(
        insert(schema.entry),
        [
            {
                "seq": e.seq,
                "article_id": e.decision.article_id,
                "flag_id": e.decision.flag_id,
                "reviewer": e.reviewer,
                "body": e.body,
                "hash": e.hash,
            }
            for e in entries
        ],
    )
    connection.execute(update(schema.head).values(seq=seq, hash=previous))
    return entries


def entries_where(
    connection: Connection, *conditions: ColumnElement[bool], latest: int | None = None
) -> list[Entry]:
    """Entries of the log that meet conditions, in order; at most the ``latest`` so many.

    Raises:
        StoreError: one was altered, so that it cannot be read.
    """
    query = select(schema.entry.c.body).where(*conditions).order_by(schema.entry.c.seq.desc())
    rows = connection.execute(query.limit(latest) if latest else query)
    try:
        return [read_entry(row.body) for row in rows][::-1]
    except ValueError as error:
        raise StoreError(
            "An entry of the review log cannot be read; verify says which, put back a copy of the store."
        ) from error
