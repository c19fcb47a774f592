"""Whether the store's tables say what the results say that it took over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.pool import StaticPool

from audit.records.result import ArticleResult
from audit.results.folder import ResultsFolder
from audit.review import schema
from audit.review.effective_flags import ADDED
from audit.review.loading import article_values, is_loaded, rows_of
from audit.review.state import COUNTS, count
from audit.review.store import Store

_FROM_RESULTS = (
    "bead_id", "category", "check", "code", "relation", "suggestion", "severity", "message", "stage",
    "ko_sentence_ids", "en_sentence_ids", "ko_text", "en_text", "ko_evidence", "en_evidence", "encoder",
    "tool_version", "risk", "text_hash", "likeness", "shown",
)  # fmt: skip


def faults(store: Store, folder: ResultsFolder) -> list[str]:
    """What in the store does not follow from the results in a folder, each in a sentence.

    Nothing where the store has not taken them over; it does so when the review pages are opened, and puts
    right what it holds of the run.
    """
    with _trial(store) as connection:
        damaged = _damaged(connection)
        found = damaged or [*_counts(connection)]
        if not damaged and is_loaded(store, folder):
            found += _rows(connection, folder)
        elif not damaged and folder.keeps_files and not store.run_stamp():
            found += _of_no_run(connection)
    return found


@contextmanager
def _trial(store: Store) -> Iterator[Connection]:
    """A connection on which what is written is taken back; to a copy of a store that is read-only."""
    if not store.read_only:
        with store.engine.connect() as connection, connection.begin() as nothing_written:
            yield connection
            nothing_written.rollback()
        return
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    with store.engine.connect() as connection:
        reader = connection.connection.dbapi_connection
        if isinstance(reader, sqlite3.Connection):
            reader.backup(copy)
    engine = create_engine("sqlite://", creator=lambda: copy, poolclass=StaticPool)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _of_no_run(connection: Connection) -> Iterator[str]:
    """Articles of a run that the store does not name: it was named when they were taken over."""
    articles = schema.article
    if connection.execute(select(articles.c.id).where(articles.c.present)).first() is not None:
        yield (
            "The review store was altered: it has articles and flags and does not say any more of which run, "
            "so that they cannot be compared with the records; open the review pages, which take the run "
            "over anew."
        )


def _damaged(connection: Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    told = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    return [] if told == ["ok"] else [f"The review store is damaged: {told[0]}."]


def _counts(connection: Connection) -> Iterator[str]:
    """Articles whose counts are not those of their flags; the caller takes the new counts back."""
    articles = schema.article
    counted = select(articles.c.id, *(articles.c[name] for name in COUNTS)).order_by(articles.c.id)
    before = connection.execute(counted).all()
    count(connection)
    for stored, true in zip(before, connection.execute(counted), strict=True):
        if tuple(stored) != tuple(true):
            yield (
                f"Article {stored.id} was altered in the review store: its counts are not those of its "
                "flags."
            )


def _rows(connection: Connection, folder: ResultsFolder) -> Iterator[str]:
    articles = schema.article
    for row in connection.execute(
        select(articles).where(articles.c.present).order_by(articles.c.id)
    ).mappings():
        stored = folder.find(row["id"])
        if stored is None:
            yield f"Article {row['id']} is in the review store, but there is no record of it."
            continue
        true = article_values(stored.result)
        if wrong := [name for name, value in true.items() if row[name] != value]:
            yield (
                f"Article {row['id']} was altered in the review store: its {wrong[0]} does not follow "
                "from the records."
            )
        yield from _flags(connection, stored.result)


def _flags(connection: Connection, result: ArticleResult) -> Iterator[str]:
    flags, article_id = schema.flag, result.article.id
    true = rows_of(result)
    stored = {
        row["flag_id"]: row
        for row in connection.execute(
            select(flags).where(
                flags.c.article_id == article_id, flags.c.present, flags.c.check != ADDED
            )
        ).mappings()
    }
    for flag_id, row in stored.items():
        wrong = (
            [n for n in _FROM_RESULTS if row[n] != true[flag_id][n]] if flag_id in true else [""]
        )
        if wrong:
            what = f"its {wrong[0]} does" if wrong[0] else "it does"
            yield (
                f"Flag {flag_id} of {article_id} was altered in the review store: {what} not follow from "
                "the records."
            )
    for flag_id, values in true.items():
        if values["shown"] and flag_id not in stored:
            yield f"Flag {flag_id} of {article_id} is missing in the review store."
