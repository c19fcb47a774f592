"""What is printed of file names and articles gives the terminal no orders."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

pytestmark = pytest.mark.cli

TITLE, RED, CLEAR = "\x1b]0;owned\x07", "\x1b[31mRED", "\x1b[2J"


@pytest.mark.parametrize("colour", [{}, {"FORCE_COLOR": "1"}])
def test_escape_sequences_in_names_are_shown_not_obeyed(tmp_path, colour):
    work = tmp_path / "in"
    work.mkdir()
    (work / f"a{RED}{TITLE}.ko.txt").write_text("비가 온다.\n", encoding="utf-8")
    (work / f"b{CLEAR}.jsonl").write_text("{bad\n", encoding="utf-8")
    (work / "good.ko.txt").write_text("비가 온다.\n", encoding="utf-8")
    (work / "good.en.txt").write_text("It is raining.\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "audit", "score", str(work), "--out", str(tmp_path / "out")],
        capture_output=True, text=True, encoding="utf-8", env=os.environ | colour, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    for printed in (done.stdout, done.stderr):
        assert not any(order in printed for order in (RED, TITLE, CLEAR, "\x07"))
    told = re.sub(
        r"\x1b\[\??[0-9;]*[a-zA-Z]|\n", "", done.stderr
    )  # colours of the line, and its breaks
    assert "⟨ESC⟩[31mRED⟨ESC⟩]0;owned" in told and "⟨ESC⟩[2J" in told
