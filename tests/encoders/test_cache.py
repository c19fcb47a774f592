"""Vectors kept on disk, used by several processes at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys

import pytest

from audit.encoders.cache import FILE
from tests.conftest import ROOT

WORKS = """
import sys
from pathlib import Path

import numpy as np

from audit.encoders.cache import CachedEncoder


class Lengths:
    name, weights_hash, dimension = "lengths", "0", 4

    def encode(self, sentences):
        return np.stack([np.full(4, len(s), dtype=np.float32) for s in sentences])


folder, limit, first, last = sys.argv[1], *map(int, sys.argv[2:])
print("here", flush=True)
sys.stdin.readline()
encoder = CachedEncoder(Lengths(), Path(folder), limit)
for start in range(first, last, 20):
    sentences = ["x" * i for i in range(start, start + 40)]
    assert [row[0] for row in encoder.encode(sentences)] == [len(s) for s in sentences]
"""


@pytest.fixture
def python():
    """Runs the code above in several processes, which open the cache at the same moment."""

    def call(*commands):
        processes = [
            subprocess.Popen(
                [sys.executable, "-c", WORKS, *map(str, command)], cwd=ROOT, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )
            for command in commands
        ]  # fmt: skip
        for process in processes:
            process.stdout.readline()
        for process in processes:
            process.stdin.write("\n")
            process.stdin.flush()
        for process in processes:
            _, said = process.communicate(timeout=120)
            assert process.returncode == 0, said

    return call


def rows(folder):
    with sqlite3.connect(folder / FILE) as db:
        return db.execute("SELECT count(*), min(length(data)), max(id) FROM vectors").fetchone()


def test_processes_that_start_together_share_one_cache(python, tmp_path):
    python(*[(tmp_path, 10**9, at, 400 + at) for at in (0, 20, 40, 60)])
    count, shortest, _ = rows(tmp_path)
    assert (count, shortest) == (480, 16)


def test_processes_that_find_it_too_large_drop_the_older_half_once(python, tmp_path):
    python((tmp_path, 10**9, 1000, 3000))
    count, _, newest = rows(tmp_path)
    limit = (tmp_path / FILE).stat().st_size * 9 // 10
    python(*[(tmp_path, limit, 0, 0)] * 4)
    assert rows(tmp_path) == (count // 2, 16, newest)
