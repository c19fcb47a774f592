"""What became of the people that the figures of a Korean text count: 3명이 숨지고, 사망자 3명.

Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from audit.languages.counts import (
    Counted,
    CountWords,
    count_words,
    fate,
    is_plain_count,
    labels,
)
from audit.languages.ko.numerals import korean_quantities
from audit.languages.quantity import Quantity

_PEOPLE = r"(?:여 ?)?(?:명|사람|표)?(?:이|은|는|가|도|을|의)? ?(?:모두 |각각 |현재 )?"


_OF_PEOPLE = r"(?:(?:[한된친진]|은|던) 사람|률|율|표)?(?:[는은이가도]|수는)? ?(?:모두 |최소 |총 )?$"


@lru_cache(maxsize=1)
def _words() -> CountWords:
    return count_words(
        Path(__file__).with_name("counts.toml"),
        lambda row: (
            re.compile(f"^{_PEOPLE}(?:{row['after']})"),
            re.compile(f"(?:{row['before']}){_OF_PEOPLE}"),
        ),
        re.compile,
    )


def korean_counts(text: str) -> list[Counted]:
    """The plain counts of a Korean sentence with what they count, if it can be told."""
    quantities = korean_quantities(text)
    return [
        Counted(q, fate(text, q, quantities, _words().fates))
        for q in quantities
        if is_plain_count(q)
    ]


def _without_counter(text: str, q: Quantity) -> Quantity:
    """The figure alone of 8승, whose counter says what it is of."""
    return replace(q, end=q.end - 1) if text[q.end - 1] in "승패무" else q


def korean_labels(text: str) -> tuple[dict[str, Quantity], ...]:
    """The figures of a Korean sentence by what they are of, for each family of labels."""
    quantities = [_without_counter(text, q) for q in korean_quantities(text)]
    return labels(text, quantities, _words())
