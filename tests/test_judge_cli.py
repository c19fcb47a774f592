"""``score`` with a judge: what is said before anything is sent, the dry run, and failures as errors."""

import json
import shutil

import pandas
import pytest

from tests.conftest import EN, KO
from tests.quality.chat_server import RIGHT, error, serving


@pytest.fixture
def server():
    with serving() as found:
        yield found


@pytest.fixture
def work(server, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "budget.ko.txt").write_text(KO, encoding="utf-8")
    (tmp_path / "in" / "budget.en.txt").write_text(EN, encoding="utf-8")
    set_up(tmp_path, server)
    return tmp_path


def set_up(folder, server, more=""):
    (folder / "audit.toml").write_text(
        f'quality = "judge"\ncache = "kept"\n[judge]\nurl = "{server.url}"\nmodel = "tiny"\nattempts = 1\n{more}',
        encoding="utf-8",
    )


def test_who_gets_the_text_is_said_even_when_quiet(run, work, server):
    done = run("score", "in", "-q")
    assert done.returncode == 0, done.stderr
    host = server.url.removeprefix("http://").removesuffix("/v1")
    assert f"leaves this machine: it is sent to {host} (model tiny)." in done.stderr
    assert server.requests
    record = json.loads((work / "out" / "evidence" / "budget.json").read_text("utf-8"))
    assert record["settings"]["judge"]["model"] == "tiny"
    assert f"judge tiny@{host}" in (work / "out" / "report.html").read_text("utf-8")


def test_nothing_is_said_without_a_judge(run, work, server):
    done = run("score", "in", "-q", "--quality", "fast")
    assert (done.returncode, done.stderr) == (0, "")
    assert not server.requests


def test_a_dry_run_prints_the_plan_and_sends_nothing(run, work, server):
    set_up(work, server, "price_in = 1000\nprice_out = 1000\n")
    done = run("score", "in", "--dry-run")
    assert done.returncode == 0, done.stderr
    told = dict(line.split("  ", 1) for line in done.stdout.splitlines() if "  " in line)
    assert told["Articles"].strip() == "1"
    assert told["Sentence pairs"].strip() == "5"
    assert told["Requests"].strip().startswith("1,")
    assert float(told["Cost, about"]) > 0
    assert "Nothing was sent." in done.stdout
    assert not server.requests
    assert not (work / "out").exists()


def test_a_dry_run_without_a_judge_is_refused(run, work):
    done = run("score", "in", "--dry-run", "--quality", "fast")
    assert done.returncode == 2
    assert "sends nothing" in " ".join(done.stderr.split())


def test_a_failure_is_a_row_of_errors_and_resuming_mends_it(run, work, server):
    server.answers = ["no JSON", RIGHT]
    done = run("score", "in")
    assert done.returncode == 1
    assert "not wholly judged" in done.stdout
    [row] = pandas.read_csv(work / "out" / "errors.csv", encoding="utf-8-sig").to_dict("records")
    assert "budget" in row["where"]
    assert "no JSON" in row["what"]
    assert (work / "out" / "flags.csv").exists()
    done = run("score", "in", "--resume")
    assert done.returncode == 0, done.stderr
    assert not (work / "out" / "errors.csv").exists()
    assert "unchanged, kept" in run("score", "in", "--resume").stdout
    assert len(server.requests) == 2


@pytest.mark.slow
def test_what_may_be_spent_is_counted_in_one_process_however_many_are_asked_for(run, work, server):
    rows = [{"id": f"a{i}", "ko": KO, "en": f"{EN} {i} people came."} for i in range(4)]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (work / "in.jsonl").write_text(lines, encoding="utf-8")
    set_up(work, server, "max_cost = 0.1\nprice_in = 50\nprice_out = 50\nconcurrent = 1\n")
    run("score", "in.jsonl", "--workers", 1)
    alone = len(server.requests)
    assert 0 < alone < 4
    shutil.rmtree(work / "kept")  # the answers
    run("score", "in.jsonl", "--workers", 4)
    assert len(server.requests) == 2 * alone


def test_a_changed_prompt_audits_anew(run, work, server):
    (work / "own.md").write_text("Judge these.", encoding="utf-8")
    run("score", "in")
    set_up(work, server, 'prompt = "own.md"\n')
    assert "unchanged, kept" not in run("score", "in", "--resume").stdout
    assert server.requests[-1]["messages"][0]["content"] == "Judge these."


def test_the_judges_flags_are_in_the_table(run, work, server):
    server.answers = [
        lambda pairs: json.dumps(
            {
                "answers": [
                    {
                        "id": pair["id"],
                        "errors": [error(category="sense", severity="major", target="opposition")]
                        if "opposition" in pair["en"]
                        else [],
                    }
                    for pair in pairs
                ]
            }
        )
    ]
    assert run("score", "in").returncode == 0
    flags = pandas.read_csv(work / "out" / "flags.csv", encoding="utf-8-sig")
    [row] = flags[flags["check"] == "judge"].to_dict("records")
    assert row["en_evidence"] == "opposition"
    assert row["message"].startswith("The judge (major)")


def test_auditing_again_takes_the_judges_kept_answers(run, work, server):
    run("score", "in")
    sent = len(server.requests)
    done = run("verify", "out", "--again")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 articles audited again" in done.stdout
    assert len(server.requests) == sent


def test_auditing_again_without_kept_answers_says_who_is_asked_and_what_differs(run, work, server):
    run("score", "in")
    shutil.rmtree(work / "kept")
    server.answers = [
        lambda pairs: json.dumps(
            {
                "answers": [
                    {"id": pair["id"], "errors": [error(target="opposition")]} for pair in pairs
                ]
            }
        )
    ]
    sent = len(server.requests)
    done = run("verify", "out", "--again")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "it is sent to" in done.stderr
    assert len(server.requests) > sent
    assert "budget" in done.stdout
