"""The words of a bead that the word-level quality model doubts, as evidence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audit.article import Sentence
from audit.quality.judge import Judged
from audit.quality.tokens import Tokens
from audit.report import AlignedArticle, Bead, Evidence, Side

LEAST = 0.05
"""Confidence under which nothing is said."""
_NEAR = 1.5
_LOWEST = -1.0


class Doubt(NamedTuple):
    """Neighbouring words of one side, and how likely something is wrong with the worst of them."""

    evidence: Evidence
    chance: float


def chance(score: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-score))


def doubt(article: AlignedArticle, bead: Bead, side: Side) -> Doubt | None:
    """The most doubted words of one side of a bead; None for a null bead."""
    judged = article.judged(bead)
    if judged is None:
        return None
    found, scores = (judged.en, judged.en_scores) if side == "en" else (judged.ko, judged.ko_scores)
    at = int(scores.argmax())
    first, last = _run(found, scores, at)
    sentences = article.sentences(bead, side)
    return Doubt(_evidence(side, sentences, found, first, last), chance(float(scores[at])))


def missing(article: AlignedArticle, bead: Bead) -> Doubt | None:
    """The English words beside the place where something is most likely missing."""
    judged = article.judged(bead)
    if judged is None:
        return None
    at = int(judged.gaps.argmax())
    last = min(at, len(judged.en.texts) - 1)
    first = max(0, at - 1)
    if judged.en.sentence[first] != judged.en.sentence[last]:
        first = last
    sentences = article.sentences(bead, "en")
    return Doubt(_evidence("en", sentences, judged.en, first, last), chance(float(judged.gaps[at])))


def overall(judged: Judged | None) -> float:
    """How likely something is wrong with the bead, whatever it is."""
    return 0.0 if judged is None else chance(judged.pair)


def _run(found: Tokens, scores: NDArray[np.float32], at: int) -> tuple[int, int]:
    """The first and last of the words around ``at`` that are doubted nearly as much."""
    least = max(float(scores[at]) - _NEAR, _LOWEST)
    first = last = at
    while first and scores[first - 1] >= least and found.sentence[first - 1] == found.sentence[at]:
        first -= 1
    while (
        last + 1 < len(scores)
        and scores[last + 1] >= least
        and found.sentence[last + 1] == found.sentence[at]
    ):
        last += 1
    return first, last


def _evidence(
    side: Side, sentences: Sequence[Sentence], found: Tokens, first: int, last: int
) -> Evidence:
    sentence = sentences[found.sentence[first]]
    start, end = found.spans[first][0], found.spans[last][1]
    return Evidence(
        side, sentence.id, sentence.start + start, sentence.start + end, sentence.text[start:end]
    )
