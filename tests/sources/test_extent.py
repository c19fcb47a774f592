"""How far a run has come through its inputs, whatever their form."""

from __future__ import annotations

import json
import time

import pytest

from audit.sources.extent import Extent

pytestmark = pytest.mark.unit


def shares(extent: Extent) -> list[float]:
    found = []
    for _ in extent.articles():
        while extent.share is None:  # it is counted beside
            time.sleep(0.01)
        found.append(extent.share)
    return [*found, extent.share]


def test_pairs_of_files_count_as_they_are_read(tmp_path):
    for name in "abcd":
        (tmp_path / f"{name}.ko.txt").write_text("비가 온다.\n" * 10, encoding="utf-8")
        (tmp_path / f"{name}.en.txt").write_text("It is raining.\n" * 10, encoding="utf-8")
    (tmp_path / "notes.bin").write_bytes(b"x" * 10_000)  # of no format
    found = shares(Extent([tmp_path], None))
    assert len(found) == 5
    assert found == sorted(found)
    assert found[0] == pytest.approx(0.125, abs=0.15)
    assert found[3] == pytest.approx(0.875, abs=0.15)


def test_many_articles_of_one_file_count_as_they_come(tmp_path):
    path = tmp_path / "archive.jsonl"
    rows = [
        {"id": f"a{i}", "ko": "비가 온다. " * 200, "en": "It is raining. " * 200} for i in range(10)
    ]
    path.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
    )
    found = shares(Extent([path], None))
    assert found[:10] == pytest.approx([(i + 1) / 10 for i in range(10)], abs=0.05)


def test_nothing_is_known_of_what_is_not_there(tmp_path):
    extent = Extent([tmp_path / "missing"], None)
    assert len(list(extent.articles())) == 1  # the error
    assert extent.share is None
