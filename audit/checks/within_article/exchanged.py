"""Figures of two sentences that stand in each other's place in the English.

A figure that is right in the sentence beside is usually one that an editor moved; two figures, each right
where the other is printed, are exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from audit.checks.common.figures import Placed, match
from audit.checks.severity import Concern
from audit.checks.within_article.figures import Figures, spot_of
from audit.checks.within_article.places import Contradiction, confidence, place_of
from audit.languages.pair.quantity_agreement import Agreement, agreement
from audit.records.flag import Relation
from audit.records.measured import thresholds

_REACH = int(thresholds(__name__)["reach"])
"""How many beads apart two exchanged figures may stand."""
_Wrong = tuple[int, Placed, Placed]


def exchanged(beads: list[Figures]) -> Iterator[Contradiction]:
    """Each of two exchanged figures, on its own bead."""
    for (i, k, e), (j, k2, e2) in combinations(list(_wrong(beads)), 2):
        if i != j and abs(i - j) <= _REACH and _meets(k, e2) and _meets(k2, e):
            yield _contradiction(beads[i], k, e, e2)
            yield _contradiction(beads[j], k2, e2, e)


def _wrong(beads: list[Figures]) -> Iterator[_Wrong]:
    for i, bead in enumerate(beads):
        if bead.source and bead.target:
            for k, e in match(bead.source, bead.target).pairs:
                if not (k.quantity.optional or e.quantity.optional or k.moment or e.moment):
                    yield i, k, e


def _meets(k: Placed, e: Placed) -> bool:
    return agreement(k.quantity, e.quantity) >= Agreement.ROUNDED


def _contradiction(figures: Figures, k: Placed, e: Placed, other: Placed) -> Contradiction:
    return Contradiction(
        figures.bead, "consistency.exchanged",
        {"here": e.words, "there": other.words, "place": place_of(other.sentence),
         "source": k.words},
        Concern.FIGURE, Relation.CONTRADICTS, confidence("exchanged"),
        (spot_of("target", e), spot_of("source", k), spot_of("target", other)),
    )  # fmt: skip
