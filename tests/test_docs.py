"""The documentation keeps up with the tool."""

from __future__ import annotations

import re

import pytest

from audit.checks import all_checks
from audit.records.flag import Category
from audit.results.tables import FLAG_COLUMNS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
FORMATS = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
CHECKS = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def checks_table():
    lines = ["| check | category | severity | flags |", "|---|---|---|---|"]
    lines += [
        f"| {c.id} | {c.category.value} | {c.severity.value} | {c.explanation.splitlines()[0]} |"
        for c in all_checks()
    ]
    return "\n".join(lines)


def test_the_list_of_checks_is_the_one_the_tool_has():
    listed = re.search(r"<!-- checks -->\n(.*?)\n<!-- /checks -->", CHECKS, re.DOTALL)
    assert listed
    assert listed[1] == checks_table()


@pytest.mark.parametrize("column", FLAG_COLUMNS)
def test_every_column_of_the_flags_is_explained(column):
    assert f"`{column}`" in FORMATS


@pytest.mark.parametrize("category", Category)
def test_every_category_is_named(category):
    (row,) = [line for line in FORMATS.splitlines() if line.startswith("| `category` |")]
    assert category.value in row.split("|")[2].replace(",", "").split()


def test_every_option_is_explained(run):
    options = set(re.findall(r"--[a-z][a-z-]+", run("score", "--help").stdout)) - {"--help"}
    assert len(options) > 5
    assert {o for o in options if f"`{o}" not in README} == set()


def test_help_fits_a_terminal_of_80_columns(run):
    for arguments in (["--help"], ["score", "--help"], ["bench", "--help"]):
        assert max(map(len, run(*arguments).stdout.splitlines())) <= 80


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(
        r"\]\(((?!http)[^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")
    ):
        assert (page.parent / target).exists(), target


def test_every_page_is_named_in_the_readme():
    assert {page.name for page in PAGES[2:] if f"docs/{page.name}" not in README} == set()
