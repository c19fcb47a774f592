"""A name in the English that is not the one in the Korean, or a name that the English has lost.

A person, country, place or institution that the Korean does not name, most of all where one that it does
name is missing; a Korean person whose name is spelled as another's; another office than the Korean's; and a
name that is gone from the English, above all where its going leaves a hole ("a tour of and Canada").
Romanisations in use, the North Korean ones too, foreign names by their sound, and usual wordings such as
Washington for 미국 are accepted, and so is a pronoun or a title in a name's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial

from audit.checks.common.name_slots import (
    Kind,
    Slot,
    english_kind,
    korean_kind,
    korean_slot,
    stand_for_each_other,
)
from audit.checks.common.name_support import (
    UnsupportedName,
    as_probability,
    unsupported_english_names,
    unsupported_korean_names,
)
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.en.missing_words import MissingWord, missing_words
from audit.languages.normalise import normalise
from audit.languages.pair.common_nouns import (
    is_heard_elsewhere,
    is_no_counterpart,
    is_spoken_of,
)
from audit.languages.pair.glossary import Term, english_terms, glossary, is_worded
from audit.languages.pair.leaders import other_office
from audit.languages.pair.mentions import HEARD, printed_likeness, terms_of
from audit.languages.pair.named_days import mentions as named_days
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
from audit.languages.spans import Found, overlap
from audit.quality.model import Judgement
from audit.records.article import Article, Lang
from audit.records.bead import Bead
from audit.records.flag import SIDES, Category, Finding, Relation, Side, Span, Stage
from audit.records.measured import threshold_groups
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
_GROUPS = threshold_groups(__name__)
# A name in another's place: how strange the English one is, how lost a Korean one is (this much where
# none is), and the sum that is as likely an error as not.
REPLACED = _GROUPS["replaced"]
# A name struck out: how lost it is (this much where none is), what a hole or a stand-in adds, the middle.
REMOVED = _GROUPS["removed"]
# What the model of missing words adds, in its own log-odds: from here on, and at most.
GAP = _GROUPS["gap"]
_CONCERNS = {
    "country": Concern.PLACE, "place": Concern.PLACE, "organisation": Concern.ORGANISATION,
    "company": Concern.ORGANISATION, "media": Concern.ORGANISATION,
}  # fmt: skip
"""What a name of this kind of the glossary concerns; any other may be a person's."""
_CONCERNS_OF_KIND = {Kind.PLACE: Concern.PLACE, Kind.BODY: Concern.ORGANISATION}
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
        strange = _ranked(unsupported_english_names(bead, context), "en")
        lost = _ranked(unsupported_korean_names(bead, context), "ko")
        likely = [*_replaced(bead, context, strange, lost), *_removed(bead, context, lost)]
        yield from sorted(likely, key=lambda finding: -finding.confidence)[:1]


def _ranked(names: Iterable[UnsupportedName], language: Lang) -> list[UnsupportedName]:
    """The strangest first, without those of days, wars and eras (제헌절), which another check compares."""
    return sorted(
        (
            name
            for name in names
            if not any(
                overlap(day, name.mention)
                for day in named_days(normalise(name.sentence.text).text, language)
            )
        ),
        key=lambda name: -name.score,
    )


def _texts(bead: Bead, context: Context) -> tuple[str, str]:
    ko, en = (
        " ".join(normalise(s.text).text for s in context.sentences(bead, side)) for side in SIDES
    )
    return ko, en


def _concerns(kind: str) -> Concern:
    return _CONCERNS.get(kind, CONCERNS)


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
    printed = english_people(en)
    unmatched = [person for person in korean_people(ko) if not is_printed(person.text, en)]
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
    near = " ".join(normalise(s.text).text for s in context.neighbours(bead, "source", 2))
    known = {term.en for term, _, _ in (*named, *terms_of(near))}
    spoken: set[str] = set()
    for things, found in english_terms(en):
        if things & known or found.text in spoken:
            continue
        spoken.add(found.text)
        lost = [term for term, _ in missing]
        others = [term for term, _, _ in named if term not in lost]
        rest = _without(ko, (ko[start:end] for _, start, end in named))
        if is_heard_elsewhere(found, rest, others):
            continue
        other = next((m for m in missing if _is_counterpart(m[0], things, found, en)), None)
        if other:
            term, named_as = other
            yield _finding(
                bead, context, "name.term", Relation.CONTRADICTS, CONFIDENCE["other_term"],
                concerns=_concerns(term.kind), source=named_as, target=found.text, wording=term.en,
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
    near = " ".join(normalise(s.text).text for s in context.neighbours(bead, "source", 2))
    pair = other_office(ko, en, near)
    if pair:
        held, given = pair
        yield _finding(
            bead, context, "name.office", Relation.CONTRADICTS, CONFIDENCE["other_office"],
            concerns=Concern.OFFICE, source=held.text, target=given.text,
        )  # fmt: skip


def _replaced(
    bead: Bead, context: Context, strange: list[UnsupportedName], lost: list[UnsupportedName]
) -> Iterable[Finding]:
    """The English name that the Korean explains least, with the Korean one it may stand for."""
    bodies = [name for name in lost if name.mention.kind in _BODIES]
    # Editors say whose government or president it is: a country stands only for another country or body.
    strange = [
        name
        for name in strange
        if name.mention.kind != "country" or (bodies and bodies[0].score > 0)
    ]
    if not strange:
        return
    found = strange[0]
    rivals = bodies if found.mention.kind == "country" else lost
    none = REPLACED["none_lost"]
    missed = max(rivals[0].score, none) if rivals else none
    total = REPLACED["strange"] * found.score + REPLACED["lost"] * missed - REPLACED["middle"]
    confidence = CONFIDENCE["most"] * as_probability(total)
    if confidence < CONFIDENCE["least"]:
        return
    target = _whole(found, strange)
    rival = next((r for r in rivals if r.score > 0 and stand_for_each_other(r, found)), None)
    if rival:
        yield _finding(
            bead, context, "name.replaced", Relation.CONTRADICTS, confidence,
            concerns=_kind_concerns(found, rival), source=_whole(rival, rivals), target=target,
        )  # fmt: skip
    else:
        yield _finding(
            bead, context, "name.unexplained", Relation.ADDED, confidence,
            concerns=_kind_concerns(found), target=target,
        )  # fmt: skip


def _kind_concerns(name: UnsupportedName, rival: UnsupportedName | None = None) -> Concern:
    """What a strange name concerns: a person only if the words beside either name say so."""
    kind = english_kind(name)
    if kind is Kind.UNKNOWN and rival:
        kind = korean_kind(rival)
    if kind is Kind.UNKNOWN and rival is None:
        return Concern.ORGANISATION
    return _CONCERNS_OF_KIND.get(kind, CONCERNS)


def _whole(found: UnsupportedName, others: list[UnsupportedName]) -> str:
    """The name as the text has it, with its neighbours that lack support as well: 아베 신조."""
    text = normalise(found.sentence.text).text
    start, end = found.mention.start, found.mention.end
    for other in sorted(others, key=lambda name: name.mention.start):
        mention = other.mention
        same = other.sentence == found.sentence and mention.kind == found.mention.kind
        beside = start <= mention.end + 1 and mention.start <= end + 1
        between = text[min(mention.end, end) : max(mention.start, start)]
        if same and beside and between in ("", " ", "-"):
            start, end = min(start, mention.start), max(end, mention.end)
    return text[start:end]


def _removed(bead: Bead, context: Context, lost: list[UnsupportedName]) -> Iterable[Finding]:
    """The Korean name that the English says least of, and the place where the English lacks a word."""
    _, en = _texts(bead, context)
    empty = missing_words(en)
    lost = [n for n in lost if not (_narrowed(n, en) or (_qualifies(n) and not empty))]
    if not lost and not (empty and empty[0].sure):
        return
    none = REMOVED["none_gone"]
    missed = max(lost[0].score, none) if lost else none
    total = REMOVED["gone"] * missed - REMOVED["middle"]
    total += max(_hole(empty), _gap(context.judged(bead)))
    if lost and _stands_in(lost[0], en):
        total += REMOVED["spoken_of"]
    confidence = CONFIDENCE["most"] * as_probability(total)
    if confidence < CONFIDENCE["least"]:
        return
    place = en[empty[0].start : empty[0].end].strip() if empty and empty[0].sure else ""
    if lost:
        yield _finding(
            bead, context, "name.lost", Relation.OMITTED, confidence,
            concerns=_concerns(lost[0].mention.kind), source=_whole(lost[0], lost), target=place,
        )  # fmt: skip
    else:
        # Which Korean name is gone is not known.
        yield _finding(
            bead, context, "name.hole", Relation.DISTORTED, confidence, concerns=Concern.HOLE,
            target=place,
        )  # fmt: skip


def _narrowed(name: UnsupportedName, en: str) -> bool:
    """Whether a country stands before a city that the English names: 미국 시카고 as Chicago."""
    text = normalise(name.sentence.text).text
    city = _NEXT_WORD.match(text, name.mention.end)
    return (
        name.mention.kind == "country"
        and city is not None
        and printed_likeness(city[1], en) >= HEARD
    )


def _qualifies(name: UnsupportedName) -> bool:
    """Whether a country only says whose somebody or something is: 북한 외무상."""
    return name.mention.kind == "country" and korean_slot(name) is Slot.PHRASE


def _hole(empty: Sequence[MissingWord]) -> float:
    if not empty:
        return 0.0
    return REMOVED["sure_hole" if empty[0].sure else "likely_hole"]


def _gap(judged: Judgement | None) -> float:
    """How much the word-level model's surest gap in the English alone counts as a hole."""
    if judged is None or judged.words is None:
        return 0.0
    return min(max(float(judged.words.absent.max()) - GAP["none"], 0.0), GAP["most"])


def _stands_in(name: UnsupportedName, en: str) -> bool:
    """Whether the English may speak of the name by a pronoun, a title, or as its country."""
    if name.mention.kind == "country":
        return bool(_HOME.search(en))
    return bool(name.mention.kind != "SL" and (_PRONOUN.search(en) or _TITLE.search(en)))
