"""The seam of the quality models: how one is chosen, and that the rest reads judgements only."""

from __future__ import annotations

import json

import pytest

from audit.bench.divergence import single
from audit.errors import ConfigError
from audit.pipeline import Auditor
from audit.quality.model import ArticleJudgement, Judgement
from audit.quality.registry import load, names
from audit.records.flag import Note
from audit.records.settings import Settings
from audit.settings import read_settings

KO = "정부는 물가 안정을 위해 공공요금을 올리지 않기로 했다고 밝혔다."
EN = "The government said it had decided not to raise utility charges to keep prices stable."


class Silent:
    """A model of somebody else's, which says nothing of any word."""

    name, weights_hash, recipient = "silent", "0" * 64, ""

    def judge(self, article, beads, tokens):
        return ArticleJudgement({bead.id: Judgement() for bead in beads}, (Note("quality.silent"),))


def test_a_model_is_found_by_its_file():
    assert "fast" in names()
    assert load(Settings()).name.startswith("fast@")


def test_an_unknown_model_is_one_sentence_naming_those_there_are():
    with pytest.raises(
        ConfigError, match=r"no quality model 'clever'; the models are cascade, contextual, fast"
    ):
        Auditor(settings=Settings(quality="clever"))


def test_the_settings_file_chooses_the_model(tmp_path):
    path = tmp_path / "audit.toml"
    path.write_text('quality = "contextual"\n', encoding="utf-8")
    assert read_settings(path).quality == "contextual"


def test_the_model_is_in_the_settings_as_described_and_in_the_result(auditor):
    assert Settings().described()["quality"] == "fast"
    assert json.dumps(Settings().described()) != json.dumps(Settings(quality="x").described())
    assert auditor.audit(single(KO, EN)).quality == auditor.quality.name


def test_checks_and_risk_do_without_scores_of_words():
    auditor = Auditor()
    auditor.quality = Silent()
    context = auditor.aligned(single(KO, EN.replace("not ", "")))
    flags = auditor.flags(context)
    assert [flag.check for flag in flags] == ["negation"]
    assert context.judged.notes == (Note("quality.silent"),)
    assert context.judged(context.beads[0]).words is None
