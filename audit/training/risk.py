"""Fit how much the word-level models count: ``python -m audit.training.risk --data ../shared/data``.

Held-out pairs of the kinds of text that news is nearest to, as they are and with one error put in, seen
through the encoder that did not learn from them; one logistic regression (scikit-learn) weighs what the
word-level models say of each. All kinds of error count alike. The weights are plain numbers in
``audit/risk.json``. No evaluation set is read. Needs the encoders that ``audit.training.quality`` keeps in
``--work``.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from audit.encoders.bag import BagEncoder
from audit.errors import InputError
from audit.quality.tokens import Tokens
from audit.quality.words import WordModel
from audit.risk.combine import FIGURES, MODEL, figures
from audit.training.pairs import Pair, read_pairs
from audit.training.quality_data import (
    SHOWN,
    Example,
    Examples,
    Half,
    chosen,
    half_encoder,
    half_of,
    is_held,
    numbered,
    seen,
)  # fmt: skip

COMMAND = "python -m audit.training.risk"
SEED = 20250919
PRIOR = 0.05
"""Share of beads that are taken to hold an error: one in twenty of edited AI drafts."""
ROUNDS = 8
"""Times an error is drawn for each pair."""
_GENERAL, _LONG = 4, 8


class Sample(NamedTuple):
    """A pair as the regression sees it; an empty kind is a pair without an error."""

    figures: tuple[float, ...]
    kind: str


def samples(half: Half, judge: WordModel, seed: int) -> Iterator[Sample]:
    """Each pair of some words as it is and with errors, as often as ``ROUNDS``."""
    made = Examples(half, seed)
    long = [i for i, row in enumerate(half.rows) if len(row.en) >= _LONG]
    for _ in range(ROUNDS):
        examples = [example for i in long for example in made.of(i)]
        found = judge.judge([_sides(half, example) for example in examples])
        for example, judged in zip(examples, found, strict=True):
            yield Sample(figures(judged), example.kind)


def _sides(half: Half, example: Example) -> tuple[Tokens, Tokens]:
    return chosen(half.ko, example.ko), chosen(half.en, example.en)


def fitted(found: list[Sample]) -> dict[str, object]:
    """The regression's weights; half of the weight is on pairs without an error."""
    x = np.array([sample.figures for sample in found])
    wrong = np.array([bool(sample.kind) for sample in found])
    kinds = Counter(sample.kind for sample in found)
    weights = np.array([1 / kinds[sample.kind] for sample in found])
    for part in (wrong, ~wrong):
        weights[part] *= len(found) / 2 / weights[part].sum()
    model = LogisticRegression(max_iter=2000).fit(x, wrong, sample_weight=weights)
    odds = math.log(PRIOR / (1 - PRIOR))
    return {
        "weights": {n: round(float(w), 4) for n, w in zip(FIGURES, model.coef_[0], strict=True)},
        "bias": round(float(model.intercept_[0]) + odds, 4),
        "prior": PRIOR,
    }


def read_half(pairs: list[Pair], work: Path, half: int, judge: WordModel) -> Half:
    """The held-out pairs of one half through the encoder trained on the other.

    Raises:
        InputError: the encoder is not there.
    """
    folder = half_encoder(work, half)
    if not folder.exists():
        raise InputError(
            "encoder of a half missing", str(folder), "run audit.training.quality first"
        )
    mine = [pair for pair in pairs if half_of(pair) == half]
    return numbered(seen(BagEncoder(folder), mine, lambda line: None), judge.words)


def main() -> None:
    """Make the samples, fit, and write."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("out/training"))
    options = parser.parse_args()
    pairs, _ = read_pairs(options.data)
    held = [p for p in pairs if SHOWN.get(p.source, 0) >= _GENERAL and is_held(p)]
    judge = WordModel()
    found = [
        sample
        for half in (0, 1)
        for sample in samples(read_half(held, options.work, half, judge), judge, SEED + half)
    ]
    made = fitted(found)
    MODEL.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(f"{Counter(sample.kind for sample in found)}\n{made}\nwritten to {MODEL}", flush=True)


if __name__ == "__main__":
    main()
