"""What became of the people that the figures of a Korean text count: 3명이 숨지고, 사망자 3명.

Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from audit.languages.counts import Counted, Fates, fate, is_plain_count
from audit.languages.ko.numerals import korean_quantities

# The words after the figure, and the noun before it.
_FATES = {
    "dead": ("사망|숨|목숨을 잃|희생", "사망자|희생자|사망"),
    "hurt": ("부상|다치|다쳐|다쳤|다친", "부상자|부상"),
    "missing": ("실종", "실종자|실종"),
    "rescued": ("구조", "구조자"),
    "arrested": ("체포|구속|검거", "체포자|구속자"),
    "in favor": ("(?<=[이은가] )찬성", "찬성"),
    "against": ("(?<=[이은가] )반대", "반대"),
    "abstaining": ("(?<=[이은가] )기권", "기권"),
}
_PEOPLE = r"(?:여 ?)?(?:명|사람|표)?(?:이|은|가|도|을|의)? ?(?:모두 |각각 |현재 )?"


@lru_cache(maxsize=1)
def _fates() -> Fates:
    return {
        name: (
            re.compile(f"^{_PEOPLE}(?:{after})"),
            re.compile(f"(?:{before})(?:[는은이가도]|수는)? ?(?:모두 |최소 |총 )?$"),
        )
        for name, (after, before) in _FATES.items()
    }


def korean_counts(text: str) -> list[Counted]:
    """The plain counts of a Korean sentence with what they count, if it can be told."""
    quantities = korean_quantities(text)
    return [
        Counted(q, fate(text, q, quantities, _fates())) for q in quantities if is_plain_count(q)
    ]
