"""The risk of a bead and of its findings, all evidence taken together.

What the exact checks found and what the quality model says of a bead are taken as independent evidence:
their chances make the bead's by noisy-or (Pearl 1988), and each finding has its own part of it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from audit.checks import Doubt, check_of
from audit.quality.model import Judgement
from audit.quality.words import WordScores
from audit.records.flag import Category, Finding, Flag
from audit.records.measured import thresholds

MODEL = Path(__file__).with_name("risk.json")
FIGURES = ("pair", "words", "absent")
"""What the word-level models say of a bead: the pair's log-odds, the mean of its English words', and how
surely the English alone lacks words."""
T = thresholds(__name__)
UNSEEN = T["unseen"]
"""Share of the words that the model doubts in which an error is taken to hide that no flag shows."""
_MIDDLE, _SLOPE = T["middle"], T["slope"]
"""The mean log-odds of a bead's words at which half is to be doubted, and how fast that rises."""
_HALVED = {Category.QUOTATION: T["halved_quotation"]}
"""Where a category's confidence begins to count by half: translators often quote what is only reported."""
_TIE, _TIE_SLOPE = T["tie"], T["tie_slope"]
"""What a bead's margin adds to its risk at most, and how fast that falls as the margin grows."""


def evidence(chance: float) -> float:
    """A chance as evidence that adds up: the negative logarithm of its complement."""
    return -math.log(1 - min(chance, 0.999))


def figures(judged: WordScores) -> tuple[float, ...]:
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


def model_evidence(judged: Judgement | None) -> float:
    """Evidence from the word-level models that something is wrong with a bead; 0 for a null bead."""
    if judged is None or judged.words is None:
        return 0.0
    weights, bias = _model()
    odds = sum(w * x for w, x in zip(weights, figures(judged.words), strict=True)) + bias
    return evidence(1 / (1 + math.exp(-min(odds, 30.0)))) + judged.words.added


def doubt_of(found: Finding) -> Doubt:
    """How a finding's confidence becomes risk, by its check; a reviewer's own word stands."""
    check = check_of(found.check)
    return check.doubt if check else Doubt.OWN


def _believed(found: Finding) -> float:
    over = max(0.0, found.confidence - _HALVED.get(found.category, 1.0))
    return found.confidence - over / 2


def risks(findings: Sequence[Finding], judged: Judgement | None) -> list[float]:
    """The risk of each of a bead's findings; taken as independent, they make the bead's.

    A finding of an exact check has its own confidence; those that point at words which the model doubts
    share what it says of the bead, in proportion to theirs.
    """
    by_model = [doubt_of(found) is Doubt.MODEL for found in findings]
    pointing = sum(
        evidence(found.confidence) for found, model in zip(findings, by_model, strict=True) if model
    )
    words = model_evidence(judged)
    parts = [
        words * evidence(found.confidence) / max(pointing, 1e-9)
        if model
        else evidence(_believed(found))
        for found, model in zip(findings, by_model, strict=True)
    ]
    # Rounded, so that a confidence comes out as the figure that the calibration counts it under.
    return [round(1 - math.exp(-part), 6) for part in parts]


def unseen_errors(judged: Judgement | None) -> float:
    """Evidence that a bead holds an error that no flag shows: its words, each as doubtful as they all are.

    Without it a long sentence in which every word is a little wrong would rank below any flag.
    """
    if judged is None or judged.words is None:
        return 0.0
    words = judged.words
    doubted = 1 / (1 + math.exp(-_SLOPE * (words.mean - _MIDDLE)))
    return UNSEEN * len(words.en_scores) * doubted


def bead_risk(flags: Sequence[Flag], margin: float, judged: Judgement | None) -> float:
    """The chance that a bead holds an error; its margin only orders beads that are otherwise equal.

    Args:
        flags: the bead's flags, with their risks.
        margin: the bead's margin, on the encoder's own scale.
        judged: what the quality model says of it, None for a null bead.
    """
    clean = math.exp(-unseen_errors(judged))
    for flag in flags:
        clean *= 1 - flag.risk
    return (1 - clean) + _TIE * clean / (1 + math.exp(_TIE_SLOPE * margin))
