"""Who says so is lost or another: a claim becomes a fact."""

from __future__ import annotations

import random

from audit.training.contextual.changes import Change, Edit
from audit.training.contextual.tools import Look, Tools, shuffled

WEIGHT = 1.0
_SAY = frozenset(
    "say tell announce report claim state add explain note argue believe think suggest warn insist".split()
)


def draw(look: Look, _tools: Tools, random: random.Random) -> Change | None:
    """Take out the saying and leave what is said."""
    tokens = look.pair.tokens
    for i in shuffled((i for i, t in enumerate(tokens) if t.lemma.lower() in _SAY), random):
        said = [c for c in look.parse.below[i] if tokens[c].dep == "ccomp"]
        if not said:
            continue
        inside = set(look.parse.subtree(said[0]))
        outside = [k for k in look.parse.subtree(i) if k not in inside]
        if tokens[i].dep != "ROOT" or not 2 <= len(outside) <= 14:
            continue
        first, last = min(inside), max(inside)
        if last - first + 1 != len(inside):
            continue
        if tokens[first].text.lower() == "that":
            first += 1
        start, end = look.extent(first, last)
        text = look.pair.en
        linked = look.words_for(outside)
        stop = len(text) - text.endswith((".", "!", "?"))
        edits = [Edit(a, b, "") for a, b in ((0, start), (end, stop)) if b > a]
        return (
            Change("attribution", tuple(edits), (), (), look.ko_extents(linked)) if linked else None
        )
    return None
