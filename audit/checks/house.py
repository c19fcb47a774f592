"""A wording that the house's own glossary or style sheet does not print.

Both files are named in audit.toml: without them this check finds nothing. A glossary term is flagged where
the English has none of the house's wordings for it but another known one, a name where it is romanised
otherwise. A wording that the style sheet forbids or prefers another to is flagged wherever it stands alone,
not as part of a longer name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from audit.checks.common.suggested_names import in_place
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.registry import Doubt, check_of
from audit.checks.severity import Concern
from audit.languages.normalise import normalise
from audit.languages.pair.glossary import english_terms, korean_terms
from audit.languages.pair.names import korean_people
from audit.languages.pair.romanisation import is_person
from audit.languages.pair.wordings import (
    english_wordings,
    is_abroad,
    korean_wordings,
    other_names,
    spellings,
)
from audit.languages.spans import Found, inside
from audit.records.article import Article, Sentence
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation, Side, Span
from audit.records.message import Message
from audit.records.settings import FORBID, PREFER, ROMANISE, GlossaryEntry, HouseStyle, StyleRule

CATEGORY = Category.CONSISTENCY
CONCERNS = Concern.HOUSE_STYLE
ITS_TYPE = "terminology"
DOUBT = Doubt.OWN
CONFIDENCE = confidences(__name__)
MESSAGES = {
    "term": Message(
        "The house prints “{printed}” for {term}, not “{found}” ({where})",
        "{term}의 사내 표기는 “{printed}”인데 여기서는 “{found}”입니다 ({where})",
    ),
    "name": Message(
        "The house spells {name} “{printed}”, not “{found}” ({where})",
        "{name}의 사내 로마자 표기는 “{printed}”인데 여기서는 “{found}”입니다 ({where})",
    ),
    "preferred": Message(
        "The house prefers “{printed}” to “{found}” ({where})",
        "사내에서는 “{found}”보다 “{printed}” 표현을 선호합니다 ({where})",
    ),
    "forbidden": Message(
        "The house does not print “{found}” ({where})",
        "사내에서는 “{found}” 표현을 쓰지 않습니다 ({where})",
    ),
    "replaced": Message(
        "The house does not print “{found}” but “{printed}” ({where})",
        "사내에서는 “{found}” 대신 “{printed}” 표현을 씁니다 ({where})",
    ),
}
_PLURAL = re.compile("[^s]s$")
_OFFICES = ("organisation", "organization", "")
"""Kinds of terms that another country may have one of, which is called otherwise."""


class Place(NamedTuple):
    """Where something stands: a sentence and a span of it, normalised."""

    sentence: Sentence
    found: Found

    def within(self, other: Place) -> bool:
        """Whether this lies inside the other, or is the same."""
        return self.sentence.id == other.sentence.id and inside(self.found, other.found)

    def inside(self, other: Place) -> bool:
        """Whether this is a part of the other, and not the whole of it."""
        return self.within(other) and not other.within(self)


def check(bead: Bead, context: Context) -> Iterator[Finding]:
    """Find each term, name and rule once a bead; forbidden wordings in a null bead too."""
    style = context.style
    if not style or not bead.target:
        return
    taken: list[Place] = []
    named = _named(bead, context)
    for term, place in named.items():
        entry = _entries_of(context).get(term)
        if entry and (rivals := _rivals(entry, place, bead, context)):
            taken += rivals
            yield _term_finding(entry, place, rivals, bead, context)
    if bead.source:
        for rule in style.of(ROMANISE):
            for name in rule.terms:
                if others := _romanised_otherwise(name, rule, named, bead, context):
                    taken += others
                    yield _name_finding(name, rule, named.get(name), others, bead, context)
    whole, part = _left_alone(named, bead, context)
    for rule in (*style.of(FORBID), *style.of(PREFER)):
        places = _against(rule, whole, part, bead, context)
        if wrong := [place for place in places if place not in taken]:
            taken += wrong
            yield _rule_finding(rule, wrong, bead, context)


def revise(findings: list[Finding], context: Context) -> list[Finding]:
    """The findings without those that yield, where the house itself prints what they point at."""
    if not context.style:
        return findings
    beads = {bead.id: bead for bead in context.beads}
    return [
        found
        for found in findings
        if not _yields(found)
        or found.bead_id not in beads
        or not _is_printed(found, beads[found.bead_id], context)
    ]


@lru_cache(maxsize=8)
def entries_by_term(style: HouseStyle) -> Mapping[str, GlossaryEntry]:
    """The glossary by Korean term; a wording that a ``forbid`` row replaces by its own is forbidden."""
    instead: dict[str, tuple[str, ...]] = {}
    for rule in style.of(FORBID):
        instead[rule.use] = (*instead.get(rule.use, ()), *rule.terms)
    return {
        entry.ko: replace(
            entry,
            forbidden=(
                *entry.forbidden,
                *(term for wording in entry.wordings for term in instead.get(wording, ())),
            ),
        )
        for entry in style.entries
    }


@lru_cache(maxsize=8)
def wordings_by_term(style: HouseStyle) -> Mapping[str, tuple[str, ...]]:
    """What the house prints for each Korean term, names of the style sheet included."""
    known = {entry.ko: entry.wordings for entry in style.entries}
    for rule in style.of(ROMANISE):
        for term in rule.terms:
            known[term] = (*known.get(term, ()), rule.use)
    return known


# Looked up once an article: hashing a style of thousands of entries takes as long as reading a sentence.
def _entries_of(context: Context) -> Mapping[str, GlossaryEntry]:
    return context.once("house entries", lambda _: entries_by_term(context.style))


def _wordings_of(context: Context) -> Mapping[str, tuple[str, ...]]:
    return context.once("house wordings", lambda _: wordings_by_term(context.style))


def _yields(found: Finding) -> bool:
    check = check_of(found.check)
    return check is not None and check.yields


def _is_printed(found: Finding, bead: Bead, context: Context) -> bool:
    """Whether a finding's target words, or its source's where it has none, are worded as the house does."""
    side: Side = "target" if any(span.side == "target" for span in found.spans) else "source"
    pointed = [span for span in found.spans if span.side == side]
    for term, place in _named(bead, context).items():
        worded = _worded(_wordings_of(context)[term], bead, context)
        known = [_span(context, side, p) for p in (worded if side == "target" else [place])]
        if worded and pointed and all(any(_covers(k, span) for k in known) for span in pointed):
            return True
    return False


def _covers(known: Span, pointed: Span) -> bool:
    return inside(pointed, known)


def _span(context: Context, side: Side, place: Place) -> Span:
    return context.span(side, place.sentence, place.found.start, place.found.end)


def _named(bead: Bead, context: Context) -> dict[str, Place]:
    """The house's terms and names in the bead's Korean, each where it first stands."""
    terms = tuple(_wordings_of(context))
    named: dict[str, Place] = {}
    for sentence in context.sentences(bead, "source"):
        for found in korean_wordings(terms, normalise(sentence.text).text):
            named.setdefault(found.text, Place(sentence, found))
    return named


def _worded(wordings: Iterable[str], bead: Bead, context: Context) -> list[Place]:
    return [
        Place(sentence, found)
        for sentence in context.sentences(bead, "target")
        for wording in wordings
        for found in english_wordings(wording, normalise(sentence.text).text, loosely=True)
    ]


def _rivals(entry: GlossaryEntry, place: Place, bead: Bead, context: Context) -> list[Place]:
    """Renderings of a term that the house does not print, if none of its own is there."""
    forbidden = [
        Place(sentence, found)
        for sentence in context.sentences(bead, "target")
        for wording in entry.forbidden
        for found in english_wordings(wording, normalise(sentence.text).text)
    ]
    forbidden = [f for f in forbidden if not any(f.inside(other) for other in forbidden)]
    worded = _worded(entry.wordings, bead, context)
    # "Korea" inside a forbidden "South Korea" is none, and so is a forbidden "Korea" the other way round.
    if any(not any(w.inside(f) for f in forbidden) for w in worded):
        return []
    return forbidden or list(_known_otherwise(entry, place, bead, context))


def _known_otherwise(
    entry: GlossaryEntry, place: Place, bead: Bead, context: Context
) -> Iterator[Place]:
    """The shipped glossary's names for the same thing, where they can mean nothing else."""
    names, own = other_names(entry.ko, entry.wordings)
    if not names or _printed_elsewhere(entry, context):
        return
    office = entry.kind in _OFFICES
    if office and is_abroad(normalise(place.sentence.text).text, place.found):
        return
    others = {
        wording
        for sentence in context.sentences(bead, "source")
        for term, _ in korean_terms(normalise(sentence.text).text)
        if term.en not in own
        for wording in term.wordings
    }
    for sentence in context.sentences(bead, "target"):
        text = normalise(sentence.text).text
        for _, found in english_terms(text):
            if found.text in names - others and not (office and is_abroad(text, found)):
                yield Place(sentence, found)


def _printed_elsewhere(entry: GlossaryEntry, context: Context) -> bool:
    """Whether the article has the house's wording somewhere: what is shorter after it is a second mention."""

    def search(pair: Article) -> bool:
        texts = [normalise(s.text).text for s in pair.target.sentences]
        return any(
            any(english_wordings(w, text, loosely=True)) for w in entry.wordings for text in texts
        )

    return context.once(f"house wording of {entry.ko}", search)


def _romanised_otherwise(
    term: str, rule: StyleRule, named: dict[str, Place], bead: Bead, context: Context
) -> list[Place]:
    """Spellings of a name other than the house's, if nobody else is so called."""
    if term not in named and term not in context.once("house people", _people):
        return []
    others = context.once("house people", _people) - {term}
    uses = {r.use for r in context.style.of(ROMANISE) if set(r.terms) & (others | set(named))}
    return [
        Place(sentence, found)
        for sentence in context.sentences(bead, "target")
        for found in spellings(term, rule.use, normalise(sentence.text).text)
        if found.text not in uses - {rule.use} and not any(is_person(o, found.text) for o in others)
    ]


def _people(pair: Article) -> frozenset[str]:
    """Full names of Koreans in the whole Korean article."""
    return frozenset(
        found.text for s in pair.source.sentences for found in korean_people(normalise(s.text).text)
    )


def _left_alone(
    named: dict[str, Place], bead: Bead, context: Context
) -> tuple[list[Place], list[Place]]:
    """Stretches of English that rules leave alone: whole or part, and part only."""
    wordings = _wordings_of(context)
    whole = _worded((wording for term in named for wording in wordings[term]), bead, context)
    part = [
        Place(sentence, found)
        for sentence in context.sentences(bead, "target")
        for _, found in english_terms(normalise(sentence.text).text)
    ]
    return whole, part


def _against(
    rule: StyleRule, whole: list[Place], part: list[Place], bead: Bead, context: Context
) -> Iterator[Place]:
    """Where the English has what a rule is about, outside what is left alone."""
    found = [
        Place(sentence, found)
        for sentence in context.sentences(bead, "target")
        for term in rule.terms
        for found in english_wordings(term, normalise(sentence.text).text)
    ]
    if not found:
        return
    part = [*part, *(_worded((rule.use,), bead, context) if rule.use else ()), *found]
    for place in found:
        if not any(map(place.within, whole)) and not any(map(place.inside, part)):
            yield place


def _term_finding(
    entry: GlossaryEntry, place: Place, rivals: list[Place], bead: Bead, context: Context
) -> Finding:
    found = rivals[0].found.text
    listed = any(found.lower() == wording.lower() for wording in entry.forbidden)
    return context.finding(
        bead, "house.term", category=CATEGORY, concerns=Concern.HOUSE_TERM, relation=Relation.DISTORTED,
        spans=[_span(context, "source", place), *(_span(context, "target", r) for r in rivals)],
        confidence=CONFIDENCE["listed" if listed else "known"],
        printed=entry.en, term=entry.ko, found=found, where=entry.where,
        suggestion=_in_place(rivals[0], entry.en),
    )  # fmt: skip


def _name_finding(
    name: str, rule: StyleRule, place: Place | None, others: list[Place], bead: Bead,
    context: Context,
) -> Finding:  # fmt: skip
    source = [_span(context, "source", place)] if place else []
    return context.finding(
        bead, "house.name", category=CATEGORY, concerns=Concern.HOUSE_TERM, relation=Relation.DISTORTED,
        spans=[*source, *(_span(context, "target", other) for other in others)],
        confidence=CONFIDENCE["listed" if place else "named_elsewhere"],
        name=name, printed=rule.use, found=others[0].found.text, where=rule.where,
        suggestion=_in_place(others[0], rule.use),
    )  # fmt: skip


def _in_place(place: Place, printed: str) -> str:
    text = normalise(place.sentence.text).text
    if (
        place.found.text.islower()
        and _PLURAL.search(place.found.text)
        and not _PLURAL.search(printed)
    ):
        return ""  # comfort girls are no "victim"
    return in_place(text, place.found.start, place.found.text, printed)


def _rule_finding(rule: StyleRule, wrong: list[Place], bead: Bead, context: Context) -> Finding:
    preferred = rule.rule == PREFER
    instead = "house.replaced" if rule.use else "house.forbidden"
    return context.finding(
        bead, "house.preferred" if preferred else instead, category=CATEGORY, concerns=CONCERNS,
        relation=Relation.DISTORTED,
        spans=[_span(context, "target", place) for place in wrong],
        confidence=CONFIDENCE["preferred" if preferred else "listed"],
        found=wrong[0].found.text, printed=rule.use, where=rule.where,
        suggestion=_in_place(wrong[0], rule.use),
    )  # fmt: skip
