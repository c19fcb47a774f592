"""Names of people and places in both languages, by the glossary, the romanisations and their sound.

Neither half stands by itself: what is a name in one language is told by what the other may make of it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from audit.languages.ko.hangul import HANGUL_WORD
from audit.languages.ko.morphemes import morphemes
from audit.languages.pair.consonants import english_consonants, korean_consonants
from audit.languages.pair.glossary import english_terms, korean_terms
from audit.languages.pair.romanisation import is_person, looks_korean, reads_as, surname_of
from audit.languages.pair.sound import CLOSE, closeness
from audit.languages.spans import Found, overlap

_WORD = re.compile(r"[A-Z][\w-]*")
_CAPITALS = re.compile(r"[A-Z][\w-]*(?: [A-Z][\w-]*)+")
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
        if proper and len(name) == 3 and surname_of(name) and HANGUL_WORD.fullmatch(name):
            found.append(Found(name, token.start, run[-1].end))
    terms = [f for _, f in korean_terms(text)]
    return tuple(f for f in found if not any(overlap(t, f) for t in terms))


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
        if not opens and not any(overlap(t, word) for t in known):
            found.append(word)
    return tuple(found)


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
    for word in HANGUL_WORD.finditer(text):
        for length in _FULL_NAME_LENGTHS:
            name = word[0][:length]
            if len(name) == length and is_person(name, latin):
                return Found(name, word.start(), word.start() + length)
    return None
