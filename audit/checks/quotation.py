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
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from audit.article import ArticlePair, Sentence
from audit.report import AlignedArticle, Bead, Category, Flag, Severity, Side
from audit.text.normalise import normalise
from audit.text.quotations import (
    Quotation,
    QuoteKind,
    has_indirect_speech,
    outside,
    quotations_across,
)

CATEGORY = Category.QUOTATION
SEVERITY = Severity.CRITICAL

REACH = 2  # sentences on either side in which the source of a quotation may stand
MADE_FROM_INDIRECT = 0.9
MADE_UP = 0.8
FRAGMENT_MADE_UP = 0.55  # a few words in marks; translators add those for emphasis, too
MORE_FROM_INDIRECT = 0.6
MORE_THAN_SOURCE = 0.45
STRETCHED = 0.45
DROPPED = 0.3
_SHORTEST_FRAGMENT = 4  # words
_MARK = re.compile(r"[\"'「『]")


class _Found(NamedTuple):
    sentence: Sentence
    quote: Quotation


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flags for quotations made up, stretched or dropped in ``bead``; none for null beads."""
    if not bead.ko or not bead.en:
        return
    english = _speech(article, bead, "en")
    if english:
        yield from _made_up(bead, article, english)
    else:
        yield from _dropped(bead, article)


def _all(article: AlignedArticle, side: Side) -> tuple[tuple[Quotation, ...], ...]:
    def found(pair: ArticlePair) -> tuple[tuple[Quotation, ...], ...]:
        sentences = pair.ko.sentences if side == "ko" else pair.en.sentences
        # A quotation that runs over a paragraph's end is opened anew in the next one.
        return tuple(
            quotations
            for _, paragraph in groupby(sentences, key=lambda sentence: sentence.block)
            for quotations in quotations_across(
                tuple(normalise(s.text).text for s in paragraph), side
            )
        )

    return article.once(f"quotations in {side}", found)


def _near(bead: Bead, side: Side, size: int) -> list[int]:
    own = bead.ko if side == "ko" else bead.en
    return sorted(
        {j for i in own for j in range(i - REACH, i + REACH + 1) if 0 <= j < size} - set(own)
    )


def _speech(article: AlignedArticle, bead: Bead, side: Side) -> list[_Found]:
    """The bead's own quotations that are speech, and in English also longer fragments."""
    quotes = _all(article, side)
    return [
        _Found(sentence, quote)
        for i, sentence in zip(
            bead.ko if side == "ko" else bead.en, article.sentences(bead, side), strict=True
        )
        for quote in quotes[i]
        if quote.depth == 0
        and (
            quote.kind is QuoteKind.SPEECH
            or (quote.kind is QuoteKind.FRAGMENT and quote.words >= _SHORTEST_FRAGMENT)
        )
    ]


def _made_up(bead: Bead, article: AlignedArticle, english: list[_Found]) -> Iterable[Flag]:
    korean, translated = _all(article, "ko"), _all(article, "en")
    if any(korean[i] for i in bead.ko):
        yield from _stretched(bead, article, english)
        return
    if any(_MARK.search(normalise(s.text).text) for s in article.sentences(bead, "ko")):
        return  # a mark whose partner is missing
    sources = sum(len(korean[i]) for i in _near(bead, "ko", len(korean)))
    others = sum(len(translated[i]) for i in _near(bead, "en", len(translated)))
    found = max(english, key=lambda f: (f.quote.kind is QuoteKind.SPEECH, f.quote.words))
    indirect = next(
        (s for s in article.sentences(bead, "ko") if has_indirect_speech(normalise(s.text).text)),
        None,
    )
    speech = found.quote.kind is QuoteKind.SPEECH
    if not sources:
        confidence = (MADE_FROM_INDIRECT if indirect else MADE_UP) if speech else FRAGMENT_MADE_UP
    elif speech and indirect:
        confidence = MORE_FROM_INDIRECT
    elif sources <= others and speech:
        # Every quotation of the Korean nearby already has its own in the English.
        confidence = MORE_THAN_SOURCE
    else:
        return
    what = "only reports this" if indirect else "has no quotation here"
    source = indirect or article.sentences(bead, "ko")[0]
    yield article.flag(
        bead,
        check="quotation",
        category=CATEGORY,
        severity=SEVERITY if speech else Severity.MAJOR,
        message=f'The English quotes "{_short(found.quote.text)}"; the Korean {what}',
        evidence=(
            article.evidence("en", found.sentence, found.quote.start, found.quote.end),
            article.evidence("ko", source, 0, len(normalise(source.text).text)),
        ),
        confidence=confidence,
    )


def _share(article: AlignedArticle, bead: Bead, side: Side) -> float:
    """How much of the bead's text lies between quotation marks."""
    quotes = _all(article, side)
    indices = bead.ko if side == "ko" else bead.en
    texts = [normalise(s.text).text for s in article.sentences(bead, side)]
    plain = sum(
        len(outside(text, quotes[i]).replace(" ", ""))
        for i, text in zip(indices, texts, strict=True)
    )
    return 1 - plain / max(1, sum(len(text.replace(" ", "")) for text in texts))


def _stretched(bead: Bead, article: AlignedArticle, english: list[_Found]) -> Iterable[Flag]:
    """A few quoted words of the Korean that became a whole spoken sentence in the English."""
    found = max(english, key=lambda f: f.quote.words)
    if found.quote.kind is not QuoteKind.SPEECH:
        return
    if _share(article, bead, "en") < 0.5 or _share(article, bead, "ko") > 0.2:
        return
    quotes = _all(article, "ko")
    source, quote = next(
        (s, quotes[i][0])
        for i, s in zip(bead.ko, article.sentences(bead, "ko"), strict=True)
        if quotes[i]
    )
    yield article.flag(
        bead,
        check="quotation",
        category=CATEGORY,
        severity=Severity.MAJOR,
        message=(
            f'The English quotes "{_short(found.quote.text)}"; '
            f'the Korean quotes only "{_short(quote.text)}"'
        ),
        evidence=(
            article.evidence("en", found.sentence, found.quote.start, found.quote.end),
            article.evidence("ko", source, quote.start, quote.end),
        ),
        confidence=STRETCHED,
    )


def _dropped(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    translated = _all(article, "en")
    if any(translated[i] for i in (*bead.en, *_near(bead, "en", len(translated)))):
        return
    for sentence, quote in _speech(article, bead, "ko"):
        if quote.kind is not QuoteKind.SPEECH:
            continue
        target = article.sentences(bead, "en")[0]
        yield article.flag(
            bead,
            check="quotation",
            category=CATEGORY,
            severity=Severity.MINOR,
            message=f'The Korean quotes "{_short(quote.text)}"; the English has no quotation',
            evidence=(
                article.evidence("ko", sentence, quote.start, quote.end),
                article.evidence("en", target, 0, len(normalise(target.text).text)),
            ),
            confidence=DROPPED,
        )
        return


def _short(text: str, limit: int = 60) -> str:
    """The text, cut at a word if it is longer than ``limit`` characters."""
    text = text.strip()
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
