"""The word-level quality network in plain numpy: which tokens, gaps and pairs look wrong.

Token embeddings and figures go through convolutions over the sentence, so that a token is judged with
its neighbours; each English token, each gap between English tokens and each Korean token gets a score, and
the pair one over all. The tagging of words and gaps follows the shared tasks on word-level quality
estimation (Specia et al. 2018; Kepler et al. 2019).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audit.quality.features import PairBatch, SideBatch

Array = NDArray[np.float32]
Weights = Mapping[str, Array]
_NONE = np.float32(-10)


class Scores(NamedTuple):
    """Log-odds that something is wrong.

    ``en`` has shape (b, n): a token that the Korean does not have; ``gaps`` (b, n + 1): something is
    missing before token i; ``ko`` (b, m): a Korean token that the English does not have; ``pair`` (b,):
    the pair.
    """

    en: Array
    gaps: Array
    ko: Array
    pair: Array


def _linear(weights: Weights, name: str, x: Array) -> Array:
    return np.asarray(x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"], dtype=np.float32)


def _convolved(weights: Weights, name: str, x: Array) -> Array:
    """A convolution of width 3 over rows one after another; x has shape (n, d)."""
    beside = np.zeros((len(x), 3, x.shape[1]), dtype=np.float32)
    beside[1:, 0] = x[:-1]
    beside[:, 1] = x
    beside[:-1, 2] = x[1:]
    kernel = _kernel(weights[f"{name}.weight"])
    return np.asarray(beside.reshape(len(x), -1) @ kernel + weights[f"{name}.bias"], np.float32)


def _kernel(weight: Array) -> Array:
    """A kernel of shape (out, in, 3) as one matrix (3 * in, out)."""
    return np.ascontiguousarray(weight.transpose(2, 1, 0)).reshape(-1, len(weight))


def _encoded(weights: Weights, name: str, side: SideBatch, layers: int) -> Array:
    seen = np.concatenate(
        [
            weights[f"{name}_words.weight"][side.words],
            weights[f"{name}_suffixes.weight"][side.suffixes],
            side.shapes,
            side.figures,
        ],
        axis=2,
    )
    # Sentences one after another with an empty row between, so that nothing is spent on padding.
    spaced = np.concatenate([side.mask, np.zeros((len(side.mask), 1), dtype=bool)], axis=1)
    spaced[np.arange(len(spaced)), side.mask.sum(axis=1)] = True
    tokens = np.concatenate([side.mask, np.zeros((len(side.mask), 1), dtype=bool)], axis=1)[spaced]
    x = np.zeros((len(tokens), weights[f"{name}_in.bias"].shape[0]), dtype=np.float32)
    x[tokens] = np.maximum(_linear(weights, f"{name}_in", seen[side.mask]), 0)
    for layer in range(layers):
        x[tokens] += np.maximum(_convolved(weights, f"{name}_layers.{layer}", x), 0)[tokens]
    out = np.zeros((*side.mask.shape, x.shape[1]), dtype=np.float32)
    out[side.mask] = x[tokens]
    return out


def _pooled(x: Array, mask: NDArray[np.bool_]) -> Array:
    count = np.maximum(mask.sum(axis=1), 1)[:, None]
    return np.concatenate(
        [np.where(mask[..., None], x, _NONE).max(axis=1), x.sum(axis=1) / count], axis=1
    )


def layers_of(weights: Weights, name: str) -> int:
    """How many convolutions a side has."""
    return sum(key.startswith(f"{name}_layers.") and key.endswith("weight") for key in weights)


def forward(weights: Weights, batch: PairBatch) -> Scores:
    """The scores of a batch of pairs."""
    en = _encoded(weights, "en", batch.en, layers_of(weights, "en"))
    ko = _encoded(weights, "ko", batch.ko, layers_of(weights, "ko"))
    en_scores = np.where(batch.en.mask, _linear(weights, "en_out", en)[..., 0], _NONE)
    ko_scores = np.where(batch.ko.mask, _linear(weights, "ko_out", ko)[..., 0], _NONE)
    edge = np.zeros_like(en[:, :1])
    beside = np.concatenate(
        [np.concatenate([edge, en], axis=1), np.concatenate([en, edge], axis=1)], axis=2
    )
    inside = np.concatenate([batch.en.mask[:, :1], batch.en.mask], axis=1)
    gaps = np.where(inside, _linear(weights, "gap_out", beside)[..., 0], _NONE)
    pooled = np.concatenate(
        [
            _pooled(en, batch.en.mask),
            _pooled(ko, batch.ko.mask),
            en_scores.max(axis=1, keepdims=True),
            gaps.max(axis=1, keepdims=True),
            ko_scores.max(axis=1, keepdims=True),
        ],
        axis=1,
    )
    pair = _linear(weights, "pair_out", np.maximum(_linear(weights, "pair_in", pooled), 0))[:, 0]
    return Scores(en_scores, gaps, ko_scores, pair)


def absent(weights: Weights, side: SideBatch) -> Array:
    """Log-odds that words are missing before each English token and at the end, by the English alone.

    Args:
        weights: those of ``audit.training.fluency``.
        side: the English of a batch; its figures are not read.

    Returns:
        Shape (b, n + 1); -10 outside a sentence.
    """
    blind = side._replace(figures=side.figures[:, :, :0])
    x = _encoded(weights, "alone", blind, layers_of(weights, "alone"))
    edge = np.zeros_like(x[:, :1])
    beside = np.concatenate(
        [np.concatenate([edge, x], axis=1), np.concatenate([x, edge], axis=1)], axis=2
    )
    hidden = np.maximum(_linear(weights, "absent_in", beside), 0)
    inside = np.concatenate([side.mask[:, :1], side.mask], axis=1)
    return np.where(inside, _linear(weights, "absent_out", hidden)[..., 0], _NONE)
