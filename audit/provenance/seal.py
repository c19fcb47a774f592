"""The seal on a run's files: their SHA-256, chained from run to run, signed with Ed25519 if a key is given.

``seal.json`` lists the files and the review log as they stood; ``seals.jsonl`` has a line for every seal that
was ever put on the folder, each with the hash of the line before (Haber & Stornetta 1991). Both are canonical
JSON, so that not a byte of them can change unseen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from audit import __version__
from audit.batch import RECORDS
from audit.provenance.keys import Signer
from audit.provenance.log_state import FileState, LogState
from audit.review.decision import digest_of

FILE, LEDGER = "seal.json", "seals.jsonl"
EVIDENCE = "evidence"
"""The folder of audit records."""
TABLES = ("articles.csv", "beads.csv", "errors.csv", "flags.csv", "report.html")
_FORMAT = 1


def files_of(out: Path) -> list[Path]:
    """The files that a run stores in its folder, in order of name; the review store is none of them."""
    found = [out / name for name in TABLES if (out / name).is_file()]
    folders = (out / RECORDS, out / EVIDENCE)
    return sorted([*found, *(p for folder in folders for p in folder.glob("*") if p.is_file())])


def seal(
    out: Path,
    settings: Mapping[str, object],
    log: LogState | None,
    signer: Signer | None = None,
    *,
    store: FileState | None = None,
) -> None:
    """Seal the files of a run as they stand.

    Args:
        out: folder of the run.
        settings: the configuration and the encoder, as plain values.
        log: the review log, None where there is none.
        signer: signs the seal.
        store: the file that holds the log, None where it lies elsewhere.
    """
    ledger = out / LEDGER
    before = ledger.read_bytes() if ledger.exists() else b""
    lines = before.splitlines(keepends=True)
    body: dict[str, Any] = {
        "format": _FORMAT,
        "seq": len(lines) + 1,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "tool_version": __version__,
        "settings": dict(settings),
        "files": {p.relative_to(out).as_posix(): digest_of(p) for p in files_of(out)},
        "log": None if log is None else asdict(log),
        "store": None if store is None else asdict(store),
        "previous": hashlib.sha256(lines[-1]).hexdigest() if lines else "",
    }
    whole = body | {"hash": hash_of(body)}
    if signer is not None:
        whole["signature"] = signer.signature(canonical(body))
    write(out / FILE, canonical(whole))
    write(ledger, before + line_of(whole))


def canonical(values: Mapping[str, Any]) -> bytes:
    """The one way in which a seal is written."""
    return (json.dumps(values, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def line_of(whole: Mapping[str, Any]) -> bytes:
    """The line of the ledger that stands for a seal."""
    values = {name: whole[name] for name in ("seq", "at", "hash", "previous")}
    return (json.dumps(values, sort_keys=True, separators=(",", ":")) + "\n").encode()


def body_of(whole: Mapping[str, Any]) -> dict[str, Any]:
    """What the hash and the signature of a seal are over."""
    return {name: value for name, value in whole.items() if name not in ("hash", "signature")}


def hash_of(body: Mapping[str, Any]) -> str:
    """SHA-256 of a seal's body."""
    return hashlib.sha256(canonical(body)).hexdigest()


def broken_links(lines: list[bytes]) -> Iterator[str]:
    """What is wrong with the lines of the ledger, each in a sentence."""
    previous = ""
    for number, line in enumerate(lines, 1):
        try:
            values = json.loads(line)
            whole = line_of(values) == line
        except (ValueError, KeyError, TypeError):
            whole = False
        if not whole:
            yield f"{LEDGER} was altered: line {number} is no line that the tool wrote."
        elif values["seq"] != number or values["previous"] != previous:
            yield f"{LEDGER} was altered: line {number} does not follow the line before it."
        previous = hashlib.sha256(line).hexdigest()


def write(path: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all."""
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes(data)
    partial.replace(path)
