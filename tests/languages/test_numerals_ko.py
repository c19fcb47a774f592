from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.languages.ko.digits import scan_digits
from audit.languages.ko.number_words import parse_word, tables
from audit.languages.ko.numerals import korean_below_zero, korean_quantities, parse_digits
from audit.languages.quantity import Form, korean_units, units

HALF = Fraction(1, 2)

# text, value, unit
VALUES = [
    ("북한은 3만2000명을 보냈다", 32000, ""),
    ("예산은 1조2000억원이다", 1_200_000_000_000, "won"),
    ("3만 2천 명이 모였다", 32000, ""),
    ("1억5천만원을 냈다", 150_000_000, "won"),
    ("3백만 달러를 지원했다", 3_000_000, "dollar"),
    ("12만5천t을 실었다", 125_000, "ton"),
    ("22 억 5 천만 명이 산다", 2_250_000_000, ""),
    ("37만 5,000달러를 받았다", 375_000, "dollar"),
    ("1억 4천 2백만 명이 본다", 142_000_000, ""),
    ("2천2백1십억 달러 규모", 221_000_000_000, "dollar"),
    ("370 억 달러를 쓴다", 37_000_000_000, "dollar"),
    ("1만2,500원을 거슬러 받았다", 12500, "won"),
    ("3만9천 원짜리 표", 39000, "won"),
    ("12조3천억 번 계산한다", 12_300_000_000_000, ""),
    ("1.5조원 규모다", 1_500_000_000_000, "won"),
    ("관중 1,234명이 왔다", 1234, ""),
    ("지지율은 45.3%다", Fraction(453, 10), "percent"),
    ("2.1%포인트 올랐다", Fraction(21, 10), "point"),
    ("1.2%p 내렸다", Fraction(12, 10), "point"),
    ("30퍼센트가 찬성했다", 30, "percent"),
    ("30프로 할인", 30, "percent"),
    ("학생 이백삼십오 명", 235, ""),
    ("2할6푼8리의 타율", Fraction(268, 1000), ""),
    ("타율 3할1푼을 쳤다", Fraction(31, 100), ""),
    ("그는 3할 타자다", Fraction(3, 10), ""),
    ("소득의 3할을 낸다", 30, "percent"),
    ("삼백만 원을 냈다", 3_000_000, "won"),
    ("천만 원을 기부했다", 10_000_000, "won"),
    ("사만 명이 모였다", 40000, ""),
    ("열다섯 명이 다쳤다", 15, ""),
    ("스물한 살 청년", 21, "year"),
    ("서른다섯 명", 35, ""),
    ("마흔네 살 남성", 44, "year"),
    ("세 살배기 아이", 3, "year"),
    ("45세 남성", 45, "year"),
    ("두 정상이 만났다", 2, ""),
    ("세 번 시도했다", 3, ""),
    ("네 명이 숨졌다", 4, ""),
    ("다섯 가지 조건", 5, ""),
    ("집 여섯 채가 탔다", 6, ""),
    ("두 배로 늘었다", 2, "times"),
    ("1.5배 늘었다", Fraction(3, 2), "times"),
    ("2분의 1을 차지한다", HALF, ""),
    ("3분의 2가 찬성했다", Fraction(2, 3), ""),
    ("삼분의 이가 찬성했다", Fraction(2, 3), ""),
    ("6과 3분의 1이닝을 던졌다", Fraction(19, 3), ""),
    ("220 2/3이닝을 던졌다", Fraction(662, 3), ""),
    ("인구의 절반이 산다", HALF, ""),
    ("제3차 회담", 3, "ordinal"),
    ("예산은 7조…", 7_000_000_000_000, ""),
    ("예산은 7조!", 7_000_000_000_000, ""),
    ("예산은 7조였다", 7_000_000_000_000, ""),
    ("예산은 7조라고 했다", 7_000_000_000_000, ""),
    ("떡 7조각", 7, ""),
    ("헌법 7조 위반", 7, ""),
    ("인구 450 000명", 450_000, ""),
    ("인구 1 450 300명", 1_450_300, ""),
    ("기온은 31도다", 31, "celsius"),
    ("화씨 90도", 90, "fahrenheit"),
    ("북위 38도에 있다", 38, ""),
    ("초속 35m로 불었다", 35, "m/s"),
    ("가게 쉰 곳이 문을 열었다", 50, ""),
    ("반세기가 지났다", 50, "year"),
    ("열이틀이 걸렸다", 12, "day"),
    ("값이 반토막 났다", HALF, ""),
    ("세 번째 회담", 3, "ordinal"),
    ("3번째 도전", 3, "ordinal"),
    ("세계 2위 기업", 2, "ordinal"),
    ("제5조를 고쳤다", 5, "ordinal"),
    ("헌법 3조에 따라", 3, ""),
    ("3년간 이어졌다", 3, "year"),
    ("5개월 만에", 5, "month"),
    ("사흘 동안 내렸다", 3, "day"),
    ("열흘이 걸렸다", 10, "day"),
    ("2주 뒤에", 2, "week"),
    ("40분간 이야기했다", 40, "minute"),
    ("2시간 반을 기다렸다", Fraction(5, 2), "hour"),
    ("50㎞ 떨어진 곳", 50, "km"),
    ("100㎡ 규모", 100, "m2"),
    ("33평 아파트", 33, "pyeong"),
    ("쌀 5톤을 보냈다", 5, "ton"),
    ("무게 5kg 상자", 5, "kg"),
    ("기온이 25℃였다", 25, "celsius"),
    ("3mm의 비", 3, "mm"),
    ("100엔을 냈다", 100, "yen"),
    ("500위안을 냈다", 500, "yuan"),
    ("20유로를 냈다", 20, "euro"),
    ("6경기를 치렀다", 6, ""),
    ("사과 3조각", 3, ""),
]


def required(text):
    return [q for q in korean_quantities(text) if not q.optional]


@pytest.mark.parametrize(("text", "value", "unit"), VALUES)
def test_one_value(text, value, unit):
    (q,) = required(text)
    assert (q.low, q.high, q.unit) == (value, value, unit)


# text, low, high, form
PAIRS = [
    ("수십 명이 다쳤다", 20, 99, Form.VAGUE),
    ("수백 명이 모였다", 200, 999, Form.VAGUE),
    ("수천 명이 모였다", 2000, 9999, Form.VAGUE),
    ("수만 명이 모였다", 20000, 99999, Form.VAGUE),
    ("수십만 달러", 200_000, 999_999, Form.VAGUE),
    ("수백만 명", 2_000_000, 9_999_999, Form.VAGUE),
    ("한두 명이 왔다", 1, 2, Form.VAGUE),
    ("두세 명이 왔다", 2, 3, Form.VAGUE),
    ("서너 명이 왔다", 3, 4, Form.VAGUE),
    ("네댓 채", 4, 5, Form.VAGUE),
    ("대여섯 곳", 5, 6, Form.VAGUE),
    ("3~5명이 왔다", 3, 5, Form.RANGE),
    ("3-5명이 왔다", 3, 5, Form.RANGE),
    ("3~5만 명", 30000, 50000, Form.RANGE),
    ("1~2조원", 10**12, 2 * 10**12, Form.RANGE),
    ("10-60분이 지났다", 10, 60, Form.RANGE),
    ("3-1로 이겼다", 3, 1, Form.SCORE),
    ("3대1로 이겼다", 3, 1, Form.SCORE),
    ("21 대 20으로 이겼다", 21, 20, Form.SCORE),
]


@pytest.mark.parametrize(("text", "low", "high", "form"), PAIRS)
def test_two_values(text, low, high, form):
    (q,) = required(text)
    assert (q.low, q.high, q.form) == (low, high, form)


BOUNDS = [
    ("약 30명이 왔다", "about"),
    ("30명가량이 왔다", "about"),
    ("30명 안팎이 왔다", "about"),
    ("30명 남짓 왔다", "odd"),
    ("30명 정도 왔다", "about"),
    ("30여 명이 왔다", "odd"),
    ("10여년 만에", "odd"),
    ("백여 명이 왔다", "odd"),
    ("30명 이상이 왔다", "over"),
    ("2000만명이 넘는 사람들", "over"),
    ("30명 이하만 온다", "under"),
    ("30명 미만이다", "under"),
    ("30명이 왔다", ""),
]


@pytest.mark.parametrize(("text", "bound"), BOUNDS)
def test_hedges(text, bound):
    (q,) = required(text)
    assert q.bound.value == bound


NONE = [
    "이 사람은 오만한 자다",
    "조만간 일본에 간다",
    "한 남성이 왔다",
    "하나의 조선을 말했다",
    "일부 의원은 한편 반대했다",
    "이것은 이 배의 이름이다",
    "비행기가 석호에 내렸다",
    "이천에서 왔다",
    "G20 정상회의와 A4 용지",
    "5G 통신과 K2 전차",
    "화성-17형 미사일",
    "코로나19 대책",
    "3·1 운동 기념식",
    "9·11 테러 이후",
    "02-123-4567로 연락했다",
    "처음으로 첫 승을 거뒀다",
    "세금을 내라",
    "네가 왔다",
]


@pytest.mark.parametrize("text", NONE)
def test_words_that_are_no_numbers(text):
    assert required(text) == []


def test_spans_point_at_the_words():
    text = "어제 3만2000명이 십여 명과 만났다"
    assert [text[q.start : q.end] for q in korean_quantities(text)] == ["3만2000명", "십여 명"]


def test_a_small_numeral_after_a_space_is_another_number():
    assert [q.low for q in required("3만 2명이 왔다")] == [30000, 2]


def written(value, *, spaced=False):
    """Korean with digits up to 9999 before each power."""
    parts = []
    for power, name in ((10**12, "조"), (10**8, "억"), (10**4, "만"), (1, "")):
        if value // power % 10**4:
            parts.append(f"{value // power % 10**4}{name}")
    return (" " if spaced else "").join(parts)


def sino(value):
    digits = "영일이삼사오육칠팔구"
    words = ""
    for power, name in ((10**8, "억"), (10**4, "만"), (1, "")):
        group = value // power % 10**4
        for ten, ten_name in ((1000, "천"), (100, "백"), (10, "십"), (1, "")):
            digit = group // ten % 10
            if digit:
                words += ("" if digit == 1 and ten > 1 else digits[digit]) + ten_name
        words += name if group else ""
    return words


@given(st.integers(1, 10**16 - 1))
def test_digits_with_powers_read_back(value):
    assert parse_digits(written(value)) == value


@given(st.integers(1, 10**12 - 1))
def test_sino_korean_words_read_back(value):
    assert parse_word(sino(value)) == value


@given(st.text(alphabet="0123456789,.십백천만억조 원명가", max_size=20))
def test_any_digits_are_read_without_fail(text):
    for start in range(len(text)):
        scanned = scan_digits(text, start)
        assert scanned is None or start < scanned[1] <= len(text)


@pytest.mark.parametrize("word", sorted(tables()["native"]))
def test_every_native_numeral_reads(word):
    assert parse_word(word) == tables()["native"][word]


@pytest.mark.parametrize("word", sorted(tables()["ranges"]))
def test_every_range_rises(word):
    low, high = tables()["ranges"][word]
    assert 0 < low < high


@pytest.mark.parametrize("word", sorted(tables()["nouns"]))
def test_every_noun_has_a_known_unit(word):
    row = tables()["nouns"][word]
    assert row["value"] > 0
    assert row.get("unit", "year") in units()


def test_every_vague_word_and_counter_list_is_sound():
    for low, high in tables()["vague"].values():
        assert 0 < low < high
    for word, counters in tables()["bound_natives"].items():
        assert word in tables()["native"]
        assert counters
    assert set(tables()["bounds"]) == {"about", "odd", "over", "under"}
    assert len(set(tables()["after_two"])) == len(tables()["after_two"])


@pytest.mark.parametrize("word", sorted(korean_units()))
def test_every_unit_is_read_after_digits(word):
    if word in ("$", "₩", "€", "£"):  # these stand before the figure
        return
    (q,) = [q for q in korean_quantities(f"모두 7{word}") if q.low == 7]
    assert q.unit == korean_units()[word]


@pytest.mark.parametrize(
    ("text", "minus"),
    [
        ("기온은 영하 12도였다", True),
        ("성장률은 마이너스 0.3%였다", True),
        ("성장률은 -0.3%였다", True),
        ("기온은 12도였다", False),
        ("점수는 10-12였다", False),
        ("가-12번", False),
    ],
)
def test_signs(text, minus):
    assert any(q.minus for q in korean_quantities(text)) is minus


def test_what_puts_a_figure_below_zero():
    assert korean_below_zero("영하의 날씨", shrinking=False)
    assert not korean_below_zero("수출이 줄었다", shrinking=False)
    assert korean_below_zero("수출이 줄었다", shrinking=True)


@pytest.mark.parametrize("figure", ["٣٤", "𝟏𝟐", "9" * 5000, "1" + ",000" * 2000])
def test_what_is_no_figure(figure):
    assert korean_quantities(f"{figure}명이 왔다") == ()
