"""A check that another package brings: one file and one row of confidence, and it is everywhere."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EN, KO, ROOT

CHECK = '''"""Two spaces in a row.

A page shows them as one; an agency's wire does not.
"""

import re

from audit.checks.confidence import confidences
from audit.checks.severity import Concern
from audit.languages.normalise import normalise
from audit.records.flag import Category, Relation
from audit.records.message import Message

CATEGORY = Category.UNTRANSLATED
CONCERNS = Concern.FORM
MESSAGES = {"found": Message("Two spaces before “{word}”", "“{word}” 앞에 공백이 두 번 있음")}


def check(bead, context):
    for sentence in context.sentences(bead, "target"):
        for match in re.finditer(r"  +(\\w+)", normalise(sentence.text).text):
            yield context.finding(
                bead, "double_space.found", category=CATEGORY, concerns=CONCERNS,
                relation=Relation.DISTORTED, spans=[context.span("target", sentence, *match.span())],
                confidence=confidences(__name__)["found"], word=match[1],
            )
'''
CONFIDENCE = '[double_space.found]\nvalue = 0.93\nmeasured = "made up for this test"\n'


@pytest.fixture
def outside(tmp_path) -> dict[str, str]:
    """An environment in which a package with a check is installed."""
    site = tmp_path / "site"
    info = site / "spaces-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "double_space.py").write_text(CHECK, encoding="utf-8")
    (site / "confidence.toml").write_text(CONFIDENCE, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: spaces\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[translation_audit.checks]\ndouble_space = double_space\n"
    )
    return os.environ | {
        "PYTHONPATH": f"{site}{os.pathsep}{ROOT}", "HOME": str(tmp_path), "COLUMNS": "80",
    }  # fmt: skip


def python(env, cwd, *arguments):
    return subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=cwd, env=env, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_the_command_line_lists_it(outside, tmp_path):
    told = python(outside, tmp_path, "-m", "audit", "checks").stdout
    assert "double_space (untranslated, minor)\n  Two spaces in a row." in told


def test_the_table_of_the_documentation_has_it(outside, tmp_path):
    told = python(
        outside, ROOT, "-c", "from docs import tables; print(tables.checks(), tables.codes())"
    ).stdout
    assert "| double_space | untranslated | minor | Two spaces in a row. |" in told
    assert "| `double_space.found` | Two spaces before “{word}” |" in told


@pytest.fixture
def spaced(tmp_path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "budget.ko.txt").write_text(KO, encoding="utf-8")
    (folder / "budget.en.txt").write_text(EN.replace("trillion won", "trillion  won"), "utf-8")
    return folder


def flags(out):
    with (out / "flags.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["check"] == "double_space"]


def test_its_findings_are_flags_and_it_can_be_graded_and_switched_off(outside, tmp_path, spaced):
    out = tmp_path / "out"
    done = python(outside, tmp_path, "-m", "audit", "score", spaced, "--out", out)
    assert done.returncode == 0, done.stderr
    (flag,) = flags(out)
    assert flag["code"] == "double_space.found"
    assert flag["message"] == "Two spaces before “won”"
    assert float(flag["risk"]) == pytest.approx(0.93, abs=1e-4)
    assert python(outside, tmp_path, "-m", "audit", "verify", out).returncode == 0

    (tmp_path / "audit.toml").write_text('[checks]\ndouble_space = "critical"\n')
    python(outside, tmp_path, "-m", "audit", "score", spaced, "--out", out)
    assert [flag["severity"] for flag in flags(out)] == ["critical"]

    (tmp_path / "audit.toml").write_text('[checks]\ndouble_space = "off"\n')
    python(outside, tmp_path, "-m", "audit", "score", spaced, "--out", out)
    assert flags(out) == []


def test_the_review_page_shows_it_in_both_languages(outside, tmp_path, spaced):
    """The page as Streamlit draws it, without a browser."""
    out = tmp_path / "out"
    python(outside, tmp_path, "-m", "audit", "score", spaced, "--out", out)
    script = f"""
import sys
from streamlit.testing.v1 import AppTest
for language in ("en", "ko"):
    page = AppTest.from_file({str(ROOT / "audit" / "dashboard" / "server" / "page.py")!r}, default_timeout=60)
    sys.argv = ["app.py", {str(out)!r}]
    page.session_state["language"] = language
    page.run()
    assert not page.exception, page.exception
from pathlib import Path
from audit.results.folder import ResultsFolder
from audit.messages import message
from audit.dashboard.article_view import unreviewed
from audit.dashboard.card import told
from audit.dashboard.labels import Labels
review = unreviewed(ResultsFolder(Path({str(out)!r})).result("budget"))
item = next(item for item in review.items if item.flag.check == "double_space")
card = told(Labels("en"), review, item)
print(card["what"], "|", message(item.flag, "ko"), "|", card["why"]["text"])
"""
    done = python(outside, tmp_path, "-c", script)
    assert done.returncode == 0, done.stderr
    assert "Two spaces before “won” | “won” 앞에 공백이 두 번 있음 |" in done.stdout
    assert "Two spaces in a row. A page shows them as one" in done.stdout


def test_two_checks_of_one_name_are_one_clear_sentence(outside, tmp_path):
    info = tmp_path / "site" / "spaces-1.0.dist-info" / "entry_points.txt"
    info.write_text("[translation_audit.checks]\nnumber = number\n")
    (tmp_path / "site" / "number.py").write_text(CHECK, encoding="utf-8")
    done = python(outside, tmp_path, "-m", "audit", "checks")
    assert done.returncode == 2
    assert "There are two checks 'number'" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


ARTICLE_CHECK = """\"\"\"A page that says nothing of its weather.\"\"\"

from audit.checks import Scope
from audit.checks.severity import Concern
from audit.records.flag import Category, Finding, Relation, Severity
from audit.records.message import Message

CATEGORY, CONCERNS, SCOPE = Category.MEANING, Concern.FORM, Scope.ARTICLE
MESSAGES = {"none": Message("No weather", "날씨가 없습니다")}


def check(context):
    yield Finding("double_space.none", CATEGORY, Severity.MINOR, Relation.OMITTED, "", confidence=0.9)
"""


def test_a_finding_on_the_article_as_a_whole_is_a_flag(outside, tmp_path, spaced):
    (tmp_path / "site" / "double_space.py").write_text(ARTICLE_CHECK, encoding="utf-8")
    out = tmp_path / "out"
    assert python(outside, tmp_path, "-m", "audit", "score", spaced, "--out", out).returncode == 0
    (flag,) = flags(out)
    assert (flag["message"], flag["bead_id"], float(flag["risk"])) == ("No weather", "", 0.9)


@pytest.mark.parametrize(
    "broken", ["import nowhere\n", '"""Says what."""\n', CHECK.split('"""')[2]]
)
def test_a_check_that_is_badly_made_is_one_clear_sentence(outside, tmp_path, broken):
    (tmp_path / "site" / "double_space.py").write_text(broken, encoding="utf-8")
    done = python(outside, tmp_path, "-m", "audit", "checks")
    assert done.returncode == 2
    assert "The check double_space of another package" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
