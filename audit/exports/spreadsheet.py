"""CSV that a spreadsheet opens safely and shows right, and that reads back without loss.

UTF-8 with a byte order mark, so that Excel shows Korean. A cell that a spreadsheet would take for a
formula gets an apostrophe in front (OWASP, CSV injection); :func:`read` takes it off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

import pandas as pd

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r\n]")


def neutralised(cell: object) -> object:
    """A text cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and _FORMULA.match(cell):
        return f"'{cell}"
    return cell


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a table, replacing the file only when it is whole; returns the number of rows."""
    partial = path.with_name(f".{path.name}.partial")
    with partial.open("w", encoding="utf-8-sig", newline="") as file:
        count = _put(file, columns, rows)
    partial.replace(path)
    return count


def whole(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The file that :func:`write` would write."""
    file = io.StringIO(newline="")
    _put(file, columns, rows)
    return file.getvalue().encode("utf-8-sig", "replace")


def _put(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        writer.writerow([neutralised(cell) for cell in row])
    return count


def read(path: Path) -> pd.DataFrame:
    """A table written by :func:`write`, every cell the text it was; nothing becomes NaN."""
    frame = pd.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False)
    return frame.map(lambda cell: cell[1:] if _NEUTRALISED.match(cell) else cell)
