"""Korean left in the English, and what a translation machine leaves behind.

Hangul that was not translated, remarks such as "Here is the translation", alternatives in brackets
("[option 1/option 2]"), mark-up, a word written twice, a sentence that breaks off, lacks a word or
has none.
A single Korean gloss in brackets after its translation is a matter of style and flagged as minor.
"""

from __future__ import annotations

from collections.abc import Iterable

from audit.article import BlockKind
from audit.checks.coverage import whole
from audit.report import AlignedArticle, Bead, Category, Flag, Severity
from audit.text.garble import Garble, GarbleKind, garbles
from audit.text.normalise import normalise

CATEGORY = Category.UNTRANSLATED
SEVERITY = Severity.MAJOR

EMPTY = 0.99
_SEVERITY = {
    GarbleKind.HANGUL: Severity.MAJOR,
    GarbleKind.GLOSS: Severity.MINOR,
    GarbleKind.MACHINE: Severity.CRITICAL,
    GarbleKind.OPTIONS: Severity.MAJOR,
    GarbleKind.MARKUP: Severity.MINOR,
    GarbleKind.DOUBLED: Severity.MINOR,
    GarbleKind.TRUNCATED: Severity.MAJOR,
    GarbleKind.GAP: Severity.MAJOR,
}
_CONFIDENCE = {
    GarbleKind.HANGUL: 0.95,
    GarbleKind.GLOSS: 0.3,
    GarbleKind.MACHINE: 0.9,
    GarbleKind.OPTIONS: 0.75,
    GarbleKind.MARKUP: 0.8,
    GarbleKind.DOUBLED: 0.85,
    GarbleKind.TRUNCATED: 0.6,
    GarbleKind.GAP: 0.9,
}
_MESSAGE = {
    GarbleKind.HANGUL: '"{}" is left untranslated',
    GarbleKind.GLOSS: '"{}" is a Korean gloss',
    GarbleKind.MACHINE: '"{}" reads like a remark of the translation machine',
    GarbleKind.OPTIONS: '"{}" leaves a choice open',
    GarbleKind.MARKUP: '"{}" is mark-up',
    GarbleKind.DOUBLED: '"{}": a word is doubled',
    GarbleKind.TRUNCATED: 'The sentence breaks off at "{}"',
    GarbleKind.GAP: 'A word is missing: "{}"',
}


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flags for untranslated or machine-made text in the English of ``bead``.

    Korean sentences of the bead do not matter, but a null bead is left to the omission and
    addition checks.
    """
    if not bead.ko or not bead.en:
        return
    korean = " ".join(normalise(s.text).text for s in article.sentences(bead, "ko"))
    english = article.sentences(bead, "en")
    if any(map(str.isalnum, korean)) and not any(c.isalnum() for s in english for c in s.text):
        yield article.flag(
            bead, check="untranslated", category=Category.OMISSION, severity=Severity.CRITICAL,
            message="The English of this sentence is empty", confidence=EMPTY,
            evidence=[whole("ko", sentence) for sentence in article.sentences(bead, "ko")],
        )  # fmt: skip
        return
    for sentence in english:
        loose = sentence.kind is not BlockKind.BODY
        found = garbles(normalise(sentence.text).text, headline=loose)
        several = sum(garble.kind is GarbleKind.GLOSS for garble in found) > 1
        for garble in found:
            if _in_source(garble, korean):
                continue
            serious = garble.kind is GarbleKind.GLOSS and several
            yield article.flag(
                bead,
                check="untranslated",
                category=CATEGORY,
                severity=Severity.MAJOR if serious else _SEVERITY[garble.kind],
                message=_MESSAGE[garble.kind].format(garble.text.strip()),
                evidence=(article.evidence("en", sentence, garble.start, garble.end),),
                confidence=0.6 if serious else _CONFIDENCE[garble.kind],
            )


def _in_source(garble: Garble, korean: str) -> bool:
    """Whether mark-up, brackets or a machine's phrase stand in the Korean article as well."""
    return (
        garble.kind in {GarbleKind.OPTIONS, GarbleKind.MARKUP, GarbleKind.MACHINE}
        and garble.text.strip().lower() in korean.lower()
    )
