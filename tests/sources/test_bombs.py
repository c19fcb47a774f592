"""Small files that would take gigabytes or hours are refused in a sentence, and nothing is cut without one."""

from __future__ import annotations

import pytest

from audit.errors import InputError
from audit.records.settings import Limits
from audit.sources import read
from audit.sources.limits import put_in_force
from tests.conftest import EN, KO

PAGE = f"<html><body><article><p>{EN}</p>"
SAVED = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"'


def found(tmp_path, name, content):
    (tmp_path / "x.ko.txt").write_text(KO, "utf-8")
    (tmp_path / name).write_text(content, "utf-8")
    (only,) = read(tmp_path)
    return only


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("x.en.html", PAGE + "<br>" * 50_001, "more than 50,000 tags"),
        (
            "x.en.html",
            PAGE + "<p " + " ".join(f"a{i}" for i in range(2_001)) + ">",
            "2,000 attributes in one tag",
        ),
        (
            "x.en.html",
            PAGE + f"<p {' '.join(f'a{i}' for i in range(2_000))}>" * 151,
            "300,000 attributes",
        ),
        ("x.en.html", PAGE + "<div>" * 300 + "<p>It is lost.</p>", "too deep in each other"),
        ("x.en.html", PAGE + "<p>" + "It goes on. " * 900_000, "too long"),
        ("x.en.md", EN + "![" * 100_001, "more than 200,000 marks"),
        ("x.en.mhtml", f"{SAVED}\n\n" + "--b\n\nx\n" * 10_001, "more than 10,000 parts"),
        ("x.en.mhtml", SAVED + "; a=b" * 10_000 + "\n\n--b--\n", "a header that is longer"),
    ],
)
def test_pages_beyond_any_articles_are_refused(tmp_path, name, content, what):
    error = found(tmp_path, name, content)
    assert isinstance(error, InputError)
    assert what in error.what


def test_pictures_in_a_page_and_in_markdown_are_no_reason(tmp_path):
    picture = "data:image/png;base64," + "iVBORw0KGgo+/" * 100_000
    page = found(tmp_path, "x.en.html", f'{PAGE}<img src="{picture}"></article></body></html>')
    assert "728 trillion" in page.target.raw
    (tmp_path / "x.en.html").unlink()
    assert "728 trillion" in found(tmp_path, "x.en.md", f"{EN}\n![]({picture})\n").target.raw


def test_of_a_table_no_more_rows_are_held_than_its_open_articles_have(tmp_path, monkeypatch):
    def rows(*names):
        lines = [
            f'{name},"정부는 예산안을 제출했다.","The government submitted it."' for name in names
        ]
        (tmp_path / "x.csv").write_text("\n".join(["article,ko,en", *lines]) + "\n", "utf-8")
        return list(read(tmp_path / "x.csv"))

    put_in_force(Limits(sentences=5))
    long, short = rows(*["a"] * 50, "b", "a")
    put_in_force(Limits())
    assert "more than 5 sentences" in long.what
    assert short.id == "b"
    monkeypatch.setattr("audit.sources.table._HELD", 5_000)
    assert [article.id for article in rows(*"aabbccdd")] == list("abcd")
    (mixed,) = rows(*"abcdefabcdef")
    assert "the rows of 5 articles are mixed" in mixed.what


def test_a_file_of_nothing_but_errors_is_given_up(tmp_path):
    (tmp_path / "x.jsonl").write_text("x\n" * 20_000)
    *errors, last = read(tmp_path)
    assert len(errors) < 11_000
    assert "10,000 more errors than articles" in last.what


def test_a_text_that_parquet_has_once_for_many_rows_is_not_unfolded(tmp_path):
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    text = pa.array([EN + "x" * 90_000_000])
    folded = pa.DictionaryArray.from_arrays(pa.array([0] * 40, pa.int32()), text)
    lists = pa.ListArray.from_arrays(pa.array([0, *[40] * 40], pa.int32()), folded)
    ids = {"id": list(map(str, range(40))), "ko": [KO] * 40}
    for name, column in (("en", folded), ("en_sentences", lists)):
        table = pa.table({**ids, name: column})
        parquet.write_table(
            table, tmp_path / "x.parquet", store_schema=False, dictionary_pagesize_limit=2**30
        )
        first = next(read(tmp_path / "x.parquet"))
        assert first.what == "a cell is larger than the 20 MB that is read"
