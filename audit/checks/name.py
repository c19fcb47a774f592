"""A name in the English that is not the one in the Korean, or a name that the English has lost.

A person, country, place or institution that the Korean does not name, most of all where one that it does
name is missing; a Korean person whose name is spelled as another's; another office than the Korean's; and a
name that is gone from the English, above all where its going leaves a hole ("a tour of and Canada").
Romanisations in use, the North Korean ones too, foreign names by their sound, and usual wordings such as
Washington for 미국 are accepted, and so is a pronoun or a title in a name's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial

from audit.article import ArticlePair
from audit.checks.traces import Trace, chance, english_traces, korean_traces
from audit.quality.judge import Judged
from audit.report import AlignedArticle, Bead, Category, Evidence, Flag, Severity, Side
from audit.text.holes import Hole, holes
from audit.text.leaders import other_office
from audit.text.mentions import HEARD, printed_likeness, terms_of
from audit.text.names import (
    Found,
    english_people,
    english_terms,
    glossary,
    is_worded,
    korean_people,
    korean_spelling,
)
from audit.text.normalise import normalise
from audit.text.romanise import is_person, is_surname_of, person_reading

CATEGORY = Category.NAME
SEVERITY = Severity.CRITICAL
OTHER_PERSON = 0.92
PERSON_OF_ANOTHER_SENTENCE = 0.7
PERSON_FROM_NOWHERE = 0.45
OTHER_TERM = 0.8
OTHER_OFFICE = 0.7
# A name in another's place: how strange the English one is, how lost a Korean one is (this much where
# none is), and the sum that is as likely an error as not.
STRANGE, LOST, NONE_LOST, REPLACED = 1.15, 0.6, -2.5, 2.6
# A name struck out: how lost it is (this much where none is), what a hole or a stand-in adds, the middle.
GONE, NONE_GONE, SURE_HOLE, LIKELY_HOLE, SPOKEN_OF, REMOVED = 0.8, -2.5, 4.0, 1.5, -0.8, 2.0
# What the model of missing words adds, in its own log-odds: from here on, and at most.
NO_GAP, MOST_GAP = 1.5, 2.5
MOST, LEAST = 0.95, 0.1
_BODIES = frozenset({"country", "place", "organisation", "company", "media"})
_PRONOUN = re.compile(
    r"\b(?:he|she|they|it|his|her|hers|him|their|them|its|who|whose|we|our|i|my|you|your)\b", re.I
)
_NEXT_WORD = re.compile("(?:의)? ([가-힣]{2,5})")
_HOME = re.compile(r"\b(?:country|countries|nation|nations|national|homeland|domestic)\b", re.I)
_TITLE = re.compile(
    r"\b(?:the|this|that|both|an?) (?:[a-z-]+ ){0,2}(?:president|premier|minister|leader|chief|chairman|"
    r"spokes(?:man|woman|person)|lawmaker|senator|mayor|governor|secretary|judge|coach|manager|singer|"
    r"actor|actress|director|striker|midfielder|player|pitcher|ceo|official|suspect|pair|two|former)\b",
    re.I,
)


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flag names of a bead that differ or are gone; nothing for null beads."""
    if not bead.ko or not bead.en:
        return
    found = [*_people(bead, article), *_terms(bead, article), *_offices(bead, article)]
    yield from found
    if not any(flag.confidence > PERSON_FROM_NOWHERE for flag in found):
        strange = sorted(english_traces(bead, article), key=lambda trace: -trace.score)
        lost = sorted(korean_traces(bead, article), key=lambda trace: -trace.score)
        flags = [*_replaced(bead, article, strange, lost), *_removed(bead, article, lost)]
        yield from sorted(flags, key=lambda flag: -flag.confidence)[:1]


def _texts(bead: Bead, article: AlignedArticle) -> tuple[str, str]:
    ko, en = (
        " ".join(normalise(s.text).text for s in article.sentences(bead, side))
        for side in ("ko", "en")
    )
    return ko, en


def _evidence(bead: Bead, article: AlignedArticle, side: Side, text: str) -> Iterable[Evidence]:
    """The first place in the bead's sentences where a name stands."""
    for sentence in article.sentences(bead, side):
        at = normalise(sentence.text).text.find(text)
        if text and at >= 0:
            yield article.evidence(side, sentence, at, at + len(text))
            return


def _flag(
    bead: Bead, article: AlignedArticle, ko: str, en: str, message: str, confidence: float
) -> Flag:
    evidence = [*_evidence(bead, article, "ko", ko), *_evidence(bead, article, "en", en)]
    return article.flag(
        bead, check="name", category=CATEGORY, severity=SEVERITY, message=message,
        evidence=evidence, confidence=confidence,
    )  # fmt: skip


def _people(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    ko, en = _texts(bead, article)
    printed = english_people(en)
    if not printed:
        return
    unmatched = [
        person
        for person in korean_people(ko)
        if not any(is_person(person.text, e.text) for e in printed)
    ]
    for name in printed:
        if korean_spelling(name.text, ko):
            continue
        elsewhere = article.once(
            f"Korean spelling of {name.text}", partial(_spelled_in_article, name.text)
        )
        candidates = _candidates(unmatched, name, printed)
        if candidates:
            person = candidates[0]
            yield _flag(
                bead, article, person.text, name.text,
                f"{person.text} reads {person_reading(person.text)}; the English has {name.text}",
                PERSON_OF_ANOTHER_SENTENCE if elsewhere else OTHER_PERSON,
            )  # fmt: skip
        elif not elsewhere:
            yield _flag(
                bead, article, "", name.text,
                f"The Korean names nobody who could be {name.text}", PERSON_FROM_NOWHERE,
            )  # fmt: skip


def _candidates(unmatched: list[Found], name: Found, printed: Sequence[Found]) -> list[Found]:
    """Korean people that the name may have been meant for: same surname first."""
    if len(unmatched) > len(printed):
        # More people in the Korean than in the English: only a shared surname tells whom.
        unmatched = [p for p in unmatched if _shares_surname(p, name)]
    return sorted(unmatched, key=lambda p: not _shares_surname(p, name))


def _shares_surname(person: Found, name: Found) -> bool:
    parts = name.text.split()
    return any(is_surname_of(person.text, part) for part in (parts[0], parts[-1]))


def _spelled_in_article(latin: str, pair: ArticlePair) -> bool:
    return any(korean_spelling(latin, normalise(s.text).text) for s in pair.ko.sentences)


def _terms(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    ko, en = _texts(bead, article)
    named = terms_of(ko)
    missing = [(term, ko[start:end]) for term, start, end in named if not is_worded(term, en)]
    if not missing:
        return
    near = " ".join(normalise(s.text).text for s in article.neighbours(bead, "ko", 2))
    known = {term.en for term, _, _ in (*named, *terms_of(near))}
    spoken: set[str] = set()
    for things, found in english_terms(en):
        if things & known or found.text in spoken:
            continue
        spoken.add(found.text)
        kinds = {kind for thing in things for kind in _kinds().get(thing, ())}
        other = next((pair for pair in missing if pair[0].kind in kinds), None)
        if other:
            yield _flag(
                bead, article, other[1], found.text,
                f"{other[1]} is {other[0].en}; the English has {found.text}", OTHER_TERM,
            )  # fmt: skip


@lru_cache(maxsize=1)
def _kinds() -> dict[str, frozenset[str]]:
    """The kinds of each English term of the glossary."""
    kinds: dict[str, set[str]] = {}
    for term in glossary():
        kinds.setdefault(term.en, set()).add(term.kind)
    return {en: frozenset(found) for en, found in kinds.items()}


def _offices(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    ko, en = _texts(bead, article)
    near = " ".join(normalise(s.text).text for s in article.neighbours(bead, "ko", 2))
    pair = other_office(ko, en, near)
    if pair:
        held, given = pair
        yield _flag(
            bead, article, held.text, given.text,
            f"The Korean says {held.text}; the English has {given.text}", OTHER_OFFICE,
        )  # fmt: skip


def _replaced(
    bead: Bead, article: AlignedArticle, strange: list[Trace], lost: list[Trace]
) -> Iterable[Flag]:
    """The English name that the Korean explains least, with the Korean one it may stand for."""
    bodies = [trace for trace in lost if trace.mention.kind in _BODIES]
    # Editors say whose government or president it is: a country stands only for another country or body.
    strange = [
        t for t in strange if t.mention.kind != "country" or (bodies and bodies[0].score > 0)
    ]
    if not strange:
        return
    found = strange[0]
    rivals = bodies if found.mention.kind == "country" else lost
    missed = max(rivals[0].score, NONE_LOST) if rivals else NONE_LOST
    confidence = MOST * chance(STRANGE * found.score + LOST * missed - REPLACED)
    if confidence < LEAST:
        return
    name, other = _whole(found, strange), _whole(rivals[0], rivals) if missed > 0 else ""
    instead = f"{other} and " if other else ""
    yield _flag(
        bead, article, other, name, f"The Korean has {instead}nothing like {name}", confidence
    )


def _whole(found: Trace, traces: list[Trace]) -> str:
    """The name as the text has it, with its neighbours that lack a trace as well: 아베 신조."""
    text = normalise(found.sentence.text).text
    start, end = found.mention.start, found.mention.end
    for trace in sorted(traces, key=lambda t: t.mention.start):
        mention = trace.mention
        same = trace.sentence == found.sentence and mention.kind == found.mention.kind
        beside = start <= mention.end + 1 and mention.start <= end + 1
        between = text[min(mention.end, end) : max(mention.start, start)]
        if same and beside and between in ("", " ", "-"):
            start, end = min(start, mention.start), max(end, mention.end)
    return text[start:end]


def _removed(bead: Bead, article: AlignedArticle, lost: list[Trace]) -> Iterable[Flag]:
    """The Korean name that the English says least of, and the place where the English lacks a word."""
    _, en = _texts(bead, article)
    empty = holes(en)
    lost = [trace for trace in lost if not _narrowed(trace, en)]
    if not lost and not (empty and empty[0].sure):
        return
    missed = max(lost[0].score, NONE_GONE) if lost else NONE_GONE
    total = GONE * missed - REMOVED
    total += max(_hole(empty), _gap(article.judged(bead)))
    if lost and _stands_in(lost[0], en):
        total += SPOKEN_OF
    confidence = MOST * chance(total)
    if confidence < LEAST:
        return
    name = _whole(lost[0], lost) if lost else ""
    place = en[empty[0].start : empty[0].end].strip() if empty and empty[0].sure else ""
    if name:
        message = f"The English has nothing for {name}"
    else:
        message = f"A word seems to be missing from the English at “{place}”"
    yield _flag(bead, article, name, place, message, confidence)


def _narrowed(trace: Trace, en: str) -> bool:
    """Whether a country stands before a city that the English names: 미국 시카고 as Chicago."""
    text = normalise(trace.sentence.text).text
    city = _NEXT_WORD.match(text, trace.mention.end)
    return (
        trace.mention.kind == "country"
        and city is not None
        and printed_likeness(city[1], en) >= HEARD
    )


def _hole(empty: Sequence[Hole]) -> float:
    if not empty:
        return 0.0
    return SURE_HOLE if empty[0].sure else LIKELY_HOLE


def _gap(judged: Judged | None) -> float:
    """How much the word-level model's surest gap in the English alone counts as a hole."""
    if judged is None:
        return 0.0
    return min(max(float(judged.absent.max()) - NO_GAP, 0.0), MOST_GAP)


def _stands_in(trace: Trace, en: str) -> bool:
    """Whether the English may speak of the name by a pronoun, a title, or as its country."""
    if trace.mention.kind == "country":
        return bool(_HOME.search(en))
    return bool(trace.mention.kind != "SL" and (_PRONOUN.search(en) or _TITLE.search(en)))
