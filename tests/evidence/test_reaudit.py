"""A run whose records were forged, tables, report and seal made from them: only its texts tell."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from audit import batch
from audit.evidence import seal
from audit.evidence.reaudit import differences
from audit.pipeline import Auditor
from audit.records.article import Article, Block, BlockKind, Metadata, Revision, Text
from audit.records.settings import Settings
from audit.results.folder import ResultsFolder
from audit.review.proof import checked
from audit.review.sealing import sealed
from audit.settings import read_settings
from audit.sources.building import text_of_sentences
from tests.conftest import EN, KO

WRONG = EN.replace("728 trillion", "728 billion")
PAIR = Article(
    "budget", Text("ko", KO), Text("en", WRONG), Text("en", EN),
    (Revision("2025-08-22T10:11", Text("en", EN)),), Metadata(title="Budget", published="2025-08-22"),
)  # fmt: skip


def made(out, auditor, *pairs, resume=False):
    batch.run(pairs or [PAIR], auditor, out, resume=resume)
    sealed(out, auditor.settings, None, auditor.signature.encoder)
    return out


@pytest.fixture
def out(auditor, tmp_path):
    return made(tmp_path / "out", auditor)


def forge(out, auditor, **changes):
    folder = ResultsFolder(out)
    stored = folder.find("budget")
    folder.write(replace(stored, result=replace(stored.result, **changes)))
    folder.finish(folder.ids(), ())
    sealed(out, auditor.settings, None, auditor.signature.encoder)
    assert checked(out, Settings(), None)[0] == []


def test_what_was_found_is_found_again(out):
    told = []
    assert differences(ResultsFolder(out), Settings(), told.append) == []
    assert told == ["budget"]


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("flags", "flags"), ("mended", "flags that editors mended"), ("lineage", "lineage"),
        ("updates", "changes between versions"), ("beads", "beads"),
    ],
)  # fmt: skip
def test_records_that_were_forged_differ_from_what_their_texts_give(out, auditor, name, called):
    # What is forged must be there: a flag that editors mended is none of this article's.
    report = ResultsFolder(out).result("budget")
    forged = report.flags[:1] if name == "mended" else ()
    assert getattr(report, name) != forged
    forge(out, auditor, **{name: forged})
    assert differences(ResultsFolder(out), Settings()) == [
        f"records/budget.json: audited again, its texts give other {called}."
    ]


def test_texts_as_readers_give_them_are_found_again(auditor, tmp_path):
    laid_out = Text("en", EN, (Block(BlockKind.BODY, 0, len(EN)),))
    given = Article(
        "given",
        text_of_sentences("ko", ["비가 왔다고 기상청이 밝혔다.", "학교가 문을 닫았다."]),
        text_of_sentences("en", ["It rained, the weather agency said.", "Schools closed."]),
        given=(((0,), (0,)), ((1,), (1,))),
    )
    undated = Article("undated", Text("ko", f"입력 2025-08-22 10:00\n\n{KO}"), laid_out)
    out = made(tmp_path / "out", auditor, given, undated)
    assert differences(ResultsFolder(out), Settings()) == []


def test_settings_are_those_of_the_run(tmp_path):
    auditor = Auditor(settings=Settings(false_alarms=20, off=frozenset({"number"})))
    out = made(tmp_path / "out", auditor)
    assert differences(ResultsFolder(out), Settings()) == []


def test_an_encoder_with_other_weights_is_said(out, auditor):
    settings = auditor.settings.described() | {"encoder": "embedded@0123456789ab"}
    seal.seal(ResultsFolder(out), settings, None)
    (found,) = differences(ResultsFolder(out), Settings())
    assert found.startswith(
        "The texts were audited with the encoder embedded@0123456789ab, which is"
    )


def test_another_policy_than_that_of_the_run_is_said(out, tmp_path):
    (tmp_path / "policy.toml").write_text('require = ["ai"]\n', encoding="utf-8")
    (tmp_path / "audit.toml").write_text('disclosure = "policy.toml"\n', encoding="utf-8")
    assert differences(ResultsFolder(out), read_settings(tmp_path / "audit.toml")) == [
        "The disclosure policy is not that of the run; give the settings of then with --config."
    ]


def test_a_seal_that_names_no_settings(out):
    seal.seal(ResultsFolder(out), {"encoder": "embedded@0"}, None)
    assert differences(ResultsFolder(out), Settings()) == [
        "seal.json does not say with which settings the texts were audited."
    ]


def test_on_the_command_line(run, pair_folder):
    assert run("score", "in", "--out", "out", "--quiet").returncode == 0
    done = run("verify", "out", "--again")
    assert done.returncode == 0, done.stderr
    assert "1 articles audited again, nothing found that differs" in " ".join(done.stdout.split())
    assert json.loads((pair_folder.parent / "out" / "seal.json").read_bytes())["seq"] == 1
