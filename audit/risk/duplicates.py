"""One divergence, one flag: of those that point at the same words, the one that weighs most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from audit.checks import Doubt
from audit.languages.spans import overlap
from audit.records.flag import SIDES, Flag, Span
from audit.records.measured import threshold_groups, thresholds
from audit.risk.combine import doubt_of

_WITNESS = thresholds(__name__)["witness"]
"""Risk from which a check's flag is made surer by what the model says of the same words."""
_PHRASE = threshold_groups(__name__)["phrase"]
"""Characters of the longest phrase on each side; longer spans point at a sentence as a whole."""


def one_each(flags: Sequence[Flag]) -> list[Flag]:
    """The flags without those of a bead that another one there says better.

    Two say the same if their words overlap on both sides. Words that only the word-level model doubts are
    said better by any check that points at them, where either points at one side only. What the model says is
    other evidence than a check's own: a flag of which it says the same is the surer (noisy-or).
    """
    kept: list[Flag] = []
    for bead, group in groupby(sorted(flags, key=_bead), key=_bead):
        here = sorted(group, key=_weight)
        if not bead:
            kept += here
            continue
        stand: list[Flag] = []
        for flag in here:
            same = next((i for i, other in enumerate(stand) if _says_the_same(flag, other)), None)
            if same is None:
                stand.append(flag)
            elif doubt_of(flag) is Doubt.MODEL and _is_witness(stand[same]):
                stand[same] = _both_say(stand[same], flag)
        kept += stand
    return kept


def _is_witness(flag: Flag) -> bool:
    """Whether a check says it by itself, and not so faintly that the model alone would be believed."""
    return doubt_of(flag) is not Doubt.MODEL and flag.risk >= _WITNESS


def _both_say(flag: Flag, doubt: Flag) -> Flag:
    return replace(flag, risk=round(1 - (1 - flag.risk) * (1 - doubt.risk), 6))


def _bead(flag: Flag) -> str:
    return flag.bead_id


def _weight(flag: Flag) -> tuple[bool, float, float, str]:
    return doubt_of(flag) is Doubt.MODEL, -flag.risk, -flag.severity.weight, flag.code


def _says_the_same(flag: Flag, better: Flag) -> bool:
    shared = [
        any(_same_words(a, b) for a in flag.spans for b in better.spans if a.side == b.side == side)
        for side in SIDES
    ]
    if all(shared):
        return True
    explained = _is_one_sided(better) and doubt_of(better) is not Doubt.MODEL
    return doubt_of(flag) is Doubt.MODEL and any(shared) and (_is_one_sided(flag) or explained)


def _is_one_sided(flag: Flag) -> bool:
    return len({span.side for span in flag.spans}) == 1


def _same_words(a: Span, b: Span) -> bool:
    return (
        a.sentence_id == b.sentence_id
        and overlap(a, b)
        and max(a.end - a.start, b.end - b.start) <= _PHRASE[a.side]
    )
