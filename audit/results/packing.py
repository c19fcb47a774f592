"""An archive written while articles are done, and one that is there gone on with.

An article's record is a file of its own until the part that it belongs to is whole, so that a run that is
killed loses nothing, and so that parts do not depend on which process audited what.
"""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

from audit.errors import InputError
from audit.results.alteration import is_altered
from audit.results.archive import ARTICLES_A_PART, EVIDENCE, RECORDS
from audit.results.parts import PartWriter, Rows, part_rows
from audit.results.stored import read_stored

if TYPE_CHECKING:
    from audit.results.folder import ResultsFolder


class Packer:
    """Puts the articles of a run into the parts of an archive, in their order.

    Parts that are there stay as they are as long as the run's articles are theirs, taken over and in the
    same order; from the first that is not, they are made anew.

    Args:
        folder: whose records are packed; that of an article, where it has a file of its own, is removed
            once the article's part is there, unless the folder keeps such files.
        resume: whether parts that are there are of use; else they go once there is an article.
    """

    def __init__(self, folder: ResultsFolder, *, resume: bool = False) -> None:
        self._folder, self._archive = folder, folder.archive
        self._following = resume and bool(self._archive.manifest.parts)
        self._part = self._row = 0
        self._ids = self._archive.ids(0) if self._following else []
        self._open: PartWriter | None = None
        self._begun = False

    def add(self, article_id: str, rows: Rows | None = None) -> None:
        """Put in the next article, of which there is a record.

        Args:
            article_id: of the article.
            rows: what the record is as rows, where that is known; the record is read if not.
        """
        if not self._begun and not self._following:
            self._archive.remove()
        self._begun = True
        if self._following and self._is_next(article_id):
            self._row += 1
            return
        if self._following:
            self._depart()
        self._append(article_id, rows)

    def _is_next(self, article_id: str) -> bool:
        if self._row == len(self._ids) and self._part + 1 < len(self._archive.manifest.parts):
            self._part, self._row = self._part + 1, 0
            self._ids = self._archive.ids(self._part)
        # A record of its own is a newer one.
        return (
            self._row < len(self._ids)
            and self._ids[self._row] == article_id
            and not self._folder.record_path(article_id).exists()
        )

    def _depart(self) -> None:
        """Unpack all that does not stay, and make the part anew that is left in the middle."""
        again = self._ids[: self._row]
        whole = self._row == len(self._ids) and self._row >= ARTICLES_A_PART
        self._following = False
        unpack(self._folder, self._part + whole)
        if not whole:
            for article_id in again:
                self._append(article_id)

    def _append(self, article_id: str, rows: Rows | None = None) -> None:
        if rows is None:
            rows = self._rows_of(article_id)
        if self._open is None:
            self._open = PartWriter(self._archive)
        self._open.add(article_id, rows)
        if len(self._open.ids) == ARTICLES_A_PART:
            self._close()

    def _rows_of(self, article_id: str) -> Rows:
        stored = self._folder.find(article_id)
        if stored is None:
            raise InputError(
                "record missing or damaged",
                str(self._folder.record_path(article_id)),
                "run the audit again",
            )
        return part_rows(stored)

    def _close(self) -> None:
        if self._open is not None:
            self._open.close()
            if not self._folder.keeps_files:
                for article_id in self._open.ids:
                    self._folder.record_path(article_id).unlink(missing_ok=True)
            self._open = None

    def end(self) -> None:
        """Make the last part, and say that the archive is whole; nothing is done where no article was."""
        if not self._begun:
            return
        if self._following:
            last = self._part == len(self._archive.manifest.parts) - 1
            if not (last and self._row == len(self._ids)):
                self._depart()
        self._close()
        self._archive.end()

    def __enter__(self) -> Packer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._open is not None:
            self._open.drop()


def unpack(folder: ResultsFolder, first: int = 0) -> None:
    """Give the articles of an archive files of their own, from a part on, and remove these parts.

    A part whose records are damaged or altered is left out: its articles are audited again.
    """
    for part in range(first, len(folder.archive.manifest.parts)):
        if not folder.archive.is_as_listed(part, (RECORDS,)) or _is_altered(folder, part):
            continue
        try:
            for article_id, record in folder.archive.records(part):
                if not folder.record_path(article_id).exists():
                    folder.write(read_stored(record))
        except (InputError, ValueError):
            continue
    if folder.archive.manifest.parts:
        folder.archive.cut(first)


def checked(folder: ResultsFolder) -> None:
    """Unpack an archive from the first part on that is not as it was listed, or sealed."""
    for part in range(len(folder.archive.manifest.parts)):
        if not folder.archive.is_as_listed(part) or _is_altered(folder, part):
            unpack(folder, part)
            return


def _is_altered(folder: ResultsFolder, part: int) -> bool:
    """Whether a part's records are not those that were sealed, told by its first."""
    archive = folder.archive
    try:
        article_id, record = next(archive.records(part))
        return is_altered(
            folder.seal,
            archive.file(RECORDS, part),
            archive.file(EVIDENCE, part),
            read_stored(record).signature,
            lambda: archive.record(article_id, EVIDENCE),
        )
    except (InputError, ValueError, StopIteration):
        return True
