"""Corrected English as tracked changes: which words stay, which go, which come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from audit.records.decision import Entry
from audit.records.result import ArticleResult
from audit.review.corrected import corrections, pieces
from audit.review.standing import replay

_WORD = re.compile(r"\s+|\w+(?:[.,'’/:-]\w+)*|[^\w\s]")


class Change(StrEnum):
    """What becomes of words."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Tracked:
    """Words and what becomes of them; ``entry`` is the correction that says so, None where none does."""

    change: Change
    text: str
    entry: Entry | None = None


def word_changes(before: str, after: str) -> list[tuple[Change, str]]:
    """What was changed from one wording to another, word by word.

    Without what was inserted it is ``before``, without what was deleted ``after``. Words go before those that
    come in their place; changed words with nothing but a space between them, on one line, are one change.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[tuple[Change, str]] = []
    gone, come = "", ""
    for kind, a, b, c, d in matcher.get_opcodes():
        was, now = "".join(old[a:b]), "".join(new[c:d])
        between = bool(gone or come) and b < len(old) and not was.strip(" ")
        if kind == "equal" and not between:
            found += [*_changed(gone, come), (Change.KEPT, was)]
            gone = come = ""
        else:
            gone, come = gone + was, come + now
    return found + _changed(gone, come)


def tracked(result: ArticleResult, entries: Sequence[Entry]) -> list[Tracked]:
    """The whole English with every correction that holds, as tracked changes.

    Without what was deleted it is :func:`audit.review.corrected.corrected_target`, without what was
    inserted the English that was audited.

    Args:
        result: of the audit.
        entries: the review log's on this article.
    """
    return list(_tracked(result, entries))


def _tracked(result: ArticleResult, entries: Sequence[Entry]) -> Iterator[Tracked]:
    for text, correction in pieces(result, corrections(result, replay(entries))):
        if correction is None:
            yield Tracked(Change.KEPT, text)
            continue
        for change, words in word_changes(correction.passage.text, text):
            yield Tracked(change, words, correction.entry)


def _changed(gone: str, come: str) -> list[tuple[Change, str]]:
    both = (Change.DELETED, gone), (Change.INSERTED, come)
    return [(change, words) for change, words in both if words]
