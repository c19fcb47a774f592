"""Where annotators' words stand in a translation, and how flagged characters compare."""

from __future__ import annotations

from audit.bench.spans import SpanCount, covered, marked

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


def test_half_of_the_marked_and_nothing_else_flagged_is_two_thirds() -> None:
    count = SpanCount()
    count.add(covered([(0, 4)], TEXT), covered([(0, 2)], TEXT))
    assert count.f1 == 2 / 3


def test_blanks_do_not_count() -> None:
    assert len(covered([(0, 9)], TEXT)) == 8
