"""What the contextual model says of pieces, as scores of words, together with what the fast one says.

The two err differently: one knows words from dictionaries and sees each by itself, the other reads sentences.
Their log-odds are added, as those of a product of experts (Hinton 2002), each by its weight.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from audit.quality.contextual.reader import Compared, Read
from audit.quality.contextual.support import Place
from audit.quality.tokens import Tokens
from audit.quality.words import WordScores
from audit.records.measured import threshold_groups

_WORDS, _GAPS, _PAIR = (threshold_groups(__name__)[name] for name in ("words", "gaps", "pair"))
"""How much either model's log-odds count, and what is added to their sum."""

Array = NDArray[np.float32]


def merged(fast: WordScores, ko: Read, en: Read, compared: Compared) -> WordScores:
    """The scores of both models, by the words of the fast one."""
    return fast._replace(
        en_scores=_sum(_WORDS, fast.en_scores, _of_words(fast.en, en.places, compared.en)),
        ko_scores=_sum(_WORDS, fast.ko_scores, _of_words(fast.ko, ko.places, compared.ko)),
        gaps=_sum(_GAPS, fast.gaps, _of_gaps(fast.en, en.places, compared.gaps)),
        pair=float(_sum(_PAIR, np.float32(fast.pair), np.float32(compared.pair))),
    )


def _sum(
    weights: Mapping[str, float], fast: Array | np.float32, contextual: Array | np.float32
) -> Array:
    found = weights["fast"] * fast + weights["contextual"] * contextual + weights["bias"]
    return np.asarray(np.round(found, 3), dtype=np.float32)


def _of_words(words: Tokens, places: Sequence[Place], scores: Array) -> Array:
    """For each word the highest score of its pieces; the lowest of all where it has none."""
    found = np.full(len(words.texts), scores.min(), dtype=np.float32)
    starts = [(of, start) for of, (start, _) in zip(words.sentence, words.spans, strict=False)]
    for place, score in zip(places, scores, strict=True):
        at = bisect_left(starts, (place.sentence, place.end)) - 1
        while at >= 0 and words.sentence[at] == place.sentence and words.spans[at][1] > place.start:
            found[at] = max(found[at], score)
            at -= 1
    return found


def _of_gaps(words: Tokens, places: Sequence[Place], scores: Array) -> Array:
    """For each gap before a word, and the one at the end, the highest score of those that fall there."""
    found = np.full(len(words.texts) + 1, scores.min(), dtype=np.float32)
    ends = [(of, end) for of, (_, end) in zip(words.sentence, words.spans, strict=False)]
    for place, score in zip(places, scores, strict=False):
        at = bisect_left(ends, (place.sentence, place.start + 1))
        found[at] = max(found[at], score)
    found[-1] = max(found[-1], scores[-1])
    return found
