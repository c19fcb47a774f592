"""A name in the English that is not the one in the Korean, or a name that the English has lost.

A person, country, place or institution that the Korean does not name, most of all where one that it does
name is missing; a Korean person whose name is spelled as another's; another office than the Korean's; and a
name that is gone from the English, above all where its going leaves a hole ("a tour of and Canada").
Romanisations in use, the North Korean ones too, foreign names by their sound, and usual wordings such as
Washington for 미국 are accepted, and so is a pronoun or a title in a name's place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial

from audit.checks.common.likely_names import concerns_of, likely_error
from audit.checks.common.suggested_names import suggested_person, suggested_term
from audit.checks.confidence import confidences
from audit.checks.context import Context, joined
from audit.checks.severity import Concern
from audit.languages.normalise import normalise
from audit.languages.pair.common_nouns import (
    is_heard_elsewhere,
    is_no_counterpart,
    is_spoken_of,
)
from audit.languages.pair.glossary import Term, english_terms, glossary, is_worded
from audit.languages.pair.leaders import other_office
from audit.languages.pair.mentions import MOST_NAMES, terms_of
from audit.languages.pair.names import (
    english_people,
    is_printed,
    korean_people,
    korean_spelling,
    other_spelling,
)
from audit.languages.pair.other_names import (
    Pair,
    exchanged_titles,
    other_original,
    other_part,
    other_surname,
    other_titled,
    surnames_of,
)
from audit.languages.pair.romanisation import is_surname_of, person_reading
from audit.languages.pair.signs import other_signs
from audit.languages.spans import Found
from audit.records.article import Article
from audit.records.bead import Bead
from audit.records.flag import SIDES, Category, Finding, Relation, Side, Span, Stage
from audit.records.message import Message

CATEGORY = Category.NAME
CONCERNS = Concern.PERSON
YIELDS = True
CONFIDENCE = confidences(__name__)
MESSAGES: Mapping[str, Message] = {
    "person": Message(
        "{source} reads {reading}; the English has {target}",
        "{source}의 로마자 표기는 {reading}인데 영어 표기는 {target}입니다",
    ),
    "other": Message(
        "The Korean name here is {source}; the English has {target}",
        "한국어 원문의 이름은 {source}인데 영어 표기는 {target}입니다",
    ),
    "exchanged": Message(
        "The Korean gives this title to {source}; the English to {target}",
        "한국어 원문에서 이 직함을 가진 사람은 {source}인데 영어에서는 {target}입니다",
    ),
    "sign": Message(
        "{source} stands in the Korean; the English has {target}",
        "한국어 원문의 표시는 {source}인데 영어에는 {target}라고 되어 있습니다",
    ),
    "nobody": Message(
        "The Korean names nobody who could be {target}",
        "한국어 원문에 {target}에 해당하는 사람이 없습니다",
    ),
    "term": Message(
        "{source} is {wording}; the English has {target}",
        "{source}의 영어 표기는 {wording}인데 여기서는 {target}입니다",
    ),
    "office": Message(
        "The Korean says {source}; the English has {target}",
        "한국어 원문의 직함은 {source}인데 영어의 직함은 {target}입니다",
    ),
    "replaced": Message(
        "The Korean has {source} here, not {target}",
        "한국어 원문에는 {target} 대신 {source:이} 있습니다",
    ),
    "unexplained": Message(
        "{target} is not in the Korean",
        "한국어 원문에 {target}에 해당하는 말이 없습니다",
    ),
    "lost": Message(
        "The English has nothing for {source}",
        "영어에 {source}에 해당하는 말이 없습니다",
    ),
    "hole": Message(
        "A word seems to be missing from the English at “{target}”",
        "영어 “{target}” 자리에 단어가 누락된 것으로 보입니다",
    ),
}

_RELATIONS: Mapping[str, Relation] = {
    "replaced": Relation.CONTRADICTS,
    "unexplained": Relation.ADDED,
    "lost": Relation.OMITTED,
    "hole": Relation.DISTORTED,
}
"""How the English diverges by what is likely wrong with a name (``likely_names``)."""


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """Names of a bead that differ or are gone; nothing for null beads."""
    if not bead.source or not bead.target:
        return
    found = [
        *_people(bead, context), *_counterparts(bead, context), *_terms(bead, context),
        *_signs(bead, context), *_offices(bead, context),
    ]  # fmt: skip
    yield from found
    if not any(finding.confidence > CONFIDENCE["person_from_nowhere"] for finding in found):
        likely = likely_error(bead, context)
        if likely is not None:
            yield _finding(
                bead, context, f"name.{likely.what}", _RELATIONS[likely.what], likely.confidence,
                concerns=likely.concerns, source=likely.source, target=likely.target,
            )  # fmt: skip


def _texts(bead: Bead, context: Context) -> tuple[str, str]:
    ko, en = (joined(context.sentences(bead, side)) for side in SIDES)
    return ko, en


def _spans(bead: Bead, context: Context, side: Side, text: str) -> Iterable[Span]:
    """The first place in the bead's sentences where a name stands."""
    for sentence in context.sentences(bead, side):
        at = normalise(sentence.text).text.find(text)
        if at >= 0:
            yield context.span(side, sentence, at, at + len(text))
            return


def _finding(
    bead: Bead,
    context: Context,
    code: str,
    relation: Relation,
    confidence: float,
    *,
    concerns: Concern = CONCERNS,
    source: str = "",
    target: str = "",
    **parameters: str,
) -> Finding:
    """A finding on a Korean name and an English one; empty where that side has none to show."""
    names = {side: name for side, name in zip(SIDES, (source, target), strict=True) if name}
    spans = [span for side, name in names.items() for span in _spans(bead, context, side, name)]
    return context.finding(
        bead, code, category=CATEGORY, concerns=concerns, relation=relation, spans=spans,
        confidence=confidence, stage=Stage.UNKNOWN, **names, **parameters,
    )  # fmt: skip


def _people(bead: Bead, context: Context) -> Iterable[Finding]:
    ko, en = _texts(bead, context)
    printed = english_people(en)[:MOST_NAMES]
    people = korean_people(ko)[:MOST_NAMES]
    unmatched = [person for person in people if not is_printed(person.text, en)]
    for name in printed:
        if korean_spelling(name.text, ko):
            continue
        elsewhere = _is_elsewhere(name.text, context)
        candidates = _candidates(unmatched, name, printed)
        if candidates:
            unmatched.remove(candidates[0])
            yield _other_person(bead, context, candidates[0].text, name.text, elsewhere)
        elif not elsewhere:
            yield _finding(
                bead, context, "name.nobody", Relation.ADDED, CONFIDENCE["person_from_nowhere"],
                target=name.text,
            )  # fmt: skip
    for person in unmatched:
        other = other_spelling(person.text, en)
        if other and not korean_spelling(other.text, ko):
            elsewhere = _is_elsewhere(other.text, context)
            yield _other_person(bead, context, person.text, other.text, elsewhere)


def _signs(bead: Bead, context: Context) -> Iterable[Finding]:
    for sign in other_signs(*_texts(bead, context)):
        yield _finding(
            bead, context, "name.sign", Relation.CONTRADICTS, CONFIDENCE["other_sign"],
            concerns=Concern(sign.concerns), source=sign.sign.text, target=sign.english.text,
        )  # fmt: skip


def _other_person(bead: Bead, context: Context, person: str, name: str, elsewhere: bool) -> Finding:
    sure = CONFIDENCE["person_named_elsewhere" if elsewhere else "other_person"]
    return _finding(
        bead, context, "name.person", Relation.CONTRADICTS, sure,
        source=person, target=name, reading=person_reading(person),
        suggestion=suggested_person(context, person, name),
    )  # fmt: skip


def _is_elsewhere(name: str, context: Context) -> bool:
    return context.once(f"Korean spelling of {name}", partial(_spelled_in_article, name))


def _counterparts(bead: Bead, context: Context) -> Iterable[Finding]:
    """Names that are sure to stand for each other, by what is beside them, and are not the same."""
    ko, en = _texts(bead, context)
    pairs = {
        "other_surname": other_surname(ko, en, context.once("Korean surnames", _surnames)),
        "other_part": other_part(ko, en),
        "other_titled": other_titled(ko, en),
        "other_original": other_original(ko, en),
    }
    seen: set[str] = set()
    for row, found in pairs.items():
        for pair in found:
            if pair.english.text not in seen:
                seen.add(pair.english.text)
                yield _pair_finding(bead, context, "name.other", row, pair)
    for pair in exchanged_titles(ko, en):
        yield _pair_finding(bead, context, "name.exchanged", "exchanged_titles", pair)


def _pair_finding(bead: Bead, context: Context, code: str, row: str, pair: Pair) -> Finding:
    return _finding(
        bead, context, code, Relation.CONTRADICTS, CONFIDENCE[row],
        source=pair.korean.text, target=pair.english.text,
        suggestion=suggested_person(context, pair.korean.text, pair.english.text),
    )  # fmt: skip


def _surnames(article: Article) -> frozenset[str]:
    return surnames_of(normalise(s.text).text for s in article.source.sentences)


def _candidates(unmatched: list[Found], name: Found, printed: Sequence[Found]) -> list[Found]:
    """Korean people that the name may have been meant for: same surname first."""
    if len(unmatched) > len(printed):
        # More people in the Korean than in the English: only a shared surname tells whom.
        unmatched = [p for p in unmatched if _shares_surname(p, name)]
    return sorted(unmatched, key=lambda p: not _shares_surname(p, name))


def _shares_surname(person: Found, name: Found) -> bool:
    parts = name.text.split()
    return any(is_surname_of(person.text, part) for part in (parts[0], parts[-1]))


def _spelled_in_article(latin: str, article: Article) -> bool:
    return any(korean_spelling(latin, normalise(s.text).text) for s in article.source.sentences)


def _terms(bead: Bead, context: Context) -> Iterable[Finding]:
    ko, en = _texts(bead, context)
    named = terms_of(ko)
    missing = [(term, ko[start:end]) for term, start, end in named if not is_worded(term, en)]
    if not missing:
        return
    near = (normalise(s.text).text for s in context.neighbours(bead, "source", 2))
    known = {term.en for term, _, _ in (*named, *(t for text in near for t in terms_of(text)))}
    spoken: set[str] = set()
    for things, found in english_terms(en):
        if things & known or found.text in spoken:
            continue
        spoken.add(found.text)
        lost = [term for term, _ in missing]
        others = [term for term, _, _ in named if term not in lost]
        rest = _without(ko, dict.fromkeys(ko[start:end] for _, start, end in named))
        if is_heard_elsewhere(found, rest, others):
            continue
        other = next((m for m in missing if _is_counterpart(m[0], things, found, en)), None)
        if other:
            term, named_as = other
            yield _finding(
                bead, context, "name.term", Relation.CONTRADICTS, CONFIDENCE["other_term"],
                concerns=concerns_of(term.kind), source=named_as, target=found.text, wording=term.en,
                suggestion=suggested_term(context, term, found, things, en),
            )  # fmt: skip


def _without(text: str, words: Iterable[str]) -> str:
    for word in words:
        text = text.replace(word, " ")
    return text


def _is_counterpart(term: Term, things: frozenset[str], found: Found, en: str) -> bool:
    """Whether a Korean term that the English lacks may be what its other name was meant for."""
    kinds = {kind for thing in things for kind in _kinds().get(thing, ())}
    return (
        term.kind in kinds
        and not is_spoken_of(term, en, found)
        and not is_no_counterpart(term, things, found)
    )


@lru_cache(maxsize=1)
def _kinds() -> dict[str, frozenset[str]]:
    """The kinds of each English term of the glossary."""
    kinds: dict[str, set[str]] = {}
    for term in glossary():
        kinds.setdefault(term.en, set()).add(term.kind)
    return {en: frozenset(found) for en, found in kinds.items()}


def _offices(bead: Bead, context: Context) -> Iterable[Finding]:
    ko, en = _texts(bead, context)
    near = joined(context.neighbours(bead, "source", 2))
    pair = other_office(ko, en, near)
    if pair:
        held, given = pair
        yield _finding(
            bead, context, "name.office", Relation.CONTRADICTS, CONFIDENCE["other_office"],
            concerns=Concern.OFFICE, source=held.text, target=given.text,
        )  # fmt: skip
