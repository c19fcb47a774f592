"""The English that comes of reviewers' corrections: what is replaced, where, and whose word counts."""

from __future__ import annotations

import csv
import io

import pytest

from audit.records.decision import Action, Decision, read_entry
from audit.records.flag import STRIKE
from audit.records.settings import Role
from audit.results import spreadsheet
from audit.review.corrected import corrected_target, corrections, logged, passage_of
from audit.review.flag_query import FlagFilter
from audit.review.roles import Person
from audit.review.standing import replay
from audit.review.tables import VERDICT_COLUMNS, verdict_rows
from tests.review.conftest import result_of

KIM = Person("kim", Role.REVIEWER)
LEE = Person("lee", Role.REVIEWER)
RESULT = result_of("a", [{"flag_id": "a1"}, {"flag_id": "a2"}])
"""``Sentence a1.`` and ``Sentence a2.``, a line each."""


@pytest.fixture
def fixed(filled, on):
    """Logs the corrected English of a flag."""

    def give(flag_id: str, corrected: str, who: Person = KIM) -> None:
        filled.append(who, [on(flag_id, Action.FIXED, corrected=corrected)])

    return give


def test_a_correction_takes_the_place_of_its_flag_s_english(filled, fixed):
    fixed("a2", "The second one.")
    assert RESULT.article.target.raw == "Sentence a1.\nSentence a2."
    assert corrected_target(RESULT, filled.entries("a")) == "Sentence a1.\nThe second one."


def test_the_last_correction_of_a_sentence_counts_and_undo_brings_back_the_one_before(
    filled, fixed
):
    fixed("a1", "First try.")
    fixed("a1", "Second try.", LEE)
    assert corrected_target(RESULT, filled.entries("a")) == "Second try.\nSentence a2."
    filled.undo(LEE)
    assert corrected_target(RESULT, filled.entries("a")) == "First try.\nSentence a2."


def test_a_flag_that_is_dismissed_after_all_corrects_nothing(filled, fixed, on):
    fixed("a1", "Changed.")
    filled.append(KIM, [on("a1", Action.DISMISS, reason="tool wrong")])
    assert corrected_target(RESULT, filled.entries("a")) == RESULT.article.target.raw


def test_fixed_without_words_leaves_what_was_corrected_before(filled, fixed, on):
    fixed("a1", "Changed.")
    filled.append(KIM, [on("a1", Action.FIXED)])
    [found] = corrections(RESULT, replay(filled.entries("a")))
    assert (found.bead_id, found.passage.text, found.after) == ("b1", "Sentence a1.", "Changed.")


def test_missing_english_is_put_in_behind_that_of_the_sentence_before():
    result = result_of(
        "a", [{"flag_id": "a1"}, {"flag_id": "a2", "en_text": ""}, {"flag_id": "a3"}]
    )
    empty = passage_of(result, result.beads[1])
    raw = result.article.target.raw
    assert (empty.text, raw[: empty.start].strip()) == ("", "Sentence a1.")


def test_an_entry_of_an_older_log_keeps_its_hash():
    body = (
        '{"at":"2026-01-01T00:00:00.000+00:00","decision":{"action":"fixed","article_id":"a","assignee":"",'
        '"category":"","comment":"","flag_id":"a1","reason":"","severity":"","source":"","text_hash":"",'
        '"undoes":[],"verdict":"","words":""},"group":"g","previous":"","reviewer":"kim","role":"reviewer",'
        '"seq":1}'
    )
    assert read_entry(body).body == body
    assert Decision(Action.FIXED, "a", corrected="x").corrected == "x"


@pytest.mark.parametrize(
    ("flag_id", "left"),
    [("a1", "Sentence a2.\nSentence a3."), ("a2", "Sentence a1.\nSentence a3."), ("a3", "Sentence a1.\nSentence a2.")],
)  # fmt: skip
def test_english_that_is_struck_out_takes_its_space_with_it(filled, fixed, flag_id, left):
    three = result_of("a", [{"flag_id": "a1"}, {"flag_id": "a2"}, {"flag_id": "a3"}])
    fixed(flag_id, logged("  "))
    assert corrected_target(three, filled.entries("a")) == left


def test_a_field_that_was_emptied_is_logged_as_struck_out():
    assert (logged(" \n"), logged(" New. ")) == (STRIKE, "New.")


def test_the_table_of_verdicts_has_the_corrected_english_of_what_is_fixed(filled, fixed, on):
    fixed("a1", "=1+1")
    fixed("b1", "Fixed.")
    filled.append(KIM, [on("b1", Action.ACCEPT)])
    data = spreadsheet.whole(VERDICT_COLUMNS, verdict_rows(filled, FlagFilter()))
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    at = [header.index(name) for name in ("flag_id", "verdict", "corrected")]
    told = {row[at[0]]: (row[at[1]], row[at[2]]) for row in rows}
    assert told == {"a1": ("fixed", "'=1+1"), "a2": ("", ""), "b1": ("accepted", "")}
