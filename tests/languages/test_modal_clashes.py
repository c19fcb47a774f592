"""Strengths of Korean predicates against English words of another."""

import pytest

from audit.languages.en.tense import main_predicates
from audit.languages.ko.tense import closing_plan, goes_on
from audit.languages.pair.modal_clashes import clashes


@pytest.mark.parametrize(
    ("korean", "english", "kind", "words"),
    [
        ("이 호수에서는 낚시가 금지된다.", "Anglers are advised against fishing.", "banned", "advised against"),
        ("등록은 필수다.", "Registration is voluntary.", "obliged", "voluntary"),
        ("시는 외출 자제를 권고했다.", "The city banned outings.", "advised", "banned"),
        ("군은 면회를 허용했다.", "The army required visits.", "allowed", "required"),
        ("학생은 책을 빌릴 수 있다.", "Students have to borrow books.", "possible", "have to"),
        ("그의 승진은 확실하다.", "Maybe he rises.", "certain", None),
        ("비가 올 것으로 예상된다.", "It will rain without doubt.", "unsure", "without doubt"),
        ("가격이 떨어지고 있다.", "Prices may fall.", "going_on", "may fall"),
        ("정부는 세금을 내릴 방침이다.", "The government might cut taxes.", "planned", "might cut"),
    ],
)  # fmt: skip
def test_a_clash_is_told_with_its_words(korean, english, kind, words):
    found = list(clashes(korean, english))
    if words is None:  # a capital word at the beginning is not looked at
        assert not found
    else:
        assert [(clash.kind, clash.english.text) for clash in found] == [(kind, words)]


@pytest.mark.parametrize(
    ("english", "times"),
    [
        ("The city will close the road.", ["future"]),
        ("The city closed the road and opened a bridge.", ["past", "past"]),
        ("The city has closed the road, which will be rebuilt.", ["past"]),
        ("The mayor said the city would close the road.", ["modal"]),
        ("The city is closing the road.", ["present"]),
    ],
)
def test_the_time_of_what_is_asserted(english, times):
    assert [predicate.time for predicate in main_predicates(english)] == times


def test_the_plan_with_which_a_sentence_closes():
    plan = closing_plan("시는 무너진 다리를 다시 지을 계획이라고 밝혔다.")
    assert plan is not None
    assert plan.text == "지을 계획이라고"
    assert closing_plan("다리를 지을 계획이라는 보도가 나왔다.") is None
    assert closing_plan("다리는 무너졌고 시는 새로 지을 계획이다.") is None


def test_what_goes_on():
    assert goes_on("가게는 여전히 붐빈다.")
    assert not goes_on("가게는 여전히 붐비지 않는다.")
    assert not goes_on("한때 붐볐던 가게는 지금도 있다.")
