import re

import pytest

from audit.languages.pair.named_days import (
    KINDS,
    dated,
    may_be_said,
    mentions,
    named_dates,
    named_days,
    pattern,
)

MENTIONS = [
    ("ko", "광복절 경축식", {"Liberation Day"}),
    ("ko", "삼일절과 3·1절", {"March 1 Independence Movement Day"}),
    ("ko", "설 연휴와 추석", {"Lunar New Year", "Chuseok"}),
    ("ko", "5.18 정신", {"the May 18 Democratization Movement"}),
    ("ko", "통일신라의 탑", {"Unified Silla"}),
    ("ko", "고조선 때", {"Gojoseon"}),
    ("ko", "세계여성의 날", {"Women's Day"}),
    ("ko", "구소련 국가", {"the Soviet Union"}),
    ("ko", "이제야 출발해 지나치게 판단오류", set()),
    ("ko", "그 밖에도 시대가", set()),
    ("ko", "건물의 날카로운 모서리", set()),
    ("ko", "규모 4.3 지진", set()),
    ("ko", "조선소를 고려해", set()),
    ("en", "the Korean War", {"the Korean War"}),
    ("en", "Independence Day", {"Liberation Day", "U.S. Independence Day"}),
    ("en", "World War II veterans", {"World War II"}),
    ("en", "the Chosun Ilbo", set()),
    ("en", "a civil war", set()),
    ("en", "Korea University", set()),
]


@pytest.mark.parametrize(("language", "text", "names"), MENTIONS)
def test_what_a_text_names(language, text, names):
    assert {name for m in mentions(text, language) for name in m.names} == names


def test_a_name_within_another_is_not_read():
    (mention,) = mentions("통일신라", "ko")
    assert (mention.start, mention.end) == (0, 4)


def test_other_words_may_stand_for_a_name():
    assert may_be_said({"Chuseok"}, "the autumn holiday", "en")
    assert not may_be_said({"Chuseok"}, "the Lunar New Year", "en")


def test_days_given_by_a_name():
    assert named_dates("광복절과 6·25") == {(8, 15), (6, 25)}
    assert named_dates("3.5%") == frozenset()


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("ko", "6·3 대선", [(6, 3)]),
        ("ko", "3.1운동", [(3, 1)]),
        ("ko", "3·4분기", []),
        ("en", "the June 3 presidential election", [(6, 3)]),
        ("en", "On June 3 he left", []),
    ],
)
def test_events_named_by_their_day(language, text, days):
    assert [found.day for found in dated(text, language)] == days


def test_every_row_is_of_a_kind_and_its_english_names_it():
    for row in named_days().values():
        assert row.kind in KINDS
        if row.day:
            assert 1 <= row.day[0] <= 12
            assert 1 <= row.day[1] <= 31
        plain = re.sub("^the |^U.S. ", "", row.name)
        assert may_be_said({row.name}, plain, "en") or pattern(row.named["en"], "en").search(
            row.name
        ), row.name
