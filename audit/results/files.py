"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PARTIAL = ".partial"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, replacing what is there only when the new one is whole.

    Raises:
        OSError: it cannot be written; the error names the file.
    """
    with replacing(path) as partial:
        partial.write_bytes(data)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Where to write a file that takes its place once the block is done; else nothing is left of it.

    Raises:
        OSError: it cannot be written; the error names the file.
    """
    partial = partial_of(path)
    try:
        with named(path):
            yield partial
            partial.replace(path)
    except BaseException:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Have an error of the operating system name the file that is being written.

    A full disk is told by what writes, which knows no name; of a file that is to take another's place, the
    other is meant.
    """
    try:
        yield
    except OSError as error:
        if error.filename is None or os.fspath(error.filename) == str(partial_of(path)):
            error.filename, error.filename2 = str(path), None
        raise


def partial_of(path: Path) -> Path:
    """Where a file is written before it takes its place."""
    return path.with_name(f".{path.name}{_PARTIAL}")


def is_partial(path: Path) -> bool:
    """Whether a file is one that a process was writing when it was killed."""
    return path.name.startswith(".") and path.name.endswith(_PARTIAL)
