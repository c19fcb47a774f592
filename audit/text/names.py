"""Names in both languages: people by their spelling, institutions and places by the glossary.

``glossary.csv`` lists a Korean term, its usual English, other wordings that stand for it, and a kind.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from audit.text.korean import morphemes
from audit.text.romanise import is_person, looks_korean, reads_as, surname_of
from audit.text.skeleton import skeleton_ko, skeletons_en
from audit.text.sound import CLOSE, closeness

GLOSSARY = Path(__file__).with_name("glossary.csv")

# Wordings that support a Korean term but name nothing by themselves.
_GENERIC = frozenset(
    "US U.S.'s North South Korea Korean Korean Air Assembly Army Marine Marines Fed Reform "
    "Labor Labour Democratic Democrats Republican Samsung Hyundai LG Lao English Meteorological "
    "London Paris Berlin Rome Madrid Manila Washington Seoul Beijing Tokyo Moscow Kremlin".split()
)
_WORD = re.compile(r"[A-Z][\w-]*")
_CAPITALS = re.compile(r"[A-Z][\w-]*(?: [A-Z][\w-]*)+")
_ALONE = frozenset({"company", "person", "media", "weapon"})
_FULL_NAME_LENGTHS = (3, 4, 2)
_ALIKE = 75
_CAPITALISED = re.compile(r"(?<![\w-])[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?(?![\w.])")
_NOT_NAMES = frozenset(
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mr Mrs Ms Dr Rev Gen Col Sgt Capt Sen Rep Gov St "
    "Attorney Deputy Advocate Secretary Conservation Trust Hotel Highway Daily News Times Post "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday The This That President Minister "
    "Prime General Professor Director Secretary Chairman Senator Judge Justice Captain Colonel "
    "University Ministry Department National International Association Institute Center Centre "
    "Committee Commission Council Agency Bureau Office Party Court Company Group Bank Street "
    "River Mountain Mount Lake Island Islands Sea Ocean Bay City County State States World War "
    "North South East West Northern Southern Eastern Western Central New Great United Republic "
    "Kingdom Airport Park Museum Hospital School College Church Stadium League Cup Olympic "
    "Olympics Games Championship Union Federation Foundation Government Congress Parliament "
    "House Senate Supreme High Democratic Republican Christmas Internet English Sir Lord Saint "
    "King Queen Prince Princess Pope Bishop Mayor Governor Chief Deputy Vice Former First".split()
)
# A term begins a word: no 이란 inside 것이란.
_STARTS_KO = re.compile(r"(?<![가-힣])\S")
_STARTS_EN = re.compile(r"(?<![\w.])[^\W\d_]")
_LETTER = re.compile(r"\w")
_HANGUL_WORD = re.compile("[가-힣]+")


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


class Found(NamedTuple):
    """A name found in a text: what it is called there, and its span."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=1)
def glossary() -> tuple[Term, ...]:
    """The glossary, longest Korean term first."""
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        terms = [
            Term(r["ko"], r["en"], tuple(filter(None, r["variants"].split("|"))), r["kind"])
            for r in csv.DictReader(file)
        ]
    return tuple(sorted(terms, key=lambda term: -len(term.ko)))


@lru_cache(maxsize=1)
def _korean_terms() -> tuple[dict[str, list[str]], dict[str, Term]]:
    terms = {term.ko: term for term in glossary()}
    return _by_beginning(terms), terms


@lru_cache(maxsize=1)
def _english_terms() -> tuple[dict[str, list[str]], dict[str, frozenset[str]]]:
    things: dict[str, set[str]] = defaultdict(set)
    for term in glossary():
        for wording in term.wordings:
            if wording[0].isupper() and wording not in _GENERIC and len(wording) > 2:
                things[wording].add(term.en)
    return _by_beginning(things), {wording: frozenset(ens) for wording, ens in things.items()}


def _by_beginning(words: Iterable[str]) -> dict[str, list[str]]:
    """Words by their first two letters, longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        found[word[:2]].append(word)
    return dict(found)


def _longest(text: str, index: dict[str, list[str]], starts: re.Pattern[str]) -> Iterator[Found]:
    """The longest word of an index at each place where one may start, without overlaps."""
    end = 0
    for match in starts.finditer(text):
        at = match.start()
        if at < end:
            continue
        for word in (*index.get(text[at : at + 2], ()), *index.get(text[at], ())):
            after = at + len(word)
            # An English wording ends where its word does; Korean particles follow a term.
            if text.startswith(word, at) and not (
                starts is _STARTS_EN and _LETTER.match(text, after)
            ):
                end = after
                yield Found(word, at, after)
                break


@lru_cache(maxsize=4096)
def _wording_pattern(wordings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:" + "|".join(map(re.escape, wordings)) + r")(?!\w)", re.IGNORECASE
    )


@lru_cache(maxsize=16384)
def korean_terms(text: str) -> tuple[tuple[Term, Found], ...]:
    """Glossary terms in Korean text (normalised), in order, the longest at each place."""
    index, terms = _korean_terms()
    return tuple(
        (terms[found.text], found)
        for found in _longest(text, index, _STARTS_KO)
        if terms[found.text].kind != "title"
        and _is_a_word(text, found.start, found.end, terms[found.text].kind)
    )


def _is_a_word(text: str, start: int, end: int, kind: str) -> bool:
    """Whether the analyser also sees a noun beginning there: 이란 the country, not the ending.

    A country may begin a longer noun (일본인), but no 애플 is in 애플리케이션.
    """
    return any(
        m.start == start
        and m.tag in ("NNP", "NNG", "SL", "XR", "XPN")
        and (m.end <= end or kind not in _ALONE)
        for m in morphemes(text)
    ) and not _longer_place(text, end)


def _longer_place(text: str, end: int) -> bool:
    # 경기 is a province before 도, a part of it or one of its cities; else a match or the economy.
    if text[max(0, end - 2) : end] != "경기":
        return False
    after = text[end:]
    if after.startswith(("도", "함", " 지역", " 북부", " 남부")):
        return False
    return not any(after.startswith(f" {t.ko}") for t in glossary() if t.kind == "place")


@lru_cache(maxsize=16384)
def english_terms(text: str) -> tuple[tuple[frozenset[str], Found], ...]:
    """Glossary wordings in English text: the ``en`` of every term each may stand for."""
    index, things = _english_terms()
    return tuple((things[found.text], found) for found in _longest(text, index, _STARTS_EN))


def is_worded(term: Term, english: str) -> bool:
    """Whether any wording of the term occurs in English text, whatever its case."""
    lowered = english.lower()
    # Most do not, and their patterns cost more than this.
    if not any(wording.lower() in lowered for wording in term.wordings):
        return False
    return bool(_wording_pattern(term.wordings).search(english))


@lru_cache(maxsize=16384)
def korean_people(text: str) -> tuple[Found, ...]:
    """Full names of Koreans: words the analyser takes for proper nouns that begin with a surname."""
    found = []
    tokens = morphemes(text)
    for i, token in enumerate(tokens):
        if i and tokens[i - 1].end == token.start and tokens[i - 1].tag.startswith("N"):
            continue
        run = [token]
        for following in tokens[i + 1 :]:
            if following.start != run[-1].end or not following.tag.startswith("NN"):
                break
            run.append(following)
        name = text[token.start : run[-1].end]
        proper = any(part.tag == "NNP" for part in run)
        if proper and len(name) == 3 and surname_of(name) and _HANGUL_WORD.fullmatch(name):
            found.append(Found(name, token.start, run[-1].end))
    terms = [f for _, f in korean_terms(text)]
    return tuple(f for f in found if not any(t.start < f.end and f.start < t.end for t in terms))


@lru_cache(maxsize=16384)
def english_people(text: str) -> tuple[Found, ...]:
    """Names written as Koreans' are: Lee Chang-ho, Chang-ho Lee, Yoon Suk Yeol."""
    found: list[Found] = []
    for run in _CAPITALS.finditer(text):
        words = [
            (m[0], run.start() + m.start(), run.start() + m.end()) for m in _WORD.finditer(run[0])
        ]
        at = 0
        while at < len(words):
            for size in (3, 2):
                part = words[at : at + size]
                name = " ".join(word for word, _, _ in part)
                if len(part) == size and looks_korean(name):
                    found.append(Found(name, part[0][1], part[-1][2]))
                    at += size - 1
                    break
            at += 1
    return tuple(found)


@lru_cache(maxsize=16384)
def foreign_names(text: str) -> tuple[Found, ...]:
    """Capitalised words inside a sentence that the glossary does not know, months and titles left out."""
    known = [f for _, f in english_terms(text)]
    found = []
    for match in _CAPITALISED.finditer(text):
        word = Found(match[0], match.start(), match.end())
        before = text[: word.start].rstrip("\"'( ")
        opens = not before or before[-1] in ".!?:" or word.text in _NOT_NAMES
        if not opens and not any(t.start < word.end and word.start < t.end for t in known):
            found.append(word)
    return tuple(found)


def proper_nouns(text: str) -> list[Found]:
    """Words of two syllables or more that the analyser takes for proper nouns, glossary terms left out."""
    known = [f for _, f in korean_terms(text)]
    return [
        Found(m.form, m.start, m.end)
        for m in morphemes(text)
        if m.tag == "NNP"
        and m.end - m.start > 1
        and not any(t.start < m.end and m.start < t.end for t in known)
    ]


def sounds_alike(hangul: str, latin: str) -> bool:
    """Whether a word in Latin letters may be the foreign name that the Hangul spells."""
    if reads_as(hangul, latin):
        return True
    own = skeleton_ko(hangul)
    return any(
        (own == other and len(own) > 1)
        or (min(len(own), len(other)) > 2 and fuzz.ratio(own, other) >= _ALIKE)
        for other in skeletons_en(latin)
    )


def is_heard(latin: str, korean: str) -> bool:
    """Whether any stretch of a Korean word sounds like a word in Latin letters, or it stands there."""
    return (
        any(
            sounds_alike(word[start:end], latin)
            for word in _HANGUL_WORD.findall(korean)
            for start in range(min(2, len(word)))
            for end in range(start + 2, min(len(word), start + 7) + 1)
        )
        or latin.lower() in korean.lower()
        or closeness(latin, korean) >= CLOSE
    )


def korean_spelling(latin: str, text: str) -> Found | None:
    """Where Korean text has a person whose name ``latin`` spells, if anywhere."""
    for word in _HANGUL_WORD.finditer(text):
        for length in _FULL_NAME_LENGTHS:
            name = word[0][:length]
            if len(name) == length and is_person(name, latin):
                return Found(name, word.start(), word.start() + length)
    return None
