"""How rare scores are on clean pairs: ``python -m audit.training.contextual.rarity --data ../shared/data``.

Prints, for the highest score of a pair in English, in Korean and of its gaps, the slope and the zero of its
rarity, which stand in ``audit/quality/thresholds.toml``: a line through the negative logarithms of the shares
of clean pairs above each score, from the share ``_COMMON`` to the share ``_RARE``. Every kind of text counts
alike (:mod:`audit.bench.clean`). Nothing is trained on them, but that the model has seen the adapted news.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audit.bench.clean import KINDS
from audit.encoders.bag import embedded
from audit.quality.contextual import FOLDER
from audit.quality.contextual.alignment import as_words
from audit.quality.contextual.reader import Reader

_COMMON, _RARE = 0.2, 0.005
_DRAWN = 800
"""Pairs of each kind."""


def highest(reader: Reader, data: Path) -> Iterator[tuple[float, float, float]]:
    """The highest scores of clean pairs: English, Korean, gaps."""
    encoder = embedded()
    for _, of in KINDS.values():
        pairs = [
            (article.source.sentences[i].text, article.target.sentences[j].text)
            for article in of(data)
            for (i,), (j,) in (
                link for link in article.given or () if len(link[0]) == len(link[1]) == 1
            )
        ]
        for k in np.linspace(0, len(pairs) - 1, _DRAWN).astype(int):
            texts = pairs[k]
            ko, en = (reader.read([text]) for text in texts)
            if ko.places and en.places:
                words = [as_words(encoder.tokens([text])) for text in texts]
                found = reader.compare(ko, en, *words)
                yield float(found.en.max()), float(found.ko.max()), float(found.gaps.max())


def fitted(scores: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and zero of the rarity of scores, from those of clean pairs."""
    ordered = np.sort(scores)
    first, last = (int((1 - share) * len(ordered)) for share in (_COMMON, _RARE))
    shares = (len(ordered) - np.arange(first, last)) / len(ordered)
    slope, at_zero = np.polyfit(ordered[first:last], -np.log(shares), 1)
    return float(slope), float(-at_zero / slope)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", type=Path, default=FOLDER)
    options = parser.parse_args()
    found = np.array([*highest(Reader(options.model), options.data)])
    for name, scores in zip(("english", "korean", "gaps"), found.T, strict=True):
        slope, zero = fitted(scores)
        print(f"[contextual.merged.{name}]\nvalue = {{ slope = {slope:.2f}, zero = {zero:.2f} }}")


if __name__ == "__main__":
    main()
