"""CSV or TSV with a header: an article a row, or a sentence pair a row.

Columns: ``id``, ``ko``, ``en``; if wanted ``draft``, the raw machine translation, and the fields of
``Metadata``. Other columns are ignored. With a column ``article`` each row is a sentence
pair: the rows of one article, wherever they stand, are its sentences in that order, and their pairs
its alignment; an empty cell is a sentence that has no counterpart. Cells are divided by commas,
semicolons, tabs or bars. Rows are counted as in a spreadsheet, the header being row 1. HTML entities are
decoded once, and noted.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from audit.errors import InputError, contained
from audit.records.article import Article
from audit.sources.building import (
    METADATA_FIELDS,
    article_id,
    checked,
    linked_texts,
    metadata_of,
    text_of_sentences,
    whole_characters,
)
from audit.sources.decoding import open_text
from audit.sources.entities import Entities
from audit.sources.limits import HEADER, check_sentences, limits, remedy
from audit.sources.rows import article_of_row

NAME = "csv"
SUFFIXES = (".csv", ".tsv")

_DELIMITERS = ",\t;|"
_COLUMNS = frozenset({"id", "article", "ko", "en", "draft", *METADATA_FIELDS})

_SIDES = 3
"""Sides of which a row holds the text at most: two and a draft."""

_HELD = 500_000_000
"""Bytes, about, of the rows of articles of which others are still to come."""

Row = dict[str, str]


def read(path: Path) -> Iterator[Article | InputError]:
    """The articles of a table.

    Raises:
        InputError: it is no text file, or its header lacks a column.
        OSError: it cannot be opened.
    """
    # The csv module keeps this for the whole process; its default is 128 kB.
    csv.field_size_limit(max(limits().side + 1, csv.field_size_limit()))
    with open_text(path) as file:
        found = _rows(file, path)
        header = next(found)
        if not isinstance(header, tuple):
            raise header
        if "article" not in header[1]:
            yield from _single(found, path)
            return
        left = Counter(name for name in map(_named, found) if isinstance(name, str))
        file.seek(0)
        found = _rows(file, path)
        next(found)
        yield from _grouped(found, left, path)


def _single(
    rows: Iterator[tuple[str, Row] | InputError], path: Path
) -> Iterator[Article | InputError]:
    found = False
    for row in rows:
        found = True
        if isinstance(row, InputError):
            yield row
            continue
        where, values = row
        try:
            with contained("reading", where):
                article = article_of_row(values, where)
        except InputError as error:
            yield error
        else:
            yield article
    if not found:
        raise _no_rows(path)


def _no_rows(path: Path) -> InputError:
    return InputError("there are no rows under the header", str(path), "give an article a row")


def _grouped(
    rows: Iterator[tuple[str, Row] | InputError], left: Counter[str], path: Path
) -> Iterator[Article | InputError]:
    """The articles whose rows are pairs, by their first rows; ``left`` says how many rows each has."""
    held: dict[str, list[tuple[str, Row]]] = {}
    found, size = False, 0
    for row in rows:
        found = True
        name = _named(row)
        if isinstance(row, InputError):
            yield row
            continue
        if isinstance(name, InputError):
            yield name
            continue
        left[name] -= 1
        of_article = held.setdefault(name, [])
        if len(of_article) <= limits().sentences:  # the first too many is enough to refuse them
            of_article.append(row)
            size += _size(row)
        while held and not left[first := next(iter(held))]:
            pairs = held.pop(first)
            size -= sum(map(_size, pairs))
            yield _tried(first, pairs)
        if size > _HELD:
            yield InputError(
                f"the rows of {len(held):,} articles are mixed, and nothing from here on was read",
                row[0], "sort the table by article",
            )  # fmt: skip
            return
    if not found:
        raise _no_rows(path)


def _named(row: tuple[str, Row] | InputError) -> str | InputError:
    """The article that a row belongs to, or why it belongs to none."""
    try:
        return row if isinstance(row, InputError) else _checked_row(*row)
    except InputError as error:
        return error


def _size(row: tuple[str, Row]) -> int:
    """The bytes that a row takes in memory, about."""
    return 1_000 + 2 * sum(map(len, row[1].values()))


def _tried(name: str, pairs: list[tuple[str, Row]]) -> Article | InputError:
    try:
        with contained("reading", f"{name} ({pairs[0][0]})"):
            return _article(name, pairs)
    except InputError as error:
        return error


def _checked_row(where: str, row: Row) -> str:
    """The article that a sentence pair belongs to."""
    if not (row["ko"].strip() or row["en"].strip()):
        raise InputError("the row has no sentence", where, "fill ko or en, or remove the row")
    for value in row.values():
        whole_characters(value, where)
    return article_id(row["article"], where)


def _article(name: str, given: list[tuple[str, Row]]) -> Article:
    check_sentences(len(given), "the article", given[0][0])
    entities = Entities()
    rows = [(place, entities.decoded(row)) for place, row in given]
    ko, en, links = linked_texts([(row["ko"].strip(), row["en"].strip()) for _, row in rows])
    drafted = [row["draft"].strip() for _, row in rows if row.get("draft", "").strip()]
    # The first row that says something about the article says it for all of them.
    about = {
        field: next((row[field] for _, row in rows if row.get(field)), None)
        for field in METADATA_FIELDS
    }
    where = rows[0][0]
    pair = Article(
        id=name,
        source=ko,
        target=en,
        draft=text_of_sentences("en", drafted) if drafted else None,
        metadata=metadata_of(about, where),
        given=links,
        origin=where,
        notes=entities.notes,
    )
    return checked(pair)


def _rows(file: TextIO, path: Path) -> Iterator[tuple[str, Row] | InputError]:
    """The header as ``(where, its names)``, then the rows with where they stand, or their errors."""
    first = file.readline(HEADER + 1)
    number = line_before = 0
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        # Excel's own way of telling the delimiter, in a line above the header.
        first = file.readline(HEADER + 1)
        number = line_before = 1
    delimiter = _delimiter(first)
    file.seek(0)
    for _ in range(line_before):
        file.readline()
    lines = _Lines(file, path)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    names: list[str] = []
    while True:
        number += 1
        line = line_before + reader.line_num + 1
        lines.begin_row(number, header=not names)
        try:
            cells = next(reader)
        except StopIteration:
            break
        except InputError as error:
            yield error
            return
        except csv.Error as error:
            yield _broken(error, f"{path}:{line}")
            if not names:
                return
            continue
        where = f"{path}:row {number}"
        if not any(cell.strip() for cell in cells):
            continue
        if not names:
            names = [cell.strip().strip("\ufeff").lower() for cell in cells]
            yield _header(names, f"{path}:row {number}")
        elif len(cells) != len(names):
            yield InputError(
                f"the row has {len(cells)} cells, the header {len(names)}", where,
                "put texts with a comma or line break in quotation marks",
            )  # fmt: skip
        else:
            yield where, dict(zip(names, cells, strict=True))
    if not names:
        yield InputError("the file is empty", str(path), "give a header and an article a row")


class _Lines:
    """The lines of a table as the csv module asks for them, no more for one row than a row may have.

    Args:
        file: the table, behind what stands above its header.
        path: for messages.
    """

    def __init__(self, file: TextIO, path: Path) -> None:
        self._file, self._path = file, path
        self._left = self._row = 0
        self._header = True

    def begin_row(self, number: int, *, header: bool) -> None:
        """What is asked for from now on is of this row."""
        self._row, self._header = number, header
        self._left = HEADER if header else _SIDES * limits().side

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """The next line.

        Raises:
            InputError: the row has more than it may; what follows cannot be told from it.
        """
        line = self._file.readline(self._left + 1)
        if not line:
            raise StopIteration
        self._left -= len(line)
        if self._left < 0:
            raise self._too_long()
        return line

    def _too_long(self) -> InputError:
        where = f"{self._path}:row {self._row}"
        if self._header:
            return InputError(
                f"the header has more than {HEADER:,} characters", where,
                "write the names of the columns in the first line",
            )  # fmt: skip
        return InputError(
            f"the row is longer than any with {limits().side_mb} MB a side, and nothing from it on was read",
            where, remedy("side_mb", "close its quotation marks or split it into its articles"),
        )  # fmt: skip


def _delimiter(line: str) -> str:
    """The delimiter that makes the most known columns of the header line."""
    return max(
        _DELIMITERS,
        key=lambda d: sum(cell.strip('"\ufeff \r\n').lower() in _COLUMNS for cell in line.split(d)),
    )


def _header(names: list[str], where: str) -> tuple[str, Row] | InputError:
    missing = [name for name in ("ko", "en") if name not in names]
    if not missing and not {"id", "article"} & set(names):
        return InputError(
            "the header has neither a column id nor a column article", where,
            "add id for an article a row, or article for a sentence pair a row",
        )  # fmt: skip
    if missing:
        return InputError(
            f"the header has no column {missing[0]}", where, "name the columns id, ko, en"
        )
    if twice := [name for name in names if name in _COLUMNS and names.count(name) > 1]:
        return InputError(f"there are two columns {twice[0]}", where, "remove one of them")
    return where, dict.fromkeys(names, "")


def _broken(error: csv.Error, where: str) -> InputError:
    if "field limit" in str(error):
        what = f"a cell is larger than the {limits().side_mb} MB that is read"
        return InputError(what, where, remedy("side_mb"))
    return InputError(
        f"the quotation marks of this row do not match ({error})", where,
        "close them, and double those inside a cell",
    )  # fmt: skip
