"""Which quotation marks and brackets of a text belong together.

Straight marks tell nothing of their direction: what stands beside them does. A mark without a
partner is no quotation.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MARK = re.compile(r"[\"“”„‟'‘’()「」『』]")
_BEFORE_OPENING = " \t\n\r\u00a0([{<\"“‘'「『—―-/·…=:,"
_AFTER_CLOSING = " \t\n\r\u00a0)]}>\"”’'」』—―-/·…=:,.?!;"


class Enclosed(NamedTuple):
    """A quotation or bracket with its marks: ``text[start:end]``, and its opening mark's kind."""

    start: int
    end: int
    kind: str


def enclosed(text: str) -> list[Enclosed]:
    """The outermost quotations of a text, and the brackets, by where they end.

    Kinds: ``"`` double, ``'`` single (outside double ones only), ``(`` bracket, ``「`` corner marks.
    """
    found: list[Enclosed] = []
    double: int | None = None
    brackets: list[int] = []
    corners: list[int] = []
    single = _Single(text, found)
    for match in _MARK.finditer(text):
        at, char = match.start(), match[0]
        if char in '"“”„‟':
            if _opens(text, at, already=double is not None):
                double = at
                single.reset()
            elif double is not None and char not in "“„":
                found.append(Enclosed(double, at + 1, '"'))
                double = None
                single.reset()
        elif char in "'‘’":
            if double is None:
                single.see(at)
        elif char in "(「『":
            (brackets if char == "(" else corners).append(at)
        elif char == ")" and brackets:
            found.append(Enclosed(brackets.pop(), at + 1, "("))
        elif char in "」』" and corners:
            found.append(Enclosed(corners.pop(), at + 1, "「"))
    single.reset()
    return found


def _opens(text: str, at: int, *, already: bool) -> bool:
    """Whether a double mark opens; inside an open quotation only one that cannot close it does."""
    char = text[at]
    if char in "“„":
        return True
    if char in "”‟":
        return False
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if already:
        return before.isspace() and not after.isspace() and after not in _AFTER_CLOSING
    return before in _BEFORE_OPENING or (not after.isspace() and after not in _AFTER_CLOSING)


class _Single:
    """Pairs single marks, which apostrophes look like; the best closing before the next opening.

    A mark after a full stop, comma or question mark closes more surely than one after a letter,
    which may be a plural's apostrophe.
    """

    def __init__(self, text: str, found: list[Enclosed]) -> None:
        self.text, self.found = text, found
        self.start: int | None = None
        self.end: int | None = None
        self.sure = False

    def see(self, at: int) -> None:
        """Take one more single mark into account."""
        char = self.text[at]
        before, after = self.text[at - 1 : at] or " ", self.text[at + 1 : at + 2] or " "
        if char != "’" and before in _BEFORE_OPENING and after.isalnum() and not after.isdigit():
            self.reset()
            self.start = at
        elif (
            self.start is not None
            and char != "‘"
            and not before.isspace()
            and not (after.isascii() and after.isalnum())
            and not self.sure
        ):
            self.sure = before in ".,!?…"
            if self.sure or self.end is None:
                self.end = at

    def reset(self) -> None:
        """Keep the quotation that is open, if it has an end, and start afresh."""
        if self.start is not None and self.end is not None:
            self.found.append(Enclosed(self.start, self.end + 1, "'"))
        self.start = self.end = None
        self.sure = False
