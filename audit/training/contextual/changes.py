"""What an error does to a pair: edits of either side, and which words are then wrong.

A :class:`Change` may be carried out in the English, in the Korean, or in both; in both it is no error. So
what looks altered is not always wrong, and what is wrong does not always look it: a model can't learn to
judge one side by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

Extent = tuple[int, int]
Where = Literal["en", "ko", "both"]


class Edit(NamedTuple):
    """Characters ``start`` to ``end`` of a text replaced by ``new``."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Change:
    """A change of a kind; ``ko`` is empty where it can be made in the English only, and the other way round.

    ``of_en`` and ``of_ko`` are the words of the untouched texts that say what is changed.
    """

    kind: str
    en: tuple[Edit, ...] = ()
    ko: tuple[Edit, ...] = ()
    of_en: tuple[Extent, ...] = ()
    of_ko: tuple[Extent, ...] = ()


class Side(NamedTuple):
    """A text with what is wrong in it: words, those of them that the other side has nothing for, and gaps.

    ``known`` says whether ``wrong`` holds all that is wrong; ``gaps_known`` the same of the gaps.
    """

    text: str
    wrong: tuple[Extent, ...] = ()
    unmatched: tuple[Extent, ...] = ()
    gaps: tuple[int, ...] = ()
    known: bool = True
    gaps_known: bool = True


@dataclass(frozen=True)
class Example:
    """A pair to learn from; ``kind`` is empty where nothing is wrong."""

    ko: Side
    en: Side
    kind: str = ""
    source: str = field(default="", compare=False)

    @property
    def wrong(self) -> bool:
        """Whether something is wrong in it."""
        return bool(self.kind)


class _Edited(NamedTuple):
    text: str
    new: tuple[Extent, ...]
    gaps: tuple[int, ...]


def edited(text: str, edits: Iterable[Edit]) -> _Edited:
    """A text after edits that do not overlap: where the new words stand, and where words went."""
    at, moved, parts = 0, 0, []
    new: list[Extent] = []
    gaps: list[int] = []
    for edit in sorted(edits):
        parts += [text[at : edit.start], edit.new]
        start = edit.start + moved
        bare = edit.new.strip(" ,")
        if bare:
            first = start + edit.new.index(bare)
            new.append((first, first + len(bare)))
        elif any(map(str.isalnum, text[edit.start : edit.end])):  # a lone mark is no word
            gaps.append(start)
        moved += len(edit.new) - (edit.end - edit.start)
        at = edit.end
    made = "".join([*parts, text[at:]])
    if text[:1].isupper() and made[:1].islower():  # or a lost first word would be told by the case
        made = made[0].upper() + made[1:]
    return _Edited(made, tuple(new), tuple(gaps))


def overlapping(edits: Sequence[Edit]) -> bool:
    """Whether two edits touch the same characters."""
    ordered = sorted(edits)
    return any(a.end > b.start for a, b in pairwise(ordered))


def made(ko: str, en: str, change: Change, where: Where, source: str = "") -> Example | None:
    """The pair with a change; None where it can't be made there or leaves the text as it was."""
    en_edits = change.en if where != "ko" else ()
    ko_edits = change.ko if where != "en" else ()
    missing = (where != "ko" and not change.en) or (where != "en" and not change.ko)
    if missing or overlapping(en_edits) or overlapping(ko_edits):
        return None
    new_en, new_ko = edited(en, en_edits), edited(ko, ko_edits)
    if (new_en.text, new_ko.text) == (en, ko) or not (new_en.text.strip() and new_ko.text.strip()):
        return None
    if where == "both":
        return Example(Side(new_ko.text), Side(new_en.text), "", source)
    if where == "en":
        added = all(edit.start == edit.end for edit in en_edits)
        return Example(
            Side(
                ko,
                change.of_ko,
                change.of_ko if new_en.gaps else (),
                known=added or bool(change.of_ko),
            ),
            Side(new_en.text, new_en.new, new_en.new if added else (), new_en.gaps),
            change.kind,
            source,
        )
    added = all(edit.start == edit.end for edit in ko_edits)
    return Example(
        Side(new_ko.text, new_ko.new, new_ko.new if added else ()),
        Side(
            en, change.of_en, change.of_en if new_ko.gaps else (),
            known=added or bool(change.of_en), gaps_known=not added,
        ),
        change.kind,
        source,
    )  # fmt: skip
