"""Corrected English as tracked changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.records.decision import Action
from audit.records.flag import STRIKE
from audit.review.corrected import corrected_target
from audit.review.tracked import Change, tracked, word_changes
from tests.exports.made import entries, report_of

TEXT = st.text(st.sampled_from("ab1 .,’\n한\u200b"), max_size=30)


def shown(changes):
    """The changes with ``-`` before what goes and ``+`` before what comes."""
    sign = {Change.KEPT: "", Change.DELETED: "-", Change.INSERTED: "+"}
    return [sign[change] + text for change, text in changes]


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("It cost 3 billion dollars.", "It cost 300 million dollars.",
         ["It cost ", "-3 billion", "+300 million", " dollars."]),
        ("It rose 3.5% on Friday.", "It rose 5.3% on Thursday.",
         ["It rose ", "-3.5", "+5.3", "% on ", "-Friday", "+Thursday", "."]),
        ("He left.", "He left at once.", ["He left", "+ at once", "."]),
        ("He left.", "He left.", ["He left."]),
        ("", "New.", ["+New."]),
        ("Old.", "", ["-Old."]),
        ("One.\n\nTwo.", "1.\n\n2.", ["-One", "+1", ".\n\n", "-Two", "+2", "."]),
    ],
)  # fmt: skip
def test_changes_are_told_word_by_word(before, after, changes):
    assert shown(word_changes(before, after)) == changes


@given(TEXT, TEXT)
def test_both_wordings_can_be_read_off_the_changes(before, after):
    found = word_changes(before, after)
    assert "".join(text for change, text in found if change is not Change.INSERTED) == before
    assert "".join(text for change, text in found if change is not Change.DELETED) == after


def test_the_whole_english_says_who_changed_what():
    report = report_of()
    log = entries(
        (Action.FIXED, "f1", {"corrected": "Exports were 300 million dollars."}),
        (Action.FIXED, "f4", {"corrected": "The weather was fine."}),
        (Action.FIXED, "f5", {"corrected": STRIKE}),
    )
    found = tracked(report, log)
    assert shown((each.change, each.text) for each in found) == [
        "Exports were ", "-3 billion", "+300 million", " dollars.", "\nHe left.",
        "+ The weather was fine.", "-\nA crowd cheered.",
    ]  # fmt: skip
    assert [each.entry and each.entry.seq for each in found] == [1, 1, 1, 1, None, 2, 3]
    assert corrected_target(report, log) == (
        "Exports were 300 million dollars.\nHe left. The weather was fine."
    )
    assert [each.text for each in tracked(report, ())] == [report.article.target.raw]
