"""Token coverage: which words of a sentence nothing on the other side supports.

A word's support is its best cosine with any word of the sentences it is compared with, as a share of
the way from what an unrelated sentence gives (0) to what a translation gives (1) on the encoder's own
scale. After the token-level matching of BERTScore (Zhang et al. 2020) and SimAlign (Sabet et al. 2020).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audit.checks.common.corresponding import corresponding
from audit.checks.context import Context
from audit.languages.spans import Taken
from audit.records.article import Sentence
from audit.records.bead import Bead
from audit.records.flag import Side, Span
from audit.records.measured import thresholds

T = thresholds(__name__)
SUPPORTED = T["supported"]
"""Support from which a word counts as said on the other side."""
CONTENT = T["content"]
"""A word's weight as a share of its sentence's mean weight from which it is a content word."""
_AT_ONCE = 1000
"""Tokens that are held against others at a time; no sentence of the development sets has as many."""


class Word(NamedTuple):
    """A token with its span in the sentence as given, relative weight, and support."""

    text: str
    start: int
    end: int
    weight: float
    support: float


class Run(NamedTuple):
    """Neighbouring content words without support; ``mass`` grows with their number and weight."""

    sentence: Sentence
    words: tuple[Word, ...]
    mass: float


def other_side(side: Side) -> Side:
    """The side that this one is held against."""
    return "target" if side == "source" else "source"


def words(context: Context, sentence: Sentence, others: Sequence[Sentence]) -> list[Word]:
    """The sentence's tokens with the support that the other sentences give them."""
    own = context.tokens(sentence)
    if not len(own.texts):
        return []
    support = supports(context, sentence, others)
    mean = float(own.weights.mean()) or 1.0
    known = Taken(corresponding(context, sentence, others))
    return [
        Word(text, start, end, weight / mean, max(s, _known(start, end, known)))
        for text, (start, end), weight, s in zip(
            own.texts, own.spans, own.weights.tolist(), support.tolist(), strict=True
        )
    ]


def supports(
    context: Context, sentence: Sentence, others: Sequence[Sentence]
) -> NDArray[np.float32]:
    """The support of each of the sentence's tokens, shape (n,); 0 where the others have no token."""
    name = f"support of {sentence.id} by {' '.join(other.id for other in others)}"
    return context.once(name, lambda _: _supports(context, sentence, others))


def _supports(
    context: Context, sentence: Sentence, others: Sequence[Sentence]
) -> NDArray[np.float32]:
    own = _rows(context, sentence)
    theirs = [rows.vectors for other in others if len((rows := _rows(context, other)).vectors)]
    if not len(own.vectors) or not theirs:
        return np.zeros(len(own.places), dtype=np.float32)
    unrelated, translated = context.token_scale
    columns = np.concatenate(theirs).T
    best = np.concatenate(
        [
            (own.vectors[first : first + _AT_ONCE] @ columns).max(axis=1)
            for first in range(0, len(own.vectors), _AT_ONCE)
        ]
    )
    support = (best - unrelated) / max(translated - unrelated, 1e-6)
    return support.astype(np.float32, copy=False)[own.places]


class _Rows(NamedTuple):
    """A sentence's token vectors, and for each token the row that is its own, shape (n,)."""

    vectors: NDArray[np.float32]
    places: NDArray[np.int64]


def _rows(context: Context, sentence: Sentence) -> _Rows:
    return context.once(
        f"rows of {sentence.id}", lambda _: _distinct(context.tokens(sentence).vectors)
    )


def _distinct(vectors: NDArray[np.float32]) -> _Rows:
    """Vectors of a sentence; of one so long that it is a few signs over and over each is there once."""
    if len(vectors) <= _AT_ONCE:
        return _Rows(vectors, np.arange(len(vectors)))
    first: dict[bytes, int] = {}
    places = [first.setdefault(row.tobytes(), len(first)) for row in vectors]
    _, rows = np.unique(places, return_index=True)
    return _Rows(vectors[rows], np.array(places))


def _known(start: int, end: int, known: Taken) -> float:
    """Full support for a word whose counterpart is known, whatever the vectors say; else the least."""
    return -math.inf if known.leaves_free(start, end) else 1.0


def share(found: Sequence[Word]) -> float:
    """Share of the content words' weight that is supported; 1 where there are none."""
    content = [word for word in found if word.weight >= CONTENT]
    total = sum(word.weight for word in content)
    if not total:
        return 1.0
    return sum(word.weight for word in content if word.support >= SUPPORTED) / total


def runs(context: Context, bead: Bead, side: Side) -> list[Run]:
    """Runs of unsupported content words on one side of a bead, the weightiest first.

    The other side's sentences within two of the bead count as support, because editors move clauses.
    """
    other = other_side(side)
    near = (*context.sentences(bead, other), *context.neighbours(bead, other, 2))
    found = []
    for sentence in context.sentences(bead, side):
        current: list[Word] = []
        for word in [*words(context, sentence, near), None]:
            if word is not None and word.weight < CONTENT:
                continue
            if word is not None and word.support < SUPPORTED:
                current.append(word)
                continue
            if current:
                mass = sum(w.weight * min(1.0, 1 - w.support / SUPPORTED) for w in current)
                found.append(Run(sentence, tuple(current), mass))
            current = []
    return sorted(found, key=lambda run: -run.mass)


def span_of_run(side: Side, run: Run) -> Span:
    """The words of the text that a run is, from its first to its last."""
    start, end = run.words[0].start, run.words[-1].end
    return Span(
        side,
        run.sentence.id,
        run.sentence.start + start,
        run.sentence.start + end,
        run.sentence.text[start:end],
    )


def whole(side: Side, sentence: Sentence) -> Span:
    """A whole sentence as words of its text."""
    return Span(side, sentence.id, sentence.start, sentence.end, sentence.text)


def sigmoid(value: float, middle: float, width: float) -> float:
    """A confidence that is one half at ``middle`` and rises over about ``width``."""
    return 1 / (1 + math.exp(-(value - middle) / width))
