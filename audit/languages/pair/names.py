"""Names of people and places in both languages, by the glossary, the romanisations and their sound.

Neither half stands by itself: what is a name in one language is told by what the other may make of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import count
from operator import attrgetter

from rapidfuzz import fuzz

from audit.languages.en.spelling import is_common
from audit.languages.kept import remembered
from audit.languages.ko.hangul import HANGUL_WORD
from audit.languages.ko.morphemes import Morpheme, morphemes
from audit.languages.pair.consonants import english_consonants, korean_consonants
from audit.languages.pair.foreign_names import is_foreign
from audit.languages.pair.glossary import english_terms, korean_terms
from audit.languages.pair.romanisation import (
    is_any_surname,
    is_given_name,
    is_person,
    is_surname,
    is_surname_of,
    looks_korean,
    reads_as,
    spelled_surnames,
    surname_of,
    surnames_in,
)
from audit.languages.pair.sound import CLOSE, closeness
from audit.languages.pair.titled import korean_titled
from audit.languages.spans import Found, Taken, overlap

_WORD = re.compile(r"[A-Z][\w-]*")
# No name is longer, and a run of letters is looked at from each of them.
_CAPITALS = re.compile(r"[A-Z][\w-]{0,40}(?: [A-Z][\w-]{0,40})+")
_OFFICES_END = "측부위청원실국당팀단회처사관장시도군구권계급"
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


@remembered(16384)
def korean_people(text: str) -> tuple[Found, ...]:
    """Full names of Koreans: words the analyser takes for proper nouns that begin with a surname.

    Before a title also those that it takes apart (임채원 대표), and those of a one-syllable given name.
    """
    terms = Taken((f.start, f.end) for _, f in korean_terms(text))
    found = [p for p in _proper_people(text) if terms.leaves_free(p.start, p.end)]
    proper = Taken((p.start, p.end) for p in found)
    last = 0
    for person in _titled_people(text):
        free = terms.leaves_free(person.start, person.end)
        if free and proper.leaves_free(person.start, person.end) and person.start >= last:
            found.append(person)
            last = person.end
    return tuple(sorted(found, key=lambda person: person.start))


def _proper_people(text: str) -> Iterator[Found]:
    tokens = morphemes(text)
    for i, token in enumerate(tokens):
        if i and tokens[i - 1].end == token.start and tokens[i - 1].tag.startswith("N"):
            continue
        run = [token]
        for following in (tokens[at] for at in range(i + 1, len(tokens))):
            if following.start != run[-1].end or not following.tag.startswith("NN"):
                break
            run.append(following)
        name = text[token.start : run[-1].end]
        proper = any(part.tag == "NNP" for part in run)
        if proper and _full_length(name) and HANGUL_WORD.fullmatch(name):
            yield Found(name, token.start, run[-1].end)


def _full_length(name: str) -> bool:
    surname = surname_of(name)
    return (
        len(name) - len(surname) == 2
        if len(surname) == 1
        else len(name) in (3, 4) and bool(surname)
    )


def _titled_people(text: str) -> Iterator[Found]:
    tokens = morphemes(text)
    for titled in korean_titled(text):
        name = titled.name
        surname = surname_of(name.text)
        if not surname or len(name.text) - len(surname) not in (1, 2) or is_foreign(name.text):
            continue
        at = bisect_left(tokens, name.start, key=attrgetter("start"))
        # A syllable is four morphemes at most.
        own = [t for t in tokens[at : at + 4 * len(name.text)] if t.start < name.end]
        if own and (own[0].tag == "NNP" or _is_taken_apart(name, own)):
            yield name


def _is_taken_apart(name: Found, tokens: list[Morpheme]) -> bool:
    """Whether a full name is common nouns to the analyser (한지 민, 강 태 원), and ends as no office does."""
    if len(name.text) != 3 or tokens[0].tag != "NNG":
        return False
    two = [t.end - t.start for t in tokens] == [2, 1] and name.text[-1] not in _OFFICES_END
    return two or len(tokens) == 3


_AGE = r" ?\(\d{1,2}[^()]{0,10}\)"
_ANONYMOUS = re.compile(
    "(?<![가-힣])(?P<surname>[가-힣]{1,2})모"
    rf"(?:(?:{_AGE})? ?(?=[씨군양](?![가-힣]{{3}}))|(?={_AGE}))"
)


def anonymous_people(text: str) -> tuple[Found, ...]:
    """Somebody of whom Korean text (normalised) gives the surname alone, and 모 for the rest: 이모(41)씨.

    The words found are the surname and 모; no aunt (이모, 고모) and no parents (부모) are among them.
    """
    return tuple(
        Found(match["surname"] + "모", match.start(), match.end("surname") + 1)
        for match in _ANONYMOUS.finditer(text)
        if is_surname(match["surname"])
    )


@remembered(16384)
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


@remembered(16384)
def foreign_names(text: str) -> tuple[Found, ...]:
    """Capitalised words inside a sentence that the glossary does not know, months and titles left out."""
    known = [f for _, f in english_terms(text)]
    found = []
    for match in _CAPITALISED.finditer(text):
        word = Found(match[0], match.start(), match.end())
        before = text[: word.start].rstrip("\"'( ")
        opens = not before or before[-1] in ".!?:" or word.text in _NOT_NAMES
        if not opens and not any(overlap(t, word) for t in known):
            found.append(word)
    return tuple(found)


def is_ordinary(word: str) -> bool:
    """Whether a capitalised word is a title, a day or part of a body's or a place's name."""
    return word in _NOT_NAMES


def sounds_alike(hangul: str, latin: str) -> bool:
    """Whether a word in Latin letters may be the foreign name that the Hangul spells."""
    if reads_as(hangul, latin):
        return True
    own = korean_consonants(hangul)
    return any(
        (own == other and len(own) > 1)
        or (min(len(own), len(other)) > 2 and fuzz.ratio(own, other) >= _ALIKE)
        for other in english_consonants(latin)
    )


def is_heard(latin: str, korean: str) -> bool:
    """Whether any stretch of a Korean word sounds like a word in Latin letters, or it stands there."""
    return (
        any(
            sounds_alike(word[start:end], latin)
            for word in HANGUL_WORD.findall(korean)
            for start in range(min(2, len(word)))
            for end in range(start + 2, min(len(word), start + 7) + 1)
        )
        or latin.lower() in korean.lower()
        or closeness(latin, korean) >= CLOSE
    )


def korean_spelling(latin: str, text: str) -> Found | None:
    """Where Korean text has a person whose name ``latin`` spells, if anywhere."""
    known = _by_surname(text)
    met = (place for surname in spelled_surnames(latin) for place in known.get(surname, ()))
    return next((found for _, found in sorted(met) if is_person(found.text, latin)), None)


@remembered(1024)
def _by_surname(text: str) -> Mapping[str, list[tuple[int, Found]]]:
    """What may be a full name in Korean text, numbered in the order of preference, by its surnames."""
    whole = {person.start: person.end for person in korean_people(text)}
    found: dict[str, list[tuple[int, Found]]] = defaultdict(list)
    number = count()
    for word in HANGUL_WORD.finditer(text):
        for length in _FULL_NAME_LENGTHS:
            name = word[0][:length]
            # 남궁도윤 is not spelled by the name of a 남궁도.
            cut = whole.get(word.start(), 0) > word.start() + length
            if len(name) == length and not cut:
                place = next(number), Found(name, word.start(), word.start() + length)
                for surname in surnames_in(name):
                    found[surname].append(place)
    return found


def is_printed(person: str, english: str) -> bool:
    """Whether English text (normalised) has the full name of a Korean, however it is joined."""
    known = _printed_by_surname(english)
    return any(
        is_person(person, name)
        for surname in surnames_in(person)
        for name in known.get(surname, ())
    )


@remembered(1024)
def _printed_by_surname(english: str) -> Mapping[str, list[str]]:
    """The full names in English text by the surnames, in Hangul, that they may have."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, _, _ in _full_names(english):
        for surname in spelled_surnames(name.text):
            found[surname].append(name.text)
    return found


def other_spelling(person: str, english: str) -> Found | None:
    """A name in English text that shares the Korean's surname or given name, and is another's.

    None where the name itself is printed.
    """
    if is_printed(person, english):
        return None
    own = person[len(surname_of(person)) :]
    for name, family, given in _may_be_koreans(english):
        same_given = len(own) > 1 and reads_as(own, given)
        if is_surname_of(person, family) or (same_given and is_any_surname(family)):
            return name
    return None


@remembered(1024)
def _may_be_koreans(english: str) -> tuple[tuple[Found, str, str], ...]:
    return tuple(
        found
        for found in _full_names(english)
        if is_given_name(found[2]) and _may_be_given(found[2])
    )


def _may_be_given(latin: str) -> bool:
    return "-" in latin or not is_common(latin.lower())


@remembered(4096)
def _full_names(text: str) -> tuple[tuple[Found, str, str], ...]:
    """Two or three capitalised words together, read as family and given name in either order."""
    found = []
    for run in _CAPITALS.finditer(text):
        words = [
            Found(m[0], run.start() + m.start(), run.start() + m.end())
            for m in _WORD.finditer(run[0])
        ]
        for size in (3, 2):
            for at in range(len(words) - size + 1):
                part = [word.text for word in words[at : at + size]]
                start, end = words[at].start, words[at + size - 1].end
                name = Found(text[start:end], start, end)
                found.append((name, part[0], "-".join(part[1:])))
                found.append((name, part[-1], "-".join(part[:-1])))
    return tuple(found)
