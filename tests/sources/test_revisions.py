"""What an English page said before: beside the article's files, or in its row."""

from __future__ import annotations

import json

import pytest

from audit.errors import InputError
from audit.sources import read
from tests.conftest import EN, KO


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.ko.txt").write_text(KO, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(EN, encoding="utf-8")
    return tmp_path


def put(folder, time, text=EN):
    (folder / f"a.{time}.en.txt").write_text(text, encoding="utf-8")


def test_files_with_a_time_are_revisions_in_order(folder):
    put(folder, "20250822T1403", EN.replace("22nd", "22d"))
    put(folder, "20250822T1011")
    (pair,) = read(folder)
    assert [r.at for r in pair.revisions] == ["2025-08-22T10:11:00", "2025-08-22T14:03:00"]
    assert [name for name, _ in pair.versions] == [*(r.at for r in pair.revisions), "print"]
    assert "22d" in pair.revisions[1].text.raw


def test_a_revision_later_than_the_text_in_print(folder):
    put(folder, "20250822T1500")
    (folder / "a.json").write_text('{"updated": "2025-08-22T14:03:00+09:00"}', encoding="utf-8")
    (found,) = read(folder)
    assert isinstance(found, InputError)
    assert (
        "revisions are out of order: the text in print, updated 2025-08-22T14:03:00+09:00, is not"
        in str(found)
    )


def test_a_time_that_is_none(folder):
    put(folder, "20251322T1500")
    (found,) = read(folder)
    assert "20251322T1500 is no date and time" in str(found)
    assert "a.20251322T1500.en.txt" in str(found)


def test_a_revision_in_korean(folder):
    put(folder, "20250822T1011", KO)
    (found,) = read(folder)
    assert "the revision of 2025-08-22T10:11:00 is in Korean" in str(found)
    assert "a.20250822T1011.en.txt" in str(found)


def rows(tmp_path, revisions):
    path = tmp_path / "rows.jsonl"
    row = {"id": "a", "ko": KO, "en": EN, "revisions": revisions}
    path.write_text(json.dumps(row), encoding="utf-8")
    return list(read(path))


def test_revisions_in_a_row(tmp_path):
    (pair,) = rows(
        tmp_path, [{"at": "2025-08-22T10:11", "en": EN}, {"at": "2025-08-22T14:03", "en": EN}]
    )
    assert [r.at for r in pair.revisions] == ["2025-08-22T10:11", "2025-08-22T14:03"]


@pytest.mark.parametrize(
    ("revisions", "message"),
    [
        (
            [{"at": "2025-08-22T14:03", "en": EN}, {"at": "2025-08-22T10:11", "en": EN}],
            "out of order",
        ),
        ([{"at": "2025-08-22T14:03", "en": EN}] * 2, "out of order"),
        ([{"at": "noon", "en": EN}], "at 'noon' is not a date"),
        ([{"en": EN}], "a revision lacks at or en"),
        ("yesterday", "revisions is no list"),
    ],
)
def test_revisions_that_make_no_sense(tmp_path, revisions, message):
    (found,) = rows(tmp_path, revisions)
    assert message in str(found)
    assert "rows.jsonl" in str(found)
