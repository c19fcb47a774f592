"""Who does what to whom, exchanged: Park sued Kim, where the Korean has Kim suing Park.

Both who acts and who is acted on must stand in the English, as the subject and the object of one verb that
says what the Korean verb says, each in the other's place. Words like win and lose, which say one thing from
two ends, are read by a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from audit.checks.common.counterparts import OTHER, SAME, Pair, pairs
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.en.roles import Action, english_actions, phrase
from audit.languages.ko.roles import Clause, korean_clauses
from audit.languages.pair.converses import Ends, ends, has_converse
from audit.languages.spans import Found
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation
from audit.records.measured import thresholds
from audit.records.message import Message

CATEGORY = Category.MEANING
CONCERNS = Concern.ROLE
CONFIDENCE = confidences(__name__)
T = thresholds(__name__)
_SAYS = T["says"]
"""Likeness of two predicates from which they say one thing."""
_UNSAID = T["unsaid"]
"""Likeness up to which a predicate is taken to be said by no word of the other side."""
MESSAGES: Mapping[str, Message] = {
    "exchanged": Message(
        "In the Korean “{agent}” acts and “{patient}” is acted on (“{verb}”); the English exchanges them",
        "원문에서 “{verb}” 행위의 주체는 {agent}, 대상은 {patient}인데 영어에서는 서로 바뀌었습니다",
    ),
}
_BEING = frozenset({"있", "없", "아니", "이", "되"})


class _Exchange(NamedTuple):
    agent: Found
    other: Found
    subject: Found
    object: Found


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """Parts exchanged between two who are named on both sides."""
    if not bead.source or not bead.target:
        return
    for pair in pairs(bead, context):
        for clause in korean_clauses(pair.korean):
            found = _exchange(pair, clause)
            if found is not None:
                yield _exchanged(bead, context, pair, clause, found)
                return


def _exchanged(
    bead: Bead, context: Context, pair: Pair, clause: Clause, found: _Exchange
) -> Finding:
    return context.finding(
        bead, "role.exchanged", category=CATEGORY, concerns=CONCERNS,
        relation=Relation.CONTRADICTS,
        spans=[
            context.span("source", pair.source, word.start, word.end)
            for word in (found.agent, found.other)
        ] + [
            context.span("target", pair.target, word.start, word.end)
            for word in (found.subject, found.object)
        ],
        confidence=CONFIDENCE["exchanged"],
        agent=found.agent.text, patient=found.other.text, verb=clause.predicate.text,
    )  # fmt: skip


def _exchange(pair: Pair, clause: Clause) -> _Exchange | None:
    """The parts of a Korean clause exchanged in the English, if no other verb there has them right."""
    others = [other for other in (clause.patient, clause.recipient) if other is not None]
    if clause.agent is None or not others or clause.stem in _BEING:
        return None
    found = None
    for action in english_actions(pair.english):
        stand = _stand(pair, clause, action)
        if stand is None:
            continue
        for other in others:
            if stand is Ends.CONVERSE_OF_THINGS and other is clause.patient:
                continue
            if _played(pair, clause.agent, other, action, stand):
                return None
            turned = Ends.CONVERSE if stand is Ends.SAME else Ends.SAME
            found = found or _played(pair, clause.agent, other, action, turned)
    return found


def _stand(pair: Pair, clause: Clause, action: Action) -> Ends | None:
    """How the English verb stands to the Korean predicate; None where it says something else."""
    lemma = pair.parse.tokens[action.word].lemma
    stand = ends(clause.stem, lemma)
    if stand is Ends.MUTUAL:
        return None
    if stand is not None:
        return stand
    word = pair.phrase((action.word,))
    if pair.words_alike(clause.predicate, word) >= _SAYS:
        return Ends.SAME
    main = pair.parse.tokens[action.word].dep == "ROOT" and clause.ending_tag == "EF"
    # Verbs that the encoder does not know: the main one of either side, which no other word says.
    alone = main and not has_converse(lemma) and pair.best(clause.predicate, word) <= _UNSAID
    return Ends.SAME if alone else None


def _played(
    pair: Pair, agent: Found, other: Found, action: Action, stand: Ends
) -> _Exchange | None:
    """The English words that play the parts of ``agent`` and ``other``, if they and nobody else do."""
    firsts, seconds = action.agents, (*action.patients, *action.aimed)
    if stand is not Ends.SAME:
        firsts, seconds = seconds, firsts
    for first in firsts:
        for second in seconds:
            one, two = pair.phrase(phrase(pair.parse, first)), pair.phrase(phrase(pair.parse, second))
            if first == second or min(pair.alike(agent, one), pair.alike(other, two)) < SAME:
                continue
            if max(pair.alike(agent, two), pair.alike(other, one)) <= OTHER:
                return _Exchange(agent, other, one, two)
    return None
