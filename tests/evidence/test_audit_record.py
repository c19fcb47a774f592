"""The audit record: hashes that anybody can compute, the same bytes again, and its published schema."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

import jsonschema
import pytest

from audit import batch
from audit.evidence.audit_record import schema
from audit.records.article import Article, Metadata, Revision, Text
from audit.records.decision import Action, Decision
from audit.records.settings import Role, Settings
from audit.review.roles import Person
from audit.review.sealing import sealed
from audit.review.store import Store, url_beside
from tests.conftest import EN, KO, ROOT

WRONG = EN.replace("728 trillion", "728 billion")
SCHEMA = ROOT / "docs" / "audit-record.schema.json"


@pytest.fixture
def out(auditor, tmp_path):
    meta = Metadata(title="Budget", byline="Cha", editor="Ray", published="2025-08-22")
    first = Revision("2025-08-22T10:11", Text("en", EN))
    pair = Article("budget", Text("ko", KO), Text("en", WRONG), Text("en", EN), (first,), meta)
    batch.run([pair], auditor, tmp_path / "out")
    sealed(tmp_path / "out", auditor.settings, None, auditor.signature.encoder)
    return tmp_path / "out"


def record(out):
    return json.loads((out / "evidence" / "budget.json").read_text("utf-8"))


def test_it_says_what_was_read_and_found(out, auditor):
    told = record(out)
    assert [(t["version"], t["lang"]) for t in told["texts"]] == [
        ("original", "ko"), ("draft", "en"), ("2025-08-22T10:11", "en"), ("print", "en"),
    ]  # fmt: skip
    assert told["texts"][0]["sha256"] == hashlib.sha256(KO.encode()).hexdigest()
    assert told["metadata"]["byline"] == "Cha"
    assert told["encoder"] == auditor.signature.encoder
    assert told["signature"] == asdict(auditor.signature)
    assert told["settings"]["false_alarms"] == 3.2
    assert [flag["stage"] for flag in told["flags"] if flag["code"] == "number.value"] == ["update"]
    assert told["decisions"] == []


def test_the_same_article_gives_the_same_bytes(out, auditor):
    before = (out / "evidence" / "budget.json").read_bytes()
    sealed(out, auditor.settings, None, auditor.signature.encoder)
    assert (out / "evidence" / "budget.json").read_bytes() == before


def test_it_holds_what_was_decided_when_it_is_sealed_again(out):
    store = Store(url_beside(out))
    kim = Person("kim", Role.REVIEWER)
    store.append(kim, [Decision(Action.ACCEPT, "budget", "f", text_hash="0")])
    store.append(kim, [Decision(Action.ACCEPT, "another", "f")])
    sealed(out, Settings(), None)
    (told,) = record(out)["decisions"]
    assert (told["reviewer"], told["decision"]["action"]) == ("kim", "accept")
    assert told["hash"] == store.entries("budget")[0].hash


def test_it_keeps_to_the_schema_that_is_published(out):
    published = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(published)
    jsonschema.validate(record(out), published)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record(out) | {"beads": "none"}, published)


def test_the_published_schema_is_the_one_in_use():
    assert SCHEMA.read_text("utf-8") == schema()
