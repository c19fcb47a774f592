"""One input made of others: what a strategy drew once is worth hundreds of inputs that are a little off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from audit.bench.hostile_pieces import PIECES
from tests.fuzz.wordings import ODD

LONGEST = 6_000
"""Bytes of an input that is made of shorter ones: what is longer ``python -m audit bench hostile`` measures."""
_MARKS = tuple(
    b"\" ' < > & ; , : / \\ { } [ ] ( ) = - \n \r\n \t \x00 \xff \xed\xa0\x80 \\ud800 \\u0000".split(
        b" "
    )
)
_PIECES = (*(piece.encode("utf-8", "replace") for piece in (*PIECES, *ODD)), *_MARKS, b" ")
_FEW = (1, 1, 1, 2, 3, 8, 40, 300)
"""How often a piece is put in."""


def _place(random: Random, data: bytes) -> int:
    """A place in some bytes, between two characters if they are UTF-8 there."""
    at = random.randint(0, len(data))
    while at < len(data) and data[at] & 0xC0 == 0x80:
        at += 1
    return at


def _stretch(random: Random, data: bytes) -> tuple[int, int]:
    start = _place(random, data)
    return start, max(start, _place(random, data[: start + random.choice((1, 4, 16, 64, 400))]))


def _put_in(random: Random, data: bytes, _: bytes) -> bytes:
    at = _place(random, data)
    return data[:at] + random.choice(_PIECES) * random.choice(_FEW) + data[at:]


def _taken_out(random: Random, data: bytes, _: bytes) -> bytes:
    start, end = _stretch(random, data)
    return data[:start] + data[end:]


def _said_again(random: Random, data: bytes, _: bytes) -> bytes:
    start, end = _stretch(random, data)
    return data[:end] + data[start:end] * random.choice(_FEW) + data[end:]


def _moved(random: Random, data: bytes, _: bytes) -> bytes:
    start, end = _stretch(random, data)
    rest = data[:start] + data[end:]
    at = _place(random, rest)
    return rest[:at] + data[start:end] + rest[at:]


def _grafted(random: Random, data: bytes, other: bytes) -> bytes:
    start, end = _stretch(random, other)
    at = _place(random, data)
    return data[:at] + other[start:end] + data[at:]


def _crossed(random: Random, data: bytes, other: bytes) -> bytes:
    return data[: _place(random, data)] + other[_place(random, other) :]


def _cut_short(random: Random, data: bytes, _: bytes) -> bytes:
    return data[: random.randint(0, len(data))]


def _byte(random: Random, data: bytes, _: bytes) -> bytes:
    at = random.randrange(len(data) or 1)
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


_WAYS: Sequence[Callable[[Random, bytes, bytes], bytes]] = (
    _put_in, _put_in, _put_in, _taken_out, _said_again, _moved, _grafted, _grafted, _crossed, _cut_short, _byte,
)  # fmt: skip


def mutated(random: Random, data: bytes, other: bytes) -> bytes:
    """An input made of two: the first with a few changes, some of them parts of the other."""
    longest = max(LONGEST, len(data))
    for _ in range(random.choice((1, 1, 2, 3, 5))):
        data = random.choice(_WAYS)(random, data, other)
    return data[:longest]


def shortened(data: bytes, fails: Callable[[bytes], bool], tries: int = 400) -> bytes:
    """A shorter input that fails as well: pieces are left out, each half as long as those before."""
    size = max(len(data) // 2, 1)
    while size and tries:
        at = 0
        while at < len(data) and tries:
            tries -= 1
            shorter = data[:at] + data[at + size :]
            if fails(shorter):
                data = shorter
            else:
                at += size
        size //= 2
    return data
