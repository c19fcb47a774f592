"""Many articles in several processes: what comes out is that of one, whatever happens to a process."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from audit import batch
from audit.batch.workers import Workers
from audit.records.article import Article, Text
from audit.results.folder import ResultsFolder
from audit.results.spreadsheet import read
from audit.sources import read_all
from tests.conftest import EN, KO

pytestmark = [pytest.mark.slow, pytest.mark.long]

FAULT = """
import audit.segmentation.articles as module

def faulty(*arguments, was=module.segment):
    text = arguments[0].raw
    {then}
    return was(*arguments)

module.segment = faulty
"""
FAILS = FAULT.format(then="if 'It fails' in text: raise ValueError('no such digit')")
KILLS = FAULT.format(
    then="if 'It kills' in text: import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
)
HANGS = FAULT.format(then="if 'It hangs' in text: import time; time.sleep(600)")
NOTED = """
import os, sys
if "--multiprocessing-fork" in sys.argv:
    open(os.path.join(os.path.dirname(__file__), f"worker-{os.getpid()}"), "w").close()
"""
TIMED = {".lock", "seal.json", "seals.jsonl"}


def write(folder, *articles, name="in.jsonl"):
    """One article for each text that follows the English; ids say their place."""
    folder.mkdir(exist_ok=True)
    rows = [
        {"id": f"a{i}", "ko": f"{KO} {i}명이 왔다.", "en": f"{EN} {i + i % 2} people came. {more}"}
        for i, more in enumerate(articles)
    ]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / name).write_text(lines, encoding="utf-8")


def content(folder: Path, but=""):
    """All that a run wrote, but for the files that say when, and for its lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in TIMED and path.parent.name != but
    }


@pytest.fixture
def alone(auditor, tmp_path, monkeypatch):
    """What one process writes of the articles, but for the audit records, which are made of the others."""

    def call():
        monkeypatch.chdir(tmp_path)
        batch.run(read_all(["in.jsonl"]), auditor, Path("alone"))
        return content(tmp_path / "alone")

    return call


def said(done):
    return done.returncode, done.stdout, done.stderr


def until(true, process=None):
    for _ in range(2400):
        if true():
            return
        assert process is None or process.poll() is None, process.communicate()
        time.sleep(0.05)
    raise AssertionError("it never came to be")


def children(pid):
    return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_any_number_of_workers_writes_and_says_the_same(outside, tmp_path):
    runs = {}
    for count in (1, 2, 3):
        here = tmp_path / str(count)
        write(here, "", "", "It fails.", "", "", "It fails.", "")
        write(here, "", name="in.later.jsonl")
        (here / "in.lines.jsonl").write_text("{", encoding="utf-8")
        files = ("in.jsonl", "in.lines.jsonl", "in.later.jsonl", "nowhere")
        done = outside(FAILS, "score", *files, "--workers", count, "--debug", cwd=here)
        assert done.returncode == 1, done.stderr
        runs[count] = said(done), content(here / "out")
    told, written = runs[1]
    assert runs[2] == (told, written)
    assert runs[3] == (told, written)
    assert "sitecustomize.py" in told[2]
    out = tmp_path / "2" / "out"
    assert list(read(out / "articles.csv")["article_id"]) == ["a0", "a1", "a3", "a4", "a6"]
    places = list(read(out / "errors.csv")["where"])
    assert [place.split(" ")[0] for place in places] == [
        "a2", "a5", "in.lines.jsonl:1", "in.later.jsonl:1", "nowhere",
    ]  # fmt: skip


def test_a_killed_worker_is_the_error_of_its_article_and_the_run_goes_on(outside, alone, tmp_path):
    write(tmp_path, "It kills.", "", "", "It kills.", "It kills.", "")
    done = outside(KILLS, "score", "in.jsonl", "--workers", 2)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    out = tmp_path / "out"
    assert list(read(out / "articles.csv")["article_id"]) == ["a1", "a2", "a5"]
    errors = read(out / "errors.csv").to_dict("records")
    assert [error["where"] for error in errors] == [f"a{i} (in.jsonl:{i + 1})" for i in (0, 3, 4)]
    for error in errors:
        assert error["what"] == (
            "the process that audited it was killed (SIGKILL), as happens when memory runs out"
        )
        assert "--resume" in error["remedy"]
    assert outside("", "score", "in.jsonl", "--resume", "-q").returncode == 0
    assert content(out, but="evidence") == alone()


def test_workers_that_cannot_load_end_the_run_with_a_sentence(outside, tmp_path):
    write(tmp_path, "", "")
    code = "import os, sys\nif '--multiprocessing-fork' in sys.argv: os._exit(7)"
    done = outside(code, "score", "in.jsonl", "--workers", 2)
    assert done.returncode == 2
    assert "ended (7) while it loaded its models; go on with --resume" in " ".join(
        done.stderr.split()
    )
    assert not (tmp_path / "out" / "flags.csv").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="looks processes up in /proc")
@pytest.mark.parametrize(
    ("number", "everyone"),
    [(signal.SIGINT, True), (signal.SIGTERM, False), (signal.SIGHUP, True)],
    ids=["interrupt", "terminate", "hang-up"],
)
def test_a_stopped_run_leaves_no_worker_and_is_finished_to_the_same_bytes(
    outside, started, alone, tmp_path, number, everyone
):
    write(tmp_path, "", "", "It hangs.", "", "It hangs.", "")
    process = started(HANGS, "score", "in.jsonl", "--workers", 2)
    records = tmp_path / "out" / "records"
    until(lambda: len(list(records.glob("*.json"))) == 3, process)
    there = children(process.pid)
    assert len(there) >= 2
    (os.killpg if everyone else os.kill)(process.pid, number)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told == "Stopped. What was done is kept in out; go on with --resume.\n"
    until(lambda: not any(map(alive, there)))
    assert not (tmp_path / "out" / "flags.csv").exists()
    done = outside("", "score", "in.jsonl", "--resume")
    assert done.returncode == 0
    assert "unchanged, kept   3" in done.stdout
    assert content(tmp_path / "out", but="evidence") == alone()


@pytest.mark.skipif(sys.platform != "linux", reason="looks processes up in /proc")
def test_workers_end_when_the_run_is_killed(started, tmp_path):
    write(tmp_path, "", "It hangs.", "It hangs.")
    process = started(HANGS, "score", "in.jsonl", "--workers", 2)
    until(lambda: list((tmp_path / "out" / "records").glob("*.json")), process)
    there = children(process.pid)
    assert len(there) >= 2
    process.kill()
    process.wait()
    until(lambda: not any(map(alive, there)))


def test_no_more_workers_are_started_than_there_is_work_for(outside, tmp_path):
    write(tmp_path, "", "")

    def seen():
        return len(list((tmp_path / "site").glob("worker-*")))

    assert outside(NOTED, "score", "in.jsonl", "-q").returncode == 0
    assert seen() == 0
    assert outside(NOTED, "score", "in.jsonl", "-q", "--resume", "--workers", 5).returncode == 0
    assert seen() == 0
    assert outside(NOTED, "score", "in.jsonl", "-q", "--workers", 5).returncode == 0
    assert seen() == 2


def test_no_more_articles_are_read_than_the_workers_can_soon_take(auditor, tmp_path, monkeypatch):
    # A page that was drawn in this process leaves a script that no process can be started from.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    given = []

    def articles():
        for i in range(12):
            given.append(i)
            yield Article(f"a{i}", Text("ko", KO), Text("en", EN))

    folder = ResultsFolder(tmp_path)
    folder.create()
    for i, done in enumerate(Workers(auditor, folder, 1).each(articles())):
        assert done.article_id == f"a{i}"
        # One is audited, one waits for that, and one more is read.
        assert len(given) <= i + 1 + 3
    assert len(folder.recorded_ids()) == 12


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal to write to")
def test_a_terminal_is_shown_how_many_are_done_and_how_fast(started, tmp_path):
    import pty

    write(tmp_path, "", "", "")
    ours, theirs = pty.openpty()
    process = started("", "score", "in.jsonl", "--workers", 2, stderr=theirs)
    process.wait(timeout=300)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # the end, as Linux says it
        pass
    os.close(ours)
    assert re.search(rb"3 audited, \d+ a minute, last a2", shown)


def test_an_article_that_takes_too_long_in_a_process_is_an_error_and_the_others_are_audited(
    outside, tmp_path
):
    # Its clock is put forward: nothing is waited for.
    late = FAULT.format(
        then="import audit.time_budget as b, time\n"
        "    if 'It dawdles' in text:\n"
        "        b.thread_time = lambda: time.thread_time() + 1000\n"
        "        b.monotonic = lambda: time.monotonic() + 1000"
    )
    write(tmp_path, "", "It dawdles.", "", "")
    done = outside(late, "score", "in.jsonl", "--out", "out", "--workers", "2", "-q")
    assert done.returncode == 1, done.stderr
    assert list(read(tmp_path / "out" / "articles.csv")["article_id"]) == ["a0", "a2", "a3"]
    (error,) = read(tmp_path / "out" / "errors.csv").to_dict("records")
    assert (error["article"], error["code"]) == ("a1", "over-budget")
    assert error["what"] == "its audit takes more than 300 s of processor time"
