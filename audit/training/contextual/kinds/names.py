"""A name is another's: a person's, a place's, an organisation's."""

from __future__ import annotations

import random

from audit.training.contextual.changes import Change, Edit
from audit.training.contextual.tools import Look, Tools, shuffled

WEIGHT = 2.0


def draw(look: Look, tools: Tools, random: random.Random) -> Change | None:
    """Put another name of as many words where one stands; in Korean with its own particle."""
    tokens = look.pair.tokens
    for i in shuffled(look.word_of, random):
        if tokens[i].tag not in {"NNP", "NNPS"} or tokens[i].dep == "compound" or not tools.names:
            continue
        first = look.name_start(i)
        start, end = look.extent(first, i)
        if random.random() < 0.3 and first < i:  # a surname or a first name only
            start = tokens[i].start
        new = random.choice(tools.names)
        words = look.words_for(range(first, i + 1))
        run = look.run_for(range(first, i + 1))
        edit = look.renamed(run[0], new[1]) if run and run[0] == run[1] else None
        if new[0].lower() == look.pair.en[start:end].lower():
            continue
        whole = start == tokens[first].start
        return Change(
            "name",
            (Edit(start, end, new[0]),),
            (edit,) if edit and whole else (),
            ((start, end),),
            look.ko_extents(words),
        )
    return None
