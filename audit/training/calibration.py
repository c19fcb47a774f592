"""Measure the false-alarm table: ``python -m audit.training.calibration --data ../shared/data``.

Runs every check over clean human translations of several kinds (:mod:`audit.bench.clean`) and writes to
``audit/risk/calibration.csv``, or to the table of another quality model, for each risk, how many of 100
sentences of each kind have a flag of at least that risk, and what counts as the rate of false alarms: the
mean over the kinds, or the worst kind's by the slack that a kind is given
(:data:`audit.risk.budget.SLACK`) where that is more. So a budget holds on average, and on no kind is it
exceeded by more than half. Nothing is trained on these sentences, but that the encoder and the contextual
model have seen the adapted news as pairs; rates measured on them are in-sample for the budget alone.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from audit.bench.clean import Risks, measured, rates
from audit.pipeline import Auditor
from audit.records.settings import DEFAULT_QUALITY, Settings
from audit.risk.budget import SLACK, own_table

_RISKS: Sequence[float] = [float(risk) for risk in np.round(np.arange(0.98, 0.04, -0.02), 2)]


def table(found: Mapping[str, Risks]) -> list[dict[str, float]]:
    """The rows of the table, risk falling.

    Args:
        found: by kind of text, the highest risk on each of its sentences.
    """
    rows = []
    for risk in _RISKS:
        by_kind = rates(found, risk)
        rate = max(float(np.mean([*by_kind.values()])), max(by_kind.values()) / SLACK)
        # Rounded up, so that a budget that a row is said to hold is held.
        told = {
            "risk": risk,
            "false_alarms_per_100": max(0.0, float(np.ceil(1000 * rate - 1e-9)) / 1000),
        }
        rows.append(told | {name: round(value, 3) for name, value in by_kind.items()})
    return rows


def write(rows: Sequence[Mapping[str, float]], path: Path) -> None:
    """Write the table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(
        prog="python -m audit.training.calibration", description=__doc__
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--corpus", type=Path, default=Path("corpora"))
    parser.add_argument("--quality", default=DEFAULT_QUALITY, help="the quality model")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    out = options.out or own_table(options.quality)
    auditor = Auditor(settings=Settings(quality=options.quality))
    found = measured(auditor, options.data, options.corpus)
    write(table(found), out)
    counts = ", ".join(f"{sum(map(len, risks))} {name}" for name, risks in found.items())
    print(f"clean sentences: {counts}; written to {out}")


if __name__ == "__main__":
    main()
