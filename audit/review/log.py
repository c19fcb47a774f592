"""The log: entries appended in the order in which they are committed, each with the hash of the last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, insert, select, update

from audit.errors import StoreError
from audit.records.decision import Action, Decision, Entry, read_entry
from audit.review import schema
from audit.review.roles import Person
from audit.review.standing import undone

_RECENT = 200
_NO_STROKE = (Action.UNDO, Action.CARRY, Action.STALE)


def log(
    connection: Connection, person: Person, decisions: Sequence[Decision], key: str = ""
) -> list[Entry]:
    """Append the entries of a stroke to the log; the caller holds the write lock.

    Args:
        connection: to the store.
        person: who takes the decisions.
        decisions: taken at one stroke.
        key: by which it is known again, 32 hexadecimal digits; a new one if left out.
    """
    last = connection.execute(select(schema.head.c.seq, schema.head.c.hash)).one_or_none()
    seq, previous = (last.seq, last.hash) if last else (0, "")
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    group = key or uuid4().hex
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
    connection.execute(
        insert(schema.stroke).values(key=group, first_seq=entries[0].seq, last_seq=seq)
    )
    connection.execute(update(schema.head).values(seq=seq, hash=previous))
    return entries


def entries_of_stroke(connection: Connection, key: str) -> list[Entry]:
    """The entries of the stroke with a key, none where there is no such stroke."""
    strokes, seq = schema.stroke.c, schema.entry.c.seq
    row = connection.execute(select(schema.stroke).where(strokes.key == key)).one_or_none()
    return entries_where(connection, seq.between(row.first_seq, row.last_seq)) if row else []


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


def last_stroke(connection: Connection, person: Person) -> list[Entry]:
    """What the person did last and has not taken back, empty if there is nothing."""
    own = schema.entry.c.reviewer == person.name
    # Who has decided on thousands of flags takes back one of the last.
    for latest in (_RECENT, None):
        entries = entries_where(connection, own, latest=latest)
        gone = undone(entries)
        left = [e for e in entries if e.seq not in gone and e.decision.action not in _NO_STROKE]
        stroke = [e for e in left if e.group == left[-1].group]
        if stroke and (stroke[0] is not entries[0] or len(entries) != latest):
            return stroke
    return stroke
