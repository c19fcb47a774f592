"""Corrected English as tracked changes: which words stay, which go, which come, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from audit.records.article import BlockKind
from audit.records.decision import Entry
from audit.records.result import ArticleResult
from audit.review.corrected import corrections, pieces
from audit.review.standing import replay

_LINE_END = re.compile(r"\r\n|\r|\n")
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


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the English with what becomes of its words; ``kind`` is that of its block.

    Line ends that come or go are in the words of a change, all others between paragraphs.
    """

    kind: BlockKind
    changes: tuple[Tracked, ...]


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


def paragraphs(result: ArticleResult, entries: Sequence[Entry]) -> list[Paragraph]:
    """The same by the lines of the English, empty ones too.

    Args:
        result: of the audit.
        entries: the review log's on this article.
    """
    lines: list[list[Tracked]] = [[]]
    starts, at = [0], 0
    for each in tracked(result, entries):
        if each.change is not Change.KEPT:
            lines[-1].append(each)
        else:
            ends = [0, *(end.end() for end in _LINE_END.finditer(each.text))]
            for number, words in enumerate(_LINE_END.split(each.text)):
                if number:
                    lines.append([])
                    starts.append(at + ends[number])
                if words:
                    lines[-1].append(Tracked(Change.KEPT, words))
        if each.change is not Change.INSERTED:
            at += len(each.text)
    return [
        Paragraph(_kind(result, start), tuple(line))
        for start, line in zip(starts, lines, strict=True)
    ]


def _kind(result: ArticleResult, start: int) -> BlockKind:
    """What a line is that begins at a place of the English."""
    raw = result.article.target.raw
    first = start + len(raw[start:]) - len(raw[start:].lstrip(" \t"))
    found = (b.kind for b in result.article.target.blocks if b.start <= first < b.end)
    return next(found, BlockKind.BODY)


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
