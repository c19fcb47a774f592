"""Write what ships: ``python -m audit.training.contextual.export --network FILE --out DIR``.

Three ONNX graphs: the trunk, which no training changes; the layers above it; and what compares two texts.
Weights are in eight bits, a scale for each channel (Jacob et al. 2018). The tokenizer and the model card
stand beside them.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file
from torch import Tensor, nn

from audit.quality.contextual import (
    COMPARER,
    CONFIG,
    FOLDER,
    INPUTS,
    OUTPUTS,
    TOKENIZER,
    TRUNK,
    UPPER,
)
from audit.training.contextual import card
from audit.training.contextual.graph import write_graph
from audit.training.contextual.network import Comparer, Support
from audit.training.contextual.trunk import WIDTH


class _Upper(nn.Module):
    """The trunk's vectors of a text in, with those of the layers above it out."""

    def __init__(self, network: Comparer) -> None:
        super().__init__()
        self.network = network

    def forward(self, vectors: Tensor) -> Tensor:
        there = torch.ones_like(vectors[None, :, 0], dtype=torch.bool)
        return self.network.read(vectors[None], there)[0]


class _Pair(nn.Module):
    """The vectors of two texts and their support in, their scores out."""

    def __init__(self, network: Comparer) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ko: Tensor, en: Tensor, cosines: Tensor, en_weights: Tensor, ko_weights: Tensor
    ) -> tuple[Tensor, ...]:
        ko_there, en_there = (
            torch.ones_like(side[None, :, 0], dtype=torch.bool) for side in (ko, en)
        )
        support = Support(cosines[None], en_weights[None], ko_weights[None])
        found = self.network.compare(ko[None], en[None], ko_there, en_there, support)
        return tuple(score[0] for score in found)


def write(trunk: Path, network: Path, out: Path, *, blind: bool = False) -> None:
    """Write the model into a folder.

    Args:
        trunk: the folder that ``audit.training.contextual.trunk`` wrote.
        network: weights that ``audit.training.contextual.train`` wrote.
        out: the folder to write.
        blind: whether it is the control, from which the Korean is hidden.
    """
    out.mkdir(parents=True, exist_ok=True)
    compared = Comparer(trunk, blind=blind)
    compared.load_state_dict(load_file(network))
    _graph(_Upper(compared), (torch.randn(17, WIDTH),), ("vectors",), ("read",), out / UPPER)
    pieces = 17, 21
    given = (
        torch.randn(pieces[0], 2 * WIDTH), torch.randn(pieces[1], 2 * WIDTH),
        torch.rand(pieces[1], pieces[0]), torch.rand(pieces[1]), torch.rand(pieces[0]),
    )  # fmt: skip
    _graph(_Pair(compared), given, INPUTS, OUTPUTS, out / COMPARER)
    for name in (TRUNK, TOKENIZER):
        shutil.copy(trunk / name, out / name)
    with safe_open(network, framework="pt") as file:
        made = file.metadata() or {}
    (out / CONFIG).write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    card.write(out, made)


def _graph(
    module: nn.Module,
    given: tuple[Tensor, ...],
    inputs: Sequence[str],
    outputs: Sequence[str],
    path: Path,
) -> None:
    """Write a graph whose texts may have any number of pieces."""
    axes = {name: {0: f"{name}_pieces"} for name in (*inputs, *outputs) if name != "pair"}
    for name in {"cosines", "links"} & set(axes):
        axes[name][1] = f"{name}_across"
    write_graph(module, given, inputs, outputs, axes, path)


def main() -> None:
    """Export a trained network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trunk", type=Path, default=Path("out/training/trunk"))
    parser.add_argument(
        "--network", type=Path, default=Path("out/training/contextual/network.safetensors")
    )
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--blind", action="store_true", help="it is the control")
    options = parser.parse_args()
    write(options.trunk, options.network, options.out, blind=options.blind)


if __name__ == "__main__":
    main()
