"""The store of an archive's reviews: it keeps the articles that somebody decided on, and reads all others.

What is listed is the parts' rows where nothing was decided on the article, and else the store's. DuckDB puts
both together: articles in memory, by columns, a third of a kilobyte each; flags as the files have them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Result,
    Select,
    Table,
    Text,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData

from audit.errors import InputError
from audit.results import archive, shut_duckdb
from audit.results.folder import ResultsFolder, current
from audit.review import schema
from audit.review.loading import put_in
from audit.review.store import Listed, Store, url_beside

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_DIALECT = postgresql.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
"""DuckDB's SQL is PostgreSQL's, for all that is asked here."""
_AT_ONCE = 2000
_PARTS = (archive.ARTICLES, archive.FLAGS, archive.BEADS)
_PASSAGE = Table(
    archive.BEADS,
    MetaData(),
    Column("article_id", Text),
    Column("ko_text", Text),
    Column("en_text", Text),
)
"""What the texts of articles are searched by."""
_VIEWS = """
CREATE TABLE found_article AS SELECT
    article_id AS id, title, desk, translator, editor,
    coalesce(source_title, '') AS sought, ko_sentences, en_sentences, risk,
    CASE WHEN published IS NULL THEN ''
         WHEN published = date_trunc('day', published) THEN strftime(published, '%Y-%m-%d')
         ELSE strftime(published, '%Y-%m-%dT%H:%M:%S') END AS published,
    penalty_per_100 AS penalty, edited, draft_errors, draft_fixed,
    flags, flags AS open, critical, major, minor, '' AS assignee, true AS present,
    coalesce(array_to_string(suppressed, ' '), '') AS suppressed
FROM (
    SELECT * FROM articles UNION ALL BY NAME
    -- Archives of an earlier version have no such columns.
    SELECT NULL::VARCHAR[] AS suppressed, NULL::VARCHAR AS source_title WHERE false
);
CREATE VIEW found_flag AS SELECT
    article_id, flag_id, bead_id, file_row_number AS place, category, "check", code, relation,
    suggestion, severity, risk, message, stage,
    array_to_string(ko_sentence_ids, ' ') AS ko_sentence_ids,
    array_to_string(en_sentence_ids, ' ') AS en_sentence_ids,
    ko_text, en_text, ko_evidence, en_evidence, encoder, tool_version,
    '' AS text_hash, '' AS likeness, true AS shown, true AS present, false AS logged,
    'open' AS status, severity AS severity_now, '' AS reviewer, '' AS reviewed_at, '' AS reason,
    '' AS comment
FROM flags;
CREATE TABLE held_article AS SELECT * FROM found_article LIMIT 0;
CREATE TABLE held_flag AS SELECT * FROM found_flag LIMIT 0;
CREATE VIEW article AS SELECT * FROM held_article UNION ALL BY NAME
    SELECT * FROM found_article WHERE id NOT IN (SELECT id FROM held_article);
CREATE VIEW flag AS SELECT * FROM held_flag UNION ALL BY NAME
    SELECT * FROM found_flag WHERE article_id NOT IN (SELECT id FROM held_article);
"""
"""The columns of the store's tables, from the parts' and what the store holds. A hash is in no part."""
_HELD: tuple[tuple[Table, str, str], ...] = (
    (schema.article, "held_article", "id"),
    (schema.flag, "held_flag", "article_id"),
)


def store_of(folder: ResultsFolder, url: str = "") -> Store:
    """The store of some results, at an address or else beside them.

    Raises:
        ConfigError: it cannot be opened.
    """
    at = url or url_beside(folder.path)
    return Store(at, folder.path) if folder.keeps_files else ArchiveStore(at, folder.path)


@dataclass(frozen=True, slots=True)
class _Queried:
    """A cursor of DuckDB that takes queries as the database's connections do."""

    cursor: DuckDBPyConnection
    folder: ResultsFolder

    def execute(self, query: Select[*tuple[Any, ...]], /) -> Result[*tuple[Any, ...]]:
        """The rows of a query, read as they are asked for.

        Raises:
            InputError: a part is missing, damaged or none of this version.
        """
        made = query.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
        values = [made.params[name] for name in made.positiontup or ()]
        with _faults(self.folder):
            self.cursor.execute(str(made), values)
        names = [column[0] for column in self.cursor.description or ()]
        return IteratorResult(SimpleResultMetaData(names), self._rows())

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        with _faults(self.folder):
            while rows := self.cursor.fetchmany(_AT_ONCE):
                yield from rows


@contextmanager
def _faults(folder: ResultsFolder) -> Iterator[None]:
    """What DuckDB cannot read, as a sentence on the part that it is of."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        for table in _PARTS:
            for path in _files(folder, table):
                with archive.opened(path):
                    pass
        raise InputError(
            f"this is no archive that this version wrote: {str(error).splitlines()[0]}",
            str(folder.archive.path),
            "run the audit again",
        ) from error


def _files(folder: ResultsFolder, table: str) -> list[Path]:
    parts = range(len(folder.archive.manifest.parts))
    return [folder.archive.file(table, part).absolute() for part in parts]


class _View:
    """The parts of one run with what the store holds beside them.

    Args:
        folder: of the run.
        stamp: the run's, as the store has it.
    """

    def __init__(self, folder: ResultsFolder, stamp: str) -> None:
        self.folder, self.stamp, self.seq = folder, stamp, -1
        with _faults(folder):
            self._database = shut_duckdb.opened(
                files={table: _files(folder, table) for table in _PARTS}
            )
            self._database.execute(_VIEWS)

    def queried(self) -> _Queried:
        """For queries of one thread."""
        return _Queried(self._database.cursor(), self.folder)

    def bring_in_line(self, connection: Connection, seq: int) -> None:
        """Take over what the store holds now, where its log has got to an entry of a number."""
        import pyarrow as pa

        later = select(schema.entry.c.article_id).where(schema.entry.c.seq > self.seq).distinct()
        with self._database.cursor() as cursor:
            cursor.execute("BEGIN")
            for table, held, key in _HELD:
                query = select(table)
                if self.seq >= 0:
                    query = query.where(table.c[key].in_(later))
                    gone = connection.execute(later).scalars().all()
                    cursor.execute(f"DELETE FROM {held} WHERE list_contains(?, {key})", [gone])  # noqa: S608 - names of ours
                rows = connection.execute(query.execution_options(yield_per=_AT_ONCE)).mappings()
                for some in rows.partitions():
                    cursor.register("now", pa.Table.from_pylist(list(map(dict, some))))
                    cursor.execute(f"INSERT INTO {held} BY NAME SELECT * FROM now")  # noqa: S608
            cursor.execute("COMMIT")
        self.seq = seq


class ArchiveStore(Store):
    """Reviews of an archive's articles.

    Args:
        url: as of :class:`Store`.
        out: the folder of results.
    """

    def __init__(self, url: str, out: Path) -> None:
        super().__init__(url, out)
        self._out, self._lock = out, Lock()
        self._view: _View | None = None

    def worded(self, words: str) -> ColumnElement[bool]:
        """As in :class:`Store`; the texts are those that were aligned, as the parts have them."""
        passage = _PASSAGE.c
        texts = (passage.ko_text, passage.en_text)
        named = or_(*(text.icontains(words, autoescape=True) for text in texts))
        found = select(passage.article_id).where(named)
        return or_(super().worded(words), schema.article.c.id.in_(found))

    @contextmanager
    def listed(self) -> Iterator[Listed]:
        """For queries of articles and flags, those of the parts too."""
        queried = self._now().queried()
        with queried.cursor:
            yield queried

    def _now(self) -> _View:
        """The view of the run that the store has taken over, in line with the log."""
        head, run = schema.head.c, schema.run.c
        with self._lock, self.reading() as connection:
            seq = int(connection.execute(select(head.seq)).scalar_one())
            stamp = str(connection.execute(select(run.stamp)).scalar() or "")
            view = self._view
            if view is None or view.stamp != stamp or view.seq > seq:
                view = _View(current(self._out), stamp)
            if view.seq < seq:
                view.bring_in_line(connection, seq)
            self._view = view
            return view

    def like(self, row: Mapping[str, Any]) -> list[ColumnElement[bool]]:
        """What holds of flags on the same words: the columns that the database has a hash of."""
        flags = schema.flag.c
        names = ["category", "check", "ko_evidence", "en_evidence"]
        if not (row["ko_evidence"] or row["en_evidence"]):
            names += ["ko_text", "en_text"]
        return [flags[name] == row[name] for name in names]

    def hold(self, article_ids: set[str]) -> None:
        """Keep articles from now on, with the flags that the run found in them."""
        held = select(schema.article.c.id)
        with self.reading() as connection:
            new = [
                name
                for name in sorted(article_ids)
                if connection.execute(held.where(schema.article.c.id == name)).first() is None
            ]
        if not new:
            return
        folder = self._now().folder
        results = [stored.result for name in new if (stored := folder.find(name))]
        with self.writing() as connection:
            put_in(connection, results)
