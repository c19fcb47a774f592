"""A wording that the house's own glossary or style sheet does not print.

Both files are named in audit.toml: without them this check finds nothing. A glossary term is flagged where
the English has none of the house's wordings for it but another known one, a name where it is romanised
otherwise. A wording that the style sheet forbids or prefers another to is flagged wherever it stands alone,
not as part of a longer name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from audit.article import ArticlePair, Sentence
from audit.house import FORBID, PREFER, ROMANISE, Entry, House, Rule
from audit.report import AlignedArticle, Bead, Category, Evidence, Flag, Severity, Side
from audit.text.names import Found, english_terms, korean_people, korean_terms
from audit.text.normalise import normalise
from audit.text.romanise import is_person
from audit.text.wordings import (
    english_wordings,
    is_abroad,
    korean_wordings,
    other_names,
    spellings,
)

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.MINOR
LISTED = 0.92
"""Confidence where the house itself lists the wording that it does not print."""
KNOWN = 0.85
"""Confidence where only the shipped glossary knows the wording."""
NAMED_ELSEWHERE = 0.75
"""Confidence where another sentence of the Korean has the name."""
PREFERRED = 0.8
_OFFICES = ("organisation", "organization", "")
"""Kinds of terms that another country may have one of, which is called otherwise."""
_YIELDING = ("name", "spelling")


class Place(NamedTuple):
    """Where something stands: a sentence and a span of it, normalised."""

    sentence: Sentence
    found: Found

    def within(self, other: Place) -> bool:
        """Whether this lies inside the other, or is the same."""
        return (
            self.sentence.id == other.sentence.id
            and other.found.start <= self.found.start
            and self.found.end <= other.found.end
        )

    def inside(self, other: Place) -> bool:
        """Whether this is a part of the other, and not the whole of it."""
        return self.within(other) and not other.within(self)


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flag each term, name and rule once a bead; forbidden wordings in a null bead too."""
    house = article.house
    if not house or not bead.en:
        return
    taken: list[Place] = []
    named = _named(bead, article)
    for ko, place in named.items():
        if ko in house.glossed and (rivals := _rivals(house.glossed[ko], place, bead, article)):
            taken += rivals
            yield _term_flag(house.glossed[ko], place, rivals, bead, article)
    if bead.ko:
        for rule in house.of(ROMANISE):
            for term in rule.terms:
                if others := _romanised_otherwise(term, rule, named, bead, article):
                    taken += others
                    yield _name_flag(term, rule, named.get(term), others, bead, article)
    right = _right(house, named, bead, article)
    for rule in (*house.of(FORBID), *house.of(PREFER)):
        if wrong := [p for p in _against(rule, right, bead, article) if p not in taken]:
            taken += wrong
            yield _rule_flag(rule, wrong, bead, article)


def accepted(flags: list[Flag], article: AlignedArticle) -> list[Flag]:
    """Flags without those of other checks on a rendering that the house prints for a term at hand."""
    if not article.house:
        return flags
    beads = {bead.id: bead for bead in article.beads}
    return [
        flag
        for flag in flags
        if flag.check not in _YIELDING or not _is_printed(flag, beads[flag.bead_id], article)
    ]


def _is_printed(flag: Flag, bead: Bead, article: AlignedArticle) -> bool:
    """Whether a flag's English, or its Korean where it has no English, is a term worded as the house does."""
    side: Side = "en" if any(e.side == "en" for e in flag.evidence) else "ko"
    pointed = [e for e in flag.evidence if e.side == side]
    for ko, place in _named(bead, article).items():
        worded = _worded(article.house.printed[ko], bead, article)
        known = [_evidence(article, side, p) for p in (worded if side == "en" else [place])]
        if worded and pointed and all(any(_covers(k, e) for k in known) for e in pointed):
            return True
    return False


def _covers(known: Evidence, pointed: Evidence) -> bool:
    return known.start <= pointed.start and pointed.end <= known.end


def _evidence(article: AlignedArticle, side: Side, place: Place) -> Evidence:
    return article.evidence(side, place.sentence, place.found.start, place.found.end)


def _named(bead: Bead, article: AlignedArticle) -> dict[str, Place]:
    """The house's terms and names in the bead's Korean, each where it first stands."""
    terms = tuple(article.house.printed)
    named: dict[str, Place] = {}
    for sentence in article.sentences(bead, "ko"):
        for found in korean_wordings(terms, normalise(sentence.text).text):
            named.setdefault(found.text, Place(sentence, found))
    return named


def _worded(wordings: Iterable[str], bead: Bead, article: AlignedArticle) -> list[Place]:
    return [
        Place(sentence, found)
        for sentence in article.sentences(bead, "en")
        for wording in wordings
        for found in english_wordings(wording, normalise(sentence.text).text, loosely=True)
    ]


def _rivals(entry: Entry, place: Place, bead: Bead, article: AlignedArticle) -> list[Place]:
    """Renderings of a term that the house does not print, if none of its own is there."""
    forbidden = [
        Place(sentence, found)
        for sentence in article.sentences(bead, "en")
        for wording in entry.forbidden
        for found in english_wordings(wording, normalise(sentence.text).text)
    ]
    forbidden = [f for f in forbidden if not any(f.inside(other) for other in forbidden)]
    worded = _worded(entry.wordings, bead, article)
    # "Korea" inside a forbidden "South Korea" is none, and so is a forbidden "Korea" the other way round.
    if any(not any(w.inside(f) for f in forbidden) for w in worded):
        return []
    return forbidden or list(_known_otherwise(entry, place, bead, article))


def _known_otherwise(
    entry: Entry, place: Place, bead: Bead, article: AlignedArticle
) -> Iterator[Place]:
    """The shipped glossary's names for the same thing, where they can mean nothing else."""
    names, own = other_names(entry.ko, entry.wordings)
    if not names or _printed_elsewhere(entry, article):
        return
    office = entry.kind in _OFFICES
    if office and is_abroad(normalise(place.sentence.text).text, place.found):
        return
    others = {
        wording
        for sentence in article.sentences(bead, "ko")
        for term, _ in korean_terms(normalise(sentence.text).text)
        if term.en not in own
        for wording in term.wordings
    }
    for sentence in article.sentences(bead, "en"):
        text = normalise(sentence.text).text
        for _, found in english_terms(text):
            if found.text in names - others and not (office and is_abroad(text, found)):
                yield Place(sentence, found)


def _printed_elsewhere(entry: Entry, article: AlignedArticle) -> bool:
    """Whether the article has the house's wording somewhere: what is shorter after it is a second mention."""

    def search(pair: ArticlePair) -> bool:
        texts = [normalise(s.text).text for s in pair.en.sentences]
        return any(
            any(english_wordings(w, text, loosely=True)) for w in entry.wordings for text in texts
        )

    return article.once(f"house wording of {entry.ko}", search)


def _romanised_otherwise(
    term: str, rule: Rule, named: dict[str, Place], bead: Bead, article: AlignedArticle
) -> list[Place]:
    """Spellings of a name other than the house's, if nobody else is so called."""
    if term not in named and term not in article.once("house people", _people):
        return []
    others = article.once("house people", _people) - {term}
    uses = {r.use for r in article.house.of(ROMANISE) if set(r.terms) & (others | set(named))}
    return [
        Place(sentence, found)
        for sentence in article.sentences(bead, "en")
        for found in spellings(term, rule.use, normalise(sentence.text).text)
        if found.text not in uses - {rule.use} and not any(is_person(o, found.text) for o in others)
    ]


def _people(pair: ArticlePair) -> frozenset[str]:
    """Full names of Koreans in the whole Korean article."""
    return frozenset(
        found.text for s in pair.ko.sentences for found in korean_people(normalise(s.text).text)
    )


def _right(
    house: House, named: dict[str, Place], bead: Bead, article: AlignedArticle
) -> tuple[list[Place], list[Place]]:
    """Stretches of English that rules leave alone: whole or part, and part only."""
    whole = _worded((w for ko in named for w in house.printed[ko]), bead, article)
    part = [
        Place(sentence, found)
        for sentence in article.sentences(bead, "en")
        for _, found in english_terms(normalise(sentence.text).text)
    ]
    return whole, part


def _against(
    rule: Rule, right: tuple[list[Place], list[Place]], bead: Bead, article: AlignedArticle
) -> Iterator[Place]:
    found = [
        Place(sentence, found)
        for sentence in article.sentences(bead, "en")
        for term in rule.terms
        for found in english_wordings(term, normalise(sentence.text).text)
    ]
    if not found:
        return
    whole, part = right
    part = [*part, *(_worded((rule.use,), bead, article) if rule.use else ()), *found]
    for place in found:
        if not any(place.within(r) for r in whole) and not any(place.inside(r) for r in part):
            yield place


def _term_flag(
    entry: Entry, place: Place, rivals: list[Place], bead: Bead, article: AlignedArticle
) -> Flag:
    listed = any(rivals[0].found.text.lower() == w.lower() for w in entry.forbidden)
    return article.flag(
        bead, check="house", category=CATEGORY, severity=Severity.MAJOR,
        message=f"The house prints “{entry.en}” for {entry.ko}, not “{rivals[0].found.text}” "
        f"({entry.where})",
        evidence=[_evidence(article, "ko", place), *(_evidence(article, "en", r) for r in rivals)],
        confidence=LISTED if listed else KNOWN,
    )  # fmt: skip


def _name_flag(
    term: str, rule: Rule, place: Place | None, others: list[Place], bead: Bead,
    article: AlignedArticle,
) -> Flag:  # fmt: skip
    korean = [_evidence(article, "ko", place)] if place else []
    return article.flag(
        bead, check="house", category=CATEGORY, severity=Severity.MAJOR,
        message=f"The house spells {term} “{rule.use}”, not “{others[0].found.text}” ({rule.where})",
        evidence=[*korean, *(_evidence(article, "en", other) for other in others)],
        confidence=LISTED if place else NAMED_ELSEWHERE,
    )  # fmt: skip


def _rule_flag(rule: Rule, wrong: list[Place], bead: Bead, article: AlignedArticle) -> Flag:
    printed = wrong[0].found.text
    if rule.rule == PREFER:
        says = f"The house prefers “{rule.use}” to “{printed}”"
    else:
        says = f"The house does not print “{printed}”" + (f" but “{rule.use}”" if rule.use else "")
    return article.flag(
        bead, check="house", category=CATEGORY, severity=SEVERITY,
        message=f"{says} ({rule.where})",
        evidence=[_evidence(article, "en", place) for place in wrong],
        confidence=PREFERRED if rule.rule == PREFER else LISTED,
    )  # fmt: skip
