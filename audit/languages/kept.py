"""Analyses of sentences that are kept while an article is audited: most are asked for many times."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

Analysis = TypeVar("Analysis")


class Kept(Generic[Analysis]):
    """Analyses by sentence, each made once and with others; the oldest go where there are too many.

    Args:
        most: how many are kept. Each check goes over the whole article, so a book's must all be there.
        analyse: gives the analyses of several sentences, in order.
    """

    def __init__(self, most: int, analyse: Callable[[list[str]], Iterable[Analysis]]) -> None:
        self._most = most
        self._analyse = analyse
        self._known: dict[str, Analysis] = {}

    def of(self, sentence: str) -> Analysis:
        """The analysis of one sentence."""
        found = self._known.get(sentence)
        return self.of_all([sentence])[0] if found is None else found

    def of_all(self, sentences: Sequence[str]) -> list[Analysis]:
        """The analyses of sentences, in order; what is not known is analysed together."""
        made = [s for s in dict.fromkeys(sentences) if s not in self._known]
        if made:
            fresh = dict(zip(made, self._analyse(made), strict=True))
            here = {s: self._known[s] for s in sentences if s in self._known} | fresh
            while self._known and len(self._known) + len(fresh) > self._most:
                del self._known[next(iter(self._known))]
            self._known |= fresh
            return [here[s] for s in sentences]
        return [self._known[s] for s in sentences]

    def clear(self) -> None:
        """Forget them all."""
        self._known.clear()
