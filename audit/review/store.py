"""The store: SQLite beside the results, or PostgreSQL for a team; the log grows in short transactions.

Entries are numbered and chained in the order in which they are committed: SQLite's write lock, or a
row lock on the head of the log, puts two reviewers one after the other for a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Result, Select, func, insert, or_, select, text

from audit.errors import AuditError
from audit.evidence.log import FileState
from audit.evidence.log_heads import ID, LogHead, Witness
from audit.records.decision import Action, Decision, Entry, read_entry, storable
from audit.records.digest import sha256_of_file
from audit.results.folder import LOG_HEADS, REVIEW_STORE
from audit.review import schema
from audit.review.database import file_of, opened, shown_url
from audit.review.log import entries_of_stroke, entries_where, last_stroke, log
from audit.review.read_only import rights
from audit.review.roles import Person
from audit.review.standing import Standing, replay
from audit.review.state import bring_in_line


def url_beside(out: Path) -> str:
    """The address of the store that lies with some results."""
    return f"sqlite:///{(out / REVIEW_STORE).resolve().as_posix()}"


class Listed(Protocol):
    """Where the tables ``article`` and ``flag`` of :mod:`audit.review.schema` can be asked for."""

    def execute(self, query: Select[*tuple[Any, ...]], /) -> Result[*tuple[Any, ...]]:
        """The rows of a query."""


class Overtaken(AuditError):
    """A flag on which somebody decided after it was looked at; ``standing`` is where it stands now."""

    def __init__(self, article_id: str, flag_id: str, standing: Standing) -> None:
        super().__init__(
            f"Flag {flag_id} of {article_id} was decided on since it was looked at; look again."
        )
        self.article_id, self.flag_id, self.standing = article_id, flag_id, standing


class Store:
    """Reviews of the articles of one run, all of which it holds.

    Args:
        url: as SQLAlchemy takes it: ``sqlite:///FILE`` or ``postgresql+psycopg://…``.
        out: the folder of results, where every head of the log is written down; that of the database's
            file if left out.

    Raises:
        ConfigError: the address makes no sense, the database cannot be reached, or is none of ours.
    """

    def __init__(self, url: str, out: Path | None = None) -> None:
        self.engine = opened(url)
        self.shown = shown_url(url)
        file = self._file()
        beside = out or (file.parent if file else None)
        self._witness = Witness(beside / LOG_HEADS if beside else None)

    @property
    def read_only(self) -> bool:
        """Whether it is a file that cannot be written, or in a folder that cannot be."""
        file = self._file()
        return file is not None and file.exists() and not all(rights(file))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for queries, all of which see the same moment."""
        with self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def listed(self) -> Iterator[Listed]:
        """For queries of the run's articles and flags, wherever they are kept."""
        with self.reading() as connection:
            yield connection

    def like(self, row: Mapping[str, Any]) -> list[ColumnElement[bool]]:
        """What holds of the flags of the same check on the same words as a flag's row."""
        return [schema.flag.c.likeness == row["likeness"]]

    def worded(self, words: str) -> ColumnElement[bool]:
        """What holds of the articles that have words, of any case, in either text or the Korean title."""
        return schema.article.c.sought.icontains(words, autoescape=True)

    def hold(self, article_ids: set[str]) -> None:
        """Have the database hold articles that are to be decided on; here it does already."""

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction that nobody else's comes into."""
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(
                    select(schema.head.c.seq).where(schema.head.c.id == 1).with_for_update()
                )
            before = _head_hash(connection)
            yield connection
            after = _head_hash(connection)
            grown = _head(connection, after) if after != before else None
        # Not before the log itself is written: a head of what came to nothing would be a false alarm.
        if grown is not None:
            self._witness.note(grown, before)

    def append(
        self,
        person: Person,
        decisions: Sequence[Decision],
        found: Mapping[str, Mapping[str, Any]] | None = None,
        seen: Mapping[tuple[str, str], int] | None = None,
        key: str = "",
    ) -> list[Entry]:
        """Log decisions taken at one stroke, unless they are logged already.

        Whoever is not told whether a stroke was logged, as the connection was lost meanwhile, sends it again
        with the same key.

        Args:
            person: who takes them.
            decisions: on flags, or of articles.
            found: rows for flags that the store does not hold yet, by flag id.
            seen: ``Standing.decided`` as the person saw it, by article and flag id; where a flag
                stands otherwise by now, nothing is logged.
            key: of the stroke, 32 hexadecimal digits; empty for one that is sent once only.

        Returns:
            The entries that are logged, now or with the same key before.

        Raises:
            NotAllowed: the person's role does not include one of them; nothing is logged then.
            Overtaken: somebody was faster.
        """
        for decision in decisions:
            person.check(decision.action)
        self.hold({decision.article_id for decision in decisions})
        with self.writing() as connection:
            if there := self._logged(connection, key):
                return there
            _compare(connection, seen or {})
            for decision in decisions:
                row = (found or {}).get(decision.flag_id)
                if row is not None:
                    _ensure(connection, row)
            entries = log(connection, person, decisions, key)
            bring_in_line(connection, {decision.article_id for decision in decisions})
        return entries

    def of_stroke(self, key: str) -> list[Entry]:
        """The entries of the stroke with a key, none where it was not logged, or there is no key."""
        if not key:
            return []
        with self.reading() as connection:
            return self._logged(connection, key)

    def _logged(self, connection: Connection, key: str) -> list[Entry]:
        """The entries of a stroke; their head is written down if whoever sent them was not told."""
        there = entries_of_stroke(connection, key) if key else []
        if there and there[-1].hash == (last := _head_hash(connection)):
            self._witness.note_missed(_head(connection, last), there[0].previous)
        return there

    def undo(self, person: Person, key: str = "") -> list[Entry]:
        """Take back the person's last stroke that stands, unless that is done already.

        Args:
            person: who takes it back.
            key: as of :meth:`append`.

        Returns:
            The entries taken back, none if there is nothing to undo.
        """
        person.check(Action.UNDO)
        with self.writing() as connection:
            if there := self._logged(connection, key):
                gone = [seq for entry in there for seq in entry.decision.undoes]
                return entries_where(connection, schema.entry.c.seq.in_(gone))
            stroke = last_stroke(connection, person)
            if not stroke:
                return []
            for entry in stroke:
                person.check(entry.decision.action)
            articles = sorted({e.decision.article_id for e in stroke})
            log(
                connection,
                person,
                [
                    Decision(
                        Action.UNDO,
                        article_id,
                        undoes=tuple(e.seq for e in stroke if e.decision.article_id == article_id),
                    )
                    for article_id in articles
                ],
                key,
            )
            bring_in_line(connection, set(articles))
        return stroke

    def entries(self, article_id: str | None = None) -> list[Entry]:
        """The log in order, of one article or of all."""
        with self.reading() as connection:
            if article_id is None:
                return entries_where(connection)
            return entries_where(connection, schema.entry.c.article_id == storable(article_id))

    def entries_after(self, seq: int) -> list[Entry]:
        """The log in order from the entry that follows the one of a number."""
        with self.reading() as connection:
            return entries_where(connection, schema.entry.c.seq > seq)

    def signed_ids(self) -> list[str]:
        """The articles that somebody has signed off, whatever became of it, in order."""
        # An entry's body is canonical JSON: what people typed stands in it with its quotes escaped.
        signs = schema.entry.c.body.contains(f'"action":"{Action.SIGN.value}"', autoescape=True)
        of_article = schema.entry.c.flag_id == ""
        with self.reading() as connection:
            found = connection.execute(
                select(schema.entry.c.article_id).where(of_article, signs).distinct()
            )
            return sorted(found.scalars())

    def rule_entries(self) -> list[Entry]:
        """What the log says of standing rules: those that make or end one, and those that take back."""
        body, actions = schema.entry.c.body, (Action.MAKE_RULE, Action.END_RULE, Action.UNDO)
        said = [body.contains(f'"action":"{action.value}"', autoescape=True) for action in actions]
        with self.reading() as connection:
            return entries_where(connection, schema.entry.c.flag_id == "", or_(*said))

    def length(self) -> int:
        """How many entries the log has."""
        with self.reading() as connection:
            return int(
                connection.execute(select(func.count()).select_from(schema.entry)).scalar_one()
            )

    def head_at(self, seq: int) -> str:
        """The hash of the log's entry of a number, empty where there is none."""
        with self.reading() as connection:
            row = connection.execute(select(schema.entry.c.hash).where(schema.entry.c.seq == seq))
            found = row.one_or_none()
        return str(found.hash) if found else ""

    def hashes(self) -> dict[int, str]:
        """The hash of every entry, by its number."""
        with self.reading() as connection:
            rows = connection.execute(select(schema.entry.c.seq, schema.entry.c.hash))
            return {row.seq: row.hash for row in rows}

    def entry(self, seq: int) -> Entry | None:
        """The entry of a number; None where there is none, or it cannot be read."""
        with self.reading() as connection:
            query = select(schema.entry.c.body).where(schema.entry.c.seq == seq)
            body = connection.execute(query).scalar()
        try:
            return read_entry(body) if body is not None else None
        except ValueError:
            return None

    def latest(self, article_id: str) -> int:
        """The number of the last entry on an article, 0 where there is none."""
        of_article = schema.entry.c.article_id == storable(article_id)
        with self.reading() as connection:
            last = connection.execute(select(func.max(schema.entry.c.seq)).where(of_article))
            return int(last.scalar_one() or 0)

    def run_stamp(self) -> str:
        """The stamp of the run that was taken over, empty where there is none."""
        with self.reading() as connection:
            row = connection.execute(select(schema.run.c.stamp)).first()
        return str(row.stamp) if row else ""

    def file_state(self, path: Path) -> FileState | None:
        """The file with all that was written so far; None where it is not this store's, or in use."""
        if not path.exists() or not self.is_at(path):
            return None
        with self.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            busy, *_ = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).one()
        return None if busy else FileState(sha256_of_file(path), self.run_stamp())

    def is_at(self, path: Path) -> bool:
        """Whether a file is this store."""
        file = self._file()
        return file is not None and file.resolve() == path.resolve()

    def _file(self) -> Path | None:
        """The database's file; None for a server, or for a database in memory."""
        return file_of(self.engine.url)

    def standings(self, article_id: str) -> dict[str, Standing]:
        """Where the flags of an article stand, those that nothing was said of left out."""
        return replay(self.entries(article_id))


def _head_hash(connection: Connection) -> str:
    """The hash of the log's last entry, empty where there is none."""
    return str(connection.execute(select(schema.head.c.hash)).scalar() or "")


def _head(connection: Connection, last: str) -> LogHead:
    """The head of the log, whose last entry has a hash."""
    entry = schema.entry.c
    query = select(entry.hash).order_by(entry.seq).limit(1)
    first = str(connection.execute(query).scalar_one())
    row = connection.execute(
        select(entry.seq, entry.body).order_by(entry.seq.desc()).limit(1)
    ).one()
    return LogHead(first[:ID], row.seq, last, read_entry(row.body).at)


def _compare(connection: Connection, seen: Mapping[tuple[str, str], int]) -> None:
    """Refuse a stroke on flags that do not stand where they were seen; the caller holds the write lock."""
    for article_id in sorted({article_id for article_id, _ in seen}):
        of_article = schema.entry.c.article_id == storable(article_id)
        standings = replay(entries_where(connection, of_article))
        for (article, flag_id), decided in seen.items():
            standing = standings.get(flag_id, Standing())
            if article == article_id and standing.decided != decided:
                raise Overtaken(article_id, flag_id, standing)


def _ensure(connection: Connection, row: Mapping[str, Any]) -> None:
    flags = schema.flag
    there = connection.execute(
        select(flags.c.flag_id).where(
            flags.c.article_id == row["article_id"], flags.c.flag_id == row["flag_id"]
        )
    ).first()
    if there is None:
        connection.execute(insert(flags), [dict(row)])
