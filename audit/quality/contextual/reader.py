"""The contextual model as it runs: ONNX graphs that read a sentence, and one that compares two."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from audit.errors import EncoderError
from audit.languages.normalise import normalise
from audit.quality.contextual import (
    COMPARER,
    FOLDER,
    INPUTS,
    OUTPUTS,
    TOKENIZER,
    TRUNK,
    UPPER,
)
from audit.quality.contextual.support import Place, Words, support_of
from audit.records.digest import sha256_of_file, sha256_of_text

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Array = NDArray[np.float32]
_MOST = 254
"""Pieces of a text that are read; no newspaper prints a longer sentence, and training saw no longer text."""


class Read(NamedTuple):
    """Sentences read together: the places of their pieces, and their vectors, shape (n, 768).

    ``cut`` says that they have more pieces than are read at once.
    """

    places: tuple[Place, ...]
    vectors: Array
    cut: bool = False


class Compared(NamedTuple):
    """Log-odds that something is wrong in a pair of texts, piece by piece.

    ``en`` has shape (m,), ``ko`` (n,); ``en_alone`` and ``ko_alone`` that the other side has nothing for a
    wrong piece; ``gaps`` (m + 1,) that words are missing before an English piece; ``pair`` of both as a
    whole; ``links`` (m, n) the cosines of the pieces.
    """

    en: Array
    ko: Array
    en_alone: Array
    ko_alone: Array
    gaps: Array
    pair: float
    links: Array


class Reader:
    """The graphs in a folder written by ``audit.training.contextual.export``.

    Raises:
        EncoderError: a file of the folder is missing or damaged.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        try:
            from tokenizers import Tokenizer

            self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            self._tokenizer.enable_truncation(_MOST + 2)
            self._trunk, self._upper, self._compare = (
                session(folder / name) for name in (TRUNK, UPPER, COMPARER)
            )
            names = (TRUNK, UPPER, COMPARER, TOKENIZER)
            self.weights_hash = sha256_of_text("".join(sha256_of_file(folder / n) for n in names))
        except Exception as error:
            raise EncoderError(
                f"The contextual quality model in {folder} cannot be read ({error}); restore the folder "
                'from the repository, or set quality = "fast".'
            ) from error

    def read(self, sentences: Sequence[str]) -> Read:
        """The pieces of sentences, read together; those beyond ``_MOST`` are left out."""
        plain = [normalise(sentence) for sentence in sentences]
        starts = [0]
        for part in plain:
            starts.append(starts[-1] + len(part.text) + 1)
        coded = self._tokenizer.encode(" ".join(part.text for part in plain))
        ids = np.array([coded.ids], dtype=np.int64)
        (vectors,) = self._trunk.run(None, {"ids": ids, "mask": np.ones_like(ids)})
        (read,) = self._upper.run(None, {"vectors": vectors[0, 1:-1]})
        places = []
        for start, end in coded.offsets[1:-1]:
            # A piece may begin with the space before its word, and that with the one between sentences.
            of = bisect_right(starts, max(start, end - 1), hi=len(plain)) - 1
            first, last = max(start - starts[of], 0), min(end - starts[of], len(plain[of].text))
            places.append(Place(of, *plain[of].span(first, max(first, last))))
        return Read(tuple(places), read, bool(coded.overflowing))

    def compare(self, ko: Read, en: Read, ko_words: Words, en_words: Words) -> Compared:
        """Scores of a pair; both texts must have pieces. The words are the embedded encoder's."""
        support = support_of(ko.places, en.places, ko_words, en_words)
        given = dict(zip(INPUTS, (ko.vectors, en.vectors, *support), strict=True))
        scores = self._compare.run(list(OUTPUTS), given)
        found: Mapping[str, Any] = dict(zip(OUTPUTS, scores, strict=True))
        return Compared(
            found["en_wrong"], found["ko_wrong"], found["en_alone"], found["ko_alone"],
            found["gaps"], float(found["pair"]), found["links"],
        )  # fmt: skip


def session(path: Path) -> InferenceSession:
    """A graph on one core: a sentence is too little work to share."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
