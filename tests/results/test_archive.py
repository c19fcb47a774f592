"""Results as an archive: what is in its parts is what the sheets hold, however the run that wrote it went."""

from __future__ import annotations

import json
import os
import signal
from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import batch
from audit.errors import InputError
from audit.records.article import Article, Metadata, Text
from audit.records.settings import Settings
from audit.records.tables import Tables
from audit.results import archive, packing, parquet, spreadsheet, tables
from audit.results.columns import Kind, names, plain, read_row, time_of
from audit.results.folder import ResultsFolder
from audit.results.merge import merge
from audit.review.loading import is_loaded, load
from audit.review.proof import checked
from audit.review.sealing import sealed
from audit.review.store import Store, url_beside
from tests.conftest import EN, KO
from tests.test_workers import content, until, write

PARQUET, BOTH = frozenset({Tables.PARQUET}), frozenset(Tables)
WRONG = EN.replace("728 trillion", "728 billion")
FORMULA = '=HYPERLINK("http://evil.example","x")'
SMALL = "import audit.results.packing as packing\npacking.ARTICLES_A_PART = 2\n"


def article(name, en=WRONG, **meta):
    given = {"published": "2025-08-22"} | meta
    return Article(name, Text("ko", KO), Text("en", en), metadata=Metadata(**given))


ALL = [
    article("a", title=FORMULA),
    article("b", EN),
    article("c", published="2025-03-21T10:11:00+09:00"),
    article("d", published=""),
    article("e", WRONG.replace("did not oppose", "opposed")),
]


@pytest.fixture(autouse=True)
def two_articles_a_part(monkeypatch):
    monkeypatch.setattr(packing, "ARTICLES_A_PART", 2)


@pytest.fixture
def made(auditor, tmp_path):
    """A run's folder."""

    def call(articles=ALL, form=PARQUET, out="out", **given):
        batch.run(articles, auditor, tmp_path / out, tables=form, **given)
        return ResultsFolder(tmp_path / out)

    return call


def rows(folder, table):
    """A table of an archive, all parts after one another."""
    parts = range(len(folder.archive.manifest.parts))
    return [row for part in parts for row in folder.archive.table(table, part).to_pylist()]


def files(folder):
    """The bytes of an archive's files."""
    path = folder.archive.path
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in folder.archive.files()}


def as_parquet(row, columns):
    """What a row is in Parquet."""
    cells = zip(row, columns, strict=True)
    return [
        time_of(cell) if c.kind is Kind.TIME else list(cell) if c.kind is Kind.IDS else cell
        for cell, c in cells
    ]


CELLS = {
    Kind.TEXT: st.text() | st.sampled_from([FORMULA, "'=1", "-1", "\r\n+", "", "728조원", "\x00"]),
    Kind.COUNT: st.none() | st.integers(0, 2**40),
    Kind.NUMBER: st.none() | st.floats(-100, 100).map(lambda number: round(number, 4)),
    Kind.YES_NO: st.booleans(),
    Kind.IDS: st.lists(st.from_regex(r"\A[ked][1-9]{1,3}\Z")).map(tuple),
    Kind.TIME: st.sampled_from(["", "2025-08-22", "2025-03-21T10:11", "2025-03-21T10:11:00+09:00"]),
}


@pytest.mark.parametrize("table", [archive.FLAGS, archive.BEADS, archive.ARTICLES])
@given(data=st.data())
def test_any_row_is_the_same_in_a_sheet_and_in_parquet(tmp_path_factory, table, data):
    columns = archive.TABLES[table]
    row = data.draw(st.tuples(*(CELLS[c.kind] for c in columns)))
    path = tmp_path_factory.mktemp("sheet") / "table.csv"
    spreadsheet.write(path, names(columns), [row])
    header, read = spreadsheet.read_rows(path)
    assert tuple(header) == names(columns)
    assert read_row(read, columns) == row
    (there,) = parquet.table_of([row], columns).to_pylist()
    assert list(there.values()) == as_parquet(row, columns)


def test_the_rows_of_a_run_are_the_same_in_both_forms(made):
    folder = made(form=BOTH)
    for table in (archive.FLAGS, archive.BEADS, archive.ARTICLES):
        columns = archive.TABLES[table]
        _, *sheet = spreadsheet.read_rows(folder.path / f"{table}.csv")
        assert [as_parquet(read_row(row, columns), columns) for row in sheet] == [
            list(row.values()) for row in rows(folder, table)
        ]
    assert len(rows(folder, archive.ARTICLES)) == 5
    assert len(rows(folder, archive.FLAGS)) >= 5
    assert folder.recorded_ids() == ["a", "b", "c", "d", "e"]
    assert files(made(out="archive-alone")) == files(folder)


def test_cells_are_of_their_own_types_and_text_is_as_it_was(made):
    folder = made()
    first, _, third, fourth, _ = rows(folder, archive.ARTICLES)
    assert first["title"] == FORMULA
    assert first["ko_sentences"] == 5
    assert first["published"].isoformat() == "2025-08-22T00:00:00"
    assert third["published"].isoformat() == "2025-03-21T10:11:00"
    assert fourth["published"] is None
    assert first["edited"] is None
    flag = next(row for row in rows(folder, archive.FLAGS) if row["category"] == "number")
    assert flag["ko_sentence_ids"] == ["k3"] and flag["en_sentence_ids"] == ["e3"]
    assert 0 < flag["risk"] <= 1
    assert flag["reviewed_at"] is None
    bead = rows(folder, archive.BEADS)[0]
    assert bead["moved"] is False
    assert (bead["ko_start"], bead["ko_end"]) == (0, len("정부, 내년 예산안 국회 제출"))


def test_every_column_has_the_type_of_its_cells(made, auditor):
    result = auditor.audit(ALL[0])
    for columns, some in zip(
        (tables.FLAGS, tables.BEADS, tables.ARTICLES), tables.rows_of(result), strict=True
    ):
        assert parquet.table_of(some, columns).num_rows == len(some) > 0
        for row in some:
            assert read_row([str(cell) for cell in plain(row)], columns) == tuple(row)


def test_an_archive_has_no_sheets_and_no_file_for_an_article(made):
    folder = made()
    assert {path.name for path in folder.path.iterdir()} == {"archive", "run.json"}
    listed = folder.archive.manifest
    assert [(part.name, part.articles) for part in listed.parts] == [
        ("part-00000", 2), ("part-00001", 2), ("part-00002", 1),
    ]  # fmt: skip
    assert all(map(folder.archive.is_as_listed, range(3)))
    for part in listed.parts:
        for table, file in part.files.items():
            path = folder.archive.path / table / f"{part.name}.parquet"
            assert pq.read_metadata(path).num_rows == file.rows


def test_results_are_read_from_an_archive_as_from_records(made, auditor):
    folder = made()
    assert folder.exists
    assert folder.ids() == ("a", "b", "c", "d", "e")
    assert list(folder.results()) == [auditor.audit(a) for a in ALL]
    assert folder.result("d") == auditor.audit(ALL[3])
    assert folder.find("d").signature == auditor.signature
    assert folder.find("nothing") is None
    with pytest.raises(InputError, match=r"no such article; give an id of run\.json"):
        folder.result("nothing")


def test_reviews_are_taken_on_an_archive(made):
    folder = made()
    store = Store(url_beside(folder.path))
    load(store, folder)
    assert is_loaded(store, folder)
    sealed(folder.path, Settings(), None, encoder="embedded")
    found, told = checked(folder.path, Settings(), None)
    assert found == []
    assert len(told) == 2


def test_a_table_without_rows_is_a_table(made):
    folder = made([article("b", EN)])
    assert rows(folder, archive.FLAGS) == []
    assert folder.archive.table(archive.FLAGS, 0).column_names == list(tables.FLAG_COLUMNS)
    assert next(folder.results()).flags == ()


def test_text_that_no_file_can_hold_is_a_question_mark_as_in_a_sheet(auditor):
    result = auditor.audit(ALL[0])
    odd = replace(result, article=replace(result.article, metadata=Metadata(title="a\ud800b")))
    (row,) = parquet.table_of([tables.article_row(odd)], tables.ARTICLES).to_pylist()
    assert row["title"] == "a?b"


ANOTHER = article("c", EN)
RUNS = {
    "the same": (ALL, ALL),
    "one more": (ALL, [*ALL, article("f")]),
    "one more after whole parts": (ALL[:4], ALL),
    "one changed in the middle": (ALL, [*ALL[:2], ANOTHER, *ALL[3:]]),
    "one changed at the end": (ALL, [*ALL[:4], article("e", EN)]),
    "one left out": (ALL, [*ALL[:1], *ALL[2:]]),
    "the last ones left out": (ALL, ALL[:3]),
    "another order": (ALL, ALL[::-1]),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", RUNS)
def test_what_is_resumed_is_what_one_run_writes(made, name):
    first, second = RUNS[name]
    made(first)
    folder = made(second, resume=True)
    alone = made(second, out="alone")
    assert files(folder) == files(alone)
    assert folder.ids() == alone.ids()


def test_parts_that_stay_are_not_written_again(made):
    folder = made()
    first = folder.archive.file(archive.RECORDS, 0).stat()
    made([*ALL[:4], article("e", EN)], resume=True)
    assert folder.archive.file(archive.RECORDS, 0).stat().st_mtime_ns == first.st_mtime_ns
    made()
    assert folder.archive.file(archive.RECORDS, 0).stat().st_mtime_ns != first.st_mtime_ns


def test_articles_of_a_damaged_part_are_audited_again(made, auditor):
    folder = made()
    whole = files(folder)
    path = folder.archive.file(archive.RECORDS, 1)
    path.write_bytes(path.read_bytes()[:-100])
    summary = batch.run(ALL, auditor, folder.path, tables=PARQUET, resume=True)
    assert (summary.articles, summary.reused) == (5, 3)
    assert files(folder) == whole


@pytest.mark.parametrize("first", [PARQUET, frozenset({Tables.CSV}), BOTH], ids=sorted)
@pytest.mark.parametrize("second", [PARQUET, frozenset({Tables.CSV}), BOTH], ids=sorted)
@pytest.mark.slow
def test_a_run_is_resumed_in_another_form(made, auditor, tmp_path, first, second):
    made(form=first)
    summary = batch.run(ALL, auditor, tmp_path / "out", tables=second, resume=True)
    assert summary.reused == 5
    made(form=second, out="alone")
    assert content(tmp_path / "out") == content(tmp_path / "alone")


def test_a_run_of_which_nothing_could_be_read_leaves_the_archive(made):
    folder = made()
    before = files(folder)
    for resume in (False, True):
        made([InputError("no pair", "other.ko.txt", "give both")], resume=resume)
        assert files(folder) == before
        assert ResultsFolder(folder.path).ids() == ("a", "b", "c", "d", "e")


@pytest.mark.slow
def test_any_number_of_workers_writes_the_same_archive(outside, tmp_path):
    runs = []
    for count in (1, 2):
        here = tmp_path / str(count)
        write(here, "", "", "", "", "")
        arguments = ("score", "in.jsonl", "--tables", "parquet", "--workers", count)
        done = outside(SMALL, *arguments, cwd=here)
        assert done.returncode == 0, done.stderr
        runs.append((done.stdout, content(here / "out")))
    assert runs[0] == runs[1]
    assert "report.html" not in runs[0][0]
    assert sum(name.startswith("archive/flags/") for name in runs[0][1]) == 3


HANGS = """
import audit.segmentation.articles as module

def slow(*arguments, was=module.segment):
    if "It hangs" in arguments[0].raw:
        import time; time.sleep(600)
    return was(*arguments)

module.segment = slow
"""


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "stopped"])
def test_a_run_that_ends_in_the_middle_is_resumed_to_the_same_bytes(
    outside, started, tmp_path, number
):
    write(tmp_path, "", "", "", "It hangs.", "")
    arguments = ("score", "in.jsonl", "--tables", "parquet", "--workers", 1)
    process = started(SMALL + HANGS, *arguments)
    until((tmp_path / "out" / "records" / "a2.json").exists, process)
    os.kill(process.pid, number)
    process.communicate(timeout=60)
    out = tmp_path / "out"
    assert (out / "archive" / "flags" / "part-00000.parquet").exists()
    assert [path.name for path in (out / "records").glob("*.json")] == ["a2.json"]
    assert not ResultsFolder(out).exists
    done = outside(SMALL, *arguments, "--resume")
    assert done.returncode == 0
    assert "unchanged, kept   3" in done.stdout
    assert outside(SMALL, *arguments, "--out", "alone", "-q").returncode == 0
    assert content(out) == content(tmp_path / "alone")


@pytest.fixture
def proven(made):
    """An archive that is sealed."""
    folder = made()
    sealed(folder.path, Settings(), None, encoder="embedded")
    return folder


def faults(folder):
    return checked(folder.path, Settings(), None)[0]


def test_a_changed_byte_of_any_file_is_found(proven):
    assert faults(proven) == []
    there = proven.archive.files()
    assert len(there) == 1 + 3 * 5
    for path in there:
        data = path.read_bytes()
        path.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:])
        name = path.relative_to(proven.path).as_posix()
        assert faults(ResultsFolder(proven.path)) == [f"{name} was altered."]
        path.write_bytes(data)
    (proven.archive.path / "flags" / "part-00003.parquet").write_bytes(b"")
    assert faults(proven) == ["archive/flags/part-00003.parquet was added after the seal."]


def test_rows_that_do_not_follow_from_the_records_are_found_though_they_are_sealed(proven):
    path = proven.archive.file(archive.FLAGS, 1)
    table = pq.read_table(path)
    quiet = table.slice(0, table.num_rows - 1)
    pq.write_table(quiet, path)
    sealed(proven.path, Settings(), None, encoder="embedded")
    assert faults(ResultsFolder(proven.path)) == [
        "part-00001 is not what the archive's manifest.json lists.",
        "archive/flags/part-00001.parquet does not follow from the records.",
    ]


def test_archives_are_merged_by_their_parts(made, tmp_path):
    whole = made(out="whole")
    one, two = made(ALL[:3], out="one"), made(ALL[2:], out="two")
    before = files(one), files(two)
    summary = merge([one.path, two.path], tmp_path / "all")
    folder = ResultsFolder(tmp_path / "all")
    assert (summary.articles, folder.ids()) == (5, whole.ids())
    for table in archive.TABLES:
        assert rows(folder, table) == rows(whole, table)
    assert list(folder.results()) == list(whole.results())
    # c is in both; d, which came with e, is in the second part of two.
    assert [part.articles for part in folder.archive.manifest.parts] == [2, 1, 1, 1]
    first = folder.archive.file(archive.RECORDS, 0).read_bytes()
    assert first == one.archive.file(archive.RECORDS, 0).read_bytes()
    assert (files(one), files(two)) == before
    sealed(folder.path, Settings(), None, encoder="embedded")
    assert faults(folder) == []


def test_another_result_of_one_article_is_refused_in_archives_too(made, tmp_path):
    one, two = made(ALL[:3], out="one"), made([ALL[3], ANOTHER], out="two")
    with pytest.raises(InputError, match=r"c has another result here than in .*one"):
        merge([one.path, two.path], tmp_path / "all")
    path = two.archive.file(archive.BEADS, 0)
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(InputError, match=r"part-00000 of its archive is missing or was altered"):
        merge([two.path, one.path], tmp_path / "all")
    assert not (tmp_path / "all").exists()


def test_an_archive_and_sheets_are_merged_into_sheets(made, tmp_path):
    one = made(ALL[:3], out="one")
    two = made(ALL[3:], out="two", form=frozenset({Tables.CSV}))
    merge([one.path, two.path], tmp_path / "all")
    made(out="whole", form=frozenset({Tables.CSV}))
    assert content(tmp_path / "all") == content(tmp_path / "whole")


def test_both_forms_are_merged_into_both(made, tmp_path):
    one, two = made(ALL[:3], out="one", form=BOTH), made(ALL[3:], out="two", form=BOTH)
    merge([one.path, two.path], tmp_path / "all")
    made(out="whole", form=BOTH)
    assert content(tmp_path / "all") == content(tmp_path / "whole")


def test_without_pyarrow_it_is_one_line_before_any_work(outside, tmp_path):
    write(tmp_path, "")
    done = outside(
        "import sys; sys.modules['pyarrow'] = None", "score", "in.jsonl", "--tables", "parquet"
    )
    assert done.returncode == 2
    assert "translation-provenance-audit[archive]" in " ".join(done.stderr.split())
    assert not (tmp_path / "out").exists()


def test_the_manifest_is_json_that_anything_reads(made):
    folder = made()
    told = json.loads((folder.archive.path / archive.MANIFEST).read_bytes())
    assert told["whole"] is True
    assert told["parts"][0]["files"]["articles"]["rows"] == 2
    assert len(told["parts"][0]["files"]["articles"]["sha256"]) == 64
