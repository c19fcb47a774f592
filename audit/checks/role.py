"""Who does what to whom, exchanged: Park sued Kim, where the Korean has Kim suing Park.

Both who acts and who is acted on must stand in the English, as the subject and the object of one verb that
says what the Korean verb says, each in the other's place; words like win and lose, which say one thing from
two ends, are read by a table. So are cause and effect, what is compared, what is denied and what is said in
its place, and what two people are (victim and defendant, minister and vice minister).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from audit.checks.common.exchanged_attributes import exchanged_attributes
from audit.checks.common.exchanged_contrasts import exchanged_contrasts
from audit.checks.common.exchanged_links import exchanged_links
from audit.checks.common.exchanged_parts import exchanged_parts
from audit.checks.common.phrase_pairs import Pair, pairs
from audit.checks.confidence import confidences
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.languages.links import Tie
from audit.languages.spans import Extent, Found
from audit.records.bead import Bead
from audit.records.flag import Category, Finding, Relation, Span, Stage
from audit.records.message import Message

CATEGORY = Category.MEANING
CONCERNS = Concern.ROLE
CONFIDENCE = confidences(__name__)
MESSAGES: Mapping[str, Message] = {
    "exchanged": Message(
        "“{agent}” acts on “{patient}” (“{verb}”); the English has it the other way round",
        "“{verb}” 행위의 주체는 “{agent}”, 대상은 “{patient}”인데 영어에서는 서로 바뀌었습니다",
    ),
    "cause": Message(
        "“{first}” brings about “{second}”; the English has it the other way round",
        "원인은 “{first}”, 결과는 “{second}”인데 영어에서는 서로 바뀌었습니다",
    ),
    "condition": Message(
        "If or when “{first}”, then “{second}”; the English has it the other way round",
        "조건은 “{first}”, 귀결은 “{second}”인데 영어에서는 서로 바뀌었습니다",
    ),
    "comparison": Message(
        "“{first}” is held against “{second}”; the English has it the other way round",
        "비교되는 것은 “{first}”, 기준은 “{second}”인데 영어에서는 서로 바뀌었습니다",
    ),
    "contrast": Message(
        "The Korean denies “{first}” and says “{second}”; the English has it the other way round",
        "부정되는 것은 “{first}”, 긍정되는 것은 “{second}”인데 영어에서는 서로 바뀌었습니다",
    ),
    "attribute": Message(
        "“{first}” and “{second}” have what the English gives to the other",
        "“{first}”, “{second}”의 직함이나 신분이 영어에서는 서로 바뀌었습니다",
    ),
}
_TIES = {Tie.CAUSE: "cause", Tie.CONDITION: "condition", Tie.COMPARISON: "comparison"}


def check(bead: Bead, context: Context) -> Iterable[Finding]:
    """What is exchanged between two that both sides name."""
    if not bead.source or not bead.target:
        return
    both = pairs(bead, context)
    for pair in both:
        yield from _parts(bead, context, pair)
        yield from _links(bead, context, pair)
        yield from _attributes(bead, context, pair)
    yield from _contrasts(bead, context, both)


def _parts(bead: Bead, context: Context, pair: Pair) -> Iterator[Finding]:
    for found in exchanged_parts(pair):
        yield _finding(
            bead, context, "exchanged",
            _spans(
                context, pair, (found.agent, found.other, found.predicate),
                (found.subject, found.object, found.verb),
            ),
            agent=found.agent.text, patient=found.other.text, verb=found.predicate.text,
        )  # fmt: skip
        return


def _links(bead: Bead, context: Context, pair: Pair) -> Iterator[Finding]:
    for link in exchanged_links(pair):
        ours = (_stretch(link.korean.first), _stretch(link.korean.second))
        theirs = (_stretch(link.english.first), _stretch(link.english.second))
        first, second = (pair.korean[start:end] for start, end in ours)
        yield _finding(
            bead, context, _TIES[link.korean.tie], _spans(context, pair, ours, theirs),
            first=first, second=second,
        )  # fmt: skip


def _attributes(bead: Bead, context: Context, pair: Pair) -> Iterator[Finding]:
    for one, other in exchanged_attributes(pair):
        ours = [
            _stretch([(word.start, word.end) for word in (borne.name, borne.attribute)])
            for borne in (one, other)
        ]
        first, second = (pair.korean[start:end] for start, end in ours)
        yield _finding(
            bead, context, "attribute",
            _spans(context, pair, ours, (one.printed, other.printed)),
            first=first, second=second,
        )  # fmt: skip


def _contrasts(bead: Bead, context: Context, both: Sequence[Pair]) -> Iterator[Finding]:
    for placed in exchanged_contrasts(both):
        spans = [
            *(context.span("source", p.pair.source, p.korean.start, p.korean.end) for p in placed),
            *(
                context.span("target", p.pair.target, p.english.start, p.english.end)
                for p in placed
            ),
        ]
        denied, said = placed
        yield _finding(
            bead, context, "contrast", spans, first=denied.korean.text, second=said.korean.text
        )


def _stretch(extents: Sequence[Extent]) -> Extent:
    return min(start for start, _ in extents), max(end for _, end in extents)


def _spans(
    context: Context,
    pair: Pair,
    ours: Sequence[Extent | Found],
    theirs: Sequence[Extent | Found],
) -> list[Span]:
    sides = (("source", pair.source, ours), ("target", pair.target, theirs))
    return [
        context.span(side, sentence, word[-2], word[-1])  # type: ignore[arg-type]
        for side, sentence, words in sides
        for word in words
    ]


def _finding(
    bead: Bead, context: Context, what: str, spans: Sequence[Span], **parameters: str
) -> Finding:
    return context.finding(
        bead, f"role.{what}", category=CATEGORY, concerns=CONCERNS,
        relation=Relation.CONTRADICTS, spans=spans, confidence=CONFIDENCE[what],
        stage=Stage.UNKNOWN, **parameters,
    )  # fmt: skip
