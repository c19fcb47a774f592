"""Parquet: an article a row.

Columns are the fields of JSON Lines: ``id``; ``ko`` and ``en``, or ``ko_sentences`` and ``en_sentences``,
lists of sentences; ``draft``, ``revisions`` and the fields of ``audit.records.article.Metadata``, dates as
text or as dates. Other columns are ignored. HTML entities are decoded once, and noted. A file may be of any
length; a group of its rows is read at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from audit.errors import InputError, MissingExtra, contained
from audit.records.article import Article
from audit.sources.building import METADATA_FIELDS
from audit.sources.limits import limits, remedy
from audit.sources.rows import article_of_row

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

NAME = "parquet"
SUFFIXES = (".parquet",)

_COLUMNS = (
    "id", "ko", "en", "ko_sentences", "en_sentences", "draft", "revisions", *METADATA_FIELDS,
)  # fmt: skip
_BYTES, _OF_A_VALUE = 4, 100
"""Bytes of a character at most, and those that one value of a list takes besides its text."""
_ROWS = 50
"""Articles that are held in memory together."""


def read(path: Path) -> Iterator[Article | InputError]:
    """The articles of a Parquet file.

    Raises:
        InputError: it is no Parquet file, is damaged, or lacks a column.
        MissingExtra: what reads Parquet is not installed.
        OSError: it cannot be opened.
    """
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise MissingExtra(f"Reading {path}", "archive") from error
    number = 0
    with path.open("rb") as opened:
        try:
            file = ParquetFile(opened)
            names = _known(file.schema_arrow.names, path)
            # A text that stands in many rows is in the file once, and so it stays.
            leaves = [file.schema.column(at).path for at in range(len(file.schema))]
            file = ParquetFile(opened, read_dictionary=leaves)
            _check_groups(file, names, path)
            for batch in file.iter_batches(_ROWS, columns=names):
                for row in range(batch.num_rows):
                    number += 1
                    yield _article(batch, row, f"{path}:row {number}")
        except (pa.ArrowException, EOFError, UnicodeError, OSError) as error:
            if isinstance(error, OSError) and error.errno:  # the file's own, not its content's
                raise
            where = f"{path}:row {number + 1}" if number else str(path)
            raise InputError(
                "this is no Parquet file, or it is damaged", where, "write it anew"
            ) from error
    if not number:
        raise InputError("there are no rows in it", str(path), "give an article a row")


def _known(names: list[str], path: Path) -> list[str]:
    for lang in ("ko", "en"):
        if lang not in names and f"{lang}_sentences" not in names:
            raise InputError(
                f"the file has no column {lang}", str(path), "name the columns id, ko, en"
            )
    known = [name for name in names if name in _COLUMNS]
    if twice := [name for name in known if known.count(name) > 1]:
        raise InputError(f"there are two columns {twice[0]}", str(path), "remove one of them")
    return known


def _article(batch: pa.RecordBatch, row: int, where: str) -> Article | InputError:
    try:
        with contained("reading", where):
            try:
                cells = {
                    name: column.slice(row, 1)
                    for name, column in zip(batch.schema.names, batch.columns, strict=True)
                }
                _check_size(cells.values(), where)
                values = {name: _plain(cell[0].as_py()) for name, cell in cells.items()}
            except UnicodeDecodeError as error:
                raise InputError("a text is not UTF-8", where, "write it as UTF-8") from error
            return article_of_row(values, where)
    except InputError as error:
        return error


def _check_groups(file: ParquetFile, names: Collection[str], path: Path) -> None:
    """Whether rows may have no more than they may, as far as the file says: a page is read as a whole."""
    for at in range(file.num_row_groups):
        group = file.metadata.row_group(at)
        for column in (group.column(i) for i in range(group.num_columns)):
            known = column.path_in_schema.partition(".")[0] in names
            if known and column.total_uncompressed_size > _BYTES * limits().side * max(
                1, group.num_rows
            ):
                raise _too_large(f"{path}:group {at + 1}")


def _too_large(where: str) -> InputError:
    what = f"a cell is larger than the {limits().side_mb} MB that is read"
    return InputError(what, where, remedy("side_mb"))


def _check_size(cells: Iterable[pa.Array], where: str) -> None:
    """Whether the cells of a row have no more than they may, before they are made text of."""
    for cell in cells:
        if _bytes(cell) > _BYTES * limits().side:
            raise _too_large(where)


def _bytes(array: pa.Array) -> int:
    """The bytes that values take, about, as texts of their own."""
    import pyarrow as pa
    from pyarrow.compute import binary_length

    if pa.types.is_dictionary(array.type):
        counted = array.indices.drop_null().value_counts()
        values = array.dictionary.take(counted.field("values"))
        if not pa.types.is_string(values.type):
            return int(array.nbytes)
        pairs = zip(
            binary_length(values).to_pylist(), counted.field("counts").to_pylist(), strict=True
        )
        return sum(length * count for length, count in pairs)
    if pa.types.is_list(array.type) or pa.types.is_large_list(array.type):
        inner = array.flatten()
        return _OF_A_VALUE * len(inner) + _bytes(inner)
    if pa.types.is_struct(array.type):
        return sum(map(_bytes, array.flatten()))
    return int(array.nbytes)


def _plain(value: object) -> object:
    """A cell as JSON Lines would hold it."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, datetime):
        at_day = value.time() == datetime.min.time() and value.tzinfo is None
        return value.date().isoformat() if at_day else value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
