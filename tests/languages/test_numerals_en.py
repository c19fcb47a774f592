from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.languages.en.number_words import parse_words, tables
from audit.languages.en.numerals import english_below_zero, english_quantities
from audit.languages.quantity import Form, english_units, units

HALF = Fraction(1, 2)

VALUES = [
    ("sent 32,000 troops", 32000, ""),
    ("thirty-two thousand people", 32000, ""),
    ("three hundred and twenty-five men", 325, ""),
    ("two hundred men", 200, ""),
    ("a hundred men", 100, ""),
    ("about a million people", 1_000_000, ""),
    ("half a million people", 500_000, ""),
    ("a dozen eggs", 12, ""),
    ("half a dozen eggs", 6, ""),
    ("three dozen eggs", 36, ""),
    ("1.2tn won", 1_200_000_000_000, "won"),
    ("1.2 trillion won", 1_200_000_000_000, "won"),
    ("$1.2B in aid", 1_200_000_000, "dollar"),
    ("$3m in aid", 3_000_000, "dollar"),
    ("$221bn in aid", 221_000_000_000, "dollar"),
    ("32K followers", 32000, ""),
    ("5.3 million dollars", 5_300_000, "dollar"),
    ("$870 million in debt", 870_000_000, "dollar"),
    ("870 million won in debt", 870_000_000, "won"),
    ("12.3 trillion calculations", 12_300_000_000_000, ""),
    ("500 yuan for it", 500, "yuan"),
    ("€20 for it", 20, "euro"),
    ("100 yen for it", 100, "yen"),
    ("15 cents for it", 15, "cent"),
    ("45 percent of voters", 45, "percent"),
    ("45% of voters", 45, "percent"),
    ("45 pct of voters", 45, "percent"),
    ("45 per cent of voters", 45, "percent"),
    ("2.1 percentage points", Fraction(21, 10), "point"),
    ("25 basis points", 25, "basis point"),
    ("half of them", HALF, ""),
    ("about a third of them", Fraction(1, 3), ""),
    ("two-thirds of them", Fraction(2, 3), ""),
    ("three quarters of them", Fraction(3, 4), ""),
    ("over 6 2/3 innings", Fraction(20, 3), ""),
    ("one-fifth of them", Fraction(1, 5), ""),
    ("tripled in size", 3, "times"),
    ("three times as many", 3, "times"),
    ("the third round", 3, "ordinal"),
    ("the 21st century", 21, "ordinal"),
    ("the twenty-first century", 21, "ordinal"),
    ("the 38th parallel", 38, "ordinal"),
    ("his fifth victory", 5, "ordinal"),
    ("two people died", 2, ""),
    ("nineteen people died", 19, ""),
    ("aged 45", 45, ""),
    ("the 45-year-old man", 45, "year"),
    ("three years later", 3, "year"),
    ("the three-year deal", 3, "year"),
    ("five months later", 5, "month"),
    ("two and a half hours", Fraction(5, 2), "hour"),
    ("40 minutes later", 40, "minute"),
    ("ten days later", 10, "day"),
    ("50 kilometers away", 50, "km"),
    ("75 mph winds", 75, "mph"),
    ("1,234.5 km away", Fraction(12345, 10), "km"),
    ("19,500 km2 of forest", 19500, "km2"),
    ("100 square meters", 100, "m2"),
    ("10,500-square-foot cover", 10500, "square foot"),
    ("5 tons of rice", 5, "ton"),
    ("700 kilograms of rice", 700, "kg"),
    ("3 millimeters of rain", 3, "mm"),
    ("3 gold medals", 3, ""),
    ("more than 1,200 volunteers", 1200, ""),
    ("in their thirties", 30, ""),
    ("seven thousand five hundred people", 7500, ""),
    ("one hundred twelve people", 112, ""),
]


def required(text):
    return [q for q in english_quantities(text) if not q.optional]


@pytest.mark.parametrize(("text", "value", "unit"), VALUES)
def test_one_value(text, value, unit):
    (q,) = required(text)
    assert (q.low, q.high, q.unit) == (value, value, unit)


PAIRS = [
    ("dozens of people", 12, 120, Form.VAGUE),
    ("scores of people", 20, 150, Form.VAGUE),
    ("tens of thousands of people", 20_000, 99_000, Form.VAGUE),
    ("hundreds of people", 100, 999, Form.VAGUE),
    ("hundreds of thousands of people", 100_000, 999_000, Form.VAGUE),
    ("several thousand people", 2000, 10000, Form.VAGUE),
    ("a few hundred people", 200, 1000, Form.VAGUE),
    ("one or two people", 1, 2, Form.VAGUE),
    ("two or three people", 2, 3, Form.VAGUE),
    ("three to five people", 3, 5, Form.RANGE),
    ("between 3 and 5 people", 3, 5, Form.RANGE),
    ("3-5 people", 3, 5, Form.RANGE),
    ("3 to 5 million won", 3_000_000, 5_000_000, Form.RANGE),
    ("$3-5 billion", 3 * 10**9, 5 * 10**9, Form.RANGE),
    ("won the game 3-1", 3, 1, Form.SCORE),
    ("a score of 21 to 20", 21, 20, Form.SCORE),
]


@pytest.mark.parametrize(("text", "low", "high", "form"), PAIRS)
def test_two_values(text, low, high, form):
    q = required(text)[-1]
    assert (q.low, q.high, q.form) == (low, high, form)


BOUNDS = [
    ("about 30 people", "about"),
    ("around 30 people", "about"),
    ("some 30 people", "about"),
    ("nearly 30 people", "about"),
    ("almost 30 people", "about"),
    ("30-odd people", "about"),
    ("more than 30 people", "over"),
    ("at least 30 people", "over"),
    ("over 30 people", "over"),
    ("30 or more people", "over"),
    ("fewer than 30 people", "under"),
    ("up to 30 people", "under"),
    ("30 people", ""),
]


@pytest.mark.parametrize(("text", "bound"), BOUNDS)
def test_hedges(text, bound):
    (q,) = required(text)
    assert q.bound.value == bound


NONE = [
    "one of them said so",
    "no one knows",
    "they know one another",
    "he did it once",
    "a man and an apple",
    "at first he refused",
    "it has doubled",
    "both sides agreed",
    "several people",
    "a few people",
    "a couple of people",
    "the G20 summit",
    "F-35 jets",
    "COVID-19 rules",
    "5G and A4",
    "see https://example.org/2025/12",
    "call 02-123-4567",
    "the first half of it",
    "he read &#8212; it",
]


@pytest.mark.parametrize("text", NONE)
def test_words_that_need_no_counterpart(text):
    assert required(text) == []


def test_spans_point_at_the_words():
    text = "It paid 870 million won ($620,000) to two men."
    assert [text[q.start : q.end] for q in required(text)] == [
        "870 million won",
        "$620,000",
        "two",
    ]


ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelled(value):
    if value < 20:
        return ONES[value]
    if value < 100:
        return TENS[value // 10] + (f"-{ONES[value % 10]}" if value % 10 else "")
    if value < 1000:
        rest = f" and {spelled(value % 100)}" if value % 100 else ""
        return f"{ONES[value // 100]} hundred{rest}"
    for power, name in (
        (10**12, "trillion"),
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
    ):
        if value >= power:
            rest = f" {spelled(value % power)}" if value % power else ""
            return f"{spelled(value // power)} {name}{rest}"
    raise AssertionError(value)


@given(st.integers(1, 10**15 - 1))
def test_spelled_numbers_read_back(value):
    assert parse_words(spelled(value)) == value


@given(st.integers(11, 10**13))
def test_figures_with_commas_read_back(value):
    (q,) = required(f"They counted {value:,} people")
    assert q.low == value


@given(st.text(max_size=60))
def test_any_text_is_read_without_fail(text):
    for q in english_quantities(text):
        assert 0 <= q.start < q.end <= len(text)


@pytest.mark.parametrize(
    "table", ["units", "tens", "scales", "suffixes", "ordinals", "denominators"]
)
def test_every_number_word_has_a_value(table):
    for word, value in tables()[table].items():
        assert word == word.lower()
        assert value >= (2 if table == "denominators" else 0)


@pytest.mark.parametrize("word", sorted(tables()["words"]))
def test_every_word_has_a_value_and_a_known_unit(word):
    row = tables()["words"][word]
    assert row["value"] > 0
    assert row.get("unit", "year") in units()


@pytest.mark.parametrize("word", sorted(tables()["vague"]))
def test_every_vague_word_rises(word):
    low, high = tables()["vague"][word]["range"]
    assert 0 < low < high


def test_every_hedge_belongs_to_one_bound():
    seen = [word for words in tables()["bounds"].values() for word in words.split()]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("name", sorted(units()))
def test_every_unit_is_sound(name):
    unit = units()[name]
    assert unit.size > 0
    assert unit.dimension
    for word in unit.english:
        assert english_units()[word.lower()] == name


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("half a century", Fraction(1, 2), "century"),
        ("a quarter of a century", Fraction(1, 4), "century"),
        ("a quarter of a million people", 250_000, ""),
        ("an hour and a half", Fraction(3, 2), "hour"),
        ("five quarters in a row", 5, ""),
        ("it fell by a third", Fraction(1, 3), ""),
        ("450 000 people", 450_000, ""),
        ("35 meters per second", 35, "m/s"),
        ("three nights", 3, "night"),
        ("three-quarters of a mile", Fraction(3, 4), "mile"),
    ],
)
def test_a_measure_in_words(text, value, unit):
    first = english_quantities(text)[0]
    assert (first.low, first.unit) == (value, unit)


def test_an_eighth_day_is_no_fraction():
    assert all(q.low.denominator == 1 for q in english_quantities("It was hit by an eighth day."))


@pytest.mark.parametrize(
    ("text", "minus"),
    [
        ("minus 12 degrees Celsius", True),
        ("it grew -0.3 percent", True),
        ("12 degrees below zero", True),
        ("negative 3 percent", True),
        ("10-12", False),
        ("ten minus two", False),
        ("a 12-3 win", False),
    ],
)
def test_signs(text, minus):
    assert any(q.minus for q in english_quantities(text)) is minus


def test_what_puts_a_figure_below_zero():
    assert english_below_zero("It was below freezing.", shrinking=False)
    assert not english_below_zero("Exports shrank.", shrinking=False)
    assert english_below_zero("Exports shrank.", shrinking=True)


@pytest.mark.parametrize("figure", ["٣٤", "𝟏𝟐", "9" * 5000, "1" + ",000" * 2000])
def test_what_is_no_figure(figure):
    assert english_quantities(f"{figure} people came") == ()
