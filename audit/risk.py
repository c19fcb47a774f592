"""Risk of a bead and of its flags, and the false-alarm budget as a threshold on it.

What the exact checks found and what the word-level quality model says of a bead are taken as independent
evidence: their chances make the bead's by noisy-or (Pearl 1988), and each flag has its own part of it.
``calibration.csv`` is measured by ``audit.training.calibration`` on human translations that nothing was
trained on: for each risk, how many of 100 clean sentences have a flag of at least that risk.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from audit.quality.judge import Judged
from audit.report import Category, Flag

TABLE = Path(__file__).with_name("calibration.csv")

MODEL = Path(__file__).with_name("risk.json")
FIGURES = ("pair", "words", "absent")
"""What the word-level models say of a bead: the pair's log-odds, the mean of its English words', and how
surely the English alone lacks words."""
UNSEEN = 0.05
"""Share of the words that the model doubts in which an error is taken to hide that no flag shows."""
_MIDDLE, _SLOPE = -3.0, 0.5
WORD_LEVEL = frozenset({"addition", "omission", "replacement"})
"""Checks whose flags inside a bead point at what the word-level model doubts."""
_HALVED = {Category.QUOTATION: 0.6}
"""Where a category's confidence begins to count by half: translators often quote what is only reported."""
_TIE = 0.01
MOST = 15.0
"""The largest false-alarm budget for which flags are kept, whatever the one that was asked for."""


def evidence(chance: float) -> float:
    """A chance as evidence that adds up: the negative logarithm of its complement."""
    return -math.log(1 - min(chance, 0.999))


def figures(judged: Judged) -> tuple[float, ...]:
    """The ``FIGURES`` of a bead."""
    return (
        judged.pair,
        float(judged.en_scores.mean()),
        math.log1p(math.exp(min(float(judged.absent.max()), 30.0))),
    )


@lru_cache(maxsize=1)
def _model() -> tuple[tuple[float, ...], float]:
    """Weights of the figures and the bias, fitted by ``audit.training.risk``."""
    made = json.loads(MODEL.read_text(encoding="utf-8"))
    return tuple(made["weights"][name] for name in FIGURES), made["bias"]


def doubted(judged: Judged | None) -> float:
    """Evidence from the word-level models that something is wrong with a bead; 0 for a null bead."""
    if judged is None:
        return 0.0
    weights, bias = _model()
    odds = sum(w * x for w, x in zip(weights, figures(judged), strict=True)) + bias
    return evidence(1 / (1 + math.exp(-min(odds, 30.0))))


def _believed(flag: Flag) -> float:
    over = max(0.0, flag.confidence - _HALVED.get(flag.category, 1.0))
    return flag.confidence - over / 2


def shared(flags: Sequence[Flag], judged: Judged | None) -> list[float]:
    """The risk of each of a bead's flags; taken as independent, they make the bead's.

    A flag of an exact check has its own confidence; the flags of the word-level checks share
    what the model says of the bead, in proportion to theirs.
    """
    pointing = sum(evidence(flag.confidence) for flag in flags if flag.check in WORD_LEVEL)
    words = doubted(judged)
    parts = [
        words * evidence(flag.confidence) / max(pointing, 1e-9)
        if flag.check in WORD_LEVEL
        else evidence(_believed(flag))
        for flag in flags
    ]
    # Rounded, so that a confidence comes out as the figure that the calibration counts it under.
    return [round(1 - math.exp(-part), 6) for part in parts]


@lru_cache(maxsize=1)
def _rates() -> tuple[tuple[float, float], ...]:
    """Risk and how many of 100 clean sentences have a flag of that risk or above, risk falling."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [(float(r["risk"]), float(r["false_alarms_per_100"])) for r in csv.DictReader(file)]
    return tuple(sorted(rows, reverse=True))


def threshold(false_alarms: float) -> float:
    """The lowest risk to show so that at most ``false_alarms`` of 100 clean sentences are flagged."""
    lowest = 1.01
    for risk, rate in _rates():
        if rate > false_alarms:
            break
        lowest = risk
    return lowest


def unseen(judged: Judged | None) -> float:
    """Evidence that a bead holds an error that no flag shows: its words, each as doubtful as they all are.

    Without it a long sentence in which every word is a little wrong would rank below any flag.
    """
    if judged is None:
        return 0.0
    mean = float(judged.en_scores.mean())
    return UNSEEN * len(judged.en_scores) / (1 + math.exp(-_SLOPE * (mean - _MIDDLE)))


def bead_risk(flags: Sequence[Flag], margin: float, judged: Judged | None) -> float:
    """The chance that a bead holds an error; its margin only orders beads that are otherwise equal.

    Args:
        flags: the bead's flags, with their risks.
        margin: the bead's margin, on the encoder's own scale.
        judged: what the word-level model says of it, None for a null bead.
    """
    clean = math.exp(-unseen(judged))
    for flag in flags:
        clean *= 1 - flag.risk
    return (1 - clean) + _TIE * clean / (1 + math.exp(4 * margin))
