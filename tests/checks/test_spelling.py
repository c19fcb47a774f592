"""Words that are no English words, and those that only look so."""

from __future__ import annotations

import pytest

from audit.bench.divergence import single
from audit.checks import spelling
from audit.languages.en.spelling import is_english, strange_words
from audit.messages import message
from audit.pipeline import Auditor
from audit.records.flag import Relation


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
    assert [flag.spans[0].text for flag in found] == [word]
    assert found[0].confidence >= 0.8
    assert en[found[0].spans[0].start : found[0].spans[0].end] == word


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
        "The fintech firm's chatbots fell to ransomware after a staycation.",
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
    ("ko", "en"),
    [
        (
            "그는 부총리와 무역 문제를 논의했다.",
            "He met the deputy premier und discussed trade issues.",
        ),
        (
            "연구소는 독립적인 연구를 언급했다.",
            "The institute has mencionado an independent study.",
        ),
        ("눈길에서는 마찰이 적다.", "There is little tření on snowy roads."),
        ("정부는 지원을 늘리기로 했다.", "The government said że it will expand support."),
    ],
)
def test_a_word_of_another_language_is_sure(auditor, ko, en):
    assert max(flag.confidence for flag in flags(auditor, ko, en)) > 0.8


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


# --- sentences as the news has them

# Korean and the English that an editor would print
NEWS = [
    ("정부는 경기 부양책을 내놨다.", "The government rolled out a stimulus package."),
    ("한미 연합훈련이 시작됐다.", "South Korea and the United States began joint military drills."),
    ("대법원은 원심을 확정했다.", "The Supreme Court upheld the lower court's ruling."),
    ("반도체 업황이 회복됐다.", "The semiconductor market recovered."),
    ("환경부는 미세먼지 주의보를 내렸다.", "The ministry issued a fine dust advisory."),
    ("노조는 파업에 들어갔다.", "The union went on strike."),
    ("검찰은 압수수색을 벌였다.", "Prosecutors raided the offices."),
    ("탄핵 심판이 열렸다.", "The impeachment trial was held."),
    ("한복과 한옥이 인기다.", "Hanbok and hanok are popular."),
    ("김치찌개와 막걸리를 먹었다.", "They had kimchi-jjigae and makgeolli."),
    ("재벌 개혁을 약속했다.", "He promised to reform the chaebol."),
    ("미국은 비핵화를 요구했다.", "The U.S. demanded denuclearization."),
    ("이재명 대통령은 윤석열 전 대통령을 비판했다.", "President Lee Jae Myung criticized former President Yoon Suk Yeol."),
    ("현대차는 전기차 판매를 늘렸다.", "Hyundai Motor sold more EVs and plug-in hybrids."),
    ("카카오톡이 먹통이 됐다.", "KakaoTalk went down."),
    ("화웨이와 틱톡이 제재를 받았다.", "Huawei and TikTok were sanctioned."),
    ("두 회사는 양해각서를 체결했다.", "The two firms signed an MOU."),
    ("그는 태권도 국가대표였다.", "He was on the national taekwondo team."),
    ("노동신문은 수령을 찬양했다.", "The Rodong Sinmun praised the suryong."),
    ("그는 '먹방'으로 유명해졌다.", "He became famous for his mukbang videos."),
    ("코로나19 변이가 확산했다.", "A COVID-19 variant spread."),
    ("사이버 공격과 랜섬웨어가 늘었다.", "Cyberattacks and ransomware increased."),
    ("가상화폐 시장이 급락했다.", "The cryptocurrency market plunged."),
    ("헌법재판소 재판관들이 출석했다.", "Constitutional Court justices attended."),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "english"), NEWS)
def test_what_an_editor_would_print_is_not_flagged(auditor, korean, english):
    assert [message(f) for f in flags(auditor, korean, english) if f.confidence >= 0.5] == []


# Korean, English with one slip, and the words that the flag points at
SLIPS = [
    ("정부는 경기 부양책을 내놨다.", "The government rolled out a stimlus package.", "stimlus"),
    ("한미 연합훈련이 시작됐다.", "South Korea and the United States began joint militery drills.", "militery"),
    ("대법원은 원심을 확정했다.", "The Supreme Court upheld the lower court's rulling.", "rulling"),
    ("반도체 업황이 회복됐다.", "The semicondutor market recovered.", "semicondutor"),
    ("환경부는 미세먼지 주의보를 내렸다.", "The ministry issued a fine dust advisery.", "advisery"),
    ("헌법재판소 재판관들이 출석했다.", "Constitutional Court justices attendid.", "attendid"),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "english", "words"), SLIPS)
def test_one_slip_in_the_news_is_pointed_at(auditor, korean, english, words):
    (flag,) = [flag for flag in flags(auditor, korean, english) if flag.confidence >= 0.5]
    assert [evidence.text for evidence in flag.spans] == [words]


def test_names_in_a_text_without_capitals_are_no_misspellings(auditor):
    en = "he met prime minister lee hsien loong and deputy premier wong kan seng."
    assert flags(auditor, "그는 리셴룽 총리와 웡칸셍 부총리를 만났다.", en) == []


def test_every_message_reads_in_both_languages(auditor):
    (flag,) = flags(auditor, "정부는 대책을 발표했다.", "The govenment announced measures.")
    assert set(spelling.MESSAGES) == {"no_word"}
    assert (flag.code, flag.relation) == ("spelling.no_word", Relation.DISTORTED)
    assert message(flag, "en") == "“govenment” is no English word: misspelled or left untranslated"
    assert (
        message(flag, "ko") == "“govenment”: 영어에 없는 단어로, 오타이거나 번역되지 않은 말입니다"
    )
