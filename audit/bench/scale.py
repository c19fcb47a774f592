"""An archive: articles and sentence pairs a second, memory and bytes, for one process, all cores, and Ray.

The archive is made of translated sentences of the training pairs, none of which comes twice, so that nothing
is known from the article before. Each run is a process of its own.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from audit.bench import DEVELOPMENT, Figure, Settings, present, rows
from audit.records.digest import sha256_of_text

_TRAINING = DEVELOPMENT.parent / "train"
_SOURCES = ("park_news_dev", "pawsx_dev", "sts_train", "tatoeba_manythings", "ms_docs_ht")
"""Where the sentences come from."""
PAIRS = 4
"""Sentence pairs of an article."""
_SMALL = 1_000
_SHORTEST, _SEED = 20, 20261129
_LOOP = """
import sys
from pathlib import Path
from audit.pipeline import Auditor
from audit.sources import read_all

auditor = Auditor()
for article in read_all([Path(sys.argv[1])], None):
    auditor.audit(article)
"""
"""The plain loop beside which a run is measured: it audits and keeps nothing."""
METHOD = (
    f"Articles of {PAIRS} sentence pairs; a run counts whole, its start too; memory: the largest process's, "
    "with Ray that of the one which hands out."
)


class _Run(NamedTuple):
    """Seconds, the largest process's memory in MB, and the bytes that were written."""

    seconds: float
    memory: float
    size: int


def archive(training: Path, count: int) -> Iterator[str]:
    """Lines of JSON, an article each, no sentence twice.

    Raises:
        InputError: the training pairs are not there.
    """
    found = [*_distinct(training)]
    random.Random(_SEED).shuffle(found)  # the first thousand are to be like all others
    pairs = iter(found)
    for number in range(count):
        ko, en = zip(*islice(pairs, PAIRS), strict=True)
        yield json.dumps(
            {"id": f"a{number:06}", "ko_sentences": ko, "en_sentences": en}, ensure_ascii=False
        )


def _distinct(training: Path) -> Iterator[tuple[str, str]]:
    known: set[str] = set()
    for source in _SOURCES:
        for cells in rows(present(training / f"{source}.tsv.xz")):
            key = sha256_of_text(cells[0])[:16]
            if min(map(len, cells[:2])) >= _SHORTEST and key not in known:
                known.add(key)
                yield cells[0], cells[1]


def _measured(arguments: list[str], out: Path) -> _Run:
    """Run the command to its end; an article that cannot be audited does not stop it."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    _, _, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return _Run(seconds, used.ru_maxrss / 1024, size)


def run(settings: Settings) -> list[Figure]:
    """What a thousand articles take by a loop, one process, all cores and Ray; what many more take."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    large = settings.articles
    with TemporaryDirectory() as made:
        folder = Path(made)
        few, many = folder / "few.jsonl", folder / "many.jsonl"
        lines = archive(_TRAINING, max(large, _SMALL))
        with many.open("w", encoding="utf-8") as all_of_them:
            with few.open("w", encoding="utf-8") as first:
                for line in islice(lines, _SMALL):
                    first.write(f"{line}\n")
                    all_of_them.write(f"{line}\n")
            all_of_them.writelines(f"{line}\n" for line in lines)

        def score(path: Path, workers: int | None, engine: str = "local") -> _Run:
            out = folder / f"out-{path.stem}-{workers}-{engine}"
            arguments = ["-m", "audit", "score", str(path), "--out", str(out), "--quiet"]
            return _measured([*arguments, "--workers", str(workers or 1), "--engine", engine], out)

        loop = _measured(["-c", _LOOP, str(few)], folder / "none")
        one, all_cores = score(few, 1), score(few, cores)
        ray = _on_ray(few, cores, score, all_cores)
        grown = score(many, cores)
    return [
        *_speed("plain loop", "loop", loop, _SMALL),
        *_speed("1 worker", "one", one, _SMALL),
        *_speed(f"{cores} workers", "cores", all_cores, _SMALL),
        Figure(f"{cores} workers against 1", one.seconds / all_cores.seconds, 0.9 * (cores or 1), "",
               "scale.speedup"),
        *ray,
        *_speed(f"{cores} workers, {large:,} articles", "large", grown, large),
        Figure(f"time an article, {large:,} against {_SMALL:,}",
               grown.seconds / large / (all_cores.seconds / _SMALL), 1.05, "", "scale.growth",
               at_most=True),
        Figure(f"memory, {large:,} against {_SMALL:,}", grown.memory / all_cores.memory, 1.1, "",
               "scale.memory_growth", at_most=True),
    ]  # fmt: skip


def _on_ray(
    path: Path, cores: int | None, score: Callable[[Path, int | None, str], _Run], beside: _Run
) -> list[Figure]:
    """What as many actors on this machine take, where Ray is installed."""
    if find_spec("ray") is None:
        sys.stderr.write("scale: Ray not measured. It is not installed; the extra ray brings it.\n")
        return []
    done = score(path, cores, "ray")
    return [
        *_speed(f"Ray, {cores} actors", "ray", done, _SMALL),
        Figure(f"Ray, {cores} actors against {cores} workers", beside.seconds / done.seconds, None, "",
               "scale.ray"),
    ]  # fmt: skip


def _speed(label: str, key: str, of: _Run, count: int) -> list[Figure]:
    figures = [
        Figure(f"{label}: articles a second", count / of.seconds, None, "", f"scale.{key}.articles"),
        Figure("  sentence pairs a second", count * PAIRS / of.seconds, None, "", f"scale.{key}.pairs"),
        Figure("  memory, MB", of.memory, None, "", f"scale.{key}.memory_mb"),
    ]  # fmt: skip
    if of.size:
        figures.append(
            Figure("  bytes an article", of.size / count, None, "", f"scale.{key}.bytes")
        )
    return figures
