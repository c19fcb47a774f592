"""Heads of state and government, and the English that gives one another's office."""

from __future__ import annotations

import pytest

from audit.languages.pair.leaders import other_office


@pytest.mark.parametrize(
    ("ko", "en", "held", "given"),
    [
        ("푸틴 대통령이 왔다.", "Prime Minister Putin came.", "대통령", "Prime Minister"),
        ("숄츠 총리가 왔다.", "President Scholz came.", "총리", "President"),
        ("헨리 도지사가 왔다.", "Ambassador Henry came.", "도지사", "Ambassador"),
    ],
)
def test_the_offices_of_both_sides_are_found(ko, en, held, given):
    found = other_office(ko, en)
    assert found is not None
    assert (found[0].text, found[1].text) == (held, given)
    assert en[found[1].start : found[1].end] == given


@pytest.mark.parametrize(
    ("ko", "en", "around"),
    [
        ("숄츠 총리가 왔다.", "Chancellor Scholz came.", ""),
        ("리창 총리가 왔다.", "Premier Li came.", ""),
        ("푸틴 대통령이 왔다.", "He came.", ""),
        ("대통령실이 밝혔다.", "Prime Minister Han said so.", ""),
        (
            "푸틴 대통령은 답하지 않았다.",
            "Prime Minister Mishustin did not answer.",
            "총리가 물었다.",
        ),
    ],
)
def test_usual_wordings_agree(ko, en, around):
    assert other_office(ko, en, around) is None
