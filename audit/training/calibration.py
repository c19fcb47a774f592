"""Measure the false-alarm table: ``python -m audit.training.calibration --data ../shared/data``.

Runs every check over clean human translations, the development halves of NTREX, PUD and FLORES, and
writes how many of 100 sentences have a flag of at least each risk to ``audit/calibration.csv``: an editor
who looks at a sentence in vain was alarmed once, however many flags it has.
Nothing is trained on these sentences; rates measured on them are in-sample for the budget alone.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np

from audit.bench import pairs_of
from audit.bench.divergence import CLEAN_SETS, flagged
from audit.pipeline import Auditor
from audit.risk.budget import TABLE

_RISKS = np.round(np.arange(0.98, 0.04, -0.02), 2)


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(
        prog="python -m audit.training.calibration", description=__doc__
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    pairs = [pair for name in CLEAN_SETS for pair in pairs_of(options.data / "dev" / name)]
    auditor = Auditor()
    found = np.array([flagged(auditor, pair).riskiest for pair in pairs])
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["risk", "false_alarms_per_100"])
        for risk in _RISKS:
            writer.writerow([risk, round(100 * float((found >= risk).sum()) / len(pairs), 3)])
    print(f"{len(pairs)} clean pairs, {(found > 0).sum()} with a flag; written to {TABLE}")


if __name__ == "__main__":
    main()
