"""CSV that opens safely in a spreadsheet and reads back as it was."""

from __future__ import annotations

import csv

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.results.spreadsheet import neutralised, read, write

CELLS = st.text(
    alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\x00\r"), max_size=30
)


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+82 2", "-3.5%", "@SUM(A1)", "\tx", "\nx", "'=1", "''=1", "=cmd|' /C calc'!A0"],
)
def test_a_cell_that_could_be_a_formula_starts_with_an_apostrophe(cell):
    assert neutralised(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["3만2000명", "'quoted'", "1.2 trillion won", "", "a=b", 12, -3.5])
def test_other_cells_stay_as_they_are(cell):
    assert neutralised(cell) == cell


@given(st.lists(st.tuples(CELLS, CELLS), max_size=6))
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_reading_gives_back_what_was_written(tmp_path, rows):
    path = tmp_path / "t.csv"
    write(path, ("a", "b"), rows)
    frame = read(path)
    assert list(frame.columns) == ["a", "b"]
    assert [tuple(row) for row in frame.itertuples(index=False)] == rows


def test_excel_is_told_that_it_is_utf8(tmp_path):
    write(tmp_path / "t.csv", ("본문",), [("가나다",)])
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_words_like_na_are_text_not_missing(tmp_path):
    write(tmp_path / "t.csv", ("a",), [("NA",), ("null",), ("",)])
    assert list(read(tmp_path / "t.csv")["a"]) == ["NA", "null", ""]


def test_a_write_that_fails_leaves_the_old_file(tmp_path):
    path = tmp_path / "t.csv"
    write(path, ("a",), [("old",)])

    def rows():
        yield ("new",)
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        write(path, ("a",), rows())
    assert list(read(path)["a"]) == ["old"]


def test_every_line_has_as_many_cells_as_the_header(tmp_path):
    path = tmp_path / "t.csv"
    write(path, ("a", "b"), [('say "no",\nhe said', "x;y\tz")])
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [len(row) for row in csv.reader(file)] == [2, 2]
