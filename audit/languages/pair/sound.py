"""How close a word in Latin letters sounds to a stretch of Korean text: Huawei, 화웨이.

Both are written in one rough alphabet, vowels kept: Hangul letter by letter, after the Revised
Romanisation without its filler vowel, and Latin with letters of one sound folded. What the consonant
skeletons of ``audit.languages.pair.consonants`` tell too little of is told by it: names of few consonants.
"""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz, process

from audit.languages.kept import remembered
from audit.languages.ko.hangul import HANGUL_WORD, syllable

CLOSE = 70
"""Similarity (normalised edit distance, 0 to 100) from which a word is the other's spelling."""
_INITIALS = "k kk n t tt r m p pp s ss  j jj ch k t p h".split(" ")
_MEDIALS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu  ui i".split(" ")
_FINALS = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")
_LONGEST = 7
_FOLDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("ph", "p"), ("ck", "k"), ("c(?=[eiy])", "s"), ("c(?!h)", "k"), ("q", "k"), ("x", "ks"),
        ("th", "s"), ("f", "p"), ("v", "p"), ("b", "p"), ("d", "t"), ("g", "k"), ("z", "j"), ("l", "r"),
        (r"(.)\1", r"\1"),
    )
)  # fmt: skip


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.lower())
    plain = "".join(letter for letter in plain if "a" <= letter <= "z")
    for pattern, to in _FOLDS:
        plain = pattern.sub(to, plain)
    return plain


def _spelled(hangul: str) -> str:
    letters = []
    for character in hangul:
        if parts := syllable(character):
            letters += [_INITIALS[parts.onset], _MEDIALS[parts.vowel], _FINALS[parts.coda]]
    return _folded("".join(letters))


@remembered(1024)
def _stretches(korean: str) -> tuple[str, ...]:
    """Every stretch of up to seven syllables of every word, in the rough alphabet."""
    found = {
        _spelled(word[start:end])
        for word in HANGUL_WORD.findall(korean)
        for start in range(len(word))
        for end in range(start + 1, min(len(word), start + _LONGEST) + 1)
    }
    return tuple(sorted(stretch for stretch in found if len(stretch) > 1))


def closeness(latin: str, korean: str) -> float:
    """The best similarity of the word to a stretch of the text, 0 to 100; 0 under three letters."""
    folded = _folded(latin)
    if len(folded) < 3:
        return 0.0
    match = process.extractOne(folded, _stretches(korean), scorer=fuzz.ratio, score_cutoff=CLOSE)
    return float(match[1]) if match else 0.0
