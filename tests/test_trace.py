"""``python -m audit trace``: by the real command line, on a run of its own."""

from __future__ import annotations

import pytest

from tests.conftest import EN, KO


@pytest.fixture
def audited(run, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    said = "This article was translated from Korean with ChatGPT and edited by a human editor."
    draft = (
        EN.replace("728 trillion", "728 billion") + "\n\nThe finance minister thanked his staff.\n"
    )
    (folder / "budget.ko.txt").write_text(KO, encoding="utf-8")
    (folder / "budget.en.txt").write_text(f"{EN}\n\n{said}\n", encoding="utf-8")
    (folder / "budget.draft.en.txt").write_text(draft, encoding="utf-8")
    done = run("score", "in", "--out", "out", "--quiet")
    assert done.returncode == 0, done.stderr
    return tmp_path / "out"


def test_every_sentence_is_traced_to_korean_and_draft(run, audited):
    done = run("trace", "budget")
    assert done.returncode == 0, done.stderr
    text = done.stdout
    assert (
        "The page claims: written in Korean, AI was used, an editor edited (tools named: ChatGPT)."
        in text
    )
    assert "Of the words published" in text
    assert "e1 from k1, d1: kept" in text
    assert "reworded, HTER" in text
    assert "of the draft was dropped" in text
    assert "  draft    The finance minister thanked his staff." in text


def test_an_article_that_is_not_there(run, audited):
    done = run("trace", "nothing")
    assert done.returncode == 2
    said = " ".join(done.stderr.split())
    assert "no such article; give an id of articles.csv" in said


def test_a_damaged_record_is_said(run, audited):
    (audited / "records" / "budget.json").write_text("{", encoding="utf-8")
    done = run("trace", "budget")
    assert done.returncode == 2
    assert "no whole record" in " ".join(done.stderr.split())


def test_what_a_terminal_would_obey_is_shown_by_name(run, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.ko.txt").write_text(KO, encoding="utf-8")
    (folder / "a.en.txt").write_text(EN.replace("728", "\x1b[31m728\u202e"), encoding="utf-8")
    assert run("score", "in", "--out", "out", "--quiet").returncode == 0
    text = run("trace", "a").stdout
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "There is no AI draft" in text
