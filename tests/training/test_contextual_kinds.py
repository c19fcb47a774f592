"""The kinds of errors: what each does to a sentence, and what it says is wrong."""

from __future__ import annotations

import random
from types import SimpleNamespace

import pytest

from audit.training.contextual.changes import edited, made
from audit.training.contextual.examples import all_kinds
from audit.training.contextual.kinds import (
    attribution,
    exchange,
    insertion,
    names,
    negation,
    numbers,
    removal,
    tense,
    unrelated,
    word_lost,
    wordings,
    words,
)
from audit.training.contextual.tools import Look, agreeing
from tests.training.analysed import analysed, drawn, english, korean, pairs, tools

NAMES = SimpleNamespace(names=[("Park Jihun", "박지훈"), ("Choi Mina", "최미나")])


def results(kind, pair, given=None):
    """English and Korean after each change of a kind; None for a side that it leaves."""
    return {
        (english(pair, c) if c.en else None, korean(pair, c) if c.ko else None)
        for c in drawn(kind, pair, given)
    }


@pytest.mark.parametrize(
    ("particle", "noun", "expected"),
    [
        ("을", "나무", "를"), ("를", "산", "을"), ("는", "책", "은"), ("은", "학교", "는"),
        ("이", "바다", "가"), ("가", "물", "이"), ("와", "밥", "과"), ("과", "나라", "와"),
        ("로", "부산", "으로"), ("으로", "제주", "로"), ("으로", "서울", "로"), ("로", "길", "로"),
        ("나", "연필", "이나"), ("이라고", "사과", "라고"), ("을", "KBS", "을"), ("가", "12", "가"),
    ],
)  # fmt: skip
def test_a_particle_agrees_with_the_noun_before_it(particle, noun, expected):
    assert agreeing(particle, noun) == expected


def test_another_noun_takes_the_particle_that_fits_it():
    look = Look(pairs()["thief"])
    edit = look.renamed(2, "호랑이")
    assert edited(look.pair.ko, [edit]).text == "경찰이 어제 호랑이를 잡았다."
    assert look.renamed(2, "도둑") is None
    assert look.renamed(3, "호랑이") is None  # a verb


@pytest.mark.parametrize(
    ("text", "first", "last", "expected"),
    [
        ("The bridge, which was old, collapsed.", 2, 6, "The bridge collapsed."),
        ("The bridge, which was old, collapsed.", 3, 5, "The bridge collapsed."),
        ("Yesterday, it rained.", 0, 0, "It rained."),
        ("It rained, yesterday.", 3, 3, "It rained."),
        ("Old bridges collapsed.", 0, 0, "Bridges collapsed."),
        ("It rained in Seoul.", 2, 3, "It rained."),
        ("It isn't cold.", 2, 2, "It is cold."),
        ("He went to (old) Busan.", 4, 4, "He went to () Busan."),
    ],
)
def test_a_removed_phrase_takes_its_comma_or_space_along(text, first, last, expected):
    look = Look(analysed("비", text))
    assert edited(text, [look.cut(first, last)]).text == expected


def test_the_last_korean_word_is_never_cut():
    look = Look(pairs()["thief"])
    assert look.ko_cut(3, 3) is None
    assert edited(look.pair.ko, [look.ko_cut(0, 1)]).text == "도둑을 잡았다."


def test_words_of_another_are_no_run_of_a_phrase():
    look = Look(pairs()["kim"])
    assert look.run_for([0, 1]) == (0, 0)
    assert look.run_for([1]) is None  # 김민수 says Kim too
    assert look.run_for([3]) is None  # linked to nothing


def test_every_kind_is_drawn_of_some_pair():
    for kind in all_kinds():
        assert kind.WEIGHT > 0
        assert any(drawn(kind, pair) for pair in pairs().values()), kind.__name__


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.__name__.rsplit(".", 1)[-1])
def test_the_places_that_a_change_names_are_words_of_the_untouched_texts(kind):
    for pair in pairs().values():
        for change in drawn(kind, pair, times=30):
            assert change.kind
            assert change.en or change.ko
            for text, extents in ((pair.en, change.of_en), (pair.ko, change.of_ko)):
                assert all(0 <= a < b <= len(text) and text[a:b].strip() for a, b in extents)
            for text, edits in ((pair.en, change.en), (pair.ko, change.ko)):
                assert all(0 <= a <= b <= len(text) for a, b, _ in edits)


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.__name__.rsplit(".", 1)[-1])
def test_the_same_draw_is_the_same_change(kind):
    look = Look(pairs()["libraries"])
    for seed in range(10):
        first, second = (kind.draw(look, tools(), random.Random(seed)) for _ in range(2))
        assert first == second


# --- negation


def test_a_verb_is_denied_in_both_languages():
    assert results(negation, pairs()["thief"]) == {
        ("The police did not catch a thief yesterday.", "경찰이 어제 도둑을 잡지 않았다.")
    }
    assert results(negation, pairs()["kimchi"]) == {
        ("He does not eat spicy kimchi in the morning.", "그는 아침에 매운 김치를 먹지 않는다.")
    }
    assert results(negation, pairs()["minister"]) == {
        (
            "The minister did not say that the economy will recover.",
            "장관은 경제가 회복될 것이라고 말하지 않았다.",
        ),
        (
            "The minister said that the economy will not recover.",
            "장관은 경제가 회복되지 않을 것이라고 말했다.",
        ),
    }


def test_a_lost_not_makes_the_denying_korean_words_wrong():
    pair = pairs()["oppose"]
    (change,) = [c for c in drawn(negation, pair) if c.kind == "affirmed"]
    assert english(pair, change) == "The opposition did oppose the budget."
    assert [pair.ko[a:b] for a, b in change.of_ko] == ["반대하지", "않았다."]
    assert made(pair.ko, pair.en, change, "en").en.gaps == (18,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The road isn't open.", "The road is open."),
        ("They can't agree.", "They can agree."),
        ("They cannot agree.", "They can agree."),
        ("They won't agree.", "They will agree."),
        ("They never agreed.", "They agreed."),
    ],
)
def test_a_not_goes_however_it_is_written(text, expected):
    pair = analysed("그들은 합의하지 않았다.", text)
    assert expected in {english(pair, c) for c in drawn(negation, pair) if c.kind == "affirmed"}


def test_a_quotation_mark_within_a_denied_korean_word_stays():
    pair = analysed(
        '그는 "비가 많이 왔다"며 웃었다.', "He laughed and said that much rain came.", "came/왔다"
    )
    found = {korean(pair, c) for c in drawn(negation, pair) if c.ko}
    assert found == {'그는 "비가 많이 오지 않았다"며 웃었다.'}


# --- names and exchanges


def test_a_name_is_replaced_in_both_languages_with_the_particle_that_fits():
    both = {pair for pair in results(names, pairs()["kim"], NAMES) if pair[1]}
    assert both == {
        ("Park Jihun left the company.", "박지훈은 회사를 떠났다."),
        ("Choi Mina left the company.", "최미나는 회사를 떠났다."),
    }


def test_a_name_replaced_in_both_languages_is_clean():
    pair = pairs()["kim"]
    for change in drawn(names, pair, NAMES):
        twin = made(pair.ko, pair.en, change, "both")
        assert (twin is None) == (not change.ko)
        if twin:
            assert not twin.wrong
            assert (twin.ko.wrong, twin.en.wrong, twin.en.gaps) == ((), (), ())


def test_half_a_name_is_replaced_in_the_english_only():
    assert {en for en, ko in results(names, pairs()["kim"], NAMES) if not ko} == {
        "Kim Park Jihun left the company.",
        "Kim Choi Mina left the company.",
    }


def test_subject_and_object_are_exchanged_each_with_the_other_s_particle():
    assert results(exchange, pairs()["thief"]) == {
        ("A thief caught the police yesterday.", "도둑이 어제 경찰을 잡았다.")
    }
    assert ("The company left Kim Minsu.", "회사는 김민수를 떠났다.") in results(
        exchange, pairs()["kim"]
    )


def test_half_a_name_is_not_exchanged_in_the_korean():
    pair = pairs()["met"]
    halves = {
        (en, ko) for en, ko in results(exchange, pair) if "Kim Lee" in en or "Minsu Dong" in en
    }
    assert halves
    assert all(ko is None for _, ko in halves)


def test_words_of_a_list_are_not_exchanged():
    pair = analysed(
        "그는 사과, 배와 포도를 샀다.",
        "He bought apples, pears and grapes.",
        "bought/샀다 apples/사과 pears/배 grapes/포도",
    )
    assert drawn(exchange, pair) == []


# --- figures


def value(text):
    return float(text.replace(",", ""))


def test_a_figure_is_changed_alike_on_both_sides():
    pair = pairs()["prices"]
    found = drawn(numbers, pair)
    assert {pair.en[slice(*c.of_en[0])] for c in found} == {"3.5", "1,000"}
    for change in found:
        (en,), (ko,) = change.en, change.ko
        assert en.new == ko.new
        assert pair.en[en.start : en.end] == pair.ko[ko.start : ko.end]
        assert value(en.new) != value(pair.en[en.start : en.end])
        (word,) = change.of_ko
        assert word[0] <= ko.start < ko.end <= word[1]


def test_a_figure_that_the_korean_prints_twice_is_changed_in_the_english_only():
    pair = analysed("3명이 3일 왔다.", "On the third day 3 people came.")
    assert all(not c.ko and not c.of_ko for c in drawn(numbers, pair))


@pytest.mark.parametrize(
    "text", ["It came on the 22nd.", "It lost 3.5bn.", "It rained.", "A B747 came."]
)
def test_part_of_a_word_is_no_figure(text):
    assert drawn(numbers, analysed("3일에 왔다.", text)) == []


def test_nought_becomes_another_value():
    pair = analysed("0점이었다.", "It scored 0 points.")
    assert {value(c.en[0].new) for c in drawn(numbers, pair)} <= set(map(float, range(1, 10)))


# --- tense and attribution


def test_the_tense_of_a_korean_verb_is_exchanged():
    def only_korean(pair):
        return {ko for en, ko in results(tense, pair) if en is None}

    assert only_korean(pairs()["thief"]) == {"경찰이 어제 도둑을 잡겠다."}
    will = analysed("정부는 길을 열겠다.", "The government will open the road.", "open/열겠다")
    assert only_korean(will) == {"정부는 길을 열었다."}


def test_what_follows_a_quotation_mark_is_left_when_a_korean_tense_is_exchanged():
    pair = analysed(
        '그는 "비가 많이 왔다"며 웃었다.', "He laughed and said that much rain came.", "came/왔다"
    )
    assert {ko for en, ko in results(tense, pair) if en is None} == {
        '그는 "비가 많이 오겠다"며 웃었다.'
    }


def test_the_tense_of_an_english_verb_is_exchanged():
    found = {en for en, ko in results(tense, pairs()["thief"]) if ko is None}
    assert {
        "The police will catch a thief yesterday.",
        "The police may catch a thief yesterday.",
    } <= found
    for change in drawn(tense, pairs()["thief"]):
        if change.en:
            assert change.of_ko == ((11, 15),)


def test_who_says_so_is_lost():
    pair = pairs()["minister"]
    (change,) = drawn(attribution, pair)
    found = made(pair.ko, pair.en, change, "en")
    assert found.en.text == "The economy will recover."
    assert (found.en.wrong, found.en.gaps) == ((), (0,))
    assert [pair.ko[a:b] for a, b in found.ko.unmatched] == ["장관은", "말했다."]


def test_who_says_so_at_the_end_is_lost():
    pair = analysed(
        "경제가 회복될 것이라고 장관이 말했다.",
        "The economy will recover, the minister said.",
        "economy/경제 recover/회복 minister/장관 said/말했다",
    )
    (change,) = drawn(attribution, pair)
    found = made(pair.ko, pair.en, change, "en")
    assert found.en.text == "The economy will recover."
    assert found.en.gaps == (len("The economy will recover"),)
    assert found.en.wrong == ()


# --- words that come and go


def test_a_modifier_is_lost_in_both_languages():
    assert results(removal, pairs()["kimchi"]) == {
        ("He eats kimchi in the morning.", "그는 아침에 김치를 먹는다."),
        ("He eats spicy kimchi.", "그는 매운 김치를 먹는다."),
    }
    assert (
        "The bridge collapsed, but nobody was hurt.",
        "다리가 무너졌지만, 아무도 다치지 않았다.",
    ) in (results(removal, pairs()["bridge"]))


def test_a_name_is_lost_whole():
    assert ("Left the company.", "회사를 떠났다.") in results(word_lost, pairs()["kim"])
    assert not any(en.startswith("Minsu") for en, _ in results(word_lost, pairs()["kim"]))


def test_what_is_added_was_met_elsewhere_and_stands_nowhere_yet():
    pair = pairs()["thief"]
    texts = " ".join(p.en for p in pairs().values())
    for change in drawn(insertion, pair):
        (edit,) = change.en
        new = edit.new.strip(" ,")
        assert edit.start == edit.end
        assert new in texts
        assert new not in pair.en
        assert not change.of_ko


def test_another_sentence_ending_or_order():
    pair = pairs()["libraries"]
    found = {c.kind: c for c in drawn(unrelated, pair)}
    assert set(found) == {"other_sentence", "other_ending", "broken_off", "shuffled"}
    assert english(pair, found["other_sentence"]) in {p.en for p in pairs().values()}
    assert pair.en.startswith(english(pair, found["broken_off"]))
    assert found["broken_off"].of_ko
    assert sorted(english(pair, found["shuffled"]).lower().split()) == sorted(
        pair.en.lower().split()
    )


def test_another_word_of_the_same_form_takes_the_place_of_one():
    pair = pairs()["thief"]
    for change in drawn(words, pair, times=200):
        (edit,) = change.en
        old = pair.en[edit.start : edit.end]
        assert not tools().alike(edit.new, old)
        assert change.of_en == ((edit.start, edit.end),)
        if change.ko:
            assert change.kind == "replaced_noun"
            nouns = [noun for found in tools().nouns.values() for noun in found]
            (korean_noun,) = {ko for en, ko in nouns if en == edit.new.lower()}
            assert change.ko[0].new.startswith(korean_noun)


# --- wordings


def test_each_row_of_the_wordings_has_a_kind_of_its_own():
    kinds = [row.kind for row in wordings._sets()]
    assert len(kinds) == len(set(kinds))


def test_no_wording_is_in_two_groups_of_a_row():
    for row in wordings.rows():
        for side in ("en", "ko"):
            found = [word.lower() for group in row[side] for word in group.split()]
            assert len(found) == len(set(found)), row["kind"]
            assert len(row[side]) != 1, row["kind"]


def test_every_wording_is_found_again_and_only_what_means_something_else_replaces_it():
    for row in wordings._sets():
        for side, table in (("en", row.en), ("ko", row.ko)):
            for word, others in table.items():
                match = wordings._pattern(row.kind, side).search(f"({word.upper()})")
                assert match.group().lower() == word
                assert others
                assert word not in map(str.lower, others)


def test_wordings_are_exchanged_with_their_case():
    pair = analysed("대통령이 왔다.", "President Kim met the vice president.")
    found = {english(pair, c) for c in drawn(wordings, pair, times=200)}
    assert "Minister Kim met the vice president." in found
    assert "President Kim met the mayor." in found
    assert not any("vice mayor" in text for text in found)


def test_a_country_s_article_is_small_within_a_sentence():
    pair = analysed("그는 어느 나라에서 왔나.", "He came from Japan.")
    found = {english(pair, c) for c in drawn(wordings, pair, times=300)}
    assert "He came from the United States." in found
    assert "He came from The United States." not in found


def test_part_of_a_korean_word_is_no_wording():
    pair = analysed("오늘 대형 행사가 22일부터 열린다.", "A large event opens.")
    assert {pair.ko[slice(*c.ko[0][:2])] for c in drawn(wordings, pair, times=200) if c.ko} == {
        "오늘"
    }
