"""The embedded encoder: a learned bag of morphemes, stems and name skeletons.

A sentence's vector is the weighted sum of its features' rows, at unit length. The rows are stored as
int8 with one scale a row; ``audit.training.encoder`` makes them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from audit.encoders.features import BUCKETS, Feature, features_of, pieces
from audit.encoders.vectors import TokenVectors
from audit.errors import EncoderError
from audit.languages.normalise import normalise

EMBEDDED_DIR = Path(__file__).parent / "embedded"
_WEIGHTS, _VOCABULARY, _CONFIG = "model.safetensors", "vocabulary.txt", "config.json"
_BATCH = 4096


class Nearest(NamedTuple):
    """Rows of the vocabulary near a vector, the nearest first: their cosines and unit vectors."""

    cosines: tuple[float, ...]
    vectors: tuple[NDArray[np.float32], ...]


class BagEncoder:
    """An encoder read from a folder written by :func:`save`.

    Raises:
        EncoderError: a file of the folder is missing or does not fit the others.
    """

    def __init__(self, folder: Path = EMBEDDED_DIR, name: str = "embedded") -> None:
        self.name = name
        self._folder = folder
        try:
            weights = load_file(folder / _WEIGHTS)
            keys = (folder / _VOCABULARY).read_text(encoding="utf-8").split("\n")
            self.rows: NDArray[np.generic] = weights["rows"]
            self.scales: NDArray[np.float32] = weights["scales"].astype(np.float32)
        except Exception as error:
            raise EncoderError(
                f"The encoder in {folder} cannot be read ({error}); restore the folder "
                "from the repository or name another encoder with --encoder."
            ) from error
        if not len(self.rows) == len(self.scales) == len(keys) + BUCKETS:
            raise EncoderError(
                f"The encoder in {folder} is inconsistent (vocabulary and weights differ in "
                "length); restore the folder from the repository."
            )
        self._ids = {key: i for i, key in enumerate(keys)}
        self.dimension = int(self.rows.shape[1])
        digest = hashlib.sha256()
        for file in (_WEIGHTS, _VOCABULARY):
            digest.update((folder / file).read_bytes())
        self.weights_hash = digest.hexdigest()

    def _bag(self, features: Sequence[Feature]) -> tuple[list[int], list[float], list[int]]:
        """Row ids, their shares, and the feature each belongs to; pieces share one feature's."""
        ids: list[int] = []
        shares: list[float] = []
        owners: list[int] = []
        for owner, feature in enumerate(features):
            known = self._ids.get(feature.key)
            if known is not None:
                ids.append(known)
                shares.append(1.0)
                owners.append(owner)
                continue
            found = [len(self._ids) + bucket for bucket in pieces(feature.key)]
            ids += found
            shares += [1 / max(1, len(found))] * len(found)
            owners += [owner] * len(found)
        return ids, shares, owners

    def _vectors(self, ids: list[int], shares: list[float]) -> NDArray[np.float32]:
        """Weighted rows, shape (len(ids), dimension)."""
        scale = self.scales[ids] * np.asarray(shares, dtype=np.float32)
        return self.rows[ids].astype(np.float32) * scale[:, None]

    def bags(self, sentences: Sequence[str]) -> Iterator[tuple[list[int], list[float]]]:
        """Row ids of each sentence's features, and the share of each row in its feature."""
        for first in range(0, len(sentences), _BATCH):
            for features in features_of(sentences[first : first + _BATCH]):
                ids, shares, _ = self._bag(features)
                yield ids, shares

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (n, dimension); a sentence without features is the zero vector."""
        out = np.zeros((len(sentences), self.dimension), dtype=np.float32)
        for at, (ids, shares) in enumerate(self.bags(sentences)):
            if ids:
                total = self._vectors(ids, shares).sum(axis=0)
                out[at] = total / max(float(np.linalg.norm(total)), 1e-9)
        return out

    def tokens(self, sentences: Sequence[str]) -> list[TokenVectors]:
        """Each sentence's tokens; a token's weight is its part's length in the sentence vector.

        Features on one span (a name and its skeleton) are one token.
        """
        found = []
        for sentence, features in zip(sentences, features_of(sentences), strict=True):
            ids, shares, owners = self._bag(features)
            spans = sorted({(f.start, f.end) for f in features})
            at = {span: i for i, span in enumerate(spans)}
            sums = np.zeros((len(spans), self.dimension), dtype=np.float32)
            span_of = [at[feature.start, feature.end] for feature in features]
            for owner, vector in zip(owners, self._vectors(ids, shares), strict=True):
                sums[span_of[owner]] += vector
            lengths = np.linalg.norm(sums, axis=1).astype(np.float32)
            plain = normalise(sentence)
            found.append(
                TokenVectors(
                    tuple(plain.text[a:b] for a, b in spans),
                    tuple(plain.span(a, b) for a, b in spans),
                    sums / np.maximum(lengths, 1e-9)[:, None],
                    lengths,
                )
            )
        return found

    def nearest(self, vector: NDArray[np.float32], kind: str, count: int) -> Nearest:
        """The features of a kind (``e``, English stems; ``k``, Korean morphemes) nearest to a unit vector."""
        rows, lengths = self._kinds[kind]
        cosines = (rows @ vector) / lengths
        least = np.partition(cosines, -count)[-count] if count < len(cosines) else -np.inf
        near = np.flatnonzero(cosines >= least)
        best = near[np.argsort(-cosines[near])][:count]
        units = rows[best] / lengths[best][:, None]
        return Nearest(tuple(float(cosines[i]) for i in best), tuple(units))

    @cached_property
    def _kinds(self) -> dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]:
        """The rows of each kind of word, and their lengths."""
        kinds = {}
        for kind in "ek":
            ids = np.array([i for key, i in self._ids.items() if key.startswith(f"{kind}:")])
            rows = self.rows[ids].astype(np.float32)
            lengths = np.linalg.norm(rows, axis=1)
            kinds[kind] = (rows, np.maximum(lengths, 1e-9).astype(np.float32))
        return kinds

    def copy_to(self, folder: Path) -> None:
        """Write the encoder's files into another folder, byte for byte."""
        folder.mkdir(parents=True, exist_ok=True)
        if folder.resolve() != self._folder.resolve():
            for file in (_WEIGHTS, _VOCABULARY, _CONFIG):
                shutil.copyfile(self._folder / file, folder / file)


@cache
def embedded() -> BagEncoder:
    """The embedded encoder, read once in a process.

    Raises:
        EncoderError: its files are missing or damaged.
    """
    return BagEncoder()


def save(
    folder: Path,
    keys: Sequence[str],
    rows: NDArray[np.float32],
    config: dict[str, object],
    *,
    exact: bool = False,
) -> None:
    """Write an encoder: int8 rows with one scale each, and what it was made with.

    Args:
        folder: created if need be.
        keys: the vocabulary, one feature key a row; the hash buckets' rows follow.
        rows: shape (len(keys) + BUCKETS, dimension).
        config: written as ``config.json``.
        exact: keep the rows in float32, to measure what int8 loses.
    """
    folder.mkdir(parents=True, exist_ok=True)
    scales = np.maximum(np.abs(rows).max(axis=1), 1e-9) / 127
    stored = np.rint(rows / scales[:, None]).astype(np.int8)
    if exact:
        scales, stored = np.ones_like(scales), rows
    save_file({"rows": stored, "scales": scales.astype(np.float32)}, folder / _WEIGHTS)
    (folder / _VOCABULARY).write_text("\n".join(keys), encoding="utf-8")
    (folder / _CONFIG).write_text(
        json.dumps(config, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
