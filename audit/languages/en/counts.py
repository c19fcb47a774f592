"""What the figures of an English text count, and the totals that it gives with their parts.

A figure counts what became of people (killing 3), or a noun (17 hospital trains). Offsets are into the
sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from audit.languages.counts import (
    Counted,
    CountWords,
    count_words,
    fate,
    is_plain_count,
    labels,
)
from audit.languages.en.numerals import english_quantities
from audit.languages.en.words import stem
from audit.languages.quantity import Form, Quantity

_PEOPLE = (
    r"(?: (?:people|persons?|others?|men|women|children|soldiers|workers|residents|passengers|victims"
    r"|civilians|troops|students|sailors|firefighters|lawmakers|members|were|was|are|is|have|had|has"
    r"|been|left|confirmed|reported|still|more|also|remain|remained|went|votes?|found"
    r"|of (?:the )?(?:respondents|voters|people|members|lawmakers|them|those [a-z]+))){0,4}"
)
_HEDGED = r"(?:at least |some |about |nearly |more than |over |up to |another |as many as )?"
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

_BEFORE = 60
"""Characters before a figure in which "the" and a word stand."""


@lru_cache(maxsize=1)
def _words() -> CountWords:
    return count_words(
        Path(__file__).with_name("counts.toml"),
        lambda row: (
            re.compile(rf"^{_PEOPLE} (?:{row['after']})\b"),
            re.compile(rf"\b(?:{row['before']}) {_HEDGED}$" if row["before"] else r"(?!)"),
        ),
        lambda words: re.compile(rf"\b(?:{words})\b", re.IGNORECASE),
    )


def english_labels(text: str) -> tuple[dict[str, Quantity], ...]:
    """The figures of an English sentence by what they are of, for each family of labels."""
    quantities = english_quantities(text)
    return labels(text, quantities, _words())


def english_counts(text: str) -> list[Counted]:
    """The plain counts of an English sentence with what they count, if it can be told."""
    quantities = english_quantities(text)
    return [
        Counted(
            q,
            fate(text, q, quantities, _words().fates),
            _noun(text, q),
            bool(_THE.search(text, max(0, q.start - _BEFORE), q.start)),
        )
        for q in quantities
        if is_plain_count(q)
    ]


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
        named = _THE.search(text, max(0, whole.start - _BEFORE), whole.start) and _ARE.fullmatch(
            between
        )
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
