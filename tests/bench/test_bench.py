"""Measurements from the command line."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from audit.align.calibration import calibration_pairs
from audit.cli import app


@pytest.fixture
def gold(tmp_path):
    pairs = calibration_pairs()[:6]
    row = {
        "id": "1",
        "ko": [ko for ko, _ in pairs],
        "en": [en for _, en in pairs],
        "gold": [[[i], [i]] for i in range(6)],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("peer", ["vecalign", "bertalign"])
def test_a_peer_that_is_not_there_is_a_clear_error(gold, tmp_path, peer):
    result = CliRunner().invoke(
        app, ["bench", "align", "--gold", str(gold), f"--{peer}", str(tmp_path / "nowhere")]
    )
    assert result.exit_code == 2
    assert f"checkout of {peer}" in result.output.replace("\n", " ")


def test_a_row_without_two_columns_is_named_by_its_line(tmp_path):
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("가\ta\n나\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["bench", "encoder", "--pairs", str(pairs)])
    assert result.exit_code == 2
    assert "pairs.tsv:2" in result.output.replace("\n", "")
