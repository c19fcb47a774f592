"""At which stage a flagged divergence came in: the AI draft, editing, an update, or the Korean itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz import fuzz

from audit.languages.normalise import normalise
from audit.records.article import Article, Sentence
from audit.records.bead import Bead
from audit.records.flag import Flag, Span, Stage
from audit.records.measured import thresholds
from audit.records.passage import Passage, Step

_SAME_TEXT = thresholds(__name__)["same_text"]
"""Likeness in percent from which two sentences are one."""


@dataclass(frozen=True)
class Version:
    """An earlier version of the English by its sentences, and every flag on it beside the same Korean."""

    sentences: tuple[Sentence, ...]
    flags: tuple[Flag, ...]

    @cached_property
    def marks(self) -> frozenset[tuple[str, str, str]]:
        """What identifies its flags across versions."""
        return frozenset(mark for flag in self.flags for mark in _marks(flag))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its sentences, normalised."""
        return tuple(normalise(s.text).text for s in self.sentences)

    def has(self, flag: Flag, article: Article) -> bool:
        """Whether a flag on the text in print is one on this version too.

        It is where the same check also flags this version at the same Korean words, or where it points at
        an English sentence without Korean that this version has too.
        """
        if any(_same_words(mark, known) for mark in _marks(flag) for known in self.marks):
            return True
        # An addition has no Korean to compare by: look for its sentence.
        ids = set(flag.target_sentence_ids)
        texts = [normalise(s.text).text for s in article.target.sentences if s.id in ids]
        return not flag.source_sentence_ids and all(
            any(fuzz.ratio(text, line) >= _SAME_TEXT for line in self.lines) for text in texts
        )


def staged(
    flags: Iterable[Flag], article: Article, draft: Version | None, first: Version | None
) -> Iterator[Flag]:
    """Flags on the text in print with their stage told.

    Args:
        flags: of the text in print; those whose check says that the Korean contradicts itself stay so.
        article: with the text in print.
        draft: the AI draft; None where there is none, and then nobody can tell draft from editing.
        first: what was published first, None where there is but one publication.
    """
    for flag in flags:
        stage = flag.stage
        if stage is not Stage.SOURCE:
            if draft is not None and draft.has(flag, article):
                stage = Stage.DRAFT
            elif first is not None and not first.has(flag, article):
                stage = Stage.UPDATE
            else:
                stage = Stage.UNKNOWN if draft is None else Stage.EDITING
        yield replace(flag, stage=stage)


def mended(
    draft: Version, flags: Iterable[Flag], beads: Iterable[Bead], lineage: Iterable[Passage]
) -> Iterator[Flag]:
    """The draft's flags that the text in print has no more, its sentences called ``d1``, ``d2``, ….

    Args:
        draft: the AI draft with its flags.
        flags: every flag on the text in print, whatever its risk.
        beads: of the text in print; a flag goes to the one that has its Korean.
        lineage: what became of the draft; a sentence that the draft invented is mended once it is dropped.
    """
    # Another check's flag on the same words is the same error: a wrong figure contradicts others too.
    left = {mark[1:] for flag in flags for mark in _marks(flag)}
    bead_of = {f"k{i + 1}": bead.id for bead in beads for i in bead.source}
    gone = {f"e{i + 1}" for p in lineage if p.step is Step.DROPPED for i in p.earlier}
    for flag in draft.flags:
        if flag.stage is Stage.SOURCE or any(mark[1:] in left for mark in _marks(flag)):
            continue
        if not flag.source_sentence_ids and not gone.issuperset(flag.target_sentence_ids):
            continue
        yield replace(
            flag,
            bead_id=next((bead_of[i] for i in flag.source_sentence_ids if i in bead_of), ""),
            target_sentence_ids=tuple(map(of_draft, flag.target_sentence_ids)),
            spans=tuple(map(_of_draft, flag.spans)),
            stage=Stage.DRAFT_FIXED,
        )


def of_draft(sentence_id: str) -> str:
    """How a sentence of the draft is called beside those of the text in print: ``d1`` for its ``e1``."""
    return f"d{sentence_id[1:]}"


def _of_draft(span: Span) -> Span:
    if span.side == "source":
        return span
    return replace(span, sentence_id=of_draft(span.sentence_id))


def _same_words(mark: tuple[str, str, str], known: tuple[str, str, str]) -> bool:
    """Whether two marks are of one check on the same Korean words, the one's within the other's."""
    if mark[:2] != known[:2]:
        return False
    words, others = mark[2], known[2]
    return words == others or bool(words and others and (words in others or others in words))


def _marks(flag: Flag) -> Iterator[tuple[str, str, str]]:
    """What identifies a flag across versions: the check, and the Korean words or sentence."""
    korean = [span for span in flag.spans if span.side == "source"]
    for span in korean:
        yield flag.check, span.sentence_id, span.text
    if not korean:
        for sentence_id in flag.source_sentence_ids:
            yield flag.check, sentence_id, ""
