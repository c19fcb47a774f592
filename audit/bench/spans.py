"""Character F1 of flagged words against those that annotators marked, as in WMT quality estimation."""

from __future__ import annotations

import re
from collections.abc import Iterable

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


def covered(spans: Iterable[Extent], text: str) -> set[int]:
    """The characters of a text inside spans, blanks left out."""
    return {
        at for start, end in spans for at in range(start, end) if not text[at : at + 1].isspace()
    }


class SpanCount:
    """Characters marked, flagged and both, over rows."""

    def __init__(self) -> None:
        self.gold = self.found = self.right = 0

    def add(self, gold: set[int], found: set[int]) -> None:
        """Count one row."""
        self.gold += len(gold)
        self.found += len(found)
        self.right += len(gold & found)

    @property
    def f1(self) -> float:
        """Harmonic mean of the shares of the flagged that are marked, and of the marked flagged."""
        return 2 * self.right / max(1, self.gold + self.found)
