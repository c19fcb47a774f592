"""This machine: the process itself, or several of its own."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, islice
from pathlib import Path

from audit.batch.engine import Options
from audit.batch.process import cores
from audit.batch.task import Done, audited
from audit.batch.workers import Workers
from audit.encoders.bag import BagEncoder
from audit.errors import ConfigError, InputError
from audit.pipeline import Auditor
from audit.records.article import Article
from audit.results.folder import ResultsFolder
from audit.sources import read_all

_FEW = 8
"""Articles for which no worker is started: its models take the processor time of about eight (2026-11-29)."""


def opened(auditor: Auditor, options: Options) -> AbstractContextManager[Local]:
    """This machine.

    Raises:
        ConfigError: a cluster's address is given.
    """
    if options.address:
        raise ConfigError("--address is that of a cluster; give --engine ray with it.")
    return nullcontext(Local(auditor, options.workers))


class Local:
    """Audits on this machine.

    Args:
        auditor: does the work.
        workers: processes to audit in, 1 for this one alone; None for as many as there are cores, where
            that is of use. A quality model that sends text away is asked from this process alone.
    """

    def __init__(self, auditor: Auditor, workers: int | None = 1) -> None:
        self._auditor = auditor
        # What a judge may cost is counted in one process.
        self._workers = 1 if auditor.quality.recipient else workers

    def read(
        self, paths: Iterable[Path | str], format: str | None = None
    ) -> Iterator[Article | InputError]:
        """The articles, read in this process."""
        return read_all(paths, format)

    def each(
        self, todo: Iterable[Article | Done], folder: ResultsFolder
    ) -> Generator[Done, None, None]:
        """Audit here, or in processes of its own.

        Raises:
            WorkerError: no process could be started.
        """
        workers = self._workers
        if workers is None:
            todo = iter(todo)
            first = list(islice(todo, _FEW + 1))
            todo = chain(first, todo)
            workers = self._of_use() if len(first) > _FEW else 1
        if workers > 1:
            return Workers(self._auditor, folder, workers).each(todo)
        return self._here(todo, folder)

    def _here(
        self, todo: Iterable[Article | Done], folder: ResultsFolder
    ) -> Generator[Done, None, None]:
        for item in todo:
            yield item if isinstance(item, Done) else audited(item, self._auditor, folder)

    def _of_use(self) -> int:
        # A sentence-transformers model uses all cores by itself, and may fill an accelerator's memory.
        return cores() if isinstance(self._auditor.encoder, BagEncoder) else 1
