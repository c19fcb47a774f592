"""Reports on a run for code hosts, editors and build servers: SARIF, JUnit XML, GitHub's annotations."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from junitparser import JUnitXml
from sarif_pydantic import Sarif

from audit.errors import ConfigError
from audit.exports import github, junit, sarif
from audit.exports.forms import all_reports, report
from audit.records.decision import Action
from audit.records.flag import STRIKE
from audit.results.manifest import Problem
from tests.conftest import EN as PAGE
from tests.conftest import KO as ORIGINAL
from tests.exports.made import accepted, dismissed, entries, report_of

LOST = Problem("its English side is missing", "in/lost.ko.txt", "put lost.en.txt beside it")
FILE = "in/수출 1:2,a.en.txt"


def placed(result=None, file=FILE, **more):
    result = result or report_of()
    return replace(result, article=replace(result.article, target_origin=file, **more))


def results(data):
    (run,) = Sarif.model_validate(json.loads(data)).runs
    return {found.partial_fingerprints["flagId/v1"]: found for found in run.results}


def region(found):
    (location,) = found.locations
    at = location.physical_location.region
    return at and (at.start_line, at.start_column, at.end_line, at.end_column)


def test_the_reports_of_a_run_are_those_forms_that_have_one():
    assert list(all_reports()) == ["github", "junit", "sarif"]
    assert [form.printed for form in all_reports().values()] == [True, False, False]
    with pytest.raises(ConfigError) as caught:
        report("tmx")
    assert str(caught.value) == "There is no report 'tmx'; the reports are github, junit, sarif."


def test_sarif_says_what_where_and_how_grave():
    found = results(sarif.written(placed()))
    # The English is three lines: "Exports were 3 billion dollars." / "He left." / "A crowd cheered."
    assert {name: region(each) for name, each in found.items()} == {
        "f1": (1, 14, 1, 23),
        "f2": (1, 16, 1, 31),
        "f3": (2, 1, 2, 9),
        "f4": (2, 9, 2, 9),  # what is missing would stand after "He left."
        "f5": (3, 1, 3, 17),
        "f6": None,
    }
    assert {name: each.level.value for name, each in found.items()} == {
        "f1": "error", "f2": "warning", "f3": "error", "f4": "error", "f5": "error", "f6": "warning",
    }  # fmt: skip
    first = found["f1"]
    assert (first.rule_id, first.rank) == ("number.text", 90)
    assert first.message.text == "a number <that> differs."
    assert first.properties["korean"] == "3억 달러"
    (location,) = first.locations
    assert location.physical_location.region.snippet.text == "3 billion"
    assert location.physical_location.artifact_location.uri == (
        "in/%EC%88%98%EC%B6%9C%201%3A2%2Ca.en.txt"
    )
    names = {n: e.locations[0].logical_locations[0].fully_qualified_name for n, e in found.items()}
    assert names == {
        "f1": "exports/e1", "f2": "exports/e1", "f3": "exports/e2", "f4": "exports/after e2",
        "f5": "exports/e3", "f6": "exports/page",
    }  # fmt: skip


def test_sarif_counts_in_characters_and_names_its_rules():
    told = json.loads(sarif.written(placed()))
    (run,) = told["runs"]
    assert told["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({found["ruleId"] for found in run["results"]})
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_sarif_says_no_more_of_a_place_than_is_known():
    row = placed(file="", origin="in/all.jsonl:12")
    assert region(results(sarif.written(row))["f1"]) == (12, None, None, None)
    assert region(results(sarif.written(placed(file="in/a.en.html")))["f1"]) is None
    (location,) = results(sarif.written(report_of()))["f1"].locations
    assert location.physical_location is None
    assert location.logical_locations[0].name == "e1"


def test_paths_are_relative_to_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for file, uri in (
        (tmp_path / "a.en.txt", "a.en.txt"),
        ("/x y/a.en.txt", "file:///x%20y/a.en.txt"),
    ):
        (location,) = results(sarif.written(placed(file=str(file))))["f1"].locations
        assert location.physical_location.artifact_location.uri == uri


@pytest.mark.parametrize(("words", "inserted"), [("300 million", "300 million"), (STRIKE, None)])
def test_the_right_words_are_a_fix(words, inserted):
    result = placed()
    first, *others = result.flags
    result = replace(result, flags=(replace(first, suggestion=words), *others))
    found = results(sarif.written(result))
    (fix,) = found["f1"].fixes
    (change,) = fix.artifact_changes
    (put,) = change.replacements
    assert (put.deleted_region.start_column, put.deleted_region.end_column) == (14, 23)
    assert (put.inserted_content and put.inserted_content.text) == inserted
    assert found["f2"].fixes is None


def test_what_reviewers_decided_counts_in_the_export_of_an_article():
    changed = (Action.SEVERITY, "f3", {"severity": "minor"})
    decided = entries(dismissed("f1"), changed, accepted("f3"))
    found = results(sarif.written(placed(), decided))
    assert sorted(found) == ["f2", "f3", "f4", "f5", "f6"]
    assert found["f3"].level.value == "warning"
    cases = {
        c.name: c for suite in JUnitXml.fromstring(junit.written(placed(), decided)) for c in suite
    }
    assert cases["e1"].result[0].type == "house.text"
    lines = github.written(placed(), decided).decode().splitlines()
    assert len(lines) == 5
    assert "::warning" in next(line for line in lines if "negation" in line)


def test_what_could_not_be_audited_is_in_every_report():
    told = json.loads(sarif.of_run([], [LOST]))["runs"][0]
    said = "in/lost.ko.txt: its English side is missing; put lost.en.txt beside it."
    assert told["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [{"level": "error", "message": {"text": said}}],
        }
    ]
    assert told["results"] == []
    whole = JUnitXml.fromstring(junit.of_run([report_of()], [LOST]))
    assert (whole.tests, whole.failures, whole.errors) == (6, 5, 1)
    assert github.of_run([], [LOST]).decode() == f"::error title=not audited::{said}\n"


def test_junit_has_a_test_for_each_bead_and_one_for_a_page_with_flags(auditor):
    whole = JUnitXml.fromstring(junit.written(placed()))
    (suite,) = whole
    assert suite.name == "exports"
    assert [case.name for case in suite] == ["e1", "e2", "k3", "e3", "page"]
    first, *_ = suite
    (failure,) = first.result
    assert (failure.message, failure.type) == ("a number <that> differs", "number.text")
    assert failure.text.splitlines() == [
        f"critical number: a number <that> differs ({FILE}:1:14)",
        f"minor consistency: a consistency <that> differs ({FILE}:1:16)",
    ]
    clean = replace(report_of(), flags=())
    root = ElementTree.fromstring(junit.written(clean))
    assert (root.get("tests"), root.get("failures")) == ("4", "0")
    assert root.findall(".//failure") == []


def test_github_escapes_what_would_end_a_property_or_a_message():
    first, *_ = github.written(placed(file="in/50%:a,b\n::error::x.en.txt")).decode().splitlines()
    assert first == (
        "::error file=in/50%25%3Aa%2Cb%0A%3A%3Aerror%3A%3Ax.en.txt,line=1,endLine=1,col=14,endColumn=23,"
        "title=exports e1 critical number::a number <that> differs"
    )
    result = report_of()
    flag = replace(result.flags[0], parameters={"text": "100%\r\n::set-env::a, b\x1b[31m"})
    told = github.written(replace(result, flags=(flag,))).decode()
    assert told == (
        "::error title=exports e1 critical number::100%25%0D%0A::set-env::a, b⟨ESC⟩[31m\n"
    )


def test_github_takes_columns_within_one_line_only():
    result = placed()
    flag = replace(result.flags[2], target_sentence_ids=("e1", "e2"))
    told = github.written(replace(result, flags=(flag,))).decode()
    assert ",line=1,endLine=2,title=" in told


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "lost.ko.txt").write_text(ORIGINAL, encoding="utf-8")
    for name, english in (("good", PAGE), ("wrong", PAGE.replace("728 trillion", "728 billion"))):
        (tmp_path / "in" / f"{name}.ko.txt").write_text(ORIGINAL, encoding="utf-8")
        (tmp_path / "in" / f"{name}.en.txt").write_text(english, encoding="utf-8")
    return tmp_path


def test_a_run_reports_beside_its_tables_and_to_github(run, folder):
    done = run(
        "score", "in", "--out", "out", "-q", "--report", "sarif", "--report", "junit",
        "--report", "github", "--report", "sarif",
    )  # fmt: skip
    assert done.returncode == 1
    column = PAGE.splitlines()[2].index("728") + 1
    said = "728조원 is 728 trillion won; the English has 728 billion won"
    flagged, lost = done.stdout.splitlines()
    assert flagged == (
        f"::error file=in/wrong.en.txt,line=3,endLine=3,col={column},endColumn={column + 15},"
        f"title=wrong e3 critical number::{said}"
    )
    assert lost.startswith("::error title=not audited::in/lost.ko.txt: its English side is missing")
    (found,) = results((folder / "out" / "flags.sarif.json").read_bytes()).values()
    assert found.message.text == said + "."
    assert region(found) == (3, column, 3, column + 15)
    whole = JUnitXml.fromfile(str(folder / "out" / "flags.junit.xml"))
    assert (whole.tests, whole.failures, whole.errors) == (11, 1, 1)
    exported = run("export", "wrong", "--form", "sarif", "--out", "out").stdout
    assert list(results(exported).values()) == [found]
    assert run("verify", "out").returncode == 0


def test_a_report_of_the_run_before_does_not_stay(run, folder):
    run("score", "in", "--out", "out", "-q", "--report", "sarif", "--report", "junit")
    (folder / "out" / "flags.notes.txt").write_text("mine", encoding="utf-8")
    run("score", "in", "--out", "out", "-q", "--report", "junit", "--resume")
    left = sorted(path.name for path in (folder / "out").glob("flags.*"))
    assert left == ["flags.csv", "flags.junit.xml", "flags.notes.txt"]


def test_a_report_that_is_not_there_is_said_before_the_work(run, folder):
    done = run("score", "in", "--out", "out", "--report", "pdf")
    assert done.returncode == 2
    assert "no report 'pdf'; the reports are github, junit, sarif" in " ".join(done.stderr.split())
    assert not (folder / "out").exists()
