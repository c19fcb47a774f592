"""The Korean words behind English ones, as a reader of both languages would point at them."""

from __future__ import annotations

import numpy as np
import pytest

from audit.align.calibration import token_scale
from audit.align.words import MOST, supports, words_of
from audit.encoders.bag import BagEncoder
from audit.records.article import BlockKind, Sentence


@pytest.fixture(scope="module")
def behind():
    """Function of Korean and English sentences: pairs of an English word and the Korean behind it."""
    encoder = BagEncoder()
    scale = token_scale(encoder).levels

    def made(side, texts):
        return [
            Sentence(f"{side}{n}", text, 0, len(text), 0, BlockKind.BODY)
            for n, text in enumerate(texts, 1)
        ]

    def find(ko, en):
        ko, en = ([texts] if isinstance(texts, str) else texts for texts in (ko, en))
        links = supports(made("k", ko), made("e", en), lambda s: encoder.tokens([s.text])[0], scale)

        def word(texts, place):
            start, end = words_of(texts[place.sentence])[place.word]
            return texts[place.sentence][start:end]

        return [(word(en, place), [word(ko, k) for k in links[place]]) for place in links]

    return find


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("정부는 “728조원”이라고, 밝혔다.", ["정부는", "728조원", "이라고", "밝혔다"]),
        ("It's the opposition's 8.1% rise, well-known.",
         ["It's", "the", "opposition's", "8.1%", "rise", "well-known"]),
        ("…!?", []),
        ("", []),
    ],
)  # fmt: skip
def test_words_are_cut_without_the_punctuation_around_them(text, words):
    assert [text[a:b] for a, b in words_of(text)] == words


def test_content_words_are_linked_and_function_words_are_not(behind):
    found = dict(
        behind(
            "22일 새벽 일본 남부에서 지진이 발생해 건물이 무너졌다.",
            "The earthquake struck the south of Japan early on the 22nd, and a building collapsed.",
        )
    )
    assert found["earthquake"] == ["지진이"]
    assert found["Japan"] == ["일본"]
    assert found["building"] == ["건물이"]
    assert found["collapsed"] == ["무너졌다"]
    assert not {"The", "the", "of", "on", "and", "a"} & found.keys()


@pytest.mark.parametrize(
    ("ko", "en", "words", "behind_them"),
    [
        ("예산안 규모는 728조원이다.", "The budget amounts to 728 trillion won.",
         ["728", "trillion", "won"], ["728조원이다"]),
        ("병력 3만2000명을 보냈다.", "It sent thirty-two thousand troops.",
         ["thirty-two", "thousand"], ["3만2000명을"]),
        ("비용은 1조2345억원이다.", "The cost is about 1.2 trillion won.", ["1.2"], ["1조2345억원이다"]),
        ("스패로스는 3-1로 이겼다.", "The Sparrows won 3-1.", ["3-1"], ["3-1로"]),
        ("지난달 24일 회의가 열렸다.", "The meeting was held on the 24th.", ["24th"], ["24일"]),
    ],
)  # fmt: skip
def test_figures_are_linked_by_value(behind, ko, en, words, behind_them):
    found = dict(behind(ko, en))
    assert [found.get(word) for word in words] == [behind_them] * len(words)


def test_two_figures_that_english_makes_a_range_stay_apart(behind):
    found = dict(behind("자책점은 2.98에서 2.90으로 낮아졌다.", "His ERA fell from 2.98 to 2.90."))
    assert found["2.98"] == ["2.98에서"]
    assert found["2.90"] == ["2.90으로"]


@pytest.mark.parametrize(
    ("ko", "en", "words", "behind_them"),
    [
        ("김도윤 의원이 반대했다.", "Rep. Kim Do-yoon opposed it.", ["Kim", "Do-yoon"], "김도윤"),
        ("윤재호는 다시 던졌다.", "Yoon pitched again.", ["Yoon"], "윤재호는"),
        ("국민의힘은 불참했다.", "The People Power Party stayed away.", ["People", "Power", "Party"],
         "국민의힘은"),
        ("라몬 카스티요가 던졌다.", "Ramon Castillo pitched.", ["Castillo"], "카스티요가"),
        ("경기는 코메츠가 이겼다.", "The Comets won the game.", ["Comets"], "코메츠가"),
    ],
)  # fmt: skip
def test_names_are_linked(behind, ko, en, words, behind_them):
    found = dict(behind(ko, en))
    assert [found.get(word) for word in words] == [[behind_them]] * len(words)


def test_the_pronoun_is_no_surname(behind):
    # 이 is also romanised I.
    assert "I" not in dict(behind("이한결은 웃었다.", "I laughed with Lee Han-gyeol."))


def test_a_repeated_word_is_told_apart_by_its_neighbours(behind):
    found = behind(
        "한국 정부가 환영했고, 일본 정부는 비판했다.",
        "Japan's government criticized it, while South Korea's government welcomed it.",
    )
    of_japan, of_korea = [links[0] for word, links in found if word == "government"]
    assert of_japan == "정부는"
    assert of_korea == "정부가"


def test_a_bead_of_several_sentences_links_across_all_of_them(behind):
    found = dict(
        behind(
            ["학교 세 곳이 문을 닫았다.", "병원은 열려 있다."],
            ["The hospital is open.", "Three schools have closed."],
        )
    )
    assert found["hospital"] == ["병원은"]
    assert found["schools"] == ["학교"]


def test_nothing_stands_behind_an_unrelated_sentence(behind):
    assert behind("오늘은 비가 온다.", "Parliament impeached the ambassador.") == []


@pytest.mark.parametrize(("ko", "en"), [([], ["A word."]), (["비."], []), (["…"], ["Rain."])])
def test_a_side_without_words_has_no_links(behind, ko, en):
    assert behind(ko, en) == []


def test_no_more_than_three_words_are_shown(behind):
    ko = "학교 옆 학교와 학교 뒤 학교, 그리고 학교."
    assert all(len(links) <= MOST for _, links in behind(ko, "A school by a school."))


def test_places_are_those_of_the_text_as_given(behind):
    # A zero-width space and full-width digits change the normalised text's length.
    found = dict(
        behind("\u200b\u200b정부는 ７２８조원을 썼다.", "The government spent 728 trillion won.")
    )
    assert found["728"] == ["７２８조원을"]
    assert found["government"] == ["정부는"]


def test_a_list_of_a_thousand_words_is_left_alone(behind):
    assert behind("학교 " * 500, "school " * 500) == []


def test_a_model_that_knows_better_is_believed_but_for_what_figures_say():

    ko, en = "배를 3만2000명이 탔다.", "Some 32,000 people boarded pears."
    sentences = [
        [Sentence(name, text, 0, len(text), 0, BlockKind.BODY)]
        for name, text in (("k", ko), ("e", en))
    ]
    encoder = BagEncoder()

    def likely(korean, english):
        found = np.zeros((sum(map(len, english)), sum(map(len, korean))), dtype=np.float32)
        found[3, 2] = 0.9  # boarded: 탔다
        found[3, 0] = 0.2  # not nearly as likely
        found[1, 2] = 0.9  # a figure stands for itself, whatever the model says
        found[4, 0] = 0.1  # too seldom right
        return found

    links = supports(
        *sentences, lambda s: encoder.tokens([s.text])[0], token_scale(encoder).levels, likely
    )
    shown = {place.word: [other.word for other in others] for place, others in links.items()}
    assert shown[3] == [2]
    assert shown[1] == [1]
    assert 4 not in shown
