"""The walls between the rooms, and the pictures and tables made from the code."""

import re
import subprocess
import sys

import pytest

from audit.checks import all_checks
from docs import rooms, tables
from tests.conftest import ROOT

PACKAGE = ROOT / "audit"


def test_no_room_imports_from_one_above_it():
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_every_room_is_in_the_contract():
    there = {
        path.stem
        for path in PACKAGE.iterdir()
        if (path.suffix == ".py" and not path.stem.startswith("_"))
        or (path.is_dir() and (path / "__init__.py").exists())
    }
    assert {room.removeprefix("audit.") for room in rooms.layers()} == there


def test_the_picture_is_that_of_the_contract():
    assert rooms.PICTURE.read_text("utf-8") == rooms.drawn()


@pytest.mark.parametrize("path", [tables.PAGE, tables.FORMATS], ids=lambda path: path.name)
def test_the_tables_of_the_pages_are_those_of_the_code(path):
    page = path.read_text("utf-8")
    assert "<!-- /" in page
    assert tables.filled(page) == page


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.id)
def test_a_checks_name_stands_in_its_own_file_only(check):
    """No other code of the package asks for a check by its id."""
    named = re.compile(rf"""(check|\.id)\s*(==|!=|in)\s*\(?["']{check.id}["']""")
    for path in PACKAGE.rglob("*.py"):
        if path != check.file:
            assert not named.search(path.read_text("utf-8")), path


def test_no_logic_reads_a_message():
    prose = re.compile(
        r"message\([^)]*\)\s*(==|!=|\.(startswith|endswith|find|split))|\bin message\("
    )
    for path in PACKAGE.rglob("*.py"):
        assert not prose.search(path.read_text("utf-8")), path


def test_no_file_has_a_riddle_for_a_name():
    riddles = {
        "borne_out", "making", "doubted", "traces", "moments", "upheld", "taken_over", "case", "desk",
        "place", "who", "caught", "pick", "holes", "skeleton",
    }  # fmt: skip
    assert riddles.isdisjoint(path.stem for path in PACKAGE.rglob("*.py"))
