"""The time-stamps of a folder: those on its seal and its printed head, and those on earlier ones.

A new seal takes the place of the one before, and so would its time-stamp. What was stamped is therefore kept
with its stamp in ``stamps/``, as it was, and an earlier stamp goes on showing what it showed: that the log of
then, of which today's has to be a continuation, was there at the authority's time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from audit.errors import MissingExtra
from audit.evidence import clock, timestamp
from audit.evidence.found_heads import heads_in
from audit.evidence.log import ReviewLog
from audit.evidence.log_heads import ID, KnownHead, LogHead
from audit.evidence.lost_heads import lost
from audit.evidence.sealed import Sealed, seal_on, sealed_in
from audit.records.decision import Entry
from audit.records.digest import sha256_of
from audit.results.files import write_whole
from audit.results.folder import LEDGER, PRINTED_HEAD, SEAL, STAMP, STAMPS, ResultsFolder

_KEPT = re.compile(rf"{Path(SEAL).stem}-([0-9]{{1,12}})-")
_DIGITS = 8
"""Digits of a stamp's own SHA-256 in its name: what was stamped twice has two."""

_MOST = 10**12
"""No seal or entry that the tool wrote has this number, and a file is named by it."""


@dataclass(frozen=True, slots=True)
class _Stamped:
    """What a time-stamp is on, or would be.

    ``name`` is its file in the folder, ``what`` what is said of it; ``at`` is when it says that it was made,
    ``entries`` how many entries of the log are under it, None where that is not known, ``heads`` those that
    the log must still have, ``faults`` what is wrong with it.
    """

    name: str
    what: str
    at: str = ""
    entries: int | None = None
    heads: tuple[LogHead, ...] = ()
    faults: tuple[str, ...] = ()


def renewed(folder: ResultsFolder, name: str, *, unless_same_log: bool = False) -> list[str]:
    """Keep a file with its time-stamp, as another file is about to take the place of the first.

    Args:
        folder: of the results.
        name: of the file, a seal or a printed head.
        unless_same_log: a seal is not kept where one is that knows as much of the log, and earlier: ``watch``
            seals again with every article.

    Returns:
        What is to be said of a stamp that is not kept, as it is none on that file.
    """
    path = folder.path / name
    place = timestamp.place_of(path)
    try:
        data, answer = path.read_bytes(), place.read_bytes()
    except FileNotFoundError:
        return []
    try:
        good = not timestamp.checked(folder.path, name, [])[1]
    except MissingExtra:  # whoever verifies it has what reads it
        good = True
    if unless_same_log and good and _is_known(folder, sealed_in(data)):
        return []
    if good and keep(folder, name, data, answer):
        return []
    return [f"{place.name} was no time-stamp on {name}, and is not kept."]


def _is_known(folder: ResultsFolder, sealed: Sealed | None) -> bool:
    """Whether the last of the seals that are kept knows the log that a later seal knows."""
    kept = [
        (int(found[1]), path)
        for path in (folder.path / STAMPS).glob("*.json")
        if (found := _KEPT.match(path.name))
    ]
    if sealed is None or not kept:
        return False
    last = sealed_in(_bytes(max(kept)[1]))
    return last is not None and last.log == sealed.log


def put(folder: ResultsFolder, name: str, data: bytes, answer: bytes) -> None:
    """Put a time-stamp beside what it is on, or keep both where another file lies there meanwhile.

    Args:
        folder: of the results.
        name: of the file.
        data: what was stamped.
        answer: the authority's.
    """
    if (folder.path / name).read_bytes() == data:
        write_whole(timestamp.place_of(folder.path / name), answer)
    else:
        keep(folder, name, data, answer)


def keep(folder: ResultsFolder, name: str, data: bytes, answer: bytes) -> bool:
    """Keep what was stamped and its stamp in ``stamps/``; whether it is what it is called."""
    if name == SEAL:
        sealed = sealed_in(data)
        number = sealed.number if sealed else 0
    else:
        number = max((head.entries for head in heads_in(data)), default=0)
    if not 0 < number < _MOST:
        return False
    path = Path(name)
    kept = folder.path / STAMPS / f"{path.stem}-{number}-{sha256_of(answer)[:_DIGITS]}{path.suffix}"
    kept.parent.mkdir(exist_ok=True)
    write_whole(kept, data)
    write_whole(timestamp.place_of(kept), answer)
    return True


def checked(
    folder: ResultsFolder, log: ReviewLog | None, entries: Sequence[Entry], roots: Path | None
) -> tuple[list[str], list[str]]:
    """What the time-stamps of a folder tell, in order of time, and what is wrong with them or by them.

    Args:
        folder: of the results.
        log: the review log, None where there is none.
        entries: of the log, as far as they can be read.
        roots: certificates (PEM) of the authorities that are trusted; None where the stamps' signatures are
            not to be checked.

    Returns:
        Both in sentences.

    Raises:
        ConfigError: the certificates cannot be read.
        MissingExtra: the library is not installed.
    """
    trusted = timestamp.certificates(roots) if roots else []
    last, told = seal_on(folder), list[tuple[datetime, str]]()
    wrong: list[str] = []
    if last is not None and last.authority and not timestamp.place_of(folder.path / SEAL).exists():
        wrong.append(
            f"{SEAL} was to be time-stamped by {last.authority} and is not: seal again, or put the "
            "time-stamp back."
        )
    found = [*_kept(folder), *_newest(folder, last)]
    wrong += lost(log, [KnownHead(each.name, head) for each in found for head in each.heads])
    for each in found:
        stamp, faults = timestamp.checked(folder.path, each.name, trusted)
        wrong += [*each.faults, *faults]
        if stamp is not None:
            later = [] if each.entries is None else [e for e in entries if e.seq > each.entries]
            wrong += clock.stamped(stamp.name, stamp.time, each.at, later)
            doubt = "" if stamp.checked else ", not checked: give --timestamp-roots"
            said = f"{stamp.name}: {each.what} was there at {clock.told(stamp.time)}{doubt}"
            told.append((stamp.time, said))
    return [said for _, said in sorted(told)], wrong


def _newest(folder: ResultsFolder, last: Sealed | None) -> Iterator[_Stamped]:
    """The seal, whose own log is compared by who verifies it, and the printed head."""
    yield _Stamped(SEAL, SEAL, last.at if last else "", last.entries if last else None)
    if (folder.path / PRINTED_HEAD).exists():
        yield _head(folder, PRINTED_HEAD, PRINTED_HEAD)
    else:
        yield _Stamped(PRINTED_HEAD, PRINTED_HEAD)


def _kept(folder: ResultsFolder) -> Iterator[_Stamped]:
    """Earlier seals and printed heads."""
    ledger = _bytes(folder.path / LEDGER).splitlines(keepends=True)
    for place in sorted((folder.path / STAMPS).glob(f"*{STAMP}")):
        name = f"{STAMPS}/{place.stem}"
        if place.with_suffix(Path(PRINTED_HEAD).suffix).exists():
            yield _head(folder, name + Path(PRINTED_HEAD).suffix, "an earlier printed head")
        else:
            yield _seal(folder, name + Path(SEAL).suffix, ledger)


def _head(folder: ResultsFolder, name: str, what: str) -> _Stamped:
    heads = tuple(heads_in(_bytes(folder.path / name)))
    entries = max((head.entries for head in heads), default=None)
    if what != name and entries:
        what = f"{what}, of {_entries(entries)},"
    return _Stamped(name, what, "", entries, heads)


def _seal(folder: ResultsFolder, name: str, ledger: Sequence[bytes]) -> _Stamped:
    """An earlier seal, which has to be the one that the ledger has a line of."""
    data = _bytes(folder.path / name)
    sealed = sealed_in(data) if data else None
    if sealed is None:
        why = (f"{name} was altered: it is no seal.",) if data else ()
        return _Stamped(name, name, faults=why)
    of_ledger = ledger[sealed.number - 1 : sealed.number]
    heads = [LogHead(sealed.log.id[:ID], sealed.log.entries, sealed.log.head)] if sealed.log else []
    what = f"seal {sealed.number}, of {_entries(sealed.entries)},"
    return _Stamped(
        name, what, sealed.at, sealed.entries, tuple(heads),
        () if of_ledger == [sealed.line] else (f"{name} is not seal {sealed.number} of {LEDGER}.",),
    )  # fmt: skip


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
