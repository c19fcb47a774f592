"""Heads of the review log: how far it went at a moment, kept outside it, so that a log cut since is found.

A head is an entry's number and hash, and so stands for all entries before it (Haber & Stornetta 1991). It is
written as one line wherever something leaves the tool, and into ``log-heads.jsonl`` beside the results
whenever the log grows (:class:`Witness`). :mod:`audit.evidence.found_heads` reads heads out of files.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.errors import ConfigError
from audit.evidence import keys
from audit.evidence.log import ReviewLog
from audit.records.decision import Entry
from audit.records.digest import sha256_of

ID = 12
"""Digits of a log's id in a head: the first of its first entry's hash."""
_LINE = re.compile(
    r"Review log ([0-9a-f]{12}): ([0-9]{1,18}) entr(?:y|ies), the last of ([0-9T:.+-]{10,40}), "
    r"SHA-256 ([0-9a-f]{64})"
)
_TAIL = 2048
"""Bytes in which the last line of a file of heads is."""


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
            if signer is not None and before and before != self._signed:
                known = last(self.path)
                follows = known is not None and (known.head.hash, known.key) == (before, signer.key)
                signer = signer if follows else None
            add(self.path, head, signer)
        except OSError:
            return
        self._signed = head.hash if signer is not None else ""


def add(path: Path, head: LogHead, signer: keys.Signer | None = None) -> None:
    """Add a head to a file of heads.

    Raises:
        OSError: it cannot be written.
    """
    with path.open("a+b") as file:
        _drop_torn_line(file)
        file.write(_written(head, signer))


def _written(head: LogHead, signer: keys.Signer | None) -> bytes:
    values = _values(head)
    if signer is not None:
        values["signature"] = signer.signature(_canonical(values))
    return _canonical(values)


def _values(head: LogHead) -> dict[str, Any]:
    return {"at": head.at, "entries": head.entries, "hash": head.hash, "log": head.log}


def _canonical(values: dict[str, Any]) -> bytes:
    return (json.dumps(values, sort_keys=True, separators=(",", ":")) + "\n").encode()


def _drop_torn_line(file: Any) -> None:  # noqa: ANN401 - a file open for both
    """Take away a line that a crash left without its end."""
    size = file.seek(0, os.SEEK_END)
    if size:
        file.seek(max(0, size - _TAIL))
        tail = file.read()
        if not tail.endswith(b"\n"):
            file.truncate(size - len(tail) + tail.rfind(b"\n") + 1)
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
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
            lines = file.read().splitlines(keepends=True)
    except FileNotFoundError:
        return None
    return _read(lines[-1], path.name) if lines else None


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


def lost(log: ReviewLog | None, known: Iterable[KnownHead]) -> Iterator[str]:
    """Heads that a log does not contain, a sentence for each place where one was found.

    Args:
        log: the review log, None where there is none.
        known: heads of it.
    """
    places: dict[str, list[LogHead]] = {}
    for each in known:
        places.setdefault(each.where, []).append(each.head)
    if not places:
        return
    hashes = log.hashes() if log is not None else {}
    for where, heads in places.items():
        missing = sorted(
            (head for head in heads if not _is_in(hashes, head)), key=lambda head: head.entries
        )
        if missing:
            good = (head.entries for head in heads if _is_in(hashes, head))
            kept = max((n for n in good if n < missing[0].entries), default=0)
            forked = missing[0].entries <= len(hashes)
            yield _told(where, missing[-1], kept if forked else len(hashes), log, hashes)


def _is_in(hashes: dict[int, str], head: LogHead) -> bool:
    if head.entries:
        return hashes.get(head.entries) == head.hash
    return any(each.startswith(head.hash) for each in hashes.values())


def _told(
    where: str, head: LogHead, kept: int, log: ReviewLog | None, hashes: dict[int, str]
) -> str:
    """That a head is missing, which entries are gone with it, and since when: those after ``kept``."""
    of = f" of {head.at}" if head.at else ""
    if log is None or not hashes:
        had = f"{head.entries} entries{', the last' if head.at else ''}{of}" if head.entries else of
        return f"The review log is missing: {where} knows of {had or 'one'}."
    if not head.entries:
        return (
            f"No entry of the review log has the hash {head.hash} ({where}): the log is another one, was "
            "cut short or put back to an older copy."
        )
    now = len(hashes)
    if head.log and not hashes.get(1, "").startswith(head.log):
        return (
            f"The review log is another one than {where} knows: that one has the id {head.log}, this one "
            f"{hashes.get(1, '')[:ID]}."
        )
    left = f"what is left as it was ends with entry {kept} of {_time(log, kept)}" if kept else ""
    if now < head.entries:
        return (
            f"The review log was cut short or put back to an older copy: {where} knows {head.entries} "
            f"entries, the last{of}; {_range(now + 1, head.entries)} missing"
            + (f", {left}." if left else ".")
        )
    return (
        f"The review log was put back to an older copy and went on: entry {head.entries}{of}, which "
        f"{where} knows, is not the one that is there" + (f"; {left}." if left else ".")
    )


def _range(first: int, last: int) -> str:
    return f"entry {first} is" if first == last else f"entries {first} to {last} are"


def _time(log: ReviewLog, seq: int) -> str:
    entry: Entry | None = log.entry(seq)
    return entry.at if entry else "?"


def unsigned(log: ReviewLog | None, known: Iterable[KnownHead], key: str) -> str:
    """That entries came after all that a key has signed, in a sentence; empty where none did.

    Args:
        log: the review log, None where there is none.
        known: heads of it, with the keys that signed them.
        key: the public key, in hexadecimal.
    """
    if log is None or not (length := log.length()):
        return ""
    hashes = log.hashes()
    signed = [each.head.entries for each in known if each.key == key and _is_in(hashes, each.head)]
    after = max(signed, default=0)
    if after >= length:
        return ""
    found = (log.entry(seq) for seq in range(after + 1, length + 1))
    people = sorted({entry.reviewer for entry in found if entry})
    return (
        f"{_range(after + 1, length).capitalize()} under no signature of the key, by "
        f"{', '.join(people) or 'nobody'}: whoever can write the review log can have put them in; "
        "seal again with the key once they are known to be right."
    )
