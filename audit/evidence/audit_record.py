"""The audit record of an article: what was read, with which settings, what was found and what was decided.

It holds hashes, not texts, and no time but those of the decisions: the same inputs give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from audit.languages.normalise import normalise_page
from audit.records.article import Metadata, Text
from audit.records.bead import Bead
from audit.records.codec import schema_of, to_plain
from audit.records.decision import Decision, Entry
from audit.records.digest import sha256_of_text
from audit.records.flag import Flag, Note
from audit.records.passage import Passage
from audit.records.signature import Signature
from audit.results.folder import ResultsFolder
from audit.results.stored import StoredResult


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
    signature: Signature | None
    settings: dict[str, Any]
    beads: tuple[Bead, ...]
    flags: tuple[Flag, ...]
    mended: tuple[Flag, ...]
    lineage: tuple[Passage, ...]
    updates: tuple[tuple[Passage, ...], ...]
    notes: tuple[Note, ...]
    decisions: tuple[DecisionRecord, ...]
    format: Literal[2] = 2


def record_of(
    stored: StoredResult, settings: Mapping[str, Any], entries: Iterable[Entry]
) -> AuditRecord:
    """The audit record of a stored result.

    Args:
        stored: of the article.
        settings: the settings as plain values.
        entries: the review log's on this article.
    """
    result, article = stored.result, stored.result.article
    return AuditRecord(
        article.id, article.origin, article.metadata,
        tuple(_text(name, text) for name, text in (("original", article.source), *article.versions)),
        result.encoder, result.tool_version, stored.signature, dict(settings),
        result.beads, result.flags, result.mended, result.lineage, result.updates, result.notes,
        tuple(DecisionRecord(e.seq, e.at, e.reviewer, e.role, e.decision, e.hash) for e in entries),
    )  # fmt: skip


def settings_then(folder: ResultsFolder, article_id: str) -> dict[str, Any] | None:
    """The settings that an earlier run made a record with, by its audit record; None where it has none.

    Args:
        folder: of the results.
        article_id: of an article that the last run has not.
    """
    stored, there = folder.find(article_id), folder.evidence(article_id)
    try:
        values = json.loads(there or b"")
        signature, settings = values["signature"], dict(values["settings"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if stored is None or stored.signature is None or signature != to_plain(stored.signature):
        return None
    return settings


def schema() -> str:
    """The JSON Schema (2020-12) of a record."""
    return json.dumps(schema_of(AuditRecord), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _text(name: str, text: Text) -> TextRecord:
    return TextRecord(
        name, text.lang, sha256_of_text(text.raw), sha256_of_text(normalise_page(text.raw).text),
        len(text.raw), len(text.sentences),
    )  # fmt: skip
