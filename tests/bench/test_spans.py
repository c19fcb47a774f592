"""Where annotators' words stand in a translation, and how flagged spans compare with them."""

from __future__ import annotations

import pytest

from audit.bench import spans
from audit.bench.spans import SpanScore, marked

TEXT = "관람객은 지난해보다 두 배로 늘었다고 박물관이 밝혔다."


def words(annotation: str) -> list[str]:
    return [TEXT[start:end] for start, end in marked(annotation, TEXT)]


def test_the_words_an_annotator_names_are_found_with_their_severities_left_out() -> None:
    assert words("관람객은(mistranslation/major), 두 배로(addition/minor)") == [
        "관람객은",
        "두 배로",
    ]


def test_dots_stand_for_the_words_between() -> None:
    assert words("지난해보다...늘었다고(mistranslation/major)") == ["지난해보다 두 배로 늘었다고"]


def test_an_omission_names_words_of_the_source_which_the_translation_lacks() -> None:
    assert words("museum(omission/major), -") == []


def score(*segments) -> SpanScore:
    counted = SpanScore()
    for gold, told in segments:
        counted.add(gold, told)
    return counted


def test_the_very_words_are_all_right() -> None:
    assert score(([(3, 9), (20, 24)], [(20, 24), (3, 9)])).f1 == 1


def test_half_of_a_mark_and_nothing_else_is_two_thirds() -> None:
    found = score(([(0, 8)], [(0, 4)]))
    assert (found.precision, found.recall) == (1, 0.5)
    assert found.f1 == pytest.approx(2 / 3)


def test_a_flag_three_times_as_long_as_the_mark_is_a_third_right() -> None:
    found = score(([(10, 14)], [(6, 18)]))
    assert (found.precision, found.recall) == (pytest.approx(1 / 3), 1)


def test_a_mark_is_found_once_and_the_better_match_counts() -> None:
    # Both flags overlap the mark of ten characters: the one of nine is its match, the one of two is wrong.
    found = score(([(0, 10)], [(0, 2), (1, 10)]))
    assert found.precision == pytest.approx((0 + 1) / 2)
    assert found.recall == pytest.approx(9 / 10)


def test_matches_are_chosen_together_not_one_after_another() -> None:
    # (4, 12) fits the first mark best, F 12/18; but with (0, 4) there, 8/14, it adds 4/12 on the second.
    found = score(([(0, 10), (10, 14)], [(0, 4), (4, 12)]))
    assert found.recall == pytest.approx((4 / 10 + 2 / 4) / 2)
    assert found.precision == pytest.approx((4 / 4 + 2 / 8) / 2)


def test_segments_are_summed_before_they_are_divided_and_clean_ones_count() -> None:
    # Three flags, 1 + 1/2 + 0 of them right; two marks, both found whole.
    found = score(([(0, 4)], [(0, 4)]), ([(5, 9)], [(3, 11)]), ([], [(0, 6)]))
    assert found.precision == pytest.approx(1.5 / 3)
    assert found.recall == 1
    assert found.f1 == pytest.approx(2 / 3)


def test_nothing_flagged_finds_nothing_and_equal_flags_count_once() -> None:
    silent = score(([(0, 4)], []))
    assert (silent.precision, silent.recall, silent.f1) == (1, 0, 0)
    assert score(([(0, 4)], [(0, 4), (0, 4), (6, 6)])).f1 == 1


def test_flagging_everything_scores_low() -> None:
    # Ten sentences of a hundred characters, two marks of five characters in every other one.
    marks = [[(10, 15), (60, 65)] if i % 2 else [] for i in range(10)]
    whole = score(*((gold, [(0, 100)]) for gold in marks))
    assert whole.precision == pytest.approx(5 * 0.05 / 10)
    assert whole.recall == pytest.approx(0.5)
    assert whole.f1 < 0.05
    text = "다섯글자요 " * 20
    each = score(*((gold, spans.words(text)) for gold in marks))
    assert each.recall < 1
    assert each.f1 < 0.15
