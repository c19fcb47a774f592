"""Korean numerals in words: Sino-Korean (이백삼십오), native (서른다섯), vague (수십, 대여섯).

A word is a numeral only where the analyser (Kiwi) takes it for one and what stands around it
agrees. The words are in ``numerals.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from audit.languages.ko.morphemes import Morpheme


@lru_cache(maxsize=1)
def tables() -> dict[str, Any]:
    """The tables in ``numerals.toml``."""
    with (Path(__file__).parent / "numerals.toml").open("rb") as file:
        return tomllib.load(file)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral in a text; ``vague`` ones lie between the two values, ``words`` have no digits."""

    low: Fraction
    high: Fraction
    start: int
    end: int
    vague: bool = False
    words: bool = False


def parse_word(word: str) -> Fraction | None:
    """The value of a numeral in words, Sino-Korean or native (``이십일``, ``서른다섯``)."""
    native = _native(word)
    return native if native is not None else _sino(word)


def _native(word: str) -> Fraction | None:
    table: dict[str, int] = tables()["native"]
    if word in table:
        return Fraction(table[word])
    for size in (2, 1):
        tens, ones = table.get(word[:size], 0), table.get(word[size:], 0)
        if tens >= 10 and 0 < ones < 10:
            return Fraction(tens + ones)
    return None


def _sino(word: str) -> Fraction | None:
    t = tables()
    digits, small, large = t["digits"], t["small"], t["large"]
    total = part = digit = 0
    seen = False
    for char in word:
        if char in digits:
            if seen:
                return None
            digit, seen = digits[char], True
        elif char in small:
            part += (digit if seen else 1) * small[char]
            digit, seen = 0, False
        elif char in large:
            part += digit
            total += (part or 1) * large[char]
            part = digit = 0
            seen = False
        else:
            return None
    return Fraction(total + part + digit) if word else None


def numerals_in_words(text: str, ms: tuple[Morpheme, ...]) -> Iterator[Numeral]:
    """The numerals in words among the morphemes of a sentence."""
    i = 0
    while i < len(ms):
        run = _run(text, ms, i)
        numeral = _words(text, ms, i, run) if run else _fifty(text, ms, i)
        if numeral:
            yield numeral
        i += max(run, 1)


def _run(text: str, ms: tuple[Morpheme, ...], i: int) -> int:
    """How many morphemes from ``i`` make up a numeral in words."""
    count = 0
    while i + count < len(ms):
        m = ms[i + count]
        if m.tag not in ("NR", "MM") and not _lone_four(text, ms, i + count):
            break
        if count and not _adjoins(text, ms[i + count - 1], m):
            break
        if _surface_value(text[m.start : m.end], m) is None:
            break
        count += 1
    return count


def _fifty(text: str, ms: tuple[Morpheme, ...], i: int) -> Numeral | None:
    """점포 쉰 곳: the analyser takes it for 쉬다."""
    if not 0 < i < len(ms) - 2 or ms[i].form != "쉬" or text[ms[i].start] != "쉰":
        return None
    around = tables()["fifty"]
    start, end = ms[i].start, ms[i].start + 1
    noun = ms[i - 1].tag in ("NNG", "NNP") and ms[i - 1].form not in around["not_after"]
    if not noun or text[end : end + 1] != " " or ms[i + 2].form not in around["before"]:
        return None
    return Numeral(Fraction(50), Fraction(50), start, end, words=True)


def _adjoins(text: str, before: Morpheme, after: Morpheme) -> bool:
    """Whether two numeral words are written as one, or 천만 단위 apart (이만 오천)."""
    gap = text[before.end : after.start]
    if not gap:
        return True
    return (
        gap == " " and after.tag == "NR" and (before.form[-1] in "만억조" or after.form in "만억조")
    )


def _lone_four(text: str, ms: tuple[Morpheme, ...], i: int) -> bool:
    """Kiwi takes 네 명 for 너의 명 at times: 네 before a counter is a numeral."""
    return (
        ms[i].form == "너"
        and text[ms[i].start : ms[i].start + 2] == "네 "
        and i + 2 < len(ms)
        and ms[i + 2].tag == "NNB"
    )


def _surface_value(word: str, m: Morpheme) -> tuple[int, int] | Fraction | None:
    ranges: dict[str, list[int]] = tables()["ranges"]
    if m.form in ranges:
        low, high = ranges[m.form]
        return low, high
    word = "네" if m.form == "너" else m.form
    if word and word[0] == "수" and len(word) > 1:
        return _sino(word[1:])
    return parse_word(word)


def _words(text: str, ms: tuple[Morpheme, ...], i: int, run: int) -> Numeral | None:
    first, last = ms[i], ms[i + run - 1]
    start, end = first.start, last.end
    if first.form == "너":
        return Numeral(Fraction(4), Fraction(4), start, start + 1, words=True)
    word = text[start:end].replace(" ", "")
    following = ms[i + run] if i + run < len(ms) else None
    ranges: dict[str, list[int]] = tables()["ranges"]
    if word in ranges:
        low, high = ranges[word]
        return Numeral(Fraction(low), Fraction(high), start, end, vague=True, words=True)
    if word[0] == "수" or (start and text[start - 1] == "수" and first.tag == "NR"):
        value = _sino(word.removeprefix("수"))
        start -= word[0] != "수"
        if value is None:
            return None
        return Numeral(value * 2, value * 10 - 1, start, end, vague=True, words=True)
    value = parse_word(word)
    if value is None or not _surely_number(text, word, first, following, end):
        return None
    return Numeral(value, value, start, end, words=True)


def _surely_number(
    text: str, word: str, first: Morpheme, following: Morpheme | None, end: int
) -> bool:
    """Whether a numeral word is one here: 이 배 is a ship, 보넷 a bonnet, 석호 a lagoon."""
    before = text[first.start - 1 : first.start]
    if before == "제" or re.search("분의 ?$", text[: first.start]):
        return True
    t = tables()
    if word in t["native"]:
        if before.isalnum():
            return False
        if word not in t["bound_natives"]:
            return True
        return following is not None and following.form in t["bound_natives"][word]
    if len(word) > 1:
        return word[0] not in "일이" or len(word) > 2 or word[-1] in "십백천만억조"
    if following is None:
        return False
    if following.form == "분" and text.startswith("의", following.end):
        return True
    if word == "이":
        return following.form in t["after_two"]
    return (following.tag == "NNB" and following.form not in ("것", "바", "데", "등")) or (
        following.form in ("여", "배") or following.tag == "SW"
    )
