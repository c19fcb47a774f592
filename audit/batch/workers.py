"""Processes that audit, each with models of its own, and what becomes of an article whose process dies.

A worker writes the record itself and sends the counts, and for an archive the rows: a record is written whole
or not at all, and one that went through a pipe would be written by the one process that all wait for.

Each worker has a pipe of its own and one article at a time, so that its death is the error of that article
and of no other. In the pools that others keep, workers share a queue: ``concurrent.futures``, loky and mpire
end with the first death, pebble never hears of a task whose worker died before it was told who has it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from signal import Signals

from audit.batch.pool import Job, Pool
from audit.batch.process import cores, start, stops_held
from audit.encoders.bag import BagEncoder
from audit.errors import WorkerError
from audit.pipeline import Auditor
from audit.records.article import Article
from audit.results.files import partial_of
from audit.results.folder import ResultsFolder

_ENDING = 10
"""Seconds after which a process whose pipe has closed is not waited for any more."""


@dataclass(eq=False, slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    ready: bool = False
    job: Job | None = None


class Workers(Pool):
    """Audits articles in processes of its own.

    Args:
        auditor: loaded anew in each process.
        folder: where the records go.
        count: most processes; none is started before there is an article for it.
    """

    def __init__(self, auditor: Auditor, folder: ResultsFolder, count: int) -> None:
        super().__init__(count)
        self._auditor, self._folder = auditor, folder
        small = isinstance(auditor.encoder, BagEncoder)
        self._threads = 1 if small else max(1, cores() // count)
        self._workers: list[_Worker] = []

    def _hand_out(self) -> None:
        """Give what waits to those that are free, and start processes for the rest."""
        for worker in self._workers:
            if self._waiting and worker.ready and worker.job is None:
                worker.job = self._waiting.popleft()
                with suppress(OSError):  # it is gone, which is received next
                    worker.connection.send(worker.job.state)
        loading = sum(not worker.ready for worker in self._workers)
        for _ in range(min(self._count - len(self._workers), len(self._waiting) - loading)):
            with stops_held():
                self._workers.append(_Worker(*start(self._auditor, self._folder, self._threads)))

    def _receive(self) -> None:
        """Wait until some process says something or is gone."""
        speaking = wait([worker.connection for worker in self._workers])
        for worker in [worker for worker in self._workers if worker.connection in speaking]:
            try:
                said = worker.connection.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if isinstance(said, Exception):
                raise said
            worker.ready = True
            if worker.job is not None:
                self._finish(worker.job, said)
                worker.job = None
        self._hand_out()

    def _bury(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join(_ENDING)
        code = worker.process.exitcode
        end = f"was killed ({Signals(-code).name})" if code and code < 0 else f"ended ({code})"
        self._clear(worker)
        if worker.job is not None:
            worker.job.fail(
                f"the process that audited it {end}, as happens when memory runs out",
                "run it again with --resume, with fewer --workers if memory was short",
            )
        elif not worker.ready:
            self._count -= 1  # the others go on: they may have the memory that it lacked
            if not self._count:
                raise WorkerError(
                    f"The last process that was to audit {end} while it loaded its models; go on "
                    "with --resume and --workers 1, which needs the least memory."
                )

    def _clear(self, worker: _Worker) -> None:
        """Remove the record that a process was writing when it was killed."""
        if worker.job is not None and isinstance(article := worker.job.state, Article):
            with suppress(OSError):
                partial_of(self._folder.record_path(article.id)).unlink(missing_ok=True)

    def _end(self) -> None:
        with stops_held():  # an impatient second Ctrl-C leaves none of them behind
            for worker in self._workers:
                worker.process.kill()
            for worker in self._workers:
                worker.process.join()
                worker.connection.close()
                self._clear(worker)
            self._workers.clear()
