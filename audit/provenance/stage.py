"""At which stage a flagged divergence came in: with the AI draft, or in editing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz

from audit.report import AlignedArticle, Flag
from audit.text.normalise import normalise

DRAFT, EDITING, UNKNOWN = "draft", "editing", "unknown"
_SAME_TEXT = 90.0


def stages(
    flags: Iterable[Flag], article: AlignedArticle, drafted: tuple[AlignedArticle, list[Flag]]
) -> list[Flag]:
    """Flags with their stage told.

    A flag that the same check also raises on the draft, at the same Korean words, or that points at
    an English sentence the draft already has, came with the draft; any other came in editing.

    Args:
        flags: of the published text.
        article: the published text, aligned.
        drafted: the draft, aligned with the same Korean text, and its flags.
    """
    draft, draft_flags = drafted
    marks = {mark for flag in draft_flags for mark in _marks(flag)}
    lines = [normalise(sentence.text).text for sentence in draft.pair.en.sentences]
    texts = {s.id: normalise(s.text).text for s in article.pair.en.sentences}
    return [
        replace(flag, stage=DRAFT if _in_draft(flag, marks, texts, lines) else EDITING)
        for flag in flags
    ]


def _marks(flag: Flag) -> Iterable[tuple[str, str, str]]:
    """What identifies a flag across versions: the check, and the Korean words or sentence."""
    korean = [e for e in flag.evidence if e.side == "ko"]
    for evidence in korean:
        yield flag.check, evidence.sentence_id, evidence.text
    if not korean:
        for sentence_id in flag.ko_sentence_ids:
            yield flag.check, sentence_id, ""


def _in_draft(
    flag: Flag, marks: set[tuple[str, str, str]], texts: dict[str, str], lines: list[str]
) -> bool:
    if any(mark in marks for mark in _marks(flag)):
        return True
    # An addition has no Korean to compare by: look for its sentence in the draft.
    return not flag.ko_sentence_ids and all(
        any(fuzz.ratio(texts[i], line) >= _SAME_TEXT for line in lines)
        for i in flag.en_sentence_ids
    )
