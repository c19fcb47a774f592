"""Heads of the review log: how far it went at a moment, kept outside it, so that a log cut since is found.

A head is an entry's number and hash, and so stands for all entries before it (Haber & Stornetta 1991). It is
written as one line wherever something leaves the tool, and into ``log-heads.jsonl`` beside the results
whenever the log grows (:class:`Witness`). :mod:`audit.evidence.found_heads` reads heads out of files.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from audit.errors import ConfigError
from audit.evidence import keys
from audit.evidence.log import ReviewLog
from audit.records.digest import sha256_of

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

ID = 12
"""Digits of a log's id in a head: the first of its first entry's hash."""
_LINE = re.compile(
    r"Review log ([0-9a-f]{12}): ([0-9]{1,18}) entr(?:y|ies), the last of ([0-9T:.+-]{10,40}), "
    r"SHA-256 ([0-9a-f]{64})"
)
_TAIL = 4096
"""Bytes in which the last lines of a file of heads are, ten of them or more."""
_WAITS = (0.0, 0.01, 0.04)
"""Seconds for which a head is waited for that another process has logged and not yet written down."""
_TURNS = (0.001, 0.004, 0.015, 0.06, 0.25)
"""Seconds for which another process is waited for that is writing one down."""


@dataclass(frozen=True, slots=True)
class LogHead:
    """The log as it stood: its id's beginning, its entries, the last one's hash and its time (ISO 8601).

    What is not known of it is empty or 0: of a hash by itself, all else.
    """

    log: str
    entries: int
    hash: str
    at: str = ""

    @property
    def line(self) -> str:
        """The head as it is printed and put into what is exported."""
        return (
            f"Review log {self.log}: {self.entries} {'entry' if self.entries == 1 else 'entries'}, "
            f"the last of {self.at}, SHA-256 {self.hash}"
        )


@dataclass(frozen=True, slots=True)
class KnownHead:
    """A head and where it was found; ``key`` is the public key whose signature on it is good, if any."""

    where: str
    head: LogHead
    key: str = ""


def head_of(log: ReviewLog | None) -> LogHead | None:
    """The head of a log as it stands; None where it has no entry."""
    if log is None or not (length := log.length()):
        return None
    last = log.entry(length)
    if last is None:
        return None
    return LogHead(log.head_at(1)[:ID], length, log.head_at(length), last.at)


def lines_in(text: str) -> Iterator[LogHead]:
    """The heads that a text has in lines as :attr:`LogHead.line` writes them."""
    for log, entries, at, digest in _LINE.findall(text):
        yield LogHead(log, int(entries), digest, at)


class Witness:
    """Puts every head of a log into a file beside it, each a line that is added and never changed.

    A line is signed where the private key is in the environment, but only if it follows a head that the key
    has signed: what others have put into the log meanwhile, the key does not speak for.

    Args:
        path: of the file; None for nowhere.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._signed = ""

    def note(self, head: LogHead, before: str) -> None:
        """Write down a head that follows the one with the hash ``before``, empty for none.

        A folder that cannot be written keeps the heads that it has: what was decided is decided.
        """
        if self.path is None:
            return
        try:
            signer = keys.signer(None)
        except ConfigError:
            signer = None
        try:
            if signer is not None and before not in ("", self._signed):
                signer = signer if _is_signed(self.path, before, signer.key) else None
            add(self.path, head, signer)
        except OSError:
            return
        self._signed = head.hash if signer is not None else ""

    def note_missed(self, head: LogHead, before: str) -> None:
        """The same for a head that may be there already."""
        known = last(self.path) if self.path is not None else None
        if known is None or known.head.entries < head.entries:
            self.note(head, before)


def _is_signed(path: Path, digest: str, key: str) -> bool:
    """Whether a key has signed the head with a hash, which another process may be about to write."""
    for wait in _WAITS:
        time.sleep(wait)
        for known in _latest(path):
            if known.head.hash == digest:
                return known.key == key
    return False


def add(path: Path, head: LogHead, signer: keys.Signer | None = None) -> None:
    """Add a head to a file of heads.

    Raises:
        OSError: it cannot be written.
    """
    with path.open("a+b") as file:
        _take_turn(file)
        _drop_torn_line(file)
        file.write(_written(head, signer))


def _take_turn(file: IO[bytes]) -> None:
    """Keep others from the file until it is closed: who mends a torn line could cut off what another adds.

    What was decided is written down all the same where somebody keeps the file, or it knows no locks.
    """
    for wait in _TURNS if fcntl is not None else ():
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            time.sleep(wait)
        else:
            return


def _written(head: LogHead, signer: keys.Signer | None) -> bytes:
    values = _values(head)
    if signer is not None:
        values["signature"] = signer.signature(_canonical(values))
    return _canonical(values)


def _values(head: LogHead) -> dict[str, Any]:
    return {"at": head.at, "entries": head.entries, "hash": head.hash, "log": head.log}


def _canonical(values: dict[str, Any]) -> bytes:
    return (json.dumps(values, sort_keys=True, separators=(",", ":")) + "\n").encode()


def _drop_torn_line(file: IO[bytes]) -> None:
    """Take away a line that a crash left without its end, however long: a disk may fill it up with zeros."""
    size = end = file.seek(0, os.SEEK_END)
    while end:
        start = max(0, end - _TAIL)
        file.seek(start)
        if (at := file.read(end - start).rfind(b"\n")) >= 0:
            end = start + at + 1
            break
        end = start
    if end < size:
        file.truncate(end)
    file.seek(0, os.SEEK_END)


def read(path: Path) -> tuple[list[KnownHead], list[str]]:
    """The heads in a file as :class:`Witness` writes it, and what is wrong with it, each in a sentence."""
    found: list[KnownHead] = []
    faults: list[str] = []
    # A line without its end is one that a crash cut off.
    for number, line in enumerate(_bytes(path).rpartition(b"\n")[0].splitlines(keepends=True), 1):
        line = line if line.endswith(b"\n") else line + b"\n"
        known = _read(line, path.name)
        if known is None:
            faults.append(f"{path.name} was altered: line {number} is no line that the tool wrote.")
        else:
            found.append(known)
    return found, faults


def last(path: Path) -> KnownHead | None:
    """The last head in a file; None where there is none."""
    return next(iter(_latest(path)), None)


def _latest(path: Path) -> list[KnownHead]:
    """The last heads in a file, the latest first."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
            lines = file.read().splitlines(keepends=True)
    except FileNotFoundError:
        return []
    return [known for line in reversed(lines) if (known := _read(line, path.name))]


def _read(line: bytes, where: str) -> KnownHead | None:
    try:
        values = json.loads(line)
        if _canonical(values) != line:
            return None
        signature = values.pop("signature", None)
        head = LogHead(**values)
        if _values(head) != values or not _LINE.fullmatch(head.line):
            return None
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    if signature is None:
        return KnownHead(where, head)
    if not keys.is_good(signature, _canonical(values)):
        return None
    return KnownHead(where, head, signature["key"])


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def beginning_of(path: Path) -> dict[str, object] | None:
    """The length and the SHA-256 of a file as it stands, by which it is known again once it has grown."""
    data = _bytes(path)
    return {"bytes": len(data), "sha256": sha256_of(data)} if data else None


def is_grown(path: Path, beginning: Mapping[str, Any]) -> bool:
    """Whether a file begins with what :func:`beginning_of` said of it."""
    data = _bytes(path)[: beginning["bytes"]]
    return (len(data), sha256_of(data)) == (beginning["bytes"], beginning["sha256"])
