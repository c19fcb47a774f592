"""Examples of one pair: as it is, reworded, changed on both sides, and wrong."""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from types import ModuleType

from audit.training.contextual import kinds
from audit.training.contextual.changes import Change, Edit, Example, Side, Where, made, overlapping
from audit.training.contextual.material import Prepared
from audit.training.contextual.rewording import reworded
from audit.training.contextual.tools import Look, Tools

WRONG = 3
"""Wrong examples of a pair, beside one that is right."""
_TRIES = 8
_REWORDED, _TWICE, _IN_KOREAN, _TWIN = 0.35, 0.12, 0.35, 0.5
"""How often a right pair is reworded, a wrong one wrong in two places, an error made in the Korean where it
can be, and a right pair one that is changed on both sides."""


@cache
def all_kinds() -> tuple[ModuleType, ...]:
    """The modules of :mod:`audit.training.contextual.kinds`."""
    names = [info.name for info in pkgutil.iter_modules(kinds.__path__)]
    return tuple(importlib.import_module(f"{kinds.__name__}.{name}") for name in sorted(names))


class Examples:
    """Makes examples, always others."""

    def __init__(self, tools: Tools, seed: int) -> None:
        self._tools = tools
        self._random = random.Random(seed)
        self._weights = [kind.WEIGHT for kind in all_kinds()]

    def of(self, pair: Prepared) -> list[Example]:
        """A pair's examples, the right ones first; all share a side with another one, if not both."""
        look = Look(pair)
        found = [self._right(look)]
        twin = self._twin(look) if self._random.random() < _TWIN else None
        if twin:
            found.append(twin)
        for _ in range(WRONG):
            wrong = self.wrong(look)
            if wrong and wrong not in found:
                found.append(wrong)
        return found

    def _right(self, look: Look) -> Example:
        en = look.pair.en
        if self._random.random() < _REWORDED:
            en = reworded(look, self._random)
        return Example(Side(look.pair.ko), Side(en), "", look.pair.source)

    def changes(self, look: Look) -> Iterator[Change]:
        """Changes of kinds drawn by their weights."""
        for kind in self._random.choices(all_kinds(), self._weights, k=_TRIES):
            change: Change | None = kind.draw(look, self._tools, self._random)
            if change is not None:
                yield change

    def _twin(self, look: Look) -> Example | None:
        for change in self.changes(look):
            if change.ko and change.en:
                twin = made(look.pair.ko, look.pair.en, change, "both", look.pair.source)
                if twin:
                    return twin
        return None

    def wrong(self, look: Look) -> Example | None:
        """The pair with an error, at times with two."""
        for change in self.changes(look):
            where: Where = "en"
            if change.ko and (not change.en or self._random.random() < _IN_KOREAN):
                where = "ko"
            second = None
            if self._random.random() < _TWICE:
                second = next(self.changes(look), None)
            if second is not None:
                change = _joined(change, second, where) or change
            found = made(look.pair.ko, look.pair.en, change, where, look.pair.source)
            if found:
                return found
        return None


def _joined(one: Change, other: Change, where: Where) -> Change | None:
    """Two changes of one side as one; None where they touch the same words or are labelled differently."""
    edits = (*one.en, *other.en) if where == "en" else (*one.ko, *other.ko)
    if not (other.en if where == "en" else other.ko) or overlapping(edits) or _touching(edits):
        return None
    if _labelled(one, where) != _labelled(other, where):
        return None
    return Change(
        one.kind,
        (*one.en, *other.en),
        (*one.ko, *other.ko),
        (*one.of_en, *other.of_en),
        (*one.of_ko, *other.of_ko),
    )


def _labelled(change: Change, where: Where) -> tuple[bool, bool, bool]:
    """Whether words come, whether words go, and whether it is known which are wrong on the other side."""
    edits, across = (change.en, change.of_ko) if where == "en" else (change.ko, change.of_en)
    come = all(edit.start == edit.end for edit in edits)
    return come, not any(edit.new.strip(" ,") for edit in edits), come or bool(across)


def _touching(edits: Sequence[Edit]) -> bool:
    ordered = sorted(edits)
    return any(a.end >= b.start for a, b in pairwise(ordered))
