"""At which stage a flagged divergence came in: the AI draft, editing, an update, or the Korean itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz import fuzz

from audit.article import ArticlePair
from audit.report import AlignedArticle, Bead, Evidence, Flag, Passage, Stage, Step
from audit.text.normalise import normalise

_SAME_TEXT = 90.0


@dataclass(frozen=True)
class Version:
    """An earlier version of the English, aligned with the same Korean text, and its flags."""

    article: AlignedArticle
    flags: tuple[Flag, ...]

    @cached_property
    def marks(self) -> frozenset[tuple[str, str, str]]:
        """What identifies its flags across versions."""
        return frozenset(mark for flag in self.flags for mark in _marks(flag))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its sentences, normalised."""
        return tuple(normalise(s.text).text for s in self.article.pair.en.sentences)

    def has(self, flag: Flag, pair: ArticlePair) -> bool:
        """Whether a flag on the text in print is one on this version too.

        It is where the same check also flags this version at the same Korean words, or where it points at
        an English sentence without Korean that this version has too.
        """
        if any(mark in self.marks for mark in _marks(flag)):
            return True
        # An addition has no Korean to compare by: look for its sentence.
        ids = set(flag.en_sentence_ids)
        texts = [normalise(s.text).text for s in pair.en.sentences if s.id in ids]
        return not flag.ko_sentence_ids and all(
            any(fuzz.ratio(text, line) >= _SAME_TEXT for line in self.lines) for text in texts
        )


def staged(
    flags: Iterable[Flag], pair: ArticlePair, draft: Version | None, first: Version | None
) -> Iterator[Flag]:
    """Flags on the text in print with their stage told.

    Args:
        flags: of the text in print; those whose check says that the Korean contradicts itself stay so.
        pair: the text in print.
        draft: the AI draft; None where there is none, and then nobody can tell draft from editing.
        first: what was published first, None where there is but one publication.
    """
    for flag in flags:
        stage = flag.stage
        if stage is not Stage.SOURCE:
            if draft is not None and draft.has(flag, pair):
                stage = Stage.DRAFT
            elif first is not None and not first.has(flag, pair):
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
    bead_of = {f"k{i + 1}": bead.id for bead in beads for i in bead.ko}
    gone = {f"e{i + 1}" for p in lineage if p.step is Step.DROPPED for i in p.earlier}
    for flag in draft.flags:
        if flag.stage is Stage.SOURCE or any(mark[1:] in left for mark in _marks(flag)):
            continue
        if not flag.ko_sentence_ids and not gone.issuperset(flag.en_sentence_ids):
            continue
        yield replace(
            flag,
            bead_id=next((bead_of[i] for i in flag.ko_sentence_ids if i in bead_of), ""),
            en_sentence_ids=tuple(map(of_draft, flag.en_sentence_ids)),
            evidence=tuple(map(_of_draft, flag.evidence)),
            stage=Stage.DRAFT_FIXED,
        )


def of_draft(sentence_id: str) -> str:
    """How a sentence of the draft is called beside those of the text in print: ``d1`` for its ``e1``."""
    return f"d{sentence_id[1:]}"


def _of_draft(evidence: Evidence) -> Evidence:
    if evidence.side == "ko":
        return evidence
    return replace(evidence, sentence_id=of_draft(evidence.sentence_id))


def _marks(flag: Flag) -> Iterator[tuple[str, str, str]]:
    """What identifies a flag across versions: the check, and the Korean words or sentence."""
    korean = [e for e in flag.evidence if e.side == "ko"]
    for evidence in korean:
        yield flag.check, evidence.sentence_id, evidence.text
    if not korean:
        for sentence_id in flag.ko_sentence_ids:
            yield flag.check, sentence_id, ""
