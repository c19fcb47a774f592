"""Heads of the review log read out of what has left the tool: exports, pages, sign-offs, seals, print."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from audit.errors import ConfigError
from audit.evidence.log_heads import ID, KnownHead, LogHead, lines_in, read
from audit.results.folder import LOG_HEADS

LOG_COLUMN = "review_log"
"""The column of a table that carries a head, as a line, in one of its rows."""
_MOST = 64 << 20
"""Bytes that are unpacked of a document at most."""
_HASH = re.compile(r"[0-9a-f]{64}")
_LONGEST = 18
"""Digits of an entry's number at most."""
_TYPED = re.compile(r"[0-9a-f]{16,64}")
"""A hash as somebody types it from paper; sixteen digits of it tell one entry from another."""
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNPACKABLE = (
    BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, zlib.error,
)  # fmt: skip
"""What is raised of a package that is damaged, encrypted or packed in another way."""
_ON_PAGE = re.compile(r"<dd>(\d{1,18}) <code>([0-9a-f]{64})</code>")
"""An entry on the page of a sign-off."""


def given(text: str) -> list[KnownHead]:
    """The heads that an argument gives: a file's, those in a printed line, or that of a hash.

    Raises:
        ConfigError: there is no head in it.
    """
    path = Path(text)
    try:
        data = path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}); check the path.") from error
    if data is not None:
        found = [KnownHead(text, head) for head in heads_in(data)]
        if not found:
            raise ConfigError(
                f"{path} carries no head of a review log; give an export, a sign-off, a page, a copy of "
                f"{LOG_HEADS}, or the text that head prints."
            )
        return found
    lines = list(lines_in(" ".join(text.split())))
    digits = "".join(text.split()).lower()
    if not lines and _TYPED.fullmatch(digits):
        lines = [LogHead("", 0, digits)]
    if not lines:
        raise ConfigError(
            f"--head {text!r} is no file and no head of a review log; give a file, a line that head prints, "
            "or at least 16 digits of the hash in it."
        )
    return [KnownHead("--head", head) for head in lines]


def beside(path: Path) -> tuple[list[KnownHead], list[str]]:
    """The heads in a folder's own file of them, and what is wrong with it."""
    return read(path / LOG_HEADS)


def heads_in(data: bytes) -> list[LogHead]:
    """The heads in the bytes of a file, each once."""
    found = dict.fromkeys(head for text in _texts(data) for head in _in_text(text))
    return list(found)


def _texts(data: bytes) -> Iterator[str]:
    """A file as text; of a Word document each part."""
    if data.startswith(b"PK"):
        try:
            with ZipFile(io.BytesIO(data)) as parts:
                if sum(each.file_size for each in parts.infolist()) <= _MOST:
                    for name in parts.namelist():
                        yield _unescaped(parts.read(name).decode("utf-8", "replace"))
        except _UNPACKABLE:
            return
    else:
        yield data.decode("utf-8-sig", "replace")


def _unescaped(text: str) -> str:
    """Text with its character references resolved, but for those of more digits than any has."""
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), text)


def _in_text(text: str) -> Iterator[LogHead]:
    columns = next(_rows(text), [])
    if LOG_COLUMN in columns:
        # What else stands in the table are others' words.
        at = columns.index(LOG_COLUMN)
        for row in _rows(text):
            yield from lines_in(" ".join(row[at : at + 1]))
        return
    yield from lines_in(" ".join(_unescaped(text).split()))
    for seq, digest in _ON_PAGE.findall(text):
        yield LogHead("", int(seq), digest)
    if text.lstrip().startswith(("{", "[")):
        for value in _values(text):
            yield from _in_json(value)
    elif {"seq", "hash"} <= set(columns):
        yield from _in_log(text, columns)


def _rows(text: str) -> Iterator[list[str]]:
    """The rows of a table with commas or, as Excel writes it in many a country, semicolons between them.

    What is no table ends with the row before.
    """
    comma = text.partition("\n")[0].count(",") >= text.partition("\n")[0].count(";")
    csv.field_size_limit(_MOST)
    with suppress(csv.Error):
        yield from csv.reader(io.StringIO(text, newline=""), delimiter="," if comma else ";")


def _values(text: str) -> Iterator[Any]:
    """What a file of JSON holds, or each line of one of JSON Lines."""
    try:
        yield json.loads(text)
    except (ValueError, RecursionError):
        for line in text.splitlines():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError):
                continue


def _in_json(value: Any) -> Iterator[LogHead]:  # noqa: ANN401 - as read from a file
    """Heads in a seal, in a file of heads, in the record of a sign-off or of an audit."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            waiting += value.values()
            entry = {"seq", "hash"} <= value.keys() and value.keys() & {"account", "reviewer"}
            number = value.get("seq") if entry else value.get("entries")
            digest = value.get("hash", value.get("head"))
            log = str(value.get("log", value.get("id", "")))[:ID]
            if type(number) is int and isinstance(digest, str) and _HASH.fullmatch(digest):
                at = str(value.get("at", ""))
                yield LogHead("" if entry else log, number, digest, at)


def _in_log(text: str, columns: list[str]) -> Iterator[LogHead]:
    """The head of a review log that was exported whole as CSV: its last entry."""
    last = None
    for values in _rows(text):
        row = dict(zip(columns, values, strict=False))
        seq, digest = row.get("seq", ""), row.get("hash", "")
        if seq.isdecimal() and len(seq) <= _LONGEST and _HASH.fullmatch(digest):
            last = LogHead("", int(seq), digest, row.get("at", ""))
    if last is not None:
        yield last
