"""Certainty or duty that the English leaves out: a "may", a "reportedly", an "is expected to" or a "must".

Where the Korean reports hearsay (알려졌다), expects (전망이다), considers (검토하고 있다), allows for
(수 있다) or demands (해야 한다), and the English has no word for it, a reader takes as fact what was none.
It is worse where the English says the contrary: "will" for 가능성이 있다, "may" for 해야 한다,
"confirmed" for 추정된다. Any word that could carry the Korean form, anywhere in the passage, excuses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from audit.checks.common.coverage import whole
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.en.tense import english_times
from audit.languages.normalise import normalise
from audit.languages.pair.modality import (
    CERTAIN,
    CONFIRMED,
    PERMITTED,
    Marked,
    Modality,
    is_kept,
    marked,
)
from audit.records.article import Sentence
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation, Span
from audit.records.message import Message

CATEGORY = Category.MODALITY
CONCERNS = Concern.MODALITY
CONFIDENCE = confidences(__name__)
MESSAGES = {
    "hearsay_confirmed": Message(
        "“{source}” is hearsay or an estimate; the English calls it confirmed",
        "“{source}” 부분은 전언이나 추정인데 영어는 확인된 일로 옮겼습니다",
    ),
    "hearsay_fact": Message(
        "“{source}” is hearsay or an estimate; the English states it as fact",
        "“{source}” 부분은 전언이나 추정인데 영어는 사실로 단정했습니다",
    ),
    "expected_certain": Message(
        "“{source}” is an expectation; the English states it as certain",
        "“{source}” 부분은 전망인데 영어는 확실한 일로 옮겼습니다",
    ),
    "considered_settled": Message(
        "“{source}” is only being considered; the English states it as settled",
        "“{source}” 부분은 검토 단계인데 영어는 정해진 일로 옮겼습니다",
    ),
    "possible_certain": Message(
        "“{source}” is a possibility; the English states it as certain",
        "“{source}” 부분은 가능성인데 영어는 확실한 일로 옮겼습니다",
    ),
    "possible_fact": Message(
        "“{source}” is a possibility; the English states it as fact",
        "“{source}” 부분은 가능성인데 영어는 사실로 단정했습니다",
    ),
    "obliged_optional": Message(
        "“{source}” is “must”; the English makes it optional",
        "“{source}” 부분은 의무(must)인데 영어는 선택 사항으로 옮겼습니다",
    ),
    "obliged_lost": Message(
        "“{source}” is a demand; the English has no “must”",
        "“{source}” 부분은 요구인데 영어에는 “must”에 해당하는 말이 없습니다",
    ),
    "demanded_optional": Message(
        "“{source}” is a demand; the English makes it optional",
        "“{source}” 부분은 요구인데 영어는 선택 사항으로 옮겼습니다",
    ),
    "needed_optional": Message(
        "“{source}” is a need or a duty; the English makes it optional",
        "“{source}” 부분은 필요나 의무인데 영어는 선택 사항으로 옮겼습니다",
    ),
}


class _Rule(NamedTuple):
    """The sign of the error in the English (none: plain statement), its code and its confidence's name."""

    modality: Modality
    sign: re.Pattern[str] | None
    code: str
    confidence: str


# Of one kind, the first rule whose sign stands in the English finds.
_RULES = (
    _Rule(Modality.HEARSAY, CONFIRMED, "modality.hearsay_confirmed", "hearsay_confirmed"),
    _Rule(Modality.HEARSAY, None, "modality.hearsay_fact", "hearsay"),
    _Rule(Modality.SAID_TO, None, "modality.hearsay_fact", "said_to"),
    _Rule(Modality.EXPECTED, None, "modality.expected_certain", "expected"),
    _Rule(Modality.FORESEEN, None, "modality.expected_certain", "foreseen"),
    _Rule(Modality.CONSIDERED, None, "modality.considered_settled", "considered"),
    _Rule(Modality.MIGHT, CERTAIN, "modality.possible_certain", "might_certain"),
    _Rule(Modality.MIGHT, None, "modality.possible_fact", "might"),
    _Rule(Modality.CAN, CERTAIN, "modality.possible_certain", "can_certain"),
    _Rule(Modality.CAN, None, "modality.possible_fact", "can"),
    _Rule(Modality.OBLIGED, PERMITTED, "modality.obliged_optional", "obliged_optional"),
    _Rule(Modality.OBLIGED, None, "modality.obliged_lost", "obliged"),
    _Rule(Modality.DEMANDED, PERMITTED, "modality.demanded_optional", "demanded_optional"),
    _Rule(Modality.NEEDED, PERMITTED, "modality.needed_optional", "needed_optional"),
)


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """The first lost marking of each kind; nothing for null beads."""
    if not bead.source or not bead.target:
        return
    english = context.sentences(bead, "target")
    text = " ".join(normalise(sentence.text).text for sentence in english)
    seen: set[Modality] = set()
    for sentence in context.sentences(bead, "source"):
        for found in marked(normalise(sentence.text).text):
            if found.modality in seen or is_kept(found.modality, text):
                continue
            seen.add(found.modality)
            yield from _lost(bead, context, sentence, found)


def _lost(bead: Bead, context: Context, sentence: Sentence, found: Marked) -> Iterable[Finding]:
    for rule in _RULES:
        evidence = _evidence(context, bead, rule.sign) if rule.modality is found.modality else []
        if not evidence:
            continue
        sure = rule.confidence
        if found.modality is Modality.CAN and rule.sign is None and _happened(context, bead):
            sure = "can_happened"
        yield context.finding(
            bead, rule.code, category=CATEGORY, concerns=CONCERNS,
            # A sign says the contrary; without one the English just lacks the marking.
            relation=Relation.CONTRADICTS if rule.sign else Relation.OMITTED,
            spans=[context.span("source", sentence, found.start, found.end), *evidence],
            confidence=CONFIDENCE[sure], source=found.text,
        )  # fmt: skip
        return


def _evidence(context: Context, bead: Bead, sign: re.Pattern[str] | None) -> list[Span]:
    """The first place where the sign stands; with no sign to look for, the whole English."""
    sentences = context.sentences(bead, "target")
    if sign is None:
        return [whole("target", sentence) for sentence in sentences]
    for sentence in sentences:
        match = sign.search(normalise(sentence.text).text)
        if match:
            return [context.span("target", sentence, *match.span())]
    return []


def _happened(context: Context, bead: Bead) -> bool:
    return any(
        english_times(normalise(s.text).text).past for s in context.sentences(bead, "target")
    )
