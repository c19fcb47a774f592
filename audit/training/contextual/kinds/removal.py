"""A modifier, a phrase or a clause is lost, or was never in the source."""

from __future__ import annotations

import random

from audit.training.contextual.changes import Change
from audit.training.contextual.tools import MODIFIERS, Look, Tools, shuffled

WEIGHT = 3.0
_CLAUSES = frozenset({"conj", "advcl", "relcl", "ccomp"})


def draw(look: Look, _tools: Tools, random: random.Random) -> Change | None:
    """Take out a subtree with a content word; in Korean the words that say just that."""
    tokens = look.pair.tokens
    wanted = MODIFIERS | _CLAUSES
    for i in shuffled((i for i, t in enumerate(tokens) if t.dep in wanted and t.head != i), random):
        span = look.phrase(i)
        if span is None or not look.words_for(range(span[0], span[1] + 1)):
            continue
        first, last = span
        if (
            tokens[i].dep == "conj"
            and first
            and tokens[first - 1].text.lower() in {"and", "or", ","}
        ):
            first -= 1
        if last - first + 1 > len(tokens) * 0.6:
            continue
        return look.without(f"removed_{tokens[i].dep}", first, last)
    return None
