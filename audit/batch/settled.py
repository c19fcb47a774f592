"""Files that are being written told from those that are done."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_State = tuple[int, int, int]


class Settling:
    """Files by when they were last seen to change.

    A clock of the file system's own is not asked: it may be another machine's.

    Args:
        seconds: for which a file must stay as it is to count as done.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._seen: dict[Path, tuple[_State, float]] = {}

    def done(self, groups: Mapping[Path, Sequence[Path]]) -> set[Path]:
        """Those of some groups of files that belong together whose files are all done, by their paths."""
        now = time.monotonic()
        before, self._seen = self._seen, {}
        for file in (file for files in groups.values() for file in files):
            state = _state_of(file)
            last, since = before.get(file, (None, now))
            self._seen[file] = state, since if state == last else now
        return {
            key
            for key, files in groups.items()
            if all(now - self._seen[file][1] >= self._seconds for file in files)
        }

    @property
    def state(self) -> dict[Path, _State]:
        """The files as they were last seen."""
        return {file: state for file, (state, _) in self._seen.items()}


def _state_of(path: Path) -> _State:
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns
