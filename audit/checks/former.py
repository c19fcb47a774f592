"""A "former" that the English lost, or that it made up.

Who left an office and is printed as its holder, or the other way round, makes the news wrong. A finding
needs the same title on both sides, and nothing near it that says that it is past.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from audit.checks.common.suggested_names import in_place
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.normalise import normalise
from audit.languages.pair.former import (
    Title,
    english_former,
    english_held,
    korean_former,
    korean_held,
    same_title,
    speaks_of_past,
)
from audit.records.article import Sentence
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation, Side
from audit.records.message import Message

CATEGORY = Category.MEANING
CONCERNS = Concern.FORMER
CONFIDENCE = confidences(__name__)
MESSAGES: Mapping[str, Message] = {
    "lost": Message(
        "“{source}” is past; the English says “{target}”",
        "“{source:은}” 전직인데 영어는 “{target}”입니다",
    ),
    "added": Message(
        "The English says “{target}”; the Korean “{source}” does not say that it is past",
        "영어는 “{target}”라고 하는데 한국어 원문 “{source}”에는 전직이라는 말이 없습니다",
    ),
}
_Placed = tuple[Sentence, Title]
_FORMER = re.compile("(?:former |ex-)(?=[a-z])", re.IGNORECASE)
_Reader = Callable[[str], list[Title]]


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """Titles of a bead that are past on one side only, one at most."""
    if not bead.source or not bead.target:
        return
    lost = _pair(bead, context, korean_former, english_held)
    if lost and not _past(bead, context, "target", "en"):
        yield _finding(bead, context, "lost", Relation.OMITTED, *lost)
        return
    added = _pair(bead, context, korean_held, english_former)
    if added and not _past(bead, context, "source", "ko"):
        yield _finding(bead, context, "added", Relation.ADDED, *added)


def _placed(bead: Bead, context: Context, side: Side, read: _Reader) -> list[_Placed]:
    return [
        (sentence, title)
        for sentence in context.sentences(bead, side)
        for title in read(normalise(sentence.text).text)
    ]


def _pair(
    bead: Bead, context: Context, korean: _Reader, english: _Reader
) -> tuple[_Placed, _Placed] | None:
    """The first title of the Korean that the English has, too."""
    theirs = _placed(bead, context, "target", english)
    for ours in _placed(bead, context, "source", korean):
        for other in theirs:
            if same_title(ours[1], other[1]):
                return ours, other
    return None


def _past(bead: Bead, context: Context, side: Side, lang: str) -> bool:
    near = (*context.sentences(bead, side), *context.neighbours(bead, side))
    return any(speaks_of_past(normalise(sentence.text).text, lang) for sentence in near)


def _finding(
    bead: Bead,
    context: Context,
    what: str,
    relation: Relation,
    korean: _Placed,
    english: _Placed,
) -> Finding:
    (source, ours), (target, theirs) = korean, english
    return context.finding(
        bead,
        f"former.{what}",
        category=CATEGORY,
        concerns=CONCERNS,
        relation=relation,
        spans=[
            context.span("source", source, ours.start, ours.end),
            context.span("target", target, theirs.start, theirs.end),
        ],
        confidence=CONFIDENCE[what],
        suggestion=_suggested(what, normalise(target.text).text, theirs),
        source=normalise(source.text).text[ours.start : ours.end],
        target=normalise(target.text).text[theirs.start : theirs.end],
    )


def _suggested(what: str, text: str, title: Title) -> str:
    """The title with "former" or without; empty where another word says that it is past."""
    words = text[title.start : title.end]
    if what == "lost":
        return in_place(text, title.start, words, f"former {words}")
    found = _FORMER.match(words)
    return in_place(text, title.start, words, words[found.end() :]) if found else ""
