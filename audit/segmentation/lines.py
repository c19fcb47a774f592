"""The lines of a news page with the way back to the page: what block classes are decided on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise

from audit.languages.normalise import Normalised, normalise_page
from audit.records.article import Block, BlockKind, Lang
from audit.records.measured import threshold_groups, thresholds

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_ENDED = re.compile(r"[.?!…:;。]['\")\]}>]*$|[\])>]$")
T = thresholds(__name__)
_WIDEST = threshold_groups(__name__)["widest"]
"""Longest line of a text that was wrapped by hand or by mail, in characters."""
_NARROWEST = T["narrowest"]
"""The longest line of a text that was wrapped has more characters than this."""
_FEWEST_TORN = T["fewest_torn"]
"""Lines that must end in mid-sentence."""


@dataclass(slots=True, eq=False)
class Line:
    """One line, or a paragraph wrapped over several: its place in ``raw`` and its spelling.

    ``text`` is normalised and has no blanks at its ends; ``gap`` tells of a blank line before it;
    ``kind`` is ``None`` until it is decided; ``given`` marks kinds that a reader decided.
    """

    start: int
    text: str
    normalised: Normalised
    offset: int
    gap: bool
    kind: BlockKind | None = None
    given: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the page that ``text[start:end]`` came from."""
        first, last = self.normalised.span(start + self.offset, end + self.offset)
        return self.start + first, self.start + last


def lines_of(raw: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of ``raw[start:end]`` that have anything visible in them, in order."""
    end = len(raw) if end is None else end
    found: list[Line] = []
    gap_from = start
    for match in _LINE.finditer(raw, start, end):
        line = _line(raw, match.start(), match.end())
        if line.text:
            line.gap = not found or _breaks(raw, gap_from, match.start()) > 1
            found.append(line)
            gap_from = match.end()
    return found


def has_more_lines(raw: str, most: int) -> bool:
    """Whether a text has more lines than so many, empty ones too; no more are counted."""
    return sum(1 for _ in islice(_BREAK.finditer(raw), most)) == most


def lines_of_blocks(raw: str, blocks: Iterable[Block]) -> list[Line]:
    """The lines of blocks that a reader gave: ``BODY`` line by line and open, others whole."""
    found: list[Line] = []
    for block in blocks:
        if block.kind is BlockKind.BODY:
            inner = lines_of(raw, block.start, block.end)
        else:
            inner = [_line(raw, block.start, block.end)]
            inner[0].kind, inner[0].given = block.kind, True
        found += [line for line in inner if line.text]
    return found


def _line(raw: str, start: int, end: int) -> Line:
    normalised = normalise_page(raw[start:end])
    text = _BREAK.sub(lambda m: " " * len(m[0]), normalised.text)
    stripped = text.strip()
    return Line(start, stripped, normalised, len(text) - len(text.lstrip()), gap=True)


def _breaks(raw: str, start: int, end: int) -> int:
    return sum(1 for _ in _BREAK.finditer(raw, start, end))


def unwrapped(raw: str, lines: list[Line], lang: Lang) -> list[Line]:
    """The lines with paragraphs put together that were broken at a fixed width.

    That is told by undecided lines that all are short and mostly end in mid-sentence.
    """
    undecided = [line for line in lines if line.kind is None]
    widest = max((len(line.text) for line in undecided), default=0)
    pairs = [
        (before, after)
        for before, after in pairwise(lines)
        if before.kind is None and after.kind is None and not after.gap
    ]
    torn = [before for before, after in pairs if _is_torn(before, widest)]
    if widest > _WIDEST[lang] or len(torn) < _FEWEST_TORN or 2 * len(torn) < len(pairs):
        return lines
    torn_ids = {id(line) for line in torn}
    groups: list[list[Line]] = []
    open_end = False
    for line in lines:
        if open_end and line.kind is None and not line.gap:
            groups[-1].append(line)
        else:
            groups.append([line])
        open_end = id(line) in torn_ids
    return [_joined(raw, group) for group in groups]


def _joined(raw: str, group: list[Line]) -> Line:
    if len(group) == 1:
        return group[0]
    first, last = group[0], group[-1]
    whole = _line(raw, first.span(0, len(first.text))[0], last.span(0, len(last.text))[1])
    whole.gap = first.gap
    return whole


def _is_torn(line: Line, widest: int) -> bool:
    return 2 * len(line.text) > widest > _NARROWEST and not _ENDED.search(line.text[-8:])
