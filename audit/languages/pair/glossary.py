"""The glossary: Korean terms with their English wordings, and where a text has them.

``glossary.csv`` lists a Korean term, its usual English, other wordings that stand for it, and a kind.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from audit.languages.kept import remembered
from audit.languages.ko.morphemes import Morpheme, morphemes
from audit.languages.pair.signs import country_signs
from audit.languages.spans import Found, Taken

GLOSSARY = Path(__file__).with_name("glossary.csv")

# Wordings that support a Korean term but name nothing by themselves.
_GENERIC = frozenset(
    "US U.S.'s North South Korea Korean Korean Air Assembly Army Marine Marines Fed Reform "
    "Labor Labour Democratic Democrats Republican Samsung Hyundai LG Lao English Meteorological "
    "London Paris Berlin Rome Madrid Manila Washington Seoul Beijing Tokyo Moscow Kremlin "
    "Brussels Hague".split()
)
_ACRONYMS = frozenset({"EU", "UN"})
_ALONE = frozenset({"company", "person", "media", "weapon"})
# A term begins a word: no 이란 inside 것이란.
_STARTS_KO = re.compile(r"(?<![가-힣])\S")
_STARTS_EN = re.compile(r"(?<![\w.])[^\W\d_]")
_LETTER = re.compile(r"\w")
_LATIN = re.compile("[A-Za-z0-9]")
_BRITISH = {
    "Defense": "Defence", "Center": "Centre", "Organization": "Organisation", "Labor": "Labour",
    "Program": "Programme", "Theater": "Theatre", "Harbor": "Harbour", "defense": "defence",
}  # fmt: skip
_AMERICAN = re.compile("|".join(_BRITISH))
_HANDED_OVER = re.compile("[분량받했하될되됐]|기일|시점|시기|적인|주의|차도|위[를에]")


class Term(NamedTuple):
    """A glossary entry; terms with the same ``en`` are the same thing."""

    ko: str
    en: str
    variants: tuple[str, ...]
    kind: str

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every English wording that stands for it."""
        return (self.en, *self.variants)


_Words = dict[str, tuple[tuple[int, set[str]], ...]]
"""Words by their first two letters, then by their length, the longest first."""


@lru_cache(maxsize=1)
def glossary() -> tuple[Term, ...]:
    """The glossary, longest Korean term first."""
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        terms = [
            Term(r["ko"], r["en"], _spelled_both_ways(r["en"], r["variants"]), r["kind"])
            for r in csv.DictReader(file)
        ]
    return tuple(sorted(terms, key=lambda term: -len(term.ko)))


def _spelled_both_ways(wording: str, listed: str) -> tuple[str, ...]:
    """The listed variants, and those of all wordings in British spelling."""
    variants = list(filter(None, listed.split("|")))
    british = (
        _AMERICAN.sub(lambda found: _BRITISH[found[0]], known) for known in (wording, *variants)
    )
    return tuple(dict.fromkeys([*variants, *(b for b in british if b != wording)]))


@lru_cache(maxsize=1)
def _korean_terms() -> tuple[_Words, dict[str, Term]]:
    terms = {term.ko: term for term in glossary()}
    return _by_beginning(terms), terms


def term_of(korean: str) -> Term | None:
    """The entry of a Korean term, None where the glossary has none."""
    return _korean_terms()[1].get(korean)


@lru_cache(maxsize=1)
def _english_terms() -> tuple[_Words, dict[str, frozenset[str]]]:
    things: dict[str, set[str]] = defaultdict(set)
    for term in glossary():
        for wording in term.wordings:
            long = len(wording) > 2 or wording in _ACRONYMS
            if wording[0].isupper() and wording not in _GENERIC and long:
                things[wording].add(term.en)
    return _by_beginning(things), {wording: frozenset(ens) for wording, ens in things.items()}


def _by_beginning(words: Iterable[str]) -> _Words:
    found: dict[str, dict[int, set[str]]] = {}
    for word in sorted(words, key=len, reverse=True):
        found.setdefault(word[:2], {}).setdefault(len(word), set()).add(word)
    return {two: tuple(by_length.items()) for two, by_length in found.items()}


def _longest(text: str, index: _Words, starts: re.Pattern[str]) -> Iterator[Found]:
    """The longest word of an index at each place where one may start, without overlaps."""
    end = 0
    for match in starts.finditer(text):
        at = match.start()
        if at < end:
            continue
        for size, listed in (*index.get(text[at : at + 2], ()), *index.get(text[at], ())):
            word, after = text[at : at + size], at + size
            # An English wording ends where its word does; Korean particles follow a term.
            if word in listed and not (starts is _STARTS_EN and _LETTER.match(text, after)):
                end = after
                yield Found(word, at, after)
                break


@remembered(4096)
def _wording_pattern(wordings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:" + "|".join(map(re.escape, wordings)) + r")s?(?!\w)", re.IGNORECASE
    )


@remembered(16384)
def korean_terms(text: str) -> tuple[tuple[Term, Found], ...]:
    """Glossary terms in Korean text (normalised), in order, the longest at each place."""
    index, terms = _korean_terms()
    words = [
        (terms[found.text], found)
        for found in _longest(text, index, _STARTS_KO)
        if terms[found.text].kind != "title"
        and _is_a_word(text, found.start, found.end, terms[found.text].kind)
    ]
    taken = Taken((f.start, f.end) for _, f in words)
    signs = [
        (terms[name], found)
        for name, found in country_signs(text)
        if taken.leaves_free(found.start, found.end)
    ]
    return tuple(sorted((*words, *signs), key=lambda pair: pair[1].start))


def _is_a_word(text: str, start: int, end: int, kind: str) -> bool:
    """Whether the analyser also sees a noun beginning there: 이란 the country, not the ending.

    A country may begin a longer noun (일본인), but no 애플 is in 애플리케이션.
    """
    ms = morphemes(text)
    at = bisect_left(ms, start, key=_start)
    return any(
        m.tag in ("NNP", "NNG", "SL", "XR", "XPN") and (m.end <= end or kind not in _ALONE)
        for m in takewhile(lambda m: m.start == start, map(ms.__getitem__, range(at, len(ms))))
    ) and not (_longer_place(text, end) or _handed_over(text, end) or _longer_latin(text, end))


def _start(morpheme: Morpheme) -> int:
    return morpheme.start


def _handed_over(text: str, end: int) -> bool:
    # 인도 is also handing over, and a pavement: 9월 인도분, 인도량, 인도했다.
    return text[max(0, end - 2) : end] == "인도" and bool(_HANDED_OVER.match(text, end))


def _longer_latin(text: str, end: int) -> bool:
    """Whether a term in Latin letters goes on: no EU in EUV."""
    return bool(_LATIN.match(text[end - 1]) and _LATIN.match(text, end))


def _longer_place(text: str, end: int) -> bool:
    # 경기 is a province before 도, a part of it or one of its cities; else a match or the economy.
    if text[max(0, end - 2) : end] != "경기":
        return False
    after = text[end:]
    if after.startswith(("도", "함", " 지역", " 북부", " 남부")):
        return False
    return not any(after.startswith(f" {t.ko}") for t in glossary() if t.kind == "place")


@remembered(16384)
def english_terms(text: str) -> tuple[tuple[frozenset[str], Found], ...]:
    """Glossary wordings in English text: the ``en`` of every term each may stand for."""
    index, things = _english_terms()
    return tuple((things[found.text], found) for found in _longest(text, index, _STARTS_EN))


@remembered(256)
def _lowered(text: str) -> str:
    return text.lower()


def is_worded(term: Term, english: str) -> bool:
    """Whether any wording of the term occurs in English text, whatever its case."""
    lowered = _lowered(english)
    # Most do not, and their patterns cost more than this.
    if not any(wording.lower() in lowered for wording in term.wordings):
        return False
    return bool(_wording_pattern(term.wordings).search(english))
