"""A folder of results: what lies where, written and read in one place."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from audit.errors import InputError
from audit.records.codec import from_json, to_json
from audit.records.digest import sha256_of_file, sha256_of_text
from audit.records.result import ArticleResult
from audit.results import html_report, spreadsheet, tables
from audit.results.files import write_whole
from audit.results.stored import StoredResult, read_stored

ARTICLES, BEADS, ERRORS, FLAGS = "articles.csv", "beads.csv", "errors.csv", "flags.csv"
REPORT = "report.html"
MANIFEST = "run.json"
RECORDS, EVIDENCE = "records", "evidence"
REVIEW_STORE = "review.db"
SEAL, LEDGER = "seal.json", "seals.jsonl"
_SEALED = (ARTICLES, BEADS, ERRORS, FLAGS, REPORT, MANIFEST)


@dataclass(frozen=True, slots=True)
class Problem:
    """An article that could not be audited."""

    what: str
    where: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a run wrote: its articles in order, and those that could not be audited."""

    articles: tuple[str, ...]
    errors: tuple[Problem, ...] = ()
    format: Literal[1] = 1


class ResultsFolder:
    """The results of a run.

    Args:
        path: the folder; :meth:`create` makes it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def create(self) -> None:
        """Make the folder, if need be."""
        (self.path / RECORDS).mkdir(parents=True, exist_ok=True)

    @property
    def exists(self) -> bool:
        """Whether a run has ended here."""
        return (self.path / ARTICLES).exists()

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
        return [path.stem for path in sorted((self.path / RECORDS).glob("*.json"))]

    def ids(self) -> tuple[str, ...]:
        """The ids of the run's articles, in the order in which they were audited."""
        try:
            return from_json(Manifest, (self.path / MANIFEST).read_bytes()).articles
        except FileNotFoundError:
            return tuple(self._listed())
        except ValueError as error:
            raise InputError(
                "the list of articles is damaged", str(self.path / MANIFEST), "run the audit again"
            ) from error

    def errors(self) -> tuple[Problem, ...]:
        """What could not be audited; nothing for a run of a version that kept no list of it."""
        try:
            return from_json(Manifest, (self.path / MANIFEST).read_bytes()).errors
        except (FileNotFoundError, ValueError):
            return ()

    def _listed(self) -> Iterator[str]:
        """The ids of a run of version 0.1, which kept them in its table only."""
        if self.exists:
            with (self.path / ARTICLES).open(encoding="utf-8-sig", newline="") as file:
                yield from (row["article_id"] for row in csv.DictReader(file))

    def find(self, article_id: str) -> StoredResult | None:
        """An article's stored result; None if it is missing or damaged."""
        try:
            return read_stored(self.record_path(article_id).read_bytes())
        except (FileNotFoundError, ValueError):
            return None

    def result(self, article_id: str) -> ArticleResult:
        """An article's result.

        Raises:
            InputError: there is none, or it is damaged.
        """
        stored = self.find(article_id)
        if stored is None:
            path = self.record_path(article_id)
            what = "no whole record of this article" if path.exists() else "no such article"
            raise InputError(what, str(path), "give an id of articles.csv, or run the audit again")
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
                    str(self.record_path(article_id)),
                    "run the audit again",
                )
            yield stored.result

    @staticmethod
    def tried(stored: StoredResult) -> None:
        """Make everything that :meth:`finish` and :meth:`write` will write of a result, and drop it.

        What cannot be made is so found while it concerns this article alone.
        """
        to_json(stored)
        tables.rows_of(stored.result)
        html_report.page([stored.result])

    def write(self, stored: StoredResult) -> None:
        """Keep an article's result; the file is there whole or not at all."""
        write_whole(self.record_path(stored.result.article.id), to_json(stored, indent=1))

    def finish(self, ids: Sequence[str], errors: Iterable[Problem]) -> None:
        """Write the run's tables and its report from the records.

        Args:
            ids: the articles, in order; nothing but ``errors.csv`` is written where there are none.
            errors: what could not be audited.
        """
        manifest = Manifest(tuple(ids), tuple(errors))
        path = self.path / ERRORS
        path.unlink(missing_ok=True)
        if manifest.errors:
            rows = ((e.where, e.what, e.remedy) for e in manifest.errors)
            spreadsheet.write(path, tables.ERROR_COLUMNS, rows)
        if not ids:
            return
        write_whole(self.path / MANIFEST, to_json(manifest, indent=1))
        self.derive(self.path)

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
        folders = (self.path / RECORDS, self.path / EVIDENCE)
        return sorted([*found, *(p for f in folders for p in f.glob("*") if p.is_file())])

    def stamp(self) -> str:
        """What tells one run's results from the next one's; empty where there are none."""
        try:
            parts = [(path := self.path / name, path.stat()) for name in (ARTICLES, FLAGS)]
        except FileNotFoundError:
            return ""
        return sha256_of_text(
            " ".join(_content(str(path), s.st_mtime_ns, s.st_size) for path, s in parts)
        )


@lru_cache(maxsize=16)
def _content(path: str, changed: int, size: int) -> str:
    # Read again only when its date or size changes.
    return sha256_of_file(Path(path))
