"""What the figures of a text count: what became of people (3명이 숨지고), or a noun (17 hospital trains).

Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from audit.article import Lang
from audit.text.english import stem
from audit.text.numerals_en import english_quantities
from audit.text.numerals_ko import korean_quantities
from audit.text.quantity import Form, Quantity

# What became of the people counted: the Korean after the figure, the Korean noun before it, the
# English after the figure, and the English before it.
_FATES = {
    "dead": (
        "사망|숨|목숨을 잃|희생", "사망자|희생자|사망",
        r"dead|died|deaths?|fatalities|(?:were |was |been )?killed|lost their lives",
        r"kill(?:s|ed|ing)|death toll (?:of|at|to)|claim(?:s|ed|ing)",
    ),
    "hurt": (
        "부상|다치|다쳐|다쳤|다친", "부상자|부상",
        r"injur(?:ed|ies)|wounded|hurt", r"injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurt(?:s|ing)?",
    ),
    "missing": ("실종", "실종자|실종", r"missing|unaccounted for", ""),
    "rescued": ("구조", "구조자", r"rescued", r"rescu(?:es|ed|ing)"),
    "arrested": (
        "체포|구속|검거", "체포자|구속자", r"arrested|detained", r"arrest(?:s|ed|ing)|detain(?:s|ed|ing)",
    ),
    "in favor": ("(?<=[이은가] )찬성", "찬성", r"(?:voted |votes )?(?:in favou?r|for)\b|ayes|yeas", ""),
    "against": ("(?<=[이은가] )반대", "반대", r"(?:voted |votes )?against|nays", ""),
    "abstaining": ("(?<=[이은가] )기권", "기권", r"abstained|abstentions?|abstain(?:ing)?", ""),
}  # fmt: skip
_PEOPLE = (
    r"(?: (?:people|persons?|others?|men|women|children|soldiers|workers|residents|passengers|victims"
    r"|civilians|troops|students|sailors|firefighters|lawmakers|members|were|was|are|is|have|had|has"
    r"|been|left|confirmed|reported|still|more|also|remain|remained|went|votes?|found)){0,4}"
)
_HEDGED = r"(?:at least |some |about |nearly |more than |over |up to |another |as many as )?"
_KO_PEOPLE = r"(?:여 ?)?(?:명|사람|표)?(?:이|은|가|도|을|의)? ?(?:모두 |각각 |현재 )?"

_WORD = re.compile(r" ?([A-Za-z][A-Za-z'-]*)")
_NO_NOUN = frozenset(
    "a an the of in on at to for from by with and or but as than that who which were was are is be "
    "been had has have will would could can may up down out off over under more less fewer higher "
    "lower this these those last next each per its his her their our other others earlier later ago "
    "years year months month weeks week days day hours hour minutes percent million billion trillion "
    "times s i it he she they we you not when while after before during since until also this".split()
)
_PLURALS = frozenset("people men women children police troops staff aircraft".split())
_NOT_PLURAL = frozenset("previous various serious less gross express across plus".split())
_THE = re.compile(r"\b(?:the|those|these|all|all the|all of the) (?:\w+ )?$", re.IGNORECASE)


class Counted(NamedTuple):
    """A figure and what it counts; ``fate`` is one of the fates, ``noun`` the stems of a noun.

    ``definite`` marks a figure of something that was named before: the 19 trains.
    """

    quantity: Quantity
    fate: str = ""
    noun: tuple[str, ...] = ()
    definite: bool = False


@lru_cache(maxsize=1)
def _fates() -> dict[str, tuple[re.Pattern[str], ...]]:
    return {
        fate: (
            re.compile(f"^{_KO_PEOPLE}(?:{ko_after})"),
            re.compile(f"(?:{ko_before})(?:[는은이가도]|수는)? ?(?:모두 |최소 |총 )?$"),
            re.compile(rf"^{_PEOPLE} (?:{en_after})\b"),
            re.compile(rf"\b(?:{en_before}) {_HEDGED}$" if en_before else r"(?!)"),
        )
        for fate, (ko_after, ko_before, en_after, en_before) in _FATES.items()
    }


def counted(text: str, lang: Lang) -> list[Counted]:
    """The plain counts of a sentence (no money, no measure) with what they count, if it can be told."""
    quantities = korean_quantities(text) if lang == "ko" else english_quantities(text)
    return [
        Counted(
            q,
            _fate(text, q, quantities, lang),
            _noun(text, q) if lang == "en" else (),
            lang == "en" and bool(_THE.search(text[: q.start])),
        )
        for q in quantities
        if q.form is Form.EXACT and q.unit in ("", "times")
    ]


def _fate(text: str, q: Quantity, others: Iterable[Quantity], lang: Lang) -> str:
    """The fate beside a figure; empty if there is none, or another before it than after it."""
    # What the next figure counts is not what this one does.
    until = min((o.start for o in others if o.start >= q.end), default=len(text))
    since = max((o.end for o in others if o.end <= q.start), default=0)
    after, before = text[q.end : until], text[since : q.start]
    at = 0 if lang == "ko" else 2
    found = {
        fate
        for fate, patterns in _fates().items()
        if patterns[at].search(after) or patterns[at + 1].search(before)
    }
    return found.pop() if len(found) == 1 else ""


def _noun(text: str, q: Quantity) -> tuple[str, ...]:
    """Stems of the noun after a figure with what stands before it: (hospit, train); empty if unsure."""
    if q.unit == "times":
        return ("times",)
    stems: list[str] = []
    at = q.end
    while len(stems) < 4 and (match := _WORD.match(text, at)):
        word = match[1].lower()
        if word in _NO_NOUN:
            break
        stems.append(stem(word))
        at = match.end()
        if word in _PLURALS or (word.endswith("s") and word not in _NOT_PLURAL and len(word) > 3):
            return tuple(stems)
    return ()


def slip(a: Fraction, b: Fraction) -> bool:
    """Whether two whole numbers look like one mistyped: one digit differs, or two changed places."""
    one, other = str(a), str(b)
    if len(one) != len(other) or len(one) < 2 or not (one + other).isdigit():
        return False
    wrong = [i for i, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    return len(wrong) == 1 or swapped(a, b)


def swapped(a: Fraction, b: Fraction) -> bool:
    """Whether two whole numbers differ by two digits that changed places: 18,700 and 17,800."""
    one, other = str(a), str(b)
    if len(one) != len(other):
        return False
    wrong = [i for i, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    return len(wrong) == 2 and [one[i] for i in wrong] == [other[i] for i in reversed(wrong)]


_WHOLE = re.compile(r"[^.;:]{0,40}?(?:: | -{1,3} | ?— ?)")
_ARE = re.compile(r"(?: [a-z]+){1,3} (?:are|were) (?:an? )?")
_JOINT = re.compile(r"^(?: [a-z][a-z'-]*){1,4}?(?:,| and|, and) (?:an?other )?$")
_SAID = re.compile(
    r"^(?: [a-z][a-z'-]*){1,4}(?=[.;,]|$| -| ?—| who\b| in\b| from\b| on\b| were\b| was\b)"
)


def totals(text: str) -> Iterator[tuple[Quantity, tuple[Quantity, ...]]]:
    """A figure with the figures that the sentence lists as its parts: three people: two men and a woman.

    Only parts joined by commas and "and", right after a colon or a dash, or of the three that are.
    """
    plain = [
        q
        for both in english_quantities(text)
        for q in _apart(text, both)
        if q.form is Form.EXACT and q.unit in ("", "single") and q.low.denominator == 1
    ]
    for i, whole in enumerate(plain[:-2]):
        first = plain[i + 1]
        between = text[whole.end : first.start]
        named = _THE.search(text[: whole.start]) and _ARE.fullmatch(between)
        if whole.unit or not (named or _WHOLE.fullmatch(between)):
            continue
        parts = [first]
        for part in plain[i + 2 :]:
            if not _JOINT.match(text[parts[-1].end : part.start]):
                break
            parts.append(part)
        if len(parts) > 1 and _SAID.match(text[parts[-1].end :]):
            yield whole, tuple(parts)


def _apart(text: str, q: Quantity) -> tuple[Quantity, ...]:
    """The figures on both sides of a colon, which may look like a score: the five: two men."""
    colon = text.find(": ", q.start, q.end)
    if q.form is not Form.SCORE or colon < 0:
        return (q,)
    first, second = q.ends()
    return replace(first, end=colon), replace(second, start=colon + 2)
