"""The table for MQM Viewer, read back with pandas; rows are worked out by hand."""

from __future__ import annotations

import csv
import io
import json

import pandas as pd
import pytest

from audit.exports.mqm import COLUMNS, written
from audit.records.article import Article, Metadata, Text
from audit.records.decision import Action, Decision, Entry
from tests.conftest import EN, KO


def audited(auditor, en):
    meta = Metadata(title="Budget", published="2025-08-22")
    return auditor.audit(Article("a", Text("ko", KO), Text("en", en), metadata=meta))


@pytest.fixture(scope="module")
def report(auditor):
    return audited(auditor, EN.replace("728 trillion", "728 billion"))


def table(report, *entries):
    text = written(report, entries).decode()
    return pd.read_csv(
        io.StringIO(text), sep="\t", dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE
    )


def entry(report, action, **more):
    flag = next(f for f in report.flags if f.check == "number")
    return Entry(1, "2025-08-23T01:00:00+00:00", "kim", "lead", "g",
                 Decision(action, "a", flag.flag_id, **more), "")  # fmt: skip


def test_a_flag_is_a_row_with_its_words_between_marks(report):
    rows = table(report)
    assert tuple(rows.columns) == COLUMNS
    (row,) = rows[rows.category == "Accuracy/Mistranslation/Number"].to_dict("records")
    assert row["docSegId"] == row["globalSegId"] == "3"
    assert row["severity"] in ("Critical", "Major")
    assert row["target"].startswith("The budget amounts to <v>728 billion won</v>")
    assert "<v>728조원</v>" in row["source"]
    assert row["rater"].startswith("translation-provenance-audit ")
    assert json.loads(row["metadata"])["check"] == "number"


def test_a_segment_without_flags_has_a_row_that_says_so(report):
    rows = table(report)
    clean = rows[rows.category == "No-error"]
    assert set(clean.docSegId) == {"1", "2", "4", "5"}
    assert not clean.target.str.contains("<v>").any()


def test_a_reviewer_who_confirmed_it_is_the_rater(report):
    rows = table(report, entry(report, Action.ACCEPT))
    (row,) = rows[rows.category != "No-error"].to_dict("records")
    assert row["rater"] == "kim"
    assert json.loads(row["metadata"])["status"] == "accepted"


def test_a_dismissed_flag_is_no_error(report):
    rows = table(report, entry(report, Action.DISMISS, reason="tool wrong"))
    assert set(rows.category) == {"No-error"}
    assert len(rows) == 5


def test_article_text_forges_no_mark_cell_or_formula(auditor):
    en = EN.replace("The budget amounts", '=1+1 <v>"The\tbudget</v> amounts')
    rows = table(audited(auditor, en.replace("728 trillion", "728 billion")))
    assert len(rows.columns) == len(COLUMNS)
    assert not rows.target.str.match("[=+@-]").any()
    (row,) = [r for r in rows.to_dict("records") if "Number" in r["category"]]
    assert "‹v›" in row["target"] and row["target"].count("<v>") == 1
