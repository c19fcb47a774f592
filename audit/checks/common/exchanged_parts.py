"""Who acts and who is acted on, exchanged between a Korean clause and the English verb that says the same."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from audit.checks.common.counterparts import SAME, UNSAID, Pair, other_than
from audit.languages.en.roles import Action, english_actions, phrase
from audit.languages.ko.roles import Clause, korean_clauses
from audit.languages.pair.converses import Ends, ends, has_converse
from audit.languages.spans import Found
from audit.records.measured import thresholds

_SAYS = thresholds(__name__)["says"]
"""Likeness of two predicates from which they say one thing."""
_BEING = frozenset({"있", "없", "아니", "이", "되"})


class Exchange(NamedTuple):
    """Who acts in the Korean and who is acted on, its predicate, and the English for all three."""

    agent: Found
    other: Found
    predicate: Found
    subject: Found
    object: Found
    verb: Found


def exchanged_parts(pair: Pair) -> Iterator[Exchange]:
    """The clauses of the Korean whose two parts are exchanged in the English."""
    for clause in korean_clauses(pair.korean):
        found = _exchange(pair, clause)
        if found is not None:
            yield found


def _exchange(pair: Pair, clause: Clause) -> Exchange | None:
    """The parts of a clause exchanged, if no verb of the English has them right."""
    others = [other for other in (clause.patient, clause.recipient) if other is not None]
    if clause.agent is None or not others or clause.stem in _BEING:
        return None
    found = None
    for (action, stand), other in product(_sayers(pair, clause), others):
        if stand is Ends.CONVERSE_OF_THINGS and other is clause.patient:
            continue
        if _played(pair, clause, other, action, straight=stand is Ends.SAME):
            return None
        found = found or _played(pair, clause, other, action, straight=stand is not Ends.SAME)
    return found


def _sayers(pair: Pair, clause: Clause) -> list[tuple[Action, Ends]]:
    """The English verbs that say what the clause does; its converse only where it is not said itself."""
    stands = [(action, _stand(pair, clause, action)) for action in english_actions(pair.english)]
    said = [(action, stand) for action, stand in stands if stand is not None]
    return [(action, stand) for action, stand in said if stand is Ends.SAME] or said


def _stand(pair: Pair, clause: Clause, action: Action) -> Ends | None:
    """How the English verb stands to the Korean predicate; None where it says something else."""
    lemma = pair.parse.tokens[action.word].lemma
    stand = ends(clause.stem, lemma)
    if stand is not None:
        return None if stand is Ends.MUTUAL else stand
    word = pair.phrase((action.word,))
    if pair.words_alike(clause.predicate, word) >= _SAYS:
        return Ends.SAME
    main = pair.parse.tokens[action.word].dep == "ROOT" and clause.ending_tag == "EF"
    # Verbs that the encoder does not know: the main one of either side, which no other word says.
    alone = main and not has_converse(lemma) and pair.best(clause.predicate, word) <= UNSAID
    return Ends.SAME if alone else None


def _played(
    pair: Pair, clause: Clause, other: Found, action: Action, *, straight: bool
) -> Exchange | None:
    """The English words that stand for the agent and the other, if those and nobody else play the parts."""
    agent = clause.agent
    firsts, seconds = action.agents, (*action.patients, *action.aimed)
    if agent is None:
        return None
    for first, second in product(*((firsts, seconds) if straight else (seconds, firsts))):
        one, two = (pair.phrase(phrase(pair.parse, word)) for word in (first, second))
        own = min(pair.alike(agent, one), pair.alike(other, two))
        if first == second or own < SAME:
            continue
        if straight or max(pair.alike(agent, two), pair.alike(other, one)) <= other_than(own):
            verb = pair.phrase((action.word,))
            return Exchange(agent, other, clause.predicate, one, two, verb)
    return None
