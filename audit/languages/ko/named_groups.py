"""Noun phrases of a Korean sentence that say who somebody is: 29세의 피고 퀸튼 텔리스, 김 장관.

Offsets are into the sentence given, which is normalised text.
"""

from __future__ import annotations

from audit.languages.kept import remembered
from audit.languages.ko.morphemes import Morpheme, morphemes
from audit.languages.spans import Found

_NOUNS = frozenset("NNG NNP NNB NR SN SL SH XPN XSN".split())
_BRACKETS = frozenset({"SSO", "SSC"})
_AGES = frozenset({"세", "살"})


@remembered(16384)
def named_groups(sentence: str) -> tuple[tuple[Found, ...], ...]:
    """The words of each noun phrase of two words or more, an age before its 의 among them."""
    groups: list[list[Found]] = []
    current: list[Found] = []
    ms = morphemes(sentence)
    for before, m in zip((None, *ms), ms, strict=False):
        if m.tag in _NOUNS:
            current.append(Found(m.form, m.start, m.end))
        elif not _goes_on(before, m):
            groups.append(current)
            current = []
    groups.append(current)
    return tuple(tuple(group) for group in groups if len(group) > 1)


def _goes_on(before: Morpheme | None, m: Morpheme) -> bool:
    """Whether a phrase goes on after what is no noun: brackets, 19세의, 19세인."""
    aged = before is not None and before.form in _AGES and (m.tag in {"JKG", "VCP", "SP"})
    return (
        m.tag in _BRACKETS
        or aged
        or (m.tag == "ETM" and before is not None and before.tag == "VCP")
    )
