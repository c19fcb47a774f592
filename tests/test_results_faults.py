"""A folder that cannot be written is one sentence and exit code 2; one at a time writes it."""

from __future__ import annotations

import fcntl
import json
import os
import resource
import signal
import sqlite3
from contextlib import contextmanager
from pathlib import Path

import pytest

from audit.cli import export, seal
from audit.errors import of_system
from audit.evidence.derived import computed
from audit.records.decision import Action, Decision
from audit.records.digest import sha256_of_file
from audit.records.settings import Role
from audit.results.files import replacing
from audit.results.folder import ResultsFolder
from audit.results.spreadsheet import read
from audit.results.stops import stops_waiting
from audit.review.archive_store import store_of
from audit.review.loading import load
from audit.review.roles import Person
from tests.conftest import EN, KO

WRONG = EN.replace("728", "700")


@pytest.fixture
def score(cli):
    """``score`` of articles ``a0``, ``a1`` … in this process."""

    def call(*arguments, count=2, first=0):
        rows = [{"id": f"a{first + n}", "ko": KO, "en": WRONG} for n in range(count)]
        Path("in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        return cli("score", "in.jsonl", "--workers", "1", "-q", *arguments)

    return call


def one_sentence(done, *words):
    """Whether a command ended with exit code 2 and one sentence that has some words."""
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 2
    told = " ".join(done.stderr.split())
    assert told.startswith("error: ")
    assert told.count("error: ") == 1
    assert "Traceback" not in told
    assert "fault of the tool" not in told
    for word in words:
        assert word in told


def test_what_lies_in_the_way_is_one_sentence_that_names_it(cli, score):
    Path("file").write_text("x")
    one_sentence(score("--out", "file"), "file cannot be", "a file lies where a folder must")
    one_sentence(score("--out", "file/within"), "file/within cannot be")
    one_sentence(score("--out", "n" * 300), "file name too long")
    for number, name in enumerate(
        ("flags.csv", "report.html", "run.json", "records/a1.json", "evidence/a0.json", "seal.json")
    ):
        out = Path(f"out{number}")
        (out / name / "within").mkdir(parents=True)
        one_sentence(score("--out", out), f"{out / name} cannot be", "a folder lies where a file")
        assert not list(out.rglob(".*.partial"))
    one_sentence(cli("merge", "in.jsonl", "--out", "merged"), "no results in it")
    one_sentence(cli("export", "a" * 5000, "out", "--form", "tmx"), "no such article")
    one_sentence(score("--config", "out0"), "out0 cannot be")


@contextmanager
def files_of_at_most(size):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_run_that_found_no_room_goes_on_when_there_is(cli, score):
    score("--out", "whole")
    sizes = [Path("whole", name).stat().st_size for name in ("records/a0.json", "report.html")]
    assert sizes[0] < sizes[1]
    for size, name in zip(sizes, ("records/a0.json", "report.html"), strict=True):
        with files_of_at_most(size - 1):
            done = cli("score", "in.jsonl", "--workers", "1", "-q", "--out", "out")
        one_sentence(done, f"out/{name} cannot be", "file too large")
        assert not list(Path("out").rglob(".*.partial"))
    done = cli("score", "in.jsonl", "--out", "out", "--resume", "--workers", "1")
    assert done.exit_code == 0
    assert "unchanged, kept   2" in done.stdout
    assert cli("verify", "out").exit_code == 0
    full = OSError(28, "No space left on device", "out/flags.csv")
    assert str(of_system(full)).startswith(
        "out/flags.csv cannot be read or written (no space left on device); make room there"
    )


def test_the_second_of_two_runs_says_who_writes_and_verify_says_so_too(cli, score):
    assert score("--out", "out").exit_code == 0
    lock = Path("out/.lock")
    assert lock.read_bytes() == b""  # nobody holds it, and no run differs by it
    with lock.open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        since = {
            "person": "kim",
            "host": "desk-1",
            "process": 7,
            "since": "2026-11-29 10:00:00+09:00",
        }
        lock.write_text(json.dumps(since))
        who = "kim on desk-1 (process 7) since 2026-11-29 10:00:00+09:00"
        for done in (score("--out", "out"), cli("verify", "out")):
            one_sentence(done, f"out is being written by {who}; wait until that is done")
    done = cli("verify", "out")
    assert (done.exit_code, done.stderr) == (0, "")


def test_who_stops_waits_for_what_must_be_whole_and_nothing_half_is_left(tmp_path):
    done = []
    with pytest.raises(KeyboardInterrupt), stops_waiting():
        signal.raise_signal(signal.SIGINT)
        done.append("whole")
    assert done == ["whole"]

    with pytest.raises(KeyboardInterrupt), replacing(tmp_path / "a.json") as partial:
        partial.write_text("half")
        signal.raise_signal(signal.SIGINT)
    assert list(tmp_path.iterdir()) == []


def test_a_request_to_end_ends_any_command_as_ctrl_c_does(cli, monkeypatch):
    monkeypatch.setattr(seal, "settings_from", lambda *_, **__: signal.raise_signal(signal.SIGTERM))
    done = cli("seal", "out")
    assert (done.exit_code, done.stderr) == (130, "Stopped.\n")


def test_what_nobody_foresaw_is_one_sentence_and_a_traceback_for_who_asks(cli, monkeypatch):
    def faulty(*_, **__):
        raise ZeroDivisionError("by none")

    monkeypatch.setattr(export, "_article", faulty)
    done = cli("export", "a0", "out", "--form", "tmx")
    assert done.exit_code == 2
    assert "export failed with ZeroDivisionError: by none;" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in cli("export", "a0", "out", "--form", "tmx", "--debug").stderr
    assert "Traceback" not in cli("export", "a0", "out", "--form", "tmx").stderr


def test_every_command_says_where_it_failed_to_who_asks(cli, monkeypatch):
    for command in ("verify", "head", "rules", "signoff", "merge", "serve", "keygen", "review"):
        assert "--debug" in cli(command, "--help").stdout
    monkeypatch.setattr(seal, "settings_from", lambda *_, **__: {}["missing"])
    assert "Traceback" in cli("seal", "out", "--debug").stderr
    done = cli("seal", "out")
    one = " ".join(done.stderr.split())
    assert (done.exit_code, "Traceback" in one) == (2, False)
    assert "seal failed with KeyError: 'missing'" in one


def test_what_is_typed_gives_the_terminal_no_orders(cli):
    for arguments in (["\x1b[31mx"], ["seal", "a", "\x1b[31m"], ["score", "a", "--\x1b[31m"]):
        done = cli(*arguments)
        assert done.exit_code == 2
        assert "\x1b[31m" not in done.stderr


def test_a_sealed_record_that_was_altered_is_audited_again(cli, score):
    assert score("--out", "out").exit_code == 0
    path = Path("out/records/a1.json")
    whole = path.read_bytes()
    values = json.loads(whole)
    assert values["result"]["flags"]
    values["result"]["flags"] = []
    path.write_text(json.dumps(values), "utf-8")
    assert score("--out", "out", "--resume").exit_code == 0
    assert path.read_bytes() == whole


def test_a_sealed_part_that_was_altered_with_its_list_is_audited_again(cli, score):
    parquet = pytest.importorskip("pyarrow.parquet")
    assert score("--out", "out", "--tables", "parquet").exit_code == 0
    path = Path("out/archive/records/part-00000.parquet")
    files = sorted(Path("out/archive").rglob("*.parquet"))
    before = [file.read_bytes() for file in files]
    table = parquet.read_table(path)
    records = [json.loads(text) for text in table["record"].to_pylist()]
    assert records[1]["result"]["flags"]
    records[1]["result"]["flags"] = []
    texts = [json.dumps(record, ensure_ascii=False) for record in records]
    altered = table.set_column(
        table.schema.get_field_index("record"), table.schema.field("record"), [texts]
    )
    was = sha256_of_file(path)
    parquet.write_table(altered, path)
    (manifest,) = Path("out/archive").glob("*.json")
    manifest.write_text(manifest.read_text().replace(was, sha256_of_file(path)))
    assert score("--out", "out", "--tables", "parquet", "--resume").exit_code == 0
    assert [file.read_bytes() for file in files] == before
    assert cli("verify", "out").exit_code == 0


def test_records_of_an_earlier_run_keep_its_settings(cli, score):
    assert score("--out", "out", count=1).exit_code == 0
    Path("audit.toml").write_text("false_alarms = 20\n")
    assert score("--out", "out", count=1, first=7).exit_code == 0
    for _ in range(2):
        settings = {
            name: json.loads(Path(f"out/evidence/{name}.json").read_bytes())["settings"]
            for name in ("a0", "a7")
        }
        assert [settings[name]["false_alarms"] for name in ("a0", "a7")] == [3.2, 20.0]
        assert cli("verify", "out", "--again").exit_code == 0
        assert cli("seal", "out").exit_code == 0


def test_a_run_that_audits_nothing_leaves_the_sealed_results_and_errors_follow_from_the_run(
    cli, score
):
    score("--out", "out")
    Path("broken.jsonl").write_text("broken\n")
    done = cli("score", "broken.jsonl", "--out", "out")
    assert done.exit_code == 2
    assert "stay those of the run before" in done.stdout
    assert cli("verify", "out").exit_code == 0
    assert cli("score", "broken.jsonl", "in.jsonl", "--out", "out", "-q").exit_code == 1
    assert len(read(Path("out/errors.csv"))) == 1
    Path("out/errors.csv").unlink()
    one_sentence(cli("seal", "out"), "errors.csv is missing")
    # Whoever seals it himself does not make it follow.
    assert "errors.csv does not follow from run.json." in computed(ResultsFolder(Path("out")))


def test_where_only_the_review_store_cannot_be_read_the_articles_are_audited(cli, score):
    score("--out", "out")
    folder = ResultsFolder(Path("out"))
    store = store_of(folder, "")
    load(store, folder)
    flag = folder.result("a0").flags[0].flag_id
    store.append(Person("kim", Role.LEAD), [Decision(Action.DISMISS, "a0", flag)])
    store.engine.dispose()
    with sqlite3.connect("out/review.db") as database:
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            database.execute(f"DROP TRIGGER {trigger}")
        database.execute("UPDATE entry SET body = '{'")
    one_sentence(cli("trace", "a0", "--out", "out"), "An entry of the review log cannot be read")
    assert "Entry 1 was altered: it cannot be read" in cli("verify", "out").stdout
    done = score("--out", "out")
    assert done.exit_code == 1
    assert "out is not sealed" in " ".join(done.stderr.split())
    os.truncate("out/review.db", 5000)
    done = score("--out", "out", count=3)
    assert done.exit_code == 1
    assert "No standing rule was applied" in " ".join(done.stderr.split())
    assert len(read(Path("out/articles.csv"))) == 3


def test_settings_that_are_no_file_are_one_sentence_and_wait_for_nothing(cli):
    os.mkfifo("pipe")
    for name in ("glossary", "disclosure", "rules"):
        for place in ("pipe", "/dev/zero"):
            Path("audit.toml").write_text(f'{name} = "{place}"\n')
            one_sentence(cli("score", "in.jsonl"), "is no file")
    one_sentence(cli("score", "in.jsonl", "--config", "pipe"), "pipe is no file")
