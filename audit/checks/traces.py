"""Traces of a name on the other side: its wording, its sound, its letters, and what the encoder sees.

Each sign that a name has or lacks a trace adds to a score; the weights were fitted on translations with
names swapped and struck out, then rounded.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit.article import ArticlePair, Sentence
from audit.report import AlignedArticle, Bead
from audit.text.foreign import is_foreign
from audit.text.mentions import (
    HEARD,
    Mention,
    english_mentions,
    initials,
    korean_mentions,
    likeness,
    printed_likeness,
    terms_of,
    wording_words,
)
from audit.text.names import is_worded
from audit.text.normalise import normalise
from audit.text.romanise import is_surname_of, surname_of
from audit.text.spelling import is_english

_FAINT = 66.0
_REACH = 2
_STEM = 5
Signs = dict[str, float]
ENGLISH: Signs = {
    "bias": 2.6, "sound": -1.2, "encoder": -4.5, "common": -1.0, "short": -0.4, "opening": -0.9,
    "part": -1.2, "repeated": -2.3, "near": -1.0,
}  # fmt: skip
"""What makes an English name strange, in logits."""
KOREAN: Signs = {
    "bias": 1.4, "sound": -2.3, "near": 1.0, "encoder": -2.8, "encoder near": -1.0, "latin": 1.4,
    "country": 1.0, "organisation": 0.3, "long": 0.25, "foreign": 0.8, "person": -0.3, "compound": -0.8,
    "single": -0.8,
}  # fmt: skip
"""What makes a Korean name lost, in logits."""


class Trace(NamedTuple):
    """A name that nothing on the other side plainly stands for; the higher the score, the stranger."""

    mention: Mention
    sentence: Sentence
    signs: Signs
    score: float


def _plain(sentences: Sequence[Sentence]) -> list[str]:
    return [normalise(sentence.text).text for sentence in sentences]


def _score(signs: Signs, weights: Signs) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in signs.items())


def _support(
    article: AlignedArticle, sentence: Sentence, mention: Mention, others: Sequence[Sentence]
) -> float:
    """The best support (see ``audit.checks.coverage``) of a name's words among other sentences."""
    own = article.tokens(sentence)
    rows = [
        i for i, (start, end) in enumerate(own.spans) if start < mention.end and mention.start < end
    ]
    if not rows:
        return 0.0
    vectors = own.vectors[rows]
    best = [
        float((vectors @ article.tokens(other).vectors.T).max(initial=-1.0)) for other in others
    ]
    low, high = article.token_scale
    return (max(best, default=low) - low) / max(high - low, 1e-6)


def _clipped(support: float, least: float) -> float:
    return min(1.0, max(least, support))


def _faint(value: float) -> float:
    return min(1.0, max(0.0, (value - _FAINT) / (HEARD - _FAINT)))


def english_traces(bead: Bead, article: AlignedArticle) -> Iterator[Trace]:
    """The bead's English names that neither wording, sound nor letters of its Korean explain."""
    own, near = article.sentences(bead, "ko"), article.neighbours(bead, "ko", _REACH)
    texts = _plain(own)
    worded = frozenset(w for text in texts for t, _, _ in terms_of(text) for w in wording_words(t))
    for sentence in article.sentences(bead, "en"):
        mentions = english_mentions(normalise(sentence.text).text)
        found = [(mention, _explained(mention, mentions, texts, worded)) for mention in mentions]
        explained = {mention.run for mention, heard in found if heard is None}
        for mention, heard in found:
            if heard is None:
                continue
            signs = {
                "bias": 1.0,
                "sound": _faint(heard),
                "encoder": _clipped(_support(article, sentence, mention, own), -0.3),
                "common": float(mention.common and not mention.kind),
                "short": float(len(mention.text) <= 3),
                "opening": float(
                    mention.opening and not mention.kind and is_english(mention.text.lower())
                ),
                "repeated": float(_times(article, mention.text) > 1),
                "part": float(mention.run in explained),
            }
            # The sentences around are read only for a name that is strange without them.
            if near and _score(signs, ENGLISH) > 0:
                signs["near"] = float(_is_near(mention, _plain(near)))
            yield Trace(mention, sentence, signs, _score(signs, ENGLISH))


def _times(article: AlignedArticle, word: str) -> int:
    """In how many of the article's English sentences a word may be a name."""
    counts: Counter[str] = article.once("English names", _counted)
    return counts[word]


def _counted(pair: ArticlePair) -> Counter[str]:
    return Counter(
        word
        for s in pair.en.sentences
        for word in {m.text for m in english_mentions(normalise(s.text).text)}
    )


def _explained(
    mention: Mention, mentions: Sequence[Mention], texts: Sequence[str], worded: frozenset[str]
) -> float | None:
    """None for an English name that the Korean explains; else how much it sounds like any of it."""
    lowered = mention.text.lower()
    if (
        lowered in worded
        or _is_derived(lowered, worded)
        or any(lowered in text.lower() for text in texts)
    ):
        return None
    run = [m for m in mentions if m.run == mention.run]
    names = [mention.text]
    if len(run) > 1:
        at = run.index(mention)
        spans = ((at - 1, at + 1), (at, at + 2), (at - 2, at + 1), (at - 1, at + 2), (at, at + 3))
        names += [
            "".join(m.text for m in run[first:last])
            for first, last in spans
            if first >= 0 and last <= len(run)
        ]
    heard = 0.0
    for name in names:
        heard = max(heard, *(likeness(name, text) for text in texts))
        if heard >= HEARD:
            return None
    if any(
        is_surname_of(m.text, mention.text)
        for text in texts
        for m in korean_mentions(text)
        if _may_be_korean(m)
    ):
        return None
    return heard


def _is_derived(lowered: str, worded: frozenset[str]) -> bool:
    """Germans from German, Brazilian from Brazil."""
    return len(lowered) > _STEM and any(word[:_STEM] == lowered[:_STEM] for word in worded)


def _is_near(mention: Mention, around: Sequence[str]) -> bool:
    lowered = mention.text.lower()
    return any(
        lowered in text.lower()
        or any(lowered in wording_words(term) for term, _, _ in terms_of(text))
        or likeness(mention.text, text) >= HEARD
        for text in around
    )


def korean_traces(bead: Bead, article: AlignedArticle) -> Iterator[Trace]:
    """The bead's Korean names that no wording, sound or letters of its English stand for."""
    own, near = article.sentences(bead, "en"), article.neighbours(bead, "en", _REACH)
    texts, around = _plain(own), _plain(near)
    for sentence in article.sentences(bead, "ko"):
        text = normalise(sentence.text).text
        terms = {start: term for term, start, _ in terms_of(text)}
        for mention in korean_mentions(text):
            term = terms.get(mention.start)
            if term and any(is_worded(term, other) for other in texts):
                continue
            heard = max(_heard(mention, other) for other in texts)
            if heard >= HEARD:
                continue
            signs = {
                "bias": 1.0,
                "sound": _faint(heard),
                "near": float(any(
                    (term and is_worded(term, other)) or _heard(mention, other) >= HEARD
                    for other in around
                )),
                "encoder": _clipped(_support(article, sentence, mention, own), -0.3),
                "encoder near": _clipped(_support(article, sentence, mention, near), 0.0),
                "latin": float(mention.kind == "SL"),
                "country": float(mention.kind == "country"),
                "place": float(mention.kind in ("place", "person", "company", "media", "weapon")),
                "organisation": float(mention.kind == "organisation"),
                "long": float(len(mention.text) >= 4),
                "foreign": float(mention.kind == "NNP" and is_foreign(mention.text)),
                "person": float(_may_be_korean(mention)),
                "compound": float(mention.compound),
                "single": float(len(mention.text) == 1),
            }  # fmt: skip
            yield Trace(mention, sentence, signs, _score(signs, KOREAN))


def _heard(mention: Mention, english: str) -> float:
    if mention.kind == "SL":
        lowered = mention.text.lower()
        said = lowered in english.lower() or (
            mention.text.isupper() and lowered in initials(english)
        )
        return 100.0 if said else 0.0
    if _may_be_korean(mention) and any(
        is_surname_of(mention.text, m.text) for m in english_mentions(english)
    ):
        return 100.0
    return printed_likeness(mention.text, english)


def _may_be_korean(mention: Mention) -> bool:
    return mention.kind == "NNP" and len(mention.text) == 3 and bool(surname_of(mention.text))


def chance(score: float) -> float:
    """A score as a chance."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
