"""A folder of results checked, together with its review log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from audit.errors import ConfigError, StoreError
from audit.evidence import clock, found_heads, keys, stamps, verify
from audit.evidence.log_heads import KnownHead
from audit.evidence.sealed import seal_on
from audit.records.decision import Entry
from audit.records.settings import Settings
from audit.results.folder import SEAL, ResultsFolder
from audit.results.lock import at_rest
from audit.review import chain, signoff_files, store_check
from audit.review.folder_log import existing, log_of
from audit.review.store import Store

# A damaged database may give any value in any place.
_UNREADABLE = (SQLAlchemyError, ValueError, TypeError, AttributeError)


def checked(
    out: Path,
    settings: Settings,
    key: Path | None,
    heads: Sequence[str] = (),
    roots: Path | None = None,
) -> tuple[list[str], list[str]]:
    """What is wrong with a folder and its log, each in a sentence; and what to say where nothing is.

    Args:
        out: the folder.
        settings: they say where the log is.
        key: file of the public key that must have signed, None for any or none.
        heads: of the log, kept elsewhere: files, printed lines or hashes.
        roots: certificates of the authorities whose time-stamps are trusted.

    Raises:
        ConfigError: there is nothing to check, or the key, a head or the log cannot be opened.
        HeldError: a process is writing the folder.
    """
    with at_rest(out):
        return _checked(ResultsFolder(out), settings, key, heads, roots)


def _checked(
    folder: ResultsFolder,
    settings: Settings,
    key: Path | None,
    heads: Sequence[str],
    roots: Path | None,
) -> tuple[list[str], list[str]]:
    out = folder.path
    results = bool(folder.sealed_files()) or (out / SEAL).exists()
    # Read before the store is opened, which may write what a crash left behind.
    held = folder.review_store_hash()
    given = [head for text in heads for head in found_heads.given(text)]
    found: list[str] = []
    told: list[str] = []
    entries: list[Entry] = []
    store: Store | None = None
    try:
        store = log_of(folder, settings) if results else existing(settings.review, out)
        if results:
            public = keys.public_key(key) if key else ""
            found = verify.faults(folder, store, public, held, given)
            last = seal_on(folder)
            older = last is not None and last.older
            if not found and last is not None and not older:
                found += signoff_files.faults(folder, store, last.log)
            found += clock.seals_set_back(folder)
            told.append(f"{len(folder.sealed_files())} files, nothing altered ({out})")
            if older:
                told.append(
                    "An older version of this tool sealed them: its tables were not computed anew. "
                    "Audit again to have them checked."
                )
        else:
            found = verify.head_faults(folder, store, given)
        if store is not None:
            broken = chain.faults(store)
            entries = [] if broken else store.entries()
            found += broken or store_check.faults(store, folder)
            found += clock.entries_set_back(entries)
            told += signoff_files.void(folder, store, store.signed_ids())
            told += _of_log(folder, store, given)
        stamped, wrong = stamps.checked(folder, store, entries, roots)
        return found + wrong, told + stamped
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


def _of_log(folder: ResultsFolder, store: Store, given: Sequence[KnownHead]) -> Iterator[str]:
    """What is to be said of a log in which nothing was found."""
    length, last = store.length(), seal_on(folder)
    yield f"{length} entries, nothing altered ({store.shown})"
    if last is not None and length > last.entries:
        yield f"{length - last.entries} of them came after the seal of {last.at} and are under none yet"
    for where in dict.fromkeys(each.where for each in given):
        most = max(each.head.entries for each in given if each.where == where)
        yield f"{where}: the log still has " + (f"entry {most} as it was" if most else "that hash")
    if folder.exists and store.run_stamp() not in ("", folder.stamp()):
        yield (
            "The review store has not taken over this run yet: its flags were not compared with the records"
        )
