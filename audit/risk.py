"""Risk of a flag, and the false-alarm budget as a threshold on it.

``calibration.csv`` is measured by ``audit.training.calibration`` on human translations that nothing
was trained on: for each risk, how many flags of at least that risk there are in 100 clean sentences.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from audit.report import Flag

_TIE = 0.01

TABLE = Path(__file__).with_name("calibration.csv")


@lru_cache(maxsize=1)
def _rates() -> tuple[tuple[float, float], ...]:
    """Risk and false alarms in 100 clean sentences at that risk or above, risk falling."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [(float(r["risk"]), float(r["false_alarms_per_100"])) for r in csv.DictReader(file)]
    return tuple(sorted(rows, reverse=True))


def risk_of(flag: Flag) -> float:
    """The chance that a flag is a real error, 0 to 1: its check's own confidence."""
    return flag.confidence


def threshold(false_alarms: float) -> float:
    """The lowest risk to show so that 100 clean sentences give at most ``false_alarms`` flags."""
    lowest = 1.01
    for risk, rate in _rates():
        if rate > false_alarms:
            break
        lowest = risk
    return lowest


def bead_risk(flags: Sequence[Flag], margin: float) -> float:
    """The chance that a bead holds an error; its margin only orders beads without flags.

    Args:
        flags: the bead's flags, with their risks.
        margin: the bead's margin, on the encoder's own scale.
    """
    clean = 1.0
    for flag in flags:
        clean *= 1 - flag.risk
    return (1 - clean) + _TIE * clean / (1 + math.exp(4 * margin))
