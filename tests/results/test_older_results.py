"""A folder of results and a review store that version 0.1.0 wrote, opened by today's."""

import shutil
from pathlib import Path

import pytest

from audit.messages import message
from audit.records.decision import Action, Decision, Status
from audit.records.flag import Relation
from audit.records.settings import Role, Settings
from audit.results.folder import ResultsFolder
from audit.review.effective_flags import effective_flags
from audit.review.loading import is_loaded, load
from audit.review.proof import checked
from audit.review.roles import Person
from audit.review.store import Store, url_beside

OLD = Path(__file__).parents[1] / "fixtures" / "results-0.1.0"
ARTICLE = "conductor-obituary"


@pytest.fixture
def folder(tmp_path):
    return ResultsFolder(shutil.copytree(OLD, tmp_path / "out"))


def test_its_records_are_read(folder):
    assert folder.ids() == (ARTICLE, "marathon-festival")
    result = folder.result(ARTICLE)
    assert result.tool_version == "0.1.0"
    assert result.article.source.lang == "ko"
    assert result.article.target.lang == "en"
    assert {span.side for f in result.flags for span in f.spans} <= {"source", "target"}
    assert all(f.source_sentence_ids or f.target_sentence_ids for f in result.flags)
    assert result.lineage


def test_its_flags_say_what_they_said(folder):
    lines = (OLD / "flags.csv").read_text("utf-8-sig")
    for article_id in folder.ids():
        for flag in folder.result(article_id).flags:
            assert message(flag).replace('"', '""') in lines or message(flag) in lines
            assert message(flag, "ko") == message(flag)
    relations = {f.category: f.relation for f in folder.result(ARTICLE).flags}
    assert set(relations.values()) <= set(Relation)


def test_decisions_still_stand(folder):
    store = Store(url_beside(folder.path))
    # Its texts are searched now, so the results are taken over once more.
    assert not is_loaded(store, folder)
    load(store, folder)
    result = folder.result(ARTICLE)
    statuses = {name: s.status for name, s in store.standings(ARTICLE).items()}
    assert statuses[result.flags[0].flag_id] is Status.ACCEPTED
    assert statuses[result.flags[1].flag_id] is Status.DISMISSED
    stand = effective_flags(result, store.entries(ARTICLE))
    assert [f.flag_id for f, _ in stand if f.check == "reviewer"] == ["r0123456789a"]
    assert result.flags[1].flag_id not in {f.flag_id for f, _ in stand}
    store.engine.dispose()


def test_it_verifies_as_sealed_before_and_after_the_store_was_opened(folder):
    for _ in range(2):
        found, told = checked(folder.path, Settings(), None)
        assert found == []
        assert any("older version" in line for line in told)


def test_a_tampered_one_does_not_verify(folder):
    path = folder.record_path(ARTICLE)
    path.write_bytes(path.read_bytes().replace(b"Moon", b"Noon", 1))
    found, _ = checked(folder.path, Settings(), None)
    assert found == [f"records/{ARTICLE}.json was altered."]


def test_more_can_be_decided(folder):
    store = Store(url_beside(folder.path))
    result = folder.result(ARTICLE)
    flag = result.flags[2]
    person = Person("Choi", Role.REVIEWER)
    store.append(person, [Decision(Action.ACCEPT, ARTICLE, flag.flag_id)])
    assert store.standings(ARTICLE)[flag.flag_id].status is Status.ACCEPTED
    store.engine.dispose()
    found, _ = checked(folder.path, Settings(), None)
    assert found == []


def test_a_new_run_takes_its_decisions_over(folder, auditor):
    from audit.batch import run
    from audit.sources import read

    before = [f.flag_id for f in folder.result(ARTICLE).flags]
    corpus = Path(__file__).parents[2] / "corpora"
    names = [a for a in read(corpus) if a.id in folder.ids()]
    run(names, auditor, folder.path, resume=True)
    result = folder.result(ARTICLE)
    # Later versions find more.
    assert {f.flag_id for f in result.flags} >= set(before)
    assert all(not f.code.endswith(".text") for f in result.flags)
    store = Store(url_beside(folder.path))
    load(store, folder)
    assert store.standings(ARTICLE)[before[0]].status is Status.ACCEPTED
    assert store.standings(ARTICLE)[before[1]].status is Status.DISMISSED
    store.engine.dispose()
