"""What processes here and actors on a cluster have in common: articles handed out, results in order."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace

from audit.batch.task import Done
from audit.errors import LostError
from audit.records.article import Article

_AHEAD = 1000
"""Articles that may be done while one before them is not."""
_WITH_ROWS = 100
"""Those of them whose rows are kept; of the others only the counts are, and their records are read again."""


@dataclass(eq=False, slots=True)
class Job:
    """An article until it is done, then what is to be said of it; how often what audited it was lost."""

    state: Article | Done
    losses: int = 0

    @property
    def done(self) -> bool:
        """Whether it has been audited, or cannot be."""
        return isinstance(self.state, Done)

    def fail(self, what: str, remedy: str) -> None:
        """Make it an error."""
        assert isinstance(self.state, Article)
        article = self.state
        self.state = Done.failed(
            LostError(what, article.place, remedy).at(LostError.stage, article.id)
        )


class Pool(ABC):
    """Audits articles elsewhere, several at a time.

    Args:
        count: most at a time.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._waiting: deque[Job] = deque()
        self._order: deque[Job] = deque()

    def each(self, todo: Iterable[Article | Done]) -> Generator[Done, None, None]:
        """What is to be said of each article, in their order; all that was started ends with the generator.

        Raises:
            WorkerError: nothing could load what it needs.
        """
        order = self._order
        try:
            for item in todo:
                order.append(Job(item))
                if not order[-1].done:
                    self._waiting.append(order[-1])
                    self._hand_out()
                yield from _finished(order)
                # No more is read than can soon be taken.
                while len(self._waiting) > self._count or len(order) > _AHEAD:
                    self._receive()
                    yield from _finished(order)
            while order:
                self._receive()
                yield from _finished(order)
        finally:
            self._end()

    def _finish(self, job: Job, done: Done) -> None:
        """Say of a job that it is done."""
        job.state = done if len(self._order) <= _WITH_ROWS else replace(done, rows=None)

    @abstractmethod
    def _hand_out(self) -> None:
        """Give what waits to those that are free, and start others for the rest."""

    @abstractmethod
    def _receive(self) -> None:
        """Wait until something is done or lost."""

    @abstractmethod
    def _end(self) -> None:
        """End all that was started."""


def _finished(order: deque[Job]) -> Iterator[Done]:
    while order and isinstance(done := order[0].state, Done):
        order.popleft()
        yield done
