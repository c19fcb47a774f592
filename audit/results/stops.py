"""What is done in a moment is done wholly: who stops a run waits for it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

STOPS = tuple(
    number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))
)
"""What stops a run: Ctrl-C, a request to end, a terminal that is closed; Windows has no SIGHUP."""


@contextmanager
def stops_waiting() -> Iterator[None]:
    """Let Ctrl-C, a request to end and a closed terminal wait until the block is done."""
    numbers = [number for number in STOPS if signal.getsignal(number) is not None]
    if current_thread() is not main_thread():  # only that one is interrupted
        numbers = []
    came: list[int] = []
    # A mask would not do: another thread, such as a numerical library's, would take the signal.
    before = {n: signal.signal(n, lambda number, _: came.append(number)) for n in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in came[:1]:
            signal.raise_signal(number)
