"""Certainty or duty that the English leaves out: a "may", a "reportedly", an "is expected to" or a "must".

Where the Korean reports hearsay (알려졌다), expects (전망이다), considers (검토하고 있다), allows for
(수 있다) or demands (해야 한다), and the English has no word for it, a reader takes as fact what was none.
It is worse where the English says the contrary: "will" for 가능성이 있다, "may" for 해야 한다,
"confirmed" for 추정된다. Any word that could carry the Korean form, anywhere in the passage, excuses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from audit.article import Sentence
from audit.checks.coverage import whole
from audit.report import AlignedArticle, Bead, Category, Evidence, Flag, Severity
from audit.text.modality import CERTAIN, CONFIRMED, PERMITTED, Marked, Modality, is_kept, marked
from audit.text.normalise import normalise
from audit.text.tense import english_times

CATEGORY = Category.MODALITY
SEVERITY = Severity.MAJOR


class _Rule(NamedTuple):
    """The sign of the error in the English (none: plain statement), its odds and its message."""

    modality: Modality
    sign: re.Pattern[str] | None
    confidence: float
    message: str


_HEARSAY, _EXPECTED = "“{}” is hearsay or an estimate", "“{}” is an expectation"
_CONSIDERED, _POSSIBLE = "“{}” is only being considered", "“{}” is a possibility"
_FACT, _CERTAIN = "; the English states it as fact", "; the English states it as certain"
_SETTLED, _PROVED = "; the English states it as settled", "; the English calls it confirmed"
_OPTIONAL = "; the English makes it optional"
# Of one kind, the first rule whose sign stands in the English flags. Confidences are rough odds,
# lowered where careful translators do the same: -ㄹ 수 있다 is as often plain ability.
_RULES = (
    _Rule(Modality.HEARSAY, CONFIRMED, 0.85, _HEARSAY + _PROVED),
    _Rule(Modality.HEARSAY, None, 0.8, _HEARSAY + _FACT),
    _Rule(Modality.SAID_TO, None, 0.5, _HEARSAY + _FACT),
    _Rule(Modality.EXPECTED, None, 0.75, _EXPECTED + _CERTAIN),
    _Rule(Modality.FORESEEN, None, 0.75, _EXPECTED + _CERTAIN),
    _Rule(Modality.CONSIDERED, None, 0.7, _CONSIDERED + _SETTLED),
    _Rule(Modality.MIGHT, CERTAIN, 0.7, _POSSIBLE + _CERTAIN),
    _Rule(Modality.MIGHT, None, 0.6, _POSSIBLE + _FACT),
    _Rule(Modality.CAN, CERTAIN, 0.65, _POSSIBLE + _CERTAIN),
    _Rule(Modality.CAN, None, 0.25, _POSSIBLE + _FACT),
    _Rule(Modality.OBLIGED, PERMITTED, 0.6, "“{}” is “must”" + _OPTIONAL),
    _Rule(Modality.OBLIGED, None, 0.35, "“{}” is a demand; the English has no “must”"),
    _Rule(Modality.DEMANDED, PERMITTED, 0.6, "“{}” is a demand" + _OPTIONAL),
    _Rule(Modality.NEEDED, PERMITTED, 0.5, "“{}” is a need or a duty" + _OPTIONAL),
)
CAN_HAPPENED = 0.65
"""Confidence where -ㄹ 수 있다 is told as what happened."""


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flag the first lost marking of each kind; nothing for null beads."""
    if not bead.ko or not bead.en:
        return
    english = article.sentences(bead, "en")
    text = " ".join(normalise(sentence.text).text for sentence in english)
    seen: set[Modality] = set()
    for sentence in article.sentences(bead, "ko"):
        for found in marked(normalise(sentence.text).text):
            if found.modality in seen or is_kept(found.modality, text):
                continue
            seen.add(found.modality)
            yield from _flags(bead, article, sentence, found)


def _flags(
    bead: Bead, article: AlignedArticle, sentence: Sentence, found: Marked
) -> Iterable[Flag]:
    for rule in _RULES:
        evidence = _evidence(article, bead, rule.sign) if rule.modality is found.modality else []
        if not evidence:
            continue
        confidence = rule.confidence
        if found.modality is Modality.CAN and rule.sign is None and _happened(article, bead):
            confidence = CAN_HAPPENED
        yield article.flag(
            bead, check="modality", category=CATEGORY, severity=SEVERITY,
            message=rule.message.format(found.text),
            evidence=[article.evidence("ko", sentence, found.start, found.end), *evidence],
            confidence=confidence,
        )  # fmt: skip
        return


def _evidence(article: AlignedArticle, bead: Bead, sign: re.Pattern[str] | None) -> list[Evidence]:
    """The first place where the sign stands; with no sign to look for, the whole English."""
    sentences = article.sentences(bead, "en")
    if sign is None:
        return [whole("en", sentence) for sentence in sentences]
    for sentence in sentences:
        match = sign.search(normalise(sentence.text).text)
        if match:
            return [article.evidence("en", sentence, *match.span())]
    return []


def _happened(article: AlignedArticle, bead: Bead) -> bool:
    return any(english_times(normalise(s.text).text).past for s in article.sentences(bead, "en"))
