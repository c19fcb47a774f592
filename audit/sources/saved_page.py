"""A web page that a browser saved as one file with its pictures (MHTML)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

from audit.errors import InputError
from audit.records.article import BlockKind, Metadata
from audit.sources import webpage
from audit.sources.building import whole_characters
from audit.sources.limits import limits, remedy

_TYPES = ("text/html", "application/xhtml+xml")
_META = re.compile(rb"(?i)<meta[^>]+?charset\s*=\s*[\"']?\s*([\w.:-]+)")
_HEAD = 4096
_MOST_LINES, _MOST_PARTS = 2_000_000, 10_000
"""Lines of a file, of which each may be a header, and lines that may begin a part: a page with its pictures
has some hundred parts, and a line of 76 characters."""
_LONG_HEADER = re.compile(rb"(?im)^(?:snapshot-)?content-[\w-]+:(?:[^\n]|\n[ \t]){10000}")
"""The time that its parser takes grows with the square of what a header lists."""
# What browsers take these names for.
_CODECS = {"windows-949": "cp949", "euc_kr": "cp949", "iso8859-1": "cp1252"}
_REMEDY = "save the page again in the browser, or give it as .html"


class _Page(NamedTuple):
    """The page in a file: its bytes, the encoding it is sent in, and whether it is all there."""

    content: bytes
    charset: str
    whole: bool


def blocks_of(path: Path) -> tuple[list[tuple[BlockKind, str]], Metadata]:
    """The blocks of the article on a saved page, as ``webpage.blocks_of`` gives them.

    Raises:
        InputError: it is too large, cut off, holds no page in a known encoding, or none that can be read.
        OSError: it cannot be opened.
    """
    _check_size(path.stat().st_size, "file_mb", path)
    data = path.read_bytes()
    _check_parts(data, path)
    try:
        page = _page(data)
    # A broken header ends in whatever error its parser happens to meet.
    except Exception as error:
        raise InputError("this saved page is damaged", str(path), _REMEDY) from error
    if page is None:
        raise InputError("there is no web page in this file", str(path), _REMEDY)
    if not page.whole:
        raise InputError("the file ends before its page does", str(path), _REMEDY)
    _check_size(len(page.content), "side_mb", path)
    return webpage.blocks_of(_decoded(page, path), str(path))


def _check_size(size: int, setting: str, path: Path) -> None:
    most = getattr(limits(), setting)
    if size > most * 1_000_000:
        raise InputError(
            f"the page has {size / 1e6:.0f} MB; the most that is read is {most} MB",
            str(path), remedy(setting, "give it as .html, without its pictures"),
        )  # fmt: skip


def _check_parts(data: bytes, path: Path) -> None:
    for what, there in (
        (f"more than {_MOST_LINES:,} lines", data.count(b"\n") > _MOST_LINES),
        (f"more than {_MOST_PARTS:,} parts", data.count(b"\n--") > _MOST_PARTS),
        ("a header that is longer than any", _LONG_HEADER.search(data) is not None),
    ):
        if there:
            raise InputError(f"the saved page has {what}", str(path), _REMEDY).in_korean(
                "저장된 페이지의 구조가 비정상적입니다. .html로 다시 저장하십시오."
            )


def _page(data: bytes) -> _Page | None:
    """The page that was saved, not one framed in it; ``None`` if there is none."""
    message = message_from_bytes(data, policy=policy.default)
    parts = list(message.walk())
    pages = [part for part in parts if part.get_content_type() in _TYPES]
    place = _place(message, "Snapshot-Content-Location")
    named = (part for part in pages if place and _place(part, "Content-Location") == place)
    part = next(named, pages[0] if pages else None)
    content = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(content, bytes):
        return None
    cut = any(isinstance(e, CloseBoundaryNotFoundDefect) for part in parts for e in part.defects)
    return _Page(content, part.get_content_charset() or "", part is not parts[-1] or not cut)


def _place(part: EmailMessage, header: str) -> str:
    return "".join(str(part[header] or "").split())


def _decoded(page: _Page, path: Path) -> str:
    for encoding in _encodings(page):
        try:
            text = page.content.decode(encoding)
        except (LookupError, ValueError):
            continue
        return whole_characters(text.removeprefix("\ufeff"), str(path))
    raise InputError(
        "the page is neither in the encoding that it names nor in UTF-8", str(path), _REMEDY
    )


def _encodings(page: _Page) -> Iterator[str]:
    """What the page may be in, as codecs: as it is sent, as it says itself, UTF-8."""
    meta = _META.search(page.content[:_HEAD])
    for name in (page.charset, meta[1].decode() if meta else ""):
        try:
            codec = codecs.lookup(_CODECS.get(name.lower(), name)).name
        except (LookupError, ValueError):
            continue
        yield _CODECS.get(codec, codec)
    yield "utf-8"
