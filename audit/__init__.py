"""Audit English news articles against the Korean originals they were translated from."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from audit.version import __version__

if TYPE_CHECKING:
    from audit.pipeline import Auditor
    from audit.records.article import Article, Metadata, Sentence, Text
    from audit.records.bead import Bead
    from audit.records.flag import Category, Finding, Flag, Relation, Severity, Span
    from audit.records.result import ArticleResult
    from audit.records.settings import Settings
    from audit.results.tables import articles_frame, beads_frame, flags_frame
    from audit.settings import read_settings
    from audit.sources import read

_HOME = {
    "Auditor": "audit.pipeline",
    "read": "audit.sources",
    "read_settings": "audit.settings",
    "flags_frame": "audit.results.tables",
    "articles_frame": "audit.results.tables",
    "beads_frame": "audit.results.tables",
    "Article": "audit.records.article",
    "Metadata": "audit.records.article",
    "Sentence": "audit.records.article",
    "Text": "audit.records.article",
    "Bead": "audit.records.bead",
    "Category": "audit.records.flag",
    "Finding": "audit.records.flag",
    "Flag": "audit.records.flag",
    "Relation": "audit.records.flag",
    "Severity": "audit.records.flag",
    "Span": "audit.records.flag",
    "ArticleResult": "audit.records.result",
    "Settings": "audit.records.settings",
}
__all__ = [
    "Article", "ArticleResult", "Auditor", "Bead", "Category", "Finding", "Flag", "Metadata", "Relation",
    "Sentence", "Settings", "Severity", "Span", "Text", "__version__", "articles_frame", "beads_frame",
    "flags_frame", "read", "read_settings",
]  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562: any public name
    # Loaded on first use, so that `import audit` takes no time.
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'audit' has no attribute {name!r}")
