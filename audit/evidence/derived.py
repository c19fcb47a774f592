"""Tables, pages and audit records computed anew: whether they follow from the records and the review log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from audit.errors import AuditError
from audit.evidence.audit_record import record_of, settings_then
from audit.evidence.log import ReviewLog, decided
from audit.evidence.sealed import Sealed
from audit.records.codec import to_canonical_json
from audit.records.digest import sha256_of_file
from audit.records.tables import Tables
from audit.results.folder import ERRORS, EVIDENCE, MANIFEST, RECORDS, ResultsFolder
from audit.results.parts import does_not_follow
from audit.results.stored import read_stored


def computed(folder: ResultsFolder) -> Iterator[str]:
    """Tables and page that do not follow from the records."""
    if not folder.exists:
        return
    table = folder.path / ERRORS
    if (table.read_bytes() if table.exists() else b"") != folder.errors_table():
        yield f"{ERRORS} does not follow from {MANIFEST}."
    if Tables.PARQUET in folder.tables:
        yield from _parts(folder)
    if folder.keeps_files:
        yield from _sheets(folder)


def _sheets(folder: ResultsFolder) -> Iterator[str]:
    with TemporaryDirectory() as made:
        try:
            names = folder.derive(Path(made))
        except (AuditError, KeyError, ValueError) as error:
            yield f"{RECORDS} cannot be read: {error}"
            return
        for name in names:
            path = folder.path / name
            if not path.exists() or sha256_of_file(path) != sha256_of_file(Path(made) / name):
                yield f"{name} does not follow from the records."


def _parts(folder: ResultsFolder) -> Iterator[str]:
    ids: list[str] = []
    for part, listed in enumerate(folder.archive.manifest.parts):
        if not folder.archive.is_as_listed(part):
            yield f"{listed.name} is not what the archive's manifest.json lists."
        try:
            ids += folder.archive.ids(part)
            for name in does_not_follow(folder.archive, part, read_stored):
                yield f"{name} does not follow from the records."
        except (AuditError, KeyError, ValueError) as error:
            yield f"{listed.name} cannot be read: {error}"
    if tuple(ids) != folder.ids():
        yield "The archive's articles are not those of run.json."


def records(
    folder: ResultsFolder, ids: Iterable[str], sealed: Sealed, log: ReviewLog | None
) -> Iterator[str]:
    """Audit records that do not follow from what was found and decided."""
    for article_id in ids:
        stored, there = folder.find(article_id), folder.evidence(article_id)
        entries = decided(log, article_id, sealed.log)
        if stored is None or not any(
            to_canonical_json(record_of(stored, settings, entries)) == there
            for settings in _settings(folder, article_id, sealed)
        ):
            yield f"{EVIDENCE}/{article_id}.json does not follow from the records and the review log."


def _settings(
    folder: ResultsFolder, article_id: str, sealed: Sealed
) -> Iterator[Mapping[str, Any]]:
    """The settings that an audit record may give: those of the seal, or of an earlier run."""
    yield sealed.settings
    if article_id not in folder.ids():
        yield from filter(None, [settings_then(folder, article_id)])
