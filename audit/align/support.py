"""Merges decided by words: whether a sentence says what its bead would otherwise leave unsaid.

A sum of vectors hardly shows whether a short sentence became a clause of its neighbour's translation
or was dropped. The tokens do: in a merge they are supported on the other side, and support there what
the other sentences of the bead do not. Token support is the best match by cosine, as in BERTScore
(Zhang et al. 2020), each token with its weight in the sentence vector.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from audit.align.similarity import MOST, Found, Similarity, Vectors
from audit.encoders.vectors import TokenVectors
from audit.records.measured import thresholds

T = thresholds(__name__)
JOINED = T["joined"]
"""Support at which a sentence left alone belongs to the bead beside it."""
KEPT = T["kept"]
"""Support below which a sentence of a merge is left alone instead."""
GAIN = T["gain"]
"""Weight of what a sentence newly supports, beside how well it is supported itself."""
_PASSES = 2
Tokens = Callable[[int], TokenVectors]


class Support(NamedTuple):
    """Tokens of each sentence of both sides, their scale, and the class of each sentence.

    ``scale`` is the cosine of a token's best match in an unrelated sentence, and in a translation;
    sentences of different classes share no bead.
    """

    source: Tokens
    target: Tokens
    scale: tuple[float, float]
    source_classes: Sequence[int]
    target_classes: Sequence[int]

    def of(self, side: str, sentence: int, rest: Sequence[int], across: Sequence[int]) -> float:
        """How much a sentence belongs with ``across``, which ``rest`` of its side translates.

        Args:
            side: ``ko`` or ``en``, the sentence's.
            sentence: its index.
            rest: other sentences of its side.
            across: sentences of the other side.

        Returns:
            0 for an unrelated sentence, about 1 for one that is a translation of what ``rest`` says
            already, and up to 3 for one that says the half of it that ``rest`` does not.
        """
        mine, theirs = (
            (self.source, self.target) if side == "source" else (self.target, self.source)
        )
        own = mine(sentence)
        others = [theirs(other) for other in across]
        total = float(own.weights.sum())
        vectors = np.concatenate([other.vectors for other in others])
        if total <= 0 or not len(vectors):
            return 0.0
        weights = np.concatenate([other.weights for other in others])
        cosine = own.vectors @ vectors.T
        covered = float(cosine.max(axis=1) @ own.weights) / total
        known = _best(vectors, [mine(other).vectors for other in rest])
        gain = float(np.maximum(cosine.max(axis=0) - known, 0) @ weights) / total
        low, high = self.scale
        return (covered - low + GAIN * gain) / (high - low)


def _best(vectors: Vectors, others: Sequence[Vectors]) -> Vectors:
    """The best match of each vector among those of other sentences, 0 at least."""
    best = np.zeros(len(vectors), dtype=np.float32)
    for other in others:
        if len(other):
            best = np.maximum(best, (vectors @ other.T).max(axis=1))
    return best


def refine(beads: Sequence[Found], similarity: Similarity, support: Support) -> list[Found]:
    """The beads with merges undone that the words deny, and made that the words ask for."""
    kept = [_slimmed(bead, similarity, support) for bead in beads]
    for _ in range(_PASSES):
        if not _absorb(kept, similarity, support):
            break
    return kept


def _slimmed(bead: Found, similarity: Similarity, support: Support) -> Found:
    """The bead without the first or last sentence of a side, where that one lacks support."""
    for side in ("source", "target"):
        own, across = (bead.source, bead.target) if side == "source" else (bead.target, bead.source)
        if len(own) < 2:
            continue
        edges = [
            (support.of(side, own[at], rest, across), rest)
            for at, rest in ((0, own[1:]), (-1, own[:-1]))
        ]
        weakest, rest = min(edges, key=lambda edge: edge[0])
        if weakest < KEPT:
            shorter = (
                similarity.bead(rest, across) if side == "source" else similarity.bead(across, rest)
            )
            return _slimmed(shorter, similarity, support)
    return bead


def _absorb(beads: list[Found], similarity: Similarity, support: Support) -> bool:
    """Join sentences left alone to beads beside them, the best supported first."""
    options: list[tuple[float, str, int, int]] = []
    for side in ("source", "target"):
        source = side == "source"
        count = len(similarity.source) if source else len(similarity.target)
        classes = support.source_classes if source else support.target_classes
        used = {i for bead in beads for i in (bead.source if source else bead.target)}
        for at, bead in enumerate(beads):
            own, across = (bead.source, bead.target) if source else (bead.target, bead.source)
            if len(own) >= MOST:
                continue
            for i in (own[0] - 1, own[-1] + 1):
                if 0 <= i < count and i not in used and classes[i] == classes[own[0]]:
                    value = support.of(side, i, own, across)
                    if value >= JOINED:
                        options.append((value, side, i, at))
    taken: set[tuple[str, int]] = set()
    changed: set[int] = set()
    for _, side, i, at in sorted(options, reverse=True):
        if (side, i) in taken or at in changed:
            continue
        bead = beads[at]
        beads[at] = (
            similarity.bead(tuple(sorted((*bead.source, i))), bead.target)
            if side == "source"
            else similarity.bead(bead.source, tuple(sorted((*bead.target, i))))
        )
        taken.add((side, i))
        changed.add(at)
    return bool(taken)
