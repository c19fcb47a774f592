"""What is likely wrong with the names of a bead where no name is sure to be wrong: one that nothing supports.

An English name that the Korean does not explain stands for a Korean one that the English lacks, or for none;
a Korean name is gone from the English, above all where its going leaves a hole ("a tour of and Canada").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

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
from audit.checks.context import Context, joined
from audit.checks.severity import Concern
from audit.languages.en.missing_words import MissingWord, missing_words
from audit.languages.normalise import normalise
from audit.languages.pair.mentions import HEARD, printed_likeness
from audit.languages.pair.named_days import mentions as named_days
from audit.languages.spans import overlap
from audit.quality.model import Judgement
from audit.records.article import Lang
from audit.records.bead import Bead
from audit.records.measured import threshold_groups

_MOST, _LEAST = (confidences("audit.checks.name")[row] for row in ("most", "least"))
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


class LikelyError(NamedTuple):
    """What is likely wrong, a message of the check of names, with the names on both sides, empty for none."""

    what: str
    confidence: float
    concerns: Concern
    source: str
    target: str


def likely_error(bead: Bead, context: Context) -> LikelyError | None:
    """The likeliest error of a bead's names; None where all have support."""
    strange = _ranked(unsupported_english_names(bead, context), "en")
    lost = _ranked(unsupported_korean_names(bead, context), "ko")
    english = joined(context.sentences(bead, "target"))
    likely = [*_replaced(strange, lost), *_removed(english, context.judged(bead), lost)]
    return max(likely, key=lambda one: one.confidence, default=None)


def concerns_of(kind: str) -> Concern:
    """What a name of a kind of the glossary concerns."""
    return _CONCERNS.get(kind, Concern.PERSON)


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


def _replaced(strange: list[UnsupportedName], lost: list[UnsupportedName]) -> Iterator[LikelyError]:
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
    confidence = _MOST * as_probability(total)
    if confidence < _LEAST:
        return
    target = _whole(found, strange)
    rival = next((r for r in rivals if r.score > 0 and stand_for_each_other(r, found)), None)
    if rival:
        source = _whole(rival, rivals)
        yield LikelyError("replaced", confidence, _kind_concerns(found, rival), source, target)
    else:
        yield LikelyError("unexplained", confidence, _kind_concerns(found), "", target)


def _kind_concerns(name: UnsupportedName, rival: UnsupportedName | None = None) -> Concern:
    """What a strange name concerns: a person only if the words beside either name say so."""
    kind = english_kind(name)
    if kind is Kind.UNKNOWN and rival:
        kind = korean_kind(rival)
    if kind is Kind.UNKNOWN and rival is None:
        return Concern.ORGANISATION
    return _CONCERNS_OF_KIND.get(kind, Concern.PERSON)


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


def _removed(
    en: str, judged: Judgement | None, lost: list[UnsupportedName]
) -> Iterator[LikelyError]:
    """The Korean name that the English says least of, and the place where the English lacks a word."""
    empty = missing_words(en)
    lost = [n for n in lost if not (_narrowed(n, en) or (_qualifies(n) and not empty))]
    if not lost and not (empty and empty[0].sure):
        return
    none = REMOVED["none_gone"]
    missed = max(lost[0].score, none) if lost else none
    total = REMOVED["gone"] * missed - REMOVED["middle"]
    total += max(_hole(empty), _gap(judged))
    if lost and _stands_in(lost[0], en):
        total += REMOVED["spoken_of"]
    confidence = _MOST * as_probability(total)
    if confidence < _LEAST:
        return
    place = en[empty[0].start : empty[0].end].strip() if empty and empty[0].sure else ""
    if lost:
        concerns = concerns_of(lost[0].mention.kind)
        yield LikelyError("lost", confidence, concerns, _whole(lost[0], lost), place)
    elif place:
        # Which Korean name is gone is not known; two spaces alone say nothing of where.
        yield LikelyError("hole", confidence, Concern.HOLE, "", place)


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
