"""How long the fast part of the test suite takes, as ``make test-fast`` runs it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from audit.bench import Figure, Settings
from audit.errors import InputError

_ROOT = Path(__file__).resolve().parents[2]
FAST = ("-m", "unit and not slow", "--ignore", "tests/training")
"""What ``make test-fast`` asks for; the tests of the training alone load torch, seven seconds a process."""


def run(_: Settings) -> list[Figure]:
    """Seconds of the fast tests on this machine.

    Raises:
        InputError: there are no tests here, or one fails.
    """
    if not (_ROOT / "tests").is_dir():
        raise InputError("there are no tests", str(_ROOT), "run it in the repository")
    start = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own tests
        [sys.executable, "-m", "pytest", *FAST], cwd=_ROOT, capture_output=True, check=False
    )
    taken = time.perf_counter() - start
    if done.returncode:
        raise InputError("a fast test fails", str(_ROOT / "tests"), "run make test-fast")
    return [Figure("make test-fast, s", taken, 60, "", "suite.fast_s", at_most=True)]
