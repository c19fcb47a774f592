"""Which words of an English sentence a negation has in its scope, by spaCy's parse.

The dependencies and words that carry a negation down are in ``polarity_scope.toml``. Offsets are into the
sentence given, which is normalised text.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from audit.languages.en.parse import Parse, parsed
from audit.languages.kept import remembered
from audit.languages.spans import Extent


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {name: frozenset(listed.split()) for name, listed in table.items()}


@remembered(65536)
def negations_over(sentence: str, start: int, end: int) -> int:
    """How many negations have the words ``sentence[start:end]`` in their scope, by the parse.

    Twice is not at all: "did not fail to pay".
    """
    parse = parsed(sentence)
    covered = parse.at(start, end)
    if not covered:
        return 0
    # The word of the stretch that the others hang on.
    at = next((i for i in covered if parse.tokens[i].head not in covered), covered[0])
    count, seen = _negators(parse, at), {at}
    while parse.tokens[at].dep in _table()["down"] and parse.tokens[at].head not in seen:
        below, at = at, parse.tokens[at].head
        seen.add(at)
        count += _negators(parse, at, below) + _denies(parse, at, parse.tokens[below].dep)
    return count


def _negators(parse: Parse, at: int, but: int = -1) -> int:
    """How many words beside the one at ``at`` negate it, but for one's own: not, no, nobody, rarely."""
    scope, count = _table(), 0
    for i in parse.children(at):
        if i == but:
            continue
        token = parse.tokens[i]
        own = token.text.lower()
        if token.dep == "neg" or own in scope["words"]:
            count += 1
        elif token.dep in scope["arguments"] or own == "longer":
            below = [parse.tokens[j] for j in parse.children(i)]
            count += any(t.text.lower() in scope["determiners"] for t in below)
    return count


def _denies(parse: Parse, at: int, dep: str) -> bool:
    """Whether the word at ``at`` denies what depends on it so: fail to, without, far from, bar from."""
    token, scope = parse.tokens[at], _table()
    if dep in ("pobj", "pcomp"):
        if token.text.lower() == "without":
            return True
        above = parse.tokens[token.head]
        return token.text.lower() == "from" and above.lemma.lower() in scope["from"]
    return dep in scope["complements"] and token.lemma.lower() in scope["denying"]


def negated_words(sentence: str, start: int, end: int) -> tuple[Extent, ...]:
    """The word that the negation ``sentence[start:end]`` negates, its complements and its subject.

    "The bus was not on time": time; "did not seek a warrant": seek, warrant, Prosecutors.
    """
    parse = parsed(sentence)
    covered = parse.at(start, end)
    if not covered:
        return ()
    table, at = _table(), covered[-1]
    if parse.tokens[at].dep in table["outward"] or parse.tokens[at].text.lower() in table["words"]:
        at = parse.tokens[at].head
    if parse.tokens[at].text.lower() == "longer":
        at = parse.tokens[at].head
    found, seen = [at], {at}
    for i in found:
        below = (j for j in parse.children(i) if parse.tokens[j].dep in table["inward"])
        fresh = [j for j in below if j not in seen]
        seen.update(fresh)
        found += fresh
    found.sort(key=lambda i: parse.tokens[i].dep.startswith("nsubj"))
    said = [parse.tokens[i] for i in found if _says_something(parse, i)]
    return tuple((token.start, token.end) for token in said)


def negated_predicate(sentence: str, start: int, end: int) -> Extent | None:
    """The verb, adjective or noun that the negation ``sentence[start:end]`` says not to hold.

    None where that is no word of its own: "there is no rice left", "was not on the list".
    """
    if sentence[start:end].lower() == "no":
        return None
    first = next(iter(negated_words(sentence, start, end)), None)
    if first is None:
        return None
    parse = parsed(sentence)
    return None if parse.tokens[parse.at(*first)[-1]].dep in ("pobj", "pcomp") else first


def says_something(sentence: str, start: int, end: int) -> bool:
    """Whether the words ``sentence[start:end]`` hold more than auxiliaries and light verbs."""
    parse = parsed(sentence)
    return any(_says_something(parse, i) for i in parse.at(start, end))


def in_subordinate_clause(sentence: str, start: int, end: int) -> bool:
    """Whether the negation ``sentence[start:end]`` stands in an adverbial or a relative clause."""
    parse = parsed(sentence)
    covered = parse.at(start, end)
    if not covered:
        return False
    at = covered[-1]
    while parse.tokens[at].dep in _table()["outward"] and parse.tokens[at].head != at:
        at = parse.tokens[at].head
    return parse.tokens[at].dep in ("advcl", "relcl")


def is_said_again(sentence: str, start: int, end: int) -> bool:
    """Whether the negation ``sentence[start:end]`` is on a verb that has another: "don't see no tail"."""
    parse = parsed(sentence)
    covered = parse.at(start, end)
    if not covered or parse.tokens[covered[-1]].dep != "det":
        return False
    noun = parse.tokens[covered[-1]].head
    verb = parse.tokens[noun].head
    return parse.tokens[noun].dep in ("dobj", "attr") and any(
        parse.tokens[i].dep == "neg" for i in parse.children(verb)
    )


def _says_something(parse: Parse, at: int) -> bool:
    token = parse.tokens[at]
    return token.tag[0] in "NVJR" and token.lemma.lower() not in _table()["light"]


def is_predicate(sentence: str, start: int, end: int) -> bool:
    """Whether the words at ``start`` to ``end`` are what something is said to be: "not hard"."""
    parse = parsed(sentence)
    return any(parse.tokens[i].dep == "acomp" for i in parse.at(start, end))
