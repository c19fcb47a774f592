"""The command line as a user runs it: a real process in an empty folder."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time

import pytest

from audit.results.spreadsheet import read
from audit.results.tables import ARTICLE_COLUMNS, BEAD_COLUMNS, FLAG_COLUMNS
from audit.review.tables import VERDICT_COLUMNS
from tests.conftest import EN, KO, ROOT

WRONG = EN.replace("728 trillion", "728 billion")


def write(folder, name, ko=KO, en=EN, **more):
    folder.mkdir(exist_ok=True)
    for side, text in {"ko": ko, "en": en, **more}.items():
        if text is not None:
            data = text if isinstance(text, bytes) else text.encode("utf-8")
            (folder / f"{name}.{side.replace('_', '.')}.txt").write_bytes(data)


def test_a_folder_of_pairs_becomes_tables_and_a_report(run, pair_folder, tmp_path):
    write(pair_folder, "wrong", en=WRONG)
    done = run("score", pair_folder, "--out", "out")
    assert done.returncode == 0, done.stderr
    out = tmp_path / "out"
    flags, articles, beads = (read(out / f"{n}.csv") for n in ("flags", "articles", "beads"))
    assert tuple(flags.columns) == FLAG_COLUMNS
    assert tuple(articles.columns) == ARTICLE_COLUMNS
    assert tuple(beads.columns) == BEAD_COLUMNS
    assert set(articles["article_id"]) == {"budget", "wrong"}
    assert "number" in set(flags[flags["article_id"] == "wrong"]["category"])
    assert "728 billion" in (out / "report.html").read_text(encoding="utf-8")
    assert not (out / "errors.csv").exists()


def test_columns_keep_their_order_and_new_ones_come_last():
    assert FLAG_COLUMNS == (
        "article_id", "flag_id", "bead_id", "category", "check", "severity", "risk",
        "ko_sentence_ids", "en_sentence_ids", "ko_text", "en_text", "ko_evidence", "en_evidence",
        "message", "stage", "encoder", "tool_version",
        "verdict", "reviewer", "reviewed_at", "comment", "code", "relation", "suggestion",
    )  # fmt: skip
    assert (
        *FLAG_COLUMNS[:-3], "reason", "code", "relation", "suggestion", "corrected", "review_log",
    ) == VERDICT_COLUMNS  # fmt: skip


def test_the_closing_table_fits_and_says_what_to_open(run, pair_folder):
    write(pair_folder, "wrong", en=WRONG)
    shown = run("score", pair_folder, "--out", "out").stdout
    assert max(map(len, shown.splitlines())) <= 80
    for words in ("Articles", "English sentences", "Flags", "number", "Riskiest", "report.html"):
        assert words in shown


def test_quiet_prints_nothing(run, pair_folder):
    done = run("score", pair_folder, "--out", "out", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_every_offset_leads_back_to_the_text(run, pair_folder, tmp_path):
    run("score", pair_folder, "--out", "out")
    for _, bead in read(tmp_path / "out" / "beads.csv").iterrows():
        assert KO[int(bead["ko_start"]) : int(bead["ko_end"])] == bead["ko_text"]
        assert EN[int(bead["en_start"]) : int(bead["en_end"])] == bead["en_text"]


def test_resume_keeps_what_has_not_changed(run, pair_folder, tmp_path):
    write(pair_folder, "other")
    run("score", pair_folder, "--out", "out")
    record = tmp_path / "out" / "records" / "budget.json"
    before = record.stat().st_mtime_ns
    write(pair_folder, "other", en=WRONG)
    done = run("score", pair_folder, "--out", "out", "--resume")
    assert record.stat().st_mtime_ns == before
    assert re.search(r"unchanged, kept +1\b", done.stdout)
    flags = read(tmp_path / "out" / "flags.csv")
    assert "number" in set(flags[flags["article_id"] == "other"]["category"])


def test_resume_repairs_a_damaged_record(run, pair_folder, tmp_path):
    run("score", pair_folder, "--out", "out")
    record = tmp_path / "out" / "records" / "budget.json"
    whole = record.read_bytes()
    record.write_bytes(whole[: len(whole) // 2])
    assert run("score", pair_folder, "--out", "out", "--resume").returncode == 0
    assert record.read_bytes() == whole


@pytest.mark.long
def test_a_stopped_run_keeps_its_work_and_goes_on(run, tmp_path):
    rows = "".join(
        json.dumps(
            {"id": f"a{i}", "ko": f"{KO} {i}명이 왔다.", "en": f"{EN} {i} people came."},
            ensure_ascii=False,
        )
        + "\n"
        for i in range(500)
    )
    (tmp_path / "many.jsonl").write_text(rows, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "audit", "score", "many.jsonl", "--out", "out"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    records = tmp_path / "out" / "records"
    while not list(records.glob("*.json")):
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "--resume" in said
    assert not (tmp_path / "out" / "flags.csv").exists()
    kept = len(list(records.glob("*.json")))
    done = run("score", "many.jsonl", "--out", "out", "--resume")
    assert done.returncode == 0
    assert kept <= int(re.search(r"unchanged, kept +(\d+)", done.stdout)[1])
    assert len(read(tmp_path / "out" / "articles.csv")) == 500


def test_the_same_input_gives_the_same_bytes(run, pair_folder, tmp_path):
    write(pair_folder, "wrong", en=WRONG)
    run("score", pair_folder, "--out", "one")
    run("score", pair_folder, "--out", "two")
    for name in ("flags.csv", "articles.csv", "beads.csv", "report.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


LONG = "가" * 21_000_000

BAD = {
    "missing twin": ({"bad.ko.txt": KO}, "bad.ko.txt"),
    "empty file": ({"bad.ko.txt": "", "bad.en.txt": EN}, "bad.ko.txt"),
    "only boilerplate": (
        {"bad.ko.txt": "무단전재 및 재배포 금지\n", "bad.en.txt": EN},
        "bad.ko.txt",
    ),
    "wrong language": ({"bad.ko.txt": EN, "bad.en.txt": EN}, "bad.ko.txt"),
    "swapped": ({"bad.ko.txt": EN, "bad.en.txt": KO}, "bad."),
    "not utf-8": (
        {"bad.ko.txt": KO, "bad.en.txt": b"caf\xe9 \x81\x8d \xff\xfe\x00 x"},
        "bad.en.txt",
    ),
    "binary": ({"bad.ko.txt": KO, "bad.en.txt": b"\x00\x01\x02" * 50}, "bad.en.txt"),
    "too large": ({"bad.ko.txt": LONG, "bad.en.txt": EN}, "bad.ko.txt"),
    "broken metadata": (
        {"bad.ko.txt": KO, "bad.en.txt": EN, "bad.json": '{"title": '},
        "bad.json:1",
    ),
    "broken jsonl": ({"bad.jsonl": '{"id": "a", "ko": "x"\n'}, "bad.jsonl:1"),
    "jsonl without a side": (
        {"bad.jsonl": json.dumps({"id": "a", "ko": KO}) + "\n"},
        "bad.jsonl:1",
    ),
    "csv without columns": ({"bad.csv": "id,korean\n1,x\n"}, "bad.csv"),
    "csv row without text": ({"bad.csv": "id,ko,en\na,,hello\n"}, "bad.csv"),
    "broken tmx": ({"bad.tmx": "<tmx version='1.4'><body><tu>"}, "bad.tmx:1"),
    "broken xliff": ({"bad.xliff": "<xliff version='1.2'><file>"}, "bad.xliff:1"),
    "xml entities": (
        {
            "bad.tmx": '<?xml version="1.0"?>\n<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/hosts">]>\n'
            '<tmx version="1.4"><header/><body><tu><tuv xml:lang="ko"><seg>&x;</seg></tuv>'
            '<tuv xml:lang="en"><seg>x</seg></tuv></tu></body></tmx>'
        },
        "bad.tmx",
    ),
    "html without text": ({"bad.ko.html": "<html></html>", "bad.en.txt": EN}, "bad.ko.html"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_article_is_one_line_and_the_rest_is_audited(run, pair_folder, tmp_path, name):
    files, where = BAD[name]
    for file, content in files.items():
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        (pair_folder / file).write_bytes(data)
    done = run("score", pair_folder, "--out", "out")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "localhost" not in done.stdout + done.stderr
    lines = [line for line in done.stderr.splitlines() if "error:" in line]
    assert len(lines) == 1, done.stderr
    errors = read(tmp_path / "out" / "errors.csv")
    assert len(errors) == 1
    assert where in errors.iloc[0]["where"]
    assert errors.iloc[0]["what"]
    assert errors.iloc[0]["remedy"]
    assert list(read(tmp_path / "out" / "articles.csv")["article_id"]) == ["budget"]


def test_duplicate_ids_name_both_places(run, pair_folder, tmp_path):
    row = json.dumps({"id": "budget", "ko": KO, "en": EN}, ensure_ascii=False)
    (tmp_path / "more.jsonl").write_text(row + "\n", encoding="utf-8")
    done = run("score", pair_folder, "more.jsonl", "--out", "out")
    assert done.returncode == 1
    [error] = read(tmp_path / "out" / "errors.csv").to_dict("records")
    assert "more.jsonl" in error["where"]
    assert "budget" in error["what"]


def test_korean_in_cp949_is_read(run, tmp_path):
    write(tmp_path / "in", "old", ko=KO.encode("cp949"))
    assert run("score", "in", "--out", "out").returncode == 0
    assert "728조원" in " ".join(read(tmp_path / "out" / "beads.csv")["ko_text"])


def test_errors_of_a_former_run_are_gone_when_mended(run, pair_folder, tmp_path):
    write(pair_folder, "bad", en=None)
    assert run("score", pair_folder, "--out", "out").returncode == 1
    write(pair_folder, "bad")
    assert run("score", pair_folder, "--out", "out").returncode == 0
    assert not (tmp_path / "out" / "errors.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere"], "nowhere"),
        (["in", "--encoder", "./nowhere"], "no encoder folder ./nowhere"),
        (["in", "--encoder", "nobody/none"], "nobody/none cannot be loaded"),
        (
            ["in", "--quality", "clever"],
            "no quality model 'clever'; the models are cascade, contextual, fast",
        ),
        (["in", "--format", "papyrus"], "papyrus"),
        (["in", "--false-alarms", "-1"], "0 to 100"),
        (["in", "--config", "none.toml"], "no configuration file none.toml"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_option_that_makes_no_sense_stops_the_run(run, pair_folder, tmp_path, arguments, says):
    done = run("score", *arguments, "--out", "out")
    assert done.returncode == 2
    assert says in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out" / "flags.csv").exists()


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("false_alarms = 'many'", "false_alarms"),
        ("colour = 'red'", "colour"),
        ("[checks]\nhandwriting = 'off'", "handwriting"),
        ("[checks]\nnumber = 'loud'", "number"),
        ("not toml", "audit.toml"),
    ],
)
def test_a_wrong_setting_is_named(run, pair_folder, tmp_path, settings, says):
    (tmp_path / "audit.toml").write_text(settings, encoding="utf-8")
    done = run("score", pair_folder, "--out", "out")
    assert done.returncode == 2
    assert says in done.stderr


def test_a_pair_that_is_already_aligned_is_taken_as_it_is(run, tmp_path):
    ko = ["정부는 예산안을 제출했다.", "규모는 728조원이다.", "비가 왔다."]
    en = ["The government submitted its budget.", "It amounts to 728 billion won.", "It rained."]
    units = "".join(
        f'<tu><tuv xml:lang="ko"><seg>{k}</seg></tuv><tuv xml:lang="en"><seg>{e}</seg></tuv></tu>'
        for k, e in zip(ko, en, strict=True)
    )
    (tmp_path / "memory.tmx").write_text(
        f'<?xml version="1.0"?><tmx version="1.4"><header srclang="ko"/><body>{units}</body></tmx>',
        encoding="utf-8",
    )
    assert run("score", "memory.tmx", "--out", "out").returncode == 0
    beads = read(tmp_path / "out" / "beads.csv")
    assert list(beads["ko_text"]) == ko
    assert list(beads["en_text"]) == en
    assert "number" in set(read(tmp_path / "out" / "flags.csv")["category"])


@pytest.mark.long
def test_a_pair_of_10000_sentences_is_audited(run, tmp_path):
    ko = "\n\n".join(f"정부는 {i}번째 예산안을 국회에 제출했다고 밝혔다." for i in range(1, 10_001))
    en = "\n\n".join(
        f"The government said it had submitted budget No. {i} to parliament."
        for i in range(1, 10_001)
    )
    write(tmp_path / "in", "long", ko=ko, en=en)
    done = run("score", "in", "--out", "out")
    assert done.returncode == 0, done.stderr
    assert len(read(tmp_path / "out" / "beads.csv")) >= 10_000


def test_bench_without_its_data_says_so_and_fails(run):
    done = run("bench", "encoder")
    assert done.returncode == 2
    assert "development set not found" in " ".join(done.stderr.split())


def test_bench_measures_a_file_of_pairs(run, tmp_path):
    from audit.align.calibration import calibration_pairs

    rows = "".join(f"{ko}\t{en}\n" for ko, en in calibration_pairs())
    (tmp_path / "pairs.tsv").write_text(rows, encoding="utf-8")
    done = run("bench", "encoder", "--pairs", "pairs.tsv", "--json", "out.json")
    assert done.returncode == 0, done.stderr
    figures = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert figures["ko_en"] > 0.9
    assert figures["en_ko"] > 0.9
    assert "embedded@" in figures["signature"]
    assert "margin" in figures["method"]["encoder"]


def test_bench_measures_gold_beads(run, tmp_path):
    from audit.align.calibration import calibration_pairs

    ko, en = zip(*calibration_pairs()[:6], strict=True)
    document = {"id": "x", "ko": ko, "en": en, "gold": [[[i], [i]] for i in range(6)]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
    done = run("bench", "align", "--gold", "gold.jsonl", "--json", "out.json")
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["strict_f1"] == 1.0
