"""What the contextual model says of pieces, as scores of words beside what the fast one says.

Its scores are read against those of clean pairs: the highest score of a pair, English, Korean or of a gap, is
as doubtful as it is rare there, and how rare falls exponentially in the tail.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audit.quality.contextual.reader import Compared, Read
from audit.quality.contextual.support import Place, inside
from audit.quality.tokens import Tokens
from audit.quality.words import WordScores
from audit.records.measured import threshold_groups, thresholds

T, _GROUPS = thresholds(__name__), threshold_groups(__name__)
_LEAST, _COUNTS = T["least"], T["counts"]
"""The rarity from which a score is evidence, and how much of it counts."""
_DOUBTED, _SURER = T["doubted"], T["surer"]
"""The rarity at which a word is as likely wrong as not, and how fast that rises."""

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Rarity:
    """How rare a score is as the highest of a clean pair: the negative logarithm of the share above it."""

    slope: float
    zero: float

    def of(self, scores: Array) -> Array:
        """The rarity of scores; below 0 it is none."""
        return np.asarray(self.slope * (scores - self.zero), dtype=np.float32)


ENGLISH, KOREAN = Rarity(**_GROUPS["english"]), Rarity(**_GROUPS["korean"])
GAPS = Rarity(**_GROUPS["gaps"])


def merged(fast: WordScores, ko: Read, en: Read, compared: Compared) -> WordScores:
    """The scores of the contextual model by the words of the fast one, and the evidence that it adds."""
    english, korean, gaps = (
        rarity.of(scores)
        for rarity, scores in (
            (ENGLISH, compared.en), (KOREAN, compared.ko), (GAPS, compared.gaps),
        )
    )  # fmt: skip
    rarest = max(float(scores.max()) for scores in (english, korean, gaps))
    missing = _log_odds(_of_gaps(fast.en, en.places, gaps))
    return fast._replace(
        en_scores=_log_odds(_of_words(fast.en, en.places, english)),
        ko_scores=_log_odds(_of_words(fast.ko, ko.places, korean)),
        gaps=np.maximum(fast.gaps, missing),
        added=round(_COUNTS * max(0.0, rarest - _LEAST), 3),
    )


def _log_odds(rarity: Array) -> Array:
    # Rounded, so that processors that add in another order give the same.
    return np.asarray(np.round(_SURER * (rarity - _DOUBTED), 3), dtype=np.float32)


def _of_words(words: Tokens, places: Sequence[Place], scores: Array) -> Array:
    """For each word the highest score of its pieces; the lowest of all where it has none."""
    spans = zip(words.sentence, words.spans, strict=False)
    pieces = inside([Place(of, *span) for of, span in spans], places)
    lowest = scores.min()
    return np.array([scores[found].max() if found else lowest for found in pieces], np.float32)


def _of_gaps(words: Tokens, places: Sequence[Place], scores: Array) -> Array:
    """For each gap before a word, and the one at the end, the highest score of those that fall there."""
    found = np.full(len(words.texts) + 1, scores.min(), dtype=np.float32)
    ends = [(of, end) for of, (_, end) in zip(words.sentence, words.spans, strict=False)]
    for place, score in zip(places, scores, strict=False):
        at = bisect_left(ends, (place.sentence, place.start + 1))
        found[at] = max(found[at], score)
    found[-1] = max(found[-1], scores[-1])
    return found
