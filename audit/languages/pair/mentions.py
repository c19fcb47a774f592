"""Words that are probably names, in either language, and how near one comes to another by sound.

An English word is one when it is capitalised where a sentence does not ask for it; a Korean one when the
analyser takes it for a proper noun, the glossary has it, or it stands in Latin letters. Both halves take
kinds from the glossary.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from audit.languages.en.spelling import is_common
from audit.languages.kept import remembered
from audit.languages.ko.hangul import HANGUL_WORD
from audit.languages.ko.morphemes import Morpheme, morphemes
from audit.languages.pair.foreign_names import english_code, hangul_code, latin_codes, stretch_codes
from audit.languages.pair.glossary import Term, glossary, korean_terms
from audit.languages.spans import Taken

HEARD = 86.0
"""Likeness by sound (0 to 100) from which two words are one name."""
_LONGEST = 8
MOST_NAMES = 100
"""Words of a text that are looked at as names; no sentence of the development sets has more than 22."""
_TITLED = 0.6
_SHORTEST_PART = 4
_WORD = re.compile(r"(?<![\w@#/])[A-Za-zÀ-ɏ](?:[\w&]|[-.](?=\w)|['’](?=[A-Z]))*")
_OPENS = re.compile(r"(?:^|[.!?:;])[\s\"'“”‘’(\[-]*$")
_NEVER = frozenset(
    "i january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday "
    "mon tue wed thu fri sat sun mr mrs ms dr a.m p.m am pm ok tv the a an and or of phd bst gmt est edt "
    "pst kst utc ceo cfo md mp mps dna rna gdp vip ai it pr wow oh yes no thanks thank hello hi".split()
)
# Ordinary words by their frequency, but hardly ever anything but names when capitalised.
_GIVEN = frozenset(
    "adam alan alex alice amy andrew andy angela ann anna anne annie ben bill billy bob bobby brian carl "
    "charles charlie chris dan daniel danny dave david donald ed eddie edward elizabeth emily emma eric "
    "frank fred gary george greg harry helen henry howard jack jackie jake james jane jason jean jeff "
    "jennifer jenny jerry jessica jim jimmy joe john johnny jon joseph josh julia julie justin karen kate "
    "kelly ken kevin kim larry laura lee leo linda lisa lucy luke maria marie martin mary matt max michael "
    "mike nancy nick oliver oscar patrick paul peter phil rachel ray rebecca richard rick robert roger ron "
    "ryan sally sam samantha sarah scott sean simon stephen steve steven stuart susan ted thomas tim tom "
    "tommy tony trump victor vincent walter william clinton bush jackson johnson smith brown jones "
    "america american americans europe china japan korea russia france germany england london paris".split()
)
_PLACES_TOO = frozenset(
    "america american americans europe china japan korea russia france germany england london paris".split()
)
_PLACE_ENDINGS = "성주시군구도강산현섬항족어인"
_PROPER = frozenset({"country", "place", "person", "company", "media", "weapon"})
_STARTS = frozenset({"NNG", "NNP", "NNB", "NR", "SL", "SH", "XR", "XPN", "MAG", "IC", "MM"})


class Mention(NamedTuple):
    """A word that may be a name, and its span; ``run`` numbers neighbouring ones that make one name.

    ``kind`` is the glossary's kind of it, empty where that has none. ``common`` says that it is an
    ordinary word too, ``opening`` that its sentence begins with it, ``compound`` that it is only the
    beginning of a longer Korean noun.
    """

    text: str
    start: int
    end: int
    run: int = 0
    kind: str = ""
    common: bool = False
    opening: bool = False
    compound: bool = False


def is_given(word: str) -> bool:
    """Whether a word is a usual given name in English, or a name that only people have."""
    return word[:1].isupper() and word.lower() in _GIVEN - _PLACES_TOO


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    """The kind of each English wording of one word, in lower case, that names one thing."""
    return {
        wording.lower().rstrip("."): term.kind
        for term in reversed(glossary())
        if term.kind in _PROPER
        for wording in term.wordings
        if wording[:1].isupper() and " " not in wording
    }


@remembered(4096)
def english_mentions(text: str) -> tuple[Mention, ...]:
    """The words of an English text (normalised) that may be names, in order."""
    words = [(m[0].rstrip("."), m.start()) for m in _WORD.finditer(text)]
    titled = len(words) > 2 and sum(w[0].isupper() for w, _ in words) > _TITLED * len(words)
    found: list[Mention] = []
    run = 0
    for word, start in words:
        if len(found) == MOST_NAMES:
            break
        lowered = word.lower()
        if not word[0].isupper() or len(word) == 1 or lowered in _NEVER:
            continue
        opening = bool(_OPENS.search(text[max(0, start - 8) : start]))
        common = (
            (is_common(lowered) or is_common(lowered.removesuffix("s")))
            and lowered not in _GIVEN
            and not word.isupper()
        )
        kind = _kinds().get(lowered, "")
        if common and not kind and (opening or titled):
            continue
        if not found or text[found[-1].end : start] not in (" ", "-", ". "):
            run += 1
        found.append(Mention(word, start, start + len(word), run, kind, common, opening))
    return tuple(found)


@remembered(4096)
def terms_of(text: str) -> tuple[tuple[Term, int, int], ...]:
    """The glossary terms of a Korean text (normalised) with their spans."""
    return tuple((term, found.start, found.end) for term, found in korean_terms(text))


@remembered(4096)
def korean_mentions(text: str) -> tuple[Mention, ...]:
    """The words of a Korean text (normalised) that are probably names."""
    terms = terms_of(text)
    found = [Mention(text[start:end], start, end, kind=term.kind) for term, start, end in terms]
    tokens = morphemes(text)
    taken = Taken((start, end) for _, start, end in terms)
    for token, following in itertools.zip_longest(tokens, tokens[1:]):
        if taken.leaves_free(token.start, token.end) and _is_name(text, token):
            compound = (
                following is not None
                and following.start == token.end
                and following.tag in ("NNG", "NNP", "XSN")
            )
            found.append(
                Mention(text[token.start : token.end], token.start, token.end, kind=token.tag,
                        compound=compound)
            )  # fmt: skip
    return tuple(found[:MOST_NAMES])


def _is_name(text: str, token: Morpheme) -> bool:
    if token.end - token.start < 2:
        return token.tag == "NNP"
    # Latin letters in brackets explain the Hangul before them: 국제적십자사(IFRC).
    return token.tag == "NNP" or (
        token.tag == "SL"
        and text[token.start].isupper()
        and "(" not in text[max(0, token.start - 12) : token.start]
    )


@remembered(4096)
def _stretches(korean: str) -> tuple[str, ...]:
    """Codes of every stretch of a word that begins where one of its morphemes does."""
    starts = {m.start for m in morphemes(korean) if m.tag in _STARTS}
    found: dict[str, None] = {}
    words = list(HANGUL_WORD.finditer(korean))
    for word in words:
        first, last = word.span()
        for start in range(first, last):
            if start == first or start in starts:
                shortest = 1 if start == first else 2
                codes = stretch_codes(word[0], start - first, shortest, _LONGEST)
                found.update(dict.fromkeys(codes))
    # Names that Hangul writes in two words: 아베 신조.
    for left, right in itertools.pairwise(words):
        if right.start() == left.end() + 1:
            both = left[0] + right[0]
            found.update(dict.fromkeys(stretch_codes(both, 0, len(left[0]) + 1, len(both))))
    return tuple(found)


@remembered(65536)
def _codes(latin: str) -> tuple[str, ...]:
    """The codes of a word and of its longer parts: Anti-Putin, O'Brien."""
    parts = [part for part in re.split(r"[-'’&. ]", latin) if len(part) >= _SHORTEST_PART]
    return tuple(
        dict.fromkeys(code for part in dict.fromkeys([latin, *parts]) for code in latin_codes(part))
    )


def likeness(latin: str, korean: str) -> float:
    """How close a word in Latin letters comes to any stretch of Korean text by sound, 0 to 100."""
    stretches = _stretches(korean)
    # Read as English most names are found, and the other readings need not be made.
    first = process.extractOne(english_code(latin), stretches, scorer=fuzz.ratio)
    best = float(first[1]) if first else 0.0
    if best >= HEARD:
        return best
    for code in _codes(latin):
        closer = process.extractOne(code, stretches, scorer=fuzz.ratio, score_cutoff=best)
        if closer:
            best = float(closer[1])
    return best


@remembered(4096)
def _printed(english: str) -> tuple[str, ...]:
    """Codes of the capitalised words of an English text, and of two and three of them together."""
    words = [(m[0], m.start(), m.end()) for m in _WORD.finditer(english)]
    return tuple(dict.fromkeys(code for name in _joined(english, words) for code in _codes(name)))


def _joined(english: str, words: list[tuple[str, int, int]]) -> Iterator[str]:
    for first, (word, start, _) in enumerate(words):
        # A first word is also read as a name where its capital was lost.
        if start and not word[0].isupper() and not english.islower():
            continue
        for _, _, end in words[first : first + 3]:
            name = english[start:end]
            if name[-1] != "." and all(c.isalpha() or c in " -'’." for c in name):
                yield name if end - start == len(word) else name.replace(" ", "")


def printed_likeness(hangul: str, english: str) -> float:
    """How close a word in Hangul comes to any capitalised word of English text by sound, 0 to 100."""
    forms = [hangul_code(hangul)]
    if len(hangul) > 2 and hangul[-1] in _PLACE_ENDINGS:
        forms.append(hangul_code(hangul[:-1]))
    best = 0.0
    for codes in (_capitalised, _printed):
        found = (process.extractOne(f, codes(english), scorer=fuzz.ratio) for f in forms)
        best = max((float(match[1]) for match in found if match), default=0.0)
        if best >= HEARD:
            break
    return best


@remembered(4096)
def _capitalised(english: str) -> tuple[str, ...]:
    """Codes of the first word and the capitalised ones of an English text, read as English."""
    return tuple(
        english_code(m[0]) for m in _WORD.finditer(english) if m[0][0].isupper() or not m.start()
    )


@remembered(4096)
def initials(english: str) -> str:
    """The first letters of an English text's words as acronyms take them: of all, and of the capitals."""
    words = re.findall("[A-Za-z]+", english)
    capitals = [w[0] for w in words if w[0].isupper()]
    return f"{''.join(w[0] for w in words)} {''.join(capitals)}".lower()


@remembered(16384)
def wording_words(term: Term) -> frozenset[str]:
    """The words of a term's English wordings, in lower case."""
    split = (re.split(r"[ -]", wording.lower()) for wording in term.wordings)
    return frozenset(word.rstrip(".") for words in split for word in words)
