"""Alignment: every sentence of both texts in exactly one bead, null beads and moved ones included.

1. Headlines, captions and body are searched each within its own class for the best monotone sequence of
   beads (``audit.align.monotone``: Gale & Church 1993, Artetxe & Schwenk 2019, Thompson & Koehn 2019).
2. What is left between the same two beads is paired where it is alike enough (``audit.align.gaps``).
3. Two-to-two beads that are two translations in the other order are taken apart, and what is left over is
   matched wherever it stands (``audit.align.moved``); sentences next to a bead that came back so are its
   neighbours' translations.
4. Tokens decide about merges (``audit.align.support``: Zhang et al. 2020).
5. Beads outside the longest chain that rises on both sides are called moved.

Similarities are read on the encoder's own scale (``audit.align.calibration``), so that no threshold is
tuned to one encoder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from audit.align.calibration import Scale
from audit.align.gaps import beside, between
from audit.align.monotone import increasing, search
from audit.align.moved import recover, uncross
from audit.align.similarity import Found, Similarity, TextSide, Vectors
from audit.align.support import Support, refine
from audit.align.whose_words import Words
from audit.encoders import Encoder
from audit.encoders.vectors import TokenVectors
from audit.records.article import Article, BlockKind, Lang, Link, Sentence
from audit.records.bead import Bead

Classes = tuple[Sequence[int], Sequence[int]]
"""The class of each Korean and of each English sentence; only within one can beads be out of order."""
_CLASSES = (
    frozenset({BlockKind.HEADLINE, BlockKind.SUBHEAD}),
    frozenset({BlockKind.CAPTION}),
    frozenset({BlockKind.BODY}),
)


def align(
    pair: Article,
    encoder: Encoder,
    scale: Scale,
    tokens: Callable[[Sentence], TokenVectors],
    token_scale: tuple[float, float],
) -> tuple[Bead, ...]:
    """The beads of a segmented pair, in English reading order.

    Args:
        pair: with sentences on both sides; an alignment that came with it is taken as given.
        encoder: gives the vectors.
        scale: the encoder's scale.
        tokens: gives a sentence's token vectors.
        token_scale: the scale of their cosines.
    """
    source, target = (
        side([sentence.text for sentence in text.sentences], encoder, scale, text.lang)
        for text in (pair.source, pair.target)
    )
    if pair.given is not None:
        return _given(pair.given, source.vectors, target.vectors, scale)
    found: list[Found] = []
    for kinds in _CLASSES:
        found += _within(
            _indices(pair.source.sentences, kinds),
            _indices(pair.target.sentences, kinds),
            source,
            target,
            scale,
        )
    n, m = len(source.sizes), len(target.sizes)
    if not n or not m:
        return _in_order([], ([0] * n, [0] * m))
    support = Support(
        lambda i: tokens(pair.source.sentences[i]),
        lambda j: tokens(pair.target.sentences[j]),
        token_scale,
        [_class_of(sentence) for sentence in pair.source.sentences],
        [_class_of(sentence) for sentence in pair.target.sentences],
    )
    classes = support.source_classes, support.target_classes
    return _in_order(
        _completed(found, Similarity(source, target, scale), classes, support), classes
    )


def _completed(
    found: Sequence[Found], similarity: Similarity, classes: Classes, support: Support | None
) -> list[Found]:
    """What the monotone search found, with all that only then shows."""
    beads = uncross(similarity, found)
    used_source = {i for bead in beads for i in bead.source}
    used_target = {j for bead in beads for j in bead.target}
    beads += recover(
        similarity,
        [i for i in range(len(similarity.source)) if i not in used_source],
        [j for j in range(len(similarity.target)) if j not in used_target],
    )
    beads += beside(similarity, beads, classes)
    return refine(beads, similarity, support) if support else beads


def _class_of(sentence: Sentence) -> int:
    return next((at for at, kinds in enumerate(_CLASSES) if sentence.kind in kinds), -1)


def support_of(source: Sequence[str], target: Sequence[str], words: Words) -> Support:
    """The tokens of two plain lists of sentences."""
    left, right = words.encoder.tokens(source), words.encoder.tokens(target)
    return Support(
        left.__getitem__,
        right.__getitem__,
        words.scale.levels,
        [0] * len(source),
        [0] * len(target),
    )


def side(sentences: Sequence[str], encoder: Encoder, scale: Scale, lang: Lang) -> TextSide:
    """What the search needs of one text's sentences, all of them: its vectors are centred on their mean."""
    sizes = np.array([len(sentence) for sentence in sentences], dtype=np.float32)
    return TextSide(scale.centred(encoder.encode(sentences), lang), sizes)


def align_sentences(
    source: TextSide, target: TextSide, scale: Scale, support: Support | None = None
) -> tuple[Bead, ...]:
    """The beads of two plain lists of sentences, in English reading order.

    Args:
        ko: the Korean sentences.
        en: the English sentences.
        scale: the encoder's scale.
        support: the sentences' tokens, for merges that the sentence vectors leave open.
    """
    n, m = len(source.sizes), len(target.sizes)
    classes = [0] * n, [0] * m
    if not n or not m:
        return _in_order([], classes)
    similarity = Similarity(source, target, scale)
    found = between(similarity, search(similarity))
    return _in_order(_completed(found, similarity, classes, support), classes)


def _indices(sentences: Sequence[Sentence], kinds: frozenset[BlockKind]) -> list[int]:
    return [i for i, sentence in enumerate(sentences) if sentence.kind in kinds]


def _within(
    source_ids: list[int], target_ids: list[int], source: TextSide, target: TextSide, scale: Scale
) -> list[Found]:
    """The monotone search over some of the sentences, in indices of all of them."""
    if not source_ids or not target_ids:
        return []
    similarity = Similarity(source.at(source_ids), target.at(target_ids), scale)
    return [
        Found(
            tuple(source_ids[i] for i in bead.source),
            tuple(target_ids[j] for j in bead.target),
            bead.score,
            bead.margin,
        )
        for bead in between(similarity, search(similarity))
    ]


def _given(
    links: Sequence[Link], source: Vectors, target: Vectors, scale: Scale
) -> tuple[Bead, ...]:
    beads = []
    for number, (left, right) in enumerate(links, start=1):
        score = margin = 0.0
        if left and right:
            a, b = source[list(left)].sum(axis=0), target[list(right)].sum(axis=0)
            norms = max(float(np.linalg.norm(a) * np.linalg.norm(b)), 1e-9)
            score = float(a @ b) / norms
            margin = float(scale.relative(np.array([score], dtype=np.float32))[0])
        beads.append(Bead(f"b{number}", left, right, score, margin))
    return tuple(beads)


def _in_order(beads: Sequence[Found], classes: Classes) -> tuple[Bead, ...]:
    """Beads and null beads, by English position; an omission follows the bead before it in Korean."""
    n, m = len(classes[0]), len(classes[1])
    moved = _out_of_order(beads, classes)
    of_source = {i: bead for bead in beads for i in bead.source}
    in_beads = {j for bead in beads for j in bead.target}
    alone = [Found((), (j,), 0.0, 0.0) for j in range(m) if j not in in_beads]
    placed = [((float(bead.target[0]), 0, 0), bead) for bead in (*beads, *alone)]
    place = -1.0
    for i in range(n):
        bead = of_source.get(i)
        if bead is None:
            placed.append(((place, 1, i), Found((i,), (), 0.0, 0.0)))
        elif bead not in moved:
            place = float(bead.target[-1])
    placed.sort(key=lambda entry: entry[0])
    return tuple(
        Bead(f"b{number}", bead.source, bead.target, bead.score, bead.margin, bead in moved)
        for number, (_, bead) in enumerate(placed, start=1)
    )


def _out_of_order(beads: Sequence[Found], classes: Classes) -> set[Found]:
    """The fewest beads without which the rest of their class stands in one order on both sides.

    A caption's sentence that stands in the body is no body text out of order.
    """
    moved: set[Found] = set()
    within = [bead for bead in beads if classes[0][bead.source[0]] == classes[1][bead.target[0]]]
    for number in {classes[0][bead.source[0]] for bead in within}:
        own = sorted(
            (bead for bead in within if classes[0][bead.source[0]] == number),
            key=lambda b: b.target,
        )
        chain = set(increasing([(bead.target[0], bead.source[0]) for bead in own]))
        moved |= {bead for bead in own if (bead.target[0], bead.source[0]) not in chain}
    return moved
