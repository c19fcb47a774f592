"""An article as the browser gets it: plain values, sentences cut where words and evidence begin."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from audit.align.words import words_of
from audit.dashboard.article_view import ArticleReview, Item
from audit.dashboard.labels import Labels
from audit.languages.spans import overlap
from audit.languages.visible import visible
from audit.records.article import BlockKind, Sentence
from audit.records.bead import Bead
from audit.records.flag import Side
from audit.records.passage import Step
from audit.records.result import ArticleResult

_MARKS = {"critical": "◆", "major": "▲", "minor": "●", "neutral": "○"}
"""A shape for each severity, so that nothing is told by colour alone."""
_PLAIN = (BlockKind.BODY,)


def mark_of(severity: str) -> str:
    """The shape that stands for a severity."""
    return _MARKS[severity]


def article(review: ArticleReview, say: Labels, *, drafted: bool = False) -> dict[str, Any]:
    """Rows in reading order, with a ghost of each moved bead where its Korean stands.

    Args:
        review: the article.
        say: the labels.
        drafted: whether the AI draft stands between the two texts.
    """
    report = review.report
    by_bead: dict[str, list[Item]] = {}
    for item in review.items:
        by_bead.setdefault(item.flag.bead_id, []).append(item)
    rows = []
    for number, bead in enumerate(report.beads, 1):
        row = _row(report, bead, by_bead.get(bead.id, []), say) | {"number": str(number)}
        rows.append(row | {"draft": _draft(report, bead, say)} if drafted else row)
    return {"id": report.article.id, "drafted": drafted, "rows": _with_ghosts(report, rows)}


def flags(review: ArticleReview, say: Labels) -> list[dict[str, Any]]:
    """The flags that are shown, as they now stand."""
    return [
        {
            "id": item.id,
            "bead": item.flag.bead_id,
            "severity": item.severity.value,
            "mark": mark_of(item.severity.value),
            "done": not item.open,
            "label": say.known("category", item.flag.category.value),
            "said": "" if item.status.value == "open" else say.known("status", item.status.value),
        }
        for item in review.items
    ]


def labels(say: Labels) -> dict[str, str]:
    """The words of the table itself."""
    names = (
        "korean", "english", "draft", "no_korean", "no_english", "moved", "moved_here", "moved_from",
        "minimap", "whole_page",
    )  # fmt: skip
    return {name: say(f"review.{name}") for name in names}


def _row(report: ArticleResult, bead: Bead, items: list[Item], say: Labels) -> dict[str, Any]:
    korean, english = len(bead.source), len(bead.target)
    return {
        "id": bead.id,
        "shape": f"{korean} → {english}" if korean and english and korean + english > 2 else "",
        "merged": say("review.merged", korean=korean, english=english),
        "moved": bead.moved,
        "ko": _side(report, bead, "source", items),
        "en": _side(report, bead, "target", items),
    }


def _draft(report: ArticleResult, bead: Bead, say: Labels) -> list[list[str]]:
    """What stood in the AI draft for a bead's English, and what became of it."""
    sentences = report.article.draft.sentences if report.article.draft else ()
    wanted = set(bead.target)
    return [
        [
            visible(" ".join(sentences[i].text for i in passage.earlier)),
            "" if passage.step is Step.KEPT else say.known("lineage", passage.step.value),
        ]
        for passage in report.lineage
        if passage.earlier and wanted & set(passage.later)
    ]


def _side(report: ArticleResult, bead: Bead, side: Side, items: list[Item]) -> list[dict[str, Any]]:
    return [
        {
            "id": sentence.id,
            "kind": "" if sentence.kind in _PLAIN else sentence.kind.value,
            "pieces": _pieces(sentence, side, items),
        }
        for sentence in report.sentences(bead, side)
    ]


def _pieces(sentence: Sentence, side: Side, items: list[Item]) -> list[list[Any]]:
    """Text, number of its word (-1 between words), and ids of the flags that point at it."""
    end = len(sentence.text)
    words = words_of(sentence.text)
    marks = [
        (max(e.start - sentence.start, 0), min(e.end - sentence.start, end), item.id)
        for item in items
        for e in item.flag.spans
        if e.side == side and overlap(e, sentence)
    ]
    edges = {0, end, *(p for a, b, _ in marks for p in (a, b)), *(p for w in words for p in w)}
    found: list[list[Any]] = []
    word = 0
    for start, stop in pairwise(sorted(edges)):
        while word < len(words) and words[word][1] <= start:
            word += 1
        inside = word < len(words) and words[word][0] <= start
        over = [flag for a, b, flag in marks if a <= start and stop <= b]
        found.append([visible(sentence.text[start:stop]), word if inside else -1, over])
    return found


def _with_ghosts(report: ArticleResult, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put the Korean of each moved bead also where it stands among the Korean sentences."""
    places: Mapping[str, int] = {row["id"]: place for place, row in enumerate(rows)}
    ghosts: dict[int, list[dict[str, Any]]] = {}
    for bead in report.beads:
        if not bead.moved or not bead.source or not bead.target:
            continue
        before = [
            b for b in report.beads if not b.moved and b.source and max(b.source) < min(bead.source)
        ]
        after = max((places[b.id] for b in before), default=-1)
        row = rows[places[bead.id]]
        ghost = {"ghost": bead.id, "ko": row["ko"], "drafted": "draft" in row}
        ghosts.setdefault(after, []).append(ghost)
    found = list(ghosts.get(-1, []))
    for place, row in enumerate(rows):
        found += [row, *ghosts.get(place, [])]
    return found
