"""Parts of an archive: written from results, taken over from another archive, and made anew to compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

from audit.records.codec import to_json
from audit.records.digest import sha256_of_file
from audit.results import parquet, tables
from audit.results.archive import (
    ARTICLES,
    ARTICLES_A_GROUP,
    BEADS,
    EVIDENCE,
    EVIDENT,
    FLAGS,
    RECORDS,
    SOUGHT,
    TABLES,
    Archive,
    Part,
    PartFile,
    groups,
    name_of,
    opened,
)  # fmt: skip
from audit.results.files import replacing
from audit.results.stored import StoredResult

Rows = dict[str, list[tuple[object, ...]]]
"""The rows of an article by table."""

if TYPE_CHECKING:
    import pyarrow as pa


class PartWriter:
    """Writes one part, an article at a time; nothing of it is there before :meth:`close`.

    Args:
        archive: that it becomes the last part of.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive, self._part = archive, len(archive.manifest.parts)
        self._rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in TABLES}
        self._made: dict[str, list[pa.Table]] = {table: [] for table in TABLES}
        self._writers: dict[str, parquet.Writer] = {}
        self._waiting = 0
        self.ids: list[str] = []
        for table, its_columns in TABLES.items():
            path = archive.file(table, self._part)
            path.parent.mkdir(parents=True, exist_ok=True)
            schema = parquet.schema_of(its_columns)
            self._writers[table] = parquet.Writer(path, schema, SOUGHT.get(table, ()))

    def add(self, article_id: str, rows: Rows) -> None:
        """Put in one article by its rows."""
        for table, of_table in rows.items():
            self._rows[table] += of_table
        self.ids.append(article_id)
        self._waiting += 1
        if self._waiting == ARTICLES_A_GROUP:
            self._flush()

    def _flush(self) -> None:
        for table, rows in self._rows.items():
            made = parquet.table_of(rows, TABLES[table])
            if table == RECORDS:
                self._writers[table].add(made)
            else:
                self._made[table].append(made)
            rows.clear()
        self._waiting = 0

    def close(self) -> None:
        """Put the files in their places, and the part in the manifest."""
        import pyarrow as pa

        if self._waiting:
            self._flush()
        for table, writer in self._writers.items():
            # A record is read by itself; a table is read by its columns, the fewer pieces the faster.
            if self._made[table]:
                writer.add(pa.concat_tables(self._made[table]).combine_chunks())
            writer.close()
        rows = {table: writer.rows for table, writer in self._writers.items()}
        self._archive.add(listed(self._archive, self._part, rows))

    def drop(self) -> None:
        """Leave nothing behind."""
        for writer in self._writers.values():
            writer.drop()


def part_rows(stored: StoredResult) -> Rows:
    """The rows of an article by table."""
    flags, beads, articles = tables.rows_of(stored.result)
    signature = stored.signature.digest if stored.signature else ""
    record = (stored.result.article.id, stored.key, signature, to_json(stored).decode())
    return {FLAGS: flags, BEADS: beads, ARTICLES: articles, RECORDS: [record]}


def listed(archive: Archive, part: int, rows: dict[str, int]) -> Part:
    """A part whose files are in their places, as the manifest lists it."""
    files = {
        table: PartFile(rows[table], sha256_of_file(archive.file(table, part))) for table in TABLES
    }
    return Part(name_of(part), rows[ARTICLES], files)


def taken_over(source: Archive, part: int, ids: Sequence[str], into: Archive) -> None:
    """Make a part of one archive the last part of another, or what it has on some articles.

    Args:
        source: that the part is of.
        part: its number.
        ids: the articles to take over, some or all of the part's; nothing is done where there are none.
        into: the archive that takes it.
    """
    if not ids:
        return
    listed_there, number = source.manifest.parts[part], len(into.manifest.parts)
    rows = {table: file.rows for table, file in listed_there.files.items()}
    for table in TABLES:
        path = into.file(table, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        if len(ids) == listed_there.articles:
            with replacing(path) as partial:
                copyfile(source.file(table, part), partial)
        else:
            rows[table] = _picked(source.file(table, part), ids, path, SOUGHT.get(table, ()))
    into.add(listed(into, number, rows))


def _picked(path: Path, ids: Sequence[str], into: Path, sought: Sequence[str]) -> int:
    import pyarrow as pa
    from pyarrow.compute import is_in

    with opened(path) as file, parquet.Writer(into, file.schema_arrow, sought) as writer:
        for group in range(file.num_row_groups):
            rows = file.read_row_group(group)
            writer.add(rows.filter(is_in(rows["article_id"], pa.array(ids, pa.string()))))
        return writer.rows


def write_evidence(archive: Archive, part: int, records: Iterable[tuple[str, bytes]]) -> None:
    """Write the audit records of a part.

    Args:
        archive: that the part is of.
        part: its number.
        records: ids and audit records as JSON, in the order of the part.
    """
    path = archive.file(EVIDENCE, part)
    path.parent.mkdir(exist_ok=True)
    rows: list[tuple[object, ...]] = []
    with parquet.Writer(path, parquet.schema_of(EVIDENT)) as writer:
        for article_id, record in records:
            rows.append((article_id, record.decode()))
            if len(rows) == ARTICLES_A_GROUP:
                writer.add(parquet.table_of(rows, EVIDENT))
                rows.clear()
        if rows:
            writer.add(parquet.table_of(rows, EVIDENT))


def does_not_follow(
    archive: Archive, part: int, read: Callable[[bytes], StoredResult]
) -> Iterator[str]:
    """The files of a part whose rows do not follow from its records, by their paths in the results.

    Raises:
        InputError: a file is missing or damaged.
        ValueError: a record is no record.
    """
    whole = {table: archive.table(table, part) for table in TABLES if table != RECORDS}
    at = dict.fromkeys(whole, 0)
    wrong: set[str] = set()
    for group in groups(archive.file(RECORDS, part)):
        made: dict[str, list[tuple[object, ...]]] = {table: [] for table in TABLES}
        for record in group["record"]:
            for table, rows in part_rows(read(record.as_py().encode())).items():
                made[table] += rows
        for table, rows in made.items():
            there = whole[table].slice(at[table], len(rows)) if table in whole else group
            if not parquet.table_of(rows, TABLES[table]).equals(there):
                wrong.add(table)
            at[table] = at.get(table, 0) + len(rows)
    wrong |= {table for table in whole if at[table] != whole[table].num_rows}
    for table in sorted(wrong):
        yield archive.file(table, part).relative_to(archive.path.parent).as_posix()
