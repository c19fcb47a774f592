"""Parquet as input: the rows are read as those of JSON Lines are."""

from dataclasses import replace
from datetime import date, datetime

import pyarrow as pa
import pytest
from pyarrow import parquet
from source_texts import EN, KO

from audit.errors import InputError
from audit.sources import read

ROW = {"id": "a", "ko": KO, "en": EN}


def table(path, rows, **columns):
    names = dict.fromkeys(name for row in rows for name in row)
    made = pa.table({name: [row.get(name) for row in rows] for name in names})
    for name, values in columns.items():
        made = made.append_column(name, values)
    parquet.write_table(made, path, row_group_size=2)
    return path


def test_rows_are_articles_as_objects_of_json_lines_are(tmp_path):
    import json

    rows = [
        {**ROW, "title": "Tom &amp; Jerry", "published": "2024-03-21", "other": 3},
        {"id": "b", "ko_sentences": ["그는 말했다.", "끝."], "en_sentences": ["He said."]},
        {**ROW, "id": "c", "draft": EN, "revisions": [{"at": "2024-03-21T10:00", "en": EN}]},
    ]
    lines = tmp_path / "x.jsonl"
    lines.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    found = list(read(table(tmp_path / "x.parquet", rows)))
    assert [article.origin for article in found] == [
        f"{tmp_path / 'x.parquet'}:row {n}" for n in (1, 2, 3)
    ]
    assert [replace(article, origin="") for article in found] == [
        replace(article, origin="") for article in read(lines)
    ]
    assert found[0].metadata.title == "Tom & Jerry"


def test_dates_may_be_dates(tmp_path):
    rows = [
        {**ROW, "published": date(2024, 3, 21), "updated": datetime(2024, 3, 22, 9, 30)},
        {**ROW, "id": "b", "published": None, "updated": datetime(2024, 3, 22)},
    ]
    found = list(read(table(tmp_path / "x.parquet", rows)))
    assert [(a.metadata.published, a.metadata.updated) for a in found] == [
        ("2024-03-21", "2024-03-22T09:30:00"), ("", "2024-03-22"),
    ]  # fmt: skip


def test_a_bad_row_is_an_error_with_its_number_and_the_others_are_read(tmp_path):
    rows = [ROW, {**ROW, "id": "b", "en": None}, {**ROW, "id": None}, {**ROW, "id": "d"}]
    found = list(read(table(tmp_path / "x.parquet", rows)))
    assert [getattr(each, "id", None) for each in found] == ["a", None, None, "d"]
    where = tmp_path / "x.parquet"
    assert str(found[1]).startswith(f"{where}:row 2: the English text is missing")
    assert str(found[2]).startswith(f"{where}:row 3: the article has no id")


def test_bytes_that_are_no_text_are_the_error_of_their_row(tmp_path):
    broken = pa.Array.from_buffers(
        pa.string(), 1, pa.array([b"\xff\xfe\xfd"], pa.binary()).buffers()
    )
    [found] = read(table(tmp_path / "x.parquet", [{"id": "a", "ko": KO}], en=broken))
    assert isinstance(found, InputError)
    assert found.what == "a text is not UTF-8"


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda path: path.write_bytes(b"PAR1 and no more"), "no Parquet file, or it is damaged"),
        (lambda path: path.write_bytes(b""), "no Parquet file, or it is damaged"),
        (lambda path: table(path, [{"id": "a", "ko": KO}]), "no column en"),
        (lambda path: parquet.write_table(pa.table({"id": [], "ko": [], "en": []}), path), "no rows"),
    ],
    ids=["damaged", "empty", "column", "rows"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_said_in_a_sentence(tmp_path, made, says):
    made(tmp_path / "x.parquet")
    [found] = read(tmp_path / "x.parquet")
    assert isinstance(found, InputError)
    assert says in str(found)
