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
from audit.checks.context import Context, joined
from audit.checks.severity import Concern
from audit.languages.en.tense import english_times
from audit.languages.normalise import normalise
from audit.languages.pair.modal_clashes import clashes
from audit.languages.pair.modality import (
    CERTAIN,
    CONFIRMED,
    PERMITTED,
    Marked,
    Modality,
    is_kept,
    marked,
)
from audit.records.article import BlockKind, Sentence
from audit.records.bead import Bead
from audit.records.flag import SIDES, Category, Finding, Relation, Span
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
    "banned_advised": Message(
        "“{source}” is a ban; the English makes it advice, “{target}”",
        "“{source}” 부분은 금지인데 영어는 권고인 “{target}”로 옮겼습니다",
    ),
    "obliged_preferred": Message(
        "“{source}” is a need or a duty; the English makes it a wish, “{target}”",
        "“{source}” 부분은 필요나 의무인데 영어는 바람인 “{target}”로 옮겼습니다",
    ),
    "advised_obliged": Message(
        "“{source}” is advice; the English makes it an order, “{target}”",
        "“{source}” 부분은 권고인데 영어는 의무인 “{target}”로 옮겼습니다",
    ),
    "allowed_obliged": Message(
        "“{source}” is a permission; the English makes it an order, “{target}”",
        "“{source}” 부분은 허용인데 영어는 의무인 “{target}”로 옮겼습니다",
    ),
    "possible_obliged": Message(
        "“{source}” is “can”; the English makes it a duty, “{target}”",
        "“{source}” 부분은 가능인데 영어는 의무인 “{target}”로 옮겼습니다",
    ),
    "certain_possible": Message(
        "“{source}” is certain; the English says “{target}”",
        "“{source}” 부분은 확실한 일인데 영어는 불확실한 “{target}”로 옮겼습니다",
    ),
    "unsure_certain": Message(
        "“{source}” is an estimate or a possibility; the English makes it certain, “{target}”",
        "“{source}” 부분은 추정이나 전망인데 영어는 확실한 일인 “{target}”로 옮겼습니다",
    ),
    "fact_possible": Message(
        "“{source}” is going on; the English makes it a possibility, “{target}”",
        "“{source}” 부분은 벌어지고 있는 일인데 영어는 가능성인 “{target}”로 옮겼습니다",
    ),
    "planned_possible": Message(
        "“{source}” is planned; the English makes it a possibility, “{target}”",
        "“{source}” 부분은 정해진 일인데 영어는 가능성인 “{target}”로 옮겼습니다",
    ),
}
_CLASHES = {
    "banned": "banned_advised",
    "obliged": "obliged_preferred",
    "duty": "obliged_optional",
    "advised": "advised_obliged",
    "allowed": "allowed_obliged",
    "possible": "possible_obliged",
    "certain": "certain_possible",
    "unsure": "unsure_certain",
    "going_on": "fact_possible",
    "planned": "planned_possible",
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
    """Clashing strengths, and the first lost marking of each kind; nothing for null beads."""
    if not bead.source or not bead.target:
        return
    clashing = list(_clashing(bead, context))
    yield from clashing
    if clashing:
        return
    english = context.sentences(bead, "target")
    text = joined(english)
    seen: set[Modality] = set()
    for sentence in context.sentences(bead, "source"):
        for found in marked(normalise(sentence.text).text):
            if found.modality in seen or is_kept(found.modality, text):
                continue
            seen.add(found.modality)
            yield from _lost(bead, context, sentence, found)


def _clashing(bead: Bead, context: Context) -> Iterable[Finding]:
    """A strength of the Korean that the English has otherwise, in a bead of one sentence on each side."""
    korean, english = (context.sentences(bead, side) for side in SIDES)
    if len(korean) > 1 or len(english) > 1:
        return  # the word may be another sentence's
    source, target = korean[0], english[0]
    if {source.kind, target.kind} != {BlockKind.BODY}:
        return
    for clash in clashes(normalise(source.text).text, normalise(target.text).text):
        code = _CLASHES[clash.kind]
        yield context.finding(
            bead, f"modality.{code}", category=CATEGORY, concerns=CONCERNS,
            relation=Relation.CONTRADICTS,
            spans=[
                context.span("source", source, clash.korean.start, clash.korean.end),
                context.span("target", target, clash.english.start, clash.english.end),
            ],
            confidence=CONFIDENCE[code], source=clash.korean.text, target=clash.english.text,
        )  # fmt: skip


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
