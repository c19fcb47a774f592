"""An English sentence that says something other than its Korean source.

The two sides stand in one bead, yet little of what one says is supported by the other: a low margin, and
unsupported content words on both sides. It points at a reworded or replaced statement, and says where.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.common.coverage import (
    CONTENT,
    Word,
    other_side,
    runs,
    share,
    sigmoid,
    span_of_run,
    words,
)
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.records.bead import Bead
from audit.records.flag import SIDES, Category, Finding, Relation, Side
from audit.records.measured import thresholds
from audit.records.message import Message

CATEGORY = Category.MEANING
CONCERNS = Concern.WORDS
BY_VECTORS = True
MESSAGES = {
    "support": Message(
        "Only {share} of what this sentence says is found in the other language",
        "이 문장에서 다른 언어의 글에도 나오는 내용은 {share}뿐입니다",
    ),
}
T = thresholds(__name__)
_SHARE, _SHARE_OF_LONG, _WIDTH = T["share"], T["share_of_long"], T["width"]
"""The supported share at which an error is as likely as not, of short sentences and of long ones, and about
how far from it that changes."""
_FEWEST, _LONG = T["fewest"], T["long"]
"""Content words a side from which their share can be told, and from which it is told most surely."""
_LEAST = T["least"]
"""Confidence under which nothing is said."""


def check(bead: Bead, context: Context) -> Iterator[Finding]:
    """Find a bead most of whose words, on both sides, the other side does not support.

    Sentences of a few content words are left alone: one idiom decides their share.
    """
    if not bead.source or not bead.target:
        return
    sides = [_content(bead, context, side) for side in SIDES]
    if min(map(len, sides)) < _FEWEST:
        return
    supported = max(map(share, sides))
    length = (min(*map(len, sides), _LONG) - _FEWEST) / (_LONG - _FEWEST)
    middle = _SHARE + (_SHARE_OF_LONG - _SHARE) * length
    confidence = sigmoid(-supported, -middle, _WIDTH)
    if confidence < _LEAST:
        return
    yield context.finding(
        bead,
        "similarity.support",
        category=CATEGORY,
        concerns=CONCERNS,
        relation=Relation.DISTORTED,
        confidence=confidence,
        spans=[span_of_run(side, run) for side in SIDES for run in runs(context, bead, side)[:1]],
        share=f"{supported:.0%}",
    )


def _content(bead: Bead, context: Context, side: Side) -> list[Word]:
    """The content words of one side, with the support that the other gives them."""
    near = context.sentences(bead, other_side(side))
    return [
        word
        for sentence in context.sentences(bead, side)
        for word in words(context, sentence, near)
        if word.weight >= CONTENT
    ]
