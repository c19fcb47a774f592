"""One person of the Korean whom the English spells in two ways or gives two ranks; two under one name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from audit.checks.common.people_named import koreans_named
from audit.checks.common.suggested_names import surname_in
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.checks.within_article.places import (
    HEADLINES,
    Contradiction,
    Spot,
    confidence,
    place_of,
    text_of,
    two_ways,
)
from audit.languages.en.spelling import is_english
from audit.languages.pair.names import (
    english_people,
    foreign_names,
    korean_people,
    korean_spelling,
    sounds_alike,
)
from audit.languages.pair.offices import english_ranks, korean_ranks
from audit.languages.pair.romanisation import (
    is_person,
    is_surname_of,
    spelled_surnames,
    surname_of,
    surnames_in,
)
from audit.records.bead import Bead
from audit.records.flag import Relation
from audit.records.measured import thresholds

T = thresholds(__name__)
_SHORTEST, _LONGEST = T["shortest"], int(T["longest"])
"""Letters of a name that may be misspelled, and characters that are tried as one."""
_ALIKE = T["alike"]
"""Similarity (0 to 100) from which two words may be spellings of one name."""
_DERIVED = re.compile("s|es|n|an|ian|i|ish|ese|er|ers")
_JOINTS = re.compile(r"[\s\-'.’]")
_NO_NAMES = frozenset("You No So Her In An Do He She We They It Who That This Back May Ho".split())
_SAYS = re.compile(
    r"^(?:'s\b|,? (?:said|says|added|told|noted|also|was|is|has|had|will|did|does|explained"
    r"|stressed|argued|claimed|denied|replied|wrote|met|left|won|led)\b)"
)


class Spelled(NamedTuple):
    """A place where the English names somebody in full, and the Korean that it spells."""

    bead: Bead
    spot: Spot
    korean: frozenset[str]


def people_spelled(context: Context) -> dict[str, list[Spelled]]:
    """The Koreans whom the English names in full, by the name as it is printed."""
    named: dict[str, list[str]] = {}
    for person in koreans_named(context):
        for surname in surnames_in(person):
            named.setdefault(surname, []).append(person)
    found: dict[str, list[Spelled]] = {}
    for bead in context.beads:
        for sentence in context.sentences(bead, "target"):
            for name in english_people(text_of(sentence)):
                korean = frozenset(
                    person
                    for surname in spelled_surnames(name.text)
                    for person in named.get(surname, ())
                    if is_person(person, name.text)
                )
                if not korean:
                    spelled = _elsewhere(name.text, context)
                    korean = frozenset((spelled,)) if spelled else korean
                if korean:
                    spot = Spot("target", sentence, name.start, name.end)
                    found.setdefault(name.text, []).append(Spelled(bead, spot, korean))
    return found


def _elsewhere(latin: str, context: Context) -> str:
    """A Korean word that the name may spell, where the analyser sees no person."""
    spelled = (korean_spelling(latin, text_of(s)) for s in context.article.source.sentences)
    return next((f.text for f in spelled if f), "")


def spelled_twice(context: Context, people: dict[str, list[Spelled]]) -> Iterator[Contradiction]:
    """Every full name, surname and foreign name with a second spelling, and every second rank or person."""
    yield from _full_names(context, people)
    yield from _one_for_two(context, people)
    yield from _surnames(context, people)
    yield from _foreign(context)
    yield from _ranks(context)


def _full_names(context: Context, people: dict[str, list[Spelled]]) -> Iterator[Contradiction]:
    earlier: dict[frozenset[str], list[str]] = defaultdict(list)
    for name in people:
        same = people[name][0].korean
        # Two people whose names may be spelled alike are no one person.
        if len(same) > 1:
            continue
        for other in earlier[same]:
            if _letters_alike(name, other):
                continue
            # The rarer is the odd one, or the one in a headline, or the later.
            few, many = sorted((name, other), key=lambda n: _weight(people[n], later=n == name))
            odd, usual = people[few][0], people[many][0]
            (korean,) = same
            spots = [odd.spot, usual.spot, *_korean_spots(context, odd.bead, korean)]
            yield Contradiction(
                odd.bead, "consistency.person",
                two_ways(few, many, usual.spot.sentence, source=korean),
                Concern.CONSISTENCY, Relation.DISTORTED, confidence("person"), tuple(spots),
                suggestion=many,
            )  # fmt: skip
            break
        earlier[same].append(name)


def _one_for_two(context: Context, people: dict[str, list[Spelled]]) -> Iterator[Contradiction]:
    """A name that is printed for 정재현 in one sentence and for 정제현 in another."""
    for name, places in people.items():
        first: dict[str, Spelled] = {}
        for place in places:
            source = context.sentences(place.bead, "source")
            here = {
                person.text
                for sentence in source
                for person in korean_people(text_of(sentence))
                if person.text in place.korean
            }
            if len(here) != 1:
                continue
            (korean,) = here
            other = next((k for k in first if k != korean), "")
            if other:
                usual = first[other]
                yield Contradiction(
                    place.bead, "consistency.one_name",
                    {"here": name, "source": korean, "other": other,
                     "place": place_of(usual.spot.sentence)},
                    Concern.CONSISTENCY, Relation.DISTORTED, confidence("one_name"),
                    (place.spot, usual.spot, *_korean_spots(context, place.bead, korean),
                     *_korean_spots(context, usual.bead, other)),
                )  # fmt: skip
                break
            first.setdefault(korean, place)


def _weight(places: list[Spelled], *, later: bool) -> tuple[int, bool, bool]:
    return len(places), places[0].spot.sentence.kind not in HEADLINES, not later


def _letters_alike(a: str, b: str) -> bool:
    """Whether two names differ in hyphens, capitals or the order of family and given name only."""
    one, other = (_JOINTS.sub("", name.lower()) for name in (a, b))
    return len(one) == len(other) and one in other + other


def _korean_spots(context: Context, bead: Bead, korean: str) -> Iterator[Spot]:
    for sentence in (*context.sentences(bead, "source"), *context.article.source.sentences):
        at = text_of(sentence).find(korean)
        if at >= 0:
            yield Spot("source", sentence, at, at + len(korean))
            return


def _surnames(context: Context, people: dict[str, list[Spelled]]) -> Iterator[Contradiction]:
    """A surname alone that is spelled otherwise than in the full name: Ri said, of Lee Chang-ho."""
    printed = {part for name in people for part in name.split()}
    capitals = _capitals(context)
    named = koreans_named(context)
    for bead in context.beads:
        if not bead.source:
            continue
        korean = " ".join(text_of(s) for s in context.sentences(bead, "source"))
        for sentence in context.sentences(bead, "target"):
            text = text_of(sentence)
            for word, start, end in _lone_capitals(text):
                if word in printed or word in capitals or word in _NO_NAMES:
                    continue
                owners = {
                    (k, name)
                    for name, places in people.items()
                    for k in places[0].korean
                    if is_surname_of(k, word) and re.search(_named_by_surname(k), korean)
                }
                others = {k for k in named if is_surname_of(k, word)}
                if owners and len({k for k, _ in owners} | others) == 1 and _SAYS.match(text[end:]):
                    k, name = min(owners)
                    usual = people[name][0]
                    yield Contradiction(
                        bead, "consistency.surname",
                        two_ways(word, name, usual.spot.sentence, source=k),
                        Concern.CONSISTENCY, Relation.DISTORTED, confidence("surname"),
                        (Spot("target", sentence, start, end), usual.spot,
                         *_korean_spots(context, bead, k)),
                        suggestion=surname_in(name, k),
                    )  # fmt: skip


def _named_by_surname(korean: str) -> str:
    """A pattern for the full name, or the surname before a title: 류 교수."""
    return rf"{korean}|(?<![가-힣]){surname_of(korean)} [가-힣]"


_LONE = re.compile(r"(?<![\w.-])(?<![A-Z][a-z] )[A-Z][a-z]{1,5}(?![\w-])")


def _lone_capitals(text: str) -> Iterator[tuple[str, int, int]]:
    """Capitalised words without another beside them."""
    for match in _LONE.finditer(text):
        before, after = text[: match.start()].split(" ")[-2:-1], text[match.end() :]
        beside = (before and before[0][:1].isupper()) or re.match(" [A-Z]", after)
        if not beside:
            yield match[0], match.start(), match.end()


def _capitals(context: Context) -> frozenset[str]:
    """Capitalised words that stand beside another somewhere: parts of other names."""
    words: set[str] = set()
    for sentence in context.article.target.sentences:
        parts = re.findall(r"[\w-]+", text_of(sentence))
        for a, b in pairwise(parts):
            if a[0].isupper() and b[0].isupper():
                words |= {a, b}
    return frozenset(words)


def _foreign(context: Context) -> Iterator[Contradiction]:
    """A foreign name, one word in the Korean, in two spellings: Zelensky, Zelenskyy."""
    places: dict[str, list[tuple[Bead, Spot]]] = {}
    for bead in context.beads:
        for s in context.sentences(bead, "target") if bead.source else ():
            for f in foreign_names(text_of(s)):
                if len(f.text) >= _SHORTEST and not is_english(f.text.lower()):
                    places.setdefault(f.text, []).append((bead, Spot("target", s, f.start, f.end)))
    initials: dict[str, list[str]] = {}
    for name in places:
        earlier = initials.setdefault(name[0], [])
        earlier.append(name)
        for other in earlier[:-1]:
            if not _two_spellings(other, name):
                continue
            # The rarer is the odd one, or the later.
            few, many = sorted((name, other), key=lambda n: (len(places[n]), n == other))
            (bead, odd), (first, usual) = places[few][0], places[many][0]
            korean = _shared(many, first, bead, context)
            if korean and all(b is not bead for b, _ in places[many]):
                yield Contradiction(
                    bead, "consistency.foreign_name",
                    two_ways(few, many, usual.sentence, source=korean[0].words),
                    Concern.CONSISTENCY, Relation.DISTORTED, confidence("foreign_name"),
                    (odd, usual, *korean), suggestion=many,
                )  # fmt: skip
                break


def _shared(latin: str, first: Bead, second: Bead, context: Context) -> tuple[Spot, ...]:
    """The Korean word that sounds like a name in one bead and stands in the other too, in both."""
    for sentence in context.sentences(first, "source"):
        for word in re.finditer("[가-힣]{2,}", text_of(sentence)):
            for size in range(min(len(word[0]), _LONGEST), 1, -1):
                heard = word[0][:size]
                if not sounds_alike(heard, latin):
                    continue
                for other in context.sentences(second, "source"):
                    at = text_of(other).find(heard)
                    if at >= 0:
                        here = Spot("source", sentence, word.start(), word.start() + size)
                        return Spot("source", other, at, at + size), here
    return ()


def _two_spellings(a: str, b: str) -> bool:
    """Whether two words are spellings of one name, and no plural or adjective of each other."""
    one, other = sorted((a.lower(), b.lower()), key=len)
    if one == other or one[0] != other[0] or _DERIVED.fullmatch(other.removeprefix(one)):
        return False
    return fuzz.ratio(one, other) >= _ALIKE


def _ranks(context: Context) -> Iterator[Contradiction]:
    """Somebody has two ranks in the English and one in the Korean."""
    first: dict[tuple[str, str], tuple[Bead, Spot, str, Spot]] = {}
    for bead in context.beads:
        korean = [
            Spot("source", s, f.start, f.end)
            for s in context.sentences(bead, "source")
            for f in korean_ranks(text_of(s))
        ]
        if len({spot.words for spot in korean}) != 1:
            continue
        for sentence in context.sentences(bead, "target"):
            for rank, title, name in english_ranks(text_of(sentence)):
                spot = Spot("target", sentence, title.start, title.end)
                key = name, korean[0].words
                if key not in first:
                    first[key] = bead, spot, rank, korean[0]
                elif first[key][2] != rank:
                    usual = first[key][1]
                    yield Contradiction(
                        bead, "consistency.rank",
                        two_ways(
                            spot.words, usual.words, usual.sentence,
                            name=name, source=korean[0].words,
                        ),
                        Concern.RANK, Relation.CONTRADICTS, confidence("rank"),
                        (spot, usual, korean[0], first[key][3]),
                    )  # fmt: skip
