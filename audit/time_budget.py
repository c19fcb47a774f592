"""How long an article's audit may take: asked between its parts, so that it holds in any process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import local
from time import monotonic, thread_time

from audit.errors import OverBudgetError


@dataclass(slots=True)
class _Budget:
    """When it ends on the thread's own clock, how many seconds it has, and whose it is.

    ``earliest`` is when, on the wall's clock, it may be used up: a thread's own clock runs no faster.
    """

    end: float
    seconds: float
    where: str
    earliest: float


_of_thread = local()


@contextmanager
def within(seconds: float, where: str) -> Iterator[None]:
    """Have :func:`check` raise in this thread once so much processor time is spent in the block.

    Args:
        seconds: of processor time of this thread; 0 for as many as it takes.
        where: the article, for the message.
    """
    before = getattr(_of_thread, "budget", None)
    _of_thread.budget = (
        _Budget(thread_time() + seconds, seconds, where, monotonic() + seconds) if seconds else None
    )
    try:
        yield
    finally:
        _of_thread.budget = before


def check() -> None:
    """Nothing, as long as there is time.

    Raises:
        OverBudgetError: the article of this thread has used up its time.
    """
    budget: _Budget | None = getattr(_of_thread, "budget", None)
    # The thread's own clock takes the system a hundred times as long to tell as the wall's.
    if budget is None or monotonic() < budget.earliest:
        return
    left = budget.end - thread_time()
    budget.earliest = monotonic() + left
    if left < 0:
        raise OverBudgetError(
            f"its audit takes more than {budget.seconds:g} s of processor time", budget.where,
            "split it into its articles, or allow more with seconds under [limits] in audit.toml",
        )  # fmt: skip
