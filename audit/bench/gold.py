"""The gold of the sample corpus: true sentences, beads and seeded errors, with character spans."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.errors import InputError
from audit.languages.spans import Extent

SpanBead = tuple[frozenset[Extent], frozenset[Extent]]


@dataclass(frozen=True, slots=True)
class GoldError:
    """A seeded error: the spans of its sentences and of its words, by side (ko, en, draft)."""

    id: str
    category: str
    severity: str
    stage: str
    sentences: dict[str, Extent]
    words: dict[str, Extent]
    note: str


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """What is true of one article; spans are offsets into the texts as given."""

    id: str
    sentences: dict[str, list[Extent]]
    blocks: dict[str, list[tuple[str, Extent]]]
    beads: list[SpanBead]
    moved: list[SpanBead]
    errors: list[GoldError]


def located(texts: list[str], raw: str, where: str) -> list[Extent]:
    """The spans of texts that occur one after another in ``raw``.

    Raises:
        InputError: one is not there, or not after the one before.
    """
    spans = []
    at = 0
    for text in texts:
        start = raw.find(text, at)
        if start < 0:
            raise InputError(
                f"gold text not found in order: {text[:60]!r}", where, "correct the gold"
            )
        at = start + len(text)
        spans.append((start, at))
    return spans


def read(path: Path, raw: dict[str, str]) -> GoldArticle:
    """The gold of one article.

    Args:
        path: its JSON file.
        raw: the texts as given, by side: ko, en, and draft where there is one.

    Raises:
        InputError: the gold does not fit the texts.
    """
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    where = str(path)
    sentences = {s: located(data[s], raw[s], where) for s in raw if s in data}
    blocks = {
        side: [
            (kind, span)
            for (kind, _), span in zip(
                entries, located([text for _, text in entries], raw[side], where), strict=True
            )
        ]
        for side, entries in data["blocks"].items()
    }
    beads, moved = [], []
    for bead in data["beads"]:
        spans = (
            frozenset(sentences["ko"][i] for i in bead["ko"]),
            frozenset(sentences["en"][j] for j in bead["en"]),
        )
        beads.append(spans)
        if bead.get("moved"):
            moved.append(spans)
    errors = [_error(entry, sentences, raw, where) for entry in data["errors"]]
    return GoldArticle(data["id"], sentences, blocks, beads, moved, errors)


def _error(
    entry: dict[str, Any], sentences: dict[str, list[Extent]], raw: dict[str, str], where: str
) -> GoldError:
    at: dict[str, Extent] = {}
    words: dict[str, Extent] = {}
    for side in ("ko", "en", "draft"):
        if side not in entry:
            continue
        start, end = sentences[side][entry[side]["sentence"]]
        found = raw[side].find(entry[side]["text"], start, end)
        if found < 0:
            raise InputError(
                f"error {entry['id']}: its {side} text is not in its sentence",
                where,
                "correct the gold",
            )
        at[side] = (start, end)
        words[side] = (found, found + len(entry[side]["text"]))
    return GoldError(
        entry["id"],
        entry["category"],
        entry["severity"],
        entry["stage"],
        at,
        words,
        entry.get("note", ""),
    )
