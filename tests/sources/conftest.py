"""The command line in this process, which is much faster than one of its own."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from audit.cli import app


@pytest.fixture
def cli(tmp_path, monkeypatch):
    """``translation-audit ARGUMENTS`` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *arguments: CliRunner().invoke(app, [*map(str, arguments)])
