"""Train the encoder whose cosines the contextual model learns with: ``python -m …other_encoder --out DIR``.

An encoder supports the sentences it was trained on better than any others, so this one is trained as the
embedded one is, on those pairs that the contextual model does not learn from (cross-fitting, Chernozhukov et
al. 2018). When the model runs it reads the embedded encoder's cosines in their place.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from audit.encoders.bag import save
from audit.training import encoder
from audit.training.contextual.material import chosen
from audit.training.pairs import read_pairs

_MOST = {"train/ms_docs_ht": 50_000, "train/python_docs": 15_000, "train/tensorflow_docs": 15_000}
"""Pairs of the sources of which there are more than enough."""
_TIMES = 3
"""Times that it goes through them; the embedded one, five."""


def main() -> None:
    """Train on the other pairs, and write the encoder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("out/training/other_encoder"))
    options = parser.parse_args()
    taken = {(pair.ko, pair.en) for pair in chosen(options.data)}
    counts: Counter[str] = Counter()
    rest = []
    for pair in read_pairs(options.data)[0]:
        counts[pair.source] += 1
        if (pair.ko, pair.en) not in taken and counts[pair.source] <= _MOST.get(pair.source, 10**9):
            rest.append(pair)
    print(f"{len(rest)} pairs", flush=True)
    keys, table = encoder.learned(rest, lambda line: print(line, flush=True), _TIMES)
    save(options.out, keys, table, {"dimension": encoder.DIMENSION, "pairs": len(rest)})


if __name__ == "__main__":
    main()
