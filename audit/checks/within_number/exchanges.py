"""Figures that changed places: seven dead and 23 injured for 23 dead and seven injured.

An exchange is told by what both languages say that the figures are of: each is claimed by the other's
counterpart. A score is exchanged where the winner of both languages has the fewer points in English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from audit.languages.en.counts import english_labels
from audit.languages.en.numerals import english_quantities
from audit.languages.ko.counts import korean_labels
from audit.languages.ko.numerals import korean_quantities
from audit.languages.pair.glossary import korean_terms
from audit.languages.pair.quantity_agreement import Agreement, agreement
from audit.languages.quantity import Form, Quantity
from audit.languages.spans import Found, is_free


class Exchange(NamedTuple):
    """Two Korean figures and the English ones that stand for each other's."""

    source: tuple[Quantity, Quantity]
    target: tuple[Quantity, Quantity]
    labels: tuple[str, str]


_NIGHTS = ("night", "day")
_INITIALS = re.compile(
    r"(?<![A-Za-z])[A-Z]{2,}(?![A-Za-z])|(?<![A-Za-z])[A-Z](?=팀)|(?<=Team )[A-Z]\b"
)


def exchanges(korean: str, english: str) -> Iterator[Exchange]:
    """The figures of two sentences that are each other's."""
    named = _by_name(korean, english)
    families = zip(
        (*korean_labels(korean), _by_unit(korean_quantities(korean)), named[0]),
        (*english_labels(english), _by_unit(english_quantities(english)), named[1]),
        strict=True,
    )
    for ko, en in families:
        for one, other in combinations([label for label in ko if label in en], 2):
            pairs = (ko[one], ko[other]), (en[one], en[other])
            if _exchanged(*pairs):
                yield Exchange(*pairs, (one, other))


def _by_unit(quantities: tuple[Quantity, ...]) -> dict[str, Quantity]:
    """The nights and the days of a stay, if there is one figure of each: 2박 3일."""
    found = {unit: [q for q in quantities if q.unit == unit] for unit in _NIGHTS}
    return {unit: same[0] for unit, same in found.items() if len(same) == 1}


def _by_name(korean: str, english: str) -> tuple[dict[str, Quantity], dict[str, Quantity]]:
    """The figures of names that both sentences have: 서울은 12도, 부산은 18도; CBS, NBC."""
    terms = [(term.wordings, found) for term, found in korean_terms(korean)]
    taken = [(found.start, found.end) for _, found in terms]
    terms += [
        ((m[0],), Found(m[0], *m.span()))
        for m in _INITIALS.finditer(korean)
        if is_free(*m.span(), taken)
    ]
    ours = [(words[0], found) for words, found in terms]
    theirs = [
        (words[0], found)
        for words in {words for words, _ in terms}
        for found in _in(english, words)
    ]
    labels = _once(ours) & _once(theirs)
    ko = _beside([x for x in ours if x[0] in labels], korean_quantities(korean))
    en = _beside([x for x in theirs if x[0] in labels], english_quantities(english))
    return ko, en


def _in(english: str, words: tuple[str, ...]) -> list[Found]:
    """Where one of some wordings stands."""
    if not any(word in english for word in words):
        return []
    wanted = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    found = re.finditer(rf"(?<!\w)(?:{wanted})(?!\w)", english)
    return [Found(m[0], *m.span()) for m in found]


def _once(names: list[tuple[str, Found]]) -> set[str]:
    times = Counter(label for label, _ in names)
    return {label for label, count in times.items() if count == 1}


def _beside(names: list[tuple[str, Found]], figures: tuple[Quantity, ...]) -> dict[str, Quantity]:
    """The one figure after each name, or before each; empty where the sentence may mean either."""
    names = sorted(names, key=lambda name: name[1].start)
    figures = tuple(q for q in figures if not q.optional)
    edges = [0, *(found.start for _, found in names), 10**6]
    before: dict[str, Quantity] = {}
    after: dict[str, Quantity] = {}
    for i, (label, _) in enumerate(names, 1):
        for found, first, last in (
            (before, edges[i - 1], edges[i]),
            (after, edges[i], edges[i + 1]),
        ):
            inside = [q for q in figures if first <= q.start < last]
            if len(inside) == 1:
                found[label] = inside[0]
    full = [found for found in (before, after) if len(found) == len(names) > 1]
    return full[0] if len(full) == 1 else {}


def _exchanged(ko: tuple[Quantity, Quantity], en: tuple[Quantity, Quantity]) -> bool:
    if agreement(ko[0], en[0]) or agreement(ko[1], en[1]):
        return ko[0].unit in _NIGHTS and _crossed(ko, en) and ko[0].low != en[0].low
    return _crossed(ko, en)


def _crossed(ko: tuple[Quantity, Quantity], en: tuple[Quantity, Quantity]) -> bool:
    return (
        agreement(ko[0], en[1]) >= Agreement.ROUNDED
        and agreement(ko[1], en[0]) >= Agreement.ROUNDED
    )


_WON_KO = re.compile(r"꺾|이겼|이기|승리|제압|물리|완파|격파|눌렀|누르|무너뜨|잡았")
_LOST_KO = re.compile(r"졌|패(?!자)|무릎|내줬|역전당|고배")
_WON_EN = re.compile(
    r"\b(?:beats?|beat(?:en|ing)|defeat(?:s|ed|ing)|w[io]n(?:s|ning)?|edg(?:es|ed)|rout(?:s|ed)|down(?:s|ed)"
    r"|thrash(?:es|ed)|crush(?:es|ed)|overc[ao]me|victory|triumph(?:s|ed)?)\b",
    re.IGNORECASE,
)
_LOST_EN = re.compile(
    r"\b(?:los[est]\w*|loss|fell|falls?|defeat(?: to| by|,)|beaten by|(?:was|were) (?:beaten|defeated|routed)"
    r"|despite|trail\w*|down(?: by)?|behind|com(?:e|ing) from)\b",
    re.IGNORECASE,
)


def reversed_scores(korean: str, english: str) -> Iterator[tuple[Quantity, Quantity]]:
    """The score of a match that the one won with more points and the other with fewer."""
    if not (_WON_KO.search(korean) and _WON_EN.search(english)):
        return
    if _LOST_KO.search(korean) or _LOST_EN.search(english):
        return
    ours, theirs = _scores(korean_quantities(korean)), _scores(english_quantities(english))
    if len(ours) == len(theirs) == 1:
        k, e = ours[0], theirs[0]
        if (k.low, k.high) == (e.high, e.low) and k.low > k.high:
            yield k, e


def _scores(quantities: tuple[Quantity, ...]) -> list[Quantity]:
    return [q for q in quantities if q.form in (Form.SCORE, Form.RANGE) and not q.unit]
