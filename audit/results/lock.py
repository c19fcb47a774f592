"""One process at a time writes a folder of results; who holds it is said to the next.

The lock is the system's (``flock``, through the library filelock, which knows other systems too): it ends
with the process that holds it, however that ends. The file stays, and is empty while nobody holds it.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from audit.errors import AuditError, StorageError, of_system

WRITING, WATCHING = ".lock", ".watch.lock"
"""The lock of what writes the results, and that of ``watch``, which writes them now and then."""


class HeldError(AuditError):
    """A folder of results that another process is writing."""


@contextmanager
def held(folder: Path, wait: float = 0, name: str = WRITING) -> Iterator[None]:
    """Hold a folder while it is written; whoever holds it already may do so again within.

    Args:
        folder: made if need be, and gone again where nothing is written.
        wait: seconds to wait for another process.
        name: of the lock.

    Raises:
        HeldError: another process holds it.
        StorageError: the operating system refuses something within the block, as a full disk does.
    """
    with _as_sentence(folder):
        made = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder.resolve() / name
        lock = FileLock(path, is_singleton=True, on_acquired=_sign)
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            raise HeldError(
                f"{folder} is being written by {_holder(path)}; wait until that is done, or give another "
                "folder."
            ) from error
        try:
            yield
        finally:
            if lock.lock_counter == 1:
                with suppress(OSError):
                    _leave(path, made=made)
            lock.release()


@contextmanager
def at_rest(folder: Path) -> Iterator[None]:
    """Keep others from writing a folder while all of it is read; nothing is added to it for that.

    Raises:
        HeldError: a process is writing it.
    """
    with ExitStack() as stack:
        if (folder / WRITING).exists():
            with suppress(StorageError):  # who may not write there reads all the same
                stack.enter_context(held(folder))
        yield


@contextmanager
def _as_sentence(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise  # what reads the output has gone
        raise of_system(error, str(folder)) from error


def _leave(path: Path, *, made: bool) -> None:
    """Say that nobody holds a lock; of a folder made for it and not written, nothing is left."""
    if made and [found.name for found in path.parent.iterdir()] == [path.name]:
        path.unlink()
        path.parent.rmdir()
    else:
        os.truncate(path, 0)


def _sign(file: int) -> None:
    """Say in the lock's file who holds it."""
    try:
        person = getpass.getuser()
    except (OSError, KeyError):  # a container may have no name for its user
        person = str(os.getuid()) if hasattr(os, "getuid") else "somebody"
    since = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
    said = {"person": person, "host": socket.gethostname(), "process": os.getpid(), "since": since}
    os.ftruncate(file, 0)
    os.lseek(file, 0, os.SEEK_SET)
    os.write(file, json.dumps(said).encode())


def _holder(path: Path) -> str:
    """Who holds a lock, as far as its file says."""
    try:
        said = json.loads(path.read_bytes())
        return (
            f"{said['person']} on {said['host']} (process {said['process']}) since {said['since']}"
        )
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
