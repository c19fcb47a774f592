"""Results as an archive: the tables and the records in parts of Parquet, listed in a manifest.

A part holds the same articles in each table, in the order of the run. It is there once the manifest lists
it; a file that the manifest does not list is what a run that was killed left behind.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Literal

from audit.errors import InputError
from audit.records.codec import from_json, to_json
from audit.records.digest import sha256_of_file
from audit.results import tables
from audit.results.columns import Column, columns
from audit.results.files import write_whole

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

FOLDER, MANIFEST = "archive", "manifest.json"
FLAGS, BEADS, ARTICLES, RECORDS, EVIDENCE = "flags", "beads", "articles", "records", "evidence"
ARTICLES_A_PART = 1000
ARTICLES_A_GROUP = 50
"""Articles whose rows are made at once, and whose records are read together; a table is one group a part."""
RECORD = columns({}, "article_id key signature record")
EVIDENT = columns({}, "article_id record")
TABLES: dict[str, tuple[Column, ...]] = {
    FLAGS: tables.FLAGS,
    BEADS: tables.BEADS,
    ARTICLES: tables.ARTICLES,
    RECORDS: RECORD,
}
"""The columns of each table of a part. ``evidence`` follows at the seal, and is no part of it."""
SOUGHT: dict[str, tuple[str, ...]] = {FLAGS: ("ko_evidence", "en_evidence")}
"""The columns of a table that rows are looked for by in all parts: flags on the same words."""
_AGAIN = "run the audit again, with --resume"


@dataclass(frozen=True, slots=True)
class PartFile:
    """A table's file in a part."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its name, how many articles it holds, and its files by table."""

    name: str
    articles: int
    files: dict[str, PartFile]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts in order; ``whole`` once the run that wrote them has ended."""

    parts: tuple[Part, ...] = ()
    whole: bool = False
    format: Literal[1] = 1


@dataclass(frozen=True, slots=True)
class _Group:
    """A group of rows of a part's table, the last that was read: articles are mostly asked for in order.

    ``changed`` is the file's time: audit records are written anew by every seal.
    """

    part: int
    changed: int
    first: int
    rows: pa.Table

    @property
    def end(self) -> int:
        return self.first + int(self.rows.num_rows)


class Archive:
    """The archive of a folder of results.

    Args:
        path: its own folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: Manifest | None = None
        self._ids: pa.ChunkedArray | None = None
        self._last = -1
        self._groups: dict[str, _Group] = {}

    def __reduce__(self) -> tuple[type[Archive], tuple[Path]]:
        return Archive, (self.path,)

    @property
    def manifest(self) -> Manifest:
        """What is there.

        Raises:
            InputError: the list of it is damaged.
        """
        if self._known is None:
            path = self.path / MANIFEST
            try:
                self._known = from_json(Manifest, path.read_bytes())
            except (FileNotFoundError, NotADirectoryError):
                self._known = Manifest()
            except ValueError as error:
                raise InputError(
                    "the list of parts is damaged", str(path), "run the audit again"
                ).in_korean("저장 파일 목록이 손상되었습니다. 다시 감사하십시오.") from error
        return self._known

    def file(self, table: str, part: int) -> Path:
        """Where a table's file of a part lies."""
        return self.path / table / f"{name_of(part)}.parquet"

    def files(self) -> list[Path]:
        """Everything that lies in the archive."""
        return [path for path in self.path.rglob("*") if path.is_file()]

    def add(self, part: Part) -> None:
        """List a part that is there."""
        self._write(replace(self.manifest, parts=(*self.manifest.parts, part), whole=False))

    def cut(self, parts: int) -> None:
        """Keep the first parts only."""
        gone = range(parts, len(self.manifest.parts))
        self._write(Manifest(self.manifest.parts[:parts]))
        for part in gone:
            for table in TABLES:
                self.file(table, part).unlink(missing_ok=True)

    def end(self) -> None:
        """Say that it is whole, and remove what is not listed."""
        if not self.manifest.whole:
            self._write(replace(self.manifest, whole=True))
        listed = {name_of(part) for part in range(len(self.manifest.parts))}
        for path in self.files():
            if path.parent != self.path and path.stem not in listed:
                path.unlink()

    def remove(self) -> None:
        """Remove all of it; the list first, so that nothing is taken for whole."""
        (self.path / MANIFEST).unlink(missing_ok=True)
        rmtree(self.path, ignore_errors=True)
        self._known, self._ids, self._groups = None, None, {}

    def _write(self, manifest: Manifest) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        write_whole(self.path / MANIFEST, to_json(manifest, indent=1))
        self._known, self._ids, self._groups = manifest, None, {}

    def ids(self, part: int) -> list[str]:
        """The ids of a part's articles, in order.

        Raises:
            InputError: its file is missing or damaged.
        """
        return [str(name) for name in _ids(self.file(ARTICLES, part)).to_pylist()]

    def is_as_listed(self, part: int, tables: Collection[str] = tuple(TABLES)) -> bool:
        """Whether the files of a part are those that the manifest lists, of all tables or of some."""
        try:
            return all(
                sha256_of_file(self.file(table, part)) == file.sha256
                for table, file in self.manifest.parts[part].files.items()
                if table in tables
            )
        except FileNotFoundError:
            return False

    def table(self, table: str, part: int) -> pa.Table:
        """A table of a part.

        Raises:
            InputError: its file is missing or damaged.
        """
        return _read(self.file(table, part))

    def part_of(self, article_id: str) -> int | None:
        """The part that an article is in; None where it is in none."""
        place = self._place_of(article_id)
        return None if place is None else self._part_at(place)

    def record(self, article_id: str, table: str = RECORDS) -> bytes | None:
        """An article's record as JSON; None where there is none.

        Args:
            article_id: of the article.
            table: ``records``, or ``evidence`` for its audit record.

        Raises:
            InputError: the file that should hold it is missing or damaged.
        """
        place = self._place_of(article_id)
        if place is None:
            return None
        part = self._part_at(place)
        row = place - sum(p.articles for p in self.manifest.parts[:part])
        found, first = self._group_with(table, part, row)
        at = row - first
        if at >= found.num_rows or found["article_id"][at].as_py() != article_id:
            return None
        return bytes(found["record"][at].as_py().encode())

    def records(self, part: int) -> Iterator[tuple[str, bytes]]:
        """The ids and the records of a part, as JSON, in order.

        Raises:
            InputError: its file is missing or damaged.
        """
        for table in groups(self.file(RECORDS, part)):
            for article_id, record in zip(table["article_id"], table["record"], strict=True):
                yield article_id.as_py(), record.as_py().encode()

    def _group_with(self, table: str, part: int, row: int) -> tuple[pa.Table, int]:
        """The group that holds a row of a part, and the row that it begins with."""
        known, path = self._groups.get(table), self.file(table, part)
        same = known is not None and (known.part, known.changed) == (part, _changed(path))
        if known is None or not same or not known.first <= row < known.end:
            known = self._groups[table] = _group(path, part, row)
        return known.rows, known.first

    def _place_of(self, article_id: str) -> int | None:
        import pyarrow as pa
        from pyarrow.compute import index

        if self._ids is None:
            parts = range(len(self.manifest.parts))
            files = (self.file(ARTICLES, part) for part in parts)
            every = [chunk for path in files for chunk in _ids(path).chunks]
            self._ids = pa.chunked_array(every, pa.string())
        ids, following = self._ids, self._last + 1
        # Articles are mostly asked for in order.
        if not (following < len(ids) and ids[following].as_py() == article_id):
            try:
                following = index(ids, article_id).as_py()
            except UnicodeEncodeError:
                following = -1
        if following < 0:
            return None
        self._last = following
        return following

    def _part_at(self, place: int) -> int:
        return bisect_right(list(accumulate(p.articles for p in self.manifest.parts)), place)


def name_of(part: int) -> str:
    """What a part's files are called."""
    return f"part-{part:05}"


@contextmanager
def opened(path: Path) -> Iterator[ParquetFile]:
    """A file of an archive, to read from.

    Raises:
        InputError: it is missing or damaged.
    """
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            yield file
    except FileNotFoundError as error:
        missing = InputError("this part is missing", str(path), _AGAIN)
        raise missing.in_korean("이 파일이 없습니다. --resume으로 다시 감사하십시오.") from error
    except (pa.ArrowException, OSError, KeyError) as error:
        damaged = InputError("this part is damaged", str(path), _AGAIN)
        raise damaged.in_korean(
            "이 파일이 손상되었습니다. --resume으로 다시 감사하십시오."
        ) from error


def _read(path: Path, names: list[str] | None = None) -> pa.Table:
    with opened(path) as file:
        return file.read(names)


def _ids(path: Path) -> pa.ChunkedArray:
    return _read(path, ["article_id"])["article_id"]


def groups(path: Path) -> Iterator[pa.Table]:
    """The groups of rows of a file, one at a time.

    Raises:
        InputError: it is missing or damaged.
    """
    with opened(path) as file:
        for group in range(file.num_row_groups):
            yield file.read_row_group(group)


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


def _group(path: Path, part: int, row: int) -> _Group:
    changed = _changed(path)
    with opened(path) as file:
        first = 0
        for group in range(file.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            if row < first + rows:
                return _Group(part, changed, first, file.read_row_group(group))
            first += rows
        return _Group(part, changed, first, file.schema_arrow.empty_table())
