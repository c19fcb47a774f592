"""What all forms keep to, and the published schemas that installed packages bring."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files

import jsonschema
import pandas as pd
import pytest
from prov.model import ProvAssociation, ProvAttribution, ProvDocument, ProvGeneration, ProvUsage

from audit.errors import ConfigError
from audit.exports import mqm, prov_json
from audit.exports.forms import all_forms, form
from audit.records.article import Article, Metadata, Revision, Text
from audit.records.decision import Action, text_hash
from audit.records.flag import Category, Severity
from audit.records.settings import DisclosurePolicy
from audit.results.tables import text_of
from tests.conftest import EN as PAGE
from tests.conftest import KO as ORIGINAL
from tests.exports.made import EN, accepted, dismissed, entries, flag, report_of

FORMS = [
    "docx", "github", "html", "jsonld", "junit", "mqm", "prov", "sarif", "text", "tmx", "xliff",
]  # fmt: skip
BINARY = "docx"
HOSTILE = ("=1+1 <v>3 billion dollars\x01</script>\ud800", "\tHe\x0bleft\n", "]]><!--")


def table(*decisions, **more):
    text = mqm.written(report_of(**more), entries(*decisions)).decode()
    frame = pd.read_csv(
        io.StringIO(text), sep="\t", dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE
    )
    return frame.to_dict("records")


def provenance(report, *decisions):
    text = prov_json.written(report, entries(*decisions)).decode()
    return ProvDocument.deserialize(content=text, format="json")


def audited(auditor, meta, draft=None):
    draft = Text("en", draft) if draft else None
    return auditor.audit(Article("a", Text("ko", ORIGINAL), Text("en", PAGE), draft, metadata=meta))


def ends(document, kind, told=2):
    return {tuple(str(arg) for arg in r.args[:told]) for r in document.get_records(kind)}


def test_forms_are_found_by_being_there():
    forms = all_forms()
    assert list(forms) == FORMS
    assert {f.suffix for f in forms.values()} == {
        ".corrected.docx", ".corrected.html", ".corrected.txt", ".github.txt", ".jsonld", ".junit.xml", ".mqm.tsv", ".prov.json", ".sarif.json", ".tmx", ".xlf",
    }  # fmt: skip
    for name, found in forms.items():
        assert found.description.endswith(".") and "/" in found.mime
        assert form(name) is found


def test_a_form_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(ConfigError) as caught:
        form("pdf")
    assert str(caught.value) == (f"There is no form 'pdf'; the forms are {', '.join(FORMS)}.")


@pytest.mark.parametrize("name", FORMS)
def test_hostile_text_and_an_empty_log_make_the_same_utf_8_twice(name):
    made = [
        form(name).written(report_of(en=HOSTILE, meta=Metadata()), (), DisclosurePolicy())
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert name == BINARY or made[0].decode("utf-8")


def test_provenance_is_valid_by_the_schema_of_prov_json():
    schema = json.loads(
        files("prov").joinpath("tests/schemas/prov-json.schema.json").read_text("utf-8")
    )
    told = json.loads(prov_json.written(report_of(), entries(dismissed("f1"), accepted("f3"))))
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert list(validator.iter_errors(told)) == []
    told["used"] = {"_:u": {"prov:entity": "flags", "prov:time": 3}}
    assert list(validator.iter_errors(told))


def test_without_a_draft_an_editor_works_on_a_translation_that_was_not_kept(auditor):
    document = provenance(audited(auditor, Metadata(translator="Do", editor="Winter")))
    assert ends(document, ProvUsage) >= {("translation-0", "text-ko")}
    assert ends(document, ProvGeneration) == {("text-en-0", "editing-1"), ("flags", "audit")}
    assert ends(document, ProvAssociation) == {
        ("translation-0", "agent-translator"), ("editing-1", "agent-editor"),
        ("audit", "agent-audit"),
    }  # fmt: skip
    assert "wasInformedBy(editing-1, translation-0)" in document.get_provn()


def test_a_draft_is_drafted_from_the_korean_and_edited_into_print(auditor):
    draft = PAGE.replace("728 trillion", "728 billion")
    meta = Metadata(translator="Do", editor="Winter", published="2025-08-22")
    document = provenance(audited(auditor, meta, draft))
    assert ends(document, ProvGeneration) == {
        ("text-en-0", "drafting-0"), ("text-en-1", "editing-1"), ("flags", "audit"),
    }  # fmt: skip
    # Whether the translator made the draft or worked on it, nobody says: he has his part in the text only.
    assert ends(document, ProvAssociation) == {
        ("editing-1", "agent-editor"), ("audit", "agent-audit"),
    }  # fmt: skip
    assert ends(document, ProvAttribution) == {
        ("text-en-1", "agent-translator"), ("text-en-1", "agent-editor"),
    }  # fmt: skip
    assert document.get_provn().count("dcterms:issued") == 1


def test_of_several_versions_nobody_says_which_the_editor_worked_on(auditor):
    revision = Revision("2025-08-22T10:11", Text("en", PAGE.replace("up 8.1", "up 8")))
    pair = Article(
        "a", Text("ko", ORIGINAL), Text("en", PAGE), revisions=(revision,),
        metadata=Metadata(translator="Do", editor="Winter"),
    )  # fmt: skip
    document = provenance(auditor.audit(pair))
    assert ends(document, ProvGeneration) == {
        ("text-en-0", "translation-0"), ("text-en-1", "editing-1"), ("flags", "audit"),
    }  # fmt: skip
    assert ends(document, ProvAssociation) == {
        ("translation-0", "agent-translator"), ("audit", "agent-audit"),
    }  # fmt: skip
    assert ends(document, ProvAttribution) == {
        ("text-en-0", "agent-translator"), ("text-en-1", "agent-editor"),
    }  # fmt: skip


def test_a_flag_that_was_held_back_counts_once_it_is_confirmed():
    held = flag("q1", "b2", Category.NAME, Severity.MAJOR, 0.1)
    assert "Accuracy/Mistranslation/Entity" not in {r["category"] for r in table(held_back=[held])}
    (row,) = [
        r for r in table(accepted("q1"), held_back=[held]) if r["category"].endswith("Entity")
    ]
    assert (row["rater"], row["severity"], row["target"]) == ("kim", "Major", EN[1])


def test_a_flag_that_a_reviewer_added_counts_while_its_sentences_are_there():
    report = report_of()
    seen = text_hash(
        text_of(report, report.beads[1], "source"), text_of(report, report.beads[1], "target")
    )
    added = {"category": "name", "severity": "minor", "words": "He", "text_hash": seen}
    (row,) = [r for r in table((Action.ADD, "r1", added), accepted("r1")) if r["rater"] == "kim"]
    assert (row["category"], row["severity"]) == ("Accuracy/Mistranslation/Entity", "Minor")
    assert row["target"] == "<v>He</v> left."
    gone = added | {"text_hash": text_hash("", "")}
    assert not [r for r in table((Action.ADD, "r1", gone), accepted("r1")) if r["rater"] == "kim"]


def test_penalties_summed_from_the_table_are_those_of_the_flags_that_stand():
    weight = {"Critical": 25, "Major": 5, "Minor": 1, "Neutral": 0, "No-error": 0}
    # Critical f1 and f3, minor f2, major f4 and f5; f6 is about no segment.
    assert sum(weight[row["severity"]] for row in table()) == 61
    assert sum(weight[row["severity"]] for row in table(dismissed("f1"))) == 36


def test_who_is_unsure_is_not_the_rater():
    rows = table((Action.UNSURE, "f3", {}))
    (row,) = [r for r in rows if r["docSegId"] == "2"]
    assert row["rater"] == "translation-provenance-audit 9.9"
    assert json.loads(row["metadata"])["status"] == "unsure"
