from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.languages.dates import clock, near, published_on, same_hour, shifted_month
from audit.languages.en import dates as en
from audit.languages.en.dates import english_moments
from audit.languages.ko import dates as ko
from audit.languages.ko.dates import korean_moments

PARTS = ("year", "month", "day", "weekday", "hour", "minute", "half", "decade", "relative")


def stated(moment):
    return {k: v for k, v in asdict(moment).items() if k in PARTS and v not in (None, "")}


KOREAN = [
    ("2025년 8월 21일에 열렸다", {"year": 2025, "month": 8, "day": 21}),
    ("2025년 8월 21일(목) 발표", {"year": 2025, "month": 8, "day": 21, "weekday": 3}),
    ("8월 21일에 열렸다", {"month": 8, "day": 21}),
    ("8월에 열렸다", {"month": 8}),
    ("21일 열렸다", {"day": 21}),
    ("2025.8.21 입력", {"year": 2025, "month": 8, "day": 21}),
    ("2025-08-21 입력", {"year": 2025, "month": 8, "day": 21}),
    ("'25년 계획", {"year": 2025}),
    ("2007년에 끝났다", {"year": 2007}),
    ("1970년대에 지었다", {"decade": 1970}),
    ("90년대에 지었다", {"decade": 90}),
    ("월요일에 만났다", {"weekday": 0}),
    ("오후 3시에 만났다", {"hour": 15, "half": "pm"}),
    ("오후 3시 30분에 만났다", {"hour": 15, "minute": 30, "half": "pm"}),
    ("오전 10시에 만났다", {"hour": 10, "half": "am"}),
    ("새벽 2시에 만났다", {"hour": 2, "half": "am"}),
    ("밤 11시에 만났다", {"hour": 23, "half": "pm"}),
    ("17시에 만났다", {"hour": 17}),
    ("세 시 반에 만났다", {"hour": 3, "minute": 30}),
    ("정오에 만났다", {"hour": 12, "half": "pm"}),
    ("자정에 만났다", {"hour": 0, "half": "am"}),
    ("지난해 늘었다", {"relative": ("year", -1)}),
    ("올해 늘었다", {"relative": ("year", 0)}),
    ("내년에 는다", {"relative": ("year", 1)}),
    ("지난달 늘었다", {"relative": ("month", -1)}),
    ("다음 달에 는다", {"relative": ("month", 1)}),
    ("어제 만났다", {"relative": ("day", -1)}),
]


@pytest.mark.parametrize(("text", "parts"), KOREAN)
def test_korean_dates(text, parts):
    (moment,) = korean_moments(text)
    assert stated(moment) == parts


ENGLISH = [
    ("on Aug. 21, 2025, it opened", {"year": 2025, "month": 8, "day": 21}),
    ("on August 21 it opened", {"month": 8, "day": 21}),
    ("on 21 August it opened", {"month": 8, "day": 21}),
    ("on the 5th of May it opened", {"month": 5, "day": 5}),
    ("on Sept. 3rd it opened", {"month": 9, "day": 3}),
    ("it opened in March", {"month": 3}),
    ("it opened in May 2020", {"year": 2020, "month": 5}),
    ("it opened in 1967", {"year": 1967}),
    ("in the 1970s it opened", {"decade": 1970}),
    ("in the '80s it opened", {"decade": 80}),
    ("it opened on Monday", {"weekday": 0}),
    ("it opened at 3 p.m. sharp", {"hour": 15, "half": "pm"}),
    ("it opened at 3:30 p.m. sharp", {"hour": 15, "minute": 30, "half": "pm"}),
    ("it opened at 10am", {"hour": 10, "half": "am"}),
    ("it opened at 12 a.m. sharp", {"hour": 0, "half": "am"}),
    ("it opened at 15:00", {"hour": 15, "minute": 0}),
    ("it opened at noon", {"hour": 12, "half": "pm"}),
    ("it opened at midnight", {"hour": 0, "half": "am"}),
    ("it opened last year", {"relative": ("year", -1)}),
    ("it opens next month", {"relative": ("month", 1)}),
    ("it opened yesterday", {"relative": ("day", -1)}),
]


@pytest.mark.parametrize(("text", "parts"), ENGLISH)
def test_english_dates(text, parts):
    (moment,) = english_moments(text)
    assert stated(moment) == parts


NONE_KOREAN = [
    "3일간 이어졌다",
    "21일 만에 끝났다",
    "3년간 이어졌다",
    "5개월이 걸렸다",
    "3시간이 걸렸다",
    "한시적으로 연다",
    "다시 만났다",
    "인천시가 밝혔다",
]


@pytest.mark.parametrize("text", NONE_KOREAN)
def test_spans_of_time_are_no_dates(text):
    assert korean_moments(text) == ()


NONE_ENGLISH = [
    "he may go",
    "they march on",
    "2,000 people",
    "$1999 a day",
    "three days later",
    "the monumental day",
]


@pytest.mark.parametrize("text", NONE_ENGLISH)
def test_english_words_that_are_no_dates(text):
    assert english_moments(text) == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The city said on the 22nd that buses will stop.", [22]),
        ("Talks were held in Seoul on the 3rd.", [3]),
        ("On the 21st and 22nd, it rained.", [21, 22]),
        ("He finished on the 2nd floor.", []),
        ("They met again after the 2nd and 3rd quarters.", []),
        ("It was decided on the 22nd meeting.", []),
        ("They stand on the 38th parallel.", []),
        ("It began in the 21st century.", []),
    ],
)
def test_a_lone_ordinal_is_a_day_where_nothing_else_is_counted(text, days):
    assert [m.day for m in english_moments(text)] == days


def test_both_days_of_a_list_are_read():
    assert [m.day for m in korean_moments("3~5일 열린다")] == [3, 5]
    assert [m.day for m in english_moments("from Sept. 3-5 it opens")] == [3, 5]


def test_both_years_of_a_span_are_read():
    assert [m.year for m in korean_moments("2010~2015년에 살았다")] == [2010, 2015]
    assert [m.year for m in english_moments("he ruled (2010-2015) there")] == [2010, 2015]


@pytest.mark.parametrize(
    ("hour", "half", "expected"),
    [(3, "pm", 15), (12, "pm", 12), (12, "am", 0), (3, "am", 3), (15, "", 15)],
)
def test_clock(hour, half, expected):
    assert clock(hour, half) == expected


@pytest.mark.parametrize(
    ("korean", "english", "same"),
    [
        ("오후 3시", "3 p.m.", True),
        ("오후 3시", "15:00", True),
        ("3시", "3 p.m.", True),
        ("오후 3시", "3 a.m.", False),
        ("오후 3시", "4 p.m.", False),
        ("17시", "5 p.m.", True),
    ],
)
def test_same_hour(korean, english, same):
    assert same_hour(korean_moments(korean)[0], english_moments(english)[0]) is same


def test_the_nearest_day_comes_first():
    assert near(21, date(2025, 8, 25))[0] == date(2025, 8, 21)
    assert near(28, date(2025, 9, 2))[0] == date(2025, 8, 28)
    assert date(2025, 9, 21) in near(21, date(2025, 8, 25))


@pytest.mark.parametrize(
    ("offset", "expected"), [(0, (2025, 1)), (-1, (2024, 12)), (1, (2025, 2)), (12, (2026, 1))]
)
def test_shifted_month(offset, expected):
    assert shifted_month(date(2025, 1, 15), offset) == expected


@pytest.mark.parametrize(
    ("stated_date", "expected"),
    [
        ("2025-08-25", date(2025, 8, 25)),
        ("2025-08-25T09:00:00+09:00", date(2025, 8, 25)),
        ("", None),
        ("yesterday", None),
    ],
)
def test_published_on(stated_date, expected):
    assert published_on(stated_date) == expected


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_any_full_date_reads_the_same_in_both(day):
    month = en.tables()["months"].split()[day.month - 1].capitalize()
    (ours,) = korean_moments(f"{day.year}년 {day.month}월 {day.day}일에 열렸다")
    (theirs,) = english_moments(f"It opened on {month} {day.day}, {day.year}.")
    assert (ours.year, ours.month, ours.day) == (theirs.year, theirs.month, theirs.day)
    assert (ours.year, ours.month, ours.day) == (day.year, day.month, day.day)


@given(st.text(alphabet="0123456789년월일시분~.·:- 오전후(월)'", max_size=30))
def test_any_text_is_read_without_fail(text):
    for moment in (*korean_moments(text), *english_moments(text)):
        assert 0 <= moment.start < moment.end <= len(text)


def test_every_table_row_is_used():
    korean, english = ko.tables(), en.tables()
    assert len(english["months"].split()) == len(english["short_months"].split()) == 12
    assert len(english["weekdays"].split()) == len(korean["weekdays"].split()) == 7
    assert len(korean["native_hours"].split()) == 12
    for unit, words in korean["relative"].items():
        for word, offset in words:
            assert (unit, offset) in [m.relative for m in korean_moments(f"{word} 만났다")]
    for unit, words in english["relative"].items():
        for word, offset in words:
            assert (unit, offset) in [m.relative for m in english_moments(f"met {word}.")]
    for word, half in korean["halves"].items():
        assert korean_moments(f"{word} 1시")[0].half == half
    for word, half in english["halves"].items():
        assert english_moments(f"at 1 {word} sharp")[0].half == half
    for word in korean["span_after"].split():
        assert not any(m.day for m in korean_moments(f"7일 {word} 끝"))
    for word in english["before_year"].split():
        assert [m.year for m in english_moments(f"it was {word} 1985.")] == [1985]
