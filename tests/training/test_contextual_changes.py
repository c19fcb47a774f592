"""Edits of a pair, and what is then said to be wrong in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.training.contextual.changes import Change, Edit, Example, Side, edited, made, overlapping

KO, EN = "경찰이 어제 도둑을 잡았다.", "The police caught a thief yesterday."
YESTERDAY = Change(
    "removed", (Edit(25, 35, ""),), (Edit(4, 7, ""),), of_en=((26, 35),), of_ko=((4, 6),)
)


@st.composite
def texts_and_edits(draw):
    """A text of small letters, and edits of it that do not overlap, in any order."""
    text = draw(st.text("abc ", max_size=20))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pairs = zip(places[::2], places[1::2], strict=False)
    edits = [Edit(start, end, draw(st.text("XY ,", max_size=4))) for start, end in pairs]
    distinct = {(edit.start, edit.end): edit for edit in edits}  # else their order is not told
    return text, draw(st.permutations([*distinct.values()]))


@given(texts_and_edits())
def test_the_text_outside_the_edits_stays(given_):
    text, edits = given_
    expected, at = "", 0
    for start, end, new in sorted(edits):
        expected += text[at:start] + new
        at = end
    assert edited(text, edits).text == expected + text[at:]
    assert not overlapping(edits)


@given(texts_and_edits())
def test_new_words_are_where_they_are_said_to_be_and_not_blank(given_):
    text, edits = given_
    found = edited(text, edits)
    brought = [edit.new.strip(" ,") for edit in sorted(edits) if edit.new.strip(" ,")]
    assert [found.text[a:b] for a, b in found.new] == brought
    assert all(0 <= gap <= len(found.text) for gap in found.gaps)


@given(st.text("aB .", min_size=1, max_size=20), st.data())
def test_only_the_case_of_the_first_letter_may_change_besides(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = edited(text, [Edit(start, end, "")]).text
    plain = text[:start] + text[end:]
    assert found.lower() == plain.lower()
    assert found[1:] == plain[1:]


def test_a_removal_leaves_a_gap_where_the_words_stood():
    found = edited(EN, [Edit(25, 35, "")])
    assert found.text == "The police caught a thief."
    assert found.gaps == (25,)
    assert found.new == ()


def test_a_lost_mark_is_no_lost_word():
    assert edited('He said "yes".', [Edit(8, 9, "")]).gaps == ()


def test_a_sentence_without_its_first_words_begins_with_a_capital():
    assert edited("Yesterday it rained.", [Edit(0, 10, "")]).text == "It rained."
    assert edited("yesterday it rained.", [Edit(0, 10, "")]).text == "it rained."


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Edit(0, 5, ""), Edit(5, 8, ""), False),
        (Edit(0, 5, ""), Edit(4, 8, ""), True),
        (Edit(5, 8, ""), Edit(0, 6, ""), True),
        (Edit(0, 9, ""), Edit(3, 3, "new"), True),
        (Edit(3, 3, "new"), Edit(3, 6, ""), False),
    ],
)
def test_edits_overlap_where_they_touch_the_same_characters(one, other, expected):
    assert overlapping([one, other]) is expected


def test_a_removal_in_the_english_makes_the_korean_word_wrong():
    found = made(KO, EN, YESTERDAY, "en", "news")
    assert found == Example(
        Side(KO, ((4, 6),), ((4, 6),)),
        Side("The police caught a thief.", (), (), (25,)),
        "removed",
    )
    assert found.wrong
    assert found.source == "news"


def test_a_removal_in_the_korean_makes_the_english_word_wrong():
    found = made(KO, EN, YESTERDAY, "ko")
    assert found.ko == Side("경찰이 도둑을 잡았다.")
    assert found.en == Side(EN, ((26, 35),), ((26, 35),))


def test_a_replacement_makes_both_sides_wrong_and_neither_without_a_counterpart():
    change = Change("name", (Edit(20, 25, "spy"),), (), ((20, 25),), ((7, 10),))
    found = made(KO, EN, change, "en")
    assert found.en == Side("The police caught a spy yesterday.", ((20, 23),))
    assert found.ko == Side(KO, ((7, 10),))


def test_an_addition_has_nothing_on_the_other_side():
    change = Change("added", (Edit(20, 20, "young "),), (Edit(7, 7, "젊은 "),))
    found = made(KO, EN, change, "en")
    assert found.en == Side("The police caught a young thief yesterday.", ((20, 25),), ((20, 25),))
    assert found.ko == Side(KO)
    across = made(KO, EN, change, "ko")
    assert across.ko == Side("경찰이 어제 젊은 도둑을 잡았다.", ((7, 9),), ((7, 9),))
    assert across.en == Side(EN, gaps_known=False)  # it lacks words, nobody knows where


def test_what_is_wrong_on_the_other_side_is_unknown_where_nothing_says_so():
    assert not made(KO, EN, Change("number", (Edit(20, 25, "spy"),)), "en").ko.known
    assert not made(KO, EN, Change("tense", (), (Edit(0, 2, "시민"),)), "ko").en.known


def test_a_change_of_both_sides_is_no_error():
    found = made(KO, EN, YESTERDAY, "both")
    assert found == Example(Side("경찰이 도둑을 잡았다."), Side("The police caught a thief."))
    assert not found.wrong


@given(
    st.sampled_from(["en", "ko"]), st.integers(0, 15), st.integers(0, 15), st.text("x", max_size=3)
)
def test_a_change_of_one_side_leaves_the_other_text_as_it_was(where, one, other, new):
    edit = Edit(min(one, other), max(one, other), new)
    found = made(KO, EN, Change("any", (edit,), (edit,)), where)
    if found:
        untouched, changed = (found.ko, found.en) if where == "en" else (found.en, found.ko)
        assert untouched.text == (KO if where == "en" else EN)
        assert changed.text not in (KO, EN)
        assert found.wrong


@pytest.mark.parametrize("where", ["en", "ko", "both"])
def test_nothing_is_made_of_a_change_that_can_not_be_made_there(where):
    assert made(KO, EN, Change("none"), where) is None
    if where != "en":
        assert made(KO, EN, Change("one side", (Edit(0, 3, "A"),)), where) is None


def test_nothing_is_made_of_a_change_that_changes_nothing_or_leaves_nothing():
    assert made(KO, EN, Change("same", (Edit(0, 3, "The"),)), "en") is None
    everything = Change("all", (Edit(0, len(EN), ""),), (Edit(0, 3, ""),))
    assert made(KO, EN, everything, "en") is None
    assert made(KO, EN, everything, "both") is None


def test_nothing_is_made_of_edits_that_overlap():
    change = Change("twice", (Edit(0, 10, "A"), Edit(4, 12, "B")), (Edit(0, 3, ""),))
    assert made(KO, EN, change, "en") is None
    assert made(KO, EN, change, "both") is None
    assert made(KO, EN, change, "ko") is not None
