"""Quotations: how the marks of a text pair, and what the quotations of both languages have in common.

``ko.quotations`` and ``en.quotations`` find them, and say what they are and who speaks. Works on
normalised text, where every double mark is ``"`` and every single one ``'``, so that an opening mark is
told from a closing one by what stands beside it. Apostrophes and inch marks are no quotation marks.
Offsets are into the sentence given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

BRACKETS = {"「": "」", "『": "』", "《": "》", "〈": "〉", "«": "»"}
_REACH = 6  # sentences that one quotation may run over
_DEEPEST = 12
"""Quotations within each other at most; more open marks than these are no quotations."""
KOREAN_SAID = re.compile(
    r"(?:이?라|다|자|냐|느냐)?(?:고|며|면서)(?:도|는)?(?=[\s,.]|$|[가-힣])|(?:이?라)(?:고|며|면서)|하고\b|하며\b"
)
"""The Korean that follows a mark where words are said; English that keeps a Korean quotation has it too."""
# What may follow a closing mark: an end, or said that, called, and plain particles.
_AFTER_CLOSING = re.compile(
    rf"$|[.,)]|{KOREAN_SAID.pattern}|이?라(?:는|던|고|며)|는 |란 |[을를은는이가의에]"
)


class QuoteKind(StrEnum):
    """What stands between quotation marks.

    ``SPEECH`` is a quotation of at least a clause; ``FRAGMENT`` a few quoted words inside the
    writer's own sentence; ``EMPHASIS`` one to three words set off (scare quotes, terms);
    ``TITLE`` the name of a work.
    """

    SPEECH = "speech"
    FRAGMENT = "fragment"
    EMPHASIS = "emphasis"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, or the part of one that lies in this sentence.

    ``start`` and ``end`` include the marks, ``text`` does not. ``mark`` is the opening mark.
    ``opened`` and ``closed`` say whether its marks are in this sentence. ``depth`` is 0, or how
    many quotations it lies in.
    """

    start: int
    end: int
    text: str
    mark: str
    kind: QuoteKind
    depth: int
    opened: bool = True
    closed: bool = True

    @property
    def words(self) -> int:
        """Number of words between the marks."""
        return len(self.text.split())


class Between(NamedTuple):
    """A stretch with its marks, as long as its quotation is not told."""

    start: int
    end: int
    mark: str
    depth: int
    opened: bool
    closed: bool


class Marks(NamedTuple):
    """What a language has of its own: how a single mark at a place is used, and what is quoted."""

    is_apostrophe: Callable[[str, int], bool]
    opens_single: Callable[[str, int], bool]
    closes_single: Callable[[str, int], bool]
    kind: Callable[[str, Between, str], QuoteKind]


def opens(text: str, at: int) -> bool:
    """Whether a mark stands where one opens: before a word, and after none."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(after.strip()) and (not before.strip() or before in "([{<-–—/\"'·…")


def by_length(count: int) -> QuoteKind:
    """What some quoted words are that are no speech."""
    return QuoteKind.EMPHASIS if count <= 3 else QuoteKind.FRAGMENT


def _is_stray(text: str, at: int) -> bool:
    """A mark that opens nothing: a mistyped apostrophe (coup d"état), or a space follows."""
    between = re.fullmatch(r'[A-Za-zÀ-ɏ]"[A-Za-zÀ-ɏ]', text[max(0, at - 1) : at + 2])
    return bool(between) or not text[at + 1 : at + 2].strip()


def _is_inch(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() and not text[at + 1 : at + 2].isalnum()


def _spans(text: str, language: Marks) -> Iterator[Between]:
    """The spans between marks; an opening mark without a closing one runs to the end."""
    stack: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if char in BRACKETS and len(stack) < _DEEPEST:
            stack.append((char, at))
        elif stack and BRACKETS.get(stack[-1][0]) == char:
            mark, start = stack.pop()
            yield Between(start, at + 1, mark, len(stack), True, True)
        elif char == '"':
            yield from _double(text, at, stack)
        elif char == "'" and not language.is_apostrophe(text, at):
            yield from _single(text, at, stack, language)
    for depth, (mark, start) in enumerate(stack):
        if mark == '"':
            yield Between(start, len(text), mark, depth, True, False)


def _closes_earlier(text: str, at: int) -> bool:
    """Whether a double mark with none open ends a quotation begun in an earlier sentence."""
    if not text[at - 1 : at].strip() or at == 0 or text.count('"', at) % 2 == 0:
        return False
    after = text[at + 1 :]
    return (text[at - 1] in ".,!?…-)" and not after[:1].isalnum()) or bool(
        _AFTER_CLOSING.match(after)
    )


def _double(text: str, at: int, stack: list[tuple[str, int]]) -> Iterator[Between]:
    marks = [mark for mark, _ in stack]
    if '"' in marks and not (opens(text, at) and text[at - 1 : at] != '"'):
        while stack[-1][0] != '"':  # an apostrophe that looked like an opening mark
            stack.pop()
        _, start = stack.pop()
        yield Between(start, at + 1, '"', len(stack), True, True)
    elif '"' not in marks and _closes_earlier(text, at):
        yield Between(0, at + 1, '"', 0, False, True)
    elif '"' not in marks and (_is_inch(text, at) or _is_stray(text, at)):
        return
    elif len(stack) < _DEEPEST:
        stack.append(('"', at))


def _single(text: str, at: int, stack: list[tuple[str, int]], language: Marks) -> Iterator[Between]:
    is_open = any(mark == "'" for mark, _ in stack)
    if is_open and language.closes_single(text, at):
        while stack[-1][0] != "'":
            stack.pop()
        _, start = stack.pop()
        yield Between(start, at + 1, "'", len(stack), True, True)
    elif not is_open and len(stack) < _DEEPEST and language.opens_single(text, at):
        stack.append(("'", at))


def quotations(sentence: str, language: Marks) -> tuple[Quotation, ...]:
    """The quotations of one sentence (normalised), in text order, outer before inner."""
    found = []
    for span in _spans(sentence, language):
        start = span.start + (1 if span.opened else 0)
        inner = sentence[start : span.end - (1 if span.closed else 0)]
        if not inner.strip():
            continue
        kind = language.kind(sentence, span, inner)
        found.append(
            Quotation(
                span.start, span.end, inner, span.mark, kind, span.depth, span.opened, span.closed
            )
        )
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


@lru_cache(maxsize=64)
def quotations_across(
    sentences: tuple[str, ...], find: Callable[[str], tuple[Quotation, ...]]
) -> tuple[tuple[Quotation, ...], ...]:
    """The quotations of consecutive sentences, those that run over several included.

    A quotation opened in one sentence and closed at most six sentences later gives one part in
    each; a sentence wholly inside it is one part with neither mark.

    Args:
        sentences: normalised sentences.
        find: ``korean_quotations`` or ``english_quotations``.
    """
    found = [list(find(sentence)) for sentence in sentences]
    for last, parts in enumerate(found):
        if not any(not part.opened for part in parts):
            continue
        first = next(
            (
                i
                for i in range(last - 1, max(-1, last - _REACH - 1), -1)
                if any(not part.closed for part in found[i])
            ),
            last,
        )
        for i in range(first + 1, last):
            text = sentences[i]
            found[i] = [
                Quotation(0, len(text), text, '"', QuoteKind.SPEECH, 0, False, False),
                *(replace(part, depth=part.depth + 1) for part in found[i]),
            ]
    return tuple(tuple(parts) for parts in found)


def outside(sentence: str, quotes: Sequence[Quotation]) -> str:
    """The sentence with everything between (and including) the marks blanked out; same length."""
    out = list(sentence)
    for quote in quotes:
        out[quote.start : quote.end] = " " * (quote.end - quote.start)
    return "".join(out)
