"""Consonant skeletons: one key for a name in Hangul and in Latin letters.

Voiced and voiceless consonants are folded, vowels, ``h``, ``w`` and ``y`` dropped, doubled consonants
written once: 트럼프 and Trump are both ``tlmp``. The classes follow the Korean orthography for foreign
words (국립국어원 외래어 표기법), which writes ``f`` as ㅍ, ``th`` mostly as ㅅ, ``z`` and ``j`` as ㅈ.
"""

from __future__ import annotations

import re

from audit.languages.kept import remembered
from audit.languages.ko.hangul import syllable

_INITIALS = "k k n t t l m p p s s . s s s k t p .".split()
_FINALS = ". k k ks n ns n t l lk lm lp ls lt lp l m p ps t t n s s k t p .".split()
_DOUBLED = re.compile(r"(.)\1+")
_RULES = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[^a-z]", ""),
        (r"^kn", "n"),
        (r"^wr", "r"),
        (r"mb$", "m"),
        (r"gh(?=t)", ""),
        (r"gh", ""),
        (r"ph", "f"),
        (r"tch|sch|ch|sh|th", "s"),
        (r"ck", "k"),
        (r"d?g(?=[eiy])", "s"),
        (r"c(?=[eiy])", "s"),
        (r"[cq]", "k"),
        (r"x", "ks"),
        (r"ng", "n"),
        (r"[aeiouwyh]", ""),
        (r"[bfv]", "p"),
        (r"g", "k"),
        (r"d", "t"),
        (r"r", "l"),
        (r"[zj]", "s"),
    )
)
# English speech drops r before a consonant and at the end, and Hangul follows it: 레스터, Lester.
_SILENT_R = re.compile(r"(?<=[aeiouy])r+(?![aeiouyr])")


@remembered(65536)
def korean_consonants(hangul: str) -> str:
    """The skeleton of a name in Hangul; other characters count for nothing."""
    out = []
    for character in hangul:
        if letters := syllable(character):
            out += [_INITIALS[letters.onset], _FINALS[letters.coda]]
    return _DOUBLED.sub(r"\1", "".join(out).replace(".", ""))


def english_consonants(word: str) -> tuple[str, ...]:
    """The skeletons a word may have in Hangul: with every ``r``, and without the silent ones."""
    return _skeletons(word)


@remembered(65536)
def _skeletons(word: str) -> tuple[str, ...]:
    lowered = word.lower()
    return tuple(dict.fromkeys(_folded(form) for form in (lowered, _SILENT_R.sub("", lowered))))


def _folded(text: str) -> str:
    for pattern, to in _RULES:
        text = pattern.sub(to, text)
    return _DOUBLED.sub(r"\1", text)
