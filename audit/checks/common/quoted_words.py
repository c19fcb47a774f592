"""Whether two quotations say the same, by their content words.

A word was changed where each quotation has one that the other side lacks altogether, both with translations
that are known: alone in a few quoted words, before the same noun in a longer quotation, or with all the
words around it. A quotation was dropped where the other side has none of its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from audit.checks.common.translations import (
    MODIFIER,
    Content,
    are_near,
    english_content,
    exchanged,
    is_said,
    korean_content,
    translations,
)
from audit.languages.quotations import Quotation
from audit.languages.spans import Extent
from audit.records.measured import thresholds

T = thresholds(__name__)
_FEW = T["few"]
"""Words of an English quotation that are few enough for one word to be told from its fellows."""
_LENGTHS = T["lengths"]
"""How many times the content words of one quotation the other may have to be held against it."""
_LOST = T["lost"]
"""Share of a quotation's content words that the other side may have where it was dropped."""
_ALL_KNOWN = T["all_known"]
"""Share of each quotation's words whose translations must be known for the two to have none in common."""
_REPORTED = T["reported"]
"""Share of an English quotation's content words that the Korean must have to say the same."""


class Passage(NamedTuple):
    """A sentence (normalised) in which a quotation stands, and the sentences of the other side around it."""

    sentence: str
    others: tuple[str, ...]


class Changed(NamedTuple):
    """The places of the words that differ: in the Korean sentence and in the English one."""

    korean: Extent
    english: Extent


def changed(
    korean: Quotation, english: Quotation, source: Passage, target: Passage
) -> Changed | None:
    """The words that differ within two quotations that stand opposite each other."""
    ours, theirs = (
        _inside(korean_content(source.sentence), korean),
        _inside(english_content(target.sentence), english),
    )
    if (
        not ours
        or not theirs
        or max(len(ours), len(theirs)) > _LENGTHS * min(len(ours), len(theirs))
    ):
        return None
    lost = _unsaid(ours, [w for s in source.others for w in english_content(s)])
    new = _unsaid(theirs, [w for s in target.others for w in korean_content(s)])
    if len(lost) == len(ours) > 1 and len(new) == len(theirs) > 1:
        return _all_changed(lost, new)
    if english.words <= _FEW and len(lost) == len(new) == 1:
        pairs = [(lost[0], new[0])]
    else:
        pairs = _before_one_noun(ours, theirs, lost, new)
    return next(
        (
            Changed((k.start, k.end), (e.start, e.end))
            for k, e in pairs
            if k.role == e.role and exchanged(k, e)
        ),
        None,
    )


def _inside(content: Sequence[Content], quote: Quotation) -> list[Content]:
    return [word for word in content if quote.start <= word.start and word.end <= quote.end]


def _unsaid(content: Sequence[Content], others: Sequence[Content]) -> list[Content]:
    return [word for word in content if not is_said(word, others)]


def _all_changed(lost: Sequence[Content], new: Sequence[Content]) -> Changed | None:
    """Two quotations without a word in common, most of whose words have known translations."""
    known = [
        sum(bool(translations(w, korean=side)) for w in words) / len(words)
        for words, side in ((lost, True), (new, False))
    ]
    near = any(are_near(k, e) for k in lost for e in new)
    named = all(word.text[:1].isupper() for word in new)
    if near or named or min(known) < _ALL_KNOWN:
        return None
    return Changed((lost[0].start, lost[-1].end), (new[0].start, new[-1].end))


def _before_one_noun(
    ours: Sequence[Content],
    theirs: Sequence[Content],
    lost: Sequence[Content],
    new: Sequence[Content],
) -> list[tuple[Content, Content]]:
    """Modifiers without counterparts before nouns that translate each other."""
    korean = [pair for pair in pairwise(ours) if pair[0] in lost]
    english = [pair for pair in pairwise(theirs) if pair[0] in new]
    return [
        (k, e)
        for k, korean_noun in korean
        for e, english_noun in english
        if k.role == MODIFIER and is_said(korean_noun, [english_noun])
    ]


def is_dropped(korean: Quotation, source: Passage) -> bool:
    """Whether the English has next to nothing of a Korean quotation of several known words."""
    ours = [
        word
        for word in _inside(korean_content(source.sentence), korean)
        if translations(word, korean=True)
    ]
    english = [w for s in source.others for w in english_content(s)]
    return len(ours) > 1 and 1 - len(_unsaid(ours, english)) / len(ours) <= _LOST


def is_reported(english: Quotation, target: Passage) -> bool:
    """Whether the Korean, which has no quotation here, says what the English quotes."""
    theirs = [
        word
        for word in _inside(english_content(target.sentence), english)
        if translations(word, korean=False)
    ]
    korean = [w for s in target.others for w in korean_content(s)]
    unsaid = [w for w in _unsaid(theirs, korean) if not any(are_near(k, w) for k in korean)]
    return bool(theirs) and 1 - len(unsaid) / len(theirs) >= _REPORTED
