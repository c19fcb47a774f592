"""Moved text: beads out of order, found among what the monotone search left over."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from audit.align.monotone import THRESHOLD
from audit.align.similarity import RIVAL_SHARE, Found, Similarity
from audit.records.measured import thresholds

T = thresholds(__name__)
MOVED_THRESHOLD = THRESHOLD + T["above"]
"""A bead out of order has no neighbours to vouch for it, so it must stand out more."""
CROSSED = T["crossed"]
"""Similarity of both pairs of a bead that is two beads crossing."""
_MOST = 2000


def recover(similarity: Similarity, source: Sequence[int], target: Sequence[int]) -> list[Found]:
    """Beads among leftover sentences (indices), best first, each sentence used once.

    A bead grows over leftover neighbours where that raises its margin. With more than 2,000
    leftovers on both sides nothing is tried: such a pair is not a translation with moved blocks.
    """
    if not source or not target or min(len(source), len(target)) > _MOST:
        return []
    cosine = similarity.source[list(source)] @ similarity.target[list(target)].T
    rivals = (
        similarity.rivals_source[list(source)][:, None]
        + similarity.rivals_target[list(target)][None]
    ) / 2
    margin = similarity.scale.relative(cosine) - RIVAL_SHARE * rivals
    free_source, free_target = set(source), set(target)
    found = []
    order = np.argsort(margin, axis=None)[::-1]
    for flat in order:
        row, column = divmod(int(flat), len(target))
        if margin[row, column] < MOVED_THRESHOLD:
            break
        if source[row] in free_source and target[column] in free_target:
            bead = _grown(
                similarity,
                similarity.bead((source[row],), (target[column],)),
                free_source,
                free_target,
            )
            free_source -= set(bead.source)
            free_target -= set(bead.target)
            found.append(bead)
    return found


def uncross(similarity: Similarity, beads: Sequence[Found]) -> list[Found]:
    """The beads, two-to-two ones that are two translations in the other order taken apart."""
    kept: list[Found] = []
    for bead in beads:
        if len(bead.source) == len(bead.target) == 2:
            (a, b), (c, d) = bead.source, bead.target
            straight = [similarity.bead((a,), (c,)), similarity.bead((b,), (d,))]
            crossed = [similarity.bead((a,), (d,)), similarity.bead((b,), (c,))]
            weakest = min(similarity.relative(x) for x in crossed)
            if weakest >= CROSSED and weakest > max(similarity.relative(x) for x in straight):
                kept += crossed
                continue
        kept.append(bead)
    return kept


def _grown(
    similarity: Similarity, bead: Found, free_source: set[int], free_target: set[int]
) -> Found:
    """The bead with leftover neighbours joined while each raises its score."""
    while True:
        options = [
            similarity.bead(wider_source, wider_target)
            for wider_source, wider_target in (
                ((bead.source[0] - 1, *bead.source), bead.target),
                ((*bead.source, bead.source[-1] + 1), bead.target),
                (bead.source, (bead.target[0] - 1, *bead.target)),
                (bead.source, (*bead.target, bead.target[-1] + 1)),
            )
            if free_source.issuperset(wider_source)
            and free_target.issuperset(wider_target)
            and max(len(wider_source), len(wider_target)) <= 4
        ]
        better = max(options, key=lambda option: option.score, default=bead)
        if better.score <= bead.score:
            return bead
        bead = better
