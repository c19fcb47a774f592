"""What a model that reads both sentences says of them (quality = "judge").

A judge sees meaning that no table holds: a wrong sense, roles exchanged, a detail lost. Its words are quoted,
with its own severity, which need not be the flag's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.registry import Doubt
from audit.checks.severity import Concern, severity_of
from audit.quality.kinds import CATEGORY as CATEGORY_OF
from audit.quality.kinds import Kind
from audit.quality.model import Divergence
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation, Severity
from audit.records.message import Message

CATEGORY = Category.MEANING
CONCERNS = Concern.WORDS
DOUBT = Doubt.READER
CONFIDENCE = confidences(__name__)
SILENT = "judge.silent"
"""What is said of another check's flag in whose words the judge sees nothing wrong."""
_SAYS = Message(
    "The judge ({severity!t}): “{explanation}”",
    "심사 모델이 {severity!t} 오류로 판정했습니다: “{explanation}”",
)
MESSAGES: Mapping[str, Message] = {
    **{relation.value: _SAYS for relation in Relation},
    "silent": Message(
        "the judge sees nothing wrong in these words",
        "심사 모델은 이 어구를 오류로 보지 않았습니다",
    ),
}
TERMS = {"minor": "경미", "major": "중대", "critical": "심각"}
_CONCERN: Mapping[Kind, Concern] = {
    Kind.NUMBER: Concern.FIGURE,
    Kind.UNIT: Concern.UNIT,
    Kind.QUANTITY_WORD: Concern.QUANTITY,
    Kind.DATE: Concern.DATE,
    Kind.NAME: Concern.PERSON,
    Kind.ORGANISATION: Concern.ORGANISATION,
    Kind.PLACE: Concern.PLACE,
    Kind.GENDER: Concern.GENDER,
    Kind.ROLE: Concern.ROLE,
    Kind.NEGATION: Concern.POLARITY,
    Kind.OPPOSITE: Concern.OPPOSITE,
    Kind.MODALITY: Concern.MODALITY,
    Kind.TENSE: Concern.TENSE,
    Kind.ATTRIBUTION: Concern.ATTRIBUTION,
    Kind.QUOTATION: Concern.QUOTATION,
    Kind.SENSE: Concern.WORDS,
    Kind.ADDITION: Concern.WORDS,
    Kind.OMISSION: Concern.CLAUSE,
    Kind.OTHER: Concern.WORDS,
}


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """What the quality model says of the bead in words; nothing where it says none."""
    judgement = context.judged(bead)
    for said in (judgement.divergences or ()) if judgement else ():
        concerns = _CONCERN[said.kind]
        found = context.finding(
            bead,
            f"judge.{said.relation.value}",
            category=CATEGORY_OF[said.kind],
            concerns=concerns,
            relation=said.relation,
            spans=said.spans,
            confidence=CONFIDENCE[said.relation.value],
            suggestion=_suggestion(said),
            severity=said.severity.value,
            explanation=said.explanation,
        )
        yield replace(found, severity=_severity(said, concerns))


def _suggestion(said: Divergence) -> str:
    """The judge's corrected words, where there are English words for them to replace."""
    return said.suggestion if any(span.side == "target" for span in said.spans) else ""


def _severity(said: Divergence, concerns: Concern) -> Severity:
    """The judge's, who has read the sentence; critical only where the table of consequences agrees."""
    table = severity_of(concerns, said.relation)
    if said.severity is Severity.CRITICAL and table is not Severity.CRITICAL:
        return Severity.MAJOR
    return said.severity
