"""A folder of results sealed and checked, together with the review log of it."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import select

from audit.config import Config
from audit.errors import InputError
from audit.provenance import keys, verify
from audit.provenance import seal as seals
from audit.provenance.seal import LogState
from audit.review import chain, schema
from audit.review.decision import Entry
from audit.review.store import FILE, Store, existing


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
    store = _store(out, config)
    seals.seal(out, settings, _state(store) if store else None, keys.signer(key))


def checked(out: Path, config: Config, key: Path | None) -> tuple[list[str], list[str]]:
    """What is wrong with a folder and its log, each in a sentence; and what to say where nothing is.

    Raises:
        ConfigError: there is nothing to check, or the key or the log cannot be opened.
    """
    results = bool(seals.files_of(out)) or (out / seals.FILE).exists()
    store = _store(out, config) if results else existing(config.review, out)
    found: list[str] = []
    told: list[str] = []
    if results:
        public = keys.public_key(key) if key else ""
        state = _state(store) if store else None
        found = verify.faults(out, state, lambda seq: _head_at(store, seq) if store else "", public)
        told.append(f"{len(seals.files_of(out))} files, nothing altered ({out})")
    if store is not None:
        found += chain.faults(store)
        told.append(f"{store.length()} entries, nothing altered ({store.shown})")
    return found, told


def entries_of(out: Path, config: Config, article_id: str) -> list[Entry]:
    """What was decided on an article, empty where there is no review log.

    Raises:
        ConfigError: the log cannot be opened.
    """
    store = _store(out, config)
    return store.entries(article_id) if store else []


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


def _state(store: Store) -> LogState | None:
    head = _head_at(store, store.length())
    return LogState(_head_at(store, 1), store.length(), head) if head else None


def _head_at(store: Store, seq: int) -> str:
    with store.reading() as connection:
        row = connection.execute(select(schema.entry.c.hash).where(schema.entry.c.seq == seq))
        found = row.one_or_none()
    return str(found.hash) if found else ""
