"""How far a run has come through its inputs, told by bytes: articles are not counted before they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

from audit.errors import AuditError
from audit.records.article import Article
from audit.sources import Found, Read, Source, read_all, sources_of


class Extent:
    """The inputs of a run, and how much of them has been read.

    A file counts when all of it has been read, and one of many articles as they come: by the length of their
    texts, which is most of such a file.

    Args:
        paths, format: as of :func:`audit.sources.read_all`.
    """

    def __init__(self, paths: Iterable[Path | str], format: str | None) -> None:
        self._paths, self._format = list(paths), format
        self._total = self._before = self._within = self._current = 0
        self._counted = False

    @property
    def share(self) -> float | None:
        """The share of the inputs that has been read, 0 to 1; None until their size is known."""
        if not self._counted or not self._total:
            return None
        return min((self._before + min(self._within, self._current)) / self._total, 1.0)

    def articles(self, read: Read = read_all) -> Iterator[Found]:
        """The articles, read by :func:`audit.sources.read_all` or one like it; what has been read counts."""
        # A walk through a million files takes longer than the first articles' audit.
        Thread(target=self._count, daemon=True).start()
        for found in read(self._paths, self._format, self._opened):
            if isinstance(found, Article):
                versions = (found.source, found.target, found.draft)
                self._within += sum(len(text.raw.encode()) for text in versions if text)
            yield found

    def _opened(self, path: Path) -> None:
        self._before += self._current
        self._current, self._within = _size(path), 0

    def _count(self) -> None:
        with suppress(AuditError, OSError, ValueError):  # it is said where they are read
            sources = sources_of(self._paths, self._format)
            self._total = sum(_size(s.path) for s in sources if isinstance(s, Source))
            self._counted = True


def _size(path: Path) -> int:
    with suppress(OSError):  # it is said when the file is read
        return path.stat().st_size
    return 0
