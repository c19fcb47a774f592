"""Train the contextual quality model: ``python -m audit.training.contextual.train --trunk DIR``.

It learns from errors put into translations (:mod:`audit.training.contextual.kinds`), in either language, and
from the same changes made in both, which are none. It can be stopped at any time: ``--out`` keeps a
checkpoint, from which it goes on. The rate of learning is the same until the last third of ``--samples``,
over which it falls to nothing; a longer run can begin from what a shorter one ended with (``--start``).
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from audit.encoders.bag import BagEncoder
from audit.training.contextual.batches import Batch, Batches, batch_of
from audit.training.contextual.changes import Example
from audit.training.contextual.examples import Examples
from audit.training.contextual.material import Prepared, read_shards
from audit.training.contextual.network import Comparer, Scores, loss_of, parameters
from audit.training.contextual.tools import Tools
from audit.training.contextual.trunk import Trunk
from audit.training.pairs import Pair, read_pairs

SEED = 20261129
RATE, UPPER_RATE = 6e-4, 6e-5
_WARM, _FALLING = 300, 0.35
_KEPT_EVERY = 1000
_HELD = 400
Made = Callable[[Sequence[Sequence[Example]]], Batch]
"""Groups of examples made a batch."""
WEIGHTS, STATE, LOG = "network.safetensors", "state.safetensors", "log.jsonl"


def forward(network: Comparer, batch: Batch, drop: float = 0.0) -> Scores:
    """Scores of a batch, in bfloat16 where the processor has it."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=has_bfloat16()):
        ko = network.read(batch.ko, batch.ko_mask)
        en = network.read(batch.en, batch.en_mask)
        masks = batch.ko_mask[batch.ko_of], batch.en_mask[batch.en_of]
        return network.compare(ko[batch.ko_of], en[batch.en_of], *masks, batch.support, drop)


def has_bfloat16() -> bool:
    """Whether the processor multiplies in bfloat16; one that does not is ten times slower in it."""
    cpuinfo = Path("/proc/cpuinfo")
    return cpuinfo.exists() and "avx512_bf16" in cpuinfo.read_text(encoding="utf-8")


class Training:
    """A network in training, with all that going on from a checkpoint takes."""

    def __init__(self, trunk: Path, out: Path, *, blind: bool, start: Path | None) -> None:
        torch.manual_seed(SEED)
        self.network = Comparer(trunk, blind=blind)
        if start:
            self.network.load_state_dict(load_file(start))
        upper = {id(p) for p in self.network.upper.parameters()}
        groups = [
            {"params": [p for p in self.network.parameters() if id(p) not in upper], "rate": RATE},
            {"params": [*self.network.upper.parameters()], "rate": UPPER_RATE},
        ]
        self.optimiser = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98), weight_decay=0.01)
        self.step = self.samples = 0
        self._out = out
        out.mkdir(parents=True, exist_ok=True)
        if (out / STATE).exists():
            self._load()

    def _names(self) -> list[tuple[str, torch.Tensor]]:
        return [(name, p) for name, p in self.network.named_parameters() if p.requires_grad]

    def keep(self) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {}
        for name, p in self._names():
            for part, value in self.optimiser.state.get(p, {}).items():
                state[f"{part}:{name}"] = (
                    torch.as_tensor(value).float().reshape(value.shape or (1,)).contiguous()
                )
        made = {"steps": str(self.step), "samples": str(self.samples)}
        for name, tensors in ((WEIGHTS, self.network.state_dict()), (STATE, state)):
            partial = self._out / f"{name}.partial"
            save_file({k: v.contiguous() for k, v in tensors.items()}, partial, metadata=made)
            partial.replace(self._out / name)

    def _load(self) -> None:
        from safetensors import safe_open

        self.network.load_state_dict(load_file(self._out / WEIGHTS))
        with safe_open(self._out / STATE, framework="pt") as file:
            made = file.metadata()
            self.step, self.samples = int(made["steps"]), int(made["samples"])
            parts: dict[str, dict[str, torch.Tensor]] = defaultdict(dict)
            for key in file.keys():  # noqa: SIM118 - it is no mapping
                part, _, name = key.partition(":")
                parts[name][part] = file.get_tensor(key)
        for name, p in self._names():
            if name in parts:
                self.optimiser.state[p] = {  # a single figure is kept as a list of one
                    part: value.reshape(() if part == "step" else p.shape)
                    for part, value in parts[name].items()
                }

    def learn(self, batch: Batch, most: int) -> float:
        """One step; returns the loss."""
        share = self.samples / most
        rate = min(1.0, (self.step + 1) / _WARM) * min(1.0, max(0.0, (1 - share) / _FALLING))
        for group in self.optimiser.param_groups:
            group["lr"] = group["rate"] * rate
        scores = forward(self.network, batch, 0.1)
        masks = batch.en_mask[batch.en_of], batch.ko_mask[batch.ko_of]
        loss = loss_of(scores, batch.labels, *masks)
        self.optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        self.samples += len(batch.ko_of)
        return float(loss.detach())


def held_examples(pairs: Sequence[Prepared], tools: Tools) -> list[list[Example]]:
    """Examples of pairs that are kept out, always the same."""
    made = Examples(tools, SEED)
    return [made.of(pair) for pair in pairs[:_HELD]]


def measured(
    network: Comparer, groups: Sequence[Sequence[Example]], made: Made
) -> dict[str, float]:
    """Share of each kind of error above 95 % of the right pairs; the right ones that were changed on both
    sides are counted with the errors, under ``twin``, as they should not be there."""
    network.eval()
    right: list[float] = []
    wrong: dict[str, list[float]] = defaultdict(list)
    pairs = over = 0
    with torch.no_grad():
        for first in range(0, len(groups), 8):
            part = groups[first : first + 8]
            scores = forward(network, made(part)).pair.tolist()
            at = 0
            for group in part:
                here = scores[at : at + len(group)]
                at += len(group)
                right.append(here[0])
                for example, score in zip(group[1:], here[1:], strict=True):
                    wrong[example.kind.partition("_")[0] or "twin"].append(score)
                    if example.kind:
                        pairs += 1
                        over += score > here[0]
    network.train()
    level = float(np.quantile(right, 0.95))
    found = {
        kind: float(np.mean(np.array(s) > level)) for kind, s in sorted(wrong.items()) if len(s) > 9
    }
    every = [s for kind, scores in wrong.items() if kind != "twin" for s in scores]
    return {
        "all": float(np.mean(np.array(every) > level)),
        "above_own": over / max(pairs, 1),
        **found,
    }


def train(
    training: Training, batches: Batches, held: Sequence[Sequence[Example]], made: Made,
    most: int, out: Path, say: Callable[[str], None],
) -> None:  # fmt: skip
    """Train until ``most`` samples have been seen."""
    # A new process, not a fork: the analyser of Korean waits for ever for threads that a fork has not.
    loader = torch.utils.data.DataLoader(
        batches, batch_size=None, num_workers=1, prefetch_factor=12, multiprocessing_context="spawn"
    )
    running, started, before = 0.0, time.monotonic(), training.samples
    for batch in loader:
        value = training.learn(batch, most)
        running = 0.99 * running + 0.01 * value if running else value
        if training.step % 100 == 0:
            rate = (training.samples - before) / (time.monotonic() - started)
            say(
                f"step {training.step}  samples {training.samples}/{most}  loss {running:.4f}  {rate:.0f}/s"
            )
        done = training.samples >= most
        if training.step % _KEPT_EVERY == 0 or done:
            training.keep()
            found = measured(training.network, held, made)
            say("  ".join(f"{kind} {share:.2f}" for kind, share in found.items()))
            with (out / LOG).open("a", encoding="utf-8") as file:
                file.write(
                    json.dumps({"samples": training.samples, "loss": running, **found}) + "\n"
                )
        if done:
            return


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--trunk", type=Path, default=Path("out/training/trunk"))
    parser.add_argument("--prepared", type=Path, default=Path("out/training/prepared"))
    parser.add_argument("--encoder", type=Path, default=Path("out/training/other_encoder"))
    parser.add_argument("--out", type=Path, default=Path("out/training/contextual"))
    parser.add_argument("--samples", type=int, default=400_000)
    parser.add_argument("--start", type=Path, help="weights to begin with")
    parser.add_argument("--blind", action="store_true", help="the control: without the Korean")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()

    def say(line: str) -> None:
        print(line, flush=True)

    torch.set_num_threads(options.threads)
    pairs, _ = read_pairs(options.data)
    lexicon: list[Pair] = [pair for pair in pairs if pair.source.startswith("lexicon/")]
    training = Training(options.trunk, options.out, blind=options.blind, start=options.start)
    say(f"{parameters(training.network)} parameters, bfloat16 {has_bfloat16()}")
    trunk, encoder = Trunk(options.trunk), BagEncoder(options.encoder)
    rows = [row for _, shard in read_shards(options.prepared) for row in shard]
    held = held_examples([row for row in rows if row.held], Tools(rows, lexicon))
    del rows
    batches = Batches(
        options.prepared, options.trunk, options.encoder, lexicon, SEED + training.step
    )
    train(
        training, batches, held, lambda groups: batch_of(groups, trunk, encoder), options.samples,
        options.out, say,
    )  # fmt: skip


if __name__ == "__main__":
    main()
