"""Figures in which two places of one English article contradict each other.

Each is a finding only where the Korean of the two places says one thing, or says the same two things (then
it is the source that contradicts itself).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from audit.article import Sentence
from audit.checks.figures import Placed, match, placed
from audit.checks.findings import Finding, Spot, text_of, where
from audit.report import AlignedArticle, Bead, Severity, Side
from audit.text.counted import Counted, counted, slip, swapped, totals
from audit.text.english import words
from audit.text.quantities import Agreement, agreement
from audit.text.quantity import Quantity

ELSEWHERE_RIGHT = 0.85
"""Confidence where the Korean has one figure in both places and the English has it in one."""
FATE = 0.85
SWAPPED, SLIPPED = 0.75, 0.65
"""Confidence where both languages have two figures that differ in digits alone."""
TOTAL = 0.8


class Figures(NamedTuple):
    """The figures of a bead, and what its plain counts count."""

    bead: Bead
    ko: list[Placed]
    en: list[Placed]
    counts: dict[Side, list[tuple[Sentence, Counted]]]

    def count_at(self, item: Placed) -> Counted | None:
        """What an English figure counts, if that is known."""
        for sentence, found in self.counts["en"]:
            if sentence is item.sentence and found.quantity.start == item.quantity.start:
                return found
        return None


class _Count(NamedTuple):
    """One count of the English with its sentence and the figures of its bead."""

    figures: Figures
    sentence: Sentence
    counted: Counted


def contradictions(beads: list[Figures]) -> Iterator[Finding]:
    """Every contradiction in figures of the body, headlines and captions, the surest kind first."""
    yield from _right_elsewhere(beads)
    yield from _fates(beads)
    yield from _slips(beads)
    yield from _totals(beads)


def figures_of(bead: Bead, article: AlignedArticle) -> Figures:
    """The figures of one bead."""
    ko, en = article.sentences(bead, "ko"), article.sentences(bead, "en")
    return Figures(
        bead,
        placed(ko, "ko"),
        placed(en, "en"),
        {
            "ko": [(s, c) for s in ko for c in counted(text_of(s), "ko")],
            "en": [(s, c) for s in en for c in counted(text_of(s), "en")],
        },
    )


def spot_of(side: Side, item: Placed) -> Spot:
    """Where a figure stands."""
    return Spot(side, item.sentence, item.quantity.start, item.quantity.end)


def digits(q: Quantity) -> int:
    """How many digits a value is told by: 3 for 634 billion."""
    return len(str(q.low.numerator).rstrip("0")) if q.low.denominator == 1 else 3


def _right_elsewhere(beads: list[Figures]) -> Iterator[Finding]:
    """The Korean has a figure twice; the English has it once, and something else the other time."""
    holders: dict[tuple[Fraction, str], list[Figures]] = defaultdict(list)
    for there in beads:
        for value in {(k.quantity.low, k.quantity.unit) for k in there.ko}:
            holders[value].append(there)
    for here in beads:
        for k, e in match(here.ko, here.en).pairs if here.ko and here.en else ():
            if k.quantity.optional or e.quantity.optional or k.moment or e.moment:
                continue
            for there in holders[k.quantity.low, k.quantity.unit]:
                right = there is not here and _same_twice(k, e, here, there)
                if right:
                    k2, e2 = right
                    yield Finding(
                        here.bead, says(e, e2, f"the Korean has {k.words} in both places"),
                        Severity.MAJOR, ELSEWHERE_RIGHT,
                        (spot_of("en", e), spot_of("en", e2), spot_of("ko", k), spot_of("ko", k2)),
                    )  # fmt: skip
                    break


def says(e: Placed, e2: Placed, korean: str) -> str:
    """The message on a figure that another contradicts."""
    return f"{e.words} here, but {e2.words} in {where(e2.sentence)}; {korean}"


def _same_twice(
    k: Placed, e: Placed, here: Figures, there: Figures
) -> tuple[Placed, Placed] | None:
    """The Korean figure and the right English one in another bead, if they tell the same thing."""
    counted_here = here.count_at(e)
    for k2 in there.ko:
        if (k2.quantity.low, k2.quantity.unit) != (k.quantity.low, k.quantity.unit) or k2.moment:
            continue
        for e2 in there.en:
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


def _fates(beads: list[Figures]) -> Iterator[Finding]:
    """The dead of the Korean are the missing of the English, which is right about them elsewhere."""
    known = [
        (b, fate, k, e)
        for b in beads
        for fate in {c.fate for _, c in b.counts["en"] if c.fate}
        if (k := _only(b.counts["ko"], fate)) and (e := _only(b.counts["en"], fate))
    ]
    right = [x for x in known if agreement(x[2][1].quantity, x[3][1].quantity)]
    for here, fate, k, e in known:
        if (here, fate, k, e) in right:
            continue
        for there, other, k2, e2 in right:
            if fate == other and k[1].quantity.low == k2[1].quantity.low and there is not here:
                sided: tuple[tuple[Side, tuple[Sentence, Counted]], ...] = (
                    ("en", e), ("en", e2), ("ko", k), ("ko", k2),
                )  # fmt: skip
                spots = [Spot(side, s, c.quantity.start, c.quantity.end) for side, (s, c) in sided]
                yield Finding(
                    here.bead,
                    f"{spots[0].words} {fate} here, but {spots[1].words} in "
                    f"{where(e2[0])}; the Korean has {spots[2].words} in both places",
                    Severity.MAJOR, FATE, tuple(spots),
                )  # fmt: skip
                break


def _slips(beads: list[Figures]) -> Iterator[Finding]:
    """One thing counted twice with figures that differ in digits alone, in the Korean too."""
    alike: dict[tuple[tuple[str, ...], int], list[_Count]] = defaultdict(list)
    for here in beads:
        for sentence, count in here.counts["en"] if here.bead.ko else ():
            if count.noun and count.quantity.low >= 10:
                key = count.noun, len(str(count.quantity.low))
                alike[key].append(_Count(here, sentence, count))
    for same in alike.values():
        for first, second in combinations(same, 2):
            sure = 0.0 if first.figures is second.figures else _sure_slip(first, second, same)
            korean = [_korean_of(second), _korean_of(first)]
            if sure and korean[0] and korean[1]:
                yield _slip_finding(first, second, [k for k in korean if k], sure)


def _slip_finding(first: _Count, second: _Count, korean: list[Placed], sure: float) -> Finding:
    odd, usual = (
        Spot("en", c.sentence, c.counted.quantity.start, c.counted.quantity.end)
        for c in (second, first)
    )
    return Finding(
        second.figures.bead,
        f"{odd.words} here, but {usual.words} in {where(first.sentence)}: the same "
        f"{' '.join(_noun_words(second.sentence, second.counted))}? The Korean has both figures",
        Severity.MINOR, sure, (odd, usual, *(spot_of("ko", k) for k in korean)), source=True,
    )  # fmt: skip


def _noun_words(sentence: Sentence, count: Counted) -> list[str]:
    if count.noun == ("times",):
        return ["times"]
    after = words(text_of(sentence)[count.quantity.end :])
    return [word.text for word in after[: len(count.noun)]]


def _korean_of(one: _Count) -> Placed | None:
    return next((k for k in one.figures.ko if agreement(k.quantity, one.counted.quantity)), None)


def _sure_slip(first: _Count, second: _Count, same: list[_Count]) -> float:
    """How sure it is that two figures of one noun count the same things; 0 if they may not."""
    one, two = first.counted.quantity.low, second.counted.quantity.low
    if not slip(one, two):
        return 0.0
    if second.counted.noun == ("times",):
        return SLIPPED if _done_alike(first, second) else 0.0
    # "The 19 trains" are trains that were named before, unless others are 19 too.
    if not second.counted.definite or first.counted.definite:
        return 0.0
    if any(c.counted.quantity.low == two and not c.counted.definite for c in same):
        return 0.0
    if swapped(one, two):
        return SWAPPED
    return SLIPPED if len(second.counted.noun) > 1 or two >= 100 else SLIPPED / 2


def _done_alike(first: _Count, second: _Count) -> bool:
    """Whether the same is done so many times, and to or by somebody of the same name."""
    verbs, names = [], []
    for one in (first, second):
        text = text_of(one.sentence)
        before = words(text[: one.counted.quantity.start])[-6:]
        verbs.append({w.stem for w in before if w.text.islower() and len(w.text) > 4})
        names.append({w.text for w in words(text)[1:] if w.text[0].isupper()})
    return bool(verbs[0] & verbs[1]) and len(names[0] & names[1]) > 1


def _totals(beads: list[Figures]) -> Iterator[Finding]:
    """A figure whose parts, as the English lists them, make another; the Korean's add up."""
    for here in beads:
        for sentence in dict.fromkeys(s for s, _ in here.counts["en"]):
            for whole, parts in totals(text_of(sentence)):
                total = sum(part.low for part in parts)
                if total == whole.low or not _adds_up(here.ko, len(parts)):
                    continue
                spots = (
                    Spot("en", sentence, whole.start, whole.end),
                    Spot("en", sentence, parts[0].start, parts[-1].end),
                )
                yield Finding(
                    here.bead, f"{spots[0].words} in all, but the parts make {total}: {spots[1].words}",
                    Severity.MAJOR, TOTAL, spots,
                )  # fmt: skip


def _adds_up(korean: list[Placed], parts: int) -> bool:
    """Whether one figure of the Korean is the sum of others next to it."""
    values = [k.quantity.low for k in korean if not k.moment]
    runs = [
        values[i : i + n] for n in (parts, parts - 1) for i in range(len(values) - n + 1) if n > 1
    ]
    return any(sum(run) in values for run in runs)
