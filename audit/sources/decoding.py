"""Bytes to text: which encoding a file is in, and how much of it is taken."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Literal, TextIO

from audit.errors import InputError
from audit.sources.limits import limits, remedy

_CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = re.compile(
    rb"""(?i)(?:charset|encoding)\s*=\s*["']?(?:windows-1252|cp-?1252|iso-?8859-1|latin-?1)\b"""
)
"""What a page says that is in the Western encoding of Windows, as browsers take all of these names."""
_DECLARED_WITHIN = 4096
_PAIR = re.compile(rb"[\x81-\xfe][\x41-\xfe]")
_SYLLABLE = re.compile("[가-힣]")
_LETTER = re.compile(r"[^\W\d_]")
# The commonest syllables of Korean prose: about two in five.
_COMMON = frozenset(
    "이다는의을에가고한지로은기사하를도서리자인스아시정나어해일라대부수들전했과있으그"
)
_RARE_PAIRS, _COMMON_SYLLABLES, _HANGUL_LETTERS = 0.1, 0.15, 0.5


def encoding_of(path: Path) -> str:
    """The encoding of a file: UTF-8, UTF-16 with a byte order mark, CP949 (of which EUC-KR is part), or what
    a page declares itself, Windows-1252.

    The whole file is decoded, a piece at a time, so that reading it with the answer cannot fail.

    Raises:
        InputError: it has NUL bytes, or is in none of these encodings.
        OSError: it cannot be opened.
    """
    with path.open("rb") as file:
        head = file.read(4)
    marked = next((name for bom, name in _BOMS if head.startswith(bom)), None)
    bad_line = _bad_line(path, marked or "utf-8")
    if bad_line is None:
        return marked or "utf-8"
    if marked is None:
        other_line = _bad_line(path, "cp949")
        if other_line is None and _is_korean(path):
            return "cp949"
        # Korean pages say so too, so what a page says counts only where it is not in Korean.
        if _is_declared_western(path) and _bad_line(path, "cp1252") is None:
            return "cp1252"
        # The encoding that gets further is the likelier one, and the place where it fails is meant.
        bad_line = max(bad_line, other_line or 0)
    raise InputError(
        "this text is neither UTF-8, UTF-16 with a byte order mark nor CP949",
        f"{path}:{bad_line}",
        "save the file as UTF-8",
    ).in_korean("UTF-8, UTF-16, CP949 중 어느 것도 아닙니다. 파일을 UTF-8로 저장하십시오.")


def _is_declared_western(path: Path) -> bool:
    with path.open("rb") as file:
        return _WESTERN.search(file.read(_DECLARED_WITHIN)) is not None


def _bad_line(path: Path, encoding: str) -> int | None:
    """The first line that is not in this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return line + bytes(error.object[: error.start]).count(b"\n")
            if "\0" in text:
                line += text[: text.index("\0")].count("\n")
                raise InputError(
                    "the file has NUL bytes, so it is not text", f"{path}:{line}",
                    "give a text file, saved as UTF-8",
                ).in_korean(
                    "NUL이 있어 텍스트 파일이 아닙니다. UTF-8로 저장한 텍스트 파일을 올리십시오."
                )  # fmt: skip
            line += text.count("\n")
            if not chunk:
                return None


def _is_korean(path: Path) -> bool:
    """Whether what CP949 makes of a file is Korean, or English with Korean typography.

    Any second-rate guess decodes too: the quotation marks of Windows-1252 become syllables that
    CP949 added to KS X 1001 and Korean hardly uses; Chinese becomes syllables as rare.
    """
    with path.open("rb") as file:
        sample = file.read(_CHUNK)
    pairs = _PAIR.findall(sample)
    rare = sum(pair[1] < 0xA1 for pair in pairs)
    if rare > _RARE_PAIRS * len(pairs):
        return False
    foreign = [c for c in sample.decode("cp949", errors="ignore") if c > "\x7f"]
    letters = [c for c in foreign if _LETTER.match(c)]
    syllables = [c for c in letters if _SYLLABLE.match(c)]
    if len(syllables) < _HANGUL_LETTERS * len(letters):
        return False
    common = sum(c in _COMMON for c in syllables)
    return len(syllables) < 20 or common >= _COMMON_SYLLABLES * len(syllables)


def open_text(path: Path) -> TextIO:
    """A text file opened in its own encoding, its line ends as they are.

    Raises:
        InputError: see ``encoding_of``.
        OSError: it cannot be opened.
    """
    return path.open(encoding=encoding_of(path), newline="")


def whole_text(path: Path, setting: Literal["side_mb", "file_mb"] = "side_mb") -> str:
    """All of a text file.

    Args:
        path: the file.
        setting: the limit that it must keep to.

    Raises:
        InputError: it is larger, or see ``encoding_of``.
        OSError: it cannot be opened.
    """
    size, most = path.stat().st_size, getattr(limits(), setting)
    if size > most * 1_000_000:
        raise InputError(
            f"the file has {size / 1e6:.0f} MB; the most that is read is {most} MB",
            str(path), remedy(setting),
        ).in_korean(
            f"파일이 {size / 1e6:.0f}MB입니다(최대 {most}MB). 기사별로 나누십시오."
        )  # fmt: skip
    with open_text(path) as file:
        return file.read()
