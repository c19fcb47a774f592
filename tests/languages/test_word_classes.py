"""The tables of words that exclude each other, and what is read of them in a sentence."""

import pytest

from audit.checks import word_class
from audit.checks.severity import Concern
from audit.languages.pair.word_classes import english_words, korean_words, word_classes


def read(find, sentence, name):
    return [
        (
            sentence[said.start : said.end],
            {word_classes()[said.kind].members[m] for m in said.certain},
        )
        for said in find(sentence)
        if word_classes()[said.kind].name == name
    ]


@pytest.mark.parametrize("row", word_classes(), ids=lambda row: row.name)
def test_every_class_has_members_a_concern_and_a_confidence(row):
    assert len(set(row.members)) == len(row.members) >= 2
    assert row.concerns in set(Concern)
    assert row.check == "gender" or 0 < word_class.CONFIDENCE[row.name] < 1


@pytest.mark.parametrize(
    ("sentence", "name", "expected"),
    [
        ("그의 아들과 시어머니", "kin", [("아들", {"son"}), ("시어머니", {"mother-in-law"})]),
        ("이모(41·여)씨와 이모 씨", "kin", []),
        ("외교부 장관과 국방차관", "offices", [("외교부 장관", {"foreign minister"}), ("차관", {"deputy minister"})]),
        ("정신건강의학과 교수", "sciences", [("정신건강의학과", {"psychiatry"})]),
        ("딸기를 딴다", "kin", []),
    ],
)  # fmt: skip
def test_korean_words(sentence, name, expected):
    assert read(korean_words, sentence, name) == expected


@pytest.mark.parametrize(
    ("sentence", "name", "expected"),
    [
        ("His son-in-law's brothers", "kin", [("son-in-law", {"son-in-law"}), ("brothers", {"brother"})]),
        ("The deputy attorney general spoke", "offices", [("deputy attorney general", {"deputy minister"})]),
        ("She is the most famous of all time", "quantities", [("the most", set())]),
        ("Prices will fall in autumn", "seasons", [("autumn", {"autumn"})]),
    ],
)  # fmt: skip
def test_english_words(sentence, name, expected):
    assert read(english_words, sentence, name) == expected
