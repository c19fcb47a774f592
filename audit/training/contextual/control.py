"""The control beside the model: ``python -m audit.training.contextual.control --control DIR``.

The same network, trained on the same pairs with the Korean hidden (``train --blind``, ``export --blind``),
shows how much of a score the English gives away by itself: an odd word is odd without its source, too.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from audit.bench import Settings
from audit.bench.divergence import clean_pairs, corrupted_pairs
from audit.encoders import EMBEDDED
from audit.encoders.bag import embedded
from audit.quality.contextual import FOLDER
from audit.quality.contextual.alignment import as_words
from audit.quality.contextual.reader import Reader
from audit.quality.contextual.support import Words

_LEVEL = 0.95
"""Share of clean pairs that an error must stand above."""


def _words(text: str) -> Words:
    return as_words(embedded().tokens([text]))


def scores(reader: Reader, pairs: Iterable[tuple[str, str]]) -> np.ndarray:
    """Log-odds that something is wrong, by the network alone, of each pair with words on both sides."""
    found = []
    for ko, en in pairs:
        sides = reader.read([ko]), reader.read([en])
        if all(side.places for side in sides):
            found.append(reader.compare(*sides, _words(ko), _words(en)).pair)
    return np.array(found)


def distances(pairs: Iterable[tuple[str, str]]) -> np.ndarray:
    """1 less the cosine of the embedded encoder's vectors, of each pair."""
    ko, en = (embedded().encode(list(side)) for side in zip(*pairs, strict=True))
    return np.asarray(1 - np.einsum("ij,ij->i", ko, en))


def main() -> None:
    """Print the share of each kind of error that stands above 95 % of the clean pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--control", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=FOLDER)
    options = parser.parse_args()
    settings = Settings(EMBEDDED)
    clean, corrupted = clean_pairs(settings), corrupted_pairs(settings)
    model, control = Reader(options.model), Reader(options.control)
    columns = (
        ("model", lambda pairs: scores(model, pairs)),
        ("without the Korean", lambda pairs: scores(control, pairs)),
        ("cosine", distances),
    )
    levels = {name: np.quantile(of(clean), _LEVEL) for name, of in columns}
    print(f"{'':34}" + "".join(f"{name:>20}" for name, _ in columns))
    for kind, pairs in sorted(corrupted.items()):
        shares = [float((of(pairs) > levels[name]).mean()) for name, of in columns]
        print(f"{kind:34}" + "".join(f"{share:20.2f}" for share in shares), flush=True)


if __name__ == "__main__":
    main()
