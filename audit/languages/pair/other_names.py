"""Names in the English that are not those of the Korean in the same place, where the pair is sure to belong.

A pair belongs where the name beside it is the same on both sides (마이클 하퍼, Michael Hooper), where both
stand with one title (이 의원, Rep. Kim), or where the Korean gives the original (콜바인(Colvine)). That
alone, no general likeness, makes two different names a contradiction.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise, permutations
from typing import NamedTuple

from rapidfuzz import fuzz

from audit.languages.en.spelling import is_common
from audit.languages.kept import remembered
from audit.languages.ko.hangul import HANGUL_WORD
from audit.languages.ko.morphemes import morphemes
from audit.languages.pair.foreign_names import is_foreign
from audit.languages.pair.foreign_spelling import OTHER, distance
from audit.languages.pair.glossary import is_worded, korean_terms
from audit.languages.pair.mentions import MOST_NAMES
from audit.languages.pair.names import anonymous_people, is_ordinary, korean_people
from audit.languages.pair.romanisation import is_any_surname, is_surname, is_surname_of, surname_of
from audit.languages.pair.titled import (
    Titled,
    english_titled,
    english_titles,
    korean_titled,
)
from audit.languages.spans import Found, overlap

_SAME, _PERHAPS = 0.2, 0.8
"""Distances up to which a word is the name's spelling, and below which it may be."""
_ALIKE = 85.0
"""Likeness in letters (0 to 100) from which two spellings in Latin letters are one name's."""
_SHORTEST, _SHORTEST_ANCHOR, _LONGEST = 3, 3, 7
_PARTICLES = "은는이가을를의에와과도로"
_RUN = re.compile(
    r"[A-ZÀ-Þ][\w'’-]*(?:\.(?= [A-Z]))?(?: (?:(?:de|da|do|van|von|der|del|la|al|bin) )?"
    r"[A-ZÀ-Þ][\w'’-]*(?:\.(?= [A-Z]))?)*"
)
_LATIN_WORD = re.compile(r"[A-ZÀ-Þ][\w’'-]*")
_ORIGINAL = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]++) ?\((?:the |The )?"
    r"(?P<latin>[A-Z][\w'’.-]*(?: (?:(?:of|and|for|the|de) )*[A-Z&][\w'’.-]*)*)\)"
)
_SPELLED_OUT = re.compile(r" ?\(([A-Za-z][\w'’. -]*)\)")
_POSSESSIVE = re.compile(r"['’]s?$")
# Before a title they are other words: 전 장관 a former minister, 한 의원 some lawmaker.
_NO_SURNAMES = frozenset(
    "전 현 한 양 모 각 본 총 온 그 저 여 도 주 구 시 국 성 선 원 지 공 반".split()
)
_SURNAMED = re.compile(
    r"\b(?:surnamed|(?:sur|last |family )name(?:,| of| is|:)?) (?P<name>[A-Z][a-z]+)(?![\w-])"
)


class Pair(NamedTuple):
    """A Korean name and the other one that the English has in its place."""

    korean: Found
    english: Found


def other_surname(korean: str, english: str, known: frozenset[str]) -> Iterator[Pair]:
    """A surname with a title that is another's: 이 의원 as Rep. Kim; none of the ``known`` explains it."""
    printed = [Found(m[0], *m.span()) for m in _LATIN_WORD.finditer(english)]
    lone = [t for t in _lone_surnames(korean) if not _is_printed(t.name.text, printed)]
    for given in english_titled(english):
        if not is_any_surname(given.name.text) or _is_known(given.name.text, known):
            continue
        match = next((t for t in lone if _share(t, given)), None)
        if match:
            yield Pair(match.name, given.name)
    nobody = [f for f in anonymous_people(korean) if not _is_printed(f.text[:-1], printed)]
    for called in _SURNAMED.finditer(english):
        name = Found(called["name"], *called.span("name"))
        if nobody and is_any_surname(name.text) and not _is_known(name.text, known):
            yield Pair(nobody[0], name)


def surnames_of(sentences: Iterable[str]) -> frozenset[str]:
    """The surnames of everybody that Korean sentences may name, of foreigners too where they begin alike."""
    return frozenset(name for sentence in sentences for name in _surnames(sentence))


def _surnames(korean: str) -> Iterator[str]:
    yield from (surname_of(person.text) for person in korean_people(korean))
    yield from (titled.name.text for titled in _lone_surnames(korean))
    yield from (found.text[:-1] for found in anonymous_people(korean))


def _lone_surnames(korean: str) -> list[Titled]:
    return [
        titled
        for titled in korean_titled(korean)
        if is_surname(titled.name.text) and titled.name.text not in _NO_SURNAMES
    ]


def _is_printed(surname: str, printed: Sequence[Found]) -> bool:
    return any(is_surname_of(surname, word.text) for word in printed)


def _is_known(latin: str, surnames: frozenset[str]) -> bool:
    return any(is_surname_of(surname, latin) for surname in surnames)


def _share(one: Titled, other: Titled) -> bool:
    return bool(one.titles & other.titles)


def exchanged_titles(korean: str, english: str) -> Iterator[Pair]:
    """Two surnames that have each other's title: 김 장관과 박 차관 as Minister Park and Vice Minister Kim."""
    given, held = english_titled(english), defaultdict(list)
    for titled in korean_titled(korean):
        held[titled.titles].append(titled)
    for ours, theirs in permutations(held, 2):
        first = [g for g in given if g.titles & ours and not g.titles & theirs]
        second = [g for g in given if g.titles & theirs and not g.titles & ours]
        if ours & theirs or not len(first) == len(second) == 1:
            continue
        of_ours, of_theirs = first[0], second[0]
        last = max(
            (o.name.start for o in held[theirs] if _bears(o, of_ours) and not _bears(o, of_theirs)),
            default=-1,
        )
        for one in held[ours]:
            if one.name.start < last and _bears(one, of_theirs) and not _bears(one, of_ours):
                yield Pair(one.name, of_ours.name)


def _bears(titled: Titled, given: Titled) -> bool:
    return is_surname_of(titled.name.text, given.name.text)


def other_part(korean: str, english: str) -> Iterator[Pair]:
    """A part of a foreign name that is another's, the part beside it being the same."""
    for run in _korean_runs(korean):
        for words in _english_runs(english):
            for i, part in enumerate(run):
                for j, word in enumerate(words):
                    if _is_anchor(part, word):
                        yield from _beside_anchor(korean, english, run, words, i, j)


def _beside_anchor(
    korean: str, english: str, run: list[Found], words: list[Found], i: int, j: int
) -> Iterator[Pair]:
    for step in (-1, 1):
        # Japanese, Chinese and Hungarian names may be turned round.
        for turned in (step, -step) if len(run) == len(words) == 2 else (step,):
            if not (0 <= i + step < len(run) and 0 <= j + turned < len(words)):
                continue
            part, word = run[i + step], words[j + turned]
            given = turned < 0
            if (
                _differ(part.text, word.text, given=given)
                and _is_unprinted(korean, part, english)
                and _is_unexplained(word, part, korean)
                and not _is_near_original(word, part, korean)
                and (not is_common(word.text.lower()) or _with_title(korean, run[-1]))
            ):
                yield Pair(part, word)


def _is_near_original(word: Found, part: Found, korean: str) -> bool:
    """Whether the Korean itself spells the part in Latin letters nearly so: 위도(widdo), Widodo."""
    given = _SPELLED_OUT.match(korean, part.end)
    return given is not None and any(
        fuzz.ratio(_folded(latin), _folded(word.text)) >= _ALIKE for latin in given[1].split()
    )


def _is_anchor(part: Found, word: Found) -> bool:
    return len(word.text) >= _SHORTEST_ANCHOR and distance(part.text, word.text, _SAME) <= _SAME


def _differ(hangul: str, latin: str, *, given: bool) -> bool:
    forms = [latin, *(p for p in latin.split("-") if len(p) >= _SHORTEST)]
    if given:
        # A short form is no other name: Steve and Stephen, Chris and Christopher.
        forms += [latin[:end] for end in range(_SHORTEST, len(latin))]
    bare = hangul[:-1] if len(hangul) > 2 and hangul[-1] in _PARTICLES else hangul
    return all(distance(word, form) >= OTHER for word in (hangul, bare) for form in forms)


def _is_unprinted(korean: str, part: Found, english: str) -> bool:
    """Whether no word of the English may be the part of the name, nor any wording of the glossary's."""
    if any(
        overlap(found, part) and found.start <= part.start
        for found in _worded_terms(korean, english)
    ):
        return False
    words = [word for run in _english_runs(english) for word in run]
    joined = [a.text + b.text for a, b in pairwise(words)]
    return all(distance(part.text, w) >= _PERHAPS for w in (*(w.text for w in words), *joined))


@remembered(1024)
def _worded_terms(korean: str, english: str) -> tuple[Found, ...]:
    """The glossary's terms in the Korean, of companies and people those alone that the English has."""
    return tuple(
        found
        for term, found in korean_terms(korean)
        if term.kind not in ("company", "person") or is_worded(term, english)
    )


def _is_unexplained(word: Found, part: Found, korean: str) -> bool:
    """Whether nothing else in the Korean may be the English name."""
    plain = word.text
    if len(plain) < _SHORTEST or plain.isupper():
        return False
    if plain.lower() in korean.lower() or _is_title(plain):
        return False
    return not any(
        distance(stretch, plain) < _PERHAPS
        for found in HANGUL_WORD.finditer(korean)
        for stretch in _beginnings(found[0])
        # The analyser may cut a name short: 죤 of 죤슨.
        if found.start() != part.start or len(stretch) > len(part.text)
    )


def _beginnings(word: str) -> list[str]:
    return [word[:end] for end in range(min(2, len(word)), min(len(word), _LONGEST) + 1)]


def _with_title(korean: str, last: Found) -> bool:
    return any(titled.name.end == last.end for titled in korean_titled(korean))


@remembered(1024)
def _korean_runs(text: str) -> tuple[list[Found], ...]:
    """Words beside each other that begin with a proper noun: 후안 카를로스 로페스."""
    nouns = _proper_words(text)[:MOST_NAMES]
    runs: list[list[Found]] = []
    for noun in nouns:
        last = runs[-1][-1] if runs else None
        if last and text[last.end : noun.start] == " ":
            runs[-1].append(noun)
        else:
            runs.append([noun])
    return tuple(run for run in runs if len(run) > 1)


def _proper_words(text: str) -> list[Found]:
    """Words that begin with a proper noun, and those after one that have a title: 나카무라 겐지 사장."""
    tokens = morphemes(text)
    found: list[Found] = []
    for i, token in enumerate(tokens):
        if token.tag != "NNP":
            continue
        if token.start > 0 and HANGUL_WORD.match(text[token.start - 1]):
            continue
        end = token.end
        for following in tokens[i + 1 :]:
            if following.start != end or following.tag not in ("NNP", "NNG"):
                break
            end = following.end
        if HANGUL_WORD.fullmatch(text[token.start : end]):
            found.append(Found(text[token.start : end], token.start, end))
    starts, ends = {word.start for word in found}, {word.end for word in found}
    titled = [t.name for t in korean_titled(text) if len(t.name.text) > 1]
    found += [n for n in titled if n.start not in starts and n.start - 1 in ends]
    return sorted(found, key=lambda word: word.start)


@remembered(1024)
def _english_runs(text: str) -> tuple[list[Found], ...]:
    """Capitalised words beside each other, initials left out, titles between two runs."""
    runs: list[list[Found]] = []
    left = MOST_NAMES
    for run in _RUN.finditer(text):
        runs.append([])
        for match in islice(_LATIN_WORD.finditer(run[0]), left):
            left -= 1
            word = _POSSESSIVE.sub("", match[0])
            if _is_title(word):
                runs.append([])
            elif len(word) > 1:
                start = run.start() + match.start()
                runs[-1].append(Found(word, start, start + len(word)))
    return tuple(filter(None, runs))


def _is_title(word: str) -> bool:
    return is_ordinary(word) or bool(re.fullmatch(english_titles(), word))


def other_titled(korean: str, english: str) -> Iterator[Pair]:
    """A foreign name alone with a title that is another's: 슈뢰더 전 의원 as Ms. Schrader."""
    people = {person.text for person in korean_people(korean)}
    proper = {word.start for word in _proper_words(korean)}
    held = [
        t
        for t in korean_titled(korean)
        if len(t.name.text) > 1
        and t.name.text not in people
        and t.name.start in proper
        and (is_foreign(t.name.text) or not surname_of(t.name.text))
        and _is_unprinted(korean, t.name, english)
    ]
    given = [
        t
        for t in english_titled(english)
        if t.name.text[-1:] != "-" and not is_common(t.name.text.lower())
    ]
    if len(held) != 1:
        return
    strange = [t for t in given if _is_unexplained(t.name, held[0].name, korean)]
    if (
        len(strange) == 1
        and (_share(held[0], strange[0]) or 0 in strange[0].titles)
        and _differ(held[0].name.text, strange[0].name.text, given=False)
    ):
        yield Pair(_whole(held[0].name, korean), strange[0].name)


def _whole(name: Found, korean: str) -> Found:
    """A name with the words before it that belong to it: 고든 존드로."""
    run = next((r for r in _korean_runs(korean) if name.start in [w.start for w in r]), [name])
    start = min(run[0].start, name.start)
    return Found(korean[start : name.end], start, name.end)


@remembered(4096)
def originals(korean: str) -> tuple[tuple[Found, Found], ...]:
    """Hangul words with the Latin original that the Korean gives in brackets: 콜바인(Bruce Colvine)."""
    return tuple(
        (
            Found(match["name"], match.start("name"), match.end("name")),
            Found(match["latin"], match.start("latin"), match.end("latin")),
        )
        for match in _ORIGINAL.finditer(korean)
    )


def other_original(korean: str, english: str) -> Iterator[Pair]:
    """A name in Latin letters in the Korean, and the English one that shares a word of it at its place."""
    for _, latin in originals(korean):
        own = latin.text.split()
        if len(own) < 2 or _folded(latin.text) in _folded(english):
            continue
        for words in _english_runs(english):
            for at in range(len(words) - len(own) + 1):
                part = words[at : at + len(own)]
                name = Found(english[part[0].start : part[-1].end], part[0].start, part[-1].end)
                if _is_another(own, [w.text for w in part], english, korean):
                    yield Pair(latin, name)


def _is_another(own: list[str], printed: list[str], english: str, korean: str) -> bool:
    pairs = [(a, b) for a, b in zip(own, printed, strict=True) if _folded(a) != _folded(b)]
    return bool(
        len(pairs) < len(own)
        and all(
            fuzz.ratio(_folded(a), _folded(b)) < _ALIKE
            and _folded(a) not in _folded(english)
            and _folded(b) not in _folded(korean)
            for a, b in pairs
        )
    )


def _folded(text: str) -> str:
    return re.sub(r"[^a-zà-ɏ ]", "", text.lower())
