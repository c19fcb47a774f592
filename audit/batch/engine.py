"""What an engine is: where articles are read and audited; what is written is the same for all."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Protocol

from audit.batch.task import Done
from audit.records.article import Article
from audit.results.folder import ResultsFolder
from audit.sources import Read


@dataclass(frozen=True, slots=True)
class Options:
    """What a run asks of its engine.

    ``workers`` is how many articles are audited at a time, None for as many as are of use; ``address`` is
    that of a cluster, empty for none.
    """

    workers: int | None = None
    address: str = ""


class Engine(Protocol):
    """Reads articles and audits them, somewhere."""

    @property
    def read(self) -> Read:
        """Reads files, folders and URLs; one that cannot tell when a file is opened tells nothing."""
        ...

    def each(
        self, todo: Iterable[Article | Done], folder: ResultsFolder
    ) -> Generator[Done, None, None]:
        """Audit what is not done, keep its record in the folder, say of each what is to be said, in order."""
        ...
