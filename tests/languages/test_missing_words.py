"""Where English has lost a word, and where it only looks so."""

from __future__ import annotations

import pytest

from audit.languages.en.missing_words import missing_words

SURE = [
    ("The president went on a tour of and Canada.", "of and"),
    ("The talks between and Japan broke down.", "between and"),
    ("He said the was wrong.", "the was"),
    ("The delegation flew from to Paris.", "from to"),
    ("Shares of the and Apple fell.", "the and"),
    ("'s sales rose by a tenth.", "'s"),
    ("The minister left for the.", "the."),
    ("It fell because was late.", "because was"),
    ("Officials from, Japan and China met.", None),
    ("The leaders of, Laos and Vietnam met.", "of,"),
]  # fmt: skip

NONE = [
    "The president arrived at 7 a.m. on Monday.",
    "It has three plants, two of which are in Ulsan.",
    "When did the talks begin?",
    "He thought of all of it, and, of course, of her.",
    "The bill was passed in and around the capital's suburbs, he said.",
    "The WHO declared an emergency.",
    "Prices rose to 1,200 won (about 90 cents).",
    "He asked what the matter was.",
]


@pytest.mark.parametrize(("text", "words"), SURE)
def test_words_that_never_meet_leave_a_hole(text, words):
    found = [text[hole.start : hole.end].strip() for hole in missing_words(text) if hole.sure]
    assert (words in found) if words else found == []


@pytest.mark.parametrize("text", NONE)
def test_whole_sentences_have_no_sure_hole(text):
    assert [hole for hole in missing_words(text) if hole.sure] == []


def test_a_preposition_left_hanging_is_only_likely():
    assert [hole.sure for hole in missing_words("It is a plan that he agreed with.")] == [False]


def test_a_long_sentence_of_holes_is_read_through():
    assert sum(hole.sure for hole in missing_words("of and " * 5000)) == 5000
