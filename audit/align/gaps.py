"""Beads that their place vouches for: what is left on both sides between the same neighbours.

Such sentences need be less alike than others, and rivals elsewhere do not count.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from audit.align.similarity import Found, Similarity

GAP_SENTENCES = 2
GAP_NULLS = 2.5
GAP_LENGTH = 0.35
"""Similarity at which sentences of the same gap are a bead, by the share of other sentences that are
left alone (where many are, two in a gap are there by chance) and by how unlike their lengths are."""
ONE_SIDED = 0.15
"""What is needed besides where only one neighbour vouches."""


def between(similarity: Similarity, beads: Sequence[Found]) -> list[Found]:
    """The beads, and further ones of what is left between the same two of them.

    Their place vouches for such sentences, so that rivals elsewhere do not count: as many on both
    sides pair up in order, one and two make a bead.
    """
    filled: list[Found] = []
    n, m = len(similarity.ko), len(similarity.en)
    alone = _alone(similarity, beads)
    after_ko = after_en = 0
    ends = Found((n,), (m,), 0.0, 0.0)
    for bead in [*beads, ends]:
        ko = tuple(range(after_ko, bead.ko[0]))
        en = tuple(range(after_en, bead.en[0]))
        after_ko, after_en = bead.ko[-1] + 1, bead.en[-1] + 1
        if len(ko) == len(en) <= GAP_SENTENCES:
            pairs = [similarity.bead((i,), (j,)) for i, j in zip(ko, en, strict=True)]
        elif ko and en and max(len(ko), len(en)) <= GAP_SENTENCES:
            pairs = [similarity.bead(ko, en)]
        else:
            pairs = []
        elsewhere = (alone - len(ko) - len(en)) / (n + m)
        filled += [b for b in pairs if belongs(similarity, b, elsewhere)]
        if bead is not ends:
            filled.append(bead)
    return filled


def belongs(similarity: Similarity, bead: Found, elsewhere: float) -> bool:
    """Whether what is left in one gap is alike enough, in length or in words, to be a bead.

    ``elsewhere`` is the share of all sentences that are left alone outside the gap.
    """
    size_ko = similarity.size_ko[bead.ko[-1] + 1] - similarity.size_ko[bead.ko[0]]
    size_en = similarity.size_en[bead.en[-1] + 1] - similarity.size_en[bead.en[0]]
    stretch = abs(math.log(max(size_en, 1) / max(size_ko, 1)) - similarity.stretch)
    return similarity.relative(bead) >= GAP_NULLS * elsewhere + GAP_LENGTH * min(stretch, 1.0)


def _alone(similarity: Similarity, beads: Sequence[Found]) -> int:
    """How many sentences are in no bead."""
    return len(similarity.ko) + len(similarity.en) - sum(len(b.ko) + len(b.en) for b in beads)


def beside(
    similarity: Similarity,
    beads: Sequence[Found],
    classes: tuple[Sequence[int], Sequence[int]],
) -> list[Found]:
    """Pairs of sentences that stand next to the two sides of one bead, wherever that is.

    Args:
        similarity: of the two texts.
        beads: what was found so far, moved ones among them.
        classes: of the Korean and the English sentences; a pair is of one class.
    """
    used_ko = {i for bead in beads for i in bead.ko}
    used_en = {j for bead in beads for j in bead.en}
    vouched: dict[tuple[int, int], list[Found]] = {}
    for bead in beads:
        for i, j in ((bead.ko[0] - 1, bead.en[0] - 1), (bead.ko[-1] + 1, bead.en[-1] + 1)):
            inside = 0 <= i < len(similarity.ko) and 0 <= j < len(similarity.en)
            if inside and i not in used_ko and j not in used_en:
                same = classes[0][i] == classes[1][j] == classes[0][bead.ko[0]]
                if same:
                    vouched.setdefault((i, j), []).append(bead)
    alone = _alone(similarity, beads)
    size = len(similarity.ko) + len(similarity.en)
    options = [(similarity.bead((i,), (j,)), by) for (i, j), by in vouched.items()]
    options.sort(key=lambda option: (-len(option[1]), -option[0].score))
    found = []
    for pair, by in options:
        needed = (alone - 2) / size + (ONE_SIDED / GAP_NULLS if len(by) < 2 else 0.0)
        free = pair.ko[0] not in used_ko and pair.en[0] not in used_en
        if free and belongs(similarity, pair, needed):
            found.append(pair)
            used_ko.add(pair.ko[0])
            used_en.add(pair.en[0])
    return found
