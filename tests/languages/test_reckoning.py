from datetime import date

import pytest

from audit.languages.dates import Moment, days_of_writing
from audit.languages.en.dates import english_counted, english_moments, english_vague_spans
from audit.languages.ko.dates import (
    korean_counted,
    korean_moments,
    korean_since,
    korean_vague_spans,
)
from audit.languages.pair.day_parts import other_day_part, says_now
from audit.languages.reckoning import fits, may_be_lunar, meant

FRIDAY = (date(2025, 9, 12),)

MEANT = [
    (("day", -1), False, (date(2025, 9, 11), date(2025, 9, 11))),
    (("week", -1), False, (date(2025, 8, 31), date(2025, 9, 7))),
    (("weekend", 0), False, (date(2025, 9, 13), date(2025, 9, 14))),
    (("month", 1), False, (date(2025, 10, 1), date(2025, 10, 31))),
    (("year", -2), False, (date(2023, 1, 1), date(2023, 12, 31))),
    (("year", -3), True, (date(2022, 1, 1), date(2022, 12, 31))),
    (("year", -10), True, (date(2013, 1, 1), date(2017, 12, 31))),
    (("month", -3), True, (date(2025, 5, 23), date(2025, 7, 2))),
    (("week", -2), True, (date(2025, 8, 25), date(2025, 9, 2))),
    (("year", -99), True, (date(1925, 1, 1), date(1927, 12, 31))),
    (("year", -5000), False, None),
    (("day of the story", -1), False, None),
]


@pytest.mark.parametrize(("relative", "counted", "expected"), MEANT)
def test_what_a_relative_date_means_on_a_friday(relative, counted, expected):
    assert meant(Moment(0, 1, relative=relative, counted=counted), FRIDAY) == expected


def test_nothing_is_meant_without_the_articles_day():
    assert meant(Moment(0, 1, relative=("day", 0)), ()) is None


def test_a_stated_date_fits_by_the_parts_that_it_states():
    september = date(2025, 9, 1), date(2025, 9, 30)
    assert fits(Moment(0, 1, month=9), september)
    assert fits(Moment(0, 1, month=9, day=30), september)
    assert not fits(Moment(0, 1, month=9, day=31), september)
    assert not fits(Moment(0, 1, year=2024, month=9), september)
    assert not fits(Moment(0, 1, hour=3), september)


@pytest.mark.parametrize(
    ("month", "day", "possible"), [(8, 15, False), (9, 15, True), (10, 6, True), (12, 1, False)]
)
def test_the_fifteenth_of_the_eighth_lunar_month(month, day, possible):
    solar, lunar = Moment(0, 1, month=month, day=day), Moment(0, 1, month=8, day=15, lunar=True)
    assert may_be_lunar(solar, lunar) is possible


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("그는 3년 전 떠났다", [("year", -3)]),
        ("두 달 전부터", [("month", -2)]),
        ("불과 사흘 전에", [("day", -3)]),
        ("선거 사흘 전에", []),
        ("입사 2년 전", []),
        ("3년 전쟁", []),
        ("3~4년 전", []),
    ],
)
def test_korean_dates_counted_back(text, relative):
    assert [m.relative for m in korean_counted(text)] == relative


def test_english_dates_counted_back():
    found = english_counted("Three years ago, a decade ago and 2 weeks ago, not two years later")
    assert [m.relative for m in found] == [("year", -3), ("year", -10), ("week", -2)]


def test_how_long_ago_something_last_was():
    assert [m.relative for m in korean_since("6년 만에 열린다")] == [("year", -6)]
    assert korean_since("6년 만기 적금") == ()


def test_spans_of_time_that_are_left_open():
    assert [unit for unit, _ in korean_vague_spans("수년간 몇 달씩 수주가 늘었다")] == [
        "year",
        "month",
    ]
    assert [unit for unit, _ in english_vague_spans("a few months or several years")] == [
        "month",
        "year",
    ]


@pytest.mark.parametrize(
    ("korean", "english", "words"),
    [
        ("오전에 만났다", "They met in the afternoon", ("오전", "afternoon")),
        ("오후에 만났다", "They met on Monday morning", ("오후", "morning")),
        ("새벽에 만났다", "They met in the evening", ("새벽", "evening")),
        ("오전에 만났다", "They met early in the day", None),
        ("오전에 만나 오후에 헤어졌다", "They parted in the afternoon", None),
        ("하루아침에 변했다", "It changed one afternoon", None),
    ],
)
def test_another_time_of_the_day(korean, english, words):
    found = other_day_part(korean, english)
    assert (found and tuple(word.text for word in found)) == words


def test_words_for_the_present():
    assert says_now("오늘날의 세계")
    assert not says_now("모레 만난다")


def test_the_days_on_which_an_article_may_be_written():
    assert days_of_writing("2025-09-12T10:40:00+09:00") == FRIDAY
    assert days_of_writing("2025-09-11T22:00:00Z") == (date(2025, 9, 12), date(2025, 9, 11))
    assert days_of_writing("9999-12-31") == ()


@pytest.mark.parametrize("figure", ["9" * 5000, "٣", "𝟑", "๓๓", "0", "99999"])
@pytest.mark.parametrize("words", ["{}년 전 {}월 {}일", "음력 {}월 {}일 {}시 {}분", "{}년 만에"])
def test_no_figure_of_a_korean_date_raises(figure, words):
    text = words.replace("{}", figure)
    for m in (*korean_moments(text), *korean_counted(text), *korean_since(text)):
        meant(m, FRIDAY)


@pytest.mark.parametrize("figure", ["9" * 5000, "٣", "𝟑", "๓๓", "0", "99999"])
@pytest.mark.parametrize(
    "words", ["{} years ago", "Aug. {}, {}", "the {}th day of the {}th lunar month"]
)
def test_no_figure_of_an_english_date_raises(figure, words):
    text = words.replace("{}", figure)
    for m in (*english_moments(text), *english_counted(text)):
        meant(m, FRIDAY)
