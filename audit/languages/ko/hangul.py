"""The letters of Hangul syllables, by the arithmetic of their Unicode block (The Unicode Standard, 3.12).

A syllable's code is its place among 19 initial consonants, 21 vowels and 28 final consonants, none being
the first of the finals.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from audit.languages.kept import remembered

_FIRST, _LAST = 0xAC00, 0xD7A3
_VOWELS, _FINALS = 21, 28

HANGUL_WORD = re.compile("[가-힣]+")
"""A run of syllables."""
PARTICLES_AT_END = re.compile(
    "(?:에서는|에서도|으로는|으로부터|에게서|까지는|에는|에도|에서|에게|으로|까지|부터|보다|처럼|"
    "이라는|라는|이라고|라고|이다|이며|은|는|이|가|을|를|의|에|와|과|도|만|로|측)$"
)
"""Particles of nouns and names, at the end of a word."""


class Syllable(NamedTuple):
    """A syllable's letters by their numbers: ``onset`` to 18, ``vowel`` to 20, ``coda`` to 27, 0 for none."""

    onset: int
    vowel: int
    coda: int


@remembered(16384)
def syllable(character: str) -> Syllable | None:
    """The letters of one character; ``None`` if it is no whole Hangul syllable."""
    if not _FIRST <= ord(character) <= _LAST:
        return None
    rest, coda = divmod(ord(character) - _FIRST, _FINALS)
    return Syllable(*divmod(rest, _VOWELS), coda)


def closed_by(coda: int) -> str:
    """Every syllable with that final consonant, in order."""
    return "".join(map(chr, range(_FIRST + coda, _LAST + 1, _FINALS)))


RIEUL = 8
"""The number of the final ㄹ."""
SSANG_SIOT = 20
"""The number of the final ㅆ."""
L_FINAL = f"[{closed_by(RIEUL)}]"
"""Every syllable that ends in ㄹ, as a regular expression."""
