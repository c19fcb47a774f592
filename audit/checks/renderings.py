"""One Korean name of a body, law or programme, or one quoted term, that the English calls by two names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from audit.checks.findings import HEADLINES, Finding, Spot, text_of, where
from audit.report import AlignedArticle, Bead, Severity, Side
from audit.text.names import Found, english_terms, glossary, korean_terms
from audit.text.quotations import QuoteKind, quotations
from audit.text.terms import (
    english_bodies,
    korean_bodies,
    only_by_law,
    same_kind,
    same_name,
    short_form,
    told_apart,
)
from audit.text.wordings import is_abroad

ANOTHER_BODY = 0.8
"""Confidence where the odd name is what the glossary calls something else."""
OTHER_NAME = 0.7
"""Confidence where the glossary knows the name used elsewhere."""
TWO_NAMES = 0.6
ACT_AND_LAW = 0.3
QUOTED, QUOTED_IN_HEADLINE = 0.55, 0.35
_LONGEST_QUOTED = 5
"""Words from which a quotation is no term."""


class Named(NamedTuple):
    """What one bead names: Korean names by identity, and the English names that may stand for them.

    ``right`` has, by identity, an English name that the glossary gives for it.
    """

    bead: Bead
    ko: dict[str, Spot]
    right: dict[str, Spot]
    free: list[Spot]

    @property
    def open(self) -> list[str]:
        """The Korean names without an English one that the glossary gives for it."""
        return [name for name in self.ko if name not in self.right]


def renderings(article: AlignedArticle) -> Iterator[Finding]:
    """Every name and every quoted term that is rendered in two ways, once for each odd place."""
    named = [_named(bead, article) for bead in article.beads if bead.ko and bead.en]
    by_name: dict[str, list[Named]] = defaultdict(list)
    for one in named:
        for name in one.ko:
            by_name[name].append(one)
    for name, places in by_name.items():
        if len(places) > 1:
            yield from _two_names(name, places, named)
    yield from _quoted(article)


def _named(bead: Bead, article: AlignedArticle) -> Named:
    ko: dict[str, Spot] = {}
    near = {
        term.en
        for sentence in (*article.sentences(bead, "ko"), *article.neighbours(bead, "ko", 2))
        for term, _ in korean_terms(text_of(sentence))
    }
    for sentence in article.sentences(bead, "ko"):
        text = text_of(sentence)
        for name, found in korean_bodies(text):
            if not is_abroad(text, found):
                ko.setdefault(name, Spot("ko", sentence, found.start, found.end))
    right: dict[str, Spot] = {}
    free: list[Spot] = []
    for sentence in article.sentences(bead, "en"):
        text = text_of(sentence)
        known = list(english_terms(text))
        for things, found in known:
            for name in things & ko.keys():
                right.setdefault(name, Spot("en", sentence, found.start, found.end))
        # A name of something in the Korean is spoken for; one of something else may be the odd one.
        taken = [f for things, f in known if things & near]
        bodies = [f for _, f in known if f.text in _bodies()] + english_bodies(text)
        free += [
            Spot("en", sentence, found.start, found.end)
            for found in _longest(bodies)
            if not any(_overlap(found, f) for f in taken) and not is_abroad(text, found)
        ]
    return Named(bead, ko, right, free)


@lru_cache(maxsize=1)
def _bodies() -> frozenset[str]:
    """The English wordings that the glossary has for bodies."""
    return frozenset(w for t in glossary() if t.kind == "organisation" for w in t.wordings)


def _overlap(a: Found, b: Found) -> bool:
    return a.start < b.end and b.start < a.end


def _longest(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in sorted(set(found), key=lambda f: f.start - f.end):
        if not any(_overlap(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


def _two_names(name: str, places: list[Named], everywhere: list[Named]) -> Iterator[Finding]:
    first = next((p for p in places if name in p.right), None)
    if first is not None:
        right, sure = first.right[name], OTHER_NAME
    else:
        usual = _usual(name, places)
        if usual is None:
            return
        first, right = usual
        sure = TWO_NAMES
    for place in places:
        if place is first or name in place.right:
            continue
        for odd in place.free:
            if _is_odd(name, right.words, odd, place, everywhere):
                yield _finding(name, place, odd, first, right, sure)
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
        name not in other.ko and any(same_name(odd.words, s.words) for s in _all(other))
        for other in everywhere
    )


def _all(named: Named) -> list[Spot]:
    return [*named.free, *named.right.values()]


def _finding(name: str, place: Named, odd: Spot, first: Named, right: Spot, sure: float) -> Finding:
    another = any(things for things, f in english_terms(odd.words) if f.text == odd.words)
    if only_by_law(right.words, odd.words):
        sure = ACT_AND_LAW
    elif another and sure == OTHER_NAME:
        sure = ANOTHER_BODY
    severity = Severity.MAJOR if sure == ANOTHER_BODY else Severity.MINOR
    korean = place.ko[name]
    return Finding(
        place.bead,
        f"“{odd.words}” here, but “{right.words}” in {where(right.sentence)}, for the same "
        f"{korean.words}",
        severity, sure, (odd, right, korean, first.ko[name]),
    )  # fmt: skip


def _quoted(article: AlignedArticle) -> Iterator[Finding]:
    """A term that the Korean quotes twice, where the English quotes two different ones."""
    seen: dict[str, tuple[Spot, Spot]] = {}
    for bead in article.beads:
        ko, en = _lone_quotation(bead, article, "ko"), _lone_quotation(bead, article, "en")
        if ko is None or en is None:
            continue
        term = ko.words
        if term not in seen:
            seen[term] = ko, en
            continue
        ko_first, en_first = seen[term]
        if en.words.lower() == en_first.words.lower() or same_name(en.words, en_first.words):
            continue
        headline = any(spot.sentence.kind in HEADLINES for spot in (en, en_first))
        yield Finding(
            bead,
            f"“{en.words}” here, but “{en_first.words}” in {where(en_first.sentence)}, "
            f"for the same {term}",
            Severity.MINOR, QUOTED_IN_HEADLINE if headline else QUOTED,
            (en, en_first, ko, ko_first),
        )  # fmt: skip


def _lone_quotation(bead: Bead, article: AlignedArticle, lang: Side) -> Spot | None:
    """The quoted term of a bead, if it has one, and only one quotation of any kind."""
    found = [
        (sentence, q)
        for sentence in article.sentences(bead, lang)
        for q in quotations(text_of(sentence), lang)
    ]
    if len(found) != 1:
        return None
    sentence, q = found[0]
    if q.kind is QuoteKind.SPEECH or q.words >= _LONGEST_QUOTED or not (q.opened and q.closed):
        return None
    inside = text_of(sentence).index(q.text, q.start)
    text = q.text.rstrip(",. ")
    return Spot(lang, sentence, inside, inside + len(text))
