"""TMX 1.4b: the aligned pairs of one article as a translation memory.

A bead is a ``tu`` (Translation Memory eXchange 1.4b, LISA OSCAR 2005), its id the ``tuid``; sentences
without a counterpart are left out. English that a reviewer corrected is in it as corrected, with who and when
(``changeid``, ``changedate``); no other pair has a date. Own data are ``x-`` properties: the bead's id and
cosine, whether it is out of order, and the article's id as ``x-document``, from which this tool's reader of
TMX takes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from lxml import etree

from audit.exports.xml_text import commented, xml_text
from audit.records.bead import Bead
from audit.records.decision import Entry
from audit.records.result import ArticleResult
from audit.records.settings import DisclosurePolicy
from audit.results.tables import text_of
from audit.review.corrected import Correction, by_bead, target_of

NAME = "tmx"
SUFFIX = ".tmx"
MIME = "application/x-tmx+xml"
TOOL = "translation-provenance-audit"

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'


def written(
    report: ArticleResult,
    entries: Sequence[Entry] = (),
    _: DisclosurePolicy | None = None,
    head: str = "",
) -> bytes:
    """The pairs of one article, UTF-8; the same article gives the same bytes.

    Args:
        report: of the audit.
        entries: the review log's on this article; its corrections take the place of the English.
        head: of the review log, in a line.
    """
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root, "header",
        {
            "creationtool": TOOL, "creationtoolversion": xml_text(report.tool_version),
            "segtype": "sentence", "o-tmf": TOOL, "adminlang": "en", "srclang": "ko",
            "datatype": "plaintext",
        },
    )  # fmt: skip
    body = etree.SubElement(root, "body")
    found = by_bead(report, entries)
    for bead in report.beads:
        correction = found.get(bead.id)
        if bead.source and target_of(report, bead, correction):
            _unit(body, report, bead, correction)
    etree.indent(root)
    whole: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype=_DOCTYPE)
    return commented(whole + b"\n", head)


def _unit(
    body: etree._Element, report: ArticleResult, bead: Bead, correction: Correction | None
) -> None:
    unit = etree.SubElement(body, "tu", tuid=xml_text(bead.id))
    if bead.kind != "1-1":
        unit.set("segtype", "block")
    for name, value in (
        ("x-document", report.article.id),
        ("x-bead", bead.id),
        ("x-score", f"{bead.score:.4f}"),
        ("x-moved", "yes" if bead.moved else "no"),
    ):
        etree.SubElement(unit, "prop", type=name).text = xml_text(value)
    texts = text_of(report, bead, "source"), target_of(report, bead, correction)
    languages = (report.article.source.lang, report.article.target.lang)
    for text, lang in zip(texts, languages, strict=True):
        variant = etree.SubElement(unit, "tuv", {_LANG: lang})
        etree.SubElement(variant, "seg").text = xml_text(text)
    if correction is not None:
        at = datetime.fromisoformat(correction.entry.at).astimezone(UTC)
        variant.set("changedate", at.strftime("%Y%m%dT%H%M%SZ"))
        variant.set("changeid", xml_text(correction.entry.reviewer))
