"""Every record goes through pickle and JSON unharmed, keeps to its own schema, and cannot be changed."""

from __future__ import annotations

import json
import pickle
from dataclasses import FrozenInstanceError, fields, replace

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.errors import InputError
from audit.records import codec
from audit.records.article import (
    Article,
    Block,
    BlockKind,
    Metadata,
    Revision,
    Sentence,
    Text,
)
from audit.records.bead import Bead
from audit.records.decision import Action, Decision
from audit.records.flag import Category, Finding, Flag, Note, Relation, Severity, Span, Stage
from audit.records.passage import Passage, Step
from audit.records.result import ArticleResult
from audit.records.settings import (
    Claim,
    DisclosurePolicy,
    GlossaryEntry,
    HouseStyle,
    Role,
    Settings,
    StyleRule,
)
from audit.records.signature import Signature
from audit.results.stored import StoredResult, read_stored

KO = Text(
    "ko", "수출은 3억 달러다.\n\n", (Block(BlockKind.BODY, 0, 11), Block(BlockKind.BODY, 11, 13, 0)),
    (Sentence("k1", "수출은 3억 달러다.", 0, 11, 0, BlockKind.BODY),),
)  # fmt: skip
EN = Text(
    "en", "Exports were “3\u00a0billion” 🙂.", (),
    (Sentence("e1", "Exports were “3\u00a0billion” 🙂.", 0, 27, 0, BlockKind.HEADLINE),),
)  # fmt: skip
ARTICLE = Article(
    "수출-1", KO, EN, Text("en", "Exports."), (Revision("2025-08-22T10:11", Text("en", "x")),),
    Metadata(title="Exports", published="2025-08-22"), (((0,), (0,)), ((), ())), "in.csv:row 2",
)  # fmt: skip
SPANS = (
    Span("source", "k1", 4, 9, "3억 달러"),
    Span("target", "e1", 14, 23, "3\u00a0billion"),
)
FINDING = Finding(
    "number.value", Category.NUMBER, Severity.CRITICAL, Relation.CONTRADICTS, "b1", ("k1",), ("e1",),
    SPANS, {"source": "3억", "target": "3 billion"}, 0.9, Stage.SOURCE,
)  # fmt: skip
FLAG = Flag(
    **{f.name: getattr(FINDING, f.name) for f in fields(Finding)},
    article_id="수출-1", flag_id="0123456789ab", risk=0.875,
)  # fmt: skip
PASSAGES = (Passage((0,), (0, 1), Step.SPLIT, moved=True, hter=0.5), Passage((), (2,), Step.ADDED))
RESULT = ArticleResult(
    ARTICLE, (Bead("b1", (0,), (0,), 0.8125, 1.25, moved=True), Bead("b2", (), (0,), 0.0, 0.0)),
    (FLAG,), "embedded@0", "9.9", (Note("draft.unedited"), Note("revision.other", {"at": "10:11"})),
    (replace(FLAG, flag_id="b" * 12),), PASSAGES, (PASSAGES, ()), (replace(FLAG, bead_id=""),),
)  # fmt: skip
DECISION = Decision(
    Action.ADD, "수출-1", "r1", "0" * 64, "", "왜?", "minor", "", "", "", "name", "He", (1, 3)
)
SETTINGS = Settings(
    "embedded", "off", 2.5, frozenset({"number"}), {"name": Severity.MINOR},
    HouseStyle(
        (GlossaryEntry("통일부", "MOU", ("the ministry",), "organisation", ("MU",), "g.csv, line 2"),),
        (StyleRule("forbid", ("Sea of Japan",), "East Sea", "s.csv, line 2"),), "ab",
    ),
    DisclosurePolicy((Claim.AI,), (Claim.NO_AI,), True, 0.9, "humanEdits", "cd"),
    "sqlite:///r.db", {"kim@hanbit.example": Role.LEAD},
)  # fmt: skip
PROBLEM = InputError("no text", "in.csv:row 2", "put it there")
RECORDS = [
    ARTICLE, Article("bare", Text("ko", ""), Text("en", "")), RESULT, FINDING, FLAG, DECISION,
    SETTINGS, Settings(), Signature(*"0123456789"),
]  # fmt: skip


def name(record):
    return type(record).__name__


def again(record):
    """A record after its way through JSON."""
    return codec.from_json(type(record), codec.to_json(record))


@pytest.mark.parametrize("record", RECORDS, ids=name)
def test_a_record_survives_pickle(record):
    copy = pickle.loads(pickle.dumps(record))
    assert copy == record
    assert type(copy) is type(record)


@pytest.mark.parametrize("record", RECORDS, ids=name)
def test_a_record_survives_json(record):
    assert again(record) == record
    assert codec.from_plain(type(record), codec.to_plain(record)) == record
    assert codec.from_json(type(record), codec.to_canonical_json(record)) == record
    # Enumerations come back as what they are, not as the text that they are equal to.
    assert repr(again(record)) == repr(record)


@pytest.mark.parametrize("record", RECORDS, ids=name)
def test_a_record_keeps_to_its_own_schema(record):
    schema = codec.schema_of(type(record))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    told = json.loads(codec.to_json(record))
    jsonschema.validate(told, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(dict.fromkeys(told, 3), schema)


@pytest.mark.parametrize("record", RECORDS, ids=name)
def test_a_record_cannot_be_changed(record):
    for field in fields(record):
        with pytest.raises(FrozenInstanceError):
            setattr(record, field.name, None)
    with pytest.raises((AttributeError, TypeError)):
        record.colour = "red"


@pytest.mark.parametrize("record", RECORDS, ids=name)
def test_equal_records_have_one_hash(record):
    assert hash(again(record)) == hash(record)
    assert len({record, again(record)}) == 1


def test_a_bad_article_survives_both_ways():
    for copy in (pickle.loads(pickle.dumps(PROBLEM)), again(PROBLEM)):
        assert type(copy) is InputError
        assert str(copy) == str(PROBLEM) == "in.csv:row 2: no text; put it there."
        assert (copy.what, copy.where, copy.remedy) == ("no text", "in.csv:row 2", "put it there")
    schema = codec.schema_of(InputError)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(codec.to_json(PROBLEM)), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"what": "no text"}, schema)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Article, b"{"),
        (Article, b"[]"),
        (Flag, b'{"code": "number.value"}'),
        (Settings, b'{"severity": {"number": "loud"}}'),
        (Decision, b'{"action": "shout", "article_id": "a"}'),
        (Decision, b'{"action": "accept", "article_id": "a", "verdict": "maybe"}'),
        (InputError, b'{"what": "no text"}'),
    ],
)
def test_what_holds_no_record_is_refused_in_one_line(kind, data):
    with pytest.raises(ValueError, match=rf"^this is no {kind.__name__}: [^\n]+$"):
        codec.from_json(kind, data)


def test_fields_stand_in_the_order_of_their_definition_and_canonically_in_that_of_the_alphabet():
    assert list(json.loads(codec.to_json(FLAG))) == [field.name for field in fields(Flag)]
    told = codec.to_canonical_json(FLAG).decode()
    assert told.endswith("}\n")
    assert list(json.loads(told)) == sorted(field.name for field in fields(Flag))
    assert "3억 달러" in told


def test_a_flag_is_a_finding_and_says_which_check_it_is_of():
    assert FLAG.check == FINDING.check == "number"
    assert isinstance(FLAG, Finding)
    assert again(replace(FLAG, code="reviewer.text")).check == "reviewer"


def test_a_stored_result_survives():
    for signature in (None, Signature(*"0123456789")):
        stored = StoredResult("0" * 64, signature, RESULT)
        assert read_stored(codec.to_json(stored, indent=1)) == stored


# Readers refuse lone surrogates, which UTF-8 has no place for.
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
IDS = st.lists(WORDS, max_size=3).map(tuple)
CHANCES = st.floats(0, 1)
PLACES = st.integers(0, 10**9)
_spans = st.builds(Span, st.sampled_from(["source", "target"]), WORDS, PLACES, PLACES, WORDS)
_findings = {
    "code": WORDS, "category": st.sampled_from(Category), "severity": st.sampled_from(Severity),
    "relation": st.sampled_from(Relation), "bead_id": WORDS, "source_sentence_ids": IDS,
    "target_sentence_ids": IDS, "spans": st.lists(_spans, max_size=3).map(tuple),
    "parameters": st.dictionaries(WORDS, WORDS, max_size=3), "confidence": CHANCES,
    "stage": st.sampled_from(Stage), "suggestion": WORDS,
}  # fmt: skip
FINDINGS = st.builds(Finding, **_findings)
FLAGS = st.builds(Flag, **_findings, article_id=WORDS, flag_id=WORDS, risk=CHANCES)
_kinds = st.sampled_from(BlockKind)
_texts = st.builds(
    Text, st.sampled_from(["ko", "en"]), WORDS,
    st.lists(st.builds(Block, _kinds, PLACES, PLACES, st.none() | PLACES), max_size=3).map(tuple),
    st.lists(st.builds(Sentence, WORDS, WORDS, PLACES, PLACES, PLACES, _kinds), max_size=3).map(tuple),
)  # fmt: skip
_indices = st.lists(st.integers(0, 99), max_size=3).map(tuple)
ARTICLES = st.builds(
    Article, WORDS, _texts, _texts, st.none() | _texts,
    st.lists(st.builds(Revision, WORDS, _texts), max_size=2).map(tuple),
    st.builds(Metadata, *[WORDS] * len(fields(Metadata))),
    st.none() | st.lists(st.tuples(_indices, _indices), max_size=3).map(tuple), WORDS,
)  # fmt: skip
SETTINGS_OF_ANY_KIND = st.builds(
    Settings, WORDS, WORDS, st.floats(0, 100), st.frozensets(WORDS, max_size=3),
    st.dictionaries(WORDS, st.sampled_from(Severity), max_size=3),
    roles=st.dictionaries(WORDS, st.sampled_from(Role), max_size=3),
)  # fmt: skip
DECISIONS = st.builds(
    Decision, st.sampled_from(Action), *[WORDS] * 5,
    severity=st.sampled_from(["", *Severity]), undoes=st.lists(PLACES, max_size=3).map(tuple),
)  # fmt: skip
ANY = FINDINGS | FLAGS | ARTICLES | SETTINGS_OF_ANY_KIND | DECISIONS


@pytest.mark.slow
@given(ANY)
@settings(max_examples=300, deadline=None)
def test_any_record_survives_both_ways_and_keeps_to_its_schema(record):
    assert again(record) == record
    assert pickle.loads(pickle.dumps(record)) == record
    jsonschema.validate(json.loads(codec.to_json(record)), codec.schema_of(type(record)))


@given(ARTICLES)
@settings(max_examples=50, deadline=None)
def test_one_article_has_one_form_as_json(article):
    assert codec.to_json(again(article)) == codec.to_json(article)
    assert codec.to_canonical_json(again(article)) == codec.to_canonical_json(article)
