"""Cut the trunk: ``python -m audit.training.contextual.trunk --base E5_DIR --out DIR``.

The lower seven layers of multilingual-e5-small (Wang et al. 2024, MIT) as an ONNX graph with weights in
eight bits: of all its layers the seventh aligns Korean and English words best. The layers above go beside
it as they are, for training to start from.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer
from transformers import BertModel

from audit.quality.contextual import TOKENIZER, TRUNK
from audit.quality.contextual.reader import session
from audit.records.article import Lang
from audit.training.contextual.graph import write_graph
from audit.training.pairs import Pair

LAYERS = 7
UPPER = 2
"""Layers above the trunk that are trained."""
UPPER_WEIGHTS, MEANS = "upper.safetensors", "means.safetensors"
WIDTH = 384
MOST = 200
"""Pieces of the longest side; what is beyond is cut off."""
_MEASURED = 1500


class Trunk:
    """The frozen lower layers, on one processor core.

    ``means`` are the mean vectors of the pieces of Korean and of English, shape (384,): vectors of different
    languages share directions that say nothing but which language it is.
    """

    def __init__(self, folder: Path) -> None:
        self._session = session(folder / TRUNK)
        self.tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self.tokenizer.enable_truncation(MOST)
        means = folder / MEANS
        self.means: dict[str, NDArray[np.float32]] = load_file(means) if means.exists() else {}

    def encode(
        self, texts: Sequence[str]
    ) -> list[tuple[NDArray[np.float32], list[tuple[int, int]]]]:
        """For each text the vectors of its pieces, shape (n, 384), and their places; marks are left out."""
        coded = self.tokenizer.encode_batch(list(texts))
        order = sorted(range(len(texts)), key=lambda i: len(coded[i].ids))
        found: dict[int, tuple[NDArray[np.float32], list[tuple[int, int]]]] = {}
        for first in range(0, len(order), 8):
            part = order[first : first + 8]
            most = max(len(coded[i].ids) for i in part)
            ids = np.full((len(part), most), 1, dtype=np.int64)
            for row, i in enumerate(part):
                ids[row, : len(coded[i].ids)] = coded[i].ids
            (vectors,) = self._session.run(None, {"ids": ids, "mask": (ids != 1).astype(np.int64)})
            for row, i in enumerate(part):
                count = len(coded[i].ids)
                found[i] = vectors[row, 1 : count - 1], coded[i].offsets[1 : count - 1]
        return [found[i] for i in range(len(texts))]


class _Lower(torch.nn.Module):
    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = self.model(ids, attention_mask=mask).last_hidden_state
        return found


def cut(base: Path, out: Path) -> None:
    """Write the trunk and the layers above it."""
    out.mkdir(parents=True, exist_ok=True)
    model = BertModel.from_pretrained(base, dtype=torch.float32, attn_implementation="eager")
    upper = model.encoder.layer[LAYERS : LAYERS + UPPER]
    state = {key: value.detach().numpy() for key, value in upper.state_dict().items()}
    save_file(state, out / UPPER_WEIGHTS)
    model.encoder.layer = model.encoder.layer[:LAYERS]
    ids = torch.randint(5, 900, (2, 17))
    named = {name: {0: "batch", 1: "pieces"} for name in ("ids", "mask", "vectors")}
    given = ids, torch.ones_like(ids)
    write_graph(_Lower(model), given, ("ids", "mask"), ("vectors",), named, out / TRUNK)
    shutil.copy(base / TOKENIZER, out / TOKENIZER)


def measure_means(out: Path, pairs: Sequence[Pair]) -> None:
    """Write the mean vector of a piece of each language, on evenly spread pairs."""
    trunk = Trunk(out)
    chosen = pairs[:: max(1, len(pairs) // _MEASURED)]
    means: dict[str, NDArray[np.float32]] = {}
    sides: dict[Lang, list[str]] = {"ko": [p.ko for p in chosen], "en": [p.en for p in chosen]}
    for side, texts in sides.items():
        vectors = np.concatenate([vector for vector, _ in trunk.encode(texts)])
        means[side] = vectors.mean(axis=0)
    save_file(means, out / MEANS)


def main() -> None:
    """Cut the trunk from a folder of multilingual-e5-small."""
    from audit.training.contextual.material import chosen

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("out/training/trunk"))
    options = parser.parse_args()
    cut(options.base, options.out)
    measure_means(options.out, chosen(options.data)[:20_000])


if __name__ == "__main__":
    main()
