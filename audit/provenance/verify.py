"""Whether a run's files are what was sealed: everything is computed anew, and any doubt is a fault."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.batch import RECORDS, reports
from audit.errors import AuditError
from audit.exports import html, spreadsheet
from audit.exports.table import (
    ARTICLE_COLUMNS,
    BEAD_COLUMNS,
    FLAG_COLUMNS,
    article_row,
    bead_rows,
    flag_rows,
)
from audit.provenance.audit_record import record_of, written
from audit.provenance.keys import is_good
from audit.provenance.log_state import FileState, LogState, decided, head_at, run_of, state_of
from audit.provenance.record import path_of, read
from audit.provenance.seal import (
    EVIDENCE,
    FILE,
    LEDGER,
    body_of,
    broken_links,
    canonical,
    files_of,
    hash_of,
    line_of,
)
from audit.review.decision import digest_of
from audit.review.loading import stamp
from audit.review.store import FILE as STORE
from audit.review.store import Store


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a seal says."""

    whole: Mapping[str, Any]
    files: Mapping[str, str]
    settings: Mapping[str, Any]
    line: bytes
    log: LogState | None
    store: FileState | None


def faults(out: Path, store: Store | None, key: str, held: str = "") -> list[str]:
    """What was altered, is missing or was added in a run's folder, each in a sentence.

    Args:
        out: the folder.
        store: holds the review log, None where there is none.
        key: the public key, in hexadecimal, that must have signed; empty for any or none.
        held: SHA-256 of the store's file in the folder before it was opened, empty where there is none.
    """
    sealed = _sealed(out)
    if isinstance(sealed, str):
        return [sealed]
    found = [
        *_signature(sealed.whole, key),
        *_ledger(out, sealed),
        *_files(out, sealed.files),
        *_log(sealed.log, store),
        *_store_file(out, sealed, store, held),
    ]
    # What was altered is named once; only a run whose files are as sealed is computed anew.
    if found:
        return found
    ids = [path.stem for path in sorted((out / EVIDENCE).glob("*.json"))]
    return [*_computed(out), *_records(out, ids, sealed, store)]


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


def of_article(out: Path, store: Store | None, article_id: str) -> ArticleSeal | None:
    """The seal on the files of one article, quickly checked; None where there is none."""
    if not (out / FILE).exists():
        return None
    sealed = _sealed(out)
    if isinstance(sealed, str):
        return ArticleSeal((sealed,))
    names = [path_of(out / folder, article_id) for folder in (RECORDS, EVIDENCE)]
    found = [
        *_signature(sealed.whole, ""),
        *_ledger(out, sealed),
        *_compared(out, sealed.files, [path.relative_to(out).as_posix() for path in names]),
        *_log(sealed.log, store),
    ]
    found = found or list(_records(out, [article_id], sealed, store))
    entries = store.entries(article_id) if store else []
    known = sealed.log.entries if sealed.log else 0
    later = sum(entry.seq > known for entry in entries)
    key = str((sealed.whole.get("signature") or {}).get("key", ""))
    return ArticleSeal(tuple(found), str(sealed.whole["at"]), key, later)


def settings_of(out: Path) -> Mapping[str, Any]:
    """The settings that a folder was sealed with, empty where its seal cannot be read."""
    sealed = _sealed(out)
    return {} if isinstance(sealed, str) else sealed.settings


def _sealed(out: Path) -> Sealed | str:
    """What the seal on a folder says, or what is wrong with it."""
    try:
        data = (out / FILE).read_bytes()
    except FileNotFoundError:
        return f"{FILE} is missing: nothing shows that these results are whole."
    try:
        whole = json.loads(data)
        good = canonical(whole) == data and whole["hash"] == hash_of(body_of(whole))
        sealed = Sealed(
            whole,
            dict(whole["files"]),
            dict(whole["settings"]),
            line_of(whole),
            LogState(**whole["log"]) if whole["log"] else None,
            FileState(**whole["store"]) if whole.get("store") else None,
        )
        good = good and whole["seq"] > 0
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        good = False
    return sealed if good else f"{FILE} was altered: its hash does not fit what it says."


def _signature(whole: Mapping[str, Any], key: str) -> Iterator[str]:
    signature = whole.get("signature")
    if signature is None:
        if key:
            yield f"{FILE} is not signed, though a key was given to check it by."
    elif not is_good(signature, canonical(body_of(whole))):
        yield f"{FILE} was altered: its signature is not one of what it says."
    elif key and signature["key"] != key:
        yield f"{FILE} is signed with another key: {signature['key']}, not {key}."


def _ledger(out: Path, sealed: Sealed) -> Iterator[str]:
    whole = sealed.whole
    try:
        lines = (out / LEDGER).read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        yield f"{LEDGER} is missing."
        return
    yield from broken_links(lines)
    if len(lines) < whole["seq"]:
        yield f"{LEDGER} was cut short: it has {len(lines)} of {whole['seq']} lines."
    elif len(lines) > whole["seq"]:
        yield f"{LEDGER} has {len(lines) - whole['seq']} lines more than {FILE} knows of."
    elif lines[-1] != sealed.line:
        yield f"{LEDGER} was altered: its last line is not that of {FILE}."
    elif len(lines) > 1 and hashlib.sha256(lines[-2]).hexdigest() != whole["previous"]:
        yield f"{LEDGER} was altered: line {len(lines) - 1} is not the one that was sealed."


def _files(out: Path, sealed: Mapping[str, str]) -> Iterator[str]:
    there = {path.relative_to(out).as_posix() for path in files_of(out)}
    return _compared(out, sealed, sealed.keys() | there)


def _compared(out: Path, sealed: Mapping[str, str], names: Iterable[str]) -> Iterator[str]:
    for name in sorted(names):
        if name not in sealed:
            yield f"{name} was added after the seal."
        elif not (out / name).is_file():
            yield f"{name} is missing."
        elif digest_of(out / name) != sealed[name]:
            yield f"{name} was altered."


def _log(sealed: LogState | None, store: Store | None) -> Iterator[str]:
    if sealed is None:
        return
    number, log = sealed.entries, state_of(store)
    if log is None or store is None:
        yield f"The review log is missing: it had {number} entries when the run was sealed."
    elif log.id != sealed.id:
        yield "The review log is another one than was sealed."
    elif log.entries < number:
        yield f"The review log was cut short: it had {number} entries when sealed and has {log.entries}."
    elif head_at(store, number) != sealed.head:
        yield (
            f"There are two review logs with the id {sealed.id[:12]}: the one that was sealed and this "
            f"one differ at entry {number} or before."
        )


def _store_file(out: Path, sealed: Sealed, store: Store | None, held: str) -> Iterator[str]:
    """Whether the store's file is the one that was sealed, as long as nothing was entered into it since."""
    if sealed.store is None or held == sealed.store.sha256:
        return
    if not held or store is None:
        yield f"{STORE} is missing."
        return
    log, run = state_of(store), run_of(store)
    grown = log is not None and log.entries > (sealed.log.entries if sealed.log else 0)
    renewed = run != sealed.store.run and run in ("", stamp(out))
    if not grown and not renewed:
        yield f"{STORE} was altered: no decision was added since the seal, but it is another file."


def _computed(out: Path) -> Iterator[str]:
    """Tables and page that do not follow from the records."""
    if not (out / "articles.csv").exists():
        return
    try:
        ids = list(spreadsheet.read(out / "articles.csv")["article_id"])
        made = {
            "flags.csv": spreadsheet.whole(
                FLAG_COLUMNS, (row for r in reports(out, ids) for row in flag_rows(r))
            ),
            "beads.csv": spreadsheet.whole(
                BEAD_COLUMNS, (row for r in reports(out, ids) for row in bead_rows(r))
            ),
            "articles.csv": spreadsheet.whole(ARTICLE_COLUMNS, map(article_row, reports(out, ids))),
            "report.html": html.page(reports(out, ids)).encode("utf-8", "replace"),
        }
    except (AuditError, KeyError, ValueError) as error:
        yield f"{RECORDS} cannot be read: {error}"
        return
    for name, data in made.items():
        if not (out / name).exists() or (out / name).read_bytes() != data:
            yield f"{name} does not follow from the records."


def _records(out: Path, ids: Iterable[str], sealed: Sealed, store: Store | None) -> Iterator[str]:
    """Audit records that do not follow from what was found and decided."""
    for article_id in ids:
        path = path_of(out / EVIDENCE, article_id)
        record = read(path_of(out / RECORDS, article_id))
        entries = decided(store, article_id, sealed.log)
        if (
            record is None
            or written(record_of(record.report, sealed.settings, entries)) != path.read_bytes()
        ):
            yield f"{EVIDENCE}/{path.name} does not follow from the records and the review log."
