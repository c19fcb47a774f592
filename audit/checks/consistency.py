"""Two names, spellings or figures for one thing in the same English article.

A body, a law, a programme or a quoted term that is one word in the Korean and two in the English; a person
spelled in two ways or given another rank; a headline, sub-headline or caption that the body contradicts; a
figure that contradicts itself. Short forms (the ministry, the NIS), known other wordings and a total that
grows are no inconsistencies. Where the Korean contradicts itself in the same way, the message says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from audit.checks.contradictions import contradictions, figures_of
from audit.checks.findings import Finding
from audit.checks.headlines import against_body, other_person
from audit.checks.people import people_spelled, spelled_twice
from audit.checks.renderings import renderings
from audit.report import AlignedArticle, Bead, Category, Flag, Severity, Stage

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.MINOR


def check(bead: Bead, article: AlignedArticle) -> Iterable[Flag]:
    """The flags of the article whose odd place is in ``bead``; null beads may have one too."""
    found = article.once("inconsistencies", lambda _: _by_bead(article))
    for finding in found.get(bead.id, ()):
        yield article.flag(
            bead, check="consistency", category=CATEGORY, severity=finding.severity,
            message=finding.message, confidence=round(finding.confidence, 2),
            stage=Stage.SOURCE if finding.source else Stage.UNKNOWN,
            evidence=[article.evidence(s.side, s.sentence, s.start, s.end) for s in finding.spots],
        )  # fmt: skip


def _by_bead(article: AlignedArticle) -> dict[str, list[Finding]]:
    """Every inconsistency of the article, one for each odd place, the surest kind first."""
    figures = [figures_of(bead, article) for bead in article.beads]
    people = people_spelled(article)
    by_bead: dict[str, list[Finding]] = defaultdict(list)
    seen: set[tuple[str, int]] = set()
    for finding in (
        *contradictions(figures),
        *against_body(article, figures),
        *other_person(article, set(people)),
        *spelled_twice(article, people),
        *renderings(article),
    ):
        odd = finding.spots[0]
        if (odd.sentence.id, odd.start) not in seen:
            seen.add((odd.sentence.id, odd.start))
            by_bead[finding.bead.id].append(finding)
    return by_bead
