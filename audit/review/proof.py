"""A folder of results sealed and checked, together with the review log of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from audit.errors import ConfigError, InputError, StoreError
from audit.evidence import keys, verify
from audit.evidence.audit_record import record_of, settings_then
from audit.evidence.log import decided, state_of
from audit.evidence.seal import seal
from audit.records.codec import to_canonical_json
from audit.records.decision import Entry
from audit.records.settings import Settings
from audit.results.folder import SEAL, ResultsFolder
from audit.results.lock import at_rest, held
from audit.results.stored import StoredResult
from audit.review import chain, signoff_files, store_check
from audit.review.signoff import SignOff, signoff_of
from audit.review.store import Store, existing

_WAIT = 10.0
"""Seconds for which another process, such as one that seals, is waited for."""
# A damaged database may give any value in any place.
_UNREADABLE = (SQLAlchemyError, ValueError, TypeError, AttributeError)


def sealed(
    out: Path,
    settings: Settings,
    key: Path | None,
    encoder: str = "",
    made_with: Mapping[str, object] | None = None,
) -> None:
    """Seal a folder with the review log that belongs to it.

    Args:
        out: the folder.
        settings: they say where the log is.
        key: file of the private key; the environment's if left out.
        encoder: name and hash of the encoder of a run that has just ended with these settings.
        made_with: the settings that the results were made with, as a seal holds them; where neither is
            given, those of the last seal.

    Raises:
        InputError: there are no results, or the last seal cannot be read.
        ConfigError: the key or the log cannot be opened.
        HeldError: another process is writing the folder.
        StorageError: it cannot be written.
    """
    folder = ResultsFolder(out)
    if not folder.sealed_files():
        raise InputError("there are no results to seal", str(out), "give the folder of a run")
    with held(out, _WAIT):
        _seal(folder, settings, key, encoder, made_with)


def _seal(
    folder: ResultsFolder,
    settings: Settings,
    key: Path | None,
    encoder: str,
    made_with: Mapping[str, object] | None,
) -> None:
    if encoder:
        plain = settings.described() | {"encoder": encoder}
    else:
        plain = dict(made_with) if made_with else _sealed_settings(folder)
    signer, store = keys.signer(key), _store(folder, settings)
    state = state_of(store)
    own = frozenset(folder.ids())

    def record(stored: StoredResult) -> bytes | None:
        article_id = stored.result.article.id
        # A record of an earlier run keeps the settings of that run.
        then = plain if article_id in own else settings_then(folder, article_id)
        if then is None:
            return None
        return to_canonical_json(record_of(stored, then, decided(store, article_id, state)))

    folder.write_evidence(record)
    signoff_files.write(folder, store, state)
    file = store.file_state(folder.review_store) if store else None
    seal(folder, plain, state, signer, store=file)


def checked(out: Path, settings: Settings, key: Path | None) -> tuple[list[str], list[str]]:
    """What is wrong with a folder and its log, each in a sentence; and what to say where nothing is.

    Raises:
        ConfigError: there is nothing to check, or the key or the log cannot be opened.
        HeldError: a process is writing the folder.
    """
    with at_rest(out):
        return _checked(ResultsFolder(out), settings, key)


def _checked(
    folder: ResultsFolder, settings: Settings, key: Path | None
) -> tuple[list[str], list[str]]:
    out = folder.path
    results = bool(folder.sealed_files()) or (out / SEAL).exists()
    # Read before the store is opened, which may write what a crash left behind.
    held = folder.review_store_hash()
    found: list[str] = []
    told: list[str] = []
    store: Store | None = None
    try:
        store = _store(folder, settings) if results else existing(settings.review, out)
        if results:
            public = keys.public_key(key) if key else ""
            found = verify.faults(folder, store, public, held)
            if not found and not verify.of_an_older_version(folder):
                found += signoff_files.faults(folder, store, verify.log_state_of(folder))
            told.append(f"{len(folder.sealed_files())} files, nothing altered ({out})")
            if verify.of_an_older_version(folder):
                told.append(
                    "An older version of this tool sealed them: its tables were not computed anew. "
                    "Audit again to have them checked."
                )
        if store is not None:
            found += chain.faults(store) or store_check.faults(store, folder)
            told += signoff_files.void(folder, store, store.signed_ids())
            told.append(f"{store.length()} entries, nothing altered ({store.shown})")
    except StoreError:
        # An entry that cannot be read is named by its number, if the log can be gone through at all.
        broken = chain.faults(store) if store is not None else []
        if not broken:
            raise
        return [*found, *broken], told
    except _UNREADABLE as error:
        raise ConfigError(
            f"The review store {folder.review_store} is damaged ({str(error).splitlines()[0]}); "
            "put back a copy of it."
        ) from error
    return found, told


def entries_of(out: Path, settings: Settings, article_id: str) -> list[Entry]:
    """What was decided on an article, empty where there is no review log.

    Raises:
        ConfigError: the log cannot be opened.
    """
    store = _store(ResultsFolder(out), settings)
    return store.entries(article_id) if store else []


def signoffs(folder: ResultsFolder, settings: Settings, ids: Iterable[str]) -> Iterator[SignOff]:
    """Where the sign-offs of some articles stand.

    Args:
        folder: of the results.
        settings: they say where the log is, and how many people have to sign.
        ids: of the articles.

    Raises:
        InputError: a record is missing or damaged.
        ConfigError: the log cannot be opened.
    """
    store = _store(folder, settings)
    for article_id in ids:
        entries = store.entries(article_id) if store else []
        yield signoff_of(folder.result(article_id), entries, settings.signoff.people)


def _sealed_settings(folder: ResultsFolder) -> dict[str, object]:
    found = verify.settings_of(folder)
    if not found:
        raise InputError(
            "the last seal is missing or cannot be read",
            str(folder.path / SEAL),
            "run the audit again",
        )
    return dict(found)


def _store(folder: ResultsFolder, settings: Settings) -> Store | None:
    there = settings.review or folder.review_store.exists()
    return existing(settings.review, folder.path) if there else None
