"""The seal on a run's files: their SHA-256, chained from run to run, signed with Ed25519 if a key is given.

``seal.json`` lists the files and the review log as they stood; ``seals.jsonl`` has a line for every seal that
was ever put on the folder, each with the hash of the line before (Haber & Stornetta 1991). Both are canonical
JSON, so that not a byte of them can change unseen. ``log-heads.jsonl`` is sealed as far as it went.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from audit.evidence.keys import Signer
from audit.evidence.log import FileState, LogState
from audit.evidence.log_heads import beginning_of
from audit.records.digest import sha256_of, sha256_of_file
from audit.results.files import write_whole
from audit.results.folder import LEDGER, LOG_HEADS, SEAL, ResultsFolder
from audit.results.stops import stops_waiting
from audit.version import __version__

FORMAT = 2
"""Format 1 is of version 0.1, whose tables and audit records were others."""


def seal(
    folder: ResultsFolder,
    settings: Mapping[str, object],
    log: LogState | None,
    signer: Signer | None = None,
    *,
    store: FileState | None = None,
    authority: str = "",
) -> None:
    """Seal the files of a run as they stand.

    Args:
        folder: of the run.
        settings: the configuration and the encoder, as plain values.
        log: the review log, None where there is none.
        signer: signs the seal.
        store: the file that holds the log, None where it lies elsewhere.
        authority: who is to time-stamp the seal, so that a missing time-stamp is missed.
    """
    out = folder.path
    ledger = out / LEDGER
    before = ledger.read_bytes() if ledger.exists() else b""
    lines = before.splitlines(keepends=True)
    sealed = [*folder.sealed_files(), *folder.earlier_stamps()]
    body: dict[str, Any] = {
        "format": FORMAT,
        "seq": len(lines) + 1,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "tool_version": __version__,
        "settings": dict(settings),
        "files": {p.relative_to(out).as_posix(): sha256_of_file(p) for p in sealed},
        "log": None if log is None else asdict(log),
        "store": None if store is None else asdict(store),
        "heads": beginning_of(out / LOG_HEADS),
        "timestamp_authority": authority or None,
        "previous": sha256_of(lines[-1]) if lines else "",
    }
    whole = body | {"hash": hash_of(body)}
    if signer is not None:
        whole["signature"] = signer.signature(canonical(body))
    with stops_waiting():  # either without the other is no seal
        write_whole(out / SEAL, canonical(whole))
        write_whole(ledger, before + line_of(whole))


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
    return sha256_of(canonical(body))


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
        previous = sha256_of(line)
