"""A Ray cluster: articles are read and audited on its nodes; the records and tables are written here."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager

from audit.batch.engine import Options
from audit.batch.on_ray.actors import Actors
from audit.batch.on_ray.cluster import cluster
from audit.batch.on_ray.reading import read
from audit.batch.task import Done
from audit.errors import ConfigError
from audit.pipeline import Auditor
from audit.records.article import Article
from audit.results.folder import ResultsFolder


@contextmanager
def opened(auditor: Auditor, options: Options) -> Iterator[Cluster]:
    """The cluster at an address, else that of ``RAY_ADDRESS``, else one of this machine's cores.

    Raises:
        ConfigError: the address is none, or the quality model is one that is asked from one process only.
        MissingExtra: Ray is not installed.
        WorkerError: the cluster cannot be started or joined.
    """
    if auditor.quality.recipient:
        raise ConfigError(
            f"{auditor.quality.name} is asked from one process, which counts its cost; leave --engine out."
        )
    with cluster(options.address or os.environ.get("RAY_ADDRESS", ""), options.workers):
        yield Cluster(auditor, options.workers)


class Cluster:
    """Audits on a Ray cluster.

    Args:
        auditor: loaded anew in each actor.
        workers: actors, each with a processor; None for as many as the cluster has.
    """

    read = staticmethod(read)

    def __init__(self, auditor: Auditor, workers: int | None) -> None:
        self._auditor, self._workers = auditor, workers

    def each(
        self, todo: Iterable[Article | Done], folder: ResultsFolder
    ) -> Generator[Done, None, None]:
        """Audit in actors.

        Raises:
            WorkerError: a node cannot audit, or none has a processor free.
        """
        return Actors(self._auditor, folder, self._workers).each(todo)
