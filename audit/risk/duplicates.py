"""One divergence, one flag: of those that point at the same words, the one that weighs most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from audit.checks import Doubt
from audit.checks.judge import SILENT
from audit.languages.spans import overlap
from audit.quality.model import Judgement
from audit.records.flag import SIDES, Category, Flag, Severity, Span
from audit.records.measured import threshold_groups, thresholds
from audit.records.message import AGREES
from audit.risk.combine import doubt_of

_WITNESS = thresholds(__name__)["witness"]
"""Risk from which a check's flag is made surer by what the model says of the same words."""
_PHRASE = threshold_groups(__name__)["phrase"]
"""Characters of the longest phrase on each side; longer spans point at a sentence as a whole."""


MOST_FLAGS = 200
"""Flags of a bead that are held against each other, and kept; who reads a pair reads no more of them."""
_UNASKED = (Category.UNTRANSLATED, Category.CONSISTENCY, Category.DISCLOSURE)
"""What a reader of single pairs is not asked about, so that its silence says nothing."""
_LIGHTER: Mapping[Severity, Severity] = {
    Severity.CRITICAL: Severity.MAJOR,
    Severity.MAJOR: Severity.MINOR,
}
"""What a flag counts as where a reader sees nothing; on 460 news pairs read by hand and a reader's answers,
of 21 serious flags on natural pairs the three wrong ones were such."""
_LATER = {Doubt.READER: 1, Doubt.MODEL: 2}
"""Whose flags give way to those of checks that name what they found, and in which order."""


def one_each(flags: Sequence[Flag]) -> list[Flag]:
    """The flags without those of a bead that another one there says better.

    Two say the same if their words overlap on both sides. Words that only the word-level model doubts are
    said better by any check that points at them, where either points at one side only. What the model says is
    other evidence than a check's own: a flag of which it says the same is the surer (noisy-or). So is what a
    reader says of words that a check points at, on one side or both.
    """
    kept: list[Flag] = []
    for bead, group in groupby(sorted(flags, key=_bead), key=_bead):
        here = sorted(group, key=_weight)
        if not bead:
            kept += here
            continue
        here = here[:MOST_FLAGS]
        stand: list[Flag] = []
        for flag in here:
            same = next((i for i, other in enumerate(stand) if _says_the_same(flag, other)), None)
            if same is None:
                stand.append(flag)
            elif _is_other_evidence(flag, stand[same]):
                stand[same] = _both_say(stand[same], flag)
        kept += stand
    return kept


def _is_other_evidence(flag: Flag, better: Flag) -> bool:
    own, others = doubt_of(flag), doubt_of(better)
    if own is Doubt.READER:
        return others is not Doubt.READER and AGREES not in better.parameters
    # What a check says so faintly that the model alone would be believed is no witness.
    return own is Doubt.MODEL and others is not Doubt.MODEL and better.risk >= _WITNESS


def _both_say(flag: Flag, witness: Flag) -> Flag:
    surer = replace(flag, risk=round(1 - (1 - flag.risk) * (1 - witness.risk), 6))
    if doubt_of(witness) is not Doubt.READER:
        return surer
    # The check's table and the reader grade it; where they differ, the lighter grade stands and both show.
    offered = witness.suggestion if _same_target(flag, witness) else ""
    return replace(
        surer,
        suggestion=flag.suggestion or offered,
        severity=min(flag.severity, witness.severity, key=lambda severity: severity.weight),
        parameters={**flag.parameters, AGREES: witness.code, **_prefixed(witness)},
    )


def _same_target(flag: Flag, witness: Flag) -> bool:
    """Whether both point at the same English words first, which a suggestion replaces."""
    first = [next((s for s in f.spans if s.side == "target"), None) for f in (flag, witness)]
    return first[0] is not None and first[0] == first[1]


def less_grave(flag: Flag, judgement: Judgement | None) -> Flag:
    """A check's flag one grade lighter where a reader has read the bead and says nothing of those words."""
    if (
        judgement is None
        or judgement.divergences is None
        or AGREES in flag.parameters
        or doubt_of(flag) not in (Doubt.EXACT, Doubt.MODEL)
        or flag.category in _UNASKED
    ):
        return flag
    lighter = _LIGHTER.get(flag.severity, flag.severity)
    return replace(flag, severity=lighter, parameters={**flag.parameters, AGREES: SILENT})


def _prefixed(witness: Flag) -> dict[str, str]:
    return {f"{AGREES}_{name}": value for name, value in witness.parameters.items()}


def _bead(flag: Flag) -> str:
    return flag.bead_id


def _weight(flag: Flag) -> tuple[int, float, float, str]:
    return _LATER.get(doubt_of(flag), 0), -flag.risk, -flag.severity.weight, flag.code


def _says_the_same(flag: Flag, better: Flag) -> bool:
    if doubt_of(flag) is Doubt.READER and _is_other_evidence(flag, better):
        return _reader_says_the_same(flag, better)
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


def _reader_says_the_same(flag: Flag, better: Flag) -> bool:
    """Whether a reader quotes what a check points at: a phrase, where the check names a word of it."""
    shared = [
        (a, b)
        for a in flag.spans
        for b in better.spans
        if a.side == b.side and a.sentence_id == b.sentence_id and overlap(a, b)
    ]
    if {a.side for a, _ in shared} == set(SIDES):
        return True
    return any(min(a.end - a.start, b.end - b.start) <= _PHRASE[a.side] for a, b in shared)
