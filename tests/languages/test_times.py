import pytest

from audit.languages.en.numerals import english_quantities
from audit.languages.en.times import english_rate, english_vague_times, names_time
from audit.languages.ko.numerals import korean_quantities
from audit.languages.ko.times import korean_rate, korean_rates_named, korean_vague_times


@pytest.mark.parametrize(
    ("sentence", "rate"),
    [
        ("이자는 연 6%다.", "year"),
        ("연봉은 6000만 원이다.", "year"),
        ("월세가 50만 원이다.", "month"),
        ("매달 10만 원을 낸다.", "month"),
        ("시급 1만 원", "hour"),
        ("하루 200명이 온다.", "day"),
        ("청년 200명이 온다.", None),
        ("지난달 200명이 왔다.", None),
    ],
)
def test_korean_rate(sentence, rate):
    (figure,) = (q for q in korean_quantities(sentence) if not q.optional)
    found = korean_rate(sentence, figure)
    assert (found[0] if found else None) == rate


@pytest.mark.parametrize(
    ("sentence", "rate"),
    [
        ("The rate is 6 percent a year.", "year"),
        ("The annual pay is 60 million won.", "year"),
        ("They pay 500,000 won per month.", "month"),
        ("The hourly wage is 10,000 won.", "hour"),
        ("It ran at 80 mph.", "hour"),
        ("Prices rose 6 percent last year.", None),
        ("It cost 6 million won.", None),
    ],
)
def test_english_rate(sentence, rate):
    figure = next(q for q in english_quantities(sentence) if not q.optional)
    found = english_rate(sentence, figure)
    assert (found[0] if found else None) == rate


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("몇 달째 비었다.", {"month"}),
        ("수개월간 이어졌다.", {"month"}),
        ("며칠 뒤에 왔다.", {"day"}),
        ("수년 전의 일이다.", {"year"}),
        ("몇 시간 만에 끝났다.", {"hour"}),
        ("조선소의 수주가 늘었다.", set()),
        ("몇 분이 오셨다.", set()),
        ("수분을 섭취하라.", set()),
        ("3개월 뒤에 왔다.", set()),
    ],
)
def test_korean_vague_times(sentence, units):
    assert set(korean_vague_times(sentence)) == units


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("It has been empty for weeks.", {"week"}),
        ("He left several years ago.", {"year"}),
        ("He is 20 years old.", set()),
        ("These days it is empty.", set()),
        ("It took three months.", set()),
    ],
)
def test_english_vague_times(sentence, units):
    assert set(english_vague_times(sentence)) == units


def test_the_times_that_a_sentence_names():
    assert korean_rates_named("월급은 200만 원, 연봉은 2400만 원이다.") >= {"month", "year"}
    assert names_time("It is paid annually.", "year")
    assert not names_time("It is paid in cash.", "year")
