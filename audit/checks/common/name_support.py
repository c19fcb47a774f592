"""Names that nothing on the other side supports: no wording, sound or letters, nor what the encoder sees.

Each sign that a name has or lacks support adds to a score; the weights were fitted on translations with
names swapped and struck out, then rounded.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit.checks.common.coverage import supports
from audit.checks.context import Context
from audit.languages.en.spelling import is_english
from audit.languages.normalise import normalise
from audit.languages.pair.foreign_names import is_foreign
from audit.languages.pair.foreign_spelling import distance, is_spelled_in
from audit.languages.pair.glossary import is_worded
from audit.languages.pair.mentions import (
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
from audit.languages.pair.names import korean_spelling
from audit.languages.pair.other_names import originals
from audit.languages.pair.romanisation import is_surname_of, surname_of
from audit.languages.spans import overlapped
from audit.records.article import Article, Sentence
from audit.records.bead import Bead
from audit.records.measured import threshold_groups, thresholds

T, _WEIGHTS = thresholds(__name__), threshold_groups(__name__)
_FAINT = T["faint"]
"""Likeness in sound, of 100, under which it is none at all."""
_LEAST_SUPPORT = T["least_support"]
"""The encoder's support counts no less than this."""
_REACH = int(T["reach"])
"""Sentences around that may have the name."""
_STEM = int(T["stem"])
"""Letters that a word shares with the one it is derived from."""
_SPELLED = 0.2
"""Distance up to which a word is the name's spelling (``audit.languages.pair.foreign_spelling``)."""
Signs = dict[str, float]
ENGLISH: Signs = dict(_WEIGHTS["english"])
"""What makes an English name strange, in logits."""
KOREAN: Signs = dict(_WEIGHTS["korean"])
"""What makes a Korean name lost, in logits."""


class UnsupportedName(NamedTuple):
    """A name that nothing on the other side plainly stands for; the higher the score, the stranger."""

    mention: Mention
    sentence: Sentence
    signs: Signs
    score: float


def _normalised(sentences: Sequence[Sentence]) -> list[str]:
    return [normalise(sentence.text).text for sentence in sentences]


def _score(signs: Signs, weights: Signs) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in signs.items())


def _support(
    context: Context, sentence: Sentence, mention: Mention, others: Sequence[Sentence]
) -> float:
    """The best support (see ``audit.checks.common.coverage``) of a name's words among other sentences."""
    rows = overlapped(context.tokens(sentence).spans, mention.start, mention.end)
    return float(supports(context, sentence, others)[rows].max()) if rows else 0.0


def _clipped(support: float, least: float) -> float:
    return min(1.0, max(least, support))


def _faint(value: float) -> float:
    return min(1.0, max(0.0, (value - _FAINT) / (HEARD - _FAINT)))


def unsupported_english_names(bead: Bead, context: Context) -> Iterator[UnsupportedName]:
    """The bead's English names that neither wording, sound nor letters of its Korean explain."""
    own, near = context.sentences(bead, "source"), context.neighbours(bead, "source", _REACH)
    texts = _normalised(own)
    worded = frozenset(w for text in texts for t, _, _ in terms_of(text) for w in wording_words(t))
    for sentence in context.sentences(bead, "target"):
        mentions = english_mentions(normalise(sentence.text).text)
        found = [(mention, _explained(mention, mentions, texts, worded)) for mention in mentions]
        explained = {mention.run for mention, heard in found if heard is None}
        for mention, heard in found:
            if heard is None:
                continue
            signs = {
                "bias": 1.0,
                "sound": _faint(heard),
                "encoder": _clipped(_support(context, sentence, mention, own), _LEAST_SUPPORT),
                "common": float(mention.common and not mention.kind),
                "short": float(len(mention.text) <= 3),
                "opening": float(
                    mention.opening and not mention.kind and is_english(mention.text.lower())
                ),
                "repeated": float(_times(context, mention.text) > 1),
                "part": float(mention.run in explained),
            }
            # The sentences around are read only for a name that is strange without them.
            if near and _score(signs, ENGLISH) > 0:
                signs["near"] = float(_is_near(mention, _normalised(near)))
            yield UnsupportedName(mention, sentence, signs, _score(signs, ENGLISH))


def _times(context: Context, word: str) -> int:
    """In how many of the article's English sentences a word may be a name."""
    counts: Counter[str] = context.once("English names", _counted)
    return counts[word]


def _counted(article: Article) -> Counter[str]:
    return Counter(
        word
        for s in article.target.sentences
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
    if len(run) > 1 and _spells_somebody(run, mention, texts):
        return None
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
    if any(is_spelled_in(mention.text, text) for text in texts):
        return None
    if any(
        is_surname_of(m.text, mention.text)
        for text in texts
        for m in korean_mentions(text)
        if _may_be_korean(m)
    ):
        return None
    return heard


def _spells_somebody(run: Sequence[Mention], mention: Mention, texts: Sequence[str]) -> bool:
    """Whether a word is part of a Korean's full name in the Korean: Jungwoo Choi of 최정우."""
    at = run.index(mention)
    pairs = [run[first : first + 2] for first in (at - 1, at) if first >= 0]
    names = [" ".join(m.text for m in pair) for pair in pairs if len(pair) == 2]
    return any(korean_spelling(name, text) for name in names for text in texts)


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


def unsupported_korean_names(bead: Bead, context: Context) -> Iterator[UnsupportedName]:
    """The bead's Korean names that no wording, sound or letters of its English stand for."""
    own, near = context.sentences(bead, "target"), context.neighbours(bead, "target", _REACH)
    texts, around = _normalised(own), _normalised(near)
    for sentence in context.sentences(bead, "source"):
        text = normalise(sentence.text).text
        terms = {start: term for term, start, _ in terms_of(text)}
        mentions = korean_mentions(text)
        for mention in mentions:
            term = terms.get(mention.start)
            if term and any(is_worded(term, other) for other in texts):
                continue
            if (term and term.en.islower()) or _is_no_name(mention):
                continue
            if any(
                _has_original(text, mention, o) or _is_spelled(mention, mentions, o) for o in texts
            ):
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
                "encoder": _clipped(_support(context, sentence, mention, own), _LEAST_SUPPORT),
                "encoder near": _clipped(_support(context, sentence, mention, near), 0.0),
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
            yield UnsupportedName(mention, sentence, signs, _score(signs, KOREAN))


def _is_no_name(mention: Mention) -> bool:
    """Whether a Korean word is too little of a name: one syllable, or two that begin a longer noun."""
    short = len(mention.text) == 1 or (len(mention.text) == 2 and mention.compound)
    return mention.kind == "NNP" and short


def _is_spelled(mention: Mention, mentions: Sequence[Mention], english: str) -> bool:
    """Whether a word of the English is a usual spelling of the whole name, and no better one of another."""
    for word in english_mentions(english):
        off = distance(mention.text, word.text, _SPELLED)
        if off <= _SPELLED and all(distance(m.text, word.text, off) >= off for m in mentions):
            return True
    return False


def _has_original(korean: str, mention: Mention, english: str) -> bool:
    """Whether English has what the Korean gives in brackets as the name's original."""
    return any(
        name.start <= mention.start < latin.end and latin.text.lower() in english.lower()
        for name, latin in originals(korean)
    )


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


def as_probability(score: float) -> float:
    """A score in logits as a probability."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
