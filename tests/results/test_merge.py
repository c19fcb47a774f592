"""Folders of results made one: it is the folder that one run over all of the articles would have made."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from audit import batch
from audit.errors import InputError
from audit.evidence.reaudit import differences
from audit.pipeline import Auditor
from audit.records.article import Article, Metadata, Text
from audit.records.decision import Action, Decision
from audit.records.settings import Role, Settings
from audit.results.folder import ARTICLES, BEADS, ERRORS, FLAGS, MANIFEST, REPORT, ResultsFolder
from audit.results.merge import merge
from audit.results.spreadsheet import read
from audit.results.summary import Summary
from audit.review.proof import checked
from audit.review.roles import Person
from audit.review.sealing import sealed
from audit.review.store import Store, url_beside
from tests.conftest import EN, KO

OLD = Path(__file__).parents[1] / "fixtures" / "results-0.1.0"
WRONG = EN.replace("728 trillion", "728 billion")
META = Metadata(title="=Budget", published="2025-08-22")


def article(name, en=EN, draft=None):
    return Article(
        name, Text("ko", KO), Text("en", en), Text("en", draft) if draft else None, metadata=META
    )


GOOD, BAD = article("good"), article("bad", WRONG)
MENDED, WORSE = (
    article("mended", EN, WRONG),
    article("worse", WRONG.replace("did not oppose", "opposed")),
)
LOST = InputError("no text", "lost.ko.txt", "put it there")
GONE = InputError("no, text", "in.csv:row 2", "put it there")
ALL = (WORSE, GOOD, LOST, BAD, GONE, MENDED)
TABLES = (FLAGS, BEADS, ARTICLES, REPORT)


def made(auditor, out, *articles):
    return batch.run(articles, auditor, out)


def plain(summary):
    """A summary that can be compared: two errors that say the same are not equal as exceptions."""
    return replace(summary, errors=()), [str(error) for error in summary.errors]


def files(folder):
    """The bytes of every file of a folder by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def whole(auditor, tmp_path_factory):
    """One run over all articles, and what it did."""
    out = tmp_path_factory.mktemp("whole") / "out"
    return out, made(auditor, out, *ALL)


@pytest.mark.slow
@pytest.mark.parametrize(
    "parts",
    [
        [ALL],
        [ALL[:3], ALL[3:]],
        [ALL[:1], ALL[1:4], ALL[4:]],
        [ALL[:1], ALL[1:3], ALL[3:5], ALL[5:]],
    ],
    ids=len,
)
def test_merged_runs_are_one_run_over_all_byte_for_byte(whole, auditor, tmp_path, parts):
    folders = [tmp_path / str(number) for number, _ in enumerate(parts)]
    for folder, articles in zip(folders, parts, strict=True):
        made(auditor, folder, *articles)
    before = [files(folder) for folder in folders]
    summary = merge(folders, tmp_path / "all")
    out, of_all = whole
    assert files(tmp_path / "all") == files(out)
    assert set(files(out)) >= {*TABLES, ERRORS, MANIFEST, "records/mended.json"}
    assert plain(summary) == plain(of_all)
    assert [files(folder) for folder in folders] == before


def test_what_the_whole_run_did_is_worth_comparing(whole):
    _, summary = whole
    assert (summary.articles, summary.sentences, summary.reused) == (4, 20, 0)
    assert (summary.draft_errors, summary.draft_fixed) == (1, 1)
    assert summary.flags["number"] == 2
    assert len(summary.riskiest) >= 3
    assert [str(error) for error in summary.errors] == [str(LOST), str(GONE)]


def test_summaries_merge_in_any_grouping(auditor):
    one, two, three = (Summary.of(auditor.audit(a)) for a in (WORSE, BAD, MENDED))
    assert one.merged(two).merged(three) == one.merged(two.merged(three))
    assert Summary().merged(one) == one.merged(Summary()) == one
    risks = [risky.risk for risky in one.merged(two).merged(three).riskiest]
    assert risks == sorted(risks, reverse=True)
    assert len(risks) <= 5


def test_articles_stand_in_the_order_of_the_folders(auditor, tmp_path):
    made(auditor, tmp_path / "one", WORSE, GOOD)
    made(auditor, tmp_path / "two", BAD)
    merge([tmp_path / "two", tmp_path / "one"], tmp_path / "all")
    assert ResultsFolder(tmp_path / "all").ids() == ("bad", "worse", "good")
    assert list(read(tmp_path / "all" / ARTICLES)["article_id"]) == ["bad", "worse", "good"]


def test_the_same_result_in_two_folders_counts_once(auditor, tmp_path):
    made(auditor, tmp_path / "one", GOOD, LOST)
    made(auditor, tmp_path / "two", LOST, GOOD, BAD)
    summary = merge([tmp_path / "one", tmp_path / "two"], tmp_path / "all")
    assert (summary.articles, [str(error) for error in summary.errors]) == (2, [str(LOST)])
    assert ResultsFolder(tmp_path / "all").ids() == ("good", "bad")
    assert len(read(tmp_path / "all" / ERRORS)) == 1


def test_records_of_an_earlier_run_that_still_lie_there_are_left_out(auditor, tmp_path):
    made(auditor, tmp_path / "one", GOOD, BAD)
    made(auditor, tmp_path / "one", GOOD)
    made(auditor, tmp_path / "two", MENDED)
    merge([tmp_path / "one", tmp_path / "two"], tmp_path / "all")
    assert ResultsFolder(tmp_path / "all").recorded_ids() == ["good", "mended"]


def refused(folders, out):
    """What is said: one sentence of what, where and what to do."""
    before = out.exists() and files(out)
    with pytest.raises(InputError) as error:
        merge(folders, out)
    said = str(error.value)
    assert "\n" not in said
    assert said.endswith(".") and "; " in said
    assert (out.exists() and files(out)) == before
    return said


def test_another_result_of_one_article_is_refused(auditor, tmp_path):
    one, two, out = tmp_path / "one", tmp_path / "two", tmp_path / "all"
    made(auditor, one, GOOD, article("bad"))
    made(auditor, two, BAD)
    assert refused([one, two], out) == (
        f"{two}: bad has another result here than in {one}; audit it once, with one set of settings."
    )


def test_another_result_under_other_settings_is_refused(auditor, tmp_path):
    one, two, out = tmp_path / "one", tmp_path / "two", tmp_path / "all"
    made(auditor, one, BAD)
    made(Auditor(auditor.encoder, Settings(off=frozenset({"number"}))), two, BAD)
    assert "bad has another result here" in refused([one, two], out)


def test_a_folder_without_results_is_refused(auditor, tmp_path):
    made(auditor, tmp_path / "one", GOOD)
    (tmp_path / "empty").mkdir()
    for wrong in (tmp_path / "empty", tmp_path / "nowhere", tmp_path / "one" / ARTICLES):
        assert refused([tmp_path / "one", wrong], tmp_path / "all") == (
            f"{wrong}: there are no results in it; give the folder of a run."
        )


def test_a_folder_that_holds_results_is_not_written_over(auditor, tmp_path):
    made(auditor, tmp_path / "one", GOOD)
    made(auditor, tmp_path / "two", BAD)
    for out in (tmp_path / "one", tmp_path / "two"):
        assert refused([tmp_path / "one", tmp_path / "two"], out) == (
            f"{out}: there are results in it; give a folder that is not there yet."
        )


def test_a_damaged_and_a_missing_record_are_refused(auditor, tmp_path):
    made(auditor, tmp_path / "one", GOOD)
    path = tmp_path / "one" / "records" / "good.json"
    for damage in (lambda: path.write_bytes(path.read_bytes()[:-9]), path.unlink):
        damage()
        assert refused([tmp_path / "one"], tmp_path / "all") == (
            f"{path}: record missing or damaged; run the audit again."
        )


def test_a_damaged_list_of_articles_is_refused(auditor, tmp_path):
    made(auditor, tmp_path / "one", GOOD)
    (tmp_path / "one" / MANIFEST).write_text("{")
    assert refused([tmp_path / "one"], tmp_path / "all") == (
        f"{tmp_path / 'one' / MANIFEST}: the list of articles is damaged; run the audit again."
    )


@pytest.fixture
def merged(auditor, tmp_path):
    made(auditor, tmp_path / "one", WORSE, GOOD)
    made(auditor, tmp_path / "two", MENDED)
    merge([tmp_path / "one", tmp_path / "two"], tmp_path / "all")
    sealed(tmp_path / "all", auditor.settings, None, auditor.signature.encoder)
    return tmp_path / "all"


def test_the_merged_folder_verifies_and_its_texts_give_the_same_again(merged):
    assert checked(merged, Settings(), None) == (
        [],
        [f"11 files, nothing altered ({merged})"],
    )
    assert differences(ResultsFolder(merged), Settings()) == []
    path = merged / "records" / "good.json"
    path.write_bytes(path.read_bytes().replace(b"728", b"729", 1))
    assert checked(merged, Settings(), None)[0] == ["records/good.json was altered."]


def test_reviews_stay_where_they_are(auditor, tmp_path):
    made(auditor, tmp_path / "one", BAD)
    store = Store(url_beside(tmp_path / "one"))
    store.append(Person("kim", Role.REVIEWER), [Decision(Action.ACCEPT, "bad", "f")])
    store.engine.dispose()
    merge([tmp_path / "one"], tmp_path / "all")
    assert (tmp_path / "one" / "review.db").exists()
    assert not (tmp_path / "all" / "review.db").exists()


def test_results_of_version_0_1_merge_with_those_of_today(auditor, tmp_path):
    made(auditor, tmp_path / "new", BAD)
    shutil.copytree(OLD, tmp_path / "old")
    summary = merge([tmp_path / "old", tmp_path / "new"], tmp_path / "all")
    folder = ResultsFolder(tmp_path / "all")
    assert folder.ids() == (*ResultsFolder(OLD).ids(), "bad")
    assert summary.articles == 3
    assert list(folder.results())[:2] == list(ResultsFolder(OLD).results())
    sealed(tmp_path / "all", Settings(), None, auditor.signature.encoder)
    assert checked(tmp_path / "all", Settings(), None)[0] == []


def inputs(tmp_path, name, **english):
    folder = tmp_path / name
    folder.mkdir()
    for article_id, en in english.items():
        (folder / f"{article_id}.ko.txt").write_text(KO, encoding="utf-8")
        if en:
            (folder / f"{article_id}.en.txt").write_text(en, encoding="utf-8")


def test_on_the_command_line(run, tmp_path):
    inputs(tmp_path, "in1", good=EN, wrong=WRONG)
    inputs(tmp_path, "in2", other=EN, twinless=None)
    assert run("score", "in1", "--out", "one", "--quiet").returncode == 0
    assert run("score", "in2", "--out", "two", "--quiet").returncode == 1
    assert run("score", "in1", "in2", "--out", "whole", "--quiet").returncode == 1
    assert run("keygen", "ours").returncode == 0
    done = run("merge", "one", "two", "--out", "all", "--sign", "ours")
    assert (done.returncode, done.stderr) == (0, "")
    shown = [line.split() for line in done.stdout.splitlines()]
    assert ["Articles", "3"] in shown
    assert ["not", "audited", "1"] in shown
    assert ["English", "sentences", "15"] in shown
    assert "all/flags.csv" in " ".join(done.stdout.split())
    assert max(map(len, done.stdout.splitlines())) <= 80
    for name in (*TABLES, ERRORS, MANIFEST):
        assert (tmp_path / "all" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    done = run("verify", "all", "--key", "ours.pub", "--again")
    assert done.returncode == 0, done.stdout
    assert "3 articles audited again, nothing found that differs" in " ".join(done.stdout.split())


def test_what_cannot_be_merged_is_one_line_on_the_command_line(run, tmp_path):
    inputs(tmp_path, "in1", good=EN)
    assert run("score", "in1", "--out", "one", "--quiet").returncode == 0
    done = run("merge", "one", "nowhere", "--out", "all")
    assert done.returncode == 2
    assert " ".join(done.stderr.split()) == (
        "error: nowhere: there are no results in it; give the folder of a run."
    )
    assert not (tmp_path / "all").exists()
    assert run("merge", "--out", "all").returncode == 2


def test_a_key_that_cannot_be_read_is_said_before_anything_is_written(run, tmp_path):
    inputs(tmp_path, "in1", good=EN)
    assert run("score", "in1", "--out", "one", "--quiet").returncode == 0
    done = run("merge", "one", "--out", "all", "--sign", "no.key")
    assert done.returncode == 2
    assert "no.key" in done.stderr
    assert not (tmp_path / "all").exists()
    assert run("merge", "one", "--out", "all").returncode == 0
    assert run("verify", "all").returncode == 0


def test_what_is_merged_is_sealed_with_the_settings_that_it_was_audited_with(run, tmp_path):
    inputs(tmp_path, "in1", good=EN)
    assert run("score", "in1", "--out", "one", "-q", "--false-alarms", "1").returncode == 0
    assert run("merge", "one", "--out", "all").returncode == 0
    of_run, of_all = (
        json.loads((tmp_path / name / "seal.json").read_bytes())["settings"]
        for name in ("one", "all")
    )
    assert of_run["false_alarms"] == 1
    assert of_all == of_run
