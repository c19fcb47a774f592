"""Alignment: every sentence of both texts in exactly one bead, null beads and moved ones included.

Headlines, captions and body are searched each within its own class first (``audit.align.monotone``);
what is left over is then matched wherever it stands (``audit.align.moved``).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from audit.align.calibration import Scale
from audit.align.monotone import Found, Side, Similarity, Vectors, search
from audit.align.moved import recover
from audit.article import ArticlePair, BlockKind, Link, Sentence
from audit.encoders import Encoder
from audit.report import Bead

_CLASSES = (
    frozenset({BlockKind.HEADLINE, BlockKind.SUBHEAD}),
    frozenset({BlockKind.CAPTION}),
    frozenset({BlockKind.BODY}),
)


def align(pair: ArticlePair, encoder: Encoder, scale: Scale) -> tuple[Bead, ...]:
    """The beads of a segmented pair, in English reading order.

    Args:
        pair: with sentences on both sides; an alignment that came with it is taken as given.
        encoder: gives the vectors.
        scale: the encoder's scale.
    """
    ko = side([sentence.text for sentence in pair.ko.sentences], encoder)
    en = side([sentence.text for sentence in pair.en.sentences], encoder)
    if pair.given is not None:
        return _given(pair.given, ko.vectors, en.vectors, scale)
    found: list[Found] = []
    for kinds in _CLASSES:
        found += _within(
            _indices(pair.ko.sentences, kinds), _indices(pair.en.sentences, kinds), ko, en, scale
        )
    moved: list[Found] = []
    n, m = len(ko.sizes), len(en.sizes)
    if n and m:
        similarity = Similarity(ko, en, scale)
        used_ko = {i for bead in found for i in bead.ko}
        used_en = {j for bead in found for j in bead.en}
        moved = recover(
            similarity,
            [i for i in range(n) if i not in used_ko],
            [j for j in range(m) if j not in used_en],
        )
    across = [
        bead
        for bead in moved
        if pair.ko.sentences[bead.ko[0]].kind != pair.en.sentences[bead.en[0]].kind
    ]
    return _in_order(found + across, [bead for bead in moved if bead not in across], n, m)


def side(sentences: Sequence[str], encoder: Encoder) -> Side:
    """What the search needs of one text's sentences."""
    sizes = np.array([len(sentence) for sentence in sentences], dtype=np.float32)
    return Side(encoder.encode(sentences), sizes)


def align_sentences(ko: Side, en: Side, scale: Scale) -> tuple[Bead, ...]:
    """The beads of two plain lists of sentences, in English reading order."""
    n, m = len(ko.sizes), len(en.sizes)
    if not n or not m:
        return _in_order([], [], n, m)
    similarity = Similarity(ko, en, scale)
    found = search(similarity)
    moved = recover(
        similarity,
        sorted(set(range(n)) - {i for bead in found for i in bead.ko}),
        sorted(set(range(m)) - {j for bead in found for j in bead.en}),
    )
    return _in_order(found, moved, n, m)


def _indices(sentences: Sequence[Sentence], kinds: frozenset[BlockKind]) -> list[int]:
    return [i for i, sentence in enumerate(sentences) if sentence.kind in kinds]


def _within(ko_ids: list[int], en_ids: list[int], ko: Side, en: Side, scale: Scale) -> list[Found]:
    """The monotone search over some of the sentences, in indices of all of them."""
    if not ko_ids or not en_ids:
        return []
    return [
        Found(
            tuple(ko_ids[i] for i in bead.ko),
            tuple(en_ids[j] for j in bead.en),
            bead.score,
            bead.margin,
        )
        for bead in search(Similarity(ko.at(ko_ids), en.at(en_ids), scale))
    ]


def _given(links: Sequence[Link], ko: Vectors, en: Vectors, scale: Scale) -> tuple[Bead, ...]:
    beads = []
    for number, (left, right) in enumerate(links, start=1):
        score = margin = 0.0
        if left and right:
            a, b = ko[list(left)].sum(axis=0), en[list(right)].sum(axis=0)
            norms = max(float(np.linalg.norm(a) * np.linalg.norm(b)), 1e-9)
            score = float(a @ b) / norms
            margin = float(scale.relative(np.array([score], dtype=np.float32))[0])
        beads.append(Bead(f"b{number}", left, right, score, margin))
    return tuple(beads)


def _in_order(found: Sequence[Found], moved: Sequence[Found], n: int, m: int) -> tuple[Bead, ...]:
    """Beads and null beads, by English position; an omission follows the bead before it in Korean."""
    kept = [(bead, False) for bead in found] + [(bead, True) for bead in moved]
    of_en = {j: item for item in kept for j in item[0].en}
    of_ko = {i: item for item in kept for i in item[0].ko}
    placed: list[
        tuple[tuple[float, int, int], tuple[int, ...], tuple[int, ...], Found | None, bool]
    ]
    placed = [((bead.en[0], 0, 0), bead.ko, bead.en, bead, is_moved) for bead, is_moved in kept]
    placed += [((j, 0, 0), (), (j,), None, False) for j in range(m) if j not in of_en]
    place = -1.0
    for i in range(n):
        item = of_ko.get(i)
        if item is None:
            placed.append(((place, 1, i), (i,), (), None, False))
        elif not item[1]:
            place = float(item[0].en[-1])
    placed.sort(key=lambda entry: entry[0])
    return tuple(
        Bead(
            f"b{number}",
            ko,
            en,
            bead.score if bead else 0.0,
            bead.margin if bead else 0.0,
            is_moved,
        )
        for number, (_, ko, en, bead, is_moved) in enumerate(placed, start=1)
    )
