"""What became of each sentence of an earlier version: kept, reworded, merged, split, moved, added, dropped.

How much was reworded is HTER (Snover et al. 2006): the edits from the earlier sentences to the later ones,
by TER as sacrebleu computes it, by the length of the later ones; 0 where nothing was changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sacrebleu.metrics.ter import TER

from audit.languages.en.background import explains, only_background
from audit.languages.normalise import normalise
from audit.records.article import Text
from audit.records.bead import Bead
from audit.records.measured import thresholds
from audit.records.passage import Passage, Step

LIGHT = thresholds(__name__)["light"]
"""HTER up to which a passage counts as lightly edited, beyond it as rewritten."""
_TER = TER()


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of the later text's words, adding up to 1; all 0 for an empty text."""

    untouched: float
    light: float
    rewritten: float
    added: float


def passages(earlier: Text, later: Text, beads: Iterable[Bead]) -> tuple[Passage, ...]:
    """What became of an earlier version's sentences, in the order of the later one's.

    Args:
        earlier: segmented, such as an AI draft.
        later: segmented, such as the published text.
        beads: between the two, the earlier on the side that is Korean elsewhere.
    """
    found = []
    for bead in beads:
        before, after = _words(earlier, bead.source), _words(later, bead.target)
        rate = hter(" ".join(before), " ".join(after)) if before and after else None
        step = _step(bead, before, after)
        found.append(Passage(bead.source, bead.target, step, bead.moved, rate))
    return tuple(found)


def hter(before: str, after: str) -> float:
    """Edits from one wording to another, by the words of the latter; case does not count."""
    if before == after:
        return 0.0
    return round(float(_TER.sentence_score(before, [after]).score) / 100, 4)


def shares(found: Sequence[Passage], later: Text) -> Shares:
    """How much of the later version is the earlier one's, by words."""
    words = {"untouched": 0, "light": 0, "rewritten": 0, "added": 0}
    for passage in found:
        number = sum(len(text.split()) for text in _words(later, passage.later))
        words[_how(passage)] += number
    total = sum(words.values())
    return Shares(**{name: number / total if total else 0.0 for name, number in words.items()})


def _how(passage: Passage) -> str:
    if not passage.earlier:
        return "added"
    if passage.step is Step.KEPT:
        return "untouched"
    return "light" if passage.hter is not None and passage.hter <= LIGHT else "rewritten"


def _words(text: Text, ids: Sequence[int]) -> list[str]:
    return [normalise(text.sentences[i].text).text for i in ids]


def _step(bead: Bead, before: list[str], after: list[str]) -> Step:
    if not before:
        return Step.BACKGROUND if all(map(explains, after)) else Step.ADDED
    if not after:
        return Step.DROPPED
    if before == after:
        return Step.KEPT
    if len(before) > len(after):
        return Step.MERGED
    if len(before) < len(after):
        return Step.SPLIT
    return Step.BACKGROUND if only_background(before[0], after[0]) else Step.REWORDED
