"""Cause and effect, a condition and what follows from it, two things compared: each in the other's place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from audit.checks.common.phrase_pairs import OTHER, SAME, UNSAID, Pair
from audit.languages.en.links import english_links
from audit.languages.ko.links import korean_links
from audit.languages.links import Link, Tie
from audit.languages.pair.opposites import english_poles, korean_poles
from audit.languages.spans import Extent
from audit.records.measured import thresholds

_SURE = thresholds(__name__)["sure"]
"""Likeness of one side's words from which the other side's may be without any."""


class ExchangedLink(NamedTuple):
    """A link of the Korean whose two sides stand in the English the other way round."""

    pair: Pair
    korean: Link
    english: Link


def exchanged_links(pair: Pair) -> Iterator[ExchangedLink]:
    """The links of a pair of sentences that are exchanged, if none of its kind is as it should be."""
    for tie in Tie:
        ours = [link for link in korean_links(pair.korean) if link.tie is tie]
        theirs = [link for link in english_links(pair.english) if link.tie is tie]
        # A "when" may be the occasion of what Korean words as its cause, and the other way round.
        if len(ours) == 1 and len(theirs) == 1 and _crossed(pair, ours[0], theirs[0]):
            yield ExchangedLink(pair, ours[0], theirs[0])


def _crossed(pair: Pair, ours: Link, theirs: Link) -> bool:
    """Whether what either side turns on is what the other one turns on in the English."""
    if ours.tie is Tie.COMPARISON and not _by_one_measure(pair, ours, theirs):
        return False
    kept = max(_alike(pair, ours.first, theirs.first), _alike(pair, ours.second, theirs.second))
    if kept > OTHER or not (ours.first and ours.second and theirs.first and theirs.second):
        return False
    crossed = ((ours.first, theirs.second), (ours.second, theirs.first))
    likenesses = [_alike(pair, own, other) for own, other in crossed]
    alike, sure = [one >= SAME for one in likenesses], max(likenesses) >= _SURE
    unsaid = [_is_unsaid(pair, own, other) for own, other in crossed]
    return all(alike) or (sure and all(a or u for a, u in zip(alike, unsaid, strict=True)))


def _by_one_measure(pair: Pair, ours: Link, theirs: Link) -> bool:
    """Whether both are said to be colder, and not one colder and the other warmer."""
    poles = {(p.pair, p.pole) for p in korean_poles(pair.korean) if p.start == ours.word[0]}
    others = {(p.pair, p.pole) for p in english_poles(pair.english) if p.start == theirs.word[0]}
    opposite = any((number, 1 - pole) in others for number, pole in poles)
    return not opposite and pair.words_alike(ours.word, theirs.word) >= SAME


def _alike(pair: Pair, own: tuple[Extent, ...], other: tuple[Extent, ...]) -> float:
    return max((pair.words_alike(k, e) for k in own for e in other), default=0.0)


def _is_unsaid(pair: Pair, own: tuple[Extent, ...], other: tuple[Extent, ...]) -> bool:
    """Whether the encoder knows no counterpart for the words of either side, which leaves them each other."""
    return max((pair.best(k, e) for k in own[-1:] for e in other), default=1.0) <= UNSAID
