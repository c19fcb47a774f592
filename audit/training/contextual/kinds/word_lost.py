"""A single noun, name, verb or describing word is lost."""

from __future__ import annotations

import random

from audit.training.contextual.changes import Change
from audit.training.contextual.tools import Look, Tools, shuffled

WEIGHT = 2.0
_KINDS = {
    "NNP": "name",
    "NN": "noun",
    "NNS": "noun",
    "VB": "verb",
    "JJ": "describing",
    "RB": "describing",
}


def draw(look: Look, _tools: Tools, random: random.Random) -> Change | None:
    """Take out one linked word; a name whole."""
    tokens = look.pair.tokens
    for i in shuffled(look.word_of, random):
        kind = _KINDS.get(tokens[i].tag, "verb" if tokens[i].tag.startswith("VB") else "")
        if not kind:
            continue
        first = last = i
        if kind == "name":
            first = look.name_start(i)
            while last + 1 < len(tokens) and tokens[last + 1].tag == "NNP":
                last += 1
        return look.without(f"lost_{kind}", first, last)
    return None
