"""What the omission and the addition check share: sentences and clauses the other side lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit.article import BlockKind, Sentence
from audit.checks.coverage import evidence, runs, share, sigmoid, whole, words
from audit.report import AlignedArticle, Bead, Category, Flag, Severity, Side

_ELSEWHERE = 0.6
_NEAR = 40
_MASS_WIDTH = 0.8


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the two checks: the side that has the words, and how it says so.

    ``mass`` is the weight of unsupported words at which a clause is as likely an error as not.
    """

    name: str
    category: Category
    severity: Severity
    side: Side
    mass: float
    clause: str
    sentence: str
    block: str
    elsewhere: str


def unsupported(kind: Kind, bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flags for a null bead on the kind's side, or for the weightiest unsupported run of a bead."""
    if bead.kind == kind.name:
        for sentence in article.sentences(bead, kind.side):
            yield _sentence(kind, bead, article, sentence)
    elif bead.ko and bead.en:
        for run in runs(article, bead, kind.side)[:1]:
            found = evidence(kind.side, run)
            yield article.flag(
                bead, check=kind.name, category=kind.category, severity=kind.severity,
                confidence=sigmoid(run.mass, kind.mass, _MASS_WIDTH),
                message=kind.clause.format(found.text), evidence=[found],
            )  # fmt: skip


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
    elif _repeats(article, sentence, near):
        severity, confidence, message = Severity.MINOR, 0.4, kind.elsewhere
    return article.flag(
        bead, check=kind.name, category=kind.category, severity=severity, confidence=confidence,
        message=message, evidence=[whole(kind.side, sentence)],
    )  # fmt: skip
