"""Content words that translate each other, and words whose translation is known."""

import pytest

from audit.checks.common.translations import (
    MODIFIER,
    are_near,
    english_content,
    exchanged,
    is_said,
    korean_content,
    translations,
)


def word(sentence, content):
    return next(
        w
        for w in (korean_content, english_content)[sentence.isascii()](sentence)
        if w.text == content
    )


@pytest.mark.parametrize(
    ("korean", "english"),
    [("학교", "school"), ("의사", "doctor"), ("겨울", "winter"), ("다리", "bridge")],
)
def test_a_word_is_said_by_its_translation(korean, english):
    assert is_said(word(korean, korean), english_content(f"The {english} is new."))
    assert not is_said(word(korean, korean), english_content("The potato is cheap."))


def test_light_words_are_no_content():
    assert [w.text for w in english_content("There was also a very old house.")] == ["old", "house"]
    assert [w.text for w in korean_content("그는 매우 낡은 집을 보고 있다.")] == ["낡", "집"]


@pytest.mark.parametrize("korean", ["낡은 집", "안정적인 집", "조용한 집", "최고의 집"])
def test_what_stands_before_a_noun_modifies_it(korean):
    assert korean_content(korean)[0].role == MODIFIER


def test_only_words_with_known_translations_are_exchanged():
    korean, english = word("안정적인", "안정"), word("a serious man", "serious")
    assert translations(korean, korean=True)
    assert translations(english, korean=False)
    assert exchanged(korean, english)
    assert not exchanged(korean, word("a stable man", "stable"))
    unknown = word("a grandiloquent man", "grandiloquent")
    assert not exchanged(korean, unknown)


def test_a_neighbour_of_the_translation_is_near():
    assert are_near(word("의사", "의사"), word("a physician", "physician"))
    assert not are_near(word("의사", "의사"), word("a potato", "potato"))
