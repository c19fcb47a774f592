"""A word of one kind in another's place: son for brother, minister for deputy minister, all for some.

Some words exclude each other: who is a son is no brother, what a court did no parliament did. A finding
needs one such word of the Korean that the English lacks, one of the English that the Korean lacks, and
nothing on either side or next to it that explains either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.normalise import normalise
from audit.languages.pair.word_classes import Said, english_words, korean_words, word_classes
from audit.languages.spans import overlap
from audit.records.article import Sentence
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation, Side, Span
from audit.records.message import Message

CATEGORY = Category.MEANING
CONCERNS = Concern.ROLE
CONFIDENCE = confidences(__name__)
MESSAGES: Mapping[str, Message] = {
    "exchanged": Message(
        "The Korean says “{source}”; the English says “{target}”",
        "한국어 원문은 “{source}”인데 영어는 “{target}”입니다",
    ),
}
_ID = __name__.rpartition(".")[2]
_READERS = {"source": korean_words, "target": english_words}


class _Placed(NamedTuple):
    """A word of a class in its sentence."""

    sentence: Sentence
    said: Said

    @property
    def text(self) -> str:
        return normalise(self.sentence.text).text[self.said.start : self.said.end]

    def span(self, context: Context, side: Side) -> Span:
        return context.span(side, self.sentence, self.said.start, self.said.end)


class _Exchange(NamedTuple):
    """A Korean word that the English lacks, and the English word of its class that the Korean lacks."""

    kind: int
    korean: _Placed
    english: _Placed


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """Words of ``bead`` that stand in another's place; nothing for null beads."""
    if not bead.source or not bead.target:
        return
    for kind, korean, english in exchanges(bead, context):
        row = word_classes()[kind]
        yield context.finding(
            bead,
            "word_class.exchanged",
            category=CATEGORY,
            concerns=Concern(row.concerns),
            relation=Relation.CONTRADICTS,
            spans=[korean.span(context, "source"), english.span(context, "target")],
            confidence=CONFIDENCE[row.name],
            source=korean.text,
            target=english.text,
        )


def revise(findings: list[Finding], context: Context) -> list[Finding]:
    """The findings without this check's own on words that the check on names has told as an office."""
    told = [span for found in findings if found.code == "name.office" for span in found.spans]
    return [
        found
        for found in findings
        if found.check != _ID
        or not any(
            a.side == b.side and a.sentence_id == b.sentence_id and overlap(a, b)
            for a in told
            for b in found.spans
        )
    ]


def exchanges(bead: Bead, context: Context) -> Iterator[_Exchange]:
    """The exchanges of a bead, one of a class at most."""
    korean = _by_kind(context.sentences(bead, "source"), "source")
    english = _by_kind(context.sentences(bead, "target"), "target")
    kinds = [kind for kind in korean if kind in english and word_classes()[kind].check == _ID]
    if not kinds:
        return
    around = {side: _by_kind(context.neighbours(bead, side), side) for side in ("source", "target")}
    for kind in kinds:
        lost = _unsaid(korean[kind], english[kind], around["target"].get(kind, []))
        strange = _unsaid(english[kind], korean[kind], around["source"].get(kind, []))
        if len(lost) == 1 and len(strange) == 1:
            yield _Exchange(kind, lost[0], strange[0])


def _by_kind(sentences: Iterable[Sentence], side: Side) -> dict[int, list[_Placed]]:
    found: dict[int, list[_Placed]] = {}
    for sentence in sentences:
        for said in _READERS[side](normalise(sentence.text).text):
            found.setdefault(said.kind, []).append(_Placed(sentence, said))
    return found


def _unsaid(here: list[_Placed], there: list[_Placed], near: list[_Placed]) -> list[_Placed]:
    """One word for each member that is said here and can be meant by nothing there or near it."""
    meant = {member for placed in (*there, *near) for member in placed.said.possible}
    first: dict[frozenset[int], _Placed] = {}
    for placed in here:
        if placed.said.certain and not placed.said.certain & meant:
            first.setdefault(placed.said.certain, placed)
    return list(first.values())
