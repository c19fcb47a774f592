"""What ``import audit`` gives, and that it takes nothing with it that is not needed yet."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import is_dataclass

import pytest

import audit
from tests.conftest import EN, KO, ROOT

HEAVY = (
    "numpy", "pandas", "pydantic", "streamlit", "torch", "scipy", "sqlalchemy", "lxml", "typer", "rich",
)  # fmt: skip
RECORDS = (
    "Article", "ArticleResult", "Bead", "Finding", "Flag", "Metadata", "Sentence", "Settings", "Span", "Text",
)  # fmt: skip


def loaded(code):
    """Which heavy packages are there after some code, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(HEAVY) & {name.partition(".")[0] for name in done.stdout.split()}


def test_everything_that_is_named_is_there():
    for name in audit.__all__:
        assert getattr(audit, name) is not None
    assert {"Auditor", "read", "read_settings", "flags_frame", "beads_frame"} <= set(audit.__all__)


@pytest.mark.parametrize("name", RECORDS)
def test_records_are_the_ones_that_the_tool_passes_on(name):
    kind = getattr(audit, name)
    assert is_dataclass(kind)
    assert kind.__module__.startswith("audit.records.")
    assert kind.__name__ == name


def test_the_version_is_that_of_the_package():
    from audit.version import __version__

    assert audit.__version__ == __version__


def test_what_is_not_there_is_said():
    with pytest.raises(AttributeError, match="module 'audit' has no attribute 'ArticlePair'"):
        audit.ArticlePair  # noqa: B018


def test_an_article_is_read_and_audited_by_the_public_names_alone(pair_folder):
    wrong = EN.replace("728 trillion", "728 billion")
    (pair_folder / "budget.en.txt").write_text(wrong, encoding="utf-8")
    (article,) = audit.read(pair_folder)
    assert isinstance(article, audit.Article)
    assert article.source == audit.Text("ko", KO)
    assert article.target == audit.Text("en", wrong)
    result = audit.Auditor(settings=audit.Settings(false_alarms=1)).audit(article)
    assert isinstance(result, audit.ArticleResult)
    (flag,) = [f for f in result.flags if f.category is audit.Category.NUMBER]
    assert isinstance(flag, audit.Flag) and isinstance(flag, audit.Finding)
    assert (flag.severity, flag.relation) == (
        audit.Severity.CRITICAL,
        audit.Relation.CONTRADICTS,
    )
    assert [(span.side, span.text) for span in flag.spans] == [
        ("source", "728조원"),
        ("target", "728 billion won"),
    ]
    assert list(audit.flags_frame([result])["flag_id"]) == [f.flag_id for f in result.flags]
    assert len(audit.beads_frame([result])) == len(result.beads) == 5


def test_settings_are_read_from_a_file(tmp_path):
    (tmp_path / "audit.toml").write_text("false_alarms = 2\n", encoding="utf-8")
    assert audit.read_settings(tmp_path / "audit.toml") == audit.Settings(false_alarms=2.0)
    assert audit.read_settings(tmp_path / "none.toml") == audit.Settings()


@pytest.mark.parametrize(
    "code",
    [
        "import audit",
        "import audit; audit.__version__",
        "from audit import Article, ArticleResult, Flag, Settings, Text",
        "import audit.errors, audit.records.decision, audit.records.signature",
    ],
)
def test_importing_it_loads_no_heavy_package(code):
    assert loaded(code) == set()


def test_the_probe_sees_what_is_loaded():
    assert loaded("import numpy") == {"numpy"}


@pytest.mark.slow
def test_an_audit_loads_neither_torch_nor_the_pages():
    code = (
        "from audit import Article, Auditor, Text\n"
        f"Auditor().audit(Article('a', Text('ko', {KO!r}), Text('en', {EN!r})))"
    )
    assert not loaded(code) & {"torch", "streamlit", "sqlalchemy", "typer", "rich"}
