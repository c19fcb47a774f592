"""Beads with more figures, negations, names or flags than prose has: what was not compared is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from audit.checks.common.figures import placed
from audit.checks.common.negations import MOST_CUES, cues_of
from audit.checks.common.opposing import texts
from audit.checks.context import Context
from audit.languages.pair.mentions import MOST_NAMES, english_mentions, korean_mentions
from audit.languages.pair.quantity_agreement import MOST_FIGURES, are_comparable
from audit.records.bead import Bead
from audit.records.flag import SIDES, Finding, Note
from audit.records.message import Message
from audit.risk.duplicates import MOST_FLAGS

FIGURES, NEGATIONS = "risk.many_figures", "risk.many_negations"
NAMES, FLAGS = "risk.many_names", "risk.many_flags"
NOTES = {
    FIGURES: Message(
        "In {count} of the sentence pairs figures were not compared, as no prose has so many of them; the "
        "first begins “{first}”.",
        "문장 쌍 {count}개는 숫자가 지나치게 많아 숫자를 비교하지 않았습니다(첫 문장의 시작: “{first}”).",
    ),
    NEGATIONS: Message(
        "In {count} of the sentence pairs the first {most} negations of a side were compared, and no more; "
        "the first begins “{first}”.",
        "문장 쌍 {count}개는 부정 표현이 많아 각각 앞의 {most}개만 비교했습니다(첫 문장의 시작: “{first}”).",
    ),
    NAMES: Message(
        "In {count} of the sentence pairs the first {most} names of a sentence were compared, and no more; "
        "the first begins “{first}”.",
        "문장 쌍 {count}개는 이름이 많아 문장마다 앞의 {most}개만 비교했습니다(첫 문장의 시작: “{first}”).",
    ),
    FLAGS: Message(
        "In {count} of the sentence pairs the {most} gravest flags were kept, and no more; the first begins "
        "“{first}”.",
        "문장 쌍 {count}개는 표시가 많아 각각 가장 중한 {most}개만 남겼습니다(첫 문장의 시작: “{first}”).",
    ),
}
"""By code, what is said where not everything was compared."""
_SHOWN = 40
"""Characters by which a note tells which pair it means."""


def crowded(context: Context, findings: Iterable[Finding]) -> Iterator[Note]:
    """What is said of an article of which not everything was compared.

    Args:
        context: the article.
        findings: everything that was found in its beads.
    """
    found = Counter(finding.bead_id for finding in findings)
    limits: tuple[tuple[str, int, Callable[[Bead], bool]], ...] = (
        (FIGURES, MOST_FIGURES, lambda bead: _has_too_many_figures(bead, context)),
        (NEGATIONS, MOST_CUES, lambda bead: _has_too_many_negations(bead, context)),
        (NAMES, MOST_NAMES, lambda bead: _has_too_many_names(bead, context)),
        (FLAGS, MOST_FLAGS, lambda bead: found[bead.id] > MOST_FLAGS),
    )
    beads = [bead for bead in context.beads if bead.source and bead.target]
    for code, most, is_beyond in limits:
        beyond = [bead for bead in beads if is_beyond(bead)]
        if beyond:
            first = context.sentences(beyond[0], "target")[0].text[:_SHOWN]
            yield Note(code, {"count": f"{len(beyond):,}", "most": f"{most:,}", "first": first})


def _has_too_many_figures(bead: Bead, context: Context) -> bool:
    source, target = context.sentences(bead, "source"), context.sentences(bead, "target")
    return not are_comparable(placed(source, "source"), placed(target, "target"))


def _has_too_many_negations(bead: Bead, context: Context) -> bool:
    return any(
        len(cues_of(texts(context.sentences(bead, side)), korean=side == "source").cues)
        >= MOST_CUES
        for side in SIDES
    )


def _has_too_many_names(bead: Bead, context: Context) -> bool:
    korean = (korean_mentions(text) for _, text in texts(context.sentences(bead, "source")))
    english = (english_mentions(text) for _, text in texts(context.sentences(bead, "target")))
    return any(len(names) >= MOST_NAMES for names in chain(korean, english))
