"""An English sentence that says something other than its Korean source.

The two sides stand in one bead, yet little of what one says is supported by the other: a low margin, and
unsupported content words on both sides. It points at a reworded or replaced statement, and says where.
"""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.coverage import CONTENT, Word, evidence, runs, share, sigmoid, words
from audit.report import AlignedArticle, Bead, Category, Flag, Severity, Side

CATEGORY = Category.MEANING
SEVERITY = Severity.MAJOR
NAME = "similarity"
_SHARE, _WIDTH = 0.30, 0.06
_FEWEST = 4


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flag a bead most of whose words, on both sides, the other side does not support.

    Sentences of a few content words are left alone: one idiom decides their share.
    """
    if not bead.ko or not bead.en:
        return
    sides = [_content(bead, article, side) for side in ("ko", "en")]
    if min(map(len, sides)) < _FEWEST:
        return
    supported = max(map(share, sides))
    confidence = sigmoid(-supported, -_SHARE, _WIDTH)
    if confidence < 0.05:
        return
    found = [evidence(side, run) for side in ("ko", "en") for run in runs(article, bead, side)[:1]]
    yield article.flag(
        bead,
        check=NAME,
        category=CATEGORY,
        severity=SEVERITY,
        confidence=confidence,
        message=f"Only {supported:.0%} of this sentence is supported by the other language",
        evidence=found,
    )


def _content(bead: Bead, article: AlignedArticle, side: Side) -> list[Word]:
    """The content words of one side, with the support that the other gives them."""
    other: Side = "en" if side == "ko" else "ko"
    near = article.sentences(bead, other)
    return [
        word
        for sentence in article.sentences(bead, side)
        for word in words(article, sentence, near)
        if word.weight >= CONTENT
    ]
