"""schema.org JSON-LD: the English page as a NewsArticle that is the translation of the Korean one.

JSON-LD 1.1 (W3C 2020) with the vocabulary of schema.org, for the page itself. The context is written out,
so that nothing is fetched to read it. Only what the metadata and the page say is in it: ``translator`` is
the person whom the metadata name, never a tool; ``creditText`` is the page's own disclosure as printed; how
the text was made (``digitalSourceType``, IPTC NewsCodes) is there only where the newsroom says it. The head
of the review log is an ``identifier``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from audit.disclosure.claims import blocks_of
from audit.records.article import BlockKind, Text
from audit.records.decision import Entry, storable
from audit.records.result import ArticleResult
from audit.records.settings import DisclosurePolicy

NAME = "jsonld"
SUFFIX = ".jsonld"
MIME = "application/ld+json"
_SOURCE_TYPES_AT = "http://cv.iptc.org/newscodes/digitalsourcetype/"

_CONTEXT = {
    "@vocab": "https://schema.org/",
    "url": {"@type": "@id"},
    "digitalSourceType": {"@type": "@id"},
}
_NO_POLICY = DisclosurePolicy()
# Escapes of JSON, so that the text reads the same and a script element cannot end in it.
_ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def written(
    report: ArticleResult,
    entries: Sequence[Entry] = (),
    policy: DisclosurePolicy = _NO_POLICY,
    head: str = "",
) -> bytes:
    """The page's structured data, UTF-8; the same article gives the same bytes.

    It may stand in a ``script`` element as it is: no text of the article can end that.

    Args:
        report: of the audit.
        entries: the review log's on this article; decisions are no part of the page.
        policy: of the house; it says how the page was made.
        head: of the review log, in a line.
    """
    article = _article(report, policy)
    if head:
        log = {"@type": "PropertyValue", "propertyID": "review log", "value": head}
        article["identifier"] = log
    told = json.dumps(article, ensure_ascii=False, indent=1)
    return (storable(told).translate(_ESCAPED) + "\n").encode()


def _article(report: ArticleResult, policy: DisclosurePolicy) -> dict[str, object]:
    pair, meta, source_type = report.article, report.article.metadata, policy.digital_source_type
    original = {
        "@type": "NewsArticle",
        "inLanguage": "ko",
        "headline": meta.source_title or _headline(pair.source),
        "author": _named("Person", meta.byline),
    }
    told: dict[str, object] = {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "inLanguage": "en",
        "headline": meta.title or _headline(pair.target),
        "url": meta.url,
        "datePublished": meta.published,
        "dateModified": meta.updated,
        "author": _named("Person", meta.byline),
        "translator": _named("Person", meta.translator),
        "editor": _named("Person", meta.editor),
        "publisher": _named("Organization", meta.publisher),
        "creditText": _disclosure(pair.target),
        "digitalSourceType": source_type and _SOURCE_TYPES_AT + source_type,
        "translationOfWork": {key: value for key, value in original.items() if value},
    }
    return {key: value for key, value in told.items() if value}


def _named(kind: str, name: str) -> dict[str, str] | None:
    return {"@type": kind, "name": name} if name else None


def _headline(text: Text) -> str:
    """The headline on the page, empty where it has none."""
    blocks = (text.raw[b.start : b.end] for b in text.blocks if b.kind is BlockKind.HEADLINE)
    return " ".join(next(blocks, "").split())


def _disclosure(text: Text) -> str:
    return "\n\n".join(text.raw[block.start : block.end] for block in blocks_of(text))
