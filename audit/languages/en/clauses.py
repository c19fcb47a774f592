"""Clauses and longer phrases of an English sentence, as the parser gives them."""

from __future__ import annotations

from audit.languages.en.parse import parsed
from audit.languages.spans import Extent

_PARTS = frozenset(
    ("conj", "advcl", "relcl", "acl", "ccomp", "xcomp", "prep", "appos", "npadvmod", "dobj")
)
"""Dependencies whose words an editor adds or drops together."""


def has_verb(sentence: str, start: int, end: int) -> bool:
    """Whether a stretch of a (normalised) sentence has a verb or participle that is no part of a name."""
    tokens = [parsed(sentence).tokens[i] for i in parsed(sentence).at(start, end)]
    return any(t.tag.startswith("VB") and t.dep not in {"amod", "compound"} for t in tokens)


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
