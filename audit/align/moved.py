"""Moved text: beads out of order, found among what the monotone search left over."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from audit.align.monotone import THRESHOLD
from audit.align.similarity import RIVAL_SHARE, Found, Similarity

MOVED_THRESHOLD = THRESHOLD + 0.3
"""A bead out of order has no neighbours to vouch for it, so it must stand out more."""
CROSSED = 0.5
"""Similarity of both pairs of a bead that is two beads crossing."""
_MOST = 2000


def recover(similarity: Similarity, ko: Sequence[int], en: Sequence[int]) -> list[Found]:
    """Beads among leftover sentences (indices), best first, each sentence used once.

    A bead grows over leftover neighbours where that raises its margin. With more than 2,000
    leftovers on both sides nothing is tried: such a pair is not a translation with moved blocks.
    """
    if not ko or not en or min(len(ko), len(en)) > _MOST:
        return []
    cosine = similarity.ko[list(ko)] @ similarity.en[list(en)].T
    rivals = (similarity.rivals_ko[list(ko)][:, None] + similarity.rivals_en[list(en)][None]) / 2
    margin = similarity.scale.relative(cosine) - RIVAL_SHARE * rivals
    free_ko, free_en = set(ko), set(en)
    found = []
    order = np.argsort(margin, axis=None)[::-1]
    for flat in order:
        row, column = divmod(int(flat), len(en))
        if margin[row, column] < MOVED_THRESHOLD:
            break
        if ko[row] in free_ko and en[column] in free_en:
            bead = _grown(similarity, similarity.bead((ko[row],), (en[column],)), free_ko, free_en)
            free_ko -= set(bead.ko)
            free_en -= set(bead.en)
            found.append(bead)
    return found


def uncross(similarity: Similarity, beads: Sequence[Found]) -> list[Found]:
    """The beads, two-to-two ones that are two translations in the other order taken apart."""
    kept: list[Found] = []
    for bead in beads:
        if len(bead.ko) == len(bead.en) == 2:
            (a, b), (c, d) = bead.ko, bead.en
            straight = [similarity.bead((a,), (c,)), similarity.bead((b,), (d,))]
            crossed = [similarity.bead((a,), (d,)), similarity.bead((b,), (c,))]
            weakest = min(similarity.relative(x) for x in crossed)
            if weakest >= CROSSED and weakest > max(similarity.relative(x) for x in straight):
                kept += crossed
                continue
        kept.append(bead)
    return kept


def _grown(similarity: Similarity, bead: Found, free_ko: set[int], free_en: set[int]) -> Found:
    """The bead with leftover neighbours joined while each raises its score."""
    while True:
        options = [
            similarity.bead(wider_ko, wider_en)
            for wider_ko, wider_en in (
                ((bead.ko[0] - 1, *bead.ko), bead.en),
                ((*bead.ko, bead.ko[-1] + 1), bead.en),
                (bead.ko, (bead.en[0] - 1, *bead.en)),
                (bead.ko, (*bead.en, bead.en[-1] + 1)),
            )
            if free_ko.issuperset(wider_ko)
            and free_en.issuperset(wider_en)
            and max(len(wider_ko), len(wider_en)) <= 4
        ]
        better = max(options, key=lambda option: option.score, default=bead)
        if better.score <= bead.score:
            return bead
        bead = better
