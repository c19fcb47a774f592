"""A folder of results sealed and checked, together with the review log of it."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from audit.batch import RECORDS
from audit.config import Config
from audit.errors import ConfigError, InputError
from audit.provenance import keys, verify
from audit.provenance import seal as seals
from audit.provenance.audit_record import record_of, written
from audit.provenance.log_state import LogState, decided, file_state_of, hash_of_file, state_of
from audit.provenance.record import read
from audit.review import chain, taken_over
from audit.review.decision import Entry
from audit.review.store import FILE, Store, existing

# A damaged database may give any value in any place.
_UNREADABLE = (SQLAlchemyError, ValueError, TypeError, AttributeError)


def sealed(out: Path, config: Config, key: Path | None, encoder: str = "") -> None:
    """Seal a folder with the review log that belongs to it.

    Args:
        out: the folder.
        config: settings; they say where the log is.
        key: file of the private key; the environment's if left out.
        encoder: signature of the encoder; what the last seal has if left out.

    Raises:
        InputError: there are no results, or the last seal cannot be read.
        ConfigError: the key or the log cannot be opened.
    """
    if not seals.files_of(out):
        raise InputError("there are no results to seal", str(out), "give the folder of a run")
    settings = config.described() | {"encoder": encoder} if encoder else _settings(out)
    signer, store = keys.signer(key), _store(out, config)
    state = state_of(store)
    _write_records(out, settings, state, store)
    seals.seal(out, settings, state, signer, store=file_state_of(out, store))


def checked(out: Path, config: Config, key: Path | None) -> tuple[list[str], list[str]]:
    """What is wrong with a folder and its log, each in a sentence; and what to say where nothing is.

    Raises:
        ConfigError: there is nothing to check, or the key or the log cannot be opened.
    """
    results = bool(seals.files_of(out)) or (out / seals.FILE).exists()
    # Read before the store is opened, which may write what a crash left behind.
    held = hash_of_file(out)
    found: list[str] = []
    told: list[str] = []
    try:
        store = _store(out, config) if results else existing(config.review, out)
        if results:
            public = keys.public_key(key) if key else ""
            found = verify.faults(out, store, public, held)
            told.append(f"{len(seals.files_of(out))} files, nothing altered ({out})")
        if store is not None:
            found += chain.faults(store) or taken_over.faults(store, out)
            told.append(f"{store.length()} entries, nothing altered ({store.shown})")
    except _UNREADABLE as error:
        raise ConfigError(
            f"The review store {out / FILE} is damaged ({str(error).splitlines()[0]}); "
            "put back a copy of it."
        ) from error
    return found, told


def entries_of(out: Path, config: Config, article_id: str) -> list[Entry]:
    """What was decided on an article, empty where there is no review log.

    Raises:
        ConfigError: the log cannot be opened.
    """
    store = _store(out, config)
    return store.entries(article_id) if store else []


def _write_records(
    out: Path, settings: dict[str, object], state: LogState | None, store: Store | None
) -> None:
    """An audit record for every article of the folder; those of articles that are gone go too."""
    folder = out / seals.EVIDENCE
    folder.mkdir(exist_ok=True)
    made = set()
    for path in sorted((out / RECORDS).glob("*.json")):
        record = read(path)
        if record is not None:
            made.add(path.name)
            entries = decided(store, path.stem, state)
            seals.write(folder / path.name, written(record_of(record.report, settings, entries)))
    for path in folder.iterdir():
        if path.name not in made:
            path.unlink()


def _settings(out: Path) -> dict[str, object]:
    where = out / seals.FILE
    try:
        return dict(json.loads(where.read_bytes())["settings"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            "the last seal is missing or cannot be read", str(where), "run the audit again"
        ) from error


def _store(out: Path, config: Config) -> Store | None:
    return existing(config.review, out) if config.review or (out / FILE).exists() else None
