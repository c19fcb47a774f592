"""Counts of beads found, missed and invented, null and moved ones apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit.align.monotone import increasing
from audit.records.article import Link
from audit.records.bead import Bead


@dataclass(slots=True)
class Tally:
    """Counts over documents, from which the scores follow."""

    gold: int = 0
    found: int = 0
    right: int = 0
    null_gold: int = 0
    null_found: int = 0
    null_right: int = 0
    moved_gold: int = 0
    moved_right: int = 0
    unmoved_gold: int = 0
    moved_false: int = 0

    def add(self, gold: Iterable[Link], beads: Sequence[Bead], moved: Iterable[Link]) -> None:
        """Count one document; nulls are split so that each sentence is a bead of its own."""
        want, have = set(split_nulls(gold)), set(split_nulls((b.source, b.target) for b in beads))
        self.gold += len(want)
        self.found += len(have)
        self.right += len(want & have)
        null_want, null_have = ({x for x in side if not (x[0] and x[1])} for side in (want, have))
        self.null_gold += len(null_want)
        self.null_found += len(null_have)
        self.null_right += len(null_want & null_have)
        out_of_order = set(moved)
        called = {(b.source, b.target) for b in beads if b.moved}
        self.moved_gold += len(out_of_order)
        # A moved bead is recovered when its two sides are together again.
        self.moved_right += len(out_of_order & have)
        in_order = {x for x in want if x[0] and x[1]} - out_of_order
        self.unmoved_gold += len(in_order)
        self.moved_false += len(in_order & called)

    def scores(self) -> dict[str, float]:
        """Strict and null F1; with moved beads, the share recovered and that of false ones."""
        found = {
            "strict_f1": f1(self.right, self.found, self.gold),
            "null_f1": f1(self.null_right, self.null_found, self.null_gold),
        }
        if self.moved_gold:
            found["moved_recall"] = self.moved_right / self.moved_gold
            found["moved_false"] = self.moved_false / max(1, self.unmoved_gold)
        return found


def f1(right: int, found: int, gold: int) -> float:
    """Harmonic mean of precision and recall; 1 where there is nothing to find and nothing found."""
    return 2 * right / (found + gold) if found + gold else 1.0


def split_nulls(links: Iterable[Link]) -> Iterable[Link]:
    """Every sentence of a null bead as a bead of its own."""
    for ko, en in links:
        if ko and en:
            yield ko, en
        else:
            yield from (((i,), ()) for i in ko)
            yield from (((), (j,)) for j in en)


def crossing(links: Sequence[Link]) -> set[Link]:
    """The beads out of order: those outside the longest chain that increases on both sides."""
    beads = sorted((link for link in links if link[0] and link[1]), key=lambda link: link[1])
    chain = set(increasing([(link[1][0], link[0][0]) for link in beads]))
    return {link for link in beads if (link[1][0], link[0][0]) not in chain}
