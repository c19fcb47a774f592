"""What the omission and the addition check share: sentences the other side lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit.article import BlockKind, Sentence
from audit.checks.coverage import share, whole, words
from audit.report import AlignedArticle, Bead, Category, Flag, Severity, Side
from audit.text.background import explains
from audit.text.normalise import normalise

_ELSEWHERE = 0.6
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the two checks: the side that has the words, and how it says so."""

    name: str
    category: Category
    severity: Severity
    side: Side
    sentence: str
    block: str
    elsewhere: str
    background: str = ""


def unsupported(kind: Kind, bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flags for the sentences of a null bead on the kind's side."""
    if bead.kind == kind.name:
        for sentence in article.sentences(bead, kind.side):
            yield _sentence(kind, bead, article, sentence)


def _repeats(article: AlignedArticle, sentence: Sentence, near: Sequence[Sentence]) -> bool:
    """Whether any one sentence of the other side says most of it: together they say anything."""
    return any(share(words(article, sentence, [other])) >= _ELSEWHERE for other in near)


def _sentence(kind: Kind, bead: Bead, article: AlignedArticle, sentence: Sentence) -> Flag:
    own, other = article.pair.ko.sentences, article.pair.en.sentences
    if kind.side == "en":
        own, other = other, own
    # Repetition stands near: in a book-length text the whole of it would support anything.
    at = round((bead.ko or bead.en)[0] / len(own) * len(other))
    near = other[max(0, at - _NEAR) : at + _NEAR]
    severity, confidence, message = kind.severity, 0.8, kind.sentence
    if sentence.kind is not BlockKind.BODY:
        severity, confidence = Severity.MINOR, 0.2
        message = kind.block.format(sentence.kind.value)
    elif kind.side == "en" and explains(normalise(sentence.text).text):
        severity, confidence, message = Severity.MINOR, 0.4, kind.background
    elif _repeats(article, sentence, near):
        severity, confidence, message = Severity.MINOR, 0.4, kind.elsewhere
    return article.flag(
        bead, check=kind.name, category=kind.category, severity=severity, confidence=confidence,
        message=message, evidence=[whole(kind.side, sentence)],
    )  # fmt: skip
