"""A sentence cut where its evidence begins and ends, for pages that mark it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from audit.languages.spans import overlap
from audit.records.article import Sentence
from audit.records.bead import Bead
from audit.records.flag import Flag, Severity, Side
from audit.records.result import ArticleResult

_RANK = {severity: rank for rank, severity in enumerate(Severity)}


class Piece(NamedTuple):
    """A run of text, and the gravest severity of the evidence on it, empty where there is none."""

    text: str
    severity: str


def pieces(sentence: Sentence, side: Side, flags: Iterable[Flag]) -> Iterator[Piece]:
    """The sentence's text in order, cut at the edges of the flags' evidence."""
    marks = [
        (max(e.start, sentence.start), min(e.end, sentence.end), flag.severity)
        for flag in flags
        for e in flag.spans
        if e.side == side and overlap(e, sentence)
    ]
    edges = sorted({sentence.start, sentence.end, *(p for a, b, _ in marks for p in (a, b))})
    for start, end in pairwise(edges):
        over = [severity for a, b, severity in marks if a <= start and end <= b]
        gravest = max(over, key=_RANK.__getitem__).value if over else ""
        yield Piece(sentence.text[start - sentence.start : end - sentence.start], gravest)


def bead_pieces(report: ArticleResult, bead: Bead, side: Side) -> list[list[Piece]]:
    """Each sentence of one side of a bead, cut at the evidence of the bead's flags."""
    flags = [flag for flag in report.flags if flag.bead_id == bead.id]
    return [list(pieces(sentence, side, flags)) for sentence in report.sentences(bead, side)]
