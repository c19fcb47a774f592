"""Another holiday, war, event or era: 광복절 as Constitution Day, 고려 as the Joseon Dynasty.

Names whose usual English differs (현충일 and "Memorial Day", 추석 and "Korean Thanksgiving") are held against
each other, never only missed: there is an error where the Korean names one and the English, which has
nothing that may stand for it, names another of its kind, which the Korean has not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from audit.checks.confidence import confidences
from audit.checks.context import Context, joined
from audit.checks.severity import Concern
from audit.languages.normalise import normalise
from audit.languages.pair.named_days import (
    KINDS,
    Dated,
    Mention,
    dated,
    may_be_said,
    mentions,
    named_dates,
    named_days,
)
from audit.records.article import Lang, Sentence
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation
from audit.records.message import Message

CATEGORY = Category.DATE
CONCERNS = Concern.NAMED_DAY
CONFIDENCE = confidences(__name__)
MESSAGES: Mapping[str, Message] = {
    "exchanged": Message(
        "“{source}” is {name}; the English says “{target}”",
        "“{source}” 부분은 {name}인데 영어 표현은 “{target}”입니다",
    ),
}

_Placed = tuple[Sentence, str, Mention]


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """A bead whose two sides name one of a kind each, and not the same."""
    if not bead.source or not bead.target:
        return
    source, target = context.sentences(bead, "source"), context.sentences(bead, "target")
    korean, english = joined(source), joined(target)
    around = f"{korean} {joined(context.neighbours(bead, 'source'))}"
    found = list(_dated(source, target))
    for kind in KINDS:
        lone = [
            (sentence, text, m)
            for sentence, text, m in _mentions(source, "ko", kind)
            if not may_be_said(m.names, english, "en")
        ]
        others = [
            (sentence, text, m)
            for sentence, text, m in _mentions(target, "en", kind)
            if lone
            if not may_be_said(m.names, around, "ko")
        ]
        if lone and others and not _told(lone[0], found):
            found.append((lone[0], others[0]))
    for ours, theirs in found:
        yield _finding(bead, context, ours, theirs)


def _told(ours: _Placed, found: Iterable[tuple[_Placed, _Placed]]) -> bool:
    return any(ours[0] is k[0] and ours[2].start == k[2].start for k, _ in found)


def _mentions(sentences: Iterable[Sentence], language: Lang, kind: str) -> Iterator[_Placed]:
    for sentence in sentences:
        text = normalise(sentence.text).text
        for mention in mentions(text, language):
            if mention.kind == kind:
                yield sentence, text, mention


def _dated(
    source: Iterable[Sentence], target: Iterable[Sentence]
) -> Iterator[tuple[_Placed, _Placed]]:
    """3·1운동 against "the March 10 Movement", each the only event of its side without the other's day."""
    ours, theirs = _by_day(source, "ko"), _by_day(target, "en")
    days = frozenset().union(*(named_dates(normalise(s.text).text) for s in source))
    lone = [(s, t, d) for s, t, d in ours if d.day not in {e.day for *_, e in theirs}]
    others = [(s, t, d) for s, t, d in theirs if d.day not in days]
    if len(lone) == len(others) == 1:
        (k, text, ko), (e, words, en) = lone[0], others[0]
        name = frozenset({f"{ko.day[0]}/{ko.day[1]}"})
        yield (
            (k, text, Mention("event", name, ko.start, ko.end)),
            (e, words, Mention("event", name, en.start, en.end)),
        )


def _by_day(sentences: Iterable[Sentence], language: Lang) -> list[tuple[Sentence, str, Dated]]:
    return [
        (sentence, text, day)
        for sentence in sentences
        for text in (normalise(sentence.text).text,)
        for day in dated(text, language)
    ]


def _suggested(said: Mention, before: str) -> str:
    """The English name of what the Korean names, where it can be one thing only, after other words."""
    name = next(iter(said.names)) if len(said.names) == 1 else ""
    if name not in named_days():
        return ""
    return name.removeprefix("the ") if before.lower().endswith("the ") else name


def _finding(bead: Bead, context: Context, ours: _Placed, theirs: _Placed) -> Finding:
    (k, korean, said), (e, english, printed) = ours, theirs
    return context.finding(
        bead,
        "named_day.exchanged",
        category=CATEGORY,
        concerns=CONCERNS,
        relation=Relation.CONTRADICTS,
        spans=[
            context.span("source", k, said.start, said.end),
            context.span("target", e, printed.start, printed.end),
        ],
        confidence=CONFIDENCE["exchanged"],
        suggestion=_suggested(said, english[: printed.start]),
        source=korean[said.start : said.end],
        name=" / ".join(sorted(said.names)),
        target=english[printed.start : printed.end],
    )
