"""Negations and what they are over, wordings, currencies and times, by language."""

import re

import pytest

from audit.languages.en.polarity import english_cues
from audit.languages.en.polarity_scope import is_predicate, negated_words, negations_over
from audit.languages.en.polarity_times import english_times
from audit.languages.ko.polarity import korean_cues, negations_of
from audit.languages.ko.polarity_times import korean_times
from audit.languages.pair.opposites import english_poles, korean_poles
from audit.languages.pair.opposites_currency import english_ways, korean_ways
from audit.languages.pair.opposites_wordings import denials, denials_in, idioms, idioms_in
from audit.languages.polarity import CueKind


def at(sentence, word):
    start = sentence.index(word)
    return sentence, start, start + len(word)


@pytest.mark.parametrize(
    ("sentence", "word", "times"),
    [
        ("The price has not changed.", "changed", 1),
        ("The ferry is no longer operating.", "operating", 1),
        ("There is no lack of evidence.", "lack", 1),
        ("No company rose.", "rose", 1),
        ("He failed to keep his promise.", "keep", 1),
        ("He did not fail to keep his promise.", "keep", 2),
        ("It was not a wrong choice to make.", "wrong", 1),
        ("He left without apologizing.", "apologizing", 1),
        ("The rule bars teens from buying tobacco.", "buying", 1),
        ("She rarely sings.", "sings", 1),
        ("The jobless rate rose.", "rose", 0),
        ("Prices rose because supply did not grow.", "rose", 0),
        ("He did not come, and prices rose.", "rose", 0),
    ],
)
def test_english_scope(sentence, word, times):
    assert negations_over(*at(sentence, word)) == times


@pytest.mark.parametrize(
    ("sentence", "negation", "words"),
    [
        ("The bus was not on time.", "not", ["time", "bus"]),
        ("Prosecutors did not seek a warrant.", "not", ["seek", "warrant", "Prosecutors"]),
        ("There were no witnesses.", "no", ["witnesses"]),
        ("The ferry is no longer operating.", "no", ["operating", "ferry"]),
    ],
)
def test_english_negated_words(sentence, negation, words):
    found = [sentence[a:b] for a, b in negated_words(*at(sentence, negation))]
    assert set(words) <= set(found)
    assert found[0] == words[0]


def test_what_something_is_said_to_be():
    assert is_predicate(*at("It would not be hard to ignore.", "hard"))
    assert not is_predicate(*at("It was a hard decision.", "hard"))


@pytest.mark.parametrize(
    ("sentence", "word", "times"),
    [
        ("수출이 늘지 않았다.", "늘", 1),
        ("수출이 늘었다.", "늘", 0),
        ("옳지 않은 일이 아니다.", "옳", 2),
        ("세금을 올리지 않을 수 없다.", "올리", 0),
        ("혐의를 부인하지 않았다.", "부인", 1),
        ("수입을 허용하지 않았다.", "수입", 0),
    ],
)
def test_korean_scope(sentence, word, times):
    assert negations_of(*at(sentence, word)) == times


@pytest.mark.parametrize(
    "sentence",
    [
        "Candidate No won the primary.",
        "No Tae-hyun was elected.",
        "Rep. No visited the market.",
        "No, 45, was arrested.",
        "No said he would run again.",
    ],
)
def test_a_surname_is_no_negation(sentence):
    assert not [cue for cue in english_cues(sentence) if cue.kind is CueKind.CLAUSE]


@pytest.mark.parametrize(
    "sentence",
    ["No company won.", "No, he did it.", "Police Say No Suspects Were Found"],
)
def test_no_is_a_negation(sentence):
    assert [cue for cue in english_cues(sentence) if cue.kind is CueKind.CLAUSE]


@pytest.mark.parametrize("sentence", ["마리안은 집에 갔다.", "화합이 못적인 방문이다."])
def test_the_end_of_a_word_is_no_negation(sentence):
    assert not [cue for cue in korean_cues(sentence) if cue.kind is CueKind.CLAUSE]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("원·달러 환율이 올랐다.", 1),
        ("원·달러 환율은 5원 내렸다.", 0),
        ("원화 가치가 떨어졌다.", 1),
        ("엔저가 이어졌다.", 1),
        ("달러 강세가 이어졌다.", 1),
        ("원화가 강세를 보였다.", 0),
    ],
)
def test_korean_currency(sentence, value):
    assert {way.value for way in korean_ways(sentence, korean_poles(sentence))} == {value}


@pytest.mark.parametrize("sentence", ["수출이 늘었다.", "환율 걱정에 손님이 줄었다."])
def test_korean_without_currency(sentence):
    assert not list(korean_ways(sentence, korean_poles(sentence)))


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The won fell against the dollar.", 1),
        ("The dollar rose against the won.", 1),
        ("The exchange rate rose.", 1),
        ("The won closed at 1,310, up 5 won from the previous day.", 0),
        ("Exporters gained from the weaker won.", 1),
        ("The value of the yen climbed.", 0),
    ],
)
def test_english_currency(sentence, value):
    assert value in {way.value for way in english_ways(sentence, english_poles(sentence))}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("선거 전에 끝냈다.", [(0, "선거")]),
        ("수술 후 회복했다.", [(1, "수술")]),
        ("비행기가 착륙하기 전에 불이 났다.", [(0, "착륙")]),
        ("회의가 끝난 뒤 떠났다.", [(1, "끝")]),
        ("3년 전 은퇴했다.", []),
        ("한 달 뒤 열린다.", []),
        ("한 달 전보다 올랐다.", []),
    ],
)
def test_korean_times(sentence, expected):
    found = [(t.value, sentence[slice(*t.of)]) for t in korean_times(sentence)]
    assert len(found) == len(expected)
    for (value, of), (wanted, word) in zip(found, expected, strict=True):
        assert value == wanted
        assert of.startswith(word)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He left before the election.", (0, "election")),
        ("He recovered after surgery.", (1, "surgery")),
        ("A fire broke out before the plane landed.", (0, "landed")),
        ("He scored after outrunning two men.", (1, "outrunning")),
        ("Prices rose ahead of the holiday.", (0, "holiday")),
    ],
)
def test_english_times(sentence, expected):
    assert [(t.value, sentence[slice(*t.of)]) for t in english_times(sentence)] == [expected]


@pytest.mark.parametrize("row", denials(), ids=lambda row: row.korean.pattern[:12])
def test_every_denial_has_patterns_that_compile(row):
    assert row.concerns in {"polarity", "opposite", "verdict"}
    assert row.said.pattern
    assert isinstance(row.korean, re.Pattern)


def test_denials_stand_where_a_morpheme_begins():
    assert [found.text for _, found in denials_in("박물관은 월요일에 쉰다.")] == ["쉰다"]
    assert not denials_in("쉬운 문제다.")


@pytest.mark.parametrize(
    ("sentence", "means"),
    [
        ("걱정하지 않을 수 없다.", "cannot but, have to"),
        ("지금 떠나지 않으면 안 된다.", "must"),
        ("눈이 오지 않는 한 열린다.", "unless"),
        ("형 못지않게 빠르다.", "as much as"),
        ("항복이나 다름없다.", "no different from, as good as"),
        ("적지 않은 기업이 떠났다.", "many, much"),
        ("비용이 만만치 않다.", "tough, not easy"),
        ("두 명에 불과했다.", "only, no more than"),
    ],
)
def test_idioms(sentence, means):
    assert means in [row.means for row, _ in idioms_in(sentence)]
    assert len({row.means for row in idioms()}) == len(idioms())


def test_what_is_no_idiom():
    assert not idioms_in("그는 오지 않았다.")
    # "Only if" says the same where both clauses are negative.
    assert not idioms_in("사과하지 않는 한 만나지 않겠다.")
