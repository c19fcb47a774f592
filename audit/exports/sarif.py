"""SARIF 2.1.0: the flags that stand as results of a static analysis, for code hosts and editors.

OASIS Static Analysis Results Interchange Format 2.1.0 (2020), made with ``sarif-pydantic``. A result is at
the words in the published English: file, line and column, in code points, as far as they are known
(``audit.results.places``), and its sentence as a logical location. Its rule is the flag's code; its level is
``error`` for critical and major, ``warning`` for minor, ``note`` for neutral; ``rank`` is the risk of 100. A
flag's id is its fingerprint. Where the right words are known they are a fix. The head of the review
log is a property of the run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sarif_pydantic import sarif as model

from audit.checks import check_of
from audit.exports.of_run import LEVELS, of_article, said_of, uri_of
from audit.messages import message, suggested
from audit.records.decision import storable
from audit.records.flag import STRIKE, Flag
from audit.records.result import ArticleResult
from audit.results.manifest import Problem
from audit.results.places import Place, place_of
from audit.results.tables import words_of
from audit.version import __version__

NAME = "sarif"
SUFFIX = ".sarif.json"
MIME = "application/sarif+json"
TOOL = "translation-provenance-audit"
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def of_run(results: Iterable[ArticleResult], problems: Iterable[Problem] = ()) -> bytes:
    """The log of a run, UTF-8.

    Args:
        results: of its articles.
        problems: what could not be audited.
    """
    version, codes = __version__, set()
    found: list[dict[str, object]] = []
    for result in results:
        version = result.tool_version
        codes |= {flag.code for flag in result.flags}
        # As plain values they take less memory than as models.
        found += [_plain(_result(result, flag)) for flag in result.flags]
    driver = model.ToolDriver(name=TOOL, version=version, rules=[_rule(c) for c in sorted(codes)])
    told = [_notification(problem) for problem in problems]
    ended = {"toolExecutionNotifications": told} if told else {}
    run = model.Run(
        tool=model.Tool(driver=driver),
        invocations=[model.Invocation(execution_successful=not told, **ended)],
        **{"columnKind": "unicodeCodePoints"},
    )
    log = model.Sarif(schema_uri=SCHEMA, runs=[])
    plain = _plain(log) | {"runs": [_plain(run) | {"results": found}]}
    return (storable(json.dumps(plain, ensure_ascii=False, indent=1)) + "\n").encode()


def _headed(made: bytes, head: str) -> bytes:
    log = json.loads(made)
    log["runs"][0]["properties"] = {"reviewLog": head}
    return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode()


written = of_article(of_run, _headed)


def _plain(part: model.SarifBaseModel) -> dict[str, object]:
    return dict(part.model_dump(by_alias=True, exclude_none=True))


def _rule(code: str) -> model.ReportingDescriptor:
    check = check_of(code.partition(".")[0])
    return model.ReportingDescriptor(
        id=code,
        short_description=_said(check.explanation.splitlines()[0] if check else code),
        properties={"tags": [check.category.value, check.category.mqm]} if check else None,
    )


def _result(result: ArticleResult, flag: Flag) -> model.Result:
    place = place_of(result, flag)
    at = _location(place, flag)
    return model.Result(
        rule_id=flag.code,
        level=model.Level(LEVELS[flag.severity]),
        message=_said(message(flag)),
        locations=[
            model.Location(physical_location=at, logical_locations=_logical(flag, place)),
        ],
        partial_fingerprints={"flagId/v1": flag.flag_id},
        fixes=_fixes(at, flag),
        rank=round(100 * flag.risk, 2),
        properties={
            "article": flag.article_id, "bead": flag.bead_id, "category": flag.category.value,
            "severity": flag.severity.value, "relation": flag.relation.value,
            "stage": flag.stage.value, "korean": words_of(flag, "source"),
        },
    )  # fmt: skip


def _logical(flag: Flag, place: Place) -> list[model.LogicalLocation]:
    name = place.sentence or "page"
    whole = f"{flag.article_id}/{name}"
    return [model.LogicalLocation(name=name, fully_qualified_name=whole, kind="element")]


def _location(place: Place, flag: Flag) -> model.PhysicalLocation | None:
    if not place.file:
        return None
    region = None
    if place.line:
        words = next((span.text for span in flag.spans if span.side == "target"), "")
        region = model.Region(
            start_line=place.line,
            start_column=place.column or None,
            end_line=place.end_line or None,
            end_column=place.end_column or None,
            snippet=model.ArtifactContent(text=words) if words and place.column else None,
        )
    where = model.ArtifactLocation(uri=uri_of(place.file))
    return model.PhysicalLocation(artifact_location=where, region=region)


def _fixes(at: model.PhysicalLocation | None, flag: Flag) -> list[model.Fix] | None:
    if not flag.suggestion or at is None or at.artifact_location is None:
        return None
    if at.region is None or at.region.snippet is None:
        return None
    words = None if flag.suggestion == STRIKE else model.ArtifactContent(text=flag.suggestion)
    place = at.region.model_copy(update={"snippet": None})
    change = model.ArtifactChange(
        artifact_location=at.artifact_location,
        replacements=[model.Replacement(deleted_region=place, inserted_content=words)],
    )
    return [model.Fix(description=_said(suggested(flag)), artifact_changes=[change])]


def _notification(problem: Problem) -> model.Notification:
    return model.Notification(level=model.Level.ERROR, message=_said(said_of(problem)))


def _said(words: str) -> model.Message:
    return model.Message(text=words.rstrip(".") + ".")
