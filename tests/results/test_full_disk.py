"""A run into a disk that is really full ends in a sentence, and goes on to the same bytes once there is room."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import EN, KO, ROOT

SCRIPT = """
import subprocess, sys
from pathlib import Path
from typer.testing import CliRunner
from audit.cli import app

def mount(*arguments):
    subprocess.run(["mount", *arguments], check=True)

def score(out, *more):
    return CliRunner().invoke(
        app, ["score", "in.jsonl", "--out", str(out), "--workers", "1", "-q", *FORMS, *more]
    )

FORMS = sys.argv[1:]
whole = Path("whole")
done = score(whole)
assert done.exit_code == 0, done.output
sizes = sorted(path.stat().st_size for path in whole.rglob("*") if path.is_file())
room = sum(-(-size // 4096) * 4 for size in sizes)
struck = set()
Path("disk").mkdir()
for percent in (25, 60, 85):
    mount("-t", "tmpfs", "-o", f"size={room * percent // 100}k", "tmpfs", "disk")
    out = Path("disk/out")
    done = score(out)
    told = " ".join(done.stderr.split())
    assert done.exit_code == 2, (percent, told)
    assert told.count("error: ") == 1 and "no space left on device" in told, told
    struck.add(told.split()[1].split("/")[2])
    assert not list(out.rglob(".*.partial"))
    mount("-o", "remount,size=100m", "disk")
    done = score(out, "--resume")
    assert done.exit_code == 0, done.output
    assert CliRunner().invoke(app, ["verify", str(out)]).exit_code == 0
    for path in whole.rglob("*"):
        if path.is_file() and not path.name.startswith("seal"):  # which say when they were made
            assert (out / path.relative_to(whole)).read_bytes() == path.read_bytes(), path
    subprocess.run(["umount", "disk"], check=True)
print(sorted(struck))
"""


def test_a_run_that_filled_a_disk_goes_on_when_it_is_made_larger(tmp_path):
    apart = ["unshare", "--map-root-user", "--mount"]
    (tmp_path / "tried").mkdir()
    try:
        tried = subprocess.run(
            [*apart, "mount", "-t", "tmpfs", "tmpfs", str(tmp_path / "tried")],
            capture_output=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("no unshare here")
    if tried.returncode:
        pytest.skip(f"no tmpfs can be mounted here: {tried.stderr.decode().strip()}")
    rows = [{"id": f"a{n}", "ko": KO, "en": EN.replace("728", f"{n}")} for n in range(12)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (tmp_path / "script.py").write_text(SCRIPT, "utf-8")
    for number, forms in enumerate([["csv"], ["parquet", "csv"]]):
        place = tmp_path / str(number)
        place.mkdir()
        (place / "in.jsonl").write_bytes((tmp_path / "in.jsonl").read_bytes())
        done = subprocess.run(
            [*apart, sys.executable, str(tmp_path / "script.py"), *(f"--tables={form}" for form in forms)],
            cwd=place, env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "200"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "records" in done.stdout
