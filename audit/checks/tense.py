"""A time or a question turned round: a plan told as done, the past as the future, a question as a statement.

공개할 예정이다, 공개하기로 했다 and 공개하겠다 are still to come; "unveiled" says that they happened.
공개했다 has happened; "will unveil" says that it has not. A question that the Korean leaves open is an
answer where the English states it, and the other way round. Any English word that could carry the Korean
form excuses it, headlines have tenses of their own, and a question within quotation marks is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from audit.article import BlockKind, Sentence
from audit.report import AlignedArticle, Bead, Category, Evidence, Flag, Severity, Side
from audit.text import tense
from audit.text.normalise import normalise
from audit.text.tense import Timed

CATEGORY = Category.MODALITY
SEVERITY = Severity.MAJOR

PLAN_DONE = 0.65
PLAN_DONE_BESIDE_PAST = 0.4  # the past verb may belong to another clause of the Korean
PAST_AHEAD = 0.75
PAST_NOW_DATED = 0.55
PAST_NOW = 0.3
# One human translation in 13,000 states what the Korean asks with a question mark, one in 26,000 asks what
# the Korean states.
QUESTION_STATED = 0.85
QUESTION_UNMARKED = 0.45  # 할 수 있나 without a question mark is often rhetorical
STATEMENT_ASKED = 0.9
MERGED = 0.5  # factor where a side has several sentences: a question may be a tag
_TELEGRAPHIC = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEAD, BlockKind.CAPTION})


class _Line(NamedTuple):
    sentence: Sentence
    text: str


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flags for times and questions turned round in ``bead``; none for null beads."""
    if not bead.ko or not bead.en:
        return
    korean, english = _lines(bead, article, "ko"), _lines(bead, article, "en")
    if any(line.sentence.kind in _TELEGRAPHIC for line in (*korean, *english)):
        return
    yield from _questions(bead, article, korean, english)
    if any("?" in line.text for line in (*korean, *english)):
        return
    yield from _plans(bead, article, korean, english)
    yield from _past(bead, article, korean, english)


def _lines(bead: Bead, article: AlignedArticle, side: Side) -> list[_Line]:
    return [_Line(s, normalise(s.text).text) for s in article.sentences(bead, side)]


def _plans(
    bead: Bead, article: AlignedArticle, korean: list[_Line], english: list[_Line]
) -> Iterator[Flag]:
    """공개할 예정이다 as "unveiled"."""
    source = next(((k, plan) for k in korean for plan in tense.korean_plans(k.text)), None)
    if source is None or any(tense.FUTURE_WORDS.search(e.text) for e in english):
        return
    done = [(e, verb) for e in english for verb in tense.english_times(e.text).past]
    if not done:
        return
    beside = any(tense.has_past_clause(k.text) for k in korean)
    message = "“{}” is still to come; the English says “{}”, as if it had happened"
    confidence = PLAN_DONE_BESIDE_PAST if beside else PLAN_DONE
    yield _flag(bead, article, source, done[0], message, confidence)


def _past(
    bead: Bead, article: AlignedArticle, korean: list[_Line], english: list[_Line]
) -> Iterator[Flag]:
    """공개했다 as "will unveil" or "is unveiling"."""
    if not all(tense.is_wholly_past(k.text) for k in korean):
        return
    source = (korean[-1], tense.korean_past(korean[-1].text)[-1])
    times = [(e, tense.english_times(e.text)) for e in english]
    if any(found.any_past for _, found in times):
        return
    ahead = [(e, verb) for e, found in times for verb in found.future]
    if ahead:
        message = "“{}” has happened; the English says “{}”, as if it were still to come"
        yield _flag(bead, article, source, ahead[0], message, PAST_AHEAD)
        return
    now = [(e, verb) for e, found in times for verb in found.present]
    if now:
        dated = any(tense.PAST_TIME.search(k.text) for k in korean)
        message = "“{}” is past; the English says “{}”, as if it went on"
        yield _flag(bead, article, source, now[0], message, PAST_NOW_DATED if dated else PAST_NOW)


def _questions(
    bead: Bead, article: AlignedArticle, korean: list[_Line], english: list[_Line]
) -> Iterator[Flag]:
    merged = MERGED if len(korean) + len(english) > 2 else 1.0
    asked = next((k for k in korean if tense.asks(k.text, "ko")), None)
    asking = next((e for e in english if tense.asks(e.text, "en")), None)
    if asked and not any("?" in e.text or tense.ASKING_EN.search(e.text) for e in english):
        if tense.asks_softly(asked.text):
            return
        message = "The Korean asks this; the English states it"
        sure = QUESTION_STATED if "?" in asked.text else QUESTION_UNMARKED
        yield _whole(bead, article, (asked, english[0]), message, sure * merged)
    elif asking and all(tense.states(k.text) for k in korean):
        message = "The English asks this; the Korean states it"
        yield _whole(bead, article, (korean[-1], asking), message, STATEMENT_ASKED * merged)


def _flag(
    bead: Bead,
    article: AlignedArticle,
    source: tuple[_Line, Timed],
    target: tuple[_Line, Timed],
    message: str,
    confidence: float,
) -> Flag:
    sides: tuple[Side, Side] = ("ko", "en")
    evidence = [
        article.evidence(side, line.sentence, timed.start, timed.end)
        for side, (line, timed) in zip(sides, (source, target), strict=True)
    ]
    says = message.format(source[1].text, target[1].text)
    return _made(bead, article, says, evidence, confidence)


def _whole(
    bead: Bead, article: AlignedArticle, lines: tuple[_Line, _Line], message: str, confidence: float
) -> Flag:
    sides: tuple[Side, Side] = ("ko", "en")
    evidence = [
        article.evidence(side, line.sentence, 0, len(line.text))
        for side, line in zip(sides, lines, strict=True)
    ]
    return _made(bead, article, message, evidence, confidence)


def _made(
    bead: Bead, article: AlignedArticle, message: str, evidence: list[Evidence], confidence: float
) -> Flag:
    return article.flag(
        bead, check="tense", category=CATEGORY, severity=SEVERITY,
        message=message, evidence=evidence, confidence=round(confidence, 3),
    )  # fmt: skip
