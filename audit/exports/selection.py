"""Rows of a run's tables that a condition picks: DuckDB over the archive's parts or the sheets.

The condition is an expression of SQL and the user's own, and still it may do nothing but pick: DuckDB is
given the rows alone, and neither a file nor a setting nor an extension.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.errors import ConfigError, InputError
from audit.records.tables import Tables
from audit.results import archive, parquet, shut_duckdb, spreadsheet
from audit.results.columns import Column, names, read_row
from audit.results.folder import ResultsFolder

if TYPE_CHECKING:
    import pyarrow as pa

TABLES = (archive.FLAGS, archive.BEADS, archive.ARTICLES)
_ROWS_AT_ONCE = 5000


class Form(StrEnum):
    """What rows are written as."""

    CSV = "csv"
    PARQUET = "parquet"
    JSON = "json"


def select(folder: ResultsFolder, table: str, where: str, form: Form, into: Path) -> None:
    """Write the rows of a table that a condition picks, in the order of the run.

    Args:
        folder: of results; those of an archive are read where there is one, else the sheets.
        table: ``flags``, ``beads`` or ``articles``.
        where: the condition, as after WHERE in SQL; empty for all rows.
        form: what to write them as.
        into: the file; there only when it is whole.

    Raises:
        MissingExtra: DuckDB or pyarrow is not installed.
        InputError: there are no results, or a table cannot be read.
        ConfigError: there is no such table, or the condition makes no sense for it.
    """
    if table not in TABLES:
        raise ConfigError(
            f"There is no table {table!r}; give one of {', '.join(TABLES)}, or add --form for an article "
            "by its id."
        )
    folder.require()
    parquet.require()
    read = _Read(folder, table)
    with shut_duckdb.opened({table: read.rows()}, in_order=True) as connection:
        import duckdb
        import pyarrow as pa

        try:
            picked = connection.table(table)
            if where:
                picked = picked.filter(duckdb.SQLExpression(where))
            batches = picked.to_arrow_reader(_ROWS_AT_ONCE)
            _WRITTEN[form](_tables(batches, archive.TABLES[table]), archive.TABLES[table], into)
        except (duckdb.Error, pa.ArrowException, OSError) as error:
            if read.fault is not None:
                raise read.fault from error
            why = str(error).splitlines()[0].partition("Error: ")[2] or str(error).splitlines()[0]
            raise ConfigError(
                f"The condition {where!r} cannot be used on {table}: {why.rstrip('.!')}; "
                "columns are listed in docs/formats.md."
            ) from error


class _Read:
    """A table's rows as DuckDB takes them; ``fault`` is what is wrong with its file."""

    def __init__(self, folder: ResultsFolder, table: str) -> None:
        self._folder, self._table = folder, table
        self._columns = archive.TABLES[table]
        self._schema = parquet.schema_of(self._columns)
        self.fault: InputError | None = None

    def rows(self) -> Any:  # noqa: ANN401 - a dataset or a reader of pyarrow
        if Tables.PARQUET in self._folder.tables:
            from pyarrow.dataset import dataset

            there = self._folder.archive
            parts = range(len(there.manifest.parts))
            files = [there.file(self._table, part) for part in parts]
            for path in files:
                with archive.opened(path):
                    pass
            return dataset(list(map(str, files)), schema=self._schema, format="parquet")
        import pyarrow as pa

        return pa.RecordBatchReader.from_batches(self._schema, self._sheet())

    def _sheet(self) -> Iterator[pa.RecordBatch]:
        path = self._folder.path / f"{self._table}.csv"
        try:
            rows = spreadsheet.read_rows(path)
            if tuple(next(rows, ())) != names(self._columns):
                raise ValueError("it has other columns")  # noqa: TRY301
            typed = (read_row(row, self._columns) for row in rows)
            while some := list(islice(typed, _ROWS_AT_ONCE)):
                yield from parquet.table_of(some, self._columns).to_batches()
        except (OSError, ValueError) as error:
            self.fault = InputError(
                f"this is no table that this version wrote: {error}",
                str(path),
                "run the audit again",
            )
            raise self.fault from error


def _tables(batches: pa.RecordBatchReader, columns: tuple[Column, ...]) -> Iterator[pa.Table]:
    import pyarrow as pa

    for batch in batches:
        yield pa.Table.from_batches([batch]).cast(parquet.schema_of(columns))


def _csv(rows: Iterator[pa.Table], columns: tuple[Column, ...], into: Path) -> None:
    with spreadsheet.Table(into, names(columns)) as sheet:
        for table in rows:
            sheet.add([_cell(cell) for cell in row.values()] for row in table.to_pylist())


def _json(rows: Iterator[pa.Table], _: tuple[Column, ...], into: Path) -> None:
    """A list with a row a line."""
    with into.open("w", encoding="utf-8") as file:
        between = "[\n"
        for table in rows:
            for row in table.to_pylist():
                told = {name: _time(cell) for name, cell in row.items()}
                file.write(between + json.dumps(told, ensure_ascii=False))
                between = ",\n"
        file.write("[]\n" if between == "[\n" else "\n]\n")


def _parquet(rows: Iterator[pa.Table], columns: tuple[Column, ...], into: Path) -> None:
    with parquet.Writer(into, parquet.schema_of(columns)) as writer:
        for table in rows:
            writer.add(table)


def _cell(cell: object) -> object:
    return tuple(cell) if isinstance(cell, list) else _time(cell)


def _time(cell: object) -> object:
    """A time as text, a day alone where it is midnight."""
    if not isinstance(cell, datetime):
        return cell
    day, _, time = cell.isoformat().partition("T")
    return day if time == "00:00:00" else cell.isoformat()


_WRITTEN: Mapping[Form, Callable[[Iterator[pa.Table], tuple[Column, ...], Path], None]] = {
    Form.CSV: _csv,
    Form.PARQUET: _parquet,
    Form.JSON: _json,
}
