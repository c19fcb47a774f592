"""What the embedded encoder costs: size, start, memory, and speed beside a LaBSE-shaped model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from audit.bench import Figure, development, pairs_of
from audit.encoders import Encoder
from audit.encoders.bag import EMBEDDED_DIR

_SAMPLE = 128
_BATCH = 32
# Letters a token of LaBSE's vocabulary covers on news text, roughly; its tokenizer is not at hand.
_LETTERS_KO, _LETTERS_EN = 2.0, 4.5
_FRESH = """
import json, resource, sys, time
start = time.perf_counter()
from audit.encoders import load
encoder = load()
loaded = time.perf_counter() - start
encoder.encode(["첫 문장이다.", "A first sentence."])
first = time.perf_counter() - start
encoder.encode(json.load(sys.stdin))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([loaded, first, peak * (1 if sys.platform == "darwin" else 1024) / 1e6]))
"""


def figures(encoder: Encoder) -> list[Figure]:
    """Size, seconds to load, memory, and sentences a second as a multiple of BERT-base's."""
    pairs = pairs_of(development("ntrex_docs_dev.tsv.xz"))
    size = sum(file.stat().st_size for file in EMBEDDED_DIR.iterdir()) / 1e6
    loaded, first, memory = _fresh([text for pair in pairs for text in pair])
    ko, en = ([pair[side] for pair in pairs[:_SAMPLE]] for side in (0, 1))
    own = [_rate(partial(encoder.encode, texts), len(texts), 3) for texts in (ko, en)]
    both = _rate(partial(encoder.encode, [*ko, *en]), 2 * _SAMPLE, 3)
    bert = _rate(_labse_shaped(ko, en), 2 * _SAMPLE, 1)
    return [
        Figure("size, MB", size, 25, "LaBSE 1,880", "cost.megabytes", at_most=True),
        Figure("load, seconds", loaded, 1, "", "cost.load_s", at_most=True),
        Figure("to the first Korean vector, s", first, None, "", "cost.first_s"),
        Figure("memory, MB", memory, 600, "", "cost.memory_mb", at_most=True),
        Figure("speed, multiple of BERT-base", both / bert, 50, "1", "cost.speed_ratio"),
        Figure("  sentences a second", both, None, f"{bert:.0f}", "cost.per_s"),
        Figure("  Korean alone", own[0], None, "", "cost.ko_per_s"),
        Figure("  English alone", own[1], None, "", "cost.en_per_s"),
    ]


def _fresh(texts: Sequence[str]) -> tuple[float, float, float]:
    """Seconds to load, seconds to the first vectors, peak megabytes: in a process of its own."""
    result = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", _FRESH],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    loaded, first, memory = json.loads(result.stdout)
    return loaded, first, memory


def _rate(call: Callable[[], object], sentences: int, times: int) -> float:
    """Sentences a second, the median of some runs."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        took.append(time.perf_counter() - start)
    return sentences / median(took)


def _labse_shaped(ko: Sequence[str], en: Sequence[str]) -> Callable[[], object]:
    """A forward pass of BERT-base with random weights over sentences as long as these.

    LaBSE is BERT-base with a larger vocabulary (Feng et al. 2022), which costs no time. Sentences go
    in by falling length, as sentence-transformers sorts them, so that little is padded.
    """
    import torch
    from transformers import BertConfig, BertModel

    model = BertModel(BertConfig())
    model.train(mode=False)
    letters = [len(text) / _LETTERS_KO for text in ko] + [len(text) / _LETTERS_EN for text in en]
    lengths = sorted((2 + round(tokens) for tokens in letters), reverse=True)

    def forward() -> None:
        with torch.inference_mode():
            for first in range(0, len(lengths), _BATCH):
                part = lengths[first : first + _BATCH]
                mask = torch.zeros(len(part), part[0], dtype=torch.long)
                for row, length in enumerate(part):
                    mask[row, :length] = 1
                model(input_ids=torch.ones_like(mask), attention_mask=mask)

    return forward
