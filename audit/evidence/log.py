"""The review log as a seal sees it: its state at a moment, and what it must be able to tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from audit.records.decision import Entry

TO_TAKE_OVER = "to be taken over"
"""The stamp of the run in a store that a newer version has given columns, which are empty yet."""


@dataclass(frozen=True, slots=True)
class LogState:
    """A log by its first entry's hash, which is its id, its length, and the last one's hash."""

    id: str
    entries: int
    head: str


@dataclass(frozen=True, slots=True)
class FileState:
    """The store's file beside some results by its SHA-256, and the stamp of the run it had taken over."""

    sha256: str
    run: str


class ReviewLog(Protocol):
    """What was decided on some results."""

    def entries(self, article_id: str | None = None) -> list[Entry]:
        """The log in order, of one article or of all."""
        ...

    def length(self) -> int:
        """How many entries the log has."""
        ...

    def head_at(self, seq: int) -> str:
        """The hash of the entry of a number, empty where there is none."""
        ...

    def hashes(self) -> dict[int, str]:
        """The hash of every entry, by its number."""
        ...

    def entry(self, seq: int) -> Entry | None:
        """The entry of a number; None where there is none, or it cannot be read."""
        ...

    def run_stamp(self) -> str:
        """The stamp of the run that was taken over, empty where there is none."""
        ...


def state_of(log: ReviewLog | None) -> LogState | None:
    """The log as it stands; None where nothing was decided."""
    if log is None or not (length := log.length()):
        return None
    return LogState(log.head_at(1), length, log.head_at(length))


def decided(log: ReviewLog | None, article_id: str, state: LogState | None) -> list[Entry]:
    """What had been decided on an article when the log stood so."""
    if log is None or state is None:
        return []
    return [entry for entry in log.entries(article_id) if entry.seq <= state.entries]
