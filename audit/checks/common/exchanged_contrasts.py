"""What is denied and what is said in its place, exchanged: not Y but X for X가 아니라 Y."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit.checks.common.phrase_pairs import SAME, Pair
from audit.languages.en.contrast import denied_words
from audit.languages.ko.contrast import korean_contrasts
from audit.languages.spans import Found

_NEAR = 0.6
"""Share of the best word's likeness from which another may be meant too."""


class Placed(NamedTuple):
    """A Korean phrase with its likeness in the English: in which pair, and where."""

    pair: Pair
    korean: Found
    english: Found
    denied: bool


def exchanged_contrasts(pairs: Sequence[Pair]) -> Iterator[tuple[Placed, Placed]]:
    """The two that a contrast sets against each other, where the English denies the other one."""
    sources = list(dict.fromkeys(pair.source.id for pair in pairs))
    texts = {pair.source.id: pair.korean for pair in pairs}
    for contrast in korean_contrasts([texts[name] for name in sources]):
        (first, denied), (second, said) = contrast
        one = _placed([p for p in pairs if p.source.id == sources[first]], denied)
        two = _placed([p for p in pairs if p.source.id == sources[second]], said)
        if one and two and not any(p.denied for p in one) and all(p.denied for p in two):
            yield one[0], two[0]


def _placed(pairs: Sequence[Pair], korean: Found) -> list[Placed]:
    """Every English word that stands for the phrase's last noun."""
    found = []
    for pair in pairs:
        denied = denied_words(pair.english)
        for at, token in enumerate(pair.parse.tokens):
            if token.tag[:2] not in {"NN", "VB", "JJ", "PR"}:
                continue
            english = pair.phrase((at,))
            alike = pair.words_alike(korean, english)
            if alike >= max(SAME, _NEAR * pair.most_alike_english(korean)):
                found.append(Placed(pair, korean, english, at in denied))
    return found
