"""Not this but that: what a Korean sentence denies of one and says of another, X가 아니라 Y.

Offsets are into the sentences given, which are normalised text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit.languages.ko.morphemes import Morpheme, morphemes
from audit.languages.ko.roles import noun_phrase
from audit.languages.spans import Found

_NOUNS = frozenset("NNG NNP NP SL SN XSN XPN NNB".split())
_ONLY = frozenset("뿐 만".split())


class Contrast(NamedTuple):
    """What is denied and what is said in its place, each with the number of its sentence."""

    denied: tuple[int, Found]
    said: tuple[int, Found]


def korean_contrasts(sentences: Sequence[str]) -> Iterator[Contrast]:
    """X가 아니라 Y, X 아닌 Y, X가 아니다. Y다."""
    for number, sentence in enumerate(sentences):
        ms = morphemes(sentence)
        for at, m in enumerate(ms):
            if m.tag != "VCN" or not at:
                continue
            denied = _denied(sentence, ms, at)
            said = _said(sentences, number, ms, at) if denied else None
            if denied and said:
                yield Contrast((number, denied), said)


def _denied(sentence: str, ms: Sequence[Morpheme], at: int) -> Found | None:
    """The noun before 아니다; 뿐만 아니라 denies nothing."""
    end = at - 1 if ms[at - 1].tag in {"JKC", "JKS", "JX"} else at
    if ms[at - 1].form in _ONLY or (end and ms[end - 1].form in {*_ONLY, "것", "게"}):
        return None
    return noun_phrase(sentence, ms, end)


def _said(
    sentences: Sequence[str], number: int, ms: Sequence[Morpheme], at: int
) -> tuple[int, Found] | None:
    """The noun that follows: after 아니라 and 아닌, or of the next sentence, which is no more than it."""
    ending = ms[at + 1] if at + 1 < len(ms) else None
    if ending is None:
        return None
    if ending.form in {"라", "라고"} or ending.tag == "ETM":
        found = _next_noun(sentences[number], ms, at + 2)
        return (number, found) if found else None
    if ending.tag in {"EF", "EC"}:
        after = _next_noun(sentences[number], ms, at + 2)
        if after is not None:
            return number, after
        if number + 1 < len(sentences):
            follows = morphemes(sentences[number + 1])
            found = _next_noun(sentences[number + 1], follows, 0)
            if found and any(m.tag == "VCP" and m.start == found.end for m in follows):
                return number + 1, found
    return None


def _next_noun(sentence: str, ms: Sequence[Morpheme], at: int) -> Found | None:
    while at < len(ms) and ms[at].tag in {"SP", "MAJ", "MAG", "MM", "SF", "SSC", "SSO", "JX"}:
        at += 1
    end = at
    while end < len(ms) and ms[end].tag in _NOUNS:
        end += 1
    return noun_phrase(sentence, ms, end) if end > at else None
