"""The English is of another sentence, in whole or in part, or its words are out of order."""

from __future__ import annotations

import random

from audit.training.contextual.changes import Change, Edit
from audit.training.contextual.tools import Look, Tools

WEIGHT = 0.8


def draw(look: Look, tools: Tools, random: random.Random) -> Change | None:
    """Another sentence, another ending, or words out of order."""
    text = look.pair.en
    tokens = look.pair.tokens
    choice = random.random()
    _, other = random.choice(tools.sentences)
    if choice < 0.3:
        return Change(
            "other_sentence",
            (Edit(0, len(text), other),),
            (),
            (),
            look.ko_extents(range(len(look.pair.words))),
        )
    if len(tokens) < 8:
        return None
    if choice < 0.55:
        at = random.randint(len(tokens) // 3, len(tokens) - 3)
        lost = look.words_for(range(at, len(tokens)))
        words = other.split()
        ending = " ".join(words[len(words) // 2 :])
        return Change(
            "other_ending",
            (Edit(tokens[at].start, len(text), ending),),
            (),
            (),
            look.ko_extents(lost),
        )
    if choice < 0.75:
        at = random.randint(len(tokens) // 2, len(tokens) - 3)
        lost = look.words_for(range(at, len(tokens)))
        return (
            Change(
                "broken_off",
                (Edit(tokens[at - 1].end, len(text), ""),),
                (),
                (),
                look.ko_extents(lost),
            )
            if lost
            else None
        )
    words = text.split()
    random.shuffle(words)
    return Change("shuffled", (Edit(0, len(text), " ".join(words)),), (), (), ())
