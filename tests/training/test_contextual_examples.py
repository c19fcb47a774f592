"""Rewordings that change no meaning, and the examples that are made of a pair."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.training.contextual import rewording
from audit.training.contextual.changes import Change, Edit
from audit.training.contextual.examples import WRONG, Examples, _joined
from audit.training.contextual.rewording import reworded
from audit.training.contextual.tools import Look
from tests.training.analysed import analysed, pairs, tools

TEXTS = [
    "In 2019, three of the 10 mayors paid $5 for 1,000 books and 3.5 percent more for 12,345,678.",
    "The minister said that two people weren't hurt in the fire, but one died on Monday.",
    "Mr. Kim said they'll meet Dr. Lee at 3:30 near the 'reform' office, e.g. on page 7-9.",
    '"It works," said the minister, who won 5 of 8 votes in the United States.',
    "It is not cold in Seoul. On Sunday, nine children went home to eat.",
    "Six.",
    "...",
]
WORDS = dict(
    zip("one two three four five six seven eight nine ten".split(), range(1, 11), strict=True)
)


def values(text):
    """The values of the figures of a text, in words or digits, in any order."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", text.lower())
    found = re.findall(rf"\d+(?:\.\d+)?|\b(?:{'|'.join(WORDS)})\b", plain)
    return sorted(float(WORDS.get(figure, figure)) for figure in found)


def rewordings(text, times=300):
    look = Look(analysed("비가 왔다.", text))
    return {reworded(look, random.Random(seed)) for seed in range(times)}


def by(way, text, times=60):
    look = Look(analysed("비가 왔다.", text))
    return {way(look, random.Random(seed)) for seed in range(times)}


def test_figures_in_words_and_digits_have_the_same_value():
    assert values("1,000 and three") == values("Three and 1000") == [3.0, 1000.0]


@pytest.mark.parametrize("text", TEXTS)
def test_no_rewording_is_empty_or_changes_the_value_of_a_figure(text):
    for new in rewordings(text):
        assert new.strip()
        assert values(new) == values(text), new


def test_figures_are_written_otherwise():
    assert by(rewording._written, "The mayor paid 1,000 won for three books.") == {
        "The mayor paid 1000 won for three books.",
        "The mayor paid 1,000 won for 3 books.",
        "The mayor paid 1,000 won for three books.",
    }


@pytest.mark.parametrize(
    "text", ["It costs $5.", "At 3:30 it rained.", "A one-third share.", "It grew 5%."]
)
def test_part_of_a_figure_is_not_written_otherwise(text):
    assert by(rewording._written, text) == {text}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It isn't cold.", "It is not cold."),
        ("They're late.", "They are late."),
        ("It is not cold.", "It isn't cold."),
        ("They can't come.", "They can't come."),
        ("It is a 'reform' of schools.", "It is a 'reform' of schools."),
    ],
)
def test_contractions(text, expected):
    assert by(rewording._contracted, text) == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said that it rained.", "She said it rained."),
        ("She said the rain was over.", "She said that the rain was over."),
        ('"It rained," said the minister.', '"It rained," said the minister.'),
        ('"Is it cold?" said the minister.', '"Is it cold?" said the minister.'),
    ],
)
def test_that_comes_and_goes_but_not_before_who_speaks(text, expected):
    assert by(rewording._that, text) == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor left on Monday.", "On Monday, the mayor left."),
        ("Kim Minsu left on Monday.", "On Monday, Kim Minsu left."),
        ("On Monday, the mayor left.", "The mayor left on Monday."),
        ("On Monday, he left. She stayed.", "On Monday, he left. She stayed."),
        ("The mayor left", "The mayor left"),
    ],
)
def test_a_phrase_goes_to_the_other_end_of_its_own_sentence(text, expected):
    assert by(rewording._moved, text) == {expected}


def test_synonyms_stand_for_whole_words():
    assert by(rewording._synonym, "Mr. Kim slept.") == {"Mr Kim slept."}
    assert by(rewording._synonym, "Mr Kim slept.") == {"Mr. Kim slept."}
    assert by(rewording._synonym, "The carpet burned.") == {"The carpet burned."}  # no automobile


def test_a_short_word_is_not_taken_for_the_longer_that_means_less():
    assert by(rewording._synonym, "He left in order to sleep.") == {"He left to sleep."}
    assert by(rewording._synonym, "He went to Seoul, over a hill like that.") == {
        "He went to Seoul, over a hill like that."
    }


def test_no_row_of_synonyms_names_a_word_twice():
    for word, others in rewording._same().items():
        assert others
        assert word not in others


# --- examples


def every(seeds=range(12)):
    """Pairs with their examples."""
    for seed in seeds:
        examples = Examples(tools(), seed)
        for pair in pairs().values():
            yield pair, examples.of(pair)


def test_the_first_example_of_a_pair_is_right_and_of_its_korean():
    for pair, found in every():
        assert found[0].ko.text == pair.ko
        assert not found[0].wrong
        assert all(example.source == pair.source for example in found)
        assert len(found) <= 2 + WRONG


def test_a_right_example_has_nothing_wrong_in_it():
    for _, found in every():
        for example in found:
            for side in (example.ko, example.en):
                if not example.wrong:
                    assert (side.wrong, side.unmatched, side.gaps) == ((), (), ())
                    assert side.known
                    assert side.gaps_known


def test_a_twin_is_changed_on_both_sides():
    twins = [(p, e) for p, found in every(range(30)) for e in found[1:] if not e.wrong]
    assert twins
    for pair, example in twins:
        assert example.ko.text != pair.ko
        assert example.en.text != pair.en


def test_a_wrong_example_is_changed_on_one_side_and_says_where():
    sides = set()
    for pair, found in every():
        for example in found:
            if example.wrong:
                same = example.ko.text == pair.ko, example.en.text == pair.en
                assert sorted(same) == [False, True]
                sides.add(same)
                marked = example.en.wrong or example.en.gaps or example.ko.wrong
                assert marked or not (example.en.known and example.ko.known), example
    assert sides == {(True, False), (False, True)}


def test_what_is_wrong_lies_in_its_text_and_is_not_blank():
    for _, found in every():
        for example in found:
            for side in (example.ko, example.en):
                assert all(0 <= a < b <= len(side.text) for a, b in side.wrong)
                assert all(side.text[a:b].strip(" ,") for a, b in side.wrong)
                assert set(side.unmatched) <= set(side.wrong)
                assert all(0 <= gap <= len(side.text) for gap in side.gaps)


def test_the_examples_of_a_seed_are_always_the_same():
    pair = pairs()["libraries"]
    first, second = (Examples(tools(), 5).of(pair) for _ in range(2))
    assert first == second
    examples = Examples(tools(), 5)
    assert any(examples.of(pair) != first for _ in range(5))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Edit(0, 3, "A"), Edit(9, 12, "B"), True),
        (Edit(0, 3, "A"), Edit(3, 6, "B"), False),  # they touch
        (Edit(0, 3, "A"), Edit(2, 6, "B"), False),
        (Edit(0, 3, ""), Edit(9, 12, ""), True),
        (Edit(0, 3, ""), Edit(9, 12, "B"), False),  # one has a counterpart, the other none
        (Edit(0, 0, "A"), Edit(9, 12, "B"), False),
    ],
)
def test_two_errors_are_joined_where_they_are_apart_and_labelled_alike(one, other, expected):
    joined = _joined(
        Change("a", (one,), (), (), ((0, 2),)), Change("b", (other,), (), (), ((3, 5),)), "en"
    )
    assert (joined is not None) == expected
    if joined:
        assert joined.kind == "a"
        assert joined.en == (one, other)
        assert joined.of_ko == ((0, 2), (3, 5))


@given(st.sampled_from(sorted(pairs())), st.integers(0, 1 << 20))
def test_a_wrong_example_differs_from_the_right_one(name, seed):
    look = Look(pairs()[name])
    wrong = Examples(tools(), seed).wrong(look)
    if wrong:
        assert (wrong.ko.text, wrong.en.text) != (look.pair.ko, look.pair.en)
        assert wrong.ko.text.strip()
        assert wrong.en.text.strip()
