"""A pronoun against what the article itself says of the person."""

import pytest

from audit.languages.pair.told_gender import korean_facts, pronouns
from tests.checks.audited import shown

KO = "김서연(34·여) 씨는 공장에서 일했다.\n동료들과 함께 회사를 고소했다."
WRONG = [
    (KO, "Kim Seo-yeon, 34, worked at a factory.\nHe sued the company along with his colleagues."),
    (KO, "Kim Seo-yeon said he worked at a factory.\nThe company was sued by several colleagues."),
    (
        "박도현 씨는 가게를 열었다.\n석 달 뒤 문을 닫았다.\n박도현 씨는 고향으로 갔다.",
        "Mr. Park Do-hyun opened a shop.\nIt closed three months later.\nPark Do-hyun went back to her hometown.",
    ),
]
RIGHT = [
    (KO, "Kim Seo-yeon, 34, worked at a factory.\nShe sued the company along with her colleagues."),
    # Somebody else may be meant.
    (
        "김서연(34·여) 씨와 박도현 씨는 공장에서 일했다.\n동료들과 함께 회사를 고소했다.",
        "Kim Seo-yeon and Park Do-hyun worked at a factory.\nHe sued the company with colleagues.",
    ),
    # Nothing is said of the gender.
    (
        "박도현 씨는 가게를 열었다.\n석 달 뒤 문을 닫았다.",
        "Park Do-hyun opened a shop.\nShe closed it three months later.",
    ),
]


def pronoun_flags(korean, english):
    """Of the pronoun or, within one pair of sentences, of the gender."""
    return [flag for flag in shown(korean, english) if flag.check in {"pronoun", "gender"}]


@pytest.mark.parametrize(("korean", "english"), WRONG)
def test_a_pronoun_against_the_articles_own_word_is_shown(korean, english):
    (flag,) = pronoun_flags(korean, english)
    assert {span.text.lower() for span in flag.spans} & {"he", "her", "his"}


@pytest.mark.parametrize(("korean", "english"), RIGHT)
def test_a_pronoun_that_may_be_right_is_not(korean, english):
    assert pronoun_flags(korean, english) == []


def test_the_bracket_behind_a_name_tells_its_gender():
    assert [(name, told.gender) for name, told in korean_facts("최모란 씨(여·41)와 이건(29·남)이")] == [
        ("최모란", "woman"), ("이건", "man"),
    ]  # fmt: skip


def test_pronouns_of_both_genders_are_told():
    assert [told.gender for told in pronouns("She gave him the book.")] == ["woman", "man"]
