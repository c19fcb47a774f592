"""How the English diverges is said wherever a flag is shown."""

import csv

import pytest

from tests.conftest import EN, KO


@pytest.fixture
def audited(tmp_path, run):
    """A folder of results: a figure that contradicts the Korean, and a sentence that only the English has."""
    (tmp_path / "pairs").mkdir()
    english = EN.replace("728 trillion", "728 billion")
    english += "\nThe minister will meet farmers and fishermen on a remote island next week.\n"
    (tmp_path / "pairs" / "budget.ko.txt").write_text(KO, encoding="utf-8")
    (tmp_path / "pairs" / "budget.en.txt").write_text(english, encoding="utf-8")
    done = run("score", "pairs", "--out", "out")
    assert done.returncode == 0, done.stderr
    return tmp_path / "out"


def test_tables_report_and_exports_say_the_relation(audited, run):
    with (audited / "flags.csv").open(encoding="utf-8-sig", newline="") as file:
        relations = {row["check"]: row["relation"] for row in csv.DictReader(file)}
    assert (relations["number"], relations["addition"]) == ("contradicts", "added")
    report = next(audited.rglob("*.html")).read_text("utf-8")
    assert "number · contradicts" in report
    assert "addition · added" in report
    for form, said in (("xliff", ">contradicts<"), ("mqm", '"relation": "added"')):
        assert said in run("export", "budget", "--form", form).stdout.replace('""', '"')
    assert "addition, added" in run("trace", "budget").stdout
