"""One spelling for matching, with the way back to the text as given.

Unicode NFC (UAX #15), full-width ASCII and quotation marks made plain, invisible characters
(zero-width, bidirectional controls, variation selectors, soft hyphens) dropped.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

from audit.languages.kept import remembered

_PLAIN = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "“”„‟〝〞"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛ʼ´"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–−"), "-"),
    **dict.fromkeys(map(ord, "ㆍ・･∙•‧"), "·"),
    **dict.fromkeys(map(ord, "〜∼"), "~"),
    ord("￦"): "₩",
    **dict.fromkeys(
        map(ord, "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
                 "\u200a\u202f\u205f\u3000"), " "
    ),
}  # fmt: skip
_HIDDEN = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
# Besides marks, the letters that compose onto the one before: vowels and finals of Hangul, and two
# of Kirat Rai (UAX #15, NFC_Quick_Check=Maybe).
_JOINS = re.compile("[\u1160-\u11ff\U00016d67\U00016d68]")


@dataclass(frozen=True, slots=True)
class Normalised:
    """Normalised text; ``starts[i]`` and ``ends[i]`` bound its character ``i`` in the original.

    Both are ``None`` where the text has the original's length, character for character.
    """

    text: str
    starts: tuple[int, ...] | None
    ends: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that ``text[start:end]`` came from."""
        if self.starts is None or self.ends is None:
            return start, end
        if not self.text:
            return 0, 0
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else self.ends[-1]
            return at, at
        return self.starts[start], self.ends[end - 1]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``text`` that ``original[start:end]`` became: ``span`` the other way round."""
        if self.starts is None:
            return start, end
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


def normalise_page(raw: str) -> Normalised:
    """As ``normalise``, uncached: for whole pages, which are seen once."""
    plain = raw.translate(_PLAIN)
    if not _HIDDEN.search(plain) and unicodedata.is_normalized("NFC", plain):
        return Normalised(plain, None, None)
    visible = [i for i, char in enumerate(plain) if not _HIDDEN.match(char)]
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    first = 0
    for after in range(1, len(visible) + 1):
        if after < len(visible) and _composes(plain[visible[after]]):
            continue
        cluster = "".join(plain[i] for i in visible[first:after])
        composed = unicodedata.normalize("NFC", cluster).translate(_PLAIN)
        out.append(composed)
        starts += [visible[first]] * len(composed)
        ends += [visible[after - 1] + 1] * len(composed)
        first = after
    return Normalised("".join(out), tuple(starts), tuple(ends))


def _composes(char: str) -> bool:
    """Whether NFC may join ``char`` to the letter before it, or reorder it among its marks."""
    return unicodedata.category(char)[0] == "M" or _JOINS.match(char) is not None


@remembered(65536)
def normalise(raw: str) -> Normalised:
    """``raw`` in the one spelling that all matching uses; idempotent."""
    return normalise_page(raw)
