"""Noun phrases of an English sentence with all that says who or what they are: titles, ages, appositions."""

from __future__ import annotations

from audit.languages.en.parse import Parse, parsed
from audit.languages.kept import remembered

_WITHIN = frozenset({"compound", "amod", "nmod", "appos", "nummod", "npadvmod", "flat", "punct"})
_FURTHEST = 6
"""Words from a noun to the one in apposition to it."""


@remembered(16384)
def noun_groups(sentence: str) -> tuple[tuple[int, ...], ...]:
    """The words of each noun phrase of the sentence (normalised), titles and appositions among them."""
    parse = parsed(sentence)
    found: dict[int, list[int]] = {}
    for at in range(len(parse.tokens)):
        top = _top(parse, at)
        if top is not None and parse.tokens[at].dep != "punct":
            found.setdefault(top, []).append(at)
    return tuple(tuple(words) for words in found.values() if len(words) > 1)


def _top(parse: Parse, at: int) -> int | None:
    """The noun that the word's phrase is about."""
    for _ in range(len(parse.tokens)):
        token = parse.tokens[at]
        if token.dep not in _WITHIN or abs(token.head - at) > _FURTHEST:
            break
        at = token.head
    return at if parse.tokens[at].tag.startswith(("NN", "PRP")) else None
