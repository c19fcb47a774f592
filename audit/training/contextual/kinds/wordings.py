"""Small words that change what is claimed: how many, how sure, when, who says so."""

from __future__ import annotations

import random
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from audit.training.contextual.changes import Change, Edit
from audit.training.contextual.tools import Look, Tools

WEIGHT = 2.5
_TABLE = Path(__file__).with_name("wordings.toml")


class _Set(NamedTuple):
    kind: str
    en: dict[str, tuple[str, ...]]
    ko: dict[str, tuple[str, ...]]


def rows() -> list[dict[str, Any]]:
    """Rows of the table: words of one row are exchanged for each other, those of one group mean the same."""
    found: list[dict[str, Any]] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["set"]
    return found


@cache
def _sets() -> tuple[_Set, ...]:
    found = []
    for row in rows():
        sides = []
        for side in ("en", "ko"):
            groups = [tuple(w.replace("_", " ") for w in group.split()) for group in row[side]]
            sides.append(
                {
                    word.lower(): tuple(w for g in groups if g is not group for w in g)
                    for group in groups
                    for word in group
                }
            )
        found.append(_Set(row["kind"], *sides))
    return tuple(found)


def draw(look: Look, _tools: Tools, random: random.Random) -> Change | None:
    """Replace a word of a set by one that means something else."""
    options = []
    starts, ends = {m.start for m in look.pair.morphemes}, {m.end for m in look.pair.morphemes}
    for row in _sets():
        for side, words in (("en", row.en), ("ko", row.ko)):
            if not words:
                continue
            text = look.pair.en if side == "en" else look.pair.ko
            found = [*_pattern(row.kind, side).finditer(text)]
            if side == "ko":  # no 일부 of 22일부터, no 늘 of 오늘
                found = [m for m in found if m.start() in starts and m.end() in ends]
            options += [(row.kind, side, match, words[match.group().lower()]) for match in found]
    if not options:
        return None
    kind, side, match, others = random.choice(options)
    if not others:
        return None
    new = random.choice(others)
    if match.group()[0].isupper() and not (match.start() and new.startswith("the ")):
        new = new[0].upper() + new[1:]
    edit = (Edit(*match.span(), new),)
    if side == "en":
        inside = [
            i
            for i, t in enumerate(look.pair.tokens)
            if t.start < match.end() and match.start() < t.end
        ]
        near = inside + [look.pair.tokens[i].head for i in inside]
        return Change(kind, edit, (), (match.span(),), look.ko_extents(look.words_for(near)))
    words_here = [j for j, (a, b) in enumerate(look.pair.words) if a <= match.start() < b]
    linked = [i for j in words_here for i in look.tokens_of.get(j, ())]
    return Change(kind, (), edit, look.en_extents(linked), ())


@cache
def _pattern(kind: str, side: str) -> re.Pattern[str]:
    row = next(row for row in _sets() if row.kind == kind)
    words = sorted(row.en if side == "en" else row.ko, key=len, reverse=True)
    joined = "|".join(map(re.escape, words))
    return re.compile(rf"\b(?:{joined})\b" if side == "en" else rf"(?:{joined})", re.IGNORECASE)
