"""``watch`` as a user runs it: a real process on a real folder."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading

import pytest

from audit.batch.update import pending, prepared, put_in_place
from audit.records.article import Article, Text
from audit.results.folder import ResultsFolder
from audit.results.spreadsheet import read
from tests.conftest import EN, KO, ROOT

WRONG = EN.replace("728 trillion", "728 billion")


class Watch:
    def __init__(self, cwd, *arguments):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "audit", "watch", "in", "--out", "out", "--settle", "0.5", *arguments],
            cwd=cwd, env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        self._lines = queue.Queue()
        self.said = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def until(self, ending):
        """Lines until one that ends so, without it."""
        lines = []
        while not (line := self._lines.get(timeout=120)).endswith(ending):
            lines.append(line)
        self.said += lines
        return lines

    def stop(self, number=signal.SIGINT):
        self.process.send_signal(number)
        self.process.wait(timeout=120)
        return self.process.returncode, self.process.stderr.read()


@pytest.fixture
def watch(tmp_path):
    (tmp_path / "in").mkdir()
    running = []

    def start(*arguments):
        running.append(Watch(tmp_path, *arguments))
        running[-1].until("Watching in")
        return running[-1]

    yield start
    for each in running:
        each.process.kill()
        each.process.wait()


def put(folder, name, ko=KO, en=EN):
    for side, text in (("ko", ko), ("en", en)):
        if text is not None:
            (folder / f"{name}.{side}.txt").write_text(text, encoding="utf-8")


def same_as_a_run(run, tmp_path):
    """Whether the results are, byte for byte, those of one run over the folder as it is, and verify."""
    assert run("score", "in", "--out", "whole", "--quiet").returncode in (0, 1)
    for name in ("flags.csv", "articles.csv", "beads.csv", "report.html", "run.json"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    done = run("verify", "out")
    assert done.returncode == 0, done.stdout
    assert not (tmp_path / "out" / ".audited").exists()


def test_what_appears_changes_and_goes_is_audited_into_a_whole_sealed_run(watch, run, tmp_path):
    folder = tmp_path / "in"
    put(folder, "budget")
    watching = watch()
    assert watching.until("sealed") == ["budget: no flags"]
    same_as_a_run(run, tmp_path)
    record = (tmp_path / "out" / "records" / "budget.json").stat().st_mtime_ns
    put(folder, "wrong", en=WRONG)
    assert watching.until("out: 2 articles, 1 flag, sealed") == ["wrong: 1 flag (number 1)"]
    same_as_a_run(run, tmp_path)
    put(folder, "wrong")
    assert watching.until("out: 2 articles, 0 flags, sealed") == ["wrong: no flags"]
    (folder / "wrong.en.txt").unlink()
    (folder / "wrong.ko.txt").unlink()
    assert watching.until("out: 1 article, 0 flags, sealed") == ["wrong: removed"]
    # What has not changed was audited once.
    assert (tmp_path / "out" / "records" / "budget.json").stat().st_mtime_ns == record
    assert run("verify", "out").returncode == 0
    code, said = watching.stop()
    assert code == 130
    assert said.splitlines()[-1] == "Stopped. The results in out are as last said."
    assert run("verify", "out").returncode == 0


def test_a_pair_is_waited_for_until_it_is_complete(watch, tmp_path):
    folder = tmp_path / "in"
    put(folder, "budget")
    put(folder, "half", en=None)
    watching = watch()
    assert watching.until("out: 1 article, 0 flags, sealed") == ["budget: no flags"]
    assert not (tmp_path / "out" / "errors.csv").exists()
    put(folder, "half", ko=None, en=WRONG)
    assert watching.until("out: 2 articles, 1 flag, sealed") == ["half: 1 flag (number 1)"]
    code, said = watching.stop(signal.SIGTERM)
    assert code == 130
    assert "waiting: in/half.ko.txt: its English side is missing" in said
    assert said.count("waiting:") == 1


def test_a_file_that_is_being_written_is_waited_for(watch, tmp_path):
    folder = tmp_path / "in"
    put(folder, "budget")
    watching = watch()
    watching.until("sealed")
    put(folder, "slow", en=None)
    writing = threading.Event()
    with (folder / "slow.en.txt").open("w", encoding="utf-8") as file:
        for piece in EN.split(" "):
            file.write(piece + " ")
            file.flush()
            writing.wait(0.05)
        # Another article does not wait for it.
        put(folder, "quick")
        for _ in range(40):
            file.write(" ")
            file.flush()
            writing.wait(0.1)
    assert watching.until("out: 2 articles, 0 flags, sealed") == ["quick: no flags"]
    assert watching.until("out: 3 articles, 0 flags, sealed") == ["slow: no flags"]


def test_what_cannot_be_audited_is_said_once_and_listed(watch, run, tmp_path):
    folder = tmp_path / "in"
    put(folder, "budget")
    put(folder, "bad", en="   ")
    watching = watch()
    assert watching.until("out: 1 article, 0 flags, sealed") == ["budget: no flags"]
    assert list(read(tmp_path / "out" / "errors.csv")["what"]) == ["the English text is empty"]
    same_as_a_run(run, tmp_path)
    put(folder, "other")
    watching.until("out: 2 articles, 0 flags, sealed")
    put(folder, "bad")
    assert watching.until("out: 3 articles, 0 flags, sealed") == ["bad: no flags"]
    assert not (tmp_path / "out" / "errors.csv").exists()
    _, said = watching.stop()
    assert said.count("error:") == 1


def test_results_that_are_there_are_taken_over(watch, run, tmp_path):
    put(tmp_path / "in", "budget")
    assert run("score", "in", "--out", "out", "--quiet").returncode == 0
    before = (tmp_path / "out" / "seals.jsonl").read_bytes()
    watching = watch()
    put(tmp_path / "in", "wrong", en=WRONG)
    assert watching.until("out: 2 articles, 1 flag, sealed") == ["wrong: 1 flag (number 1)"]
    # A line a seal: one was added.
    after = (tmp_path / "out" / "seals.jsonl").read_bytes()
    assert after.startswith(before) and after.count(b"\n") == before.count(b"\n") + 1
    assert ResultsFolder(tmp_path / "out").ids() == ("budget", "wrong")


def test_an_empty_folder_makes_no_results(watch, tmp_path):
    watching = watch()
    put(tmp_path / "in", "half", en=None)
    assert watching.process.stderr.readline().startswith("waiting: in/half.ko.txt")
    # Who watches it stands there, and nothing else.
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".watch.lock"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopped_in_an_article_the_results_stay_those_of_before(watch, run, tmp_path, number):
    folder = tmp_path / "in"
    put(folder, "budget")
    watching = watch()
    watching.until("sealed")
    put(folder, "alpha", en=WRONG)  # done before the long one is stopped
    put(
        folder, "long",
        "\n".join(f"정부는 {i}번째 예산안을 국회에 제출했다고 밝혔다." for i in range(4000)),
        "\n".join(f"The government said it submitted budget No. {i}." for i in range(4000)),
    )  # fmt: skip
    watching.until("alpha: 1 flag (number 1)")
    code, _ = watching.stop(number)
    assert code == 130
    assert run("verify", "out").returncode == 0
    assert list(read(tmp_path / "out" / "articles.csv")["article_id"]) == ["budget"]
    # What was done is taken over by the next.
    apart = tmp_path / "out" / ".audited" / "records" / "alpha.json"
    done = apart.stat().st_mtime_ns
    (folder / "long.en.txt").unlink()
    again = watch()
    again.until("out: 2 articles, 1 flag, sealed")
    assert (tmp_path / "out" / "records" / "alpha.json").stat().st_mtime_ns == done
    assert run("verify", "out").returncode == 0


def test_results_that_were_put_in_place_and_not_sealed_are_put_there_again(auditor, tmp_path):
    folder = ResultsFolder(tmp_path / "out")
    articles = [Article("budget", Text("ko", KO), Text("en", EN))]

    def cut_off():
        raise OSError

    with pytest.raises(OSError):
        put_in_place(prepared(articles, auditor, folder), folder, cut_off)
    again = prepared(articles, auditor, folder)
    assert again.new == [] and pending(again, folder)
    put_in_place(again, folder, lambda: None)
    assert not pending(prepared(articles, auditor, folder), folder)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere", "--out", "out"], "nowhere: there is no such folder"),
        (["in", "--out", "in/out"], "results would be read as articles"),
        (["in", "--out", "in"], "results would be read as articles"),
        (["in", "--out", "out", "--sign", "no.key"], "no.key"),
        (["in", "--out", "out", "--quality", "clever"], "no quality model 'clever'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_makes_no_sense_is_one_sentence(run, tmp_path, arguments, says):
    (tmp_path / "in").mkdir()
    done = run("watch", *arguments)
    assert done.returncode == 2
    assert says in " ".join(done.stderr.split())
    assert not (tmp_path / "out").exists()


def test_without_its_package_it_says_how_to_get_it(outside, tmp_path):
    (tmp_path / "in").mkdir()
    done = outside("import sys\nsys.modules['watchfiles'] = None", "watch", "in", "--out", "out")
    assert done.returncode == 2
    assert "translation-provenance-audit[watch]" in " ".join(done.stderr.split())
