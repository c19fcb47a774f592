"""schema.org JSON-LD: the English page as a NewsArticle that is the translation of the Korean one.

JSON-LD 1.1 (W3C 2020) with the vocabulary of schema.org, for the page itself. The context is written out,
so that nothing is fetched to read it. Only what the metadata and the page say is in it: ``translator`` is
the person whom the metadata name, never a tool; ``creditText`` is the page's own disclosure as printed; how
the text was made (``digitalSourceType``, IPTC NewsCodes) is there only where the newsroom says it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from audit.article import BlockKind, Text
from audit.provenance.disclosure import blocks_of
from audit.provenance.policy import Policy
from audit.report import AuditReport
from audit.review.decision import Entry, storable

NAME = "jsonld"
SUFFIX = ".jsonld"
MIME = "application/ld+json"
_SOURCE_TYPES_AT = "http://cv.iptc.org/newscodes/digitalsourcetype/"

_CONTEXT = {
    "@vocab": "https://schema.org/",
    "url": {"@type": "@id"},
    "digitalSourceType": {"@type": "@id"},
}
_NO_POLICY = Policy()
# Escapes of JSON, so that the text reads the same and a script element cannot end in it.
_ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def written(
    report: AuditReport, entries: Sequence[Entry] = (), policy: Policy = _NO_POLICY
) -> bytes:
    """The page's structured data, UTF-8; the same article gives the same bytes.

    It may stand in a ``script`` element as it is: no text of the article can end that.

    Args:
        report: of the audit.
        entries: the review log's on this article; decisions are no part of the page.
        policy: of the house; it says how the page was made.
    """
    told = json.dumps(_article(report, policy), ensure_ascii=False, indent=1)
    return (storable(told).translate(_ESCAPED) + "\n").encode()


def _article(report: AuditReport, policy: Policy) -> dict[str, object]:
    pair, meta, source_type = report.pair, report.pair.metadata, policy.digital_source_type
    original = {
        "@type": "NewsArticle",
        "inLanguage": "ko",
        "headline": meta.source_title or _headline(pair.ko),
        "author": _named("Person", meta.byline),
    }
    told: dict[str, object] = {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "inLanguage": "en",
        "headline": meta.title or _headline(pair.en),
        "url": meta.url,
        "datePublished": meta.published,
        "dateModified": meta.updated,
        "author": _named("Person", meta.byline),
        "translator": _named("Person", meta.translator),
        "editor": _named("Person", meta.editor),
        "publisher": _named("Organization", meta.publisher),
        "creditText": _disclosure(pair.en),
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
