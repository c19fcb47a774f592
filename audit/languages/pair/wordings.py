"""Where a listed Korean term or English wording stands in a text, as a word of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from audit.languages.kept import remembered
from audit.languages.ko.morphemes import morphemes
from audit.languages.pair.glossary import english_terms, glossary, korean_terms
from audit.languages.pair.names import english_people
from audit.languages.pair.romanisation import is_person, reads_as, surname_of
from audit.languages.spans import Found, inside

_LONG = 3
"""Syllables from which a term is taken for itself at the start of a word, whatever follows."""
_NOUNS = ("NNP", "NNG", "NNB", "NR", "NP", "SL", "SN", "XR", "XPN")
_OWN = frozenset(("한국", "남한"))
# A person of an institution or a country is not it: 공화당원, 보수당 의원, 미국인, 한국계.
_SOMEBODY = re.compile(r"(?:(?<=당)|(?<=[상하]원)|(?<=[국의]회)) ?의?원|(?<=[국한본])[인계]")
_PARTY = re.compile(r"Party|[A-Z]{2,}")
_SMALL = frozenset("of the and for on in to at".split())
# No Korean ministry is a department: these are the American ones that share its name in Korean.
_AMERICAN = re.compile(r"\b(?:Department|Pentagon)\b")
_NAME_GOES_ON = re.compile(r" of (?:the )?[A-Z]")
_NAME_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+|'(?!s\b)[A-Za-z]+)*")
_MORE_NAME_AFTER = re.compile(" [A-Z]")
_SHORTEST = 4
_ONE_SYLLABLE = "미일중러영독불북美日中英獨佛北"


@lru_cache(maxsize=32)
def _any_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(terms, key=len, reverse=True)
    # Hangul runs on from Latin letters and digits (LG는), and not the other way round.
    return re.compile(r"(?<![가-힣])(?<![A-Za-z0-9])(?:" + "|".join(map(re.escape, longest)) + ")")


def korean_wordings(terms: tuple[str, ...], text: str) -> Iterator[Found]:
    """Where any of the terms stands in Korean text (normalised), the longest at each place.

    A term that is part of a longer one that the shipped glossary knows is not there.
    """
    if not terms:
        return
    longer = [f for _, f in korean_terms(text)]
    for match in _any_of(terms).finditer(text):
        found = Found(match[0], match.start(), match.end())
        is_part = any(inside(found, f) and f.text != found.text for f in longer)
        if not is_part and _stands_alone(text, found):
            yield found


def _stands_alone(text: str, found: Found) -> bool:
    """Whether a term is no part of a longer word: 부산 in 부산에서, not in 부산물; 국회, not in 국회의원."""
    after = text[found.end : found.end + 1]
    if _SOMEBODY.match(text, found.end):
        return False
    if re.match("[A-Za-z0-9]", found.text[-1]):
        return not re.match("[A-Za-z0-9]", after)
    if len(found.text) >= _LONG:
        return True
    tokens = morphemes(text)
    return any(t.start == found.start and t.tag in _NOUNS for t in tokens) and any(
        t.end == found.end for t in tokens
    )


def english_wordings(wording: str, text: str, *, loosely: bool = False) -> Iterator[Found]:
    """Where a wording stands in English text (normalised), as whole words.

    A wording with a capital letter is meant as it is written, one without in any case; a hyphen may
    stand for a space. Addresses of pages and mail are passed over. ``loosely`` takes it in any case
    and with a plural ending too: for a wording that is right, not one that is to be found fault with.
    """
    for match in _wording(wording, loosely).finditer(text):
        yield Found(match[0], match.start(), match.end())


@remembered(8192)
def _wording(wording: str, loosely: bool) -> re.Pattern[str]:
    words = "[ -]".join(map(re.escape, wording.split()))
    if loosely:
        return re.compile(rf"(?<!\w){words}(?:e?s)?(?!\w)", re.IGNORECASE)
    capital = wording != wording.lower()
    # anti-Seoul and Seoul-based have the name in them, pro-rata has no "pro".
    joined = "" if capital else "-"
    pattern = rf"(?<![\w@/{joined}])(?<!\w\.){words}(?![\w@{joined}]|[./]\w)"
    return re.compile(pattern, 0 if capital else re.IGNORECASE)


@lru_cache(maxsize=1)
def _of_another_country() -> tuple[re.Pattern[str], re.Pattern[str]]:
    countries = [t for t in glossary() if t.kind == "country" and t.ko not in _OWN]
    korean = "|".join(re.escape(t.ko) for t in countries)
    english = "|".join(
        sorted((re.escape(w) for t in countries for w in t.wordings), key=len, reverse=True)
    )
    return (
        re.compile(rf"(?<![가-힣])(?:{korean}|[{_ONE_SYLLABLE}])의? ?$"),
        re.compile(rf"(?<!\w)(?:{english})(?:'s?)? $"),
    )


def is_abroad(text: str, found: Found) -> bool:
    """Whether another country stands before an office's name: 일본 외교부, Japan's Foreign Ministry.

    In English also where the name goes on: the Democratic Party of Japan.
    """
    before = text[max(0, found.start - 30) : found.start]
    if any(pattern.search(before) for pattern in _of_another_country()):
        return True
    return bool(_NAME_GOES_ON.match(text, found.end))


def other_names(ko: str, printed: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """What the shipped glossary calls the thing that a Korean term names.

    Left out is what an editor may print beside any name: a description (Seoul police), a party's
    members, a country's capital or people, and the initials of what the house prints.

    Args:
        ko: the term.
        printed: the house's own wordings of it.

    Returns:
        The other names, and ``en`` of the shipped terms that they are of; both empty if there are none.
    """
    own = [term for term in glossary() if term.ko == ko]
    names = {w for t in own for w in (t.wordings if t.kind != "country" else (t.en,))}
    initials = {form for wording in printed for form in _initials(wording)}
    american = any(map(_AMERICAN.search, printed))
    return frozenset(
        name
        for name in names - set(printed)
        if all(word[0].isupper() or word in _SMALL for word in name.split())
        and name.replace(".", "") not in initials
        and (american or not _AMERICAN.search(name))
        and not (ko.endswith("당") and not _PARTY.search(name))
    ), frozenset(term.en for term in own)


def _initials(wording: str) -> tuple[str, str]:
    """NIS of National Intelligence Service; BK and BOK of Bank of Korea."""
    words = wording.replace("-", " ").split()
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return capitals, "".join(word[0].upper() for word in words)


def spellings(hangul: str, use: str, text: str) -> Iterator[Found]:
    """Where English text (normalised) has a Korean name romanised otherwise than as ``use``.

    Family name first or last is the same spelling. A place's name inside a longer name is left
    alone (Pusan National University), and so is any other spelling beside ``use`` itself.
    """
    if re.search(rf"(?<!\w){re.escape(use)}(?!\w)", text):
        return
    is_name = bool(surname_of(hangul)) and " " in use
    capital = use[0].isupper()
    words = [Found(m[0], m.start(), m.end()) for m in _NAME_WORD.finditer(text)]
    people = english_people(text) if is_name else []
    at = 0
    while at < len(words):
        for size in (3, 2, 1) if capital else (1,):
            found = _joined(words[at : at + size], size, text)
            if found is None or capital != found.text[0].isupper():
                continue
            longer = any(inside(found, p) and p.text != found.text for p in people)
            if longer or not _spells(hangul, found, is_name):
                continue
            if _differs(found.text, use) and (is_name or not _in_a_name(text, found)):
                yield found
            at += size - 1
            break
        at += 1


def _joined(words: list[Found], size: int, text: str) -> Found | None:
    """Words with single spaces between them, all capitalised if several, as one stretch."""
    if len(words) < size:
        return None
    if any(text[a.end : b.start] != " " for a, b in pairwise(words)):
        return None
    if size > 1 and not all(word.text[0].isupper() for word in words):
        return None
    return Found(text[words[0].start : words[-1].end], words[0].start, words[-1].end)


def _spells(hangul: str, found: Found, is_name: bool) -> bool:
    if is_name and " " in found.text and is_person(hangul, found.text):
        return True
    return len(found.text) >= _SHORTEST and reads_as(hangul, found.text)


def _differs(latin: str, use: str) -> bool:
    """Whether a spelling is another than the house's, whatever comes first; capitals throughout are none."""
    if latin.isupper():
        use = use.upper()
    return sorted(latin.split()) != sorted(use.split())


def _in_a_name(text: str, found: Found) -> bool:
    return bool(_MORE_NAME_AFTER.match(text, found.end)) or any(
        inside(found, f) and f.text != found.text for _, f in english_terms(text)
    )
