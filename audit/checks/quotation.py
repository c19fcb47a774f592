"""A direct quotation in the English that the Korean does not have, or one that was dropped.

A reader takes words between quotation marks for what was said. Where the Korean only reports
speech (-다고 말했다, without marks) and the English puts it between marks, the quotation is made
up, however true its content. Quotation marks in the same passage of the Korean, in its neighbours
too, are accepted; scare quotes, single words and titles of works are not speech. A quotation of the
Korean that the English reports without marks is a lesser matter. What is inside the marks is for
the other checks (numbers, names, negation).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.en.quotations import english_quotations
from audit.languages.ko.quotations import has_indirect_speech, korean_quotations
from audit.languages.normalise import normalise
from audit.languages.quotations import Quotation, QuoteKind, outside, quotations_across
from audit.records.article import Article, Sentence
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation, Side
from audit.records.measured import thresholds
from audit.records.message import Message

_FIND = {"ko": korean_quotations, "en": english_quotations}
CATEGORY = Category.QUOTATION
CONCERNS = Concern.QUOTATION
CONFIDENCE = confidences(__name__)
MESSAGES: Mapping[str, Message] = {
    "reported": Message(
        'The English quotes "{target}"; the Korean only reports this',
        "영어는 “{target}” 부분을 직접 인용했는데 한국어 원문은 간접적으로 전할 뿐입니다",
    ),
    "made_up": Message(
        'The English quotes "{target}"; the Korean has no quotation here',
        "영어는 “{target}” 부분을 직접 인용했는데 한국어 원문의 이 부분에는 인용이 없습니다",
    ),
    "stretched": Message(
        'The English quotes "{target}"; the Korean quotes only "{source}"',
        "영어는 “{target}” 부분을 직접 인용했는데 한국어 원문이 인용한 것은 “{source}”뿐입니다",
    ),
    "dropped": Message(
        'The Korean quotes "{source}"; the English has no quotation',
        "한국어 원문은 “{source}” 부분을 직접 인용했는데 영어에는 인용이 없습니다",
    ),
}
T = thresholds(__name__)
REACH = int(T["reach"])
"""Sentences on either side in which the source of a quotation may stand."""
_SHORTEST_FRAGMENT = T["shortest_fragment"]
"""Words of a fragment that counts."""
_STRETCHED_FROM, _STRETCHED_TO = T["stretched_from"], T["stretched_to"]
"""How much of the Korean is quoted at most, of the English at least, where a quotation was stretched."""
_MARK = re.compile(r"[\"'「『]")


class _Found(NamedTuple):
    sentence: Sentence
    quote: Quotation


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """Quotations made up, stretched or dropped in ``bead``; nothing for null beads."""
    if not bead.source or not bead.target:
        return
    english = _speech(context, bead, "target")
    if english:
        yield from _made_up(bead, context, english)
    else:
        yield from _dropped(bead, context)


def _all(context: Context, side: Side) -> tuple[tuple[Quotation, ...], ...]:
    def found(article: Article) -> tuple[tuple[Quotation, ...], ...]:
        text = article.source if side == "source" else article.target
        # A quotation that runs over a paragraph's end is opened anew in the next one.
        return tuple(
            quotations
            for _, paragraph in groupby(text.sentences, key=lambda sentence: sentence.block)
            for quotations in quotations_across(
                tuple(normalise(s.text).text for s in paragraph), _FIND[text.lang]
            )
        )

    return context.once(f"quotations in {side}", found)


def _near(bead: Bead, side: Side, size: int) -> list[int]:
    """Indices of the sentences around the bead's own on a side of ``size`` sentences."""
    own = bead.source if side == "source" else bead.target
    return sorted(
        {j for i in own for j in range(i - REACH, i + REACH + 1) if 0 <= j < size} - set(own)
    )


def _speech(context: Context, bead: Bead, side: Side) -> list[_Found]:
    """The bead's own quotations that are speech, and longer fragments."""
    quotes = _all(context, side)
    return [
        _Found(sentence, quote)
        for i, sentence in zip(
            bead.source if side == "source" else bead.target,
            context.sentences(bead, side),
            strict=True,
        )
        for quote in quotes[i]
        if quote.depth == 0
        and (
            quote.kind is QuoteKind.SPEECH
            or (quote.kind is QuoteKind.FRAGMENT and quote.words >= _SHORTEST_FRAGMENT)
        )
    ]


def _made_up(bead: Bead, context: Context, english: list[_Found]) -> Iterable[Finding]:
    korean, translated = _all(context, "source"), _all(context, "target")
    if any(korean[i] for i in bead.source):
        yield from _stretched(bead, context, english)
        return
    if any(_MARK.search(normalise(s.text).text) for s in context.sentences(bead, "source")):
        return  # a mark whose partner is missing
    sources = sum(len(korean[i]) for i in _near(bead, "source", len(korean)))
    others = sum(len(translated[i]) for i in _near(bead, "target", len(translated)))
    found = max(english, key=lambda f: (f.quote.kind is QuoteKind.SPEECH, f.quote.words))
    indirect = next(
        (
            s
            for s in context.sentences(bead, "source")
            if has_indirect_speech(normalise(s.text).text)
        ),
        None,
    )
    speech = found.quote.kind is QuoteKind.SPEECH
    if not sources:
        confidence = CONFIDENCE["fragment" if not speech else "reported" if indirect else "made_up"]
    elif speech and indirect:
        confidence = CONFIDENCE["reported_near_others"]
    elif sources <= others and speech:
        # Every quotation of the Korean nearby already has its own in the English.
        confidence = CONFIDENCE["more_than_source"]
    else:
        return
    source = indirect or context.sentences(bead, "source")[0]
    yield context.finding(
        bead,
        "quotation.reported" if indirect else "quotation.made_up",
        category=CATEGORY,
        concerns=CONCERNS if speech else Concern.CLAUSE,
        relation=Relation.DISTORTED if indirect else Relation.ADDED,
        spans=(
            context.span("target", found.sentence, found.quote.start, found.quote.end),
            context.span("source", source, 0, len(normalise(source.text).text)),
        ),
        confidence=confidence,
        target=_short(found.quote.text),
    )


def _share(context: Context, bead: Bead, side: Side) -> float:
    """How much of the bead's text lies between quotation marks."""
    quotes = _all(context, side)
    indices = bead.source if side == "source" else bead.target
    texts = [normalise(s.text).text for s in context.sentences(bead, side)]
    plain = sum(
        len(outside(text, quotes[i]).replace(" ", ""))
        for i, text in zip(indices, texts, strict=True)
    )
    return 1 - plain / max(1, sum(len(text.replace(" ", "")) for text in texts))


def _stretched(bead: Bead, context: Context, english: list[_Found]) -> Iterable[Finding]:
    """A few quoted words of the Korean that became a whole spoken sentence in the English."""
    found = max(english, key=lambda f: f.quote.words)
    if found.quote.kind is not QuoteKind.SPEECH:
        return
    quoted = _share(context, bead, "target")
    if quoted < _STRETCHED_TO or _share(context, bead, "source") > _STRETCHED_FROM:
        return
    quotes = _all(context, "source")
    source, quote = next(
        (s, quotes[i][0])
        for i, s in zip(bead.source, context.sentences(bead, "source"), strict=True)
        if quotes[i]
    )
    yield context.finding(
        bead,
        "quotation.stretched",
        category=CATEGORY,
        concerns=CONCERNS,
        relation=Relation.DISTORTED,
        spans=(
            context.span("target", found.sentence, found.quote.start, found.quote.end),
            context.span("source", source, quote.start, quote.end),
        ),
        confidence=CONFIDENCE["stretched"],
        source=_short(quote.text),
        target=_short(found.quote.text),
    )


def _dropped(bead: Bead, context: Context) -> Iterable[Finding]:
    translated = _all(context, "target")
    if any(translated[i] for i in (*bead.target, *_near(bead, "target", len(translated)))):
        return
    for sentence, quote in _speech(context, bead, "source"):
        if quote.kind is not QuoteKind.SPEECH:
            continue
        target = context.sentences(bead, "target")[0]
        yield context.finding(
            bead,
            "quotation.dropped",
            category=CATEGORY,
            concerns=Concern.QUOTATION_MARKS,
            relation=Relation.OMITTED,
            spans=(
                context.span("source", sentence, quote.start, quote.end),
                context.span("target", target, 0, len(normalise(target.text).text)),
            ),
            confidence=CONFIDENCE["dropped"],
            source=_short(quote.text),
        )
        return


def _short(text: str, limit: int = 60) -> str:
    """The text, cut at a word if it is longer than ``limit`` characters."""
    text = text.strip()
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
