"""Flagged words against those that annotators marked: a match for partial overlap, with partial credit.

The measure is "MPP with micro-averaging" of Perrella, Morales Agostinho and Zaragoza, Span-Level Machine
Translation Meta-Evaluation (arXiv 2603.19921, 2026). In each segment the flagged spans and the marked ones
are matched one to one so that the sum of the matches' F-scores is largest. A flagged span is right to the
share of it that its match covers, a marked one found to the share that its match covers; precision and
recall are the sums over all segments by the number of spans, those of segments without a mark included.
Characters alone would reward who flags everything: here one long flag finds one mark, and is mostly wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from audit.languages.spans import Extent

_MARK = re.compile(
    r"(?P<words>.+?)\((?P<type>[a-z /-]+)/(?P<severity>minor|major|critical)\)(?:, |\s*$)"
)


def marked(annotation: str, text: str) -> list[Extent]:
    """Where the annotation's words stand in the text; words of the source, as in an omission, do not.

    Args:
        annotation: ``words(type/severity), words(type/severity)``, ``...`` for words left out.
        text: the translation that was annotated.
    """
    spans = []
    for match in _MARK.finditer(annotation):
        first, *rest = match["words"].strip().split("...")
        start = text.find(first)
        if start < 0 or not first or match["type"] == "omission":
            continue
        end = start + len(first)
        if rest and (last := text.find(rest[-1], end)) >= 0:
            end = last + len(rest[-1])
        spans.append((start, end))
    return spans


@dataclass(slots=True)
class SpanScore:
    """Spans marked and flagged, and the credit of each side, over segments."""

    marked: int = 0
    flagged: int = 0
    found: float = 0.0
    right: float = 0.0

    def add(self, marked: Iterable[Extent], flagged: Iterable[Extent]) -> None:
        """Count one segment; equal spans count once, empty ones not at all."""
        gold, told = (
            [*dict.fromkeys(s for s in side if s[0] < s[1])] for side in (marked, flagged)
        )
        self.marked += len(gold)
        self.flagged += len(told)
        for (start, end), (first, last) in _matched(gold, told):
            both = min(end, last) - max(start, first)
            self.found += both / (end - start)
            self.right += both / (last - first)

    @property
    def precision(self) -> float:
        """The share of the flagged spans that is right; 1 where nothing is flagged."""
        return self.right / self.flagged if self.flagged else 1.0

    @property
    def recall(self) -> float:
        """The share of the marked spans that is found; 1 where nothing is marked."""
        return self.found / self.marked if self.marked else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def _matched(gold: Sequence[Extent], told: Sequence[Extent]) -> Iterable[tuple[Extent, Extent]]:
    """The pairs of overlapping spans, each in one pair at most, with the largest sum of F-scores."""
    from scipy.optimize import linear_sum_assignment

    if not gold or not told:
        return []
    marks, flags = np.array(gold)[:, None], np.array(told)[None]
    both = np.minimum(marks[..., 1], flags[..., 1]) - np.maximum(marks[..., 0], flags[..., 0])
    lengths = marks[..., 1] - marks[..., 0] + flags[..., 1] - flags[..., 0]
    rows, columns = linear_sum_assignment(2 * both.clip(0) / lengths, maximize=True)
    return [(gold[i], told[j]) for i, j in zip(rows, columns, strict=True) if both[i, j] > 0]


def words(text: str) -> list[Extent]:
    """Where the words of a text stand, each of which a flag on everything would mark."""
    return [match.span() for match in re.finditer(r"\S+", text)]
