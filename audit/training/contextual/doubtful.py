"""Which training pairs are doubtful: ``python -m audit.training.contextual.doubtful --weights FILE``.

A network that has learned for a while doubts those right pairs most whose translators left out, added or
changed something; what it then learns from the rest is sharper (learning with noisy labels by small loss,
Han et al. 2018, Co-teaching). Each shard's scores are written beside it, so that it goes on where it was
stopped; ``audit.training.contextual.train --trusted SHARE`` reads them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file

from audit.encoders.bag import BagEncoder
from audit.training.contextual.batches import batch_of
from audit.training.contextual.changes import Example, Side
from audit.training.contextual.material import DOUBT, Prepared, read_shards
from audit.training.contextual.network import Comparer
from audit.training.contextual.train import forward
from audit.training.contextual.trunk import Trunk

_BATCH = 16


def doubts(
    rows: Sequence[Prepared], network: Comparer, trunk: Trunk, encoder: BagEncoder
) -> list[float]:
    """The log-odds, pair by pair, that something is wrong in it."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].en) + len(rows[i].ko))
    found = [0.0] * len(rows)
    with torch.no_grad():
        for first in range(0, len(order), _BATCH):
            part = order[first : first + _BATCH]
            groups = [[Example(Side(rows[i].ko), Side(rows[i].en))] for i in part]
            scores = forward(network, batch_of(groups, trunk, encoder)).pair
            for i, score in zip(part, scores.tolist(), strict=True):
                found[i] = round(score, 3)
    return found


def main() -> None:
    """Score the shards that have no scores yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="a network's checkpoint")
    parser.add_argument("--trunk", type=Path, default=Path("out/training/trunk"))
    parser.add_argument("--prepared", type=Path, default=Path("out/training/prepared"))
    parser.add_argument("--encoder", type=Path, default=Path("out/training/other_encoder"))
    parser.add_argument("--part", type=int, nargs=2, default=(0, 1), metavar=("K", "OF"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    network = Comparer(options.trunk)
    network.load_state_dict(load_file(options.weights))
    network.eval()
    trunk, encoder = Trunk(options.trunk), BagEncoder(options.encoder)
    part, of = options.part
    for i, (name, rows) in enumerate(read_shards(options.prepared)):
        path = options.prepared / f"{name}{DOUBT}"
        if i % of == part and not path.exists():
            partial = path.with_suffix(".partial")
            scores = doubts(rows, network, trunk, encoder)
            partial.write_text(json.dumps(scores), encoding="utf-8")
            partial.replace(path)
            print(name, flush=True)


if __name__ == "__main__":
    main()
