"""Clauses and longer phrases of an English sentence, as the parser gives them."""

from __future__ import annotations

from audit.languages.en.articles import keeps_article
from audit.languages.en.parse import parsed
from audit.languages.spans import Extent

_MODIFIERS = frozenset(("advmod", "amod", "npadvmod", "advcl", "relcl", "acl", "appos"))
_PARTS = frozenset(
    ("conj", "advcl", "relcl", "acl", "ccomp", "xcomp", "prep", "appos", "npadvmod", "dobj")
)
"""Dependencies whose words an editor adds or drops together."""


def has_verb(sentence: str, start: int, end: int) -> bool:
    """Whether a stretch of a (normalised) sentence has a verb or participle that is no part of a name."""
    tokens = [parsed(sentence).tokens[i] for i in parsed(sentence).at(start, end)]
    return any(t.tag.startswith("VB") and t.dep not in {"amod", "compound"} for t in tokens)


def may_go(sentence: str, start: int, end: int) -> bool:
    """Whether a (normalised) sentence stays whole without ``sentence[start:end]`` and the comma beside it.

    So it does without an adverb, an adjective or a clause that only modifies, where all of it goes.
    """
    parse = parsed(sentence)
    covered = parse.at(start, end)
    heads = [i for i in covered if parse.tokens[i].head not in covered]
    if len(heads) != 1 or parse.tokens[heads[0]].dep not in _MODIFIERS:
        return False
    head = parse.tokens[heads[0]]
    rest = [i for i in parse.subtree(heads[0]) if i not in covered]
    bound = head.tag.startswith("W") or parse.tokens[head.head].tag in ("CD", "IN")
    if bound or any(parse.tokens[i].dep != "punct" for i in rest):
        return False
    return keeps_article(sentence, start, sentence[start:], sentence[end:].lstrip())


def clauses(sentence: str) -> list[Extent]:
    """The unbroken clauses and phrases of a (normalised) sentence, those inside others too."""
    parse = parsed(sentence)
    found = []
    for at, token in enumerate(parse.tokens):
        if token.dep in _PARTS and token.head != at:
            below = parse.subtree(at)
            if below[-1] - below[0] + 1 == len(below):
                found.append((parse.tokens[below[0]].start, parse.tokens[below[-1]].end))
    return found
