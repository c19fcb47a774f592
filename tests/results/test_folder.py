"""A folder of results: what lies where, what is told of it, and what damage does."""

from __future__ import annotations

import json

import pytest

from audit import batch
from audit.errors import InputError
from audit.records.article import Article, Metadata, Text
from audit.results.folder import ARTICLES, BEADS, ERRORS, FLAGS, REPORT, ResultsFolder
from audit.results.manifest import Problem as Unread
from tests.conftest import EN, KO

WRONG = EN.replace("728 trillion", "728 billion")
LOST = InputError("no text", "lost.ko.txt", "put it there")


def article(name, en=EN):
    return Article(name, Text("ko", KO), Text("en", en), metadata=Metadata(published="2025-08-22"))


@pytest.fixture
def folder(auditor, tmp_path):
    batch.run([article("z"), LOST, article("a", WRONG)], auditor, tmp_path / "out")
    return ResultsFolder(tmp_path / "out")


def test_articles_are_told_in_the_order_of_the_run(folder, auditor):
    assert folder.ids() == ("z", "a")
    assert [result.article.id for result in folder.results()] == ["z", "a"]
    assert folder.errors() == (
        Unread("no text", "lost.ko.txt", "put it there", "reading", "", "input"),
    )
    assert folder.recorded_ids() == ["a", "z"]
    assert folder.result("a") == auditor.audit(article("a", WRONG))
    stored = folder.find("a")
    assert stored.signature == auditor.signature
    assert folder.exists


def test_nothing_is_read_back_from_a_table(folder):
    kept = {name: (folder.path / name).read_bytes() for name in (FLAGS, BEADS, ARTICLES, REPORT)}
    results = list(folder.results())
    for name in kept:
        (folder.path / name).write_text("what a spreadsheet program made of it")
    (folder.path / ERRORS).unlink()
    assert folder.ids() == ("z", "a")
    assert list(folder.results()) == results
    assert folder.errors() == (
        Unread("no text", "lost.ko.txt", "put it there", "reading", "", "input"),
    )
    # They follow from the records alone.
    folder.finish(folder.ids(), folder.errors())
    assert {name: (folder.path / name).read_bytes() for name in kept} == kept


def test_a_later_run_says_which_articles_are_its_own(folder, auditor):
    batch.run([article("a", WRONG)], auditor, folder.path)
    assert folder.ids() == ("a",)
    assert [result.article.id for result in folder.results()] == ["a"]
    assert folder.recorded_ids() == ["a", "z"]
    assert folder.errors() == ()
    assert not (folder.path / ERRORS).exists()


def test_a_run_of_which_nothing_could_be_read_leaves_what_was_there(folder, auditor):
    before = [(folder.path / name).read_bytes() for name in (FLAGS, ERRORS)]
    other = InputError("no pair", "other.ko.txt", "give both")
    assert batch.run([other], auditor, folder.path).articles == 0
    assert [(folder.path / name).read_bytes() for name in (FLAGS, ERRORS)] == before
    assert folder.ids() == ("z", "a")


def test_an_article_that_is_not_there(folder):
    assert folder.find("nothing") is None
    with pytest.raises(InputError, match=r"records/nothing\.json: no such article; give an id"):
        folder.result("nothing")


DAMAGES = {
    "cut short": lambda data: data[: len(data) // 2],
    "empty": lambda _: b"",
    "no record": lambda _: b"[]",
    "of a later version": lambda data: json.dumps(json.loads(data) | {"format": 99}).encode(),
    "without a format": lambda data: json.dumps(
        {k: v for k, v in json.loads(data).items() if k not in ("format", "result")}
    ).encode(),
    "not utf-8": lambda data: data.replace(b'"key"', b'"\xff"'),
    "nested without end": lambda _: b"[" * 100_000,
    "of version 0.1, damaged": lambda _: b'{"format": 4, "key": "0", "report": {"pair": []}}',
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_record_is_said(folder, name):
    path = folder.record_path("a")
    path.write_bytes(DAMAGES[name](path.read_bytes()))
    assert folder.find("a") is None
    with pytest.raises(InputError, match=r"records/a\.json: no whole record of this article; "):
        folder.result("a")
    with pytest.raises(InputError, match=r"records/a\.json: record missing or damaged; run the"):
        list(folder.results())
    before = (folder.path / FLAGS).read_bytes()
    with pytest.raises(InputError):
        folder.derive(folder.path)
    assert (folder.path / FLAGS).read_bytes() == before
    assert not list(folder.path.glob(".*.partial"))


def test_a_damaged_list_of_articles_is_said(folder):
    (folder.path / "run.json").write_text('{"articles": "z"}')
    with pytest.raises(InputError, match=r"run\.json: the list of articles is damaged; run the"):
        folder.ids()


@pytest.mark.slow
def test_the_stamp_tells_runs_apart(folder, auditor):
    stamp = folder.stamp()
    assert stamp
    batch.run([article("z"), LOST, article("a", WRONG)], auditor, folder.path)
    assert folder.stamp() == stamp
    batch.run([article("z"), article("a")], auditor, folder.path)
    assert folder.stamp() not in (stamp, "")
    assert ResultsFolder(folder.path / "nowhere").stamp() == ""


def test_without_results(tmp_path):
    empty = ResultsFolder(tmp_path)
    assert (empty.exists, empty.ids(), empty.errors(), empty.recorded_ids()) == (False, (), (), [])
    assert list(empty.results()) == []
    assert empty.sealed_files() == []
    assert empty.review_store_hash() == ""
    assert empty.stamp() == ""
