"""A verb of saying turned into another, a statement that lost its source, or a doubt the Korean has not.

부인했다 as "admitted", 비판했다 as "praised" or 추정했다 as "confirmed" turn what somebody said round. A
statement that the Korean gives to somebody (-다고 말했다) and the English prints as fact, with no "said" or
"according to" there, makes the paper say it; where a neighbouring sentence names the source, editors do so
freely, and the flag is weak. "Reportedly" or "may" on what the Korean states as fact is the opposite error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.ko.speakers import korean_speakers
from audit.languages.ko.tense import korean_past
from audit.languages.normalise import normalise
from audit.languages.pair import attribution
from audit.languages.pair.allegations import alleged, asserted
from audit.languages.pair.attribution import Stance
from audit.languages.pair.modality import DOUBTS, PERHAPS, is_plain
from audit.records.article import Sentence
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation, Side, Span, Stage
from audit.records.message import Message

CATEGORY = Category.MODALITY
CONCERNS = Concern.ATTRIBUTION
CONFIDENCE = confidences(__name__)
MESSAGES: Mapping[str, Message] = {
    "turned": Message(
        "“{source}” is {stance!t}; the English says “{target}”",
        "“{source}” 부분은 {stance!t}인데 영어 표현은 “{target}”입니다",
    ),
    "source_lost": Message(
        "“{source}” gives this to somebody; the English states it as the paper's own",
        "“{source}” 부분은 누군가의 말을 전하는데 영어는 신문이 직접 하는 말로 단정했습니다",
    ),
    "distanced": Message(
        "“{source}” only says; the English stands apart from it with “{target}”",
        "“{source}” 부분은 말을 전할 뿐인데 영어는 “{target}” 표현으로 거리를 두었습니다",
    ),
    "alleged": Message(
        "The Korean only alleges this (“{source}”); the English prints it as fact: “{target}”",
        "원문은 “{source}” 단계인데 영어는 “{target}” 표현으로 사실처럼 단정했습니다",
    ),
    "doubt_added": Message(
        "The English says “{target}”; the Korean states it as fact",
        "한국어 원문은 사실로 단정했는데 영어에는 “{target}” 표현이 추가되었습니다",
    ),
}
TERMS: Mapping[str, str] = {
    Stance.DENIED: "부인",
    Stance.ADMITTED: "인정",
    Stance.CLAIMED: "주장",
    Stance.EXPOSED: "폭로",
    Stance.URGED: "촉구",
    Stance.CRITICISED: "비판",
    Stance.PRAISED: "칭찬",
    Stance.WELCOMED: "환영",
    Stance.REBUTTED: "반박",
    Stance.PROMISED: "약속",
    Stance.WARNED: "경고",
    Stance.SUPPORTED: "지지",
    Stance.SUSPECTED: "의심이나 추정",
    Stance.ESTABLISHED: "확인된 사실",
}
_QUOTED = re.compile(r"[\":]")


class _Line(NamedTuple):
    sentence: Sentence
    text: str


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """Attribution changed in ``bead``; nothing for null beads."""
    if not bead.source or not bead.target:
        return
    korean, english = _lines(bead, context, "source"), _lines(bead, context, "target")
    yield from _alleged(bead, context, korean, english)
    turned = list(_turned(bead, context, korean, english))
    yield from turned
    if not turned:
        yield from _source_lost(bead, context, korean, english)
        yield from _distance(bead, context, korean, english)
        yield from _doubt_added(bead, context, korean, english)


def _lines(bead: Bead, context: Context, side: Side) -> list[_Line]:
    return [_Line(s, normalise(s.text).text) for s in context.sentences(bead, side)]


def _turned(
    bead: Bead, context: Context, korean: list[_Line], english: list[_Line]
) -> Iterator[Finding]:
    """부인했다 as "admitted", 칭찬했다 as "criticized", 추정했다 as "confirmed": one a stance."""
    whole = " ".join(k.text for k in korean)
    seen: set[Stance] = set()
    for k in korean:
        for verb in attribution.told(k.text):
            if verb.stance in seen or any(
                attribution.renders(verb.stance, e.text) for e in english
            ):
                continue
            seen.add(verb.stance)
            for e in english:
                match = attribution.turned(verb.stance, e.text, whole)
                if match is None:
                    continue
                yield _finding(
                    bead, context, "attribution.turned", Relation.CONTRADICTS,
                    CONFIDENCE[f"turned_{verb.stance.name.lower()}"],
                    [
                        context.span("source", k.sentence, verb.start, verb.end),
                        context.span("target", e.sentence, *match.span()),
                    ],
                    source=verb.text, target=match[0], stance=verb.stance.value,
                )  # fmt: skip
                break


def _alleged(
    bead: Bead, context: Context, korean: list[_Line], english: list[_Line]
) -> Iterator[Finding]:
    """용의자 as "the killer", 혐의 as "his crimes"."""
    where = next((k for k in korean if alleged(k.text)), None)
    if where is None or alleged(" ".join(k.text for k in korean)) is None:
        return
    if asserted(" ".join(e.text for e in english)) is None:
        return
    for e in english:
        source, target = alleged(where.text), asserted(e.text)
        if source is not None and target is not None:
            yield _finding(
                bead, context, "attribution.alleged", Relation.DISTORTED, CONFIDENCE["alleged"],
                [
                    context.span("source", where.sentence, *source.span()),
                    context.span("target", e.sentence, *target.span()),
                ],
                Concern.ALLEGATION,
                source=source[0], target=target[0],
            )  # fmt: skip
            return


def _source_lost(
    bead: Bead, context: Context, korean: list[_Line], english: list[_Line]
) -> Iterator[Finding]:
    """-다고 말했다 with no verb or noun of saying in the English."""
    if any(_QUOTED.search(e.text) or attribution.voiced(e.text) for e in english):
        return
    for k in korean:
        found = attribution.reported(k.text)
        if found is None or (found.estimate and _is_estimate(english)):
            continue
        near = [normalise(s.text).text for s in context.neighbours(bead, "target")]
        if any(attribution.VOICES.search(text) for text in near):
            confidence = CONFIDENCE["source_nearby"]
        else:
            confidence = CONFIDENCE["source_lost_own" if found.own else "source_lost"]
        yield _finding(
            bead, context, "attribution.source_lost", Relation.OMITTED, confidence,
            [
                *_speakers(context, k),
                context.span("source", k.sentence, found.start, found.end),
                *_wholes(context, "target", english),
            ],
            Concern.MODALITY if found.estimate else CONCERNS,
            source=found.text,
        )  # fmt: skip
        return


def _speakers(context: Context, line: _Line) -> list[Span]:
    """Whose word it is, where only one speaks."""
    found = korean_speakers(line.text)
    return [
        context.span("source", line.sentence, who.start, who.end)
        for who in found[: len(found) == 1]
    ]


def _is_estimate(english: list[_Line]) -> bool:
    return any(attribution.renders(Stance.SUSPECTED, e.text) for e in english)


def _distance(
    bead: Bead, context: Context, korean: list[_Line], english: list[_Line]
) -> Iterator[Finding]:
    """말했다 as "claimed"."""
    neutral = [(k, match) for k in korean if (match := attribution.NEUTRAL.search(k.text))]
    if not neutral or any(attribution.DOUBTFUL_KO.search(k.text) for k in korean):
        return
    for e in english:
        match = attribution.DISTANCED.search(e.text)
        if match is None:
            continue
        k, said = neutral[0]
        yield _finding(
            bead, context, "attribution.distanced", Relation.DISTORTED, CONFIDENCE["distanced"],
            [
                context.span("source", k.sentence, *said.span()),
                context.span("target", e.sentence, *match.span()),
            ],
            Concern.FORM,
            source=said[0], target=match[0],
        )  # fmt: skip
        return


def _doubt_added(
    bead: Bead, context: Context, korean: list[_Line], english: list[_Line]
) -> Iterator[Finding]:
    """A "reportedly", "probably" or "may" on what the Korean states."""
    if not all(is_plain(k.text) for k in korean):
        return
    past = korean_past(korean[-1].text)
    perhaps = CONFIDENCE["perhaps_added" if past else "perhaps_added_to_present"]
    near = [normalise(s.text).text for s in context.neighbours(bead, "source", 2)]
    alleged = any(attribution.DOUBTFUL_KO.search(text) for text in near)
    doubts = CONFIDENCE["doubt_nearby" if alleged else "doubt_added"]
    signs = ((DOUBTS, doubts), (PERHAPS, perhaps))
    for sign, confidence in signs:
        for e in english:
            match = sign.search(e.text)
            if match is None:
                continue
            yield _finding(
                bead, context, "attribution.doubt_added", Relation.ADDED, confidence,
                [
                    context.span("target", e.sentence, *match.span()),
                    *_wholes(context, "source", korean),
                ],
                target=match[0],
            )  # fmt: skip
            return


def _wholes(context: Context, side: Side, lines: Sequence[_Line]) -> list[Span]:
    return [context.span(side, line.sentence, 0, len(line.text)) for line in lines]


def _finding(
    bead: Bead,
    context: Context,
    code: str,
    relation: Relation,
    confidence: float,
    spans: Sequence[Span],
    concerns: Concern = CONCERNS,
    **parameters: str,
) -> Finding:
    return context.finding(
        bead, code, category=CATEGORY, concerns=concerns, relation=relation,
        spans=spans, confidence=confidence, stage=Stage.UNKNOWN, **parameters,
    )  # fmt: skip
