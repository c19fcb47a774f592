"""A clause that only one side has is found; a free rendering, a phrase in one Korean word, is not."""

import pytest

from audit.records.flag import Relation, Severity
from tests.checks.audited import shown

ADDED = [
    (
        "시장은 새 도서관 건립 계획을 발표했다.",
        "The mayor announced a plan to build a new library, drawing angry shouts from the audience.",
        "drawing angry shouts from the audience",
    ),
    (
        "경찰은 용의자를 체포했다.",
        "Police arrested the suspect, who had been hiding in a mountain cabin.",
        "hiding in a mountain cabin",
    ),
    (
        "회사는 신형 전기차를 공개했다.",
        "The company unveiled a new electric car and apologized for earlier battery fires.",
        "apologized for earlier battery fires",
    ),
]
OMITTED = [
    (
        "장마로 무너진 학교 담장을 고치던 인부 두 명이 다쳤다고 시는 밝혔다.",
        "Two workers were injured, the city said.",
        "무너진",
    ),
    (
        "교육청은 학생들이 안심하고 걸을 수 있도록 어두운 골목에 가로등을 세우고 통학로를 넓히기로 했다.",
        "The education office decided to widen the road to school.",
        "골목",
    ),
]
FINE = [
    (
        "검찰은 보유세 개편안을 검토했다.",
        "Prosecutors reviewed the overhaul of property holding taxes.",
    ),
    (
        "정부는 내년 예산안을 국회에 제출했다.",
        "The government submitted next year's budget to parliament.",
    ),
    ("그는 눈물을 흘리며 감사하다고 말했다.", "He said in tears that he was grateful."),
    ("주민들은 비가 그치자 집으로 돌아갔다.", "Residents went back home when the rain stopped."),
    (
        "대통령은 광복절 경축사에서 대화를 제안했다.",
        "In a speech marking Liberation Day, the president offered talks.",
    ),
]


def clauses(korean, english):
    return [flag for flag in shown(korean, english) if flag.check == "clause"]


@pytest.mark.parametrize(("korean", "english", "words"), ADDED)
def test_an_added_clause_is_shown_by_its_words_and_major(korean, english, words):
    (flag,) = clauses(korean, english)
    assert (flag.relation, flag.severity) == (Relation.ADDED, Severity.MAJOR)
    assert words in flag.spans[0].text


@pytest.mark.parametrize(("korean", "english", "words"), OMITTED)
def test_a_dropped_clause_is_shown_by_its_words(korean, english, words):
    (flag,) = clauses(korean, english)
    assert flag.relation is Relation.OMITTED
    assert words in flag.spans[0].text
    assert korean[flag.spans[0].start : flag.spans[0].end] == flag.spans[0].text


@pytest.mark.parametrize(("korean", "english"), FINE)
def test_a_free_rendering_is_no_missing_clause(korean, english):
    assert clauses(korean, english) == []


def test_one_error_is_one_flag():
    korean, english, _ = ADDED[0]
    flags = shown(korean, english)
    assert [flag.check for flag in flags if flag.relation is Relation.ADDED] == ["clause"]
