"""Whether a run's files are what was sealed: everything is computed anew, and any doubt is a fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.evidence.derived import computed, records
from audit.evidence.found_heads import beside
from audit.evidence.keys import is_good
from audit.evidence.log import TO_TAKE_OVER, LogState, ReviewLog, state_of
from audit.evidence.log_heads import ID, KnownHead, LogHead, is_grown, last
from audit.evidence.lost_heads import lost, unsigned
from audit.evidence.seal import body_of, broken_links, canonical
from audit.evidence.sealed import Sealed, read_sealed
from audit.records.digest import is_file, sha256_of, sha256_of_file
from audit.results.folder import (
    LEDGER,
    LOG_HEADS,
    REVIEW_STORE,
    SEAL,
    SIGNOFF,
    SIGNOFF_ENDS,
    ResultsFolder,
)


def faults(
    folder: ResultsFolder,
    log: ReviewLog | None,
    key: str,
    held: str = "",
    given: Sequence[KnownHead] = (),
) -> list[str]:
    """What was altered, is missing or was added in a run's folder, each in a sentence.

    Args:
        folder: of the run.
        log: the review log, None where there is none.
        key: the public key, in hexadecimal, that must have signed; empty for any or none.
        held: SHA-256 of the store's file in the folder before it was opened, empty where there is none.
        given: heads of the log that were kept elsewhere.
    """
    sealed = read_sealed(folder)
    if isinstance(sealed, str):
        return [sealed, *head_faults(folder, log, given)]
    found = [
        *_signature(sealed.whole, key),
        *_ledger(folder, sealed),
        *_files(folder, sealed.files),
        *_log(sealed.log, log),
        *_store_file(folder, sealed, log, held),
        *head_faults(folder, log, given, sealed),
        *_unsigned(folder, sealed, log, key),
    ]
    # What was altered is named once; only a run whose files are as sealed is computed anew.
    if found or sealed.older:
        return found
    return [*computed(folder), *records(folder, folder.evidenced_ids(), sealed, log)]


def since_seal(folder: ResultsFolder, log: ReviewLog | None) -> list[str]:
    """What was altered in a folder since its last seal, but for decisions taken since, each in a sentence."""
    sealed = read_sealed(folder)
    if isinstance(sealed, str):
        return [sealed]
    return [
        *_signature(sealed.whole, ""),
        *_ledger(folder, sealed),
        *_files(folder, sealed.files),
        *_log(sealed.log, log),
        *head_faults(folder, log, (), sealed),
    ]


def head_faults(
    folder: ResultsFolder,
    log: ReviewLog | None,
    given: Sequence[KnownHead],
    sealed: Sealed | None = None,
) -> list[str]:
    """Heads of the log, kept in the folder or elsewhere, that it does not contain, each in a sentence."""
    known, found = beside(folder.path)
    if sealed is not None:
        if sealed.heads and not is_grown(folder.path / LOG_HEADS, sealed.heads):
            found.append(f"{LOG_HEADS} was cut short or altered since the seal, or is missing.")
        # What the seal itself shows of the log is said once.
        if sealed.log is not None and any(_log(sealed.log, log)):
            known = [each for each in known if each.head.entries > sealed.log.entries]
    return [*found, *lost(log, known), *lost(log, given)]


def _unsigned(
    folder: ResultsFolder, sealed: Sealed, log: ReviewLog | None, key: str
) -> Iterator[str]:
    """Entries that came after all that the key has signed; of another key's seal, that is said already."""
    if not key or sealed.key != key:
        return
    known, _ = beside(folder.path)
    if sealed.log is not None:
        at = LogHead(sealed.log.id[:ID], sealed.log.entries, sealed.log.head)
        known.append(KnownHead(SEAL, at, key))
    if told := unsigned(log, known, key):
        yield told


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


def of_article(folder: ResultsFolder, log: ReviewLog | None, article_id: str) -> ArticleSeal | None:
    """The seal on the files of one article, quickly checked; None where there is none."""
    if not (folder.path / SEAL).exists():
        return None
    sealed = read_sealed(folder)
    if isinstance(sealed, str):
        return ArticleSeal((sealed,))
    paths = (folder.record_place(article_id), folder.evidence_place(article_id))
    signed = (folder.signoff_path(f"{article_id}{end}") for end in SIGNOFF_ENDS)
    names = [p.relative_to(folder.path).as_posix() for p in (*paths, *signed)]
    wanted = [n for n in names if not n.startswith(f"{SIGNOFF}/") or _known(folder, sealed, n)]
    found = [
        *_signature(sealed.whole, ""),
        *_ledger(folder, sealed),
        *_compared(folder.path, sealed.files, wanted),
        *_log(sealed.log, log),
    ]
    newest = last(folder.path / LOG_HEADS)
    if not found and newest is not None and not _contains(log, newest.head):
        found += lost(log, [newest])
    if not found and not sealed.older:
        found = list(records(folder, [article_id], sealed, log))
    entries = log.entries(article_id) if log else []
    later = sum(entry.seq > sealed.entries for entry in entries)
    return ArticleSeal(tuple(found), sealed.at, sealed.key, later)


def _contains(log: ReviewLog | None, head: LogHead) -> bool:
    return log is not None and log.head_at(head.entries) == head.hash


def _known(folder: ResultsFolder, sealed: Sealed, name: str) -> bool:
    """Whether a file lies there or was sealed."""
    return name in sealed.files or (folder.path / name).exists()


def _signature(whole: Mapping[str, Any], key: str) -> Iterator[str]:
    signature = whole.get("signature")
    if signature is None:
        if key:
            yield f"{SEAL} is not signed, though a key was given to check it by."
    elif not is_good(signature, canonical(body_of(whole))):
        yield f"{SEAL} was altered: its signature is not one of what it says."
    elif key and signature["key"] != key:
        yield f"{SEAL} is signed with another key: {signature['key']}, not {key}."


def _ledger(folder: ResultsFolder, sealed: Sealed) -> Iterator[str]:
    whole = sealed.whole
    try:
        lines = (folder.path / LEDGER).read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        yield f"{LEDGER} is missing."
        return
    yield from broken_links(lines)
    if len(lines) < whole["seq"]:
        yield f"{LEDGER} was cut short: it has {len(lines)} of {whole['seq']} lines."
    elif len(lines) > whole["seq"]:
        yield f"{LEDGER} has {len(lines) - whole['seq']} lines more than {SEAL} knows of."
    elif lines[-1] != sealed.line:
        yield f"{LEDGER} was altered: its last line is not that of {SEAL}."
    elif len(lines) > 1 and sha256_of(lines[-2]) != whole["previous"]:
        yield f"{LEDGER} was altered: line {len(lines) - 1} is not the one that was sealed."


def _files(folder: ResultsFolder, sealed: Mapping[str, str]) -> Iterator[str]:
    out = folder.path
    there = {path.relative_to(out).as_posix() for path in folder.sealed_files()}
    return _compared(out, sealed, sealed.keys() | there)


def _compared(out: Path, sealed: Mapping[str, str], names: Iterable[str]) -> Iterator[str]:
    for name in sorted(names):
        if name not in sealed:
            yield f"{name} was added after the seal."
        elif not is_file(out / name):
            yield f"{name} is missing."
        elif sha256_of_file(out / name) != sealed[name]:
            yield f"{name} was altered."


def _log(sealed: LogState | None, log: ReviewLog | None) -> Iterator[str]:
    if sealed is None:
        return
    number, now = sealed.entries, state_of(log)
    if now is None or log is None:
        yield f"The review log is missing: it had {number} entries when the run was sealed."
    elif now.id != sealed.id:
        yield "The review log is another one than was sealed."
    elif now.entries < number:
        yield f"The review log was cut short: it had {number} entries when sealed and has {now.entries}."
    elif log.head_at(number) != sealed.head:
        yield (
            f"There are two review logs with the id {sealed.id[:12]}: the one that was sealed and this "
            f"one differ at entry {number} or before."
        )


def _store_file(
    folder: ResultsFolder, sealed: Sealed, log: ReviewLog | None, held: str
) -> Iterator[str]:
    """Whether the store's file is the one that was sealed, as long as nothing was entered into it since."""
    # An older version's store is brought to today's form when it is opened, and is another file then.
    if sealed.store is None or held == sealed.store.sha256 or (held and sealed.older):
        return
    if not held or log is None:
        yield f"{REVIEW_STORE} is missing."
        return
    now, run = state_of(log), log.run_stamp()
    grown = now is not None and now.entries > sealed.entries
    renewed = run != sealed.store.run and run in ("", TO_TAKE_OVER, folder.stamp())
    if not grown and not renewed:
        yield f"{REVIEW_STORE} was altered: no decision was added since the seal, but it is another file."
