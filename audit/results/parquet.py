"""Tables as Parquet: the columns of :mod:`audit.results.tables`, each of its own type, text as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from audit.errors import MissingExtra
from audit.results.columns import Column, Kind, time_of
from audit.results.files import named, partial_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

_COMPRESSION, _LEVEL = "zstd", 3
_FALSE_HITS = 0.01
"""A group in a hundred is read in vain; with filters flags take 2% more bytes, and are found in a quarter
of the time (2026-11-29, a million flags: 40 ms instead of 160)."""


def require() -> None:
    """Refuse to go on without what reads and writes Parquet.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise MissingExtra("Parquet", "archive") from error


def schema_of(columns: Iterable[Column]) -> pa.Schema:
    """The schema of a table; a text is never null, everything else is where it is not known."""
    import pyarrow as pa  # a tenth of a second

    types = {
        Kind.TEXT: pa.string(), Kind.COUNT: pa.int64(), Kind.NUMBER: pa.float64(),
        Kind.YES_NO: pa.bool_(), Kind.IDS: pa.list_(pa.string()), Kind.TIME: pa.timestamp("us"),
    }  # fmt: skip
    never = (Kind.TEXT, Kind.IDS)
    return pa.schema(
        [pa.field(c.name, types[c.kind], nullable=c.kind not in never) for c in columns]
    )


def table_of(rows: Sequence[Sequence[object]], columns: Sequence[Column]) -> pa.Table:
    """Rows as a table in memory; a lone surrogate, which no file can hold, is a question mark in it."""
    import pyarrow as pa

    schema = schema_of(columns)
    cells: Iterable[Sequence[object]] = zip(*rows, strict=True) if rows else [()] * len(columns)
    made = [
        _array(list(values), column.kind, field.type)
        for values, column, field in zip(cells, columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(made, schema=schema)


def _array(values: list[Any], kind: Kind, type_: pa.DataType) -> pa.Array:
    import pyarrow as pa

    if kind is Kind.TIME:
        values = [time_of(text) for text in values]
    try:
        return pa.array(values, type_)
    except UnicodeEncodeError:
        return pa.array([text.encode("utf-8", "replace").decode() for text in values], type_)


class Writer:
    """A file of Parquet, written a group of rows at a time; it takes its place only when it is whole.

    The same tables in the same order give the same bytes.

    Args:
        path: of the file.
        schema: of its rows.
        sought: columns that rows are looked for by; of each there is a Bloom filter (Bloom 1970), so that
            a group of rows that has no such value is not read.
    """

    def __init__(self, path: Path, schema: pa.Schema, sought: Sequence[str] = ()) -> None:
        self._path, self._schema, self._sought = path, schema, sought
        self._writer: ParquetWriter | None = None
        self.rows = 0

    def _opened(self, rows: int) -> ParquetWriter:
        """The file, made when the size of its groups is known."""
        if self._writer is None:
            from pyarrow.parquet import ParquetWriter

            filters = {name: {"ndv": max(1, rows), "fpp": _FALSE_HITS} for name in self._sought}
            self._writer = ParquetWriter(
                partial_of(self._path),
                self._schema,
                compression=_COMPRESSION,
                compression_level=_LEVEL,
                bloom_filter_options=filters or None,
            )
        return self._writer

    def add(self, table: pa.Table) -> None:
        """Write a table as one group of rows."""
        with named(self._path):
            self._opened(table.num_rows).write_table(table, row_group_size=max(1, table.num_rows))
        self.rows += table.num_rows

    def close(self) -> None:
        """Put the file in its place."""
        with named(self._path):
            self._opened(0).close()
            partial_of(self._path).replace(self._path)

    def drop(self) -> None:
        """Leave what was there as it was."""
        if self._writer is not None:
            with suppress(OSError):  # what is full when it is written is full when it is closed
                self._writer.close()
        partial_of(self._path).unlink(missing_ok=True)

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.drop()
