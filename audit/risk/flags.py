"""Findings made flags: each with its risk, its severity as the settings grade it, and an id of its own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

from audit.checks import Doubt
from audit.checks.context import Context
from audit.records.article import Article
from audit.records.digest import sha256_of_text
from audit.records.flag import Finding, Flag, Severity, Side
from audit.risk.combine import doubt_of, risks
from audit.risk.duplicates import less_grave, one_each

_ID_LENGTH = 12
_PREFIX: Mapping[Side, str] = {"source": "ko", "target": "en"}
"""What stands for a side in the hash of a flag's id; it never changes, as decisions are kept by ids."""
_COMMON = tuple(field.name for field in fields(Finding))


def flags_of(
    findings: Iterable[Finding], context: Context, severities: Mapping[str, Severity]
) -> list[Flag]:
    """Every finding as a flag, whatever its risk; one for each divergence.

    Args:
        findings: of the checks, in any order.
        context: what they were found in.
        severities: by check, where the settings grade its findings otherwise than the check does.
    """
    graded = [
        replace(found, severity=severities.get(found.check, found.severity)) for found in findings
    ]
    beads = {bead.id: bead for bead in context.beads}
    settled = [
        flag
        if flag.check in severities or flag.bead_id not in beads
        else less_grave(flag, context.judged(beads[flag.bead_id]))
        for flag in one_each(_with_risk(graded, context))
    ]
    return list(_identified(context.article, settled))


def riskiest_first(flag: Flag) -> tuple[float, str]:
    """The order in which flags are shown: by expected penalty, falling."""
    return -flag.risk * flag.severity.weight, flag.flag_id


def _flag(found: Finding, risk: float) -> Flag:
    return Flag(**{name: getattr(found, name) for name in _COMMON}, risk=risk)


def _with_risk(findings: Sequence[Finding], context: Context) -> list[Flag]:
    """The findings with their risks; in a null bead, or in none, a check's own confidence is all there is."""
    by_bead: dict[str, list[Finding]] = defaultdict(list)
    flags: list[Flag] = []
    for found in findings:
        if doubt_of(found) is Doubt.OWN:
            flags.append(_flag(found, found.confidence))
        else:
            by_bead[found.bead_id].append(found)
    for bead in context.beads:
        here = by_bead.pop(bead.id, [])
        if not here:
            continue  # nothing to weigh is no reason to ask a model
        if bead.source and bead.target:
            flags += map(_flag, here, risks(here, context.judged(bead)))
        else:
            flags += [_flag(found, found.confidence) for found in here]
    # What is left concerns the article as a whole.
    flags += [_flag(found, found.confidence) for left in by_bead.values() for found in left]
    return flags


def _identified(article: Article, flags: Iterable[Flag]) -> Iterator[Flag]:
    """Flags with article and an id made of what they point at, not of where in the list they are."""
    seen: Counter[str] = Counter()
    source = {sentence.id: sentence.text for sentence in article.source.sentences}
    target = {sentence.id: sentence.text for sentence in article.target.sentences}
    for flag in flags:
        name = flag_id(
            article.id, flag.check, flag.category.value,
            *(source[i] for i in flag.source_sentence_ids), "/",
            *(target[i] for i in flag.target_sentence_ids),
            *(f"{_PREFIX[span.side]}:{span.text}" for span in flag.spans),
        )  # fmt: skip
        seen[name] += 1
        if seen[name] > 1:
            name = flag_id(name, str(seen[name]))
        yield replace(flag, article_id=article.id, flag_id=name)


def flag_id(*parts: str) -> str:
    """The start of the SHA-256 of a flag's parts."""
    return sha256_of_text("\x1f".join(parts))[:_ID_LENGTH]
