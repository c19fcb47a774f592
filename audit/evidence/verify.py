"""Whether a run's files are what was sealed: everything is computed anew, and any doubt is a fault."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from errno import ENAMETOOLONG
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from audit.errors import AuditError, InputError
from audit.evidence.audit_record import record_of, settings_then
from audit.evidence.keys import is_good
from audit.evidence.log import FileState, LogState, ReviewLog, decided, state_of
from audit.evidence.seal import FORMAT, body_of, broken_links, canonical, hash_of, line_of
from audit.records.codec import from_plain, to_canonical_json
from audit.records.digest import sha256_of, sha256_of_file
from audit.records.tables import Tables
from audit.results.folder import (
    ERRORS,
    EVIDENCE,
    LEDGER,
    MANIFEST,
    RECORDS,
    REVIEW_STORE,
    SEAL,
    SIGNOFF,
    SIGNOFF_ENDS,
    ResultsFolder,
)
from audit.results.parts import does_not_follow
from audit.results.stored import read_stored


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a seal says."""

    whole: Mapping[str, Any]
    files: Mapping[str, str]
    settings: Mapping[str, Any]
    line: bytes
    log: LogState | None
    store: FileState | None

    @property
    def older(self) -> bool:
        """Whether an older version put it on."""
        return int(self.whole.get("format", 0)) < FORMAT


def faults(folder: ResultsFolder, log: ReviewLog | None, key: str, held: str = "") -> list[str]:
    """What was altered, is missing or was added in a run's folder, each in a sentence.

    Args:
        folder: of the run.
        log: the review log, None where there is none.
        key: the public key, in hexadecimal, that must have signed; empty for any or none.
        held: SHA-256 of the store's file in the folder before it was opened, empty where there is none.
    """
    sealed = _sealed(folder)
    if isinstance(sealed, str):
        return [sealed]
    found = [
        *_signature(sealed.whole, key),
        *_ledger(folder, sealed),
        *_files(folder, sealed.files),
        *_log(sealed.log, log),
        *_store_file(folder, sealed, log, held),
    ]
    # What was altered is named once; only a run whose files are as sealed is computed anew.
    if found or sealed.older:
        return found
    return [*_computed(folder), *_records(folder, folder.evidenced_ids(), sealed, log)]


def of_an_older_version(folder: ResultsFolder) -> bool:
    """Whether an older version sealed these results, whose tables this one cannot compute anew."""
    sealed = _sealed(folder)
    return not isinstance(sealed, str) and sealed.older


@dataclass(frozen=True, slots=True)
class ArticleSeal:
    """The seal as far as it is on one article.

    ``faults`` are what is wrong, each in a sentence; ``at`` is when it was put on, ``key`` the public key
    of its signature, both empty where they are not known; ``later`` counts decisions taken since.
    """

    faults: tuple[str, ...]
    at: str = ""
    key: str = ""
    later: int = 0


def of_article(folder: ResultsFolder, log: ReviewLog | None, article_id: str) -> ArticleSeal | None:
    """The seal on the files of one article, quickly checked; None where there is none."""
    if not (folder.path / SEAL).exists():
        return None
    sealed = _sealed(folder)
    if isinstance(sealed, str):
        return ArticleSeal((sealed,))
    paths = (folder.record_place(article_id), folder.evidence_place(article_id))
    signed = (folder.signoff_path(f"{article_id}{end}") for end in SIGNOFF_ENDS)
    names = [p.relative_to(folder.path).as_posix() for p in (*paths, *signed)]
    wanted = [n for n in names if not n.startswith(f"{SIGNOFF}/") or _known(folder, sealed, n)]
    found = [
        *_signature(sealed.whole, ""),
        *_ledger(folder, sealed),
        *_compared(folder.path, sealed.files, wanted),
        *_log(sealed.log, log),
    ]
    if not found and not sealed.older:
        found = list(_records(folder, [article_id], sealed, log))
    entries = log.entries(article_id) if log else []
    known = sealed.log.entries if sealed.log else 0
    later = sum(entry.seq > known for entry in entries)
    key = str((sealed.whole.get("signature") or {}).get("key", ""))
    return ArticleSeal(tuple(found), str(sealed.whole["at"]), key, later)


def _known(folder: ResultsFolder, sealed: Sealed, name: str) -> bool:
    """Whether a file lies there or was sealed."""
    return name in sealed.files or (folder.path / name).exists()


def log_state_of(folder: ResultsFolder) -> LogState | None:
    """The review log as it stood when a folder was sealed; None without one, or without a seal."""
    sealed = _sealed(folder)
    return None if isinstance(sealed, str) else sealed.log


def settings_of(folder: ResultsFolder) -> Mapping[str, Any]:
    """The settings that a folder was sealed with, empty where its seal cannot be read."""
    sealed = _sealed(folder)
    return {} if isinstance(sealed, str) else sealed.settings


def made_with(folders: Sequence[ResultsFolder]) -> Mapping[str, Any]:
    """The settings that all of some folders were sealed with.

    Raises:
        InputError: one has no seal that can be read, or they were made with different settings.
    """
    first: Mapping[str, Any] = {}
    for folder in folders:
        folder.require()
        found = settings_of(folder)
        if not found:
            raise InputError(
                "its seal is missing or cannot be read",
                str(folder.path / SEAL),
                "run the audit again",
            )
        if first and found != first:
            raise InputError(
                f"its results were made with other settings than those in {folders[0].path}",
                str(folder.path), "audit both with the same settings",
            )  # fmt: skip
        first = found
    return first


def _sealed(folder: ResultsFolder) -> Sealed | str:
    """What the seal on a folder says, or what is wrong with it."""
    try:
        data = (folder.path / SEAL).read_bytes()
    except FileNotFoundError:
        return f"{SEAL} is missing: nothing shows that these results are whole."
    try:
        whole = json.loads(data)
        good = canonical(whole) == data and whole["hash"] == hash_of(body_of(whole))
        sealed = Sealed(
            whole,
            _table(whole["files"]),
            _table(whole["settings"]),
            line_of(whole),
            from_plain(LogState, whole["log"]) if whole["log"] else None,
            from_plain(FileState, whole["store"]) if whole.get("store") else None,
        )
        _table(whole.get("signature") or {})
        good = good and whole["seq"] > 0 and isinstance(whole.get("format", 0), int)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        good = False
    return sealed if good else f"{SEAL} was altered: its hash does not fit what it says."


def _table(value: object) -> Mapping[str, Any]:
    """A table of a seal: a hash can fit whatever somebody wrote there.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is no table")
    return value


def _signature(whole: Mapping[str, Any], key: str) -> Iterator[str]:
    signature = whole.get("signature")
    if signature is None:
        if key:
            yield f"{SEAL} is not signed, though a key was given to check it by."
    elif not is_good(signature, canonical(body_of(whole))):
        yield f"{SEAL} was altered: its signature is not one of what it says."
    elif key and signature["key"] != key:
        yield f"{SEAL} is signed with another key: {signature['key']}, not {key}."


def _ledger(folder: ResultsFolder, sealed: Sealed) -> Iterator[str]:
    whole = sealed.whole
    try:
        lines = (folder.path / LEDGER).read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        yield f"{LEDGER} is missing."
        return
    yield from broken_links(lines)
    if len(lines) < whole["seq"]:
        yield f"{LEDGER} was cut short: it has {len(lines)} of {whole['seq']} lines."
    elif len(lines) > whole["seq"]:
        yield f"{LEDGER} has {len(lines) - whole['seq']} lines more than {SEAL} knows of."
    elif lines[-1] != sealed.line:
        yield f"{LEDGER} was altered: its last line is not that of {SEAL}."
    elif len(lines) > 1 and sha256_of(lines[-2]) != whole["previous"]:
        yield f"{LEDGER} was altered: line {len(lines) - 1} is not the one that was sealed."


def _files(folder: ResultsFolder, sealed: Mapping[str, str]) -> Iterator[str]:
    out = folder.path
    there = {path.relative_to(out).as_posix() for path in folder.sealed_files()}
    return _compared(out, sealed, sealed.keys() | there)


def _compared(out: Path, sealed: Mapping[str, str], names: Iterable[str]) -> Iterator[str]:
    for name in sorted(names):
        if name not in sealed:
            yield f"{name} was added after the seal."
        elif not _is_there(out / name):
            yield f"{name} is missing."
        elif sha256_of_file(out / name) != sealed[name]:
            yield f"{name} was altered."


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as error:
        if error.errno == ENAMETOOLONG:  # no file is called so
            return False
        raise


def _log(sealed: LogState | None, log: ReviewLog | None) -> Iterator[str]:
    if sealed is None:
        return
    number, now = sealed.entries, state_of(log)
    if now is None or log is None:
        yield f"The review log is missing: it had {number} entries when the run was sealed."
    elif now.id != sealed.id:
        yield "The review log is another one than was sealed."
    elif now.entries < number:
        yield f"The review log was cut short: it had {number} entries when sealed and has {now.entries}."
    elif log.head_at(number) != sealed.head:
        yield (
            f"There are two review logs with the id {sealed.id[:12]}: the one that was sealed and this "
            f"one differ at entry {number} or before."
        )


def _store_file(
    folder: ResultsFolder, sealed: Sealed, log: ReviewLog | None, held: str
) -> Iterator[str]:
    """Whether the store's file is the one that was sealed, as long as nothing was entered into it since."""
    # An older version's store is brought to today's form when it is opened, and is another file then.
    if sealed.store is None or held == sealed.store.sha256 or (held and sealed.older):
        return
    if not held or log is None:
        yield f"{REVIEW_STORE} is missing."
        return
    now, run = state_of(log), log.run_stamp()
    grown = now is not None and now.entries > (sealed.log.entries if sealed.log else 0)
    renewed = run != sealed.store.run and run in ("", folder.stamp())
    if not grown and not renewed:
        yield f"{REVIEW_STORE} was altered: no decision was added since the seal, but it is another file."


def _computed(folder: ResultsFolder) -> Iterator[str]:
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


def _records(
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
