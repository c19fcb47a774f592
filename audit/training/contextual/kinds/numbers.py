"""A figure is another."""

from __future__ import annotations

import random
import re

from audit.training.contextual.changes import Change, Edit, Extent
from audit.training.contextual.tools import Look, Tools

WEIGHT = 0.8
_FIGURE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![.,]?\w)")
_KOREAN = re.compile(r"\d+(?:[.,]\d+)*")


def draw(look: Look, _tools: Tools, random: random.Random) -> Change | None:
    """Change a digit or two of a figure, on both sides where both print it."""
    found = [*_FIGURE.finditer(look.pair.en)]
    if not found:
        return None
    match = random.choice(found)
    old = match.group()
    new = _other(old, random)
    same = [m for m in _KOREAN.finditer(look.pair.ko) if m.group() == old]
    once = len(same) == 1 and look.pair.en.count(old) == 1
    word: tuple[Extent, ...] = ()
    if once:
        word = tuple(w for w in look.pair.words if w[0] <= same[0].start() < w[1])
    return Change(
        "number",
        (Edit(*match.span(), new),),
        (Edit(*same[0].span(), new),) if once else (),
        (match.span(),),
        word,
    )


def _other(figure: str, random: random.Random) -> str:
    digits = [i for i, c in enumerate(figure) if c.isdigit()]
    if random.random() < 0.2 and figure.isdigit() and int(figure):
        return (
            figure + "0" if random.random() < 0.5 else str(int(figure[:18]) + random.randint(1, 20))
        )
    at = random.choice(digits)
    other = random.choice([d for d in "123456789" if d != figure[at]])
    return figure[:at] + other + figure[at + 1 :]
