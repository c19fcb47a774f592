"""Corrected English checked at once: which flags it mends, which still stand, which it makes.

The correction is checked within its article, since names, quotations and references need what stands around
them. What is found is compared with what the same checks find without it, never with the flags of the run, so
that only what the correction changes is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from audit.pipeline import Auditor
from audit.records.article import Article, Block, BlockKind, Sentence
from audit.records.bead import Bead
from audit.records.flag import STRIKE, Flag
from audit.records.result import ArticleResult
from audit.review.corrected import Correction, Passage, fitting, passage_of
from audit.risk.budget import threshold
from audit.segmentation.sentences import split_all

_WHOLE = (BlockKind.HEADLINE, BlockKind.SUBHEAD)
_Key = tuple[str, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What a correction does to the flags that the budget of false alarms lets show, riskiest first.

    ``gone`` and ``new`` may be on other sentences too, as where a name is spelt in two ways; ``standing`` are
    on the corrected ones. A flag is the same one where its code and its words are.
    """

    gone: tuple[Flag, ...]
    standing: tuple[Flag, ...]
    new: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class _Edit:
    """A bead's passage and what takes its place."""

    bead: Bead
    passage: Passage
    text: str


class _Placed(NamedTuple):
    """A sentence of the new English: an old one by its index, or one of a bead's edit."""

    sentence: Sentence
    old: int = -1
    bead_id: str = ""

    def is_of(self, bead: Bead) -> bool:
        return self.old in bead.target or self.bead_id == bead.id


def recheck(
    auditor: Auditor,
    result: ArticleResult,
    bead: Bead,
    corrected: str,
    others: Iterable[Correction] = (),
) -> Rechecked:
    """What becomes of the flags if a bead's English reads otherwise.

    Args:
        auditor: with the settings of the audit.
        result: of the audit.
        bead: whose English is corrected.
        corrected: the English in place of :func:`audit.review.corrected.passage_of` the bead; empty, or as
            the log says it ``STRIKE``, for none.
        others: corrections that hold; those of this bead do not count.

    Raises:
        InputError: the audit failed (:class:`audit.errors.UnforeseenError`).
    """
    there = [
        _Edit(_bead(result, c.bead_id), c.passage, c.after) for c in others if c.bead_id != bead.id
    ]
    passage, text = passage_of(result, bead), "" if corrected == STRIKE else corrected
    before = _flags(auditor, result, bead, there)
    if text == passage.text:
        after = before
    else:
        after = _flags(auditor, result, bead, [*there, _Edit(bead, passage, text)])
    lowest = threshold(auditor.settings.false_alarms, auditor.settings.quality)
    had = {key for key, flag in before.items() if flag.risk >= lowest}
    has = {key for key, flag in after.items() if flag.risk >= lowest}
    return Rechecked(
        tuple(before[key] for key in before if key in had - has),
        tuple(after[key] for key in after if key in had & has and key[0] == bead.id),
        # What was there all along, if a little less likely, is not made by the correction.
        tuple(after[key] for key in after if key in has and key not in before),
    )


def _bead(result: ArticleResult, bead_id: str) -> Bead:
    return next(bead for bead in result.beads if bead.id == bead_id)


def _flags(
    auditor: Auditor, result: ArticleResult, bead: Bead, edits: Sequence[_Edit]
) -> dict[_Key, Flag]:
    """The flags about a bead of the article with some edits in it, riskiest first."""
    article = _edited(result, edits)
    if not article.target.sentences:
        return {}
    given = auditor.aligned(article)
    # What came of the alignment itself is kept: a given one knows neither ids nor what moved.
    beads = tuple(
        replace(new, id=old.id, moved=old.moved)
        for new, old in zip(given.beads, result.beads, strict=True)
    )
    at = result.beads.index(bead)
    found = auditor.flags_about(replace(given, beads=beads), beads[at])
    sentences = {s.id: s.text for text in (article.source, article.target) for s in text.sentences}
    by_risk = sorted(found, key=lambda flag: (-flag.risk * flag.severity.weight, flag.flag_id))
    keyed: dict[_Key, Flag] = {}
    for flag in by_risk:
        keyed.setdefault(_key(flag, sentences), flag)
    return keyed


def _key(flag: Flag, sentences: dict[str, str]) -> _Key:
    """What makes two flags the same; a whole sentence is pointed at whatever it says."""
    words = (
        (span.side, "" if span.text == sentences.get(span.sentence_id) else span.text)
        for span in flag.spans
    )
    return flag.bead_id, flag.code, tuple(words)


def _edited(result: ArticleResult, edits: Sequence[_Edit]) -> Article:
    """The article with some of its English replaced, segmented, its alignment given."""
    target, raw = result.article.target, result.article.target.raw
    order = {bead.id: n for n, bead in enumerate(result.beads)}
    by_place = sorted(edits, key=lambda e: (e.passage.start, e.passage.end, order[e.bead.id]))
    placed: list[_Placed] = []
    parts: list[str] = []
    done = length = 0
    for edit in (*by_place, None):
        upto = edit.passage.start if edit else len(raw)
        by = length - done
        placed += [
            _Placed(replace(s, start=s.start + by, end=s.end + by), old=old)
            for old, s in enumerate(target.sentences)
            if done <= s.start and s.end <= upto
        ]
        parts.append(raw[done:upto])
        length += len(parts[-1])
        if edit:
            parts.append(fitting(raw, edit.passage, edit.text))
            made = _sentences(result, edit, parts[-1], length)
            placed += [_Placed(sentence, bead_id=edit.bead.id) for sentence in made]
            length += len(parts[-1])
            done = max(done, edit.passage.end)
    english = replace(
        target,
        raw="".join(parts),
        sentences=tuple(replace(one.sentence, id=f"e{n}") for n, one in enumerate(placed, 1)),
        blocks=tuple(_shifted(block, raw, by_place) for block in target.blocks),
    )
    given = tuple(
        (bead.source, tuple(n for n, one in enumerate(placed) if one.is_of(bead)))
        for bead in result.beads
    )
    return replace(result.article, target=english, draft=None, revisions=(), given=given, notes=())


def _sentences(result: ArticleResult, edit: _Edit, text: str, at: int) -> Iterator[Sentence]:
    """The sentences of an edit's text, cut as the bead's own were, at a place in the new English."""
    sentences = result.article.target.sentences
    own = [s for s in sentences if edit.passage.start <= s.start and s.end <= edit.passage.end]
    if own:
        like = own[0]
    elif sentences:
        before = [s for s in sentences if s.end <= edit.passage.start]
        kind = result.article.source.sentences[edit.bead.source[0]].kind
        like = replace(before[-1] if before else sentences[0], kind=kind)
    else:
        return
    (was,) = split_all([edit.passage.text], "en")
    # A sentence that came as one with a file may be several to us.
    if like.kind in _WHOLE or (own and len(was) != len(own)):
        cut = [(0, len(text))]
    else:
        (cut,) = split_all([text], "en")
    for start, end in cut:
        words = text[start:end]
        first = start + len(words) - len(words.lstrip())
        last = start + len(words.rstrip())
        if first < last:
            yield replace(like, text=text[first:last], start=at + first, end=at + last)


def _shifted(block: Block, raw: str, edits: Sequence[_Edit]) -> Block:
    def at(place: int, *, end: bool) -> int:
        by = 0
        for edit in edits:
            passage = edit.passage
            if passage.end < place or (passage.end == place and end):
                by += len(fitting(raw, passage, edit.text)) - (passage.end - passage.start)
        return place + by

    return replace(block, start=at(block.start, end=False), end=at(block.end, end=True))
