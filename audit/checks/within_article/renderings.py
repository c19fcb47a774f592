"""One Korean name of a body, law or programme, or one quoted term, that the English calls by two names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from audit.checks.common.suggested_names import in_place
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.checks.within_article.places import (
    HEADLINES,
    Contradiction,
    Spot,
    confidence,
    text_of,
    two_ways,
)
from audit.languages.en.bodies import english_bodies, only_by_law, same_name, short_form
from audit.languages.en.quotations import english_quotations
from audit.languages.ko.quotations import korean_quotations
from audit.languages.pair.glossary import english_terms, glossary, korean_terms
from audit.languages.pair.terms import korean_bodies, same_kind, told_apart
from audit.languages.pair.wordings import is_abroad
from audit.languages.quotations import QuoteKind
from audit.languages.spans import Found, overlap
from audit.records.bead import Bead
from audit.records.flag import Relation, Side
from audit.records.measured import thresholds

_LONGEST_QUOTED = thresholds(__name__)["longest_quoted"]
"""Words from which a quotation is no term."""


class Named(NamedTuple):
    """What one bead names: Korean names by identity, and the English names that may stand for them.

    ``right`` has, by identity, an English name that the glossary gives for it.
    """

    bead: Bead
    korean: dict[str, Spot]
    right: dict[str, Spot]
    free: list[Spot]

    @property
    def open(self) -> list[str]:
        """The Korean names without an English one that the glossary gives for it."""
        return [name for name in self.korean if name not in self.right]


def renderings(context: Context) -> Iterator[Contradiction]:
    """Every name and every quoted term that is rendered in two ways, once for each odd place."""
    named = [_named(bead, context) for bead in context.beads if bead.source and bead.target]
    by_name: dict[str, list[Named]] = defaultdict(list)
    for one in named:
        for name in one.korean:
            by_name[name].append(one)
    for name, places in by_name.items():
        if len(places) > 1:
            yield from _two_names(name, places, named)
    yield from _quoted(context)


def _named(bead: Bead, context: Context) -> Named:
    korean: dict[str, Spot] = {}
    near = {
        term.en
        for sentence in (*context.sentences(bead, "source"), *context.neighbours(bead, "source", 2))
        for term, _ in korean_terms(text_of(sentence))
    }
    for sentence in context.sentences(bead, "source"):
        text = text_of(sentence)
        for name, found in korean_bodies(text):
            if not is_abroad(text, found):
                korean.setdefault(name, Spot("source", sentence, found.start, found.end))
    right: dict[str, Spot] = {}
    free: list[Spot] = []
    for sentence in context.sentences(bead, "target"):
        text = text_of(sentence)
        known = list(english_terms(text))
        for things, found in known:
            for name in things & korean.keys():
                right.setdefault(name, Spot("target", sentence, found.start, found.end))
        # A name of something in the Korean is spoken for; one of something else may be the odd one.
        taken = [f for things, f in known if things & near]
        bodies = [f for _, f in known if f.text in _bodies()] + english_bodies(text)
        free += [
            Spot("target", sentence, found.start, found.end)
            for found in _longest(bodies)
            if not any(overlap(found, f) for f in taken) and not is_abroad(text, found)
        ]
    return Named(bead, korean, right, free)


@lru_cache(maxsize=1)
def _bodies() -> frozenset[str]:
    """The English wordings that the glossary has for bodies."""
    return frozenset(w for t in glossary() if t.kind == "organisation" for w in t.wordings)


def _longest(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in sorted(set(found), key=lambda f: f.start - f.end):
        if not any(overlap(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


def _two_names(name: str, places: list[Named], everywhere: list[Named]) -> Iterator[Contradiction]:
    first = next((p for p in places if name in p.right), None)
    if first is not None:
        right, sure = first.right[name], "other_name"
    else:
        usual = _usual(name, places)
        if usual is None:
            return
        first, right = usual
        sure = "two_names"
    for place in places:
        if place is first or name in place.right:
            continue
        for odd in place.free:
            if _is_odd(name, right.words, odd, place, everywhere):
                yield _odd_name(name, place, odd, first, right, sure)
                break


def _usual(name: str, places: list[Named]) -> tuple[Named, Spot] | None:
    """Where a name that the glossary does not know first has the rendering that it has most often."""
    lone = [(p, p.free[0]) for p in places if p.open == [name] and len(p.free) == 1]
    if not lone:
        return None
    return max(lone, key=lambda pair: sum(same_name(pair[1].words, o.words) for _, o in lone))


def _is_odd(name: str, usual: str, odd: Spot, place: Named, everywhere: list[Named]) -> bool:
    """Whether an English name stands for the Korean one, and is another than the usual."""
    if any(same_name(usual, spot.words) for spot in place.free) or same_name(usual, odd.words):
        return False
    if short_form(usual, text_of(odd.sentence)):
        return False
    lone = place.open == [name] and len(place.free) == 1
    if not (told_apart(usual, odd.words) or (lone and same_kind(usual, odd.words))):
        return False
    # What the English calls so where the Korean has no such name is something else.
    return not any(
        name not in other.korean and any(same_name(odd.words, s.words) for s in _all(other))
        for other in everywhere
    )


def _all(named: Named) -> list[Spot]:
    return [*named.free, *named.right.values()]


def _odd_name(
    name: str, place: Named, odd: Spot, first: Named, right: Spot, sure: str
) -> Contradiction:
    """The contradiction of an odd name; ``sure`` names the confidence in it as far as is known."""
    known = any(things for things, f in english_terms(odd.words) if f.text == odd.words)
    if only_by_law(right.words, odd.words):
        sure = "act_and_law"
    elif known and sure == "other_name":
        sure = "another_body"
    another = sure == "another_body"
    korean = place.korean[name]
    return Contradiction(
        place.bead, "consistency.name",
        two_ways(odd.words, right.words, right.sentence, source=korean.words),
        Concern.CONSISTENCY,
        Relation.CONTRADICTS if another else Relation.DISTORTED,
        confidence(sure), (odd, right, korean, first.korean[name]),
        suggestion=in_place(text_of(odd.sentence), odd.start, odd.words, right.words),
    )  # fmt: skip


def _quoted(context: Context) -> Iterator[Contradiction]:
    """A term that the Korean quotes twice, where the English quotes two different ones."""
    seen: dict[str, tuple[Spot, Spot]] = {}
    for bead in context.beads:
        korean = _lone_quotation(bead, context, "source")
        english = _lone_quotation(bead, context, "target")
        if korean is None or english is None:
            continue
        term = korean.words
        if term not in seen:
            seen[term] = korean, english
            continue
        korean_first, first = seen[term]
        if english.words.lower() == first.words.lower() or same_name(english.words, first.words):
            continue
        headline = any(spot.sentence.kind in HEADLINES for spot in (english, first))
        yield Contradiction(
            bead, "consistency.quoted",
            two_ways(english.words, first.words, first.sentence, source=term),
            Concern.CONSISTENCY, Relation.DISTORTED,
            confidence("quoted_in_headline" if headline else "quoted"),
            (english, first, korean, korean_first),
        )  # fmt: skip


def _lone_quotation(bead: Bead, context: Context, side: Side) -> Spot | None:
    """The quoted term of a bead, if it has one, and only one quotation of any kind."""
    find = korean_quotations if side == "source" else english_quotations
    found = [
        (sentence, q) for sentence in context.sentences(bead, side) for q in find(text_of(sentence))
    ]
    if len(found) != 1:
        return None
    sentence, q = found[0]
    if q.kind is QuoteKind.SPEECH or q.words >= _LONGEST_QUOTED or not (q.opened and q.closed):
        return None
    inside = text_of(sentence).index(q.text, q.start)
    text = q.text.rstrip(",. ")
    return Spot(side, sentence, inside, inside + len(text))
