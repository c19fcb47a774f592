"""What no newspaper prints at length: a few signs over and over, and lists of what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import count

from audit.records.article import Lang

PIECES_EN = (
    "1:1:1:", "3,3,3,", "1.1 1.1 ", "one one ", "AAAA", '"a "a ', "'a 'a ", "A.A.", "Kim Kim ", "said he ",
    "not no ", "$1 $1 ", "in 2024 ", "May 1 ", "1/2 ", "1-1-", "a,",
)  # fmt: skip
PIECES_KO = (
    "만만만", "1만1만", "김김김", '"가 "가 ', "다.다.다.", "않지 않", "2024년1월", "못 안 ", "가나다 ",
    "월 일 ", "1조 ", "김 씨 ", "이라고 ",
)  # fmt: skip
PIECES = (
    *PIECES_EN, *PIECES_KO, " ", "\n", "0", "1 ", ".", ",", '"', "(", "()", "-", "- ", "<b>", "&amp;",
    "a\u0301", "\u0301", "\u200b", "http://a.b/", "\U0001f600", "…", "e", "K ", "가",
)  # fmt: skip
_SURNAMES = dict(
    zip(
        "김이박최정강조윤장임", "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim".split(), strict=True
    )
)
_GIVEN = dict(
    zip("민준서연지우하은도현", "min jun seo yeon ji woo ha eun do hyun".split(), strict=True)
)
_FOREIGN = dict(zip("스트럼프카를로마이", "s t reom p ka reul lo ma i".split(), strict=True))
_FIRST_DAY = date(1990, 1, 1)


def _of(table: Mapping[str, str], number: int) -> tuple[str, str]:
    """An entry of a table, another one for each number of a digit."""
    return list(table.items())[number % len(table)]


def _person(i: int) -> tuple[str, str]:
    (sur, latin), (one, first), (two, second) = (
        _of(_SURNAMES, i), _of(_GIVEN, i // 10), _of(_GIVEN, i // 100)
    )  # fmt: skip
    return f"{sur}{one}{two} 의원", f"Rep. {latin} {first.capitalize()}-{second}"


def _foreigner(i: int) -> tuple[str, str]:
    parts = [_of(_FOREIGN, i // 9**n) for n in range(4)]
    return "".join(ko for ko, _ in parts), "".join(en for _, en in parts).capitalize()


def _day(i: int) -> tuple[str, str]:
    day = _FIRST_DAY + timedelta(17 * i)
    return f"{day.year}년 {day.month}월 {day.day}일", f"{day:%B} {day.day}, {day.year}"


def _syllables(i: int) -> tuple[str, str]:
    # Multiples of a prime reach every syllable block.
    blocks = [chr(0xAC00 + (i * 7919 + n * 3571) % 11172) for n in range(3)]
    return "".join(blocks), "".join(chr(ord("a") + (i * 7919 >> 3 * n) % 26) for n in range(5))


LISTS: Mapping[str, Callable[[int], tuple[str, str]]] = {
    "figures": lambda i: (f"{i + 11}명", f"{i + 11}"),
    "won": lambda i: (
        f"{i + 3}만{1000 + i * 37 % 9000}원",
        f"{(i + 3) * 10000 + 1000 + i * 37 % 9000:,} won",
    ),
    "dates": _day,
    "people": _person,
    "foreigners": _foreigner,
    "quotations": lambda i: (f'"{i}번이라고"', f'"word{i} said"'),
    "syllables": _syllables,
    "negations": lambda i: (f"{i}번 가지 않고", f"did not go {i} and"),
    "shares": lambda i: (f"{i / 10 + 1:.1f}%포인트", f"{i / 10 + 1:.1f} percent"),
    "roles": lambda i: (
        f"{_person(i)[0]}가 {_person(i + 1)[0]}를 때렸고",
        f"{_person(i)[1]} hit {i} and",
    ),
}
"""By name, the entry of a number in a list, in Korean and in English."""


def text(piece: str, lang: Lang, length: int) -> str:
    """A piece over and over, or a list called so, to a length in characters."""
    if piece not in LISTS:
        return (piece * (length // len(piece) + 1))[:length]
    made, size = [], 0
    for i in count():
        made.append(LISTS[piece](i)[lang == "en"])
        size += len(made[-1]) + 1
        if size > length:
            return " ".join(made)[:length]
    raise AssertionError
