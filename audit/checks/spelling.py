"""A word in the English that is no English word.

A word left in another language, or a slip of the keyboard. A word that the Korean spells by sound, as it
does 하나미 for hanami, ranks low, and so does one that the article repeats.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from audit.checks.confidence import confidences
from audit.checks.context import Context, joined
from audit.checks.severity import Concern
from audit.languages.en.spelling import strange_words
from audit.languages.normalise import normalise
from audit.languages.pair.mentions import likeness
from audit.records.article import Sentence
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation
from audit.records.measured import thresholds
from audit.records.message import Message

CATEGORY = Category.UNTRANSLATED
CONCERNS = Concern.FORM
YIELDS = True
CONFIDENCE = confidences(__name__)
MESSAGES: Mapping[str, Message] = {
    "no_word": Message(
        "“{word}” is no English word: misspelled or left untranslated",
        "“{word}”: 영어에 없는 단어로, 오타이거나 번역되지 않은 말입니다",
    ),
}
T = thresholds(__name__)
SHORT, ALIKE = T["short"], T["alike"]
"""Letters of words that sound like some Korean by chance, and how alike longer ones must sound (of 100)."""


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """Each such word once in a sentence; quotations in another language too."""
    if not bead.source or not bead.target:
        return
    korean = joined(context.sentences(bead, "source"))
    for sentence in context.sentences(bead, "target"):
        text = normalise(sentence.text).text
        # Without a capital anywhere, names look like words of no language.
        for word in () if text.islower() else strange_words(text):
            if word.text.lower() in korean.lower():
                continue
            heard = len(word.text) > SHORT and likeness(word.text, korean) >= ALIKE
            meant = heard or _count(word.text, context.article.target.sentences) > 1
            yield context.finding(
                bead,
                "spelling.no_word",
                category=CATEGORY,
                concerns=CONCERNS,
                relation=Relation.DISTORTED,
                spans=[context.span("target", sentence, word.start, word.end)],
                confidence=CONFIDENCE["meant" if meant else "no_word"],
                word=word.text,
            )


def _count(word: str, sentences: Iterable[Sentence]) -> int:
    return sum(sentence.text.count(word) for sentence in sentences)
