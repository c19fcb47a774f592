"""Rows that a condition picks, from an archive and from sheets; the condition can do nothing but pick."""

from __future__ import annotations

import csv
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from audit import batch
from audit.errors import ConfigError, InputError
from audit.exports.selection import Form, select
from audit.records.article import Article, Metadata, Text
from audit.records.tables import Tables
from audit.results import packing
from audit.results.folder import ResultsFolder
from tests.conftest import EN, KO

WRONG = EN.replace("728 trillion", "728 billion")
TITLE = '=cmd|" /C calc"!A0'
CRITICAL = "severity = 'critical'"


def article(name, en=WRONG):
    meta = Metadata(title=TITLE, published="2025-08-22")
    return Article(name, Text("ko", KO), Text("en", en), metadata=meta)


ALL = [article("a"), article("b", EN), article("c", WRONG.replace("did not oppose", "opposed"))]


@pytest.fixture(scope="module", params=list(Tables), ids=str)
def folder(request, auditor, tmp_path_factory):
    """The same run as an archive of two parts and as sheets."""
    out = tmp_path_factory.mktemp("run") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "ARTICLES_A_PART", 2)
        batch.run(ALL, auditor, out, tables=frozenset({request.param}))
    return ResultsFolder(out)


@pytest.fixture
def picked(folder, tmp_path):
    """The bytes of the rows that a condition picks."""

    def call(table, where="", form=Form.JSON):
        select(folder, table, where, form, tmp_path / "rows")
        return (tmp_path / "rows").read_bytes()

    return call


@pytest.mark.parametrize(
    ("table", "where", "ids"),
    [
        ("articles", "", ["a", "b", "c"]),
        ("articles", "flags > 0", ["a", "c"]),
        ("articles", "published >= DATE '2025-08-22' AND article_id <> 'a'", ["b", "c"]),
        ("articles", "edited IS NULL AND draft_errors IS NULL", ["a", "b", "c"]),
        ("articles", "title LIKE '=cmd%'", ["a", "b", "c"]),
        ("articles", "risk > 2", []),
        ("flags", "category = 'number' AND " + CRITICAL, ["a", "c"]),
        ("flags", "list_contains(en_sentence_ids, 'e3') AND code = 'number.scale'", ["a", "c"]),
        ("flags", "category = 'negation' -- the opposite", ["c"]),
        ("beads", "bead_id = 'b1' AND NOT moved AND en_start = 0", ["a", "b", "c"]),
    ],
)
def test_rows_are_picked_in_the_order_of_the_run(picked, folder, table, where, ids):
    if "code" in where:
        codes = {flag.code for flag in folder.result("a").flags if flag.category == "number"}
        where = where.replace("number.scale", codes.pop())
    assert [row["article_id"] for row in json.loads(picked(table, where))] == ids


def test_rows_hold_what_the_flags_do(picked, folder):
    rows = json.loads(picked("flags", f"article_id = 'a' AND {CRITICAL}"))
    flags = [flag for flag in folder.result("a").flags if flag.severity == "critical"]
    assert [row["flag_id"] for row in rows] == [flag.flag_id for flag in flags]
    assert [row["en_sentence_ids"] for row in rows] == [list(f.target_sentence_ids) for f in flags]
    assert {row["reviewed_at"] for row in rows} == {None}
    (row,) = json.loads(picked("articles", "article_id = 'a'"))
    assert (row["title"], row["published"], row["ko_sentences"]) == (TITLE, "2025-08-22", 5)


def test_a_sheet_of_rows_holds_no_formula(picked):
    header, row = csv.reader(
        io.StringIO(picked("articles", "article_id = 'b'", Form.CSV).decode("utf-8-sig"))
    )
    told = dict(zip(header, row, strict=True))
    assert told["title"] == "'" + TITLE
    assert (told["published"], told["edited"], told["moved"]) == ("2025-08-22", "", "0")


def test_all_rows_as_a_sheet_are_the_sheet(picked, folder):
    for table in ("flags", "beads", "articles"):
        if Tables.CSV in folder.tables:
            assert picked(table, "", Form.CSV) == (folder.path / f"{table}.csv").read_bytes()


def test_rows_as_parquet_keep_their_types(picked):
    table = pq.read_table(pa.BufferReader(picked("flags", CRITICAL, Form.PARQUET)))
    assert table.schema.field("ko_sentence_ids").type == pa.list_(pa.string())
    assert table.schema.field("risk").type == pa.float64()
    assert set(table["severity"].to_pylist()) == {"critical"}


def test_no_rows_are_a_whole_file_in_any_form(picked):
    assert json.loads(picked("flags", "false")) == []
    assert len(picked("flags", "false", Form.CSV).splitlines()) == 1
    assert pq.read_table(pa.BufferReader(picked("flags", "false", Form.PARQUET))).num_rows == 0


HOSTILE = [
    "1=1; COPY (SELECT 1) TO '{out}'",
    "1=1; SELECT 1",
    "1=1) UNION ALL SELECT * FROM flags WHERE (1=1",
    "1=1 FROM read_csv('{file}')",
    "(SELECT count(*) FROM read_csv('{file}')) > 0",
    "EXISTS (SELECT * FROM read_text('{file}'))",
    "EXISTS (SELECT * FROM read_blob('{file}'))",
    "EXISTS (SELECT * FROM '{file}')",
    "EXISTS (SELECT * FROM read_parquet('{file}'))",
    "EXISTS (SELECT * FROM glob('/etc/*'))",
    "EXISTS (SELECT * FROM sniff_csv('{file}'))",
    "EXISTS (SELECT * FROM query('COPY (SELECT 1) TO ''{out}'''))",
    "EXISTS (SELECT * FROM duckdb_secrets())",
    "EXISTS (SELECT * FROM read)",
    "pg_read_file('{file}') <> ''",
    "getenv('HOME') <> ''",
    "INSTALL httpfs",
    "1=1; LOAD httpfs",
    "1=1; ATTACH '{out}' AS other",
    "1=1; SET enable_external_access = true; SELECT * FROM read_csv('{file}')",
    "1=1; RESET lock_configuration",
    "1=1; EXPORT DATABASE '{out}'",
    "(COPY (SELECT 1) TO '{out}')",
]


@pytest.mark.parametrize("where", HOSTILE)
def test_a_condition_reads_and_writes_no_file_and_changes_no_setting(
    picked, folder, tmp_path, where
):
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    before = {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}
    with pytest.raises(ConfigError) as error:
        picked("flags", where.format(file=other, out=tmp_path / "evil"))
    said = str(error.value)
    assert said.startswith("The condition ") and said.endswith(".") and "\n" not in said
    assert {path.name for path in tmp_path.iterdir()} == {"other.csv"}
    assert before == {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("where", "why"),
    [
        ("nosuch = 1", '"nosuch" not found'),
        ("risk >", "syntax error"),
        ("CAST(code AS INT) = 1", "Could not convert string"),
        ("count(*) > 1", "aggregates"),
        ("risk > ?", "parameters"),
        ("risk > 1, risk < 2", "single expression"),
        ("1=1 ORDER BY risk", "expression"),
    ],
)
def test_a_wrong_condition_is_one_sentence(picked, tmp_path, where, why):
    for form in Form:
        with pytest.raises(ConfigError) as error:
            picked("flags", where, form)
        assert why in str(error.value)
        assert "\n" not in str(error.value)
        assert not list(tmp_path.iterdir())


def test_what_is_no_table_is_said(picked):
    with pytest.raises(ConfigError, match="no table 'records'; give one of flags, beads, articles"):
        picked("records")


def test_a_table_that_cannot_be_read_is_said(auditor, tmp_path):
    out = tmp_path / "out"
    batch.run(ALL[:1], auditor, out)
    sheet = out / "flags.csv"
    whole = sheet.read_bytes()
    for damaged in (b"", whole.replace(b"severity", b"weight"), whole.replace(b",0.", b",O.")):
        sheet.write_bytes(damaged)
        with pytest.raises(InputError, match=r"flags\.csv: this is no table that this version"):
            select(ResultsFolder(out), "flags", "", Form.CSV, tmp_path / "rows")
    assert not (tmp_path / "rows").exists()
    batch.run(ALL[:1], auditor, out, tables=frozenset({Tables.PARQUET}))
    ResultsFolder(out).archive.file("flags", 0).write_bytes(b"PAR1")
    with pytest.raises(InputError, match=r"part-00000\.parquet: this part is damaged"):
        select(ResultsFolder(out), "flags", "", Form.CSV, tmp_path / "rows")


def test_without_results_there_are_no_rows(tmp_path):
    with pytest.raises(InputError, match="there are no results in it"):
        select(ResultsFolder(tmp_path), "flags", "", Form.CSV, tmp_path / "rows")


@pytest.mark.slow
def test_the_command_line_prints_rows_and_says_what_is_wrong(run, tmp_path, pair_folder):
    (pair_folder / "budget.en.txt").write_text(WRONG, encoding="utf-8")
    done = run("score", "in", "--out", "archive", "--tables", "parquet")
    assert done.returncode == 0
    assert "export flags archive" in " ".join(done.stdout.split())
    done = run("export", "flags", "archive", "--where", CRITICAL, "--to", "json")
    assert done.returncode == 0
    assert [row["severity"] for row in json.loads(done.stdout)] == ["critical"]
    done = run("export", "flags", "--out", "archive")
    assert done.stdout.startswith("\ufeffarticle_id,flag_id,")
    for arguments, said in (
        (("flags", "archive", "--where", "nosuch = 1"), '"nosuch" not found'),
        (("flags", "archive", "--to", "xml"), "Rows are written as csv, parquet, json, not as"),
        (("nothing", "archive"), "There is no table 'nothing'"),
        (("budget", "archive", "--form", "tmx", "--to", "csv"), "leave out one or the other"),
        (("flags", "nowhere"), "there are no results in it"),
    ):
        done = run("export", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in " ".join(done.stderr.split())
    done = run("export", "budget", "archive", "--form", "tmx")
    assert done.returncode == 0
    assert "<tmx" in done.stdout
    assert run("verify", "archive").returncode == 0
    assert run("trace", "budget", "--out", "archive").returncode == 0


def test_without_duckdb_it_is_one_line(outside, auditor, tmp_path):
    batch.run(ALL[:1], auditor, tmp_path / "out")
    done = outside("import sys; sys.modules['duckdb'] = None", "export", "flags")
    assert done.returncode == 2
    assert "translation-provenance-audit[archive]" in " ".join(done.stderr.split())
