"""Parquet: an article a row.

Columns are the fields of JSON Lines: ``id``; ``ko`` and ``en``, or ``ko_sentences`` and ``en_sentences``,
lists of sentences; ``draft``, ``revisions`` and the fields of ``audit.records.article.Metadata``, dates as
text or as dates. Other columns are ignored. HTML entities are decoded once, and noted. A file may be of any
length; a group of its rows is read at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from audit.errors import InputError, MissingExtra, contained
from audit.records.article import Article
from audit.sources.building import METADATA_FIELDS
from audit.sources.rows import article_of_row

if TYPE_CHECKING:
    import pyarrow as pa

NAME = "parquet"
SUFFIXES = (".parquet",)

_COLUMNS = (
    "id", "ko", "en", "ko_sentences", "en_sentences", "draft", "revisions", *METADATA_FIELDS,
)  # fmt: skip
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
                values = {
                    name: _plain(column[row].as_py())
                    for name, column in zip(batch.schema.names, batch.columns, strict=True)
                }
            except UnicodeDecodeError as error:
                raise InputError("a text is not UTF-8", where, "write it as UTF-8") from error
            return article_of_row(values, where)
    except InputError as error:
        return error


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
