"""A quotation that the Korean does not have, that was dropped, or whose words were changed.

A reader takes words between quotation marks for what was said. Where the Korean has nothing like them, they
are made up; where it only reports them (-다고 말했다, without marks), or the English reports without marks
what the Korean quotes, that is a lesser matter. Quotation marks in the same passage of the Korean, in its
neighbours too, are accepted, and so is one part of a quotation that goes on elsewhere; scare
quotes, single words and titles of works are not speech. Of two quotations that stand opposite each other,
content words that neither side has elsewhere are held against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from audit.checks.common.coverage import other_side, whole
from audit.checks.common.quoted_words import Passage, changed, is_dropped, is_reported
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.en.quotations import english_quotations
from audit.languages.ko.quotations import has_indirect_speech, korean_quotations
from audit.languages.normalise import normalise
from audit.languages.quotations import Quotation, QuoteKind, outside, quotations_across
from audit.records.article import Article, Sentence
from audit.records.bead import Bead
from audit.records.flag import SIDES, Category, Finding, Relation, Side
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
    "changed": Message(
        'Between quotation marks the Korean has "{source}", the English "{target}"',
        "따옴표 안의 말이 한국어 원문은 “{source}”인데 영어는 “{target}”입니다",
    ),
    "lost": Message(
        'The English has nothing of what the Korean quotes, "{source}"',
        "한국어 원문이 직접 인용한 “{source}”에 해당하는 말이 영어에 없습니다",
    ),
    "dropped": Message(
        'The Korean quotes "{source}"; the English has no quotation',
        "한국어 원문은 “{source}” 부분을 직접 인용했는데 영어에는 인용이 없습니다",
    ),
}
T = thresholds(__name__)
REACH = int(T["reach"])
"""Sentences on either side in which the source of a quotation may stand."""
_NEARBY = 1
"""Sentences on either side whose words count as said in the quotation."""
_SHORTEST_FRAGMENT = T["shortest_fragment"]
"""Words of a fragment that counts."""
_STRETCHED_FROM, _STRETCHED_TO = T["stretched_from"], T["stretched_to"]
"""How much of the Korean is quoted at most, of the English at least, where a quotation was stretched."""
_MARK = re.compile(r"[\"'「『]")


class _Found(NamedTuple):
    sentence: Sentence
    quote: Quotation


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """Quotations made up, stretched, changed or dropped in ``bead``; nothing for null beads."""
    if not bead.source or not bead.target:
        return
    english = _speech(context, bead, "target")
    lost = list(_lost(bead, context))
    if english:
        yield from _made_up(bead, context, english)
    elif not lost:
        yield from _dropped(bead, context)
    yield from lost
    yield from _changed(bead, context)


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


def _quoted(context: Context, bead: Bead, side: Side) -> list[_Found]:
    """The bead's own quotations, titles left out."""
    quotes = _all(context, side)
    own = bead.source if side == "source" else bead.target
    return [
        _Found(sentence, quote)
        for i, sentence in zip(own, context.sentences(bead, side), strict=True)
        for quote in quotes[i]
        if quote.depth == 0 and quote.kind is not QuoteKind.TITLE
    ]


def _speech(context: Context, bead: Bead, side: Side) -> list[_Found]:
    """The bead's own quotations that are speech, and longer fragments."""
    return [
        found
        for found in _quoted(context, bead, side)
        if found.quote.kind is QuoteKind.SPEECH
        or (found.quote.kind is QuoteKind.FRAGMENT and found.quote.words >= _SHORTEST_FRAGMENT)
    ]


def _passage(context: Context, bead: Bead, side: Side, sentence: Sentence) -> Passage:
    """A sentence of the bead with those that the other side has there and beside it."""
    other = other_side(side)
    near = (*context.sentences(bead, other), *context.neighbours(bead, other, _NEARBY))
    return Passage(normalise(sentence.text).text, tuple(normalise(s.text).text for s in near))


def _goes_on(context: Context, bead: Bead, found: _Found) -> bool:
    """Whether only one end of the quotation is in the article: the page has a part of it."""
    quotes = _all(context, "target")
    own = (*bead.target, *_near(bead, "target", len(quotes)))
    parts = [quote for i in own for quote in quotes[i] if quote.depth == 0]
    opens = found.quote.opened or any(part.opened and not part.closed for part in parts)
    closes = found.quote.closed or any(part.closed and not part.opened for part in parts)
    return not (opens and closes)


def _indirect(context: Context, bead: Bead) -> Sentence | None:
    """The first Korean sentence that reports speech without quoting it."""
    return next(
        (
            s
            for s in context.sentences(bead, "source")
            if has_indirect_speech(normalise(s.text).text)
        ),
        None,
    )


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
    said = is_reported(found.quote, _passage(context, bead, "target", found.sentence))
    if said and _goes_on(context, bead, found):
        return
    indirect = _indirect(context, bead)
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
        concerns=Concern.QUOTATION_MARKS if said else CONCERNS if speech else Concern.CLAUSE,
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


def _lost(bead: Bead, context: Context) -> Iterable[Finding]:
    """A quotation of the Korean of whose words the English has none."""
    speech = _speech(context, bead, "source")
    if len(_quoted(context, bead, "target")) >= len(speech):
        return
    for sentence, quote in speech:
        if not (quote.opened and quote.closed) or not is_dropped(
            quote, _passage(context, bead, "source", sentence)
        ):
            continue
        yield context.finding(
            bead, "quotation.lost", category=CATEGORY, concerns=CONCERNS,
            relation=Relation.OMITTED,
            spans=[
                context.span("source", sentence, quote.start, quote.end),
                *(whole("target", english) for english in context.sentences(bead, "target")),
            ],
            confidence=CONFIDENCE["lost"], source=_short(quote.text),
        )  # fmt: skip


def _changed(bead: Bead, context: Context) -> Iterable[Finding]:
    """Words changed within quotations that stand opposite each other, in the same order."""
    korean, english = (_quoted(context, bead, side) for side in SIDES)
    if len(korean) != len(english):
        return
    for ours, theirs in zip(korean, english, strict=True):
        words = changed(
            ours.quote, theirs.quote,
            _passage(context, bead, "source", ours.sentence),
            _passage(context, bead, "target", theirs.sentence),
        )  # fmt: skip
        if words is None:
            continue
        spans = [
            context.span("source", ours.sentence, *words.korean),
            context.span("target", theirs.sentence, *words.english),
        ]
        yield context.finding(
            bead, "quotation.changed", category=CATEGORY, concerns=CONCERNS,
            relation=Relation.DISTORTED, spans=spans, confidence=CONFIDENCE["changed"],
            source=spans[0].text, target=spans[1].text,
        )  # fmt: skip


def _short(text: str, limit: int = 60) -> str:
    """The text, cut at a word if it is longer than ``limit`` characters."""
    text = text.strip()
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
