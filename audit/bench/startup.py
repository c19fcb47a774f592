"""How long it takes until there is something to see: imports, the version, the first article of a run."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from audit.bench import Figure, Settings

_RUNS = 5
_FIRST = """
import sys
from audit.pipeline import Auditor
from audit.cli import main

def audit(self, article):
    print("first", flush=True)
    sys.exit()

Auditor.audit = audit
main()
"""
"""Runs the command, and says when the first article's audit begins."""
METHOD = "Each the median of five processes, from their start; other work on the machine counts."


def run(settings: Settings) -> list[Figure]:
    """Seconds from the start of a process."""
    article = sorted(settings.corpus.glob("*.ko.txt"))[0].name.removesuffix(".ko.txt")
    with TemporaryDirectory() as made:
        folder = Path(made) / "in"
        folder.mkdir()
        for path in settings.corpus.glob(f"{article}.*"):
            (folder / path.name).write_bytes(path.read_bytes())
        out = str(Path(made) / "out")
        score = ["score", str(folder), "--out", out, "--quiet"]
        return [
            Figure("import audit, s", _seconds(["-c", "import audit"]), 0.5, "",
                   "startup.import_s", at_most=True),
            Figure("--version, s", _seconds(["-m", "audit", "--version"]), 0.5, "",
                   "startup.version_s", at_most=True),
            Figure("a run of one article: its audit begins after, s", _seconds(["-c", _FIRST, *score]),
                   1.5, "", "startup.first_s", at_most=True),
            Figure("a run of one article ends after, s", _seconds(["-m", "audit", *score]), None, "",
                   "startup.one_s"),
        ]  # fmt: skip


def _seconds(arguments: list[str]) -> float:
    """Until the process says something or ends, whichever comes first."""
    taken = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        with subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            taken.append(time.perf_counter() - start)
            process.communicate()
    return median(taken)
