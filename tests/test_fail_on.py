"""``score --fail-on``: a run with flags that are grave enough ends with exit code 3 and says which they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.errors import ConfigError
from audit.records.article import Article, Text
from audit.records.flag import Category, Finding, Flag, Relation, Severity, Stage
from audit.results.gate import gate_of
from audit.results.places import place_of
from audit.results.spreadsheet import read
from tests.conftest import EN, KO

WRONG = EN.replace("728 trillion", "728 billion")


def audited(auditor, en, ko=KO, draft=None):
    made = Text("en", draft) if draft else None
    return auditor.audit(Article("a", Text("ko", ko), Text("en", en), made))


def write(folder, name, en, ko=KO):
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.ko.txt").write_text(ko, encoding="utf-8")
    if en is not None:
        (folder / f"{name}.en.txt").write_text(en, encoding="utf-8")


def flag(severity=Severity.MAJOR, risk=0.5):
    return Flag("number.value", Category.NUMBER, severity, Relation.CONTRADICTS, "b1", risk=risk)


@pytest.mark.parametrize(
    ("words", "severity", "risk", "fails"),
    [
        ("critical", Severity.MAJOR, 1.0, False),
        ("critical", Severity.CRITICAL, 0.0, True),
        ("major", Severity.CRITICAL, 0.1, True),
        ("major", Severity.MINOR, 0.9, False),
        ("minor", Severity.NEUTRAL, 0.9, False),
        ("0.5", Severity.MINOR, 0.5, True),
        ("0.5", Severity.CRITICAL, 0.4999, False),
        ("0.5", Severity.MINOR, 0.49999, True),  # 0.5 in flags.csv
        ("0", Severity.NEUTRAL, 0.0, True),
        ("1", Severity.CRITICAL, 0.99, False),
    ],
)
def test_what_fails_a_run(words, severity, risk, fails):
    assert gate_of(words).fails(flag(severity, risk)) is fails


@pytest.mark.parametrize("words", ["", "grave", "neutral", "-0.1", "1.1", "nan", "inf", "5"])
def test_what_is_no_severity_and_no_risk_is_refused(words):
    with pytest.raises(ConfigError, match="give critical, major or minor, or a number from 0 to 1"):
        gate_of(words)


def test_flags_held_back_or_mended_fail_no_run(auditor):
    result = audited(auditor, EN, draft=WRONG)
    assert [f.stage for f in result.mended] == [Stage.DRAFT_FIXED]
    assert list(gate_of("0").failing(result)) == list(result.flags) == []


def test_a_grave_flag_ends_the_run_with_3_and_a_line(run, tmp_path):
    write(tmp_path / "in", "good", EN)
    write(tmp_path / "in", "wrong", WRONG)
    done = run("score", "in", "--out", "out", "--quiet", "--fail-on", "critical")
    assert (done.returncode, done.stderr) == (3, "")
    assert done.stdout == (
        f"wrong e3 (in/wrong.en.txt:3:{EN.splitlines()[2].index('728') + 1}) critical number: "
        "728조원 is 728 trillion won; the English has 728 billion won\n"
    )
    (row,) = read(tmp_path / "out" / "flags.csv").to_dict("records")
    assert (row["severity"], row["en_evidence"]) == ("critical", "728 billion won")
    again = run("score", "in", "--out", "out", "--quiet", "--fail-on", "critical", "--resume")
    assert (again.returncode, again.stdout) == (3, done.stdout)


def test_a_run_without_grave_flags_ends_with_0(run, tmp_path):
    write(tmp_path / "in", "good", EN)
    done = run("score", "in", "--out", "out", "--quiet", "--fail-on", "0")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_article_that_could_not_be_audited_is_worse_than_a_flag(run, tmp_path):
    write(tmp_path / "in", "wrong", WRONG)
    write(tmp_path / "in", "twinless", None)
    done = run("score", "in", "--out", "out", "--quiet", "--fail-on", "minor")
    assert done.returncode == 1
    assert done.stdout.startswith("wrong e3 ")
    assert "twinless" in done.stderr


def test_a_gate_that_makes_no_sense_is_said_before_the_work(run, pair_folder, tmp_path):
    done = run("score", pair_folder, "--out", "out", "--fail-on", "grave")
    assert done.returncode == 2
    assert "--fail-on 'grave' is no severity" in done.stderr
    assert not (tmp_path / "out").exists()


def test_no_escape_sequence_of_an_article_reaches_the_terminal(run, tmp_path):
    # A name in both texts is shown in the message with what stands inside it.
    write(
        tmp_path / "in", "wrong",
        WRONG.replace("728 billion", "728\x1b[31m billion").replace("budget", "bud\x1b]0;x\x07get"),
    )  # fmt: skip
    done = run("score", "in", "--out", "out", "--fail-on", "0")
    assert done.returncode == 3
    assert "⟨ESC⟩" in done.stdout
    assert not {c for c in done.stdout if c < " " and c != "\n"}, done.stdout


def found(**more):
    return Flag(
        "number.value", Category.NUMBER, Severity.MAJOR, Relation.OMITTED,
        **({"bead_id": "b0", "article_id": "a"} | more),
    )  # fmt: skip


def test_what_is_missing_is_placed_after_the_sentence_before_it(auditor):
    ko = KO.replace("야당은", "총리는 어제 부산에서 새 다리를 열었다. 야당은")
    result = audited(auditor, EN, ko)
    (bead,) = [bead for bead in result.beads if not bead.target]
    # The sentence before it is the fifth line's first, which ends with "said.".
    end = EN.splitlines()[4].index("said.") + len("said.")
    place = place_of(result, found(bead_id=bead.id))
    assert place.sentence == "after e4"
    assert (place.line, place.column, place.end_column) == (0, 0, 0)  # it has no file
    with_file = place_of(result_in(result, "in/a.en.txt"), found(bead_id=bead.id))
    assert (with_file.shown, with_file.end_column) == (f"in/a.en.txt:5:{end + 1}", end + 1)


def result_in(result, file="", origin=""):
    return replace(result, article=replace(result.article, target_origin=file, origin=origin))


@pytest.mark.parametrize(
    ("file", "origin", "shown"),
    [
        (
            "in/a.en.html",
            "in/a.ko.txt",
            "in/a.en.html",
        ),  # lines of a page are not those of its text
        ("", "in/all.jsonl:12", "in/all.jsonl:12"),
        ("", "in/all.csv:row 12", "in/all.csv"),
        ("", "in/all.tmx", "in/all.tmx"),
        ("", "", ""),
    ],
)
def test_no_more_is_said_of_a_place_than_is_known(auditor, file, origin, shown):
    result = result_in(audited(auditor, WRONG), file, origin)
    (flag,) = result.flags
    place = place_of(result, flag)
    assert (place.shown, place.sentence) == (shown, "e3")


def test_a_flag_on_the_page_has_a_file_and_no_line(auditor):
    result = result_in(audited(auditor, WRONG), "in/a.en.txt")
    assert place_of(result, found(bead_id="")).shown == "in/a.en.txt"
    assert isinstance(result.flags[0], Finding)
