"""A folder of results: what lies where, written and read in one place."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from audit.errors import InputError
from audit.records.codec import from_json, to_json
from audit.records.digest import sha256_of_file, sha256_of_text
from audit.records.result import ArticleResult
from audit.records.tables import ORDINARY, Tables
from audit.results import archive, html_report, parquet, parts, tables
from audit.results.archive import Archive
from audit.results.files import is_partial, write_whole
from audit.results.manifest import Manifest, Problem, errors_table
from audit.results.packing import Packer, checked, unpack
from audit.results.stored import StoredResult, read_stored

ARTICLES, BEADS, ERRORS, FLAGS = "articles.csv", "beads.csv", "errors.csv", "flags.csv"
REPORT = "report.html"
MANIFEST = "run.json"
RECORDS, EVIDENCE, SIGNOFF = "records", "evidence", "signoff"
SIGNOFF_ENDS = (".json", ".en.html", ".ko.html")
"""What follows an article's id in the names of its sign-off's files."""
REVIEW_STORE = "review.db"
SEAL, LEDGER = "seal.json", "seals.jsonl"
LOG_HEADS, PRINTED_HEAD, STAMP = "log-heads.jsonl", "log-head.txt", ".tsr"
"""How far the review log went: each time it grew, and as it was printed; what follows the name of what a
time-stamp is on."""
STAMPS = "stamps"
"""Earlier seals and printed heads that were time-stamped, each with its stamp."""
_SEALED = (ARTICLES, BEADS, ERRORS, FLAGS, REPORT, MANIFEST)
_FOLDERS = (RECORDS, EVIDENCE, SIGNOFF)
_LONGEST_ID = 200
"""Bytes; readers give none so long, and a file's name may have 255."""


class ResultsFolder:
    """The results of a run.

    Args:
        path: the folder; :meth:`begin` makes it.
        tables: what a run is to write there; what is there, if left out.
    """

    def __init__(self, path: Path, tables: frozenset[Tables] | None = None) -> None:
        self.path, self.archive = path, Archive(path / archive.FOLDER)
        self._tables = tables

    @property
    def tables(self) -> frozenset[Tables]:
        """The forms that the tables are in."""
        if self._tables is not None:
            return self._tables
        there = {
            Tables.CSV: (self.path / ARTICLES).exists(),
            Tables.PARQUET: self.archive.manifest.whole,
        }
        return frozenset(form for form in Tables if there[form]) or ORDINARY

    @property
    def keeps_files(self) -> bool:
        """Whether each article's records are files of their own."""
        return Tables.CSV in self.tables

    def create(self) -> None:
        """Make the folder, if need be."""
        (self.path / RECORDS).mkdir(parents=True, exist_ok=True)

    def begin(self, *, resume: bool) -> Packer | None:
        """Make the folder ready for a run.

        Args:
            resume: whether what is there is gone on with.

        Returns:
            What is to be told of each article that is done; None where no archive is asked for.

        Raises:
            MissingExtra: an archive is asked for or there, and what reads and writes it is not installed.
            InputError: the list of the archive's parts is damaged.
        """
        wanted = Tables.PARQUET in self.tables
        if wanted:
            parquet.require()
        self.create()
        self._sweep()
        if resume and self.archive.manifest.parts:
            parquet.require()
            checked(self)
            if self.keeps_files:
                unpack(self)
        return Packer(self, resume=resume) if wanted else None

    def _sweep(self) -> None:
        """Remove what processes were writing when they were killed."""
        for place in (self.path, *(self.path / name for name in (*_FOLDERS, STAMPS))):
            for path in place.glob(".*"):
                if is_partial(path):
                    path.unlink(missing_ok=True)

    @property
    def exists(self) -> bool:
        """Whether a run has ended here."""
        return (self.path / ARTICLES).exists() or self.archive.manifest.whole

    def require(self) -> None:
        """Refuse a folder without results.

        Raises:
            InputError: no run has ended here.
        """
        if not self.exists:
            raise InputError(
                "there are no results in it", str(self.path), "give the folder of a run"
            )

    @property
    def seal(self) -> Path:
        """The last seal on the results."""
        return self.path / SEAL

    @property
    def review_store(self) -> Path:
        """The review store that lies beside the results."""
        return self.path / REVIEW_STORE

    def review_store_hash(self) -> str:
        """SHA-256 of the review store's file, empty where there is none."""
        try:
            return sha256_of_file(self.review_store)
        except FileNotFoundError:
            return ""

    def record_path(self, article_id: str) -> Path:
        """Where an article's record lies."""
        return self.path / RECORDS / f"{article_id}.json"

    def evidence_path(self, article_id: str) -> Path:
        """Where an article's audit record lies."""
        return self.path / EVIDENCE / f"{article_id}.json"

    def report_path(self, suffix: str) -> Path:
        """Where a report on the run's flags in another form lies; a seal is on none of them."""
        return self.path / f"{Path(FLAGS).stem}{suffix}"

    def beside_flags(self) -> list[Path]:
        """The files that are called like the table of flags but for their ending."""
        return [p for p in self.path.glob(f"{Path(FLAGS).stem}.*") if p.name != FLAGS]

    def recorded_ids(self) -> list[str]:
        """The ids of all records that lie there, those of earlier runs included, in order of name."""
        packed = () if self.keeps_files else self.ids()
        return sorted({*packed, *(path.stem for path in (self.path / RECORDS).glob("*.json"))})

    def record_place(self, article_id: str) -> Path:
        """The file that an article's record is in."""
        return self._place(article_id, self.record_path(article_id), archive.RECORDS)

    def evidence_place(self, article_id: str) -> Path:
        """The file that an article's audit record is in."""
        return self._place(article_id, self.evidence_path(article_id), archive.EVIDENCE)

    def _place(self, article_id: str, path: Path, table: str) -> Path:
        part = None if self.keeps_files or path.exists() else self.archive.part_of(article_id)
        return path if part is None else self.archive.file(table, part)

    def ids(self) -> tuple[str, ...]:
        """The ids of the run's articles, in the order in which they were audited."""
        try:
            return from_json(Manifest, (self.path / MANIFEST).read_bytes()).articles
        except FileNotFoundError:
            return tuple(self._listed())
        except ValueError as error:
            raise InputError(
                "the list of articles is damaged", str(self.path / MANIFEST), "run the audit again"
            ).in_korean("기사 목록이 손상되었습니다. 다시 감사하십시오.") from error

    def errors(self) -> tuple[Problem, ...]:
        """What could not be audited; nothing for a run of a version that kept no list of it."""
        try:
            return from_json(Manifest, (self.path / MANIFEST).read_bytes()).errors
        except (FileNotFoundError, ValueError):
            return ()

    def _listed(self) -> Iterator[str]:
        """The ids of a run of version 0.1, which kept them in its table only."""
        if (self.path / ARTICLES).exists():
            with (self.path / ARTICLES).open(encoding="utf-8-sig", newline="") as file:
                yield from (row["article_id"] for row in csv.DictReader(file))

    def find(self, article_id: str) -> StoredResult | None:
        """An article's stored result; None if it is missing or damaged."""
        if not _may_name_a_file(article_id):
            return None
        try:
            record: bytes | None = self.record_path(article_id).read_bytes()
        except (FileNotFoundError, ValueError):  # no file's name has a NUL
            record = self._packed(article_id, archive.RECORDS)
        try:
            return read_stored(record) if record is not None else None
        except ValueError:
            return None

    def _packed(self, article_id: str, table: str) -> bytes | None:
        if not self.archive.manifest.parts:
            return None
        try:
            return self.archive.record(article_id, table)
        except InputError:
            return None

    def evidence(self, article_id: str) -> bytes | None:
        """An article's audit record as JSON; None if it is missing or damaged."""
        if not self.keeps_files:
            return self._packed(article_id, archive.EVIDENCE)
        try:
            return self.evidence_path(article_id).read_bytes()
        except FileNotFoundError:
            return None

    def evidenced_ids(self) -> list[str]:
        """The ids of all articles that have an audit record."""
        if not self.keeps_files:
            return list(self.ids())
        return [path.stem for path in sorted((self.path / EVIDENCE).glob("*.json"))]

    def write_evidence(self, made: Callable[[StoredResult], bytes | None]) -> None:
        """Write an audit record for every article of the folder; those of articles that are gone go too.

        Args:
            made: gives the audit record of a stored result, as JSON, None where there can be none.

        Raises:
            InputError: a part of the archive is missing or damaged.
        """
        keep = set()
        if self.keeps_files:
            (self.path / EVIDENCE).mkdir(exist_ok=True)
            for article_id in self.recorded_ids():
                stored = self.find(article_id)
                record = made(stored) if stored is not None else None
                if record is not None:
                    path = self.evidence_path(article_id)
                    keep.add(path)
                    write_whole(path, record)
        else:
            for part in range(len(self.archive.manifest.parts)):
                records = self.archive.records(part)
                evident = ((name, made(read_stored(data))) for name, data in records)
                parts.write_evidence(self.archive, part, ((n, m) for n, m in evident if m))
        for path in (self.path / EVIDENCE).glob("*"):
            if path not in keep:
                path.unlink()

    def signoff_path(self, name: str) -> Path:
        """Where a file of an article's sign-off lies."""
        return self.path / SIGNOFF / name

    def signoffs(self) -> dict[str, bytes]:
        """The files of sign-offs by their names."""
        there = sorted((self.path / SIGNOFF).glob("*"))
        return {path.name: path.read_bytes() for path in there if path.is_file()}

    def write_signoffs(self, files: Mapping[str, bytes]) -> None:
        """Write the files of sign-offs, by their names; others that lie there go."""
        if files:
            (self.path / SIGNOFF).mkdir(exist_ok=True)
        for name, data in files.items():
            write_whole(self.signoff_path(name), data)
        for path in (self.path / SIGNOFF).glob("*"):
            if path.name not in files:
                path.unlink()

    def result(self, article_id: str) -> ArticleResult:
        """An article's result.

        Raises:
            InputError: there is none, or it is damaged.
        """
        stored = self.find(article_id)
        if stored is None:
            named = _may_name_a_file(article_id)
            path = self.record_place(article_id) if named else self.path
            there = named and path.exists()
            what = "no whole record of this article" if there else "no such article"
            listed = ARTICLES if self.keeps_files else MANIFEST
            raise InputError(what, str(path), f"give an id of {listed}, or run the audit again")
        return stored.result

    def results(self) -> Iterator[ArticleResult]:
        """The run's results, one at a time.

        Raises:
            InputError: a record is missing or damaged.
        """
        for article_id in self.ids():
            stored = self.find(article_id)
            if stored is None:
                raise InputError(
                    "record missing or damaged",
                    str(self.record_place(article_id)),
                    "run the audit again",
                )
            yield stored.result

    def tried(self, stored: StoredResult) -> parts.Rows | None:
        """Make everything that :meth:`finish` and :meth:`write` will write of a result, and drop most of it.

        What cannot be made is so found while it concerns this article alone.

        Returns:
            Its rows in an archive, if one is written.
        """
        if self.keeps_files:
            html_report.page([stored.result])
        if Tables.PARQUET in self.tables:
            return parts.part_rows(stored)
        to_json(stored)
        tables.rows_of(stored.result)
        return None

    def write(self, stored: StoredResult) -> None:
        """Keep an article's result; the file is there whole or not at all."""
        self.keep(stored.result.article.id, record_of(stored))

    def keep(self, article_id: str, record: bytes) -> None:
        """Keep an article's result by what :func:`record_of` made of it."""
        write_whole(self.record_path(article_id), record)

    def finish(self, ids: Sequence[str], errors: Iterable[Problem]) -> None:
        """Write the run's tables and its report from the records.

        Args:
            ids: the articles, in order. Where there are none, results of an earlier run stay as they are, and
                nothing but ``errors.csv`` is written in a folder without any.
            errors: what could not be audited.
        """
        manifest = Manifest(tuple(ids), tuple(errors))
        if not ids and self.exists:
            return
        table = errors_table(manifest.errors)
        if table:
            write_whole(self.path / ERRORS, table)
        else:
            (self.path / ERRORS).unlink(missing_ok=True)
        if not ids:
            return
        write_whole(self.path / MANIFEST, to_json(manifest, indent=1))
        if self.keeps_files:
            self.derive(self.path)
        else:
            for name in (FLAGS, BEADS, ARTICLES, REPORT):
                (self.path / name).unlink(missing_ok=True)
            with suppress(OSError):  # records of earlier runs may lie there
                (self.path / RECORDS).rmdir()
        if Tables.PARQUET not in self.tables:
            self.archive.remove()

    def errors_table(self) -> bytes:
        """``errors.csv`` as it follows from the list of the run; empty where all could be audited."""
        return errors_table(self.errors())

    def derive(self, into: Path) -> tuple[str, ...]:
        """Write the tables and the report that follow from the records into a folder.

        Returns:
            The names of the files.

        Raises:
            InputError: a record is missing or damaged; nothing is replaced then.
        """
        page = html_report.Page()
        with tables.Tables(into / FLAGS, into / BEADS, into / ARTICLES) as written:
            for result in self.results():
                written.add(result)
                page.add(result)
        write_whole(into / REPORT, page.whole().encode("utf-8", "replace"))
        return FLAGS, BEADS, ARTICLES, REPORT

    def sealed_files(self) -> list[Path]:
        """The files that a seal is on, in order of name; the review store is none of them."""
        found = [self.path / name for name in _SEALED if (self.path / name).is_file()]
        folders = (self.path / name for name in _FOLDERS)
        found += (p for f in folders for p in f.glob("*") if p.is_file())
        return sorted(p for p in (*found, *self.archive.files()) if not is_partial(p))

    def earlier_stamps(self) -> list[Path]:
        """What was time-stamped before, and its stamps; a seal is on those that there were then."""
        found = sorted((self.path / STAMPS).glob("*"))
        return [path for path in found if path.is_file() and not is_partial(path)]

    def stamp(self) -> str:
        """What tells one run's results from the next one's; empty where there are none."""
        parts_too = f"{archive.FOLDER}/{archive.MANIFEST}"
        names = (ARTICLES, FLAGS) if self.keeps_files else (parts_too,)
        try:
            found = [(path := self.path / name, path.stat()) for name in names]
        except FileNotFoundError:
            return ""
        return sha256_of_text(
            " ".join(_content(str(path), s.st_mtime_ns, s.st_size) for path, s in found)
        )


def _may_name_a_file(article_id: str) -> bool:
    """Whether an id that somebody typed could be one of an article, after which a file is named."""
    plain = not {"/", "\\"} & set(article_id)
    return plain and 0 < len(article_id.encode(errors="replace")) <= _LONGEST_ID


def record_of(stored: StoredResult) -> bytes:
    """A result as the file of its own that it is kept in."""
    return to_json(stored, indent=1)


def current(path: Path) -> ResultsFolder:
    """The results in a folder: of the same run the same object, which knows where its articles lie."""
    return _of_run(path, ResultsFolder(path).stamp())


@lru_cache(maxsize=2)
def _of_run(path: Path, _stamp: str) -> ResultsFolder:
    return ResultsFolder(path)


@lru_cache(maxsize=16)
def _content(path: str, changed: int, size: int) -> str:
    # Read again only when its date or size changes.
    return sha256_of_file(Path(path))
