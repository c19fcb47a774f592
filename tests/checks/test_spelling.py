"""Words that are no English words, and those that only look so."""

from __future__ import annotations

import pytest

from audit.bench.divergence import single
from audit.checks import spelling
from audit.pipeline import Auditor
from audit.text.spelling import is_english, strange_words


@pytest.fixture(scope="module")
def auditor():
    return Auditor()


def flags(auditor, ko, en):
    article = auditor.aligned(single(ko, en))
    return [flag for bead in article.beads for flag in spelling.check(bead, article)]


@pytest.mark.parametrize(
    ("ko", "en", "word"),
    [
        ("정부는 대책을 발표했다.", "The govenment announced measures.", "govenment"),
        (
            "그는 총리와 만나 무역을 논의했다.",
            "He met the prime minister to discuss tradde.",
            "tradde",
        ),
        ("많은 나라가 참가했다.", "Many krajów took part.", "krajów"),
        ("회의는 이틀간 열렸다.", "The meeteng was held for two days.", "meeteng"),
        ("주민들은 대피했다.", "Residents evacuted the area.", "evacuted"),
        ("경찰은 용의자를 체포했다.", "Police arrested the burglur.", "burglur"),
        ("물가가 크게 올랐다.", "Prices rose erheblich.", "erheblich"),
        ("그 결과 수출이 늘었다.", "As a rezultat, exports grew.", "rezultat"),
    ],
)
def test_a_slip_or_a_foreign_word_is_flagged_where_it_stands(auditor, ko, en, word):
    found = flags(auditor, ko, en)
    assert [flag.evidence[0].text for flag in found] == [word]
    assert found[0].confidence >= 0.8
    assert en[found[0].evidence[0].start : found[0].evidence[0].end] == word


@pytest.mark.parametrize(
    "en",
    [
        "The organisation criticised the programme's colour and centre.",
        "The tumour was removed by an anaesthetist.",
        "Carmakers and chipmakers fear undernutrition and shockwaves.",
        "The dashcam showed a headwear shop.",
        "U.S. and U.K. officials met at 3 p.m. KST.",
        "Visit www.example.com or write to desk@example.com.",
        "The iPhone and the eSports league were re-elected.",
        "Kim Jong-un met Choe Son-hui in Pyongyang.",
        "They don't think it's the team's fault.",
        "The rate fell 0.3 percentage points year-on-year.",
        "She traveled, cancelled and labelled it.",
        "A nationwide manhunt was under way.",
        "",
    ],
)
def test_english_in_its_spellings_is_left_alone(en):
    assert strange_words(en) == []


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        (
            "일본의 하나미는 8세기부터 이어졌다.",
            "Cherry viewing, called hanami, goes back to the 8th century.",
        ),
        ("떡볶이와 김밥을 팔았다.", "They sold tteokbokki and gimbap."),
        ("전세 가격이 올랐다.", "Prices of jeonse rose; jeonse is a lump-sum lease."),
    ],
)
def test_a_word_that_the_korean_spells_by_sound_ranks_low(auditor, ko, en):
    assert all(flag.confidence < 0.5 for flag in flags(auditor, ko, en))


@pytest.mark.parametrize(
    "word",
    [
        "specialise",
        "mobilising",
        "denuclearisation",
        "denuclearize",
        "jewellery",
        "endeavours",
        "leukaemia",
    ],
)
def test_british_spellings_are_english(word):
    assert is_english(word)
