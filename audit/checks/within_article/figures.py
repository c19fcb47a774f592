"""Figures in which two places of one English article contradict each other.

Each is found only where the Korean of the two places says one thing, or says the same two things (then
it is the source that contradicts itself).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from audit.checks.common.figures import Placed, match, placed
from audit.checks.common.suggested_figures import suggested_figure
from audit.checks.context import Context
from audit.checks.severity import Concern
from audit.checks.within_article.places import Contradiction, Spot, confidence, text_of, two_ways
from audit.languages.counts import Counted, slip, swapped
from audit.languages.en.counts import english_counts, totals
from audit.languages.en.words import words
from audit.languages.ko.counts import korean_counts
from audit.languages.pair.quantity_agreement import Agreement, agreement, are_comparable
from audit.languages.quantity import Quantity
from audit.records.article import Sentence
from audit.records.bead import Bead
from audit.records.flag import Relation, Side
from audit.records.measured import thresholds

T = thresholds(__name__)
_SLIP_LEAST, _SLIP_PLAIN = T["slip_least"], T["slip_plain"]
"""The least count in which a digit may have slipped, and from which it plainly has."""


class Figures(NamedTuple):
    """The figures of a bead, and what its plain counts count."""

    bead: Bead
    source: list[Placed]
    target: list[Placed]
    counts: dict[Side, list[tuple[Sentence, Counted]]]

    def count_at(self, item: Placed) -> Counted | None:
        """What an English figure counts, if that is known."""
        for sentence, found in self.counts["target"]:
            if sentence is item.sentence and found.quantity.start == item.quantity.start:
                return found
        return None


class _Count(NamedTuple):
    """One count of the English with its sentence and the figures of its bead."""

    figures: Figures
    sentence: Sentence
    counted: Counted


def contradictions(beads: list[Figures]) -> Iterator[Contradiction]:
    """Every contradiction in figures of the body, headlines and captions, the surest kind first.

    Beads with more figures than prose has are left out.
    """
    beads = [bead for bead in beads if are_comparable(bead.source, bead.target)]
    yield from _right_elsewhere(beads)
    yield from _fates(beads)
    yield from _slips(beads)
    yield from _totals(beads)


def figures_of(bead: Bead, context: Context) -> Figures:
    """The figures of one bead."""
    source, target = context.sentences(bead, "source"), context.sentences(bead, "target")
    return Figures(
        bead,
        placed(source, "source"),
        placed(target, "target"),
        {
            "source": [(s, c) for s in source for c in korean_counts(text_of(s))],
            "target": [(s, c) for s in target for c in english_counts(text_of(s))],
        },
    )


def spot_of(side: Side, item: Placed) -> Spot:
    """Where a figure stands."""
    return Spot(side, item.sentence, item.quantity.start, item.quantity.end)


def digits(q: Quantity) -> int:
    """How many digits a value is told by: 3 for 634 billion."""
    return len(str(q.low.numerator).rstrip("0")) if q.low.denominator == 1 else 3


def _right_elsewhere(beads: list[Figures]) -> Iterator[Contradiction]:
    """The Korean has a figure twice; the English has it once, and something else the other time."""
    holders: dict[tuple[Fraction, str], list[Figures]] = defaultdict(list)
    for there in beads:
        for value in {(k.quantity.low, k.quantity.unit) for k in there.source}:
            holders[value].append(there)
    for here in beads:
        for k, e in match(here.source, here.target).pairs if here.source and here.target else ():
            if k.quantity.optional or e.quantity.optional or k.moment or e.moment:
                continue
            for there in holders[k.quantity.low, k.quantity.unit]:
                right = there is not here and _same_twice(k, e, here, there)
                if right:
                    k2, e2 = right
                    yield Contradiction(
                        here.bead, "consistency.figure",
                        two_ways(e.words, e2.words, e2.sentence, source=k.words),
                        Concern.FIGURE, Relation.CONTRADICTS, confidence("elsewhere_right"),
                        (spot_of("target", e), spot_of("target", e2),
                         spot_of("source", k), spot_of("source", k2)),
                        suggestion=suggested_figure(k, e),
                    )  # fmt: skip
                    break


def _same_twice(
    k: Placed, e: Placed, here: Figures, there: Figures
) -> tuple[Placed, Placed] | None:
    """The Korean figure and the right English one in another bead, if they tell the same thing."""
    counted_here = here.count_at(e)
    for k2 in there.source:
        if (k2.quantity.low, k2.quantity.unit) != (k.quantity.low, k.quantity.unit) or k2.moment:
            continue
        for e2 in there.target:
            if agreement(k2.quantity, e2.quantity) < Agreement.ROUNDED or e2.quantity.optional:
                continue
            told = digits(k.quantity) > (1 if k.quantity.dimension else 2)
            if told or same_count(counted_here, there.count_at(e2)):
                return k2, e2
    return None


def same_count(a: Counted | None, b: Counted | None) -> bool:
    """Whether two figures count the same: one fate, or one noun with what stands before it."""
    if a is None or b is None:
        return False
    if a.fate or b.fate:
        return a.fate == b.fate
    return bool(a.noun) and a.noun == b.noun


def _only(counts: Iterable[tuple[Sentence, Counted]], fate: str) -> tuple[Sentence, Counted] | None:
    found = [(s, c) for s, c in counts if c.fate == fate]
    return found[0] if len(found) == 1 else None


def _fates(beads: list[Figures]) -> Iterator[Contradiction]:
    """The dead of the Korean are the missing of the English, which is right about them elsewhere."""
    known = [
        (b, fate, k, e)
        for b in beads
        for fate in {c.fate for _, c in b.counts["target"] if c.fate}
        if (k := _only(b.counts["source"], fate)) and (e := _only(b.counts["target"], fate))
    ]
    right = [x for x in known if agreement(x[2][1].quantity, x[3][1].quantity)]
    for here, fate, k, e in known:
        if (here, fate, k, e) in right:
            continue
        for there, other, k2, e2 in right:
            if fate == other and k[1].quantity.low == k2[1].quantity.low and there is not here:
                sided: tuple[tuple[Side, tuple[Sentence, Counted]], ...] = (
                    ("target", e), ("target", e2), ("source", k), ("source", k2),
                )  # fmt: skip
                spots = [Spot(side, s, c.quantity.start, c.quantity.end) for side, (s, c) in sided]
                yield Contradiction(
                    here.bead, "consistency.fate",
                    two_ways(
                        spots[0].words, spots[1].words, e2[0], fate=fate, source=spots[2].words
                    ),
                    Concern.CONSISTENCY, Relation.CONTRADICTS, confidence("fate"), tuple(spots),
                )  # fmt: skip
                break


def _slips(beads: list[Figures]) -> Iterator[Contradiction]:
    """One thing counted twice with figures that differ in digits alone, in the Korean too."""
    alike: dict[tuple[tuple[str, ...], int], list[_Count]] = defaultdict(list)
    for here in beads:
        for sentence, count in here.counts["target"] if here.bead.source else ():
            if count.noun and count.quantity.low >= _SLIP_LEAST:
                key = count.noun, len(str(count.quantity.low))
                alike[key].append(_Count(here, sentence, count))
    for same in alike.values():
        for first, second in combinations(same, 2):
            sure = 0.0 if first.figures is second.figures else _sure_slip(first, second, same)
            korean = [_korean_of(second), _korean_of(first)]
            if sure and korean[0] and korean[1]:
                yield _slipped(first, second, [k for k in korean if k], sure)


def _slipped(first: _Count, second: _Count, korean: list[Placed], sure: float) -> Contradiction:
    odd, usual = (
        Spot("target", c.sentence, c.counted.quantity.start, c.counted.quantity.end)
        for c in (second, first)
    )
    noun = _noun_words(second.sentence, second.counted)
    return Contradiction(
        second.figures.bead, "consistency.slip",
        two_ways(odd.words, usual.words, first.sentence, noun=" ".join(noun)),
        # The two languages agree; what differs is this place from that.
        Concern.CONSISTENCY, Relation.DISTORTED, sure,
        (odd, usual, *(spot_of("source", k) for k in korean)), in_source=True,
    )  # fmt: skip


def _noun_words(sentence: Sentence, count: Counted) -> list[str]:
    if count.noun == ("times",):
        return ["times"]
    after = words(text_of(sentence)[count.quantity.end :])
    return [word.text for word in after[: len(count.noun)]]


def _korean_of(one: _Count) -> Placed | None:
    return next(
        (k for k in one.figures.source if agreement(k.quantity, one.counted.quantity)), None
    )


def _sure_slip(first: _Count, second: _Count, same: list[_Count]) -> float:
    """How sure it is that two figures of one noun count the same things; 0 if they may not."""
    one, two = first.counted.quantity.low, second.counted.quantity.low
    if not slip(one, two):
        return 0.0
    if second.counted.noun == ("times",):
        return confidence("slipped") if _done_alike(first, second) else 0.0
    # "The 19 trains" are trains that were named before, unless others are 19 too.
    if not second.counted.definite or first.counted.definite:
        return 0.0
    if any(c.counted.quantity.low == two and not c.counted.definite for c in same):
        return 0.0
    if swapped(one, two):
        return confidence("swapped")
    plain = len(second.counted.noun) > 1 or two >= _SLIP_PLAIN
    return confidence("slipped" if plain else "slipped_doubtful")


def _done_alike(first: _Count, second: _Count) -> bool:
    """Whether the same is done so many times, and to or by somebody of the same name."""
    verbs, names = [], []
    for one in (first, second):
        text = text_of(one.sentence)
        before = words(text[: one.counted.quantity.start])[-6:]
        verbs.append({w.stem for w in before if w.text.islower() and len(w.text) > 4})
        names.append({w.text for w in words(text)[1:] if w.text[0].isupper()})
    return bool(verbs[0] & verbs[1]) and len(names[0] & names[1]) > 1


def _totals(beads: list[Figures]) -> Iterator[Contradiction]:
    """A figure whose parts, as the English lists them, make another; the Korean's add up."""
    for here in beads:
        for sentence in dict.fromkeys(s for s, _ in here.counts["target"]):
            for whole, parts in totals(text_of(sentence)):
                total = sum(part.low for part in parts)
                if total == whole.low or not _adds_up(here.source, len(parts)):
                    continue
                spots = (
                    Spot("target", sentence, whole.start, whole.end),
                    Spot("target", sentence, parts[0].start, parts[-1].end),
                )
                yield Contradiction(
                    here.bead, "consistency.total",
                    {"here": spots[0].words, "total": str(total), "parts": spots[1].words},
                    Concern.CONSISTENCY, Relation.CONTRADICTS, confidence("total"), spots,
                )  # fmt: skip


def _adds_up(korean: list[Placed], parts: int) -> bool:
    """Whether one figure of the Korean is the sum of others next to it."""
    values = [k.quantity.low for k in korean if not k.moment]
    runs = [
        values[i : i + n] for n in (parts, parts - 1) for i in range(len(values) - n + 1) if n > 1
    ]
    return any(sum(run) in values for run in runs)
