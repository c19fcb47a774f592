"""A folder of results sealed and checked, together with the review log of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from audit.errors import ConfigError, InputError, StoreError
from audit.evidence import clock, found_heads, keys, log_heads, timestamp, verify
from audit.evidence.audit_record import record_of, settings_then
from audit.evidence.log import decided, state_of
from audit.evidence.log_heads import KnownHead, LogHead
from audit.evidence.lost_heads import lost
from audit.evidence.seal import seal
from audit.evidence.sealed import seal_on, settings_of
from audit.records.codec import to_canonical_json
from audit.records.decision import Entry
from audit.records.settings import Settings
from audit.results.files import write_whole
from audit.results.folder import LOG_HEADS, PRINTED_HEAD, SEAL, ResultsFolder
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
) -> list[str]:
    """Seal a folder with the review log that belongs to it, and have the seal time-stamped if that is set.

    Args:
        out: the folder.
        settings: they say where the log is, and who stamps.
        key: file of the private key; the environment's if left out.
        encoder: name and hash of the encoder of a run that has just ended with these settings.
        made_with: the settings that the results were made with, as a seal holds them; where neither is
            given, the folder is sealed again, with those of the last seal.

    Returns:
        What is to be said of a folder that is sealed again, each in a sentence.

    Raises:
        InputError: there are no results, the last seal cannot be read, or what it is on was altered.
        ConfigError: the key or the log cannot be opened.
        HeldError: another process is writing the folder.
        StorageError: it cannot be written.
        NotStamped: the folder is sealed, but has no time-stamp.
    """
    folder = ResultsFolder(out)
    if not folder.sealed_files():
        raise InputError("there are no results to seal", str(out), "give the folder of a run")
    with held(out, _WAIT):
        told = _seal(folder, settings, key, encoder, made_with)
        timestamp.place_of(out / SEAL).unlink(missing_ok=True)
    # The authority may take its time, and nobody else has to wait for it.
    if settings.timestamp_authority:
        timestamp.stamp(out / SEAL, settings.timestamp_authority)
    return told


def _seal(
    folder: ResultsFolder,
    settings: Settings,
    key: Path | None,
    encoder: str,
    made_with: Mapping[str, object] | None,
) -> list[str]:
    signer, store = keys.signer(key), log_of(folder, settings)
    timestamp.require(settings.timestamp_authority)
    told: list[str] = []
    if encoder:
        plain = settings.described() | {"encoder": encoder}
    elif made_with:
        plain = dict(made_with)
    else:
        plain, told = _sealed_settings(folder), _taken_in(folder, store, signer)
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
    if head := log_heads.head_of(store):
        log_heads.add(folder.path / LOG_HEADS, head, signer)
    authority = timestamp.host_of(settings.timestamp_authority)
    seal(folder, plain, state, signer, store=file, authority=authority)
    return told


def _taken_in(folder: ResultsFolder, store: Store | None, signer: keys.Signer | None) -> list[str]:
    """What a new seal takes in that the last one was not on; what was altered is not sealed again.

    Raises:
        InputError: something but the decisions is not as it was sealed.
    """
    _refuse(folder, store)
    told: list[str] = []
    last = seal_on(folder)
    by, before = (last.key, last.entries) if last else ("", 0)
    if signer is not None and by != signer.key:
        how = f"signed with another key, {by}" if by else "not signed"
        told.append(f"The last seal was {how}: the key now speaks for what lay there under it too.")
    entries = store.entries() if store and store.length() > before else []
    by_whom = Counter(entry.reviewer for entry in entries if entry.seq > before)
    if by_whom:
        people = ", ".join(f"{who} ({number})" for who, number in sorted(by_whom.items()))
        told.append(f"New under the seal: {sum(by_whom.values())} entries by {people}.")
    return told


def refuse_altered(folder: ResultsFolder, settings: Settings) -> None:
    """Refuse a folder of which anything but the decisions is not as it was sealed.

    Raises:
        InputError: something was altered.
        ConfigError: the log cannot be opened.
    """
    _refuse(folder, log_of(folder, settings))


def _refuse(folder: ResultsFolder, store: Store | None) -> None:
    if found := verify.since_seal(folder, store):
        raise InputError(
            found[0].rstrip("."), str(folder.path), "put back what was sealed, or audit again"
        )


def printed_head(out: Path, settings: Settings, *, stamp: bool) -> LogHead:
    """The head of a folder's review log, to be printed; if asked for, kept as a file and time-stamped.

    Raises:
        InputError: nothing was decided yet.
        ConfigError: the log cannot be opened, or no authority is set.
        NotStamped: the file is there, but has no time-stamp.
    """
    head = log_heads.head_of(existing(settings.review, out))
    if head is None:
        raise InputError("nothing was decided yet", str(out), "there is no head to keep until then")
    if stamp:
        if not settings.timestamp_authority:
            raise ConfigError(
                "Nobody is asked for time-stamps; set timestamp_authority in audit.toml, or give "
                "--timestamp-authority."
            )
        timestamp.require(settings.timestamp_authority)
        path = out / PRINTED_HEAD
        write_whole(path, f"{head.line}\n".encode())
        timestamp.place_of(path).unlink(missing_ok=True)
        timestamp.stamp(path, settings.timestamp_authority)
    return head


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
        stamps, wrong = _stamps(folder, store, entries, roots)
        return found + wrong, told + stamps
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


def _stamps(
    folder: ResultsFolder, store: Store | None, entries: Sequence[Entry], roots: Path | None
) -> tuple[list[str], list[str]]:
    """What the time-stamps in a folder tell, and what is wrong with them or by them."""
    told: list[str] = []
    wrong: list[str] = []
    last, printed = seal_on(folder), folder.path / PRINTED_HEAD
    if last is not None and last.authority and not timestamp.place_of(folder.path / SEAL).exists():
        wrong.append(
            f"{SEAL} was to be time-stamped by {last.authority} and is not: seal again, or put the "
            "time-stamp back."
        )
    heads = found_heads.heads_in(printed.read_bytes()) if printed.exists() else []
    wrong += lost(store, [KnownHead(PRINTED_HEAD, head) for head in heads])
    under = {
        SEAL: last.entries if last else len(entries),
        PRINTED_HEAD: max((head.entries for head in heads), default=len(entries)),
    }
    for name in (SEAL, PRINTED_HEAD):
        found, faults = timestamp.checked(folder.path / name, roots)
        wrong += faults
        if found is None:
            continue
        later = [entry for entry in entries if entry.seq > under[name]]
        at = last.at if last and name == SEAL else ""
        wrong += clock.stamped(found.name, found.time, at, later)
        doubt = "" if found.checked else ", not checked: give --timestamp-roots"
        told.append(f"{found.name}: {name} was there at {clock.told(found.time)}{doubt}")
    return told, wrong


def entries_of(out: Path, settings: Settings, article_id: str) -> list[Entry]:
    """What was decided on an article, empty where there is no review log.

    Raises:
        ConfigError: the log cannot be opened.
    """
    store = log_of(ResultsFolder(out), settings)
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
    store = log_of(folder, settings)
    for article_id in ids:
        entries = store.entries(article_id) if store else []
        yield signoff_of(folder.result(article_id), entries, settings.signoff.people)


def _sealed_settings(folder: ResultsFolder) -> dict[str, object]:
    found = settings_of(folder)
    if not found:
        raise InputError(
            "the last seal is missing or cannot be read",
            str(folder.path / SEAL),
            "run the audit again",
        )
    return dict(found)


def log_of(folder: ResultsFolder, settings: Settings) -> Store | None:
    """The review log of a folder; None where there is none.

    Raises:
        ConfigError: it cannot be opened.
    """
    there = settings.review or folder.review_store.exists()
    return existing(settings.review, folder.path) if there else None
