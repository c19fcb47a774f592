"""A word in the English that is no English word.

A word left in another language, or a slip of the keyboard. A word that the Korean spells by sound, as it
does 하나미 for hanami, ranks low, and so does one that the article repeats.
"""

from __future__ import annotations

from collections.abc import Iterable

from audit.article import Sentence
from audit.report import AlignedArticle, Bead, Category, Flag, Severity
from audit.text.mentions import likeness
from audit.text.normalise import normalise
from audit.text.spelling import strange_words

CATEGORY = Category.UNTRANSLATED
SEVERITY = Severity.MINOR
CONFIDENCE = 0.85
MEANT = 0.3
"""Confidence where the Korean sounds like it or the article repeats it: a term, not a slip."""
SHORT, ALIKE = 3, 80
"""Letters of words that sound like some Korean by chance, and how alike longer ones must sound (of 100)."""


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """Flag each such word once in a sentence; quotations in another language too."""
    if not bead.ko or not bead.en:
        return
    korean = " ".join(normalise(s.text).text for s in article.sentences(bead, "ko"))
    for sentence in article.sentences(bead, "en"):
        text = normalise(sentence.text).text
        # Without a capital anywhere, names look like words of no language.
        for word in () if text.islower() else strange_words(text):
            if word.text.lower() in korean.lower():
                continue
            heard = len(word.text) > SHORT and likeness(word.text, korean) >= ALIKE
            meant = heard or _count(word.text, article.pair.en.sentences) > 1
            yield article.flag(
                bead, check="spelling", category=CATEGORY, severity=SEVERITY,
                message=f"“{word.text}” is no English word: misspelled or left untranslated",
                evidence=[article.evidence("en", sentence, word.start, word.end)],
                confidence=MEANT if meant else CONFIDENCE,
            )  # fmt: skip


def _count(word: str, sentences: Iterable[Sentence]) -> int:
    return sum(sentence.text.count(word) for sentence in sentences)
