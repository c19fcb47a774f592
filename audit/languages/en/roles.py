"""Who does what to whom in an English sentence, by its parse.

Subjects and objects of verbs, the agent of a passive, what a relative clause or a participle is said of,
and subjects that a verb shares with the one before it; nouns of doing (the impact of X on Y) too. Words
are numbered as in the parse.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from audit.languages.en.parse import Parse, parsed
from audit.languages.kept import remembered
from audit.languages.word_lists import Lists, word_lists

_FILE = Path(__file__).with_suffix(".toml")
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_OBJECTS = ("dobj", "obj", "dative")
_DEPTH = 4
_CLOSE = 7
_HAVING = frozenset({"have", "pose", "make"})
_BESIDE = 3
"""Words from a noun to the one that says who it is: the defendant, Jessica Chambers."""


class Action(NamedTuple):
    """A verb, or a noun of doing, with the words that play each part in it (heads of their phrases)."""

    word: int
    agents: tuple[int, ...]
    patients: tuple[int, ...]
    aimed: tuple[int, ...]


def rules(group: str, name: str) -> frozenset[str]:
    """The words of a list of ``roles.toml``."""
    return _table()[group][name]


def _table() -> Lists:
    return word_lists(_FILE)


@remembered(16384)
def english_actions(sentence: str) -> tuple[Action, ...]:
    """The verbs and nouns of doing of an English sentence (normalised), in order."""
    parse = parsed(sentence)
    found = []
    for at, token in enumerate(parse.tokens):
        if token.tag.startswith("VB") and not token.dep.startswith("aux"):
            found.append(_of_verb(parse, at))
        elif token.tag.startswith("NN"):
            found.append(_of_noun(parse, at))
    return tuple(a for a in found if a.agents or a.patients or a.aimed)


def phrase(parse: Parse, head: int) -> tuple[int, ...]:
    """The words of a noun phrase, without the clauses and other phrases that hang on it."""
    found = [head]
    for child in parse.children(head, "compound", "amod", "nmod", "flat", "appos", "nummod"):
        words = phrase(parse, child)
        if parse.tokens[child].dep != "appos" or min(words) - head <= _BESIDE:
            found += words
    return tuple(sorted(set(found)))


def owners(parse: Parse, head: int) -> tuple[int, ...]:
    """Whose a noun is, or with whom: the government, of "the government's plan" and "of the government"."""
    found = list(parse.children(head, "poss"))
    for preposition in parse.children(head, "prep"):
        if parse.tokens[preposition].lemma in {"of", "by", "with", "from"}:
            found += parse.children(preposition, "pobj")
    return tuple(found)


def _joined(parse: Parse, heads: Iterator[int]) -> tuple[int, ...]:
    """The heads with those that "and" joins to them; a relative word stands for its noun."""
    found: list[int] = []
    for head in heads:
        found.append(head)
        for other in found[found.index(head) :]:
            found += [c for c in parse.children(other, "conj") if c not in found]
    return tuple(found)


def _aimed(parse: Parse, at: int, prepositions: frozenset[str]) -> Iterator[int]:
    for preposition in parse.children(at, "prep", "prt", "dative"):
        if parse.tokens[preposition].lemma.lower() in prepositions:
            yield from parse.children(preposition, "pobj", "pcomp")


def _by(parse: Parse, at: int) -> Iterator[int]:
    for preposition in parse.children(at, "agent", "prep"):
        if parse.tokens[preposition].lemma == "by":
            yield from parse.children(preposition, "pobj")


def _is_passive(parse: Parse, at: int) -> bool:
    token = parse.tokens[at]
    if any(True for _ in parse.children(at, "nsubjpass", "auxpass")):
        return True
    return token.tag == "VBN" and token.dep == "acl"


def _antecedent(parse: Parse, at: int) -> int | None:
    token = parse.tokens[at]
    return token.head if token.dep in {"relcl", "acl"} else None


def _of_verb(parse: Parse, at: int) -> Action:
    passive = _is_passive(parse, at)
    subjects = _subjects(parse, at)
    toward = _table()["prepositions"]["aimed"]
    # Paid compensation to X: "to" may hang on either.
    over = [*_aimed(parse, at, toward)]
    over += [w for o in _plain_objects(parse, at) for w in _aimed(parse, o, toward)]
    aimed = _joined(parse, iter(over))
    objects = _joined(parse, _plain_objects(parse, at))
    if passive:
        return Action(at, _joined(parse, _by(parse, at)), subjects, (*objects, *aimed))
    gap = _gap(parse, at, subjects, objects)
    return Action(at, subjects, (*objects, *gap), aimed)


def _plain_objects(parse: Parse, at: int) -> Iterator[int]:
    for child in parse.children(at, *_OBJECTS):
        token = parse.tokens[child]
        if token.tag != "IN" and token.text.lower() not in _RELATIVE:
            yield child


def _gap(
    parse: Parse, at: int, subjects: tuple[int, ...], objects: tuple[int, ...]
) -> tuple[int, ...]:
    """The noun that a relative clause is said of, where it is the verb's object."""
    antecedent = _antecedent(parse, at)
    # A case in which X hit Y: the case has no part in it.
    if any(parse.tokens[i].text.lower() in _RELATIVE for i in _aimed(parse, at, frozenset({"in"}))):
        return ()
    if antecedent is None or objects or antecedent in subjects or not subjects:
        return ()
    return (antecedent,) if parse.tokens[at].dep == "relcl" else ()


def _subjects(parse: Parse, at: int, depth: int = 0) -> tuple[int, ...]:
    """A verb's own subjects, or those that it shares with the verb that it hangs on."""
    own = list(parse.children(at, "nsubj", "nsubjpass"))
    if own:
        return _resolved(parse, at, own)
    token = parse.tokens[at]
    if depth > _DEPTH or token.head == at:
        return ()
    if token.dep == "acl" or (token.dep == "relcl"):
        return _joined(parse, iter((token.head,)))
    return _shared(parse, at, depth)


def _resolved(parse: Parse, at: int, own: list[int]) -> tuple[int, ...]:
    """Subjects, a relative pronoun replaced by what it stands for."""
    antecedent = _antecedent(parse, at)
    words = {parse.tokens[i].text.lower() for i in own}
    if words & _RELATIVE:
        relative = [parse.tokens[i].head for i in own]
        noun = antecedent if antecedent is not None else _antecedent(parse, relative[0])
        return _joined(parse, iter((noun,))) if noun is not None else ()
    return _joined(parse, iter(own))


def _shared(parse: Parse, at: int, depth: int) -> tuple[int, ...]:
    token = parse.tokens[at]
    head = parse.tokens[token.head]
    if token.dep == "pcomp":
        verb = _verb_above(parse, token.head)
        return () if verb is None else _controlled(parse, verb, depth)
    if token.dep in {"conj", "advcl"} and head.tag.startswith("VB"):
        return _subjects(parse, token.head, depth + 1)
    if token.dep in {"xcomp", "ccomp"}:
        return _controlled(parse, token.head, depth)
    return ()


def _verb_above(parse: Parse, at: int) -> int | None:
    """The verb that a preposition hangs on, an adjective between them or none."""
    for _ in range(_DEPTH):
        head = parse.tokens[at].head
        if head == at:
            return None
        if parse.tokens[head].tag.startswith("VB"):
            return head
        if parse.tokens[head].tag.startswith("N"):
            return None
        at = head
    return None


def _controlled(parse: Parse, verb: int, depth: int) -> tuple[int, ...]:
    """Who does what hangs on a verb: its object after "tell", else its subject."""
    if not parse.tokens[verb].tag.startswith("VB"):
        return ()
    if parse.tokens[verb].lemma in _table()["control"]["object"]:
        objects = tuple(_plain_objects(parse, verb))
        if objects:
            return _joined(parse, iter(objects))
    return _subjects(parse, verb, depth + 1)


def _of_noun(parse: Parse, at: int) -> Action:
    """The impact of X on Y, X's attack on Y, the murder of Y by X."""
    deeds = _table()["deeds"]
    lemma = parse.tokens[at].lemma.lower()
    agents = [*_by(parse, at)]
    patients = list(_aimed(parse, at, deeds["toward"]))
    if agents or patients:
        agents += parse.children(at, "poss")
        if not agents and _is_lent(parse, at):
            agents += _bearers(parse, at)
    of = [*_aimed(parse, at, frozenset({"of"}))]
    if lemma in deeds["of_agent"]:
        agents += of
        agents += _bearers(parse, at)
        if not agents:
            agents, patients = _had_on(parse, at)
        elif not patients:
            patients = _aimed_beside(parse, at, of)
    elif agents or lemma in deeds["of_patient"]:
        patients += of
    elif _is_lent(parse, at):
        agents += _bearers(parse, at)
        patients += _aimed(parse, parse.tokens[at].head, deeds["toward"])
    return Action(at, _joined(parse, iter(agents)), _joined(parse, iter(patients)), ())


def _is_lent(parse: Parse, at: int) -> bool:
    """Whether a deed is its verb's subject's: filed a suit, launched an attack."""
    token = parse.tokens[at]
    return token.dep == "dobj" and parse.tokens[token.head].lemma in _table()["lending"]["verbs"]


def _bearers(parse: Parse, at: int) -> Iterator[int]:
    """Who a deed is said to be or whose it is: X is a threat to Y; the impact that X had on Y."""
    token = parse.tokens[at]
    if token.dep == "attr" or _is_lent(parse, at):
        yield from _subjects(parse, token.head)
    for clause in parse.children(at, "relcl"):
        if parse.tokens[clause].lemma in _HAVING:
            yield from parse.children(clause, "nsubj")


def _aimed_beside(parse: Parse, at: int, of: list[int]) -> list[int]:
    """The Y of "the effect of X on Y", whose "on" the parser hangs on X or on the verb before."""
    around = of + ([parse.tokens[at].head] if parse.tokens[at].dep == "dobj" else [])
    return [word for other in around for word in _aimed(parse, other, frozenset({"on"}))]


def _had_on(parse: Parse, at: int) -> tuple[list[int], list[int]]:
    """The impact X had on Y, which the parser often takes for one noun: X, and Y."""
    for verb in range(at + 2, min(at + _CLOSE, len(parse.tokens))):
        if parse.tokens[verb].lemma in _HAVING and parse.tokens[verb - 1].tag[:2] in {"NN", "PR"}:
            return [verb - 1], list(_aimed(parse, verb, frozenset({"on", "to"})))
    return [], []
