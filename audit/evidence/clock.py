"""Times that contradict each other: a log and its seals are in order by their hashes, so times must be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from audit.records.decision import Entry
from audit.results.folder import LEDGER, ResultsFolder

TOLERANCE = timedelta(minutes=10)
"""By how much the clocks of a team's machines may differ: those set over the network differ by less than a
second, those set by hand by some minutes."""


def entries_set_back(entries: Iterable[Entry]) -> Iterator[str]:
    """Entries of a log that are dated before the one they follow, each in a sentence."""
    yield from _set_back((f"Entry {e.seq} of the review log", e.at) for e in entries)


def seals_set_back(folder: ResultsFolder) -> Iterator[str]:
    """Seals on a folder that are dated before the one they follow, each in a sentence."""
    try:
        lines = (folder.path / LEDGER).read_bytes().splitlines()
        dated = [(f"Seal {seal['seq']}", str(seal["at"])) for seal in map(json.loads, lines)]
    except (FileNotFoundError, ValueError, KeyError, TypeError, RecursionError):
        return  # which is a fault of its own
    yield from _set_back(dated)


def _set_back(dated: Iterable[tuple[str, str]]) -> Iterator[str]:
    before, latest = "", None
    for what, at in dated:
        time = read(at)
        if time is None:
            yield f"{what} has no time that can be read: {at!r}."
        elif latest is not None and latest - time > TOLERANCE:
            yield (
                f"{what} is dated {at}, though it came after what is dated {before}: the clock was set back "
                "between them, or was ahead before, and one of the two times is wrong."
            )
        # Each step back is named once, not with every entry that follows.
        if time is not None:
            before, latest = at, time


def stamped(stamp: str, time: datetime, sealed_at: str, later: Iterable[Entry]) -> Iterator[str]:
    """What an authority's time shows of the times that this machine wrote, each in a sentence.

    Args:
        stamp: the name of the file of the time-stamp.
        time: that the authority gives.
        sealed_at: when what it is on says that it was made.
        later: the entries of the log that came after it.
    """
    own = read(sealed_at)
    if own is not None and abs(own - time) > TOLERANCE:
        yield (
            f"{stamp} is of {told(time)}, but what it is on says that it was made at {sealed_at}: the clock "
            "of that machine was wrong, or set."
        )
    early = [e for e in later if (at := read(e.at)) is not None and at < time - TOLERANCE]
    if early:
        yield (
            f"Entry {early[0].seq} of the review log is dated {early[0].at} and is not under {stamp} of "
            f"{told(time)}, so that it came after it: the clock was set back, or the entry put in."
        )


def read(at: str) -> datetime | None:
    """A time in ISO 8601, UTC where it does not say; None for no time."""
    try:
        time = datetime.fromisoformat(at)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def told(time: datetime) -> str:
    """A time as seals tell it."""
    return time.astimezone(UTC).isoformat(timespec="seconds")
