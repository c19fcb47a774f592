"""A time or a question turned round: a plan told as done, the past as the future, a question as a statement.

공개할 예정이다, 공개하기로 했다 and 공개하겠다 are still to come; "unveiled" says that they happened.
공개했다 has happened; "will unveil" says that it has not. A question that the Korean leaves open is an
answer where the English states it, and the other way round. Any English word that could carry the Korean
form excuses it, headlines have tenses of their own, and a question within quotation marks is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.en.tense import (
    ASKING,
    FUTURE_WORDS,
    NEGATED,
    OVER,
    PERFECT,
    STILL,
    VERGE,
    YET_TO,
    already,
    ended,
    english_asks,
    english_times,
    main_predicates,
)
from audit.languages.ko.tense import (
    NO_LONGER,
    NOT_YET,
    ON_THE_VERGE,
    PAST_TIME,
    asks_softly,
    closing_plan,
    goes_on,
    has_happened,
    has_past_clause,
    is_wholly_past,
    korean_asks,
    korean_past,
    korean_plans,
    states,
)
from audit.languages.normalise import normalise
from audit.languages.spans import Found
from audit.records.article import BlockKind, Sentence
from audit.records.bead import Bead
from audit.records.flag import SIDES, Category, Finding, Relation, Side
from audit.records.message import Message

CATEGORY = Category.MODALITY
CONCERNS = Concern.TENSE
CONFIDENCE = confidences(__name__)
MESSAGES = {
    "plan_done": Message(
        "“{source}” is still to come; the English says “{target}”, as if it had happened",
        "“{source}” 부분은 앞으로의 일인데 영어는 이미 일어난 일처럼 “{target}”라고 옮겼습니다",
    ),
    "past_ahead": Message(
        "“{source}” has happened; the English says “{target}”, as if it were still to come",
        "“{source}” 부분은 이미 일어난 일인데 영어는 앞으로의 일처럼 “{target}”라고 옮겼습니다",
    ),
    "past_now": Message(
        "“{source}” is past; the English says “{target}”, as if it went on",
        "“{source}” 부분은 지난 일인데 영어는 지금도 계속되는 일처럼 “{target}”라고 옮겼습니다",
    ),
    "over": Message(
        "“{source}” still goes on; the English says “{target}”, as if it were over",
        "“{source}” 부분은 계속되는 일인데 영어는 끝난 일처럼 “{target}”라고 옮겼습니다",
    ),
    "goes_on": Message(
        "“{source}” is over; the English says “{target}”, as if it went on",
        "“{source}” 부분은 끝난 일인데 영어는 계속되는 일처럼 “{target}”라고 옮겼습니다",
    ),
    "verge": Message(
        "“{source}” has not happened yet; the English says “{target}”, as if it had",
        "“{source}” 부분은 아직 일어나지 않은 일인데 영어는 이미 일어난 일처럼 “{target}”라고 옮겼습니다",
    ),
    "not_yet": Message(
        "“{source}” has happened; the English says “{target}”",
        "“{source}” 부분은 이미 일어난 일인데 영어는 “{target}”라고 옮겼습니다",
    ),
    "already": Message(
        "“{source}” has not happened yet; the English says “{target}”",
        "“{source}” 부분은 아직 일어나지 않은 일인데 영어는 “{target}”라고 옮겼습니다",
    ),
    "question_stated": Message(
        "The Korean asks this; the English states it",
        "한국어 원문은 의문문인데 영어는 평서문입니다",
    ),
    "statement_asked": Message(
        "The English asks this; the Korean states it",
        "영어는 의문문인데 한국어 원문은 평서문입니다",
    ),
}
_TELEGRAPHIC = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEAD, BlockKind.CAPTION})


class _Line(NamedTuple):
    sentence: Sentence
    text: str


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """Times and questions turned round in ``bead``; nothing for null beads."""
    if not bead.source or not bead.target:
        return
    korean, english = _lines(bead, context, "source"), _lines(bead, context, "target")
    if any(line.sentence.kind in _TELEGRAPHIC for line in (*korean, *english)):
        return
    yield from _questions(bead, context, korean, english)
    if any("?" in line.text for line in (*korean, *english)):
        return
    yield from _plans(bead, context, korean, english)
    yield from _past(bead, context, korean, english)
    yield from _aspects(bead, context, korean, english)


def _lines(bead: Bead, context: Context, side: Side) -> list[_Line]:
    return [_Line(s, normalise(s.text).text) for s in context.sentences(bead, side)]


def _plans(
    bead: Bead, context: Context, korean: list[_Line], english: list[_Line]
) -> Iterator[Finding]:
    """공개할 예정이다 as "unveiled"."""
    source = next(((k, plan) for k in korean for plan in korean_plans(k.text)), None)
    if source is None or any(FUTURE_WORDS.search(e.text) for e in english):
        return
    done = [(e, verb) for e in english for verb in english_times(e.text).past]
    if not done:
        return
    alone = len(korean) == 1 and closing_plan(source[0].text)
    main = _asserted(english, "past") if alone else None
    beside = main is None and any(has_past_clause(k.text) for k in korean)
    done = [main] if main else done
    sure = CONFIDENCE["plan_done_beside_past" if beside else "plan_done"]
    yield _verbs(bead, context, "tense.plan_done", (source, done[0]), sure)


def _past(
    bead: Bead, context: Context, korean: list[_Line], english: list[_Line]
) -> Iterator[Finding]:
    """공개했다 as "will unveil" or "is unveiling"."""
    if not all(is_wholly_past(k.text) for k in korean):
        return
    source = (korean[-1], korean_past(korean[-1].text)[-1])
    times = [(e, english_times(e.text)) for e in english]
    if any(found.any_past for _, found in times):
        # A past beside it may be another clause's; what is asserted may not be to come.
        if any(found.future for _, found in times):
            yield from _asserted_ahead(bead, context, source, english)
        return
    ahead = [(e, verb) for e, found in times for verb in found.future]
    if ahead:
        yield _verbs(
            bead, context, "tense.past_ahead", (source, ahead[0]), CONFIDENCE["past_ahead"]
        )
        return
    now = [(e, verb) for e, found in times for verb in found.present]
    if now:
        dated = any(PAST_TIME.search(k.text) for k in korean)
        sure = CONFIDENCE["past_now_dated" if dated else "past_now"]
        yield _verbs(bead, context, "tense.past_now", (source, now[0]), sure)


def _asserted_ahead(
    bead: Bead, context: Context, source: tuple[_Line, Found], english: list[_Line]
) -> Iterator[Finding]:
    """All that the English asserts is still to come, whatever its other clauses tell."""
    main = _asserted(english, "future")
    if main and not any(NEGATED.search(e.text) for e in english):
        sure = CONFIDENCE["past_ahead_main"]
        yield _verbs(bead, context, "tense.past_ahead", (source, main), sure)


def _asserted(english: list[_Line], time: str) -> tuple[_Line, Found] | None:
    """The first predicate of the English, if all that it asserts is of this time."""
    predicates = [(e, p) for e in english for p in main_predicates(e.text)]
    if not predicates or any(p.time != time for _, p in predicates):
        return None
    line, first = predicates[0]
    return line, Found(first.text, first.start, first.end)


def _aspects(
    bead: Bead, context: Context, korean: list[_Line], english: list[_Line]
) -> Iterator[Finding]:
    """여전히 as "used to" or "no longer", -기 직전 as done, 이미 as "not yet"; and the other way round."""
    if len(korean) > 1 or len(english) > 1:
        return  # one of the others may be the one that says it
    k, e = korean[0], english[0]
    for code, source, target in (
        ("over", goes_on(k.text), ended(e.text)),
        (
            "goes_on",
            _match(NO_LONGER, k.text),
            None if OVER.search(e.text) else _match(STILL, e.text),
        ),
        (
            "verge",
            _match(ON_THE_VERGE, k.text),
            None if VERGE.search(e.text) else _match(PERFECT, e.text),
        ),
        ("not_yet", has_happened(k.text), _match(YET_TO, e.text)),
        ("already", _match(NOT_YET, k.text), already(e.text)),
    ):
        if source and target:
            pair = ((k, source), (e, target))
            yield _verbs(bead, context, f"tense.{code}", pair, CONFIDENCE[code])


def _match(pattern: re.Pattern[str], text: str) -> Found | None:
    match = pattern.search(text)
    return Found(match[0], *match.span()) if match else None


def _questions(
    bead: Bead, context: Context, korean: list[_Line], english: list[_Line]
) -> Iterator[Finding]:
    merged = CONFIDENCE["merged"] if len(korean) + len(english) > 2 else 1.0
    asked = next((k for k in korean if korean_asks(k.text)), None)
    asking = next((e for e in english if english_asks(e.text)), None)
    if asked and not any("?" in e.text or ASKING.search(e.text) for e in english):
        if asks_softly(asked.text):
            return
        sure = CONFIDENCE["question_stated" if "?" in asked.text else "question_unmarked"]
        yield _whole(bead, context, "tense.question_stated", (asked, english[0]), sure * merged)
    elif asking and all(states(k.text) for k in korean):
        sure = CONFIDENCE["statement_asked"]
        yield _whole(bead, context, "tense.statement_asked", (korean[-1], asking), sure * merged)


def _verbs(
    bead: Bead,
    context: Context,
    code: str,
    pair: tuple[tuple[_Line, Found], tuple[_Line, Found]],
    confidence: float,
) -> Finding:
    (_, source), (_, target) = pair
    return context.finding(
        bead, code, category=CATEGORY, concerns=CONCERNS, relation=Relation.CONTRADICTS,
        spans=[
            context.span(side, line.sentence, timed.start, timed.end)
            for side, (line, timed) in zip(SIDES, pair, strict=True)
        ],
        confidence=round(confidence, 3), source=source.text, target=target.text,
    )  # fmt: skip


def _whole(
    bead: Bead, context: Context, code: str, lines: tuple[_Line, _Line], confidence: float
) -> Finding:
    return context.finding(
        bead, code, category=CATEGORY, concerns=CONCERNS, relation=Relation.CONTRADICTS,
        spans=[
            context.span(side, line.sentence, 0, len(line.text))
            for side, line in zip(SIDES, lines, strict=True)
        ],
        confidence=round(confidence, 3),
    )  # fmt: skip
