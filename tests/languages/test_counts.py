import tomllib
from pathlib import Path

import pytest

from audit.languages.en import counts as en
from audit.languages.ko import counts as ko


def labels(families):
    return [{name: int(q.low) for name, q in family.items()} for family in families if family]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("4명이 숨지고 9명이 다쳤다.", {"dead": 4, "hurt": 9}),
        ("사망자는 4명, 부상자는 9명이다.", {"dead": 4, "hurt": 9}),
        ("찬성 70표, 반대 20표, 기권 3표였다.", {"in favor": 70, "against": 20, "abstaining": 3}),
        ("남성 4명과 여성 9명이 왔다.", {"men": 4, "women": 9}),
        ("8승 3패를 기록했다.", {"wins": 8, "losses": 3}),
        ("매출은 50억 원, 순이익은 3억 원이다.", {"sales": 5_000_000_000, "net profit": 300_000_000}),
    ],
)  # fmt: skip
def test_what_korean_figures_are_of(sentence, found):
    assert found in labels(ko.korean_labels(sentence))


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It killed four people and injured nine.", {"dead": 4, "hurt": 9}),
        ("Four were killed and nine wounded.", {"dead": 4, "hurt": 9}),
        ("Four voted in favor and nine against.", {"in favor": 4, "against": 9}),
        ("There were four men and nine women.", {"men": 4, "women": 9}),
        ("It won eight and lost three.", {"wins": 8, "losses": 3}),
        ("Sales were 50 and net profit 3.", {"sales": 50, "net profit": 3}),
    ],
)
def test_what_english_figures_are_of(sentence, found):
    assert found in labels(en.english_labels(sentence))


def test_two_figures_of_one_label_have_none():
    assert labels(en.english_labels("Four were killed in May and nine killed in June.")) == []


def test_both_languages_have_the_same_labels():
    tables = [
        tomllib.loads(Path(module.__file__).with_name("counts.toml").read_text("utf-8"))
        for module in (ko, en)
    ]
    assert tables[0]["families"].keys() == tables[1]["families"].keys()
    for one, other in zip(*(t["families"].values() for t in tables), strict=True):
        assert one.keys() == other.keys()
    assert tables[0]["fates"].keys() == tables[1]["fates"].keys()
    assert tables[0]["topics"].keys() == tables[1]["topics"].keys()
