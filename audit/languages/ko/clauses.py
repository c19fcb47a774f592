"""Clauses of a Korean sentence: what ends in a connective, an adnominal or a final ending."""

from __future__ import annotations

from itertools import pairwise

from audit.languages.ko.morphemes import morphemes
from audit.languages.spans import Extent

_ENDINGS = frozenset(("EC", "ETM", "EF"))
_MOST = 3
"""Neighbouring pieces that are taken together: 수 있다, 것이다 are pieces of their own."""


def clauses(sentence: str) -> list[Extent]:
    """The pieces of a (normalised) sentence between such endings, and up to three of them together."""
    ends = {m.end for m in morphemes(sentence) if m.tag in _ENDINGS}
    cuts = sorted({0, len(sentence)} | ends)
    pieces = list(pairwise(cuts))
    return [
        (pieces[first][0], pieces[last][1])
        for first in range(len(pieces))
        for last in range(first, min(first + _MOST, len(pieces)))
    ]
