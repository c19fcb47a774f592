"""The words of a bead that the word-level quality model doubts, as words of the text."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audit.checks.context import Context
from audit.languages.spans import Extent
from audit.quality.model import Judgement
from audit.quality.tokens import Tokens
from audit.quality.words import WordScores
from audit.records.article import Sentence
from audit.records.bead import Bead
from audit.records.flag import Side, Span
from audit.records.measured import thresholds

T = thresholds(__name__)
LEAST = T["least"]
"""Confidence under which nothing is said."""
_NEARLY_AS_MUCH = T["nearly_as_much"]
"""How many log-odds below the worst word its neighbours may be to be pointed at with it."""
_LOWEST = T["lowest"]
"""The log-odds under which no neighbour is pointed at."""


_BEFORE, _AFTER = re.compile(r"\b(?:\w{1,3}&)+$"), re.compile(r"(?:&\w{1,3}\b)+")
"""The parts of an abbreviation before and after one of its letters."""


class DoubtedWords(NamedTuple):
    """Neighbouring words of one side, and how likely something is wrong with the worst of them."""

    span: Span
    chance: float


def doubted_words(context: Context, bead: Bead, side: Side) -> DoubtedWords | None:
    """The most doubted words of one side of a bead; None for a null bead."""
    judged = _scores(context.judged(bead))
    if judged is None:
        return None
    # The model reads Korean on the source's side and English on the target's.
    tokens, scores = (
        (judged.en, judged.en_scores) if side == "target" else (judged.ko, judged.ko_scores)
    )
    worst = int(scores.argmax())
    first, last = _doubted_together(tokens, scores, worst)
    sentences = context.sentences(bead, side)
    return DoubtedWords(
        _span(side, sentences, tokens, first, last), _probability(float(scores[worst]))
    )


def words_at_gap(context: Context, bead: Bead) -> DoubtedWords | None:
    """The words of the target beside the place where something is most likely missing."""
    judged = _scores(context.judged(bead))
    if judged is None:
        return None
    gap = int(judged.gaps.argmax())
    last = min(gap, len(judged.en.texts) - 1)
    first = max(0, gap - 1)
    if judged.en.sentence[first] != judged.en.sentence[last]:
        first = last
    sentences = context.sentences(bead, "target")
    return DoubtedWords(
        _span("target", sentences, judged.en, first, last), _probability(float(judged.gaps[gap]))
    )


def highest_doubt(
    context: Context, bead: Bead, side: Side, sentence: Sentence, start: int, end: int
) -> float:
    """The model's highest log-odds of a word in ``sentence.text[start:end]``; -inf where it judged none."""
    judged = _scores(context.judged(bead))
    if judged is None:
        return -math.inf
    tokens, scores = (
        (judged.en, judged.en_scores) if side == "target" else (judged.ko, judged.ko_scores)
    )
    at = [s.id for s in context.sentences(bead, side)].index(sentence.id)
    return max(
        (
            float(score)
            for score, (first, _), of in zip(scores, tokens.spans, tokens.sentence, strict=False)
            if of == at and start <= first < end
        ),
        default=-math.inf,
    )


def chance_of_any_error(judgement: Judgement | None) -> float:
    """How likely something is wrong with the bead, whatever it is; 0 for a null bead."""
    judged = _scores(judgement)
    return 0.0 if judged is None else _probability(judged.pair)


def _scores(judgement: Judgement | None) -> WordScores | None:
    return None if judgement is None else judgement.words


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def _doubted_together(tokens: Tokens, scores: NDArray[np.float32], worst: int) -> tuple[int, int]:
    """The first and last of the words around the worst that are doubted nearly as much."""
    least = max(float(scores[worst]) - _NEARLY_AS_MUCH, _LOWEST)
    sentence = tokens.sentence[worst]
    first = last = worst
    while first and scores[first - 1] >= least and tokens.sentence[first - 1] == sentence:
        first -= 1
    while (
        last + 1 < len(scores)
        and scores[last + 1] >= least
        and tokens.sentence[last + 1] == sentence
    ):
        last += 1
    return first, last


def _whole_words(text: str, start: int, end: int) -> Extent:
    """The span with the rest of an abbreviation in which it begins or ends: R&D is one word."""
    before, after = _BEFORE.search(text, 0, start), _AFTER.match(text, end)
    return before.start() if before else start, after.end() if after else end


def _span(side: Side, sentences: Sequence[Sentence], tokens: Tokens, first: int, last: int) -> Span:
    sentence = sentences[tokens.sentence[first]]
    start, end = _whole_words(sentence.text, tokens.spans[first][0], tokens.spans[last][1])
    return Span(
        side, sentence.id, sentence.start + start, sentence.start + end, sentence.text[start:end]
    )
