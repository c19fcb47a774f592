"""This machine: the process itself, or several of its own."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, islice

from audit.batch.engine import Options
from audit.batch.process import cores
from audit.batch.task import Done, audited
from audit.batch.workers import Workers
from audit.encoders.bag import BagEncoder
from audit.errors import ConfigError
from audit.pipeline import Auditor
from audit.records.article import Article
from audit.results.folder import ResultsFolder
from audit.sources import read_all

_TOGETHER = 50_000
"""Characters of articles whose sentences are encoded together: some twenty articles, a thousand sentences."""
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

    read = staticmethod(read_all)

    def __init__(self, auditor: Auditor, workers: int | None = 1) -> None:
        self._auditor = auditor
        # What a judge may cost is counted in one process.
        self._workers = 1 if auditor.quality.recipient else workers

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
        for group in self._groups(todo):
            self._auditor.read_ahead([item for item in group if isinstance(item, Article)])
            for item in group:
                yield item if isinstance(item, Done) else audited(item, self._auditor, folder)

    def _groups(self, todo: Iterable[Article | Done]) -> Iterator[Sequence[Article | Done]]:
        """Articles whose sentences are encoded together; each alone where that is of no use."""
        most = 0 if isinstance(self._auditor.encoder, BagEncoder) else _TOGETHER
        group: list[Article | Done] = []
        size = 0
        for item in todo:
            group.append(item)
            size += _size(item) if isinstance(item, Article) else 0
            if size >= most:
                yield group
                group, size = [], 0
        yield group

    def _of_use(self) -> int:
        # A sentence-transformers model uses all cores by itself, and may fill an accelerator's memory.
        return cores() if isinstance(self._auditor.encoder, BagEncoder) else 1


def _size(article: Article) -> int:
    versions = (article.draft, *(revision.text for revision in article.revisions))
    texts = (article.source, article.target, *(text for text in versions if text))
    return sum(len(text.raw) or sum(len(s.text) for s in text.sentences) for text in texts)
