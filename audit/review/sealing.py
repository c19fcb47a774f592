"""A folder of results sealed together with its review log, and the log's head kept by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from audit.errors import AuditError, ConfigError, InputError
from audit.evidence import keys, log_heads, stamps, timestamp, verify
from audit.evidence.audit_record import record_of, settings_then
from audit.evidence.log import decided, state_of
from audit.evidence.log_heads import LogHead
from audit.evidence.seal import seal
from audit.evidence.sealed import seal_on, sealed_settings
from audit.records.codec import to_canonical_json
from audit.records.settings import Settings
from audit.results.files import write_whole
from audit.results.folder import LOG_HEADS, PRINTED_HEAD, SEAL, ResultsFolder
from audit.results.lock import held
from audit.results.stored import StoredResult
from audit.review import signoff_files
from audit.review.folder_log import existing, log_of
from audit.review.store import Store

_WAIT = 10.0
"""Seconds for which another process, such as one that seals, is waited for."""


class Grown(AuditError):
    """A log that has grown since whoever seals was told what is new in it."""

    def __init__(self) -> None:
        super().__init__(
            "Something was decided since it was said what is new: look again, then seal."
        )
        self.in_korean(
            "새로 담길 기록을 보여 드린 뒤에 판정이 더해졌습니다. 다시 확인한 뒤 봉인하십시오."
        )


def sealed(
    out: Path,
    settings: Settings,
    key: Path | None,
    encoder: str = "",
    made_with: Mapping[str, object] | None = None,
    entries: int | None = None,
) -> list[str]:
    """Seal a folder with the review log that belongs to it, and have the seal time-stamped if that is set.

    Args:
        out: the folder.
        settings: they say where the log is, and who stamps.
        key: file of the private key; the environment's if left out.
        encoder: name and hash of the encoder of a run that has just ended with these settings.
        made_with: the settings that the results were made with, as a seal holds them; where neither is
            given, the folder is sealed again, with those of the last seal.
        entries: how many the log has, where whoever seals was told whose they are.

    Returns:
        What is to be said of a folder that is sealed again, each in a sentence.

    Raises:
        InputError: there are no results, the last seal cannot be read, or what it is on was altered.
        ConfigError: the key or the log cannot be opened.
        HeldError: another process is writing the folder.
        StorageError: it cannot be written.
        NotStamped: the folder is sealed, but has no time-stamp.
        Grown: the log has other than ``entries``.
    """
    folder = ResultsFolder(out)
    if not folder.sealed_files():
        raise InputError("there are no results to seal", str(out), "give the folder of a run")
    with held(out, _WAIT):
        told = _seal(folder, settings, key, encoder, made_with, entries)
        timestamp.place_of(out / SEAL).unlink(missing_ok=True)
    # The authority may take its time, and nobody else has to wait for it.
    if settings.timestamp_authority:
        stamped = timestamp.stamp(out / SEAL, settings.timestamp_authority)
        with held(out, _WAIT):
            stamps.put(folder, SEAL, *stamped)
    return told


def _seal(
    folder: ResultsFolder,
    settings: Settings,
    key: Path | None,
    encoder: str,
    made_with: Mapping[str, object] | None,
    entries: int | None,
) -> list[str]:
    signer, store = keys.signer(key), log_of(folder, settings)
    timestamp.require(settings.timestamp_authority)
    told: list[str] = []
    if encoder:
        plain = settings.described() | {"encoder": encoder}
    elif made_with:
        plain = dict(made_with)
    else:
        plain, told = dict(sealed_settings(folder)), _taken_in(folder, store, signer)
    state = state_of(store)
    if entries is not None and entries != (state.entries if state else 0):
        raise Grown
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
    told += stamps.renewed(folder, SEAL, unless_same_log=bool(encoder))
    authority = timestamp.host_of(settings.timestamp_authority)
    seal(folder, plain, state, signer, store=file, authority=authority)
    return told


@dataclass(frozen=True, slots=True)
class NewUnderSeal:
    """What a new seal would take in that the last one is not on.

    ``entries`` are how many the log has, ``people`` how many of the new ones are whose. ``other_key`` says
    that another key signed the last seal, or none; ``by`` is that key, empty for none.
    """

    entries: int
    people: Mapping[str, int]
    other_key: bool
    by: str

    @property
    def number(self) -> int:
        """How many entries are new."""
        return sum(self.people.values())

    @property
    def whose(self) -> str:
        """The people with their numbers, in a line."""
        return ", ".join(f"{who} ({number})" for who, number in sorted(self.people.items()))


def new_under_seal(
    folder: ResultsFolder, store: Store | None, signer: keys.Signer | None
) -> NewUnderSeal:
    """What a seal would take in now.

    Args:
        folder: of the results.
        store: the review log, None where there is none.
        signer: would sign.
    """
    last = seal_on(folder)
    by, before = (last.key, last.entries) if last else ("", 0)
    new = store.entries_after(before) if store else []
    people = Counter(entry.reviewer for entry in new)
    other = signer is not None and by != signer.key
    return NewUnderSeal(before + len(new), people, other, by)


def _taken_in(folder: ResultsFolder, store: Store | None, signer: keys.Signer | None) -> list[str]:
    """What is to be said of a new seal; what was altered is not sealed again.

    Raises:
        InputError: something but the decisions is not as it was sealed.
    """
    _refuse(folder, store)
    told: list[str] = []
    new = new_under_seal(folder, store, signer)
    if new.other_key:
        how = f"signed with another key, {new.by}" if new.by else "not signed"
        told.append(f"The last seal was {how}: the key now speaks for what lay there under it too.")
    if new.people:
        told.append(f"New under the seal: {new.number} entries by {new.whose}.")
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
        folder, path = ResultsFolder(out), out / PRINTED_HEAD
        stamps.renewed(folder, PRINTED_HEAD)
        write_whole(path, f"{head.line}\n".encode())
        timestamp.place_of(path).unlink(missing_ok=True)
        stamps.put(folder, PRINTED_HEAD, *timestamp.stamp(path, settings.timestamp_authority))
    return head
