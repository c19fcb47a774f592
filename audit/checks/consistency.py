"""Two names, spellings or figures for one thing in the same English article.

A body, a law, a programme or a quoted term that is one word in the Korean and two in the English; a person
spelled in two ways or given another rank; a headline, sub-headline or caption that the body contradicts; a
figure that contradicts itself. Short forms (the ministry, the NIS), known other wordings and a total that
grows are no inconsistencies. Where the Korean contradicts itself in the same way, the finding says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from audit.checks.context import Context
from audit.checks.registry import Scope
from audit.checks.severity import Concern
from audit.checks.within_article.exchanged import exchanged
from audit.checks.within_article.figures import contradictions, figures_of
from audit.checks.within_article.headlines import against_body, other_person
from audit.checks.within_article.people import people_spelled, spelled_twice
from audit.checks.within_article.places import Contradiction
from audit.checks.within_article.renderings import renderings
from audit.records.flag import Category, Finding, Stage
from audit.records.message import Message

CATEGORY = Category.CONSISTENCY
CONCERNS = Concern.CONSISTENCY
SCOPE = Scope.ARTICLE
_TWO_WAYS = "“{here}” here, but “{there}” in {place!p}, for the same {source}"
_BOTH = "여기서는 “{here}”, {place!p}에서는 “{there}”"
MESSAGES = {
    "figure": Message(
        "{here} here, but {there} in {place!p}; the Korean has {source} in both places",
        f"{_BOTH}인데 한국어 원문은 두 곳 모두 “{{source}}”입니다",
    ),
    "exchanged": Message(
        "{here} here and {there} in {place!p} are in each other's place; the Korean has {source} here",
        "여기의 {here} 및 {place!p}의 {there}: 서로 자리가 바뀌었습니다. "
        "한국어 원문의 이 자리는 “{source}”입니다",
    ),
    "fate": Message(
        "{here} {fate!t} here, but {there} in {place!p}; the Korean has {source} in both places",
        f"{{fate!t}} 수가 {_BOTH}인데 한국어 원문은 두 곳 모두 “{{source}}”입니다",
    ),
    "slip": Message(
        "{here} here, but {there} in {place!p}: the same {noun}? The Korean has both figures",
        f"{_BOTH}입니다. 같은 “{{noun}}” 수인지 확인이 필요합니다. "
        f"한국어 원문에도 두 숫자가 모두 있습니다",
    ),
    "total": Message(
        "{here} in all, but the parts make {total}: {parts}",
        "합계는 “{here}”인데 내역(“{parts}”)을 더하면 {total:이} 됩니다",
    ),
    "headline_figure": Message(
        "{here} here, but {there} in {place!p}; the Korean has nothing like the former",
        f"{_BOTH}인데 앞의 것과 비슷한 숫자가 한국어 원문에 없습니다",
    ),
    "headline_person": Message(
        "{here} in {headline!p}, but {there} in {place!p}; the Korean names nobody like the former",
        "{headline!p}에서는 “{here}”, {place!p}에서는 “{there}”인데 "
        "앞의 것과 비슷한 이름이 한국어 원문에 없습니다",
    ),
    "headline_statement": Message(
        "“{here}” in {headline!p}, but “{there}” in {place!p}, as in the Korean",
        "{headline!p}에서는 “{here}”, {place!p}에서는 “{there}”인데 한국어 원문은 뒤의 것과 같습니다",
    ),
    "name": Message(_TWO_WAYS, f"같은 이름 “{{source}}”의 표기가 {_BOTH}입니다"),
    "quoted": Message(_TWO_WAYS, f"따옴표로 묶인 같은 말 “{{source}}”의 번역이 {_BOTH}입니다"),
    "person": Message(_TWO_WAYS, f"같은 사람 “{{source}}”의 이름 표기가 {_BOTH}입니다"),
    "one_name": Message(
        "“{here}” stands for {source} here, and for {other} in {place!p}",
        "“{here}”가 여기서는 {source}, {place!p}에서는 {other}의 이름입니다",
    ),
    "surname": Message(_TWO_WAYS, f"같은 사람 “{{source}}”의 성 표기가 {_BOTH}입니다"),
    "foreign_name": Message(_TWO_WAYS, f"같은 외국 이름 “{{source}}”의 표기가 {_BOTH}입니다"),
    "rank": Message(
        "“{here} {name}” here, but “{there}” in {place!p}, for the same {source}",
        "같은 직함 “{source}”의 번역이 여기서는 “{here} {name}”, {place!p}에서는 “{there}”입니다",
    ),
}
TERMS = {
    "dead": "사망자",
    "hurt": "부상자",
    "missing": "실종자",
    "rescued": "구조된 사람",
    "arrested": "체포된 사람",
    "in favor": "찬성",
    "against": "반대",
    "abstaining": "기권",
}


def check(context: Context) -> Iterable[Finding]:
    """Every inconsistency of the article, on the bead of its odd place; null beads may have one too."""
    found = _by_bead(context)
    for bead in context.beads:
        for one in found.get(bead.id, ()):
            yield context.finding(
                bead, one.code, category=CATEGORY, concerns=one.concerns, relation=one.relation,
                spans=[context.span(s.side, s.sentence, s.start, s.end) for s in one.spots],
                confidence=round(one.confidence, 2),
                stage=Stage.SOURCE if one.in_source else Stage.UNKNOWN, suggestion=one.suggestion,
                **one.parameters,
            )  # fmt: skip


def _by_bead(context: Context) -> dict[str, list[Contradiction]]:
    """The inconsistencies by bead, one for each odd place, the surest kind first."""
    figures = [figures_of(bead, context) for bead in context.beads]
    people = people_spelled(context)
    by_bead: dict[str, list[Contradiction]] = defaultdict(list)
    seen: set[tuple[str, int]] = set()
    for one in (
        *exchanged(figures),
        *contradictions(figures),
        *against_body(context, figures),
        *other_person(context, set(people)),
        *spelled_twice(context, people),
        *renderings(context),
    ):
        odd = one.spots[0]
        if (odd.sentence.id, odd.start) not in seen:
            seen.add((odd.sentence.id, odd.start))
            by_bead[one.bead.id].append(one)
    return by_bead
