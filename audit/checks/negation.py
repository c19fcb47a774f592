"""A "not" that was lost or added, or a word turned into its opposite.

Counts what says "not" on both sides of a bead. A Korean 않다, 못하다, 없다, 아니다 with nothing in
the English that could carry it, or an English "not" with nothing in the Korean that could have
caused it, is flagged; so is a word whose opposite stands in the English (증가 against "fell").
Forms that look negative and are not (뿐만 아니라, -지 않을 수 없다, "not only", "no doubt") do not
count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.en.polarity import english_cues
from audit.languages.en.words import words
from audit.languages.ko.polarity import korean_cues
from audit.languages.normalise import normalise
from audit.languages.pair import opposites
from audit.languages.pair.opposites import Pole
from audit.languages.polarity import Cue, CueKind
from audit.records.article import Sentence
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation, Side, Span
from audit.records.measured import thresholds
from audit.records.message import Message

CATEGORY = Category.NEGATION
CONCERNS = Concern.POLARITY

CONFIDENCE = confidences(__name__)
MESSAGES = {
    "lost": Message(
        '"{source}" is negative; the English has no "not"',
        "“{source}” 부분은 부정인데 영어에는 부정하는 말이 없습니다",
    ),
    "fewer": Message(
        '"{source}" is negative; the English has fewer negations',
        "“{source}” 부분은 부정인데 영어에는 부정이 더 적습니다",
    ),
    "added": Message(
        'The English says "{target}"; the Korean has no negation',
        "영어는 “{target}”라고 부정하는데 한국어 원문에는 부정이 없습니다",
    ),
    "more": Message(
        'The English says "{target}"; the Korean has fewer negations',
        "영어는 “{target}”라고 부정하는데 한국어 원문에는 부정이 더 적습니다",
    ),
    # The pair of opposites glosses the Korean word; who reads Korean needs no gloss.
    "opposite": Message(
        '"{source}" ({pair}); the English says the opposite, "{target}"',
        "한국어 원문은 “{source}”인데 영어는 반대말 “{target}”입니다",
    ),
}
_DENIALS = ("부인", "반박", "일축", "부정")
T = thresholds(__name__)
_BESIDE, _NOT_REACH = T["beside"], T["not_reach"]
"""How far before a negation another belongs to it, and how far after a "not" an opposite; in characters."""

_AUXILIARIES = re.compile(
    "is|are|was|were|be|been|am|do|does|did|has|have|had|"
    "will|would|can|could|shall|should|may|might|must"
)
_OPEN_WORDS = re.compile("be|been|being|have|yet|necessarily|a|an|the|to|any|so|even")


class _Found(NamedTuple):
    sentence: Sentence
    text: str
    cue: Cue


class _Cues(NamedTuple):
    """What says "not" on one side of a bead."""

    cues: list[_Found]
    counts: Counter[CueKind]

    @property
    def clauses(self) -> int:
        return self.counts[CueKind.CLAUSE] + self._idioms

    @property
    def others(self) -> int:
        idioms = self.counts[CueKind.IDIOM] - self._idioms
        return self.counts[CueKind.LEXICAL] + self.counts[CueKind.PREFIX] + idioms

    @property
    def _idioms(self) -> int:
        return sum(found.cue.kind is CueKind.IDIOM for found in self.denied)

    @property
    def denied(self) -> list[_Found]:
        """A "not" on a negative word, 반대하지 않았다: taking the "not" away turns it round."""
        return [
            found
            for found in self.cues
            if found.cue.kind in {CueKind.IDIOM, CueKind.CLAUSE}
            and any(
                inner.cue.kind is CueKind.LEXICAL
                and inner.sentence is found.sentence
                and found.cue.start - _BESIDE <= inner.cue.start < found.cue.end
                for inner in self.cues
            )
        ]

    def first_clause(self) -> _Found:
        plain = [found for found in self.cues if found.cue.kind is CueKind.CLAUSE]
        return (plain or self.denied)[0]


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """Negations lost or added and opposites in ``bead``; nothing for null beads."""
    if not bead.source or not bead.target:
        return
    source, target = _cues(bead, context, "source"), _cues(bead, context, "target")
    lost, added = _lost(source, target), _added(source, target)
    if lost:
        yield _lost_finding(bead, context, source.first_clause(), lost)
    elif added:
        yield _added_finding(bead, context, target.first_clause(), added)
    yield from _opposites(bead, context, negated=bool(source.clauses or target.clauses))


def _cues(bead: Bead, context: Context, side: Side) -> _Cues:
    find = korean_cues if side == "source" else english_cues
    found = [
        _Found(sentence, text, cue)
        for sentence in context.sentences(bead, side)
        for text in (normalise(sentence.text).text,)
        for cue in find(text)
    ]
    return _Cues(found, Counter(item.cue.kind for item in found))


def _lost(source: _Cues, target: _Cues) -> str:
    """How a Korean negation has no counterpart in the English, as the table names it; empty if it has."""
    if not source.clauses:
        return ""
    if target.clauses:
        several = source.clauses > target.clauses + target.others
        return "lost_one_of_several" if several else ""
    if target.others:
        # "opposed" stands for a Korean "not", unless it stands for the 반대 that the "not" is about.
        beside = source.denied and target.others <= source.others and not _denial(source)
        return "lost_beside_negative" if beside else ""
    return "lost_near_opposite" if target.counts[CueKind.WEAK] else "lost"


def _denial(source: _Cues) -> bool:
    """사실이 아니라고 부인했다 is "denied it": the "not" belongs to what is denied."""
    return any(found.cue.text.startswith(_DENIALS) for found in source.cues)


def _added(source: _Cues, target: _Cues) -> str:
    """How an English negation has no counterpart in the Korean, as the table names it; empty if it has."""
    if not target.clauses:
        return ""
    if source.clauses or source.others:
        # Korean words such as 금지 excuse an English "not" only if no "ban" stands beside it.
        surplus = target.clauses - source.clauses - max(0, source.others - target.others)
        return "added_one_of_several" if surplus > 0 else ""
    return "added_near_opposite" if source.counts[CueKind.WEAK] else "added"


def _lost_finding(bead: Bead, context: Context, found: _Found, shape: str) -> Finding:
    cue = found.cue
    english = context.sentences(bead, "target")
    several = shape == "lost_one_of_several"
    if any(opposites.reversed_in(cue, normalise(s.text).text) for s in english):
        shape = "lost_one_said_positively" if several else "lost_said_positively"
        several = False
    return context.finding(
        bead,
        "negation.fewer" if several else "negation.lost",
        category=CATEGORY,
        concerns=CONCERNS,
        relation=Relation.CONTRADICTS,
        spans=(
            context.span("source", found.sentence, cue.start, cue.end),
            *(_whole(context, "target", sentence) for sentence in english),
        ),
        confidence=CONFIDENCE[shape],
        source=cue.text,
    )


def _whole(context: Context, side: Side, sentence: Sentence) -> Span:
    return context.span(side, sentence, 0, len(normalise(sentence.text).text))


def _added_finding(bead: Bead, context: Context, found: _Found, shape: str) -> Finding:
    start, end = _verb_phrase(found.text, found.cue)
    several = shape == "added_one_of_several"
    korean = context.sentences(bead, "source")
    return context.finding(
        bead,
        "negation.more" if several else "negation.added",
        category=CATEGORY,
        concerns=CONCERNS,
        relation=Relation.CONTRADICTS,
        spans=(
            context.span("target", found.sentence, start, end),
            *(_whole(context, "source", sentence) for sentence in korean),
        ),
        confidence=CONFIDENCE[shape],
        target=found.text[start:end],
    )


def _verb_phrase(text: str, cue: Cue) -> tuple[int, int]:
    """The cue with its auxiliary and the word it negates: ``did not respond``."""
    tokens = words(text)
    at = next((i for i, token in enumerate(tokens) if token.end > cue.start), 0)
    first = at - 1 if at and _AUXILIARIES.fullmatch(tokens[at - 1].text.lower()) else at
    last = at
    while last + 1 < len(tokens) and last - at < 3:
        last += 1
        if not _OPEN_WORDS.fullmatch(tokens[last].text.lower()):
            break
    return tokens[first].start, max(cue.end, tokens[last].end)


class _Placed(NamedTuple):
    sentence: Sentence
    pole: Pole


def _poles(bead: Bead, context: Context, side: Side) -> dict[int, list[_Placed]]:
    find = opposites.korean_poles if side == "source" else opposites.english_poles
    placed: dict[int, list[_Placed]] = {}
    for sentence in context.sentences(bead, side):
        for pole in find(normalise(sentence.text).text):
            placed.setdefault(pole.pair, []).append(_Placed(sentence, pole))
    return placed


def _opposites(bead: Bead, context: Context, *, negated: bool) -> Iterator[Finding]:
    """Pairs of which the Korean has one pole only and the English the other only."""
    korean, english = _poles(bead, context, "source"), _poles(bead, context, "target")
    beside = CONFIDENCE["opposite_beside_negation"] if negated else 1.0
    best: Finding | None = None
    for pair, sources in korean.items():
        targets = english.get(pair, [])
        sure = next(
            (
                t
                for t in targets
                if t.pole.certain and not _follows_not(t) and not _explained(t, korean, english)
            ),
            None,
        )
        source = sources[0]
        poles = {t.pole.pole for t in targets}
        if sure is None or {s.pole.pole for s in sources} | poles != {0, 1} or len(poles) > 1:
            continue
        if sure.pole.pole in {s.pole.pole for s in sources} or _is_negated(source):
            continue
        antonym = opposites.antonyms()[pair]
        finding = context.finding(
            bead,
            "negation.opposite",
            category=CATEGORY,
            concerns=Concern.DIRECTION,
            relation=Relation.CONTRADICTS,
            spans=(
                context.span("source", source.sentence, source.pole.start, source.pole.end),
                context.span("target", sure.sentence, sure.pole.start, sure.pole.end),
            ),
            confidence=antonym.strength * beside,
            source=source.pole.text,
            pair=antonym.name,
            target=sure.pole.text,
        )
        # One English word can be the opposite in several pairs (rise: 감소, 하락): one finding.
        if best is None or finding.confidence > best.confidence:
            best = finding
    if best is not None:
        yield best


def _explained(
    target: _Placed, korean: dict[int, list[_Placed]], english: dict[int, list[_Placed]]
) -> bool:
    """Whether the English word, in another of its pairs, is what a Korean word says: 올랐지만, rose."""
    return any(
        other.pole.pole == source.pole.pole
        for pair, others in english.items()
        for other in others
        if other.sentence is target.sentence and other.pole.start == target.pole.start
        for source in korean.get(pair, ())
    )


def _follows_not(target: _Placed) -> bool:
    """Whether an English negation stands shortly before the word (``did not allow``)."""
    return any(
        cue.kind is not CueKind.WEAK and cue.start < target.pole.start <= cue.end + _NOT_REACH
        for cue in english_cues(normalise(target.sentence.text).text)
    )


def _is_negated(source: _Placed) -> bool:
    cues = korean_cues(normalise(source.sentence.text).text)
    return any(
        cue.kind in {CueKind.CLAUSE, CueKind.IDIOM}
        and cue.start <= source.pole.end + 1
        and source.pole.start < cue.end
        for cue in cues
    )
