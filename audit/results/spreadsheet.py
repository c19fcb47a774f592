"""CSV that a spreadsheet opens safely and shows right, and that reads back without loss.

UTF-8 with a byte order mark, so that Excel shows Korean. A cell that a spreadsheet would take for a
formula gets an apostrophe in front (OWASP, CSV injection); :func:`read` takes it off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from audit.results.columns import plain
from audit.results.files import named, replacing

if TYPE_CHECKING:
    import pandas as pd

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_LONGEST = 2**31 - 1
"""Most characters of a cell: a table that this tool wrote is read whatever is in it."""
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r\n]")


def neutralised(cell: object) -> object:
    """A text cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and _FORMULA.match(cell):
        return f"'{cell}"
    return cell


def safe(row: Iterable[object]) -> list[object]:
    """A row's cells as a sheet may hold them."""
    return [neutralised(cell) for cell in plain(row)]


def as_it_was(cell: str) -> str:
    """The text that :func:`neutralised` was given."""
    return cell[1:] if _NEUTRALISED.match(cell) else cell


class Table:
    """A table written row by row; it takes its place only when it is whole."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self._path, self._columns = path, columns

    def __enter__(self) -> Table:
        with ExitStack() as stack:
            partial = stack.enter_context(replacing(self._path))
            self._file = stack.enter_context(
                partial.open("w", encoding="utf-8-sig", errors="replace", newline="")
            )
            self._writer = csv.writer(self._file, lineterminator="\r\n")
            self._writer.writerow(self._columns)
            self._stack = stack.pop_all()
        return self

    def add(self, rows: Iterable[Sequence[object]]) -> int:
        """Put in rows; returns their number."""
        count = 0
        for count, row in enumerate(rows, 1):  # noqa: B007
            cells = safe(row)
            with named(self._path):
                self._writer.writerow(cells)
        return count

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, at)


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a table, replacing the file only when it is whole; returns the number of rows."""
    with Table(path, columns) as table:
        return table.add(rows)


def whole(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The bytes of the file that :func:`write` would write."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(map(safe, rows))
    return file.getvalue().encode("utf-8-sig", "replace")


def read(path: Path) -> pd.DataFrame:
    """A table written by :func:`write`, every cell the text it was; nothing becomes NaN."""
    import pandas as pd  # a quarter of a second

    frame = pd.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False)
    return frame.map(as_it_was)


def read_rows(path: Path) -> Iterator[list[str]]:
    """The rows of a table written by :func:`write`, the names of its columns first, one at a time.

    Raises:
        ValueError: the file is no such table.
    """
    csv.field_size_limit(_LONGEST)
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            for row in csv.reader(file, strict=True):
                yield [as_it_was(cell) for cell in row]
        except csv.Error as error:
            raise ValueError(str(error)) from error
