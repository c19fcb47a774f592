"""Whether the log is whole: every hash, every link, and the state that was drawn from it."""

from __future__ import annotations

from sqlalchemy import Connection, select

from audit.records.decision import Entry, read_entry
from audit.records.digest import sha256_of_text
from audit.review import schema
from audit.review.standing import Standing, replay
from audit.review.state import assignee_of, state_of
from audit.review.store import Store


def faults(store: Store) -> list[str]:
    """What was altered, taken out or put in behind the tool's back, each in a sentence.

    The log is a hash chain (Haber & Stornetta 1991): an entry's hash covers the one before, so that
    one changed character shows in its own hash and one missing entry in the next one's link. The head
    shows entries missing at the end. An empty list means that everything agrees.
    """
    found: list[str] = []
    entries: list[Entry] = []
    previous, expected = "", 1
    with store.reading() as connection:
        for row in connection.execute(select(schema.entry).order_by(schema.entry.c.seq)):
            if row.seq < expected:
                found.append(_put_in(row.seq, row.seq))
                continue
            if row.seq > expected:
                found.append(_missing(expected, row.seq - 1))
            try:
                entry = read_entry(row.body)
            except ValueError:
                found.append(f"Entry {row.seq} was altered: it cannot be read.")
                previous, expected = row.hash, row.seq + 1
                continue
            found += _altered(row, entry, previous if row.seq == expected else None)
            previous, expected = row.hash, row.seq + 1
            entries.append(entry)
        head = connection.execute(select(schema.head)).one_or_none()
        if head is None:
            found.append("The head of the log is missing.")
        elif head.seq >= expected:
            found.append(_missing(expected, head.seq))
        elif head.seq < expected - 1:
            found.append(_put_in(head.seq + 1, expected - 1))
        elif head.hash != previous:
            found.append("The head of the log was altered.")
        # A state cannot be judged by a log that is not whole.
        return found or _states(connection, entries)


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"Entry {first} is missing."
    return f"Entries {first} to {last} are missing."


def _put_in(first: int, last: int) -> str:
    if first == last:
        return f"Entry {first} was put in behind the tool's back."
    return f"Entries {first} to {last} were put in behind the tool's back."


def _altered(row: object, entry: Entry, previous: str | None) -> list[str]:
    seq = row.seq  # type: ignore[attr-defined]
    columns = (row.seq, row.article_id, row.flag_id, row.reviewer)  # type: ignore[attr-defined]
    told = (entry.seq, entry.decision.article_id, entry.decision.flag_id, entry.reviewer)
    if sha256_of_text(row.body) != row.hash or entry.body != row.body:  # type: ignore[attr-defined]
        return [f"Entry {seq} was altered: its hash does not fit what it says."]
    if columns != told:
        return [f"Entry {seq} was altered: its columns differ from what it says."]
    if previous is not None and entry.previous != previous:
        return [f"Entry {seq} does not follow the entry before it."]
    return []


def _states(connection: Connection, entries: list[Entry]) -> list[str]:
    """Flags and articles whose stored state does not follow from the log."""
    by_article: dict[str, list[Entry]] = {}
    for entry in entries:
        by_article.setdefault(entry.decision.article_id, []).append(entry)
    found: list[str] = []
    standings = {name: replay(log) for name, log in by_article.items()}
    flags = schema.flag
    for row in connection.execute(
        select(
            flags.c.article_id, flags.c.flag_id, flags.c.severity, flags.c.status,
            flags.c.severity_now, flags.c.reviewer, flags.c.reviewed_at, flags.c.reason,
            flags.c.comment,
        ).order_by(flags.c.article_id, flags.c.flag_id)
    ).mappings():  # fmt: skip
        standing = standings.get(row["article_id"], {}).get(row["flag_id"], Standing())
        told = state_of(standing, row["severity"])
        if differs := [name for name, value in told.items() if row[name] != value]:
            found.append(
                f"Flag {row['flag_id']} of {row['article_id']} was altered: its {differs[0]} "
                "does not follow from the log."
            )
    found += [
        f"Article {row.id} was altered: its assignee does not follow from the log."
        for row in connection.execute(select(schema.article.c.id, schema.article.c.assignee))
        if row.assignee != assignee_of(by_article.get(row.id, []))
    ]
    return found
