"""The word-level quality model as the rest of the tool uses it: beads in, scores of their words out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from audit.encoders.vectors import TokenVectors
from audit.errors import EncoderError
from audit.quality import FLUENCY, FOLDER, VOCABULARY, WEIGHTS
from audit.quality.features import batch_of
from audit.quality.network import absent, forward
from audit.quality.tokens import Tokens, joined, tokens
from audit.records.article import Lang
from audit.records.digest import sha256_of_file, sha256_of_text

_BATCH = 64
MOST_TOKENS = 400


class WordScores(NamedTuple):
    """Log-odds that something is wrong in a pair: each English token, gap and Korean token, and all.

    ``en_scores`` has shape (n,), ``gaps`` (n + 1,): something is missing before token i; ``ko_scores``
    (m,). ``absent`` (n + 1,) is what the English alone says of the gaps. Pairs of more than 400 tokens a
    side are judged by their first 400. ``mean`` is that of the English scores as the fast model gives them,
    whatever another puts in their place. ``added`` is the evidence that another model adds to what the fast
    one says of the pair: the negative logarithm of the chance that nothing is wrong.
    """

    ko: Tokens
    en: Tokens
    ko_scores: NDArray[np.float32]
    en_scores: NDArray[np.float32]
    gaps: NDArray[np.float32]
    absent: NDArray[np.float32]
    pair: float
    mean: float
    added: float = 0.0


Sentences = Sequence[tuple[str, TokenVectors]]


class WordModel:
    """The model in a folder written by ``audit.training.quality``.

    It reads token vectors of the embedded encoder.

    Raises:
        EncoderError: a file of the folder is missing or damaged.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        try:
            stored = load_file(folder / WEIGHTS) | load_file(folder / FLUENCY)
            self._weights = {key: value.astype(np.float32) for key, value in stored.items()}
            self.words = {lang: read_words(folder / name) for lang, name in VOCABULARY.items()}
            self.weights_hash = _hash_of(folder)
        except Exception as error:
            raise EncoderError(
                f"The word-level quality model in {folder} cannot be read ({error}); restore the "
                "folder from the repository."
            ) from error

    def tokens(self, side: Lang, sentences: Sentences) -> Tokens:
        """The tokens of the sentences of one side of a bead, with the vectors they came with."""
        return joined([tokens(side, text, found, self.words[side]) for text, found in sentences])

    def judge(self, pairs: Sequence[tuple[Tokens, Tokens]]) -> list[WordScores]:
        """Scores of each pair of Korean and English tokens; both sides must have some."""
        cut = [(_first(ko), _first(en)) for ko, en in pairs]
        order = sorted(range(len(cut)), key=lambda i: max(len(t.texts) for t in cut[i]))
        found: dict[int, WordScores] = {}
        for first in range(0, len(order), _BATCH):
            rows = order[first : first + _BATCH]
            batch = batch_of([cut[i] for i in rows])
            scores = forward(self._weights, batch)
            gone = absent(self._weights, batch.en)
            for row, i in enumerate(rows):
                ko, en = cut[i]
                found[i] = WordScores(
                    ko,
                    en,
                    scores.ko[row, : len(ko.texts)],
                    scores.en[row, : len(en.texts)],
                    scores.gaps[row, : len(en.texts) + 1],
                    gone[row, : len(en.texts) + 1],
                    float(scores.pair[row]),
                    float(scores.en[row, : len(en.texts)].mean()),
                )
        return [found[i] for i in range(len(cut))]


def _hash_of(folder: Path) -> str:
    """SHA-256 over the hashes of the folder's files."""
    names = (WEIGHTS, FLUENCY, *VOCABULARY.values())
    return sha256_of_text("".join(sha256_of_file(folder / name) for name in names))


def read_words(path: Path) -> dict[str, int]:
    """The ids of a vocabulary's words, from 1; 0 is any other word."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return {word: i + 1 for i, word in enumerate(lines)}


def _first(found: Tokens) -> Tokens:
    if len(found.texts) <= MOST_TOKENS:
        return found
    return Tokens(
        found.texts[:MOST_TOKENS],
        found.spans[:MOST_TOKENS],
        found.sentence[:MOST_TOKENS],
        found.vectors[:MOST_TOKENS],
        found.lengths[:MOST_TOKENS],
        found.words[:MOST_TOKENS],
        found.suffixes[:MOST_TOKENS],
        found.shapes[:MOST_TOKENS],
    )
