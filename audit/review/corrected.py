"""The English as reviewers corrected it: what replaces what, and the whole text that comes of it.

A correction to nothing is logged as :data:`audit.records.flag.STRIKE`, as no words are no correction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audit.records.bead import Bead
from audit.records.decision import Entry, Status
from audit.records.flag import STRIKE, Flag
from audit.records.result import ArticleResult
from audit.results.tables import text_of
from audit.review.effective_flags import bead_of
from audit.review.standing import Standing, replay


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the English as it was audited; empty where a Korean sentence has no English.

    ``start`` and ``end`` are offsets into ``article.target.raw``, ``text`` what lies between them.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Correction:
    """``passage`` of a bead, the English that takes its place, and the entry of the log that says so.

    ``after`` is empty where the passage is struck out; the space beside it is part of it then.
    """

    bead_id: str
    flag_id: str
    passage: Passage
    after: str
    entry: Entry


def passage_of(result: ArticleResult, bead: Bead) -> Passage:
    """The English that a correction of a bead replaces, or the place where it is put in.

    Where an alignment that came with a file scatters a bead's sentences, it is the first of them and
    those that follow it directly. English that is missing goes behind that of the Korean sentence before.
    """
    sentences, raw = result.article.target.sentences, result.article.target.raw
    if not bead.target:
        place = _place_for(result, bead)
        return Passage(place, place, "")
    ids = sorted(bead.target)
    last = next((a for a, b in pairwise(ids) if b != a + 1), ids[-1])
    start, end = sentences[ids[0]].start, sentences[last].end
    return Passage(start, end, raw[start:end])


def corrections(result: ArticleResult, standings: Mapping[str, Standing]) -> list[Correction]:
    """The corrections that hold, in the order of the text: of each bead the last that was given.

    Args:
        result: of the audit whose English was corrected.
        standings: where its flags stand; one that is not fixed any more corrects nothing.
    """
    flags = {flag.flag_id: flag for flag in (*result.flags, *result.held_back)}
    last: dict[str, Correction] = {}
    for flag_id, standing in standings.items():
        entry = standing.correction
        bead = _bead(result, flags.get(flag_id), standing)
        if entry is None or bead is None or standing.status is not Status.FIXED:
            continue
        if bead.id not in last or last[bead.id].entry.seq < entry.seq:
            last[bead.id] = _correction(result, bead, flag_id, entry)
    order = {bead.id: min(bead.source, default=0) for bead in result.beads}
    return sorted(last.values(), key=lambda c: (c.passage.start, c.passage.end, order[c.bead_id]))


def by_bead(result: ArticleResult, entries: Sequence[Entry]) -> dict[str, Correction]:
    """The corrections that hold, by the bead that each corrects.

    Args:
        result: of the audit.
        entries: the review log's on this article.
    """
    return {found.bead_id: found for found in corrections(result, replay(entries))}


def pieces(
    result: ArticleResult, found: Sequence[Correction]
) -> Iterator[tuple[str, Correction | None]]:
    """The corrected English from beginning to end: what stays, and between it what was corrected.

    Args:
        result: of the audit.
        found: its corrections, as :func:`corrections` gives them.

    Yields:
        A text, and the correction that it comes from; joined, the texts are the corrected English.
    """
    raw, done = result.article.target.raw, 0
    for correction in found:
        passage = correction.passage
        if passage.start > done:
            yield raw[done : passage.start], None
        yield fitting(raw, passage, correction.after), correction
        done = max(done, passage.end)
    if done < len(raw):
        yield raw[done:], None


def logged(text: str) -> str:
    """What a decision says of the English that somebody left in a field: ``STRIKE`` where he emptied it."""
    return text.strip() or STRIKE


def fitting(raw: str, passage: Passage, text: str) -> str:
    """The corrected English, with a space towards its neighbours where it is put in between them."""
    if passage.text or not text:
        return text
    before = " " if raw[: passage.start] and not raw[passage.start - 1].isspace() else ""
    after = " " if raw[passage.start :] and not raw[passage.start].isspace() else ""
    return before + text + after


def target_of(result: ArticleResult, bead: Bead, correction: Correction | None) -> str:
    """A bead's English with its correction, if there is one, its sentences joined by a space."""
    if correction is None:
        return text_of(result, bead, "target")
    passage = correction.passage
    rest = [
        sentence.text
        for sentence in result.sentences(bead, "target")
        if not passage.start <= sentence.start < passage.end
    ]
    return " ".join(text for text in (correction.after, *rest) if text)


def corrected_target(result: ArticleResult, entries: Sequence[Entry]) -> str:
    """The whole English with every correction that holds.

    Args:
        result: of the audit.
        entries: the review log's on this article.
    """
    found = corrections(result, replay(entries))
    return "".join(text for text, _ in pieces(result, found))


def _correction(result: ArticleResult, bead: Bead, flag_id: str, entry: Entry) -> Correction:
    passage, after = passage_of(result, bead), entry.decision.corrected
    if after == STRIKE:
        return Correction(bead.id, flag_id, _with_gap(result, passage), "", entry)
    return Correction(bead.id, flag_id, passage, after, entry)


def _with_gap(result: ArticleResult, passage: Passage) -> Passage:
    """The passage with the space on one side of it, so that none is left over without it."""
    raw, start, end = result.article.target.raw, passage.start, passage.end
    if not passage.text:
        return passage
    if not raw[end:] or raw[end].isspace():
        start = len(raw[:start].rstrip())
    if not start:
        end = len(raw) - len(raw[end:].lstrip())
    return Passage(start, end, raw[start:end])


def _bead(result: ArticleResult, flag: Flag | None, standing: Standing) -> Bead | None:
    if flag is not None:
        return next((bead for bead in result.beads if bead.id == flag.bead_id), None)
    return bead_of(result, standing.added) if standing.added else None


def _place_for(result: ArticleResult, bead: Bead) -> int:
    sentences = result.article.target.sentences
    before = [
        other
        for other in result.beads
        if other.source and other.target and bead.source and max(other.source) < min(bead.source)
    ]
    if before:
        return sentences[max(max(before, key=lambda other: max(other.source)).target)].end
    return sentences[0].start if sentences else len(result.article.target.raw)
