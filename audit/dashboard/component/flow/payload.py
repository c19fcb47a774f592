"""An article's versions as the browser gets them: plain values, every word that is shown among them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from audit.dashboard.component.beads.payload import mark_of
from audit.dashboard.labels import Labels
from audit.exports import trace
from audit.languages.visible import visible
from audit.lineage.columns import KOREAN, Column, Flow, Ribbon, flow
from audit.lineage.passages import LIGHT
from audit.lineage.stages import of_draft
from audit.messages import message
from audit.records.flag import Flag, Side
from audit.records.passage import Passage, Step
from audit.records.result import ArticleResult

_NAMES = {KOREAN: "lineage.korean", "draft": "lineage.draft", "print": "lineage.english"}
_KINDS = ("translated", "kept", "light", "rewritten", "added", "dropped", "moved")
_Notes = dict[tuple[int, int], tuple[str, str]]


def name_of(version: str, say: Labels) -> str:
    """What a column is called: its own name, or the time from which it stood on the page."""
    if version in _NAMES:
        return say(_NAMES[version])
    return say("lineage.from", at=version[:16].replace("T", " "))


def article(report: ArticleResult, chosen: int, say: Labels) -> dict[str, Any]:
    """Columns with their sentences, ribbons between them, and the legend.

    Args:
        report: of the audit.
        chosen: place of the last column in ``report.article.versions``.
        say: the labels.
    """
    found = flow(report, chosen)
    notes = _notes(found, say)
    notes |= _unmatched(report, found, notes, say)
    near = _neighbours(found, say)
    return {
        "id": report.article.id,
        "title": say("lineage.title"),
        "columns": [
            {
                "name": name_of(column.name, say),
                "lang": column.text.lang,
                "sentences": [
                    {
                        "id": _id(column, number),
                        "text": visible(sentence.text),
                        "note": notes.get((place, number), ("", ""))[1],
                        "kind": notes.get((place, number), ("", ""))[0],
                        "near": near.get((place, number), ""),
                        "marks": _marks(report, column, sentence.id, say),
                    }
                    for number, sentence in enumerate(column.text.sentences)
                ],
            }
            for place, column in enumerate(found.columns)
        ],
        "ribbons": [
            [
                {"from": r.earlier, "to": r.later, "kind": _kind(r), "moved": r.moved}
                for r in between
            ]
            for between in found.ribbons
        ],
        "legend": [
            {"kind": kind, "label": say(f"lineage.{kind}")}
            for kind in _KINDS
            if kind
            in {_kind(r) for between in found.ribbons for r in between}
            | {kind for kind, _ in notes.values()}
            | {"moved" for between in found.ribbons for r in between if r.moved}
        ],
    }


def _kind(ribbon: Ribbon) -> str:
    if ribbon.step is None:
        return "translated"
    if ribbon.step is Step.KEPT:
        return "kept"
    return "light" if ribbon.hter is not None and ribbon.hter <= LIGHT else "rewritten"


def _id(column: Column, number: int) -> str:
    sentence_id = column.text.sentences[number].id
    return of_draft(sentence_id) if column.name == "draft" else sentence_id


def _notes(found: Flow, say: Labels) -> _Notes:
    """The kind and the words of what happened, by column and sentence; nothing where all stayed."""
    notes: _Notes = {}
    for place, between in enumerate(found.ribbons):
        for ribbon in between:
            words = _happened(ribbon, say)
            if words:
                notes |= {(place + 1, j): (_kind(ribbon), words) for j in ribbon.later}
    for gap in found.gaps:
        kind = "dropped" if gap.step is Step.DROPPED else "added"
        notes[gap.column, gap.sentence] = (kind, say(f"lineage.{gap.step.value}"))
    return notes


def _unmatched(report: ArticleResult, found: Flow, told: _Notes, say: Labels) -> _Notes:
    """Korean that is not in print, and English in print with no Korean, where print is shown.

    Args:
        report: of the audit.
        found: what is shown of it.
        told: what happened to sentences, which is kept beside it.
        say: the labels.
    """
    last = len(found.columns) - 1
    if found.columns[last].name != "print":
        return {}
    notes: _Notes = {}
    for bead in report.beads:
        if not bead.target:
            notes |= {(0, i): ("dropped", say("review.no_english")) for i in bead.source}
        if not bead.source:
            for j in bead.target:
                kind, words = told.get((last, j), ("added" if last == 1 else "", ""))
                both = " · ".join(filter(None, (words, say("review.no_korean"))))
                notes[last, j] = (kind, both)
    return notes


def _neighbours(found: Flow, say: Labels) -> dict[tuple[int, int], str]:
    """What a ribbon shows, in words for who does not see it: sentences to the left and to the right."""
    left: dict[tuple[int, int], list[int]] = {}
    right: dict[tuple[int, int], list[int]] = {}
    for place, between in enumerate(found.ribbons):
        for ribbon in between:
            for i in ribbon.earlier:
                right.setdefault((place, i), []).extend(ribbon.later)
            for j in ribbon.later:
                left.setdefault((place + 1, j), []).extend(ribbon.earlier)
    told: dict[tuple[int, int], list[str]] = {}
    for way, step, name in ((left, -1, "came"), (right, 1, "became")):
        for (place, number), others in way.items():
            ids = ", ".join(_id(found.columns[place + step], other) for other in others)
            told.setdefault((place, number), []).append(say(f"lineage.{name}", ids=ids))
    return {where: ", ".join(words) for where, words in told.items()}


def _happened(ribbon: Ribbon, say: Labels) -> str:
    if ribbon.step is None:
        return say("lineage.moved") if ribbon.moved else ""
    if ribbon.step is Step.KEPT and not ribbon.moved:
        return ""
    passage = Passage(ribbon.earlier, ribbon.later, ribbon.step, ribbon.moved, ribbon.hter)
    return trace.told(passage, lambda name: say(f"lineage.{name}"), " · ")


def _marks(
    report: ArticleResult, column: Column, sentence_id: str, say: Labels
) -> list[dict[str, str]]:
    """The flags on a sentence of the Korean or the text in print, and what editors mended of the draft's."""
    if column.name == KOREAN:
        return [_mark(flag, say) for flag in _on(report.flags, "source", sentence_id)]
    if column.name == "print":
        return [_mark(flag, say) for flag in _on(report.flags, "target", sentence_id)]
    if column.name == "draft":
        name = of_draft(sentence_id)
        return [_mark(flag, say, mended=True) for flag in _on(report.mended, "target", name)]
    return []


def _on(flags: Iterable[Flag], side: Side, sentence_id: str) -> list[Flag]:
    return [
        flag
        for flag in flags
        if sentence_id
        in (flag.source_sentence_ids if side == "source" else flag.target_sentence_ids)
    ]


def _mark(flag: Flag, say: Labels, *, mended: bool = False) -> dict[str, str]:
    label = say.known("category", flag.category.value)
    if mended:
        label = f"{label} · {say('mended.mended')}"
    return {
        "severity": "mended" if mended else flag.severity.value,
        "mark": "✓" if mended else mark_of(flag.severity.value),
        "label": label,
        "message": visible(message(flag, say.language)),
    }
