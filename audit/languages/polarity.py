"""What says "not" in either language: the record of one cue, and its kinds.

``ko.polarity`` and ``en.polarity`` find the cues. Their classes follow the usual split into syntactic,
lexical and affixal ones (Morante & Blanco 2012, *SEM shared task), with one more for forms that carry a
negation and mean none (``뿐만 아니라``, ``not only``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple


class Timed(NamedTuple):
    """What says before (0) or after (1), ``text`` at ``start`` to ``end``, said of what ``of`` spans."""

    value: int
    start: int
    end: int
    text: str
    of: tuple[int, int]


class CueKind(StrEnum):
    """How a cue negates.

    ``CLAUSE`` negates a clause (않다, 없다, not, never); ``LEXICAL`` is a word that denies by
    itself (거부하다, fail); ``PREFIX`` a negating prefix or suffix (비공개, unable); ``IDIOM`` has
    the form of a negation but not its meaning, or only optionally (뿐만 아니라, not only);
    ``WEAK`` is a word that translators often exchange with a negation (나쁘다, hard).
    """

    CLAUSE = "clause"
    LEXICAL = "lexical"
    PREFIX = "prefix"
    IDIOM = "idiom"
    WEAK = "weak"


class Cue(NamedTuple):
    """One negation cue; ``text`` is ``sentence[start:end]``.

    For a Korean clause cue the span is the whole predicate (확인하지 않았다), and ``head`` is
    what is negated, in dictionary form (``확인``, ``좋다``) where it can be told, else empty.
    """

    kind: CueKind
    start: int
    end: int
    text: str
    head: str = ""


def kinds(table: Mapping[str, Any]) -> Iterator[tuple[str, CueKind]]:
    """The listed words of a language's ``polarity.toml`` with their kind, the stronger kind last."""
    for name in (CueKind.WEAK, CueKind.LEXICAL):
        for word in table[name.value].split():
            yield word, name
