"""A process that audits: how it is started, what it does, and how it ends with the one that started it."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from multiprocessing.resource_tracker import ensure_running
from threading import Thread
from typing import Any

from audit.batch.task import audited
from audit.pipeline import Auditor
from audit.results.folder import ResultsFolder
from audit.results.stops import STOPS

THREADS = (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS",
    "RAYON_NUM_THREADS",
)  # fmt: skip
"""What numerical libraries read the number of their threads from."""


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def stops_held() -> Iterator[None]:
    """Hold back the signals that stop a run until the block is left."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        # Started with SIGHUP held, it outlives a terminal; SIGINT and SIGTERM it lets through again.
        ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def start(auditor: Auditor, folder: ResultsFolder, threads: int) -> tuple[SpawnProcess, Connection]:
    """Start a process, signals being held: one that a terminal sends to all of a run stops the run alone.

    Args:
        auditor: loaded anew in the process.
        folder: where the records go.
        threads: most threads of its numerical libraries.

    Returns:
        The process, and a connection that gives None once all is loaded and then a
        :class:`audit.batch.task.Done` for each article sent, or an exception that is no article's error.
    """
    # Korean analysis hangs in a process that was forked after it was loaded.
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(
        target=_work, args=(theirs, *auditor.__reduce__(), folder), daemon=True
    )
    with _environment(str(threads)):
        process.start()
    theirs.close()
    return process, ours


@contextmanager
def _environment(threads: str) -> Iterator[None]:
    # Read when numpy and torch are loaded, before any line of ours runs there. What the user has set stands.
    missing = [name for name in THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(missing, threads))
    try:
        yield
    finally:
        for name in missing:
            del os.environ[name]


def _work(
    connection: Connection, made: type[Auditor], of: tuple[Any, ...], folder: ResultsFolder
) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        auditor = made(*of)
        connection.send(None)
        while True:
            connection.send(audited(connection.recv(), auditor, folder))
    except (EOFError, BrokenPipeError):
        return
    except Exception as error:
        error.add_note(traceback.format_exc())  # its own does not pass through the pipe
        connection.send(error)


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)
