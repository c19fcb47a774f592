"""The false-alarm budget as a threshold on risk.

A table is measured by ``audit.training.calibration`` on human translations of several kinds, one for the fast
model's word scores, on which a judge adds its own, and one for those of each other model: for each risk, how
many of 100 clean sentences have a flag of at least that risk, on the mean of the kinds, and no more than
:data:`SLACK` times as many of any kind.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("calibration.csv")
"""The fast model's."""
SLACK = 1.5
"""How many times the budget of false alarms a single kind of text may have."""
LARGEST = 15.0
"""The largest false-alarm budget for which flags are kept, whatever the one that was asked for."""


def own_table(quality: str) -> Path:
    """Where a quality model's own table would stand, by its name in the settings or in a result."""
    name = quality.partition("@")[0]
    return TABLE if name == "fast" else TABLE.with_name(f"calibration.{name}.csv")


def table_of(quality: str) -> Path:
    """The table for a quality model; the fast model's where it has none of its own."""
    own = own_table(quality)
    return own if own.exists() else TABLE


@lru_cache(maxsize=8)
def _rates(table: Path) -> tuple[tuple[float, float], ...]:
    """Risk and how many of 100 clean sentences have a flag of that risk or above, risk falling."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = [(float(r["risk"]), float(r["false_alarms_per_100"])) for r in csv.DictReader(file)]
    return tuple(sorted(rows, reverse=True))


def threshold(false_alarms: float, quality: str) -> float:
    """The lowest risk to show so that at most ``false_alarms`` of 100 clean sentences are flagged.

    Args:
        false_alarms: the budget.
        quality: the quality model's name, in the settings or in a result.
    """
    lowest = 1.01
    for risk, rate in _rates(table_of(quality)):
        if rate > false_alarms:
            break
        lowest = risk
    return lowest
