"""Which word of the other side stands for a word, by the encoder's token vectors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from audit.checks.context import Context
from audit.languages.normalise import normalise
from audit.records.article import Sentence
from audit.records.measured import thresholds

T = thresholds(__name__)
SAME = T["same"]
"""Support, as in ``coverage``, from which a word stands for another."""
_WEIGHTY = T["weighty"]
"""A word's weight as a share of its sentence's mean weight below which it is but an ending."""


class Counterpart(NamedTuple):
    """The word of another sentence that is closest; the span is in its normalised text."""

    sentence: Sentence
    start: int
    end: int
    support: float


def counterpart(
    context: Context, sentence: Sentence, start: int, end: int, others: Iterable[Sentence]
) -> Counterpart | None:
    """The closest word in ``others`` to any of the words in a stretch of the normalised sentence.

    None where nothing is close enough to say that it stands for it.
    """
    own = context.tokens(sentence)
    if own is None or not len(own.texts):
        return None
    first, last = normalise(sentence.text).span(start, end)
    least = float(own.weights.mean()) * _WEIGHTY
    rows = [
        i
        for i, (begins, ends) in enumerate(own.spans)
        if begins < last and first < ends and own.weights[i] >= least
    ]
    best: Counterpart | None = None
    unrelated, translated = context.token_scale
    for other in others:
        theirs = context.tokens(other)
        if not rows or not len(theirs.texts):
            continue
        close = (own.vectors[rows] @ theirs.vectors.T).max(axis=0)
        at = int(close.argmax())
        support = (float(close[at]) - unrelated) / max(translated - unrelated, 1e-6)
        if support >= SAME and (best is None or support > best.support):
            best = Counterpart(other, *normalise(other.text).place(*theirs.spans[at]), support)
    return best
