"""Beads that their place vouches for: what is left on both sides between the same neighbours.

Such sentences need be less alike than others, and rivals elsewhere do not count.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from audit.align.similarity import Found, Similarity
from audit.records.measured import thresholds

T = thresholds(__name__)
GAP_SENTENCES = int(T["gap_sentences"])
"""Sentences of a side that a gap may have for its two sides to be paired."""
GAP_NULLS, GAP_LENGTH = T["gap_nulls"], T["gap_length"]
"""Similarity at which sentences of the same gap are a bead, by the share of other sentences that are
left alone (where many are, two in a gap are there by chance) and by how unlike their lengths are."""
ONE_SIDED = T["one_sided"]
"""What is needed besides where only one neighbour vouches."""


def between(similarity: Similarity, beads: Sequence[Found]) -> list[Found]:
    """The beads, and further ones of what is left between the same two of them.

    Their place vouches for such sentences, so that rivals elsewhere do not count: as many on both
    sides pair up in order, one and two make a bead.
    """
    filled: list[Found] = []
    n, m = len(similarity.source), len(similarity.target)
    alone = _alone(similarity, beads)
    after_source = after_target = 0
    ends = Found((n,), (m,), 0.0, 0.0)
    for bead in [*beads, ends]:
        source = tuple(range(after_source, bead.source[0]))
        target = tuple(range(after_target, bead.target[0]))
        after_source, after_target = bead.source[-1] + 1, bead.target[-1] + 1
        if len(source) == len(target) <= GAP_SENTENCES:
            pairs = [similarity.bead((i,), (j,)) for i, j in zip(source, target, strict=True)]
        elif source and target and max(len(source), len(target)) <= GAP_SENTENCES:
            pairs = [similarity.bead(source, target)]
        else:
            pairs = []
        elsewhere = (alone - len(source) - len(target)) / (n + m)
        filled += [b for b in pairs if belongs(similarity, b, elsewhere)]
        if bead is not ends:
            filled.append(bead)
    return filled


def belongs(similarity: Similarity, bead: Found, elsewhere: float) -> bool:
    """Whether what is left in one gap is alike enough, in length or in words, to be a bead.

    ``elsewhere`` is the share of all sentences that are left alone outside the gap.
    """
    size_source = (
        similarity.size_source[bead.source[-1] + 1] - similarity.size_source[bead.source[0]]
    )
    size_target = (
        similarity.size_target[bead.target[-1] + 1] - similarity.size_target[bead.target[0]]
    )
    stretch = abs(math.log(max(size_target, 1) / max(size_source, 1)) - similarity.stretch)
    return similarity.relative(bead) >= GAP_NULLS * elsewhere + GAP_LENGTH * min(stretch, 1.0)


def _alone(similarity: Similarity, beads: Sequence[Found]) -> int:
    """How many sentences are in no bead."""
    return (
        len(similarity.source)
        + len(similarity.target)
        - sum(len(b.source) + len(b.target) for b in beads)
    )


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
    used_source = {i for bead in beads for i in bead.source}
    used_target = {j for bead in beads for j in bead.target}
    vouched: dict[tuple[int, int], list[Found]] = {}
    for bead in beads:
        for i, j in (
            (bead.source[0] - 1, bead.target[0] - 1),
            (bead.source[-1] + 1, bead.target[-1] + 1),
        ):
            inside = 0 <= i < len(similarity.source) and 0 <= j < len(similarity.target)
            if inside and i not in used_source and j not in used_target:
                same = classes[0][i] == classes[1][j] == classes[0][bead.source[0]]
                if same:
                    vouched.setdefault((i, j), []).append(bead)
    alone = _alone(similarity, beads)
    size = len(similarity.source) + len(similarity.target)
    options = [(similarity.bead((i,), (j,)), by) for (i, j), by in vouched.items()]
    options.sort(key=lambda option: (-len(option[1]), -option[0].score))
    found = []
    for pair, by in options:
        needed = (alone - 2) / size + (ONE_SIDED / GAP_NULLS if len(by) < 2 else 0.0)
        free = pair.source[0] not in used_source and pair.target[0] not in used_target
        if free and belongs(similarity, pair, needed):
            found.append(pair)
            used_source.add(pair.source[0])
            used_target.add(pair.target[0])
    return found
