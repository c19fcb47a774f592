"""Analyses of sentences and words that are kept while an article is audited: most are asked for many times.

The next article hardly asks for any of them, and kept for good they are most of a process's memory: 257 MB
after 1,000 articles of 4 pairs, measured as what is given back when they are forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import _lru_cache_wrapper, lru_cache
from typing import Any, Generic, TypeVar

from audit import time_budget

Analysis = TypeVar("Analysis")
_TOGETHER = 512
"""Sentences that are analysed together; the article's time is looked at between them."""
_FORGOTTEN_AFTER = 2_000
"""Sentences audited until what is kept of them is forgotten, at the end of an article."""


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
        _every.append(self)

    def of(self, sentence: str) -> Analysis:
        """The analysis of one sentence."""
        found = self._known.get(sentence)
        return self.of_all([sentence])[0] if found is None else found

    def of_all(self, sentences: Sequence[str]) -> list[Analysis]:
        """The analyses of sentences, in order; what is not known is analysed together."""
        known = self._known
        made = [s for s in dict.fromkeys(sentences) if s not in known]
        if made:
            fresh = dict(zip(made, self._analysed(made), strict=True))
            here = {s: known[s] for s in sentences if s in known} | fresh
            while known and len(known) + len(fresh) > self._most:
                del known[next(iter(known))]
            known |= fresh
            return [here[s] for s in sentences]
        return [known[s] for s in sentences]

    def _analysed(self, made: list[str]) -> Iterator[Analysis]:
        for first in range(0, len(made), _TOGETHER):
            time_budget.check()
            yield from self._analyse(made[first : first + _TOGETHER])

    def __len__(self) -> int:
        return len(self._known)

    def clear(self) -> None:
        """Forget them all; who is in the middle of asking keeps his own."""
        self._known = {}


_every: list[Kept[Any]] = []
_functions: list[_lru_cache_wrapper[Any]] = []
_audited = 0


def remembered(
    most: int,
) -> Callable[[Callable[..., Analysis]], _lru_cache_wrapper[Analysis]]:
    """Have a function of a sentence or a word remember its results until they are forgotten.

    Args:
        most: how many are kept at once.
    """

    def of(function: Callable[..., Analysis]) -> _lru_cache_wrapper[Analysis]:
        made = lru_cache(maxsize=most)(function)
        _functions.append(made)
        return made

    return of


def forget() -> None:
    """Forget every analysis that is kept."""
    for each in _every:
        each.clear()
    for function in _functions:
        function.cache_clear()


def number() -> int:
    """How many analyses are kept."""
    return sum(map(len, _every)) + sum(each.cache_info().currsize for each in _functions)


def audited(sentences: int) -> None:
    """Count the sentences of an article that is done with, and forget once there were many."""
    global _audited
    _audited += sentences
    if _audited >= _FORGOTTEN_AFTER:
        _audited = 0
        forget()
