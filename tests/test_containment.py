"""A fault of the tool itself in one article is that article's error, and the others are audited."""

from __future__ import annotations

import json
import pickle

import pytest

from audit.errors import InputError, UnforeseenError, contained
from audit.results.spreadsheet import read
from tests.conftest import EN, KO

BREAK = """
import {module} as module

def faulty(*arguments, was=module.{name}, **named):
    if "{words}" in {seen}:
        raise {error}
    return was(*arguments, **named)

module.{name} = faulty
"""
STAGES = {
    "reading": ("audit.sources.rows", "checked", "reading"),
    "segmentation": ("audit.segmentation.articles", "segment", "segmenting"),
    "alignment": ("audit.pipeline", "align", "aligning"),
    "drafts": ("audit.lineage.follow", "of_draft", "comparing the versions"),
    "grading": ("audit.pipeline", "flags_of", "grading the flags"),
    "tables": ("audit.results.tables", "article_row", "writing the results"),
    "report": ("audit.results.html_report", "_view", "writing the results"),
}


def broken(module, name, error, words="faulty today", seen="repr(arguments)"):
    return BREAK.format(module=module, name=name, error=error, words=words, seen=seen)


def write(folder, **articles):
    rows = [{"id": name, "ko": KO, "en": EN + more} for name, more in articles.items()]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "in.jsonl").write_text(lines, encoding="utf-8")


def test_the_run_goes_on_and_each_error_names_article_stage_and_cause(outside, tmp_path):
    faulty = {stage: f"The ministry is faulty in {stage}." for stage in STAGES}
    write(tmp_path, first="", **faulty, last="")
    code = "".join(
        broken(module, name, "ValueError('no such\\ndigit')", faulty[stage])
        for stage, (module, name, _) in STAGES.items()
    )
    done = outside(code, "score", "in.jsonl", "--out", "out")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    out = tmp_path / "out"
    assert list(read(out / "articles.csv")["article_id"]) == ["first", "last"]
    assert (out / "report.html").exists()
    errors = read(out / "errors.csv").to_dict("records")
    assert len(errors) == len(STAGES)
    for line, (error, stage) in enumerate(zip(errors, STAGES, strict=True), 2):
        assert f"in.jsonl:{line}" in error["where"]
        assert stage in error["where"] or stage == "reading"
        assert error["what"].startswith(STAGES[stage][2])
        assert "ValueError: no such digit" in error["what"]
        assert "report" in error["remedy"]
    assert f"not audited       {len(STAGES)}" in done.stdout


def test_a_check_that_fails_is_named_and_its_traceback_is_for_who_asks(outside, tmp_path):
    write(tmp_path, first="", second="The ministry is faulty today.", third="")
    code = broken(
        "audit.checks.spelling", "check", "ZeroDivisionError('by none')",
        seen="arguments[1].article.target.raw",
    )  # fmt: skip
    done = outside(code, "score", "in.jsonl", "--out", "out", "--debug")
    assert done.returncode == 1
    told = " ".join(done.stderr.split())
    assert "second (in.jsonl:2): the check spelling failed with ZeroDivisionError: by none" in told
    assert "Traceback" in told
    assert "sitecustomize.py" in told
    assert outside("", "verify", "out").returncode == 0


def test_a_figure_of_5000_digits_and_digits_of_other_scripts_end_no_run(run, tmp_path):
    rows = [
        ("long", "9" * 5000),
        ("bold", "𝟕𝟐𝟖"),
        ("arabic", "٧٢٨"),
        ("thai", "๗๒๘"),
        ("nagari", "७२८"),
    ]
    lines = [
        json.dumps({"id": name, "ko": KO.replace("728", digits), "en": EN.replace("728", digits)})
        for name, digits in (("plain", "728"), *rows)
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = run("score", "in.jsonl", "--out", "out")
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr
    assert "plain" in set(read(tmp_path / "out" / "articles.csv")["article_id"])


def test_an_export_that_fails_is_one_sentence(outside, tmp_path):
    write(tmp_path, first="", second="The ministry is faulty today.")
    assert outside("", "score", "in.jsonl", "--out", "out", "-q").returncode == 0
    code = broken("audit.exports.tmx", "written", "KeyError('seg')")
    done = outside(code, "export", "second", "--form", "tmx")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "the export tmx failed with KeyError: 'seg'" in " ".join(done.stderr.split())
    assert outside(code, "export", "first", "--form", "tmx").returncode == 0


def test_what_the_tool_foresaw_is_said_as_it_is():
    with (
        pytest.raises(InputError, match=r"^in\.txt: it is empty; fill it"),
        contained("reading", "x"),
    ):
        raise InputError("it is empty", "in.txt", "fill it")


def test_an_unforeseen_error_survives_a_worker_and_is_cut_to_a_line():
    with pytest.raises(UnforeseenError) as caught, contained("aligning", "a1 (in.csv:row 3)"):
        raise ValueError("x" * 5000 + "\n")
    error = pickle.loads(pickle.dumps(caught.value))
    assert type(error) is UnforeseenError
    assert len(str(error)) < 400
    assert str(error).startswith("a1 (in.csv:row 3): aligning failed with ValueError: xxx")
