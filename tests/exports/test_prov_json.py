"""The provenance of an article, read back with the library that others wrote."""

from __future__ import annotations

import pytest
from prov.model import ProvDerivation, ProvDocument, ProvEntity

from audit.exports.prov_json import written
from audit.records.article import Article, Metadata, Revision, Text
from audit.records.decision import Action, Decision, Entry
from audit.records.digest import sha256_of_text
from tests.conftest import EN, KO

META = Metadata(
    title='Budget "<b>', source_title="예산안", byline="Cha", translator="Do", publisher="Hanbit",
    published="2025-08-22",
)  # fmt: skip
ENTRY = Entry(
    1, "2025-08-23T01:00:00.000+00:00", "kim", "lead", "g", Decision(Action.DISMISS, "a", "f"), ""
)


@pytest.fixture(scope="module")
def report(auditor):
    draft = Text("en", EN.replace("728 trillion", "728 billion"))
    revision = Revision("2025-08-22T10:11", Text("en", EN.replace("up 8.1", "up 8")))
    return auditor.audit(Article("a", Text("ko", KO), Text("en", EN), draft, (revision,), META))


def read(report, *entries):
    return ProvDocument.deserialize(content=written(report, entries).decode(), format="json")


def told(record, name):
    return {str(value) for key, value in record.attributes if str(key) == name}


def test_every_text_is_an_entity_with_its_hash(report):
    entities = {str(e.identifier): e for e in read(report).get_records(ProvEntity)}
    assert set(entities) == {"text-ko", "text-en-0", "text-en-1", "text-en-2", "flags"}
    assert told(entities["text-ko"], "schema:sha256") == {sha256_of_text(KO)}
    assert told(entities["text-en-2"], "schema:sha256") == {sha256_of_text(EN)}
    assert told(entities["text-en-2"], "dcterms:title") == {'Budget "<b>'}


def test_each_english_text_is_made_from_the_one_before_and_the_first_from_the_korean(report):
    links = {
        (str(d.args[0]), str(d.args[1]), *told(d, "prov:type"))
        for d in read(report).get_records(ProvDerivation)
    }
    assert links == {
        ("text-en-0", "text-ko", "schema:translationOfWork"),
        ("text-en-1", "text-en-0", "prov:Revision"),
        ("text-en-2", "text-en-1", "prov:Revision"),
    }


def test_only_those_who_are_named_took_part(report):
    text = read(report).get_provn()
    assert 'agent(agent-translator, [prov:type="prov:Person", schema:name="Do"])' in text
    assert "agent-editor" not in text
    assert "agent-reviewer" not in text


def test_a_decision_is_an_activity_with_its_time_and_reviewer(report):
    text = read(report, ENTRY).get_provn()
    assert "activity(decision-1, 2025-08-23T01:00:00+00:00" in text
    assert 'schema:name="kim"' in text
    assert "wasAssociatedWith(decision-1, agent-reviewer-0, -)" in text


def test_the_same_article_gives_the_same_bytes_and_reads_back_whole(report):
    assert written(report, [ENTRY]) == written(report, [ENTRY])
    again = read(report, ENTRY)
    assert ProvDocument.deserialize(content=again.serialize(format="json"), format="json") == again


def test_on_the_command_line(run, pair_folder):
    assert run("score", "in", "--out", "out", "--quiet").returncode == 0
    done = run("export", "budget", "--form", "prov")
    assert done.returncode == 0, done.stderr
    assert ProvDocument.deserialize(content=done.stdout, format="json").get_records(ProvEntity)
    assert run("export", "nothing", "--form", "prov").returncode == 2
    done = run("export", "budget", "--form", "pdf")
    assert done.returncode == 2
    assert "There is no form 'pdf'" in done.stderr
