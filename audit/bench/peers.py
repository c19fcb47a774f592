"""The aligner beside vecalign and bertalign: same sentences, same vectors, one run.

Their checkouts lie beside the project and are named on the command line; none of their code is part
of it. Vecalign (Thompson & Koehn 2019) must have been built in place; bertalign (Liu & Zhu 2023)
needs faiss and numba. Both get the encoder's vectors of their own overlaps.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from audit.align import align_sentences, side
from audit.align.calibration import Scale, measure
from audit.bench import Figure
from audit.bench.tally import Tally, crossing
from audit.encoders import Encoder
from audit.errors import InputError
from audit.records.article import Link
from audit.records.bead import Bead

_SIZES = (30, 300, 3000)
_RUNS = 5
_VECALIGN_LARGEST = 4
_BERTALIGN_LARGEST = 5
Document = tuple[list[str], list[str], list[Link]]


@dataclass(frozen=True, slots=True)
class Peer:
    """Another aligner: ``prepare`` encodes a document for it, and gives what is timed."""

    name: str
    prepare: Callable[[list[str], list[str], Encoder], Callable[[], Sequence[Bead]]]


def figures(
    encoder: Encoder, documents: Sequence[Document], vecalign: Path | None, bertalign: Path | None
) -> list[Figure]:
    """Ours beside each peer's that a checkout is given for; the target is the best of theirs.

    Raises:
        InputError: a checkout cannot be used.
    """
    peers = [Peer("ours", partial(_ours, measure(encoder)))]
    scorer = None
    if vecalign:
        package, scorer = _vecalign(vecalign)
        peers.append(Peer("vecalign", partial(_run_vecalign, package)))
    if bertalign:
        peers.append(Peer("bertalign", partial(_run_bertalign, _bertalign(bertalign))))
    results = [_measured(peer, encoder, documents, scorer) for peer in peers]
    rows: list[Figure] = []
    for key, (label, at_most) in _ROWS.items():
        if key not in results[0]:
            continue
        theirs = [result[key] for result in results[1:]]
        best = min(theirs) if at_most else max(theirs)
        beside = ", ".join(
            f"{peer.name} {_short(value)}" for peer, value in zip(peers[1:], theirs, strict=True)
        )
        rows.append(Figure(label, results[0][key], best, beside, f"peers.{key}", at_most))
    return rows


_ROWS: dict[str, tuple[str, bool]] = {
    "strict_f1": ("beside peers: strict F1", False),
    "their_strict_f1": ("  by vecalign's scorer", False),
    "null_f1": ("  null F1", False),
    "moved_recall": ("  moved beads recovered", False),
    **{f"ms_{size}": (f"  ms for {size} sentences", True) for size in _SIZES},
}


def _short(value: float) -> str:
    return f"{value:.3f}" if value <= 1 else f"{value:.1f}"


def _measured(
    peer: Peer, encoder: Encoder, documents: Sequence[Document], scorer: ModuleType | None
) -> dict[str, float]:
    tally = Tally()
    found = []
    for ko, en, gold in documents:
        beads = peer.prepare(ko, en, encoder)()
        tally.add(gold, beads, crossing(gold))
        found.append([(bead.source, bead.target) for bead in beads])
    result = tally.scores()
    if scorer:
        golds = [gold for _, _, gold in documents]
        result["their_strict_f1"] = float(scorer.score_multiple(golds, found)["f1_strict"])
    for size in _SIZES:
        ko, en = _long(documents, size)
        call = peer.prepare(ko, en, encoder)
        call()
        took = []
        for _ in range(_RUNS):
            start = time.perf_counter()
            call()
            took.append(time.perf_counter() - start)
        result[f"ms_{size}"] = 1000 * median(took)
    return result


def _long(documents: Sequence[Document], size: int) -> tuple[list[str], list[str]]:
    """The first documents joined to one of about ``size`` sentences."""
    ko: list[str] = []
    en: list[str] = []
    for left, right, _ in documents:
        if len(ko) >= size:
            break
        ko += left
        en += right
    return ko, en


def _ours(
    scale: Scale, ko: list[str], en: list[str], encoder: Encoder
) -> Callable[[], Sequence[Bead]]:
    source, target = side(ko, encoder, scale, "ko"), side(en, encoder, scale, "en")
    return lambda: align_sentences(source, target, scale)


def _beads(links: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[Bead]:
    return [
        Bead(f"b{number}", tuple(map(int, ko)), tuple(map(int, en)), 0.0, 0.0)
        for number, (ko, en) in enumerate(links, start=1)
    ]


def _vecalign(checkout: Path) -> tuple[ModuleType, ModuleType]:
    """The package's ``dp_utils`` and its scorer."""
    sys.path.insert(0, str(checkout.resolve()))
    try:
        return (
            importlib.import_module("vecalign.dp_utils"),
            importlib.import_module("vecalign.score"),
        )
    except ImportError as error:
        raise InputError(
            f"no built checkout of vecalign ({error})",
            str(checkout),
            "run python setup.py build_ext --inplace there, with Cython installed",
        ) from error


def _overlaps(
    lines: list[str], encoder: Encoder, package: ModuleType, count: int
) -> NDArray[np.float32]:
    texts = list(dict.fromkeys(package.yield_overlaps(lines, count)))
    ids = {text: i for i, text in enumerate(texts)}
    vectors: NDArray[np.float32] = package.make_doc_embedding(
        ids, encoder.encode(texts), lines, count
    )
    return vectors


def _run_vecalign(
    package: ModuleType, ko: list[str], en: list[str], encoder: Encoder
) -> Callable[[], Sequence[Bead]]:
    # Its command line's defaults: beads of up to 4 sentences, a buffer of 5.
    largest = _VECALIGN_LARGEST
    left, right = (_overlaps(side, encoder, package, largest) for side in (ko, en))

    def call() -> Sequence[Bead]:
        random.seed(42)
        np.random.seed(42)  # its norms and its deletion cost are sampled
        stack = package.vecalign(
            vecs0=left.copy(),
            vecs1=right.copy(),
            final_alignment_types=package.make_alignment_types(largest),
            del_percentile_frac=0.2,
            width_over2=largest // 2 + 5,
            max_size_full_dp=300,
            costs_sample_size=20000,
            num_samps_for_norm=100,
        )
        return _beads(stack[0]["final_alignments"])

    return call


def _bertalign(checkout: Path) -> ModuleType:
    """Its search; the package itself would load a model from the hub."""
    path = checkout / "bertalign" / "corelib.py"
    spec = importlib.util.spec_from_file_location("bertalign_corelib", path)
    if spec is None or spec.loader is None or not path.exists():
        raise InputError("no checkout of bertalign", str(checkout), "name its folder")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except ImportError as error:
        raise InputError(
            f"bertalign cannot be run ({error})", str(checkout), "install faiss-cpu and numba"
        ) from error
    return module


def _layers(
    lines: list[str], encoder: Encoder, count: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Vectors and byte lengths of its overlaps, shapes (count, n, d) and (count, n)."""
    texts: list[str] = []
    for size in range(1, count + 1):
        texts += ["PAD"] * min(size - 1, len(lines))
        texts += [" ".join(lines[i : i + size]) for i in range(len(lines) - size + 1)]
    vectors = encoder.encode(texts).reshape(count, len(lines), -1)
    lengths = np.array([len(text.encode()) for text in texts]).reshape(count, len(lines))
    return vectors, lengths


def _run_bertalign(
    core: ModuleType, ko: list[str], en: list[str], encoder: Encoder
) -> Callable[[], Sequence[Bead]]:
    # The class's defaults, and the steps of its align_sents().
    largest, top_k, window, skip = _BERTALIGN_LARGEST, 3, 5, -0.1
    left, left_sizes = _layers(ko, encoder, largest - 1)
    right, right_sizes = _layers(en, encoder, largest - 1)
    n, m = len(ko), len(en)
    ratio = left_sizes[0].sum() / right_sizes[0].sum()

    def call() -> Sequence[Bead]:
        with contextlib.redirect_stdout(io.StringIO()):
            near, index = core.find_top_k_sents(left[0], right[0], k=top_k)
            kinds = core.get_alignment_types(2)
            width, path = core.find_first_search_path(n, m)
            pointers = core.first_pass_align(n, m, width, path, kinds, near, index)
            first = core.first_back_track(n, m, pointers, path, kinds)
            kinds = core.get_alignment_types(largest)
            width, path = core.find_second_search_path(first, window, n, m)
            pointers = core.second_pass_align(
                left, right, left_sizes, right_sizes, width, path, kinds, ratio, skip,
                margin=True, len_penalty=True,
            )  # fmt: skip
            return _beads(core.second_back_track(n, m, pointers, path, kinds))

    return call
