"""Versions of one text followed from each to the next, with the encoder that aligns the article too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from audit.align import align_sentences, side, support_of
from audit.align.calibration import Scale
from audit.article import ArticlePair, Text
from audit.encoders import Encoder
from audit.provenance.lineage import passages
from audit.report import Bead, Passage, Step

UNRELATED = 0.45
"""Mean similarity of a text's sentences to those behind them, on the encoder's scale and null beads as 0,
under which two texts are unrelated: halfway between news articles and other articles' twins."""
JUDGED = 3
"""Sentences from which it can be told whether two texts belong together."""
_OTHER_DRAFT = (
    "The AI draft does not look like one of this article, so it is left out of account; "
    "check which file was given as the draft."
)
_SAME_DRAFT = (
    "The AI draft is the published text sentence for sentence: nothing was edited, "
    "or the published text was given as the draft."
)
_OTHER_REVISION = (
    "The revision of {at} does not look like one of this article, so revisions are left out of account; "
    "check which file was given as that revision."
)


def likeness(beads: Sequence[Bead], sentences: int, scale: Scale) -> float:
    """How alike two texts are: the mean over the later one's sentences, 1 for a translation, null beads 0."""
    scores = np.array([bead.score for bead in beads if bead.ko and bead.en], dtype=np.float32)
    lengths = np.array([len(bead.en) for bead in beads if bead.ko and bead.en])
    return float((scale.relative(scores) * lengths).sum()) / max(1, sentences)


def followed(
    earlier: Text, later: Text, encoder: Encoder, scale: Scale
) -> tuple[Passage, ...] | None:
    """What became of an earlier version's sentences; None where the two are not of one article."""
    before, after = ([s.text for s in text.sentences] for text in (earlier, later))
    if not before or not after:
        return None
    support = support_of(before, after, encoder)
    beads = align_sentences(side(before, encoder), side(after, encoder), scale, support)
    if len(after) >= JUDGED and likeness(beads, len(after), scale) < UNRELATED:
        return None
    return passages(earlier, later, beads)


def of_draft(
    pair: ArticlePair, encoder: Encoder, scale: Scale
) -> tuple[tuple[Passage, ...], tuple[str, ...]]:
    """What became of the AI draft, nothing where there is none of this article; and what to say of it."""
    if pair.draft is None:
        return (), ()
    found = followed(pair.draft, pair.en, encoder, scale)
    if found is None:
        return (), (_OTHER_DRAFT,)
    same = all(p.step is Step.KEPT and not p.moved for p in found)
    return found, (_SAME_DRAFT,) if same else ()


def of_versions(
    pair: ArticlePair, encoder: Encoder, scale: Scale
) -> tuple[tuple[tuple[Passage, ...], ...], tuple[str, ...]]:
    """What became of each version in the next, nothing where there are no revisions; what to say of it."""
    if not pair.revisions:
        return (), ()
    for revision in pair.revisions:
        if followed(revision.text, pair.en, encoder, scale) is None:
            return (), (_OTHER_REVISION.format(at=revision.at),)
    texts = [text for _, text in pair.versions]
    # A draft of another article is said elsewhere; its first step then has no passages.
    return tuple(
        followed(earlier, later, encoder, scale) or () for earlier, later in pairwise(texts)
    ), ()
