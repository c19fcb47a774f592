"""W3C PROV-JSON: the texts of an article, what made each from which, and who took part.

Only what is known is said: no draft where none was given, nobody whom the metadata do not name, no time that
nobody recorded. Made with the ``prov`` library (W3C PROV-DM, PROV-JSON submission of 2013).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from prov.model import ProvActivity, ProvAgent, ProvDocument, ProvEntity

from audit.records.article import Text
from audit.records.decision import Entry
from audit.records.digest import sha256_of_text
from audit.records.result import ArticleResult
from audit.records.settings import DisclosurePolicy

NAME = "prov"
SUFFIX = ".prov.json"
MIME = "application/json"
_TOOL, _PERSON, _ORGANISATION = "prov:SoftwareAgent", "prov:Person", "prov:Organization"


def written(
    report: ArticleResult,
    entries: Sequence[Entry] = (),
    _: DisclosurePolicy | None = None,
    head: str = "",
) -> bytes:
    """The provenance of one article; the same article gives the same bytes.

    Args:
        report: of the audit.
        entries: the review log's on this article.
        head: of the review log, in a line.
    """
    document = ProvDocument()
    document.set_default_namespace("urn:translation-provenance-audit:")
    document.add_namespace("dcterms", "http://purl.org/dc/terms/")
    document.add_namespace("schema", "https://schema.org/")
    versions = _texts(document, report)
    _makers(document, report, versions)
    _making(document, report, versions)
    _audit(document, report, versions)
    _reviews(document, entries)
    if head:
        document.entity("review-log", {"dcterms:description": head})
    text = str(document.serialize(format="json", indent=1, ensure_ascii=False))
    return (text + "\n").encode("utf-8", "replace")


def _texts(document: ProvDocument, report: ArticleResult) -> dict[str, ProvEntity]:
    """The Korean, and each version of the English with what it was made from."""
    pair, meta = report.article, report.article.metadata
    found = {"ko": _text(document, "text-ko", pair.source, meta.source_title)}
    before = found["ko"]
    for number, (name, text) in enumerate(pair.versions):
        last = text is pair.target
        made = _text(document, f"text-en-{number}", text, meta.title if last else "")
        made.add_attributes({"dcterms:description": name} | _times(report, name))
        if name == "draft" and not report.lineage:
            # A draft of another article is a text that was given, and that is all.
            found[name] = made
            continue
        # A revision is one of the version before it; the first English is a translation.
        kind = "schema:translationOfWork" if before is found["ko"] else "prov:Revision"
        document.wasDerivedFrom(made, before, other_attributes={"prov:type": kind})
        found[name] = before = made
    return found


def _times(report: ArticleResult, version: str) -> dict[str, str]:
    """When a version was put up and changed, as far as anybody said so."""
    meta = report.article.metadata
    if version == "draft":
        return {}
    if version != "print":
        return {"dcterms:issued": version}
    told = {"dcterms:issued": meta.published, "dcterms:modified": meta.updated}
    return {key: value for key, value in told.items() if value}


def _text(document: ProvDocument, name: str, text: Text, title: str) -> ProvEntity:
    told = {"schema:inLanguage": text.lang, "schema:sha256": sha256_of_text(text.raw)}
    return document.entity(name, told | ({"dcterms:title": title} if title else {}))


def _agent(document: ProvDocument, role: str, name: str, kind: str) -> ProvAgent:
    return document.agent(f"agent-{role}", {"prov:type": kind, "schema:name": name})


def _makers(document: ProvDocument, report: ArticleResult, versions: dict[str, ProvEntity]) -> None:
    meta = report.article.metadata
    first = next(iter(n for n in versions if n not in ("ko", "draft")))
    for role, name, kind, entity in (
        ("author", meta.byline, _PERSON, versions["ko"]),
        ("translator", meta.translator, _PERSON, versions[first]),
        ("editor", meta.editor, _PERSON, versions["print"]),
        ("publisher", meta.publisher, _ORGANISATION, versions["print"]),
    ):
        if name:
            told = {"prov:role": role}
            document.wasAttributedTo(entity, _agent(document, role, name, kind), None, told)


def _making(document: ProvDocument, report: ArticleResult, versions: dict[str, ProvEntity]) -> None:
    """What turned each text into the next, and who took part where only one step can be meant."""
    meta = report.article.metadata
    # A draft of another article led to nothing in print.
    chain = [name for name in versions if name != "draft" or report.lineage]
    for number, (before, after) in enumerate(pairwise(chain)):
        kind = "drafting" if after == "draft" else "translation" if before == "ko" else "editing"
        activity = document.activity(f"{kind}-{number}")
        document.used(activity, versions[before])
        if kind == "translation":
            _took_part(document, activity, "translator", meta.translator)
        if meta.editor and not report.article.revisions and after == "print":
            if kind == "translation":
                # What the editor was given is not kept, so it is no entity.
                edited = document.activity(f"editing-{number + 1}")
                document.wasInformedBy(edited, activity)
                activity = edited
            _took_part(document, activity, "editor", meta.editor)
        document.wasGeneratedBy(versions[after], activity)


def _took_part(document: ProvDocument, activity: ProvActivity, role: str, name: str) -> None:
    if name:
        told = {"prov:role": role}
        document.wasAssociatedWith(activity, f"agent-{role}", other_attributes=told)


def _audit(document: ProvDocument, report: ArticleResult, versions: dict[str, ProvEntity]) -> None:
    tool = _agent(document, "audit", f"Translation provenance audit {report.tool_version}", _TOOL)
    activity = document.activity("audit", other_attributes={"schema:description": report.encoder})
    document.wasAssociatedWith(activity, tool)
    for entity in versions.values():
        document.used(activity, entity)
    flags = document.entity(
        "flags", {"dcterms:description": "audit record", "schema:size": len(report.flags)}
    )
    document.wasGeneratedBy(flags, activity)


def _reviews(document: ProvDocument, entries: Sequence[Entry]) -> None:
    people = {
        name: number for number, name in enumerate(dict.fromkeys(e.reviewer for e in entries))
    }
    for name, number in people.items():
        _agent(document, f"reviewer-{number}", name, _PERSON)
    for entry in entries:
        told = {"prov:type": entry.decision.action.value, "schema:sha256": entry.hash}
        if entry.decision.flag_id:
            told["schema:identifier"] = entry.decision.flag_id
        activity = document.activity(f"decision-{entry.seq}", entry.at, entry.at, told)
        document.wasAssociatedWith(activity, f"agent-reviewer-{people[entry.reviewer]}")
        document.used(activity, "flags")
