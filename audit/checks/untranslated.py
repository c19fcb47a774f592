"""Korean left in the English, and what a translation machine leaves behind.

Hangul that was not translated, remarks such as "Here is the translation", alternatives in brackets
("[option 1/option 2]"), mark-up, a word written twice, a sentence that breaks off, lacks a word or
has none.
A single Korean gloss in brackets after its translation is a matter of style and flagged as minor.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.common.coverage import whole
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.en.garble import Garble, GarbleKind, garbles
from audit.languages.normalise import normalise
from audit.records.article import BlockKind
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation
from audit.records.message import Message

CATEGORY = Category.UNTRANSLATED
CONCERNS = Concern.UNTRANSLATED
CONFIDENCE = confidences(__name__)
MESSAGES = {
    "empty": Message("The English of this sentence is empty", "이 문장의 영어가 비어 있습니다"),
    "hangul": Message(
        '"{words}" is left untranslated', "“{words}” 부분이 번역되지 않고 남았습니다"
    ),
    "gloss": Message(
        '"{words}" is a Korean gloss', "“{words}” 부분은 괄호 안에 병기한 한국어입니다"
    ),
    "machine": Message(
        '"{words}" reads like a remark of the translation machine',
        "“{words}” 부분은 번역기가 덧붙인 말로 보입니다",
    ),
    "options": Message(
        '"{words}" leaves a choice open', "“{words}” 부분에 고르지 않은 선택지가 남았습니다"
    ),
    "markup": Message('"{words}" is mark-up', "“{words}” 부분은 남아 있는 마크업입니다"),
    "doubled": Message('"{words}": a word is doubled', "“{words}” 부분에 같은 단어가 겹쳤습니다"),
    "truncated": Message(
        'The sentence breaks off at "{words}"', "문장이 “{words}” 부분에서 끊겼습니다"
    ),
    "gap": Message('A word is missing: "{words}"', "“{words}” 부분에 단어가 누락되었습니다"),
}
_CODES = {
    GarbleKind.HANGUL: "untranslated.hangul",
    GarbleKind.GLOSS: "untranslated.gloss",
    GarbleKind.MACHINE: "untranslated.machine",
    GarbleKind.OPTIONS: "untranslated.options",
    GarbleKind.MARKUP: "untranslated.markup",
    GarbleKind.DOUBLED: "untranslated.doubled",
    GarbleKind.TRUNCATED: "untranslated.truncated",
    GarbleKind.GAP: "untranslated.gap",
}
_CONCERNS = {
    GarbleKind.HANGUL: Concern.UNTRANSLATED,
    GarbleKind.GLOSS: Concern.FORM,
    GarbleKind.MACHINE: Concern.MACHINE,
    GarbleKind.OPTIONS: Concern.PLACEHOLDER,
    GarbleKind.MARKUP: Concern.FORM,
    GarbleKind.DOUBLED: Concern.FORM,
    GarbleKind.TRUNCATED: Concern.UNTRANSLATED,
    GarbleKind.GAP: Concern.HOLE,
}


def check(bead: Bead, context: Context) -> Iterator[Finding]:
    """Find untranslated or machine-made text in the English of ``bead``.

    Korean sentences of the bead do not matter, but a null bead is left to the omission and
    addition checks.
    """
    if not bead.source or not bead.target:
        return
    korean = " ".join(normalise(s.text).text for s in context.sentences(bead, "source"))
    english = context.sentences(bead, "target")
    if any(map(str.isalnum, korean)) and not any(c.isalnum() for s in english for c in s.text):
        yield context.finding(
            bead, "untranslated.empty", category=Category.OMISSION, concerns=CONCERNS,
            relation=Relation.OMITTED, confidence=CONFIDENCE["empty"],
            spans=[whole("source", sentence) for sentence in context.sentences(bead, "source")],
        )  # fmt: skip
        return
    for sentence in english:
        loose = sentence.kind is not BlockKind.BODY
        found = garbles(normalise(sentence.text).text, headline=loose)
        several = sum(garble.kind is GarbleKind.GLOSS for garble in found) > 1
        for garble in found:
            if _in_source(garble, korean):
                continue
            one_of_several = garble.kind is GarbleKind.GLOSS and several
            yield context.finding(
                bead,
                _CODES[garble.kind],
                category=CATEGORY,
                concerns=Concern.UNTRANSLATED if one_of_several else _CONCERNS[garble.kind],
                relation=Relation.DISTORTED,
                confidence=CONFIDENCE["several_glosses" if one_of_several else garble.kind.value],
                spans=[context.span("target", sentence, garble.start, garble.end)],
                words=garble.text.strip(),
            )


def _in_source(garble: Garble, korean: str) -> bool:
    """Whether mark-up, brackets or a machine's phrase stand in the Korean article as well."""
    return (
        garble.kind in {GarbleKind.OPTIONS, GarbleKind.MARKUP, GarbleKind.MACHINE}
        and garble.text.strip().lower() in korean.lower()
    )
