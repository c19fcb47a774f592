"""The audit record of an article: what was read, with which settings, what was found and what was decided.

It holds hashes, not texts, and no time but those of the decisions: the same inputs give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

from audit.article import Metadata, Text
from audit.report import AuditReport, Bead, Flag, Passage
from audit.review.decision import Decision, Entry, digest
from audit.text.normalise import normalise_page


@dataclass(frozen=True, slots=True)
class TextRecord:
    """A text by its hashes: SHA-256 of it as given, and normalised as the checks read it."""

    version: str
    lang: str
    sha256: str
    sha256_normalised: str
    characters: int
    sentences: int


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision with who took it, when, and its hash in the review log."""

    seq: int
    at: str
    reviewer: str
    role: str
    decision: Decision
    hash: str


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """The audit of one article; ``texts`` are the Korean and every version of the English, as made."""

    article_id: str
    origin: str
    metadata: Metadata
    texts: tuple[TextRecord, ...]
    encoder: str
    tool_version: str
    settings: dict[str, Any]
    beads: tuple[Bead, ...]
    flags: tuple[Flag, ...]
    mended: tuple[Flag, ...]
    lineage: tuple[Passage, ...]
    updates: tuple[tuple[Passage, ...], ...]
    notes: tuple[str, ...]
    decisions: tuple[DecisionRecord, ...]
    format: Literal[1] = 1


_RECORD = TypeAdapter(AuditRecord)


def record_of(
    report: AuditReport, settings: Mapping[str, Any], entries: Iterable[Entry]
) -> AuditRecord:
    """The audit record of a report.

    Args:
        report: of the article.
        settings: the configuration as plain values.
        entries: the review log's on this article.
    """
    pair = report.pair
    return AuditRecord(
        pair.id, pair.origin, pair.metadata,
        tuple(_text(name, text) for name, text in (("original", pair.ko), *pair.versions)),
        report.encoder, report.tool_version, dict(settings),
        report.beads, report.flags, report.fixed, report.lineage, report.updates, report.notes,
        tuple(DecisionRecord(e.seq, e.at, e.reviewer, e.role, e.decision, e.hash) for e in entries),
    )  # fmt: skip


def written(record: AuditRecord) -> bytes:
    """The record as canonical JSON: sorted keys, one way to write it."""
    values = _RECORD.dump_python(record, mode="json")
    return (json.dumps(values, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode(
        "utf-8", "replace"
    )


def schema() -> str:
    """The JSON Schema (2020-12) of a record."""
    told = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | _RECORD.json_schema()
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _text(name: str, text: Text) -> TextRecord:
    return TextRecord(
        name, text.lang, digest(text.raw), digest(normalise_page(text.raw).text),
        len(text.raw), len(text.sentences),
    )  # fmt: skip
