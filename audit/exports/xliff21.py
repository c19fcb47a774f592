"""XLIFF 2.1: one article's beads as units, its flags as ITS 2.0 annotations on the words they point at.

OASIS XLIFF 2.1 (2018) with its ITS and Metadata modules. A bead is a unit of one segment, Korean source and
English target; a sentence without a counterpart has no target, or an empty source.

- A target that a reviewer corrected is the corrected English, its state ``reviewed``, its reviser (ITS
  Provenance) the reviewer; the English before it is a note of the unit. Flags called fixed are no issue of
  it; the others mark the words that are still there.
- Localization Quality Issue: flags that stand, as ``mrk`` of type ``its:generic`` on the words that
  diverge, on the whole target where a flag points at none. Marks never overlap: a stretch that several flags
  share, and the several stretches of one flag, refer to issues kept apart in the unit. Severity is the MQM
  penalty on a scale of 100: neutral 0, minor 4, major 20, critical 100.
- Localization Quality Rating: 100 × (1 − risk) of the unit; what a reviewer confirmed has risk 1,
  what he corrected none.
- Provenance: the translator, the editor, and the AI tool where the page names exactly one as used. Never
  ``mtConfidence``, which only the engine knows.

Flags on the article as a whole are notes of the file. Ids, categories and verdicts are Metadata.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from audit.checks import check_of
from audit.disclosure.claims import disclosed
from audit.exports.xml_text import commented, xml_text
from audit.messages import message
from audit.records.bead import Bead
from audit.records.decision import Entry, Status
from audit.records.flag import SIDES, Category, Flag, Severity, Side
from audit.records.result import ArticleResult
from audit.records.settings import Claim, DisclosurePolicy
from audit.results.tables import text_of
from audit.review.corrected import Correction, by_bead, target_of
from audit.review.effective_flags import CONFIRMED, effective_flags
from audit.review.standing import Standing

NAME = "xliff"
SUFFIX = ".xlf"
MIME = "application/xliff+xml"
XLIFF = "urn:oasis:names:tc:xliff:document:2.0"
ITS = "http://www.w3.org/2005/11/its"
MDA = "urn:oasis:names:tc:xliff:metadata:2.0"
TOOL = "urn:translation-provenance-audit"

_XML = "{http://www.w3.org/XML/1998/namespace}"
_TYPES = {
    Category.NUMBER: "numbers", Category.DATE: "numbers", Category.NAME: "inconsistent-entities",
    Category.OMISSION: "omission", Category.ADDITION: "addition",
    Category.UNTRANSLATED: "untranslated", Category.MEANING: "mistranslation",
    Category.NEGATION: "mistranslation", Category.QUOTATION: "mistranslation",
    Category.MODALITY: "mistranslation", Category.CONSISTENCY: "inconsistency",
}  # fmt: skip


class _Found(NamedTuple):
    """A flag that stands and what reviewers said of it."""

    flag: Flag
    standing: Standing

    @property
    def risk(self) -> float:
        return 1.0 if self.standing.status in CONFIRMED else self.flag.risk

    @property
    def severity(self) -> Severity:
        return self.standing.severity or self.flag.severity

    @property
    def issue(self) -> dict[str, str]:
        """The attributes of ITS, by name."""
        kind = _TYPES.get(self.flag.category, "uncategorized")
        check = check_of(self.flag.check)
        own = check.its_type if check else ""
        return {
            "locQualityIssueType": own or kind,
            "locQualityIssueComment": xml_text(message(self.flag)),
            "locQualityIssueSeverity": f"{100 * self.severity.weight / Severity.CRITICAL.weight:g}",
        }


class _Unit(NamedTuple):
    """A bead with the flags on it that stand, and its correction if there is one."""

    report: ArticleResult
    bead: Bead
    number: int
    found: Sequence[_Found]
    correction: Correction | None

    @property
    def target(self) -> str:
        return target_of(self.report, self.bead, self.correction)

    @property
    def issues(self) -> list[_Found]:
        """The flags but for those that the correction has dealt with."""
        return [
            each
            for each in self.found
            if self.correction is None or each.standing.status is not Status.FIXED
        ]

    def text(self, side: Side) -> str:
        return self.target if side == "target" else text_of(self.report, self.bead, side)


class _Piece(NamedTuple):
    """A stretch of a segment and the numbers of the flags on it."""

    text: str
    on: tuple[int, ...]


def written(
    report: ArticleResult,
    entries: Sequence[Entry] = (),
    _: DisclosurePolicy | None = None,
    head: str = "",
) -> bytes:
    """The article as XLIFF, UTF-8; the same article gives the same bytes.

    Args:
        report: of the audit.
        entries: the review log's on this article.
        head: of the review log, in a line.
    """
    flags: dict[str, list[_Found]] = {}
    for each in effective_flags(report, entries):
        flags.setdefault(each[0].bead_id, []).append(_Found(*each))
    corrected = by_bead(report, entries)
    root = etree.Element(
        f"{{{XLIFF}}}xliff",
        {"version": "2.1", "srcLang": "ko", "trgLang": "en", f"{{{ITS}}}version": "2.0"},
        nsmap={None: XLIFF, "its": ITS, "mda": MDA},
    )
    file = _file(root, report, flags.get("", []))
    segments = []
    for number, bead in enumerate(report.beads, 1):
        unit = _Unit(report, bead, number, flags.get(bead.id, []), corrected.get(bead.id))
        # English of its own that was struck out leaves nothing to tell.
        if bead.source or unit.target:
            segments += _unit(file, unit)
    # Segments are filled last: no white space may get into them.
    etree.indent(root)
    for element, pieces, marks in segments:
        _fill(element, pieces, marks)
    whole: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return commented(whole + b"\n", head)


def _file(root: etree._Element, report: ArticleResult, found: Sequence[_Found]) -> etree._Element:
    file = _under(root, "file", id="f1", original=report.article.id)
    file.set(f"{_XML}space", "preserve")
    file.set(f"{{{ITS}}}annotatorsRef", f"localization-quality-issue|{TOOL}:{report.tool_version}")
    meta, page = report.article.metadata, disclosed(report.article)
    known = Claim.AI in page.kinds and Claim.NO_AI not in page.kinds and len(page.tools) == 1
    makers = {"person": meta.translator, "revPerson": meta.editor}
    for name, value in (makers | ({"tool": page.tools[0]} if known else {})).items():
        if value:
            file.set(f"{{{ITS}}}{name}", xml_text(value))
    article = {"id": report.article.id} | asdict(meta)
    article |= {"encoder": report.encoder, "tool-version": report.tool_version}
    _metadata(file, [("article", article), *(("flag", _told(each)) for each in found)])
    if found:
        notes = _under(file, "notes")
        for number, each in enumerate(found, 1):
            note = _under(notes, "note", id=f"n{number}", category=each.flag.category.value)
            note.text = xml_text(message(each.flag))
    return file


def _unit(
    file: etree._Element, of: _Unit
) -> list[tuple[etree._Element, list[_Piece], list[dict[str, str]]]]:
    """A unit; its source and target with what is to be put in them: pieces, and a mark for each."""
    report, bead, number, issues = of.report, of.bead, of.number, of.issues
    unit = _under(file, "unit", id=f"u{number}", name=bead.id)
    clean = 1.0
    for each in issues:
        clean *= 1 - each.risk
    unit.set(f"{{{ITS}}}locQualityRatingScore", f"{100 * clean:.1f}")
    unit.set(f"{{{ITS}}}locQualityRatingProfileRef", f"{TOOL}:{report.tool_version}:risk")
    told = {
        "id": bead.id, "kind": bead.kind, "moved": "yes" if bead.moved else "no",
        "score": f"{bead.score:.4f}", "margin": f"{bead.margin:.4f}",
    }  # fmt: skip
    _metadata(unit, [("bead", told), *(("flag", _told(each)) for each in of.found)])
    pieces = {side: _pieces(of, side) for side in SIDES}
    marks = _marks(unit, number, [*pieces["source"], *pieces["target"]], issues)
    if of.correction is not None:
        _corrected(unit, of.correction)
    segment = _under(unit, "segment")
    made = [(_under(segment, "source"), pieces["source"], marks[: len(pieces["source"])])]
    if of.target:
        segment.set("state", "translated" if of.correction is None else "reviewed")
        made.append((_under(segment, "target"), pieces["target"], marks[len(pieces["source"]) :]))
    return made


def _corrected(unit: etree._Element, correction: Correction) -> None:
    """Who corrected the target, when, and what it said before."""
    unit.set(f"{{{ITS}}}revPerson", xml_text(correction.entry.reviewer))
    notes = _under(unit, "notes")
    by = f"{correction.entry.reviewer}, {correction.entry.at}"
    for category, words in (("original", correction.passage.text.strip()), ("corrected", by)):
        if words:
            _under(notes, "note", appliesTo="target", category=category).text = xml_text(words)


def _pieces(of: _Unit, side: Side) -> list[_Piece]:
    """One side of a bead, cut wherever the words of a flag begin or end."""
    whole = of.text(side)
    main: Side = "target" if of.target else "source"
    spans = []
    for number, each in enumerate(of.issues):
        at = {here: _spans(of, here, each.flag) for here in SIDES}
        everywhere = side == main and not any(at.values())
        spans += [(a, b, number) for a, b in ([(0, len(whole))] if everywhere else at[side])]
    edges = sorted({0, len(whole), *(edge for a, b, _ in spans for edge in (a, b))})
    return [
        _Piece(whole[a:b], tuple(sorted({n for c, d, n in spans if c <= a and b <= d})))
        for a, b in pairwise(edges)
    ]


def _spans(of: _Unit, side: Side, flag: Flag) -> list[tuple[int, int]]:
    """Where a flag's evidence stands in one side of the bead, its sentences joined by a space.

    In corrected English it is where its words still stand, if that is one place.
    """
    if side == "target" and of.correction is not None:
        words = [span.text for span in flag.spans if span.side == side]
        there = [word for word in words if word and of.target.count(word) == 1]
        return [(of.target.index(word), of.target.index(word) + len(word)) for word in there]
    found, place = [], 0
    for sentence in of.report.sentences(of.bead, side):
        for e in flag.spans:
            a, b = max(e.start, sentence.start), min(e.end, sentence.end)
            if e.side == side and a < b:
                found.append((place + a - sentence.start, place + b - sentence.start))
        place += len(sentence.text) + 1
    return found


def _marks(
    unit: etree._Element, number: int, pieces: Sequence[_Piece], found: Sequence[_Found]
) -> list[dict[str, str]]:
    """The attributes of each piece's mark, none where there is no flag; shared issues go into the unit."""
    places = [sum(n in piece.on for piece in pieces) for n in range(len(found))]
    kept: dict[tuple[int, ...], str] = {}
    marks: list[dict[str, str]] = []
    for piece in pieces:
        if not piece.on:
            marks.append({})
            continue
        mark = {"id": f"m{len(marks) + 1}", "type": "its:generic"}
        if len(piece.on) == 1 and places[piece.on[0]] == 1:
            issue = found[piece.on[0]].issue
            mark |= {f"{{{ITS}}}{name}": value for name, value in issue.items()}
        else:
            name = kept.setdefault(piece.on, f"u{number}-issues{len(kept) + 1}")
            mark[f"{{{ITS}}}locQualityIssuesRef"] = f"#its={name}"
        marks.append(mark)
    for on, name in kept.items():
        issues = etree.SubElement(unit, f"{{{ITS}}}locQualityIssues", {f"{_XML}id": name})
        for n in on:
            etree.SubElement(issues, f"{{{ITS}}}locQualityIssue", found[n].issue)
    return marks


def _fill(
    element: etree._Element, pieces: Sequence[_Piece], marks: Sequence[dict[str, str]]
) -> None:
    last: etree._Element | None = None
    for piece, mark in zip(pieces, marks, strict=True):
        words = xml_text(piece.text)
        if mark:
            last = etree.SubElement(element, f"{{{XLIFF}}}mrk", mark)
            last.text = words
        elif last is None:
            element.text = words
        else:
            last.tail = words


def _told(each: _Found) -> dict[str, str]:
    flag, standing = each
    return {
        "id": flag.flag_id, "check": flag.check, "code": flag.code, "category": flag.category.value,
        "relation": flag.relation.value, "mqm": flag.category.mqm,
        "severity": each.severity.value, "risk": f"{flag.risk:.4f}", "stage": flag.stage.value,
        "status": standing.status.value,
        "reviewer": standing.last.reviewer if standing.last else "",
    }  # fmt: skip


def _metadata(element: etree._Element, groups: Iterable[tuple[str, Mapping[str, str]]]) -> None:
    metadata = etree.SubElement(element, f"{{{MDA}}}metadata")
    for category, told in groups:
        group = etree.SubElement(metadata, f"{{{MDA}}}metaGroup", category=category)
        for name, value in told.items():
            if value:
                etree.SubElement(group, f"{{{MDA}}}meta", type=name).text = xml_text(value)


def _under(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    told = {key: xml_text(value) for key, value in attributes.items()}
    return etree.SubElement(parent, f"{{{XLIFF}}}{tag}", told)
