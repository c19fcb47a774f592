"""Korean left in the English, and what a translation machine leaves behind.

Hangul that was not translated, remarks such as "Here is the translation", alternatives in brackets
("[option 1/option 2]"), placeholders such as ${amount}, mark-up, a word or a sentence printed twice, a
sentence that breaks off, lacks a word or has none.
A single Korean gloss in brackets after its translation is a matter of style and flagged as minor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit.checks.common.coverage import whole
from audit.checks.confidence import confidences
from audit.checks.context import Context, joined
from audit.checks.severity import Concern
from audit.languages.en.garble import Garble, GarbleKind, garbles, has_its_end, lacks_its_end
from audit.languages.en.spelling import is_listed
from audit.languages.normalise import normalise
from audit.records.article import Article, BlockKind, Sentence
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation
from audit.records.measured import thresholds
from audit.records.message import Message

CATEGORY = Category.UNTRANSLATED
CONCERNS = Concern.UNTRANSLATED
CONFIDENCE = confidences(__name__)
T = thresholds(__name__)
_FEWEST = int(T["fewest"])
"""Sentences of an article from which the habit of ending them in a stop can be told."""
_SHORTEST = int(T["shortest"])
"""Words of a sentence that is not repeated for effect."""
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
    "placeholder": Message(
        '"{words}" is a placeholder that was never filled in',
        "“{words}” 부분은 채워지지 않은 자리 표시자입니다",
    ),
    "cut_word": Message(
        'The last sentence breaks off in the middle of a word, "{words}"',
        "마지막 문장이 단어 중간인 “{words}” 부분에서 끊겼습니다",
    ),
    "no_stop": Message(
        'The last sentence ends at "{words}" without a stop',
        "마지막 문장이 마침표 없이 “{words}”에서 끝났습니다",
    ),
    "printed_twice": Message(
        "This English sentence is printed twice; the Korean has it once",
        "한국어 원문에 한 번 나오는 문장이 영어에 두 번 실렸습니다",
    ),
    "gap": Message('A word is missing: "{words}"', "“{words}” 부분에 단어가 누락되었습니다"),
}
_CODES = {
    GarbleKind.HANGUL: "untranslated.hangul",
    GarbleKind.GLOSS: "untranslated.gloss",
    GarbleKind.MACHINE: "untranslated.machine",
    GarbleKind.OPTIONS: "untranslated.options",
    GarbleKind.PLACEHOLDER: "untranslated.placeholder",
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
    GarbleKind.PLACEHOLDER: Concern.PLACEHOLDER,
    GarbleKind.MARKUP: Concern.FORM,
    GarbleKind.DOUBLED: Concern.FORM,
    GarbleKind.TRUNCATED: Concern.UNTRANSLATED,
    GarbleKind.GAP: Concern.HOLE,
}


def check(bead: Bead, context: Context) -> Iterator[Finding]:
    """Find untranslated or machine-made text in the English of ``bead``.

    Korean sentences of the bead do not matter, but a null bead is left to the omission and
    addition checks, save for a sentence printed twice.
    """
    yield from _printed_twice(bead, context)
    if not bead.source or not bead.target:
        return
    korean = joined(context.sentences(bead, "source"))
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
                concerns=_concern(garble, several=one_of_several),
                relation=Relation.DISTORTED,
                confidence=CONFIDENCE["several_glosses" if one_of_several else garble.kind.value],
                spans=[context.span("target", sentence, garble.start, garble.end)],
                words=garble.text.strip(),
            )

    yield from _without_end(bead, context)


def _concern(garble: Garble, *, several: bool) -> Concern:
    if several:
        return Concern.UNTRANSLATED
    if garble.kind is GarbleKind.TRUNCATED and not any(map(str.isalpha, garble.text)):
        return Concern.FORM  # a comma for a full stop: no word is lost
    return _CONCERNS[garble.kind]


def _body(article: Article) -> list[Sentence]:
    return [s for s in article.target.sentences if s.kind is BlockKind.BODY]


def _without_end(bead: Bead, context: Context) -> Iterator[Finding]:
    """The article's last sentence without a stop, where all the others have one and the Korean does."""
    body = context.once("English body", _body)
    last = context.sentences(bead, "target")[-1]
    korean = context.sentences(bead, "source")[-1]
    if (
        len(body) < _FEWEST
        or last.id != body[-1].id
        or korean.text.rstrip()[-1:] not in '.!?"”』」'
    ):
        return
    found = lacks_its_end(normalise(last.text).text)
    if not found or not all(has_its_end(normalise(s.text).text) for s in body[:-1]):
        return
    if any(g.kind is GarbleKind.TRUNCATED for g in garbles(normalise(last.text).text)):
        return
    code = "no_stop" if is_listed(found.text) else "cut_word"
    yield context.finding(
        bead, f"untranslated.{code}", category=CATEGORY,
        concerns=Concern.FORM if code == "no_stop" else CONCERNS,
        relation=Relation.DISTORTED, confidence=CONFIDENCE[code],
        spans=[context.span("target", last, found.start, found.end)], words=found.text,
    )  # fmt: skip


def _printed_twice(bead: Bead, context: Context) -> Iterator[Finding]:
    """A sentence that repeats the one before it, where no Korean sentence does so."""
    english = context.article.target.sentences
    for at in bead.target:
        if not _repeats(english, at) or context.once("korean printed twice", _korean_twice):
            continue
        yield context.finding(
            bead, "untranslated.printed_twice", category=CATEGORY, concerns=Concern.FORM,
            relation=Relation.DISTORTED, confidence=CONFIDENCE["printed_twice"],
            spans=[whole("target", english[at])],
        )  # fmt: skip


def _repeats(sentences: Sequence[Sentence], at: int) -> bool:
    own, before = sentences[at], sentences[at - 1] if at else None
    return (
        before is not None
        and own.kind is before.kind is BlockKind.BODY
        and len(own.text.split()) >= _SHORTEST
        and own.text.split() == before.text.split()
    )


def _korean_twice(article: Article) -> bool:
    korean = article.source.sentences
    return any(one.text.split() == next_.text.split() for one, next_ in pairwise(korean))


_DOUBTS = frozenset(
    "omission.gap omission.words addition.words addition.aside replacement.words replacement.sentence".split()
)
"""What the model that reads words says of a sentence, which a gap in it explains."""


def revise(findings: list[Finding], context: Context) -> list[Finding]:
    """One flag for one fault: what a gap, a cut word or a repetition explains is said here only."""
    gaps = {f.bead_id for f in findings if f.code == "untranslated.gap"}
    cut = {f.spans[0] for f in findings if f.code == "untranslated.cut_word"}
    twice = {f.spans[0].text for f in findings if f.code == "untranslated.printed_twice"}
    return [
        f
        for f in findings
        if not (
            (f.code in _DOUBTS and f.bead_id in gaps)
            or (f.code == "spelling.no_word" and f.spans[0] in cut)
            or (f.category is Category.ADDITION and f.spans[0].text in twice)
        )
    ]


def _in_source(garble: Garble, korean: str) -> bool:
    """Whether mark-up, brackets, a placeholder or a machine's phrase stand in the Korean article as well."""
    return (
        garble.kind
        in {GarbleKind.OPTIONS, GarbleKind.PLACEHOLDER, GarbleKind.MARKUP, GarbleKind.MACHINE}
        and garble.text.strip().lower() in korean.lower()
    )
