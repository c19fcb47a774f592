"""Whether a run's files are what was sealed: everything is computed anew, and any doubt is a fault."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
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
from audit.provenance.log_state import LogState, decided, head_at, state_of
from audit.provenance.record import path_of, read
from audit.provenance.seal import (
    EVIDENCE,
    FILE,
    LEDGER,
    body_of,
    broken_links,
    canonical,
    digest_of,
    files_of,
    hash_of,
    line_of,
)
from audit.review.store import Store


def faults(out: Path, store: Store | None, key: str) -> list[str]:
    """What was altered, is missing or was added in a run's folder, each in a sentence.

    Args:
        out: the folder.
        store: holds the review log, None where there is none.
        key: the public key, in hexadecimal, that must have signed; empty for any or none.
    """
    try:
        data = (out / FILE).read_bytes()
    except FileNotFoundError:
        return [f"{FILE} is missing: nothing shows that these results are whole."]
    try:
        whole = json.loads(data)
        good = canonical(whole) == data and whole["hash"] == hash_of(body_of(whole))
        files, line, settings = dict(whole["files"]), line_of(whole), dict(whole["settings"])
        then = LogState(**whole["log"]) if whole["log"] else None
        good = good and whole["seq"] > 0
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        good = False
    if not good:
        return [f"{FILE} was altered: its hash does not fit what it says."]
    found = [
        *_signature(whole, key),
        *_ledger(out, whole, line),
        *_files(out, files),
        *_log(then, store),
    ]
    # What was altered is named once; only a run whose files are as sealed is computed anew.
    return found or [*_computed(out), *_records(out, settings, then, store)]


def _signature(whole: Mapping[str, Any], key: str) -> Iterator[str]:
    signature = whole.get("signature")
    if signature is None:
        if key:
            yield f"{FILE} is not signed, though a key was given to check it by."
    elif not is_good(signature, canonical(body_of(whole))):
        yield f"{FILE} was altered: its signature is not one of what it says."
    elif key and signature["key"] != key:
        yield f"{FILE} is signed with another key: {signature['key']}, not {key}."


def _ledger(out: Path, whole: Mapping[str, Any], line: bytes) -> Iterator[str]:
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
    elif lines[-1] != line:
        yield f"{LEDGER} was altered: its last line is not that of {FILE}."
    elif len(lines) > 1 and hashlib.sha256(lines[-2]).hexdigest() != whole["previous"]:
        yield f"{LEDGER} was altered: line {len(lines) - 1} is not the one that was sealed."


def _files(out: Path, sealed: Mapping[str, str]) -> Iterator[str]:
    there = {path.relative_to(out).as_posix(): path for path in files_of(out)}
    for name, digest in sealed.items():
        if name not in there:
            yield f"{name} is missing."
        elif digest_of(there[name]) != digest:
            yield f"{name} was altered."
    for name in sorted(there.keys() - sealed.keys()):
        yield f"{name} was added after the seal."


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


def _records(
    out: Path, settings: Mapping[str, Any], then: LogState | None, store: Store | None
) -> Iterator[str]:
    """Audit records that do not follow from what was found and decided."""
    for path in sorted((out / EVIDENCE).glob("*.json")):
        record = read(path_of(out / RECORDS, path.stem))
        entries = decided(store, path.stem, then)
        if (
            record is None
            or written(record_of(record.report, settings, entries)) != path.read_bytes()
        ):
            yield f"{EVIDENCE}/{path.name} does not follow from the records and the review log."
