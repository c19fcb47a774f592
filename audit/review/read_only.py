"""SQLite files that may only be read: in a folder that cannot be written, SQLite cannot keep its own files.

A database with a write-ahead log needs two files beside it to be read, which it makes. Where it may not, and
they are not there, ``immutable=1`` has SQLite look for no changes; so this is done only while no write-ahead
log lies there, and a connection is given up as soon as the file is another than when it was opened
(https://www.sqlite.org/wal.html#readonly, https://www.sqlite.org/uri.html#uriimmutable).
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

_EFFECTIVE = os.access in os.supports_effective_ids
_BEHIND = "-wal"


class ReadOnly(sqlite3.Connection):
    """A connection that only reads."""


class Immutable(ReadOnly):
    """A connection that takes the file for one that nobody changes."""


def rights(path: Path) -> tuple[bool, bool]:
    """Whether a file, and its folder, can be written."""
    write, effective = os.W_OK, _EFFECTIVE
    return (
        os.access(path, write, effective_ids=effective),
        os.access(path.parent, write, effective_ids=effective),
    )


def identity(path: Path, connection: object = None) -> tuple[object, ...] | None:
    """Which file lies at a path and who may write it, by which a connection is known to lead to it still.

    Args:
        path: of the file.
        connection: the one that is meant; one that looks for no changes itself needs more.
    """
    try:
        found = path.stat()
    except OSError:
        return None
    known: tuple[object, ...] = (found.st_dev, found.st_ino, *rights(path))
    if isinstance(connection, Immutable):
        known += (found.st_mtime_ns, found.st_size, _is_behind(path))
    return known


def connection(path: Path, options: dict[str, Any]) -> ReadOnly | None:
    """A connection to a file in a folder that cannot be written; None where it can, or nothing lies there.

    Args:
        path: of the file.
        options: for :func:`sqlite3.connect`.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    if not path.exists() or rights(path)[1]:
        return None
    try:
        return _opened(path, "mode=ro", ReadOnly, options)
    except sqlite3.OperationalError:
        if _is_behind(path):
            raise  # what is in the write-ahead log would not be seen
        return _opened(path, "mode=ro&immutable=1", Immutable, options)


def _opened(path: Path, how: str, kind: type[ReadOnly], options: dict[str, Any]) -> ReadOnly:
    address = f"{path.resolve().as_uri()}?{how}"
    made: ReadOnly = sqlite3.connect(address, uri=True, factory=kind, **options)
    try:
        made.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except BaseException:
        made.close()
        raise
    return made


def _is_behind(path: Path) -> bool:
    """Whether a database has a write-ahead log with something in it."""
    log = path.with_name(path.name + _BEHIND)
    return log.exists() and log.stat().st_size > 0
