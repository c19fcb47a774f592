"""Who acts and who is acted on, exchanged between a Korean clause and the English verb that says the same."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from audit.checks.common.phrase_pairs import SAME, UNSAID, Pair, other_than
from audit.languages.en.roles import Action, english_actions, owners, phrase
from audit.languages.ko.roles import Clause, is_pronoun, korean_clauses, owner_of
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
    clauses = korean_clauses(pair.korean)
    for clause in clauses:
        # He left her and she left him: which is which cannot be told.
        if sum(other.stem == clause.stem for other in clauses) > 1:
            continue
        found = _exchange(pair, clause) or _owner_exchanged(pair, clause)
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
        if first != second and stand_for(pair, (agent, one), (other, two)):
            verb = pair.phrase((action.word,))
            return Exchange(agent, other, clause.predicate, one, two, verb)
    return None


def stand_for(pair: Pair, one: tuple[Found, Found], two: tuple[Found, Found]) -> bool:
    """Whether two Korean phrases stand for the English ones that they are put with, and not the other way."""
    if is_pronoun(one[0].text) and is_pronoun(two[0].text):
        return False
    own = min(pair.alike(*one), pair.alike(*two))
    turned = max(pair.alike(one[0], two[1]), pair.alike(two[0], one[1]))
    return own >= SAME and turned <= other_than(own)


def _owner_exchanged(pair: Pair, clause: Clause) -> Exchange | None:
    """X rejected Y's plan, where the Korean has Y rejecting X's."""
    agent, thing = clause.agent, clause.patient
    owner = owner_of(pair.korean, thing) if thing else None
    if agent is None or thing is None or owner is None:
        return None
    for action, stand in _sayers(pair, clause):
        if stand is not Ends.SAME:
            continue
        for first, second in product(action.agents, action.patients):
            same = pair.alike(thing, pair.phrase((second,))) >= SAME
            for whose in owners(pair.parse, second) if same else ():
                one, two = (pair.phrase(phrase(pair.parse, i)) for i in (first, whose))
                if stand_for(pair, (agent, two), (owner, one)):
                    verb = pair.phrase((action.word,))
                    return Exchange(agent, owner, clause.predicate, two, one, verb)
    return None
