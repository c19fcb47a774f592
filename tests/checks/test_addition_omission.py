"""A whole sentence left out or put in, in short news articles of several sentences."""

from __future__ import annotations

import re

import pytest

from audit.checks import addition, omission
from audit.messages import message
from audit.records.article import Article, BlockKind, Sentence, Text
from audit.records.bead import Bead
from audit.segmentation.segment import segment

SURE = 0.5

# Articles of Korean sentences with their English, sentence for sentence.
ARTICLES = {
    "fire": [
        ("26일 새벽 부산의 한 냉동창고에서 불이 났다.", "A fire broke out at a cold-storage warehouse in Busan early on Sunday."),
        ("소방당국은 인력 120명을 투입해 3시간 만에 불길을 잡았다.", "The fire authorities sent 120 firefighters and put out the blaze in three hours."),
        ("창고 직원 두 명이 연기를 마셔 병원으로 옮겨졌다.", "Two warehouse workers were taken to the hospital after inhaling smoke."),
        ("경찰은 용접 작업 중 튄 불꽃을 원인으로 보고 있다.", "Police believe that sparks from welding caused it."),
        ("이 창고는 4년 전에도 화재로 큰 피해를 입었다.", "The warehouse was badly damaged by another fire four years ago."),
    ],
    "rates": [
        ("한국은행이 기준금리를 연 2.5%로 동결했다.", "The Bank of Korea kept its key rate unchanged at 2.5 percent."),
        ("가계부채가 다시 늘고 있다는 점이 가장 큰 이유였다.", "The main reason was that household debt is growing again."),
        ("수도권 아파트값은 7주 연속 올랐다.", "Apartment prices in the greater Seoul area rose for a seventh straight week."),
        ("이창용 총재는 환율 변동성도 고려했다고 설명했다.", "Gov. Rhee Chang-yong explained that the volatile exchange rate was also considered."),
        ("시장은 이르면 11월 금리 인하를 예상한다.", "The market expects a rate cut as early as November."),
    ],
    "missile": [
        ("북한이 동해상으로 단거리 탄도미사일 여러 발을 발사했다.", "North Korea fired several short-range ballistic missiles into the East Sea."),
        ("합동참모본부는 미사일이 350㎞를 날아갔다고 밝혔다.", "The Joint Chiefs of Staff said the missiles flew 350 kilometers."),
        ("대통령실은 긴급 안보회의를 소집했다.", "The presidential office called an emergency security meeting."),
        ("일본 어선들에는 피해가 보고되지 않았다.", "No damage to Japanese fishing boats was reported."),
        ("중국은 모든 당사국에 자제를 촉구했다.", "China urged all parties to show restraint."),
    ],
    "school": [
        ("교육부가 내년부터 초등학교 급식에 지역 농산물을 쓰기로 했다.", "The Education Ministry will use local produce in elementary school lunches from next year."),
        ("예산은 840억원이 배정됐다.", "It has set aside a budget of 84 billion won."),
        ("농민단체는 안정적인 판로가 생긴다며 환영했다.", "Farmers' groups welcomed the plan, saying it gives them steady customers."),
        ("영양사들은 조리 인력 부족을 걱정한다.", "Dietitians worry about a shortage of kitchen staff."),
        ("시범사업은 전북과 제주의 60개 학교에서 먼저 진행된다.", "A pilot will first run at 60 schools in North Jeolla and Jeju."),
    ],
}  # fmt: skip

DROPPED = [(name, at) for name in ARTICLES for at in (1, 2, 3)]

# An invented sentence, put after the given one.
INVENTED = [
    ("fire", 2, "The warehouse belongs to a cousin of the city's mayor."),
    ("fire", 3, "Penguins were seen swimming along the coast the same morning."),
    ("rates", 1, "A famous singer will perform at the bank's anniversary party."),
    ("rates", 3, "Several governors of the bank own vineyards in Italy."),
    ("missile", 1, "Russian engineers had helped to build the launch vehicle."),
    ("missile", 3, "The soccer match between the two Koreas was postponed to spring."),
    ("school", 1, "The minister is said to dislike broccoli."),
    ("school", 3, "Parents in Seoul have filed a lawsuit over textbooks."),
]


def article(auditor, korean, english):
    texts = [Text("ko", "\n".join(korean)), Text("en", "\n".join(english))]
    return auditor.aligned(Article("news", segment(texts[0]), segment(texts[1])))


def found(auditor, korean, english, check):
    """The whole sentences that the check's sure flags point at."""
    return [
        evidence.text
        for flag in auditor.flags(article(auditor, korean, english))
        if flag.check == check and flag.confidence >= SURE
        for evidence in flag.spans
        if evidence.text in korean + english
    ]


def sides(name):
    korean, english = zip(*ARTICLES[name], strict=True)
    return list(korean), list(english)


@pytest.mark.parametrize(("name", "at"), DROPPED)
def test_a_sentence_left_out_is_an_omission_at_that_sentence(auditor, name, at):
    korean, english = sides(name)
    del english[at]
    assert found(auditor, korean, english, "omission") == [korean[at]]


@pytest.mark.parametrize(("name", "at", "invented"), INVENTED)
def test_an_invented_sentence_is_an_addition_at_that_sentence(auditor, name, at, invented):
    korean, english = sides(name)
    english.insert(at, invented)
    assert found(auditor, korean, english, "addition") == [invented]


@pytest.mark.parametrize("name", ARTICLES)
def test_a_faithful_article_has_neither(auditor, name):
    korean, english = sides(name)
    assert found(auditor, korean, english, "omission") == []
    assert found(auditor, korean, english, "addition") == []


@pytest.mark.parametrize("name", ARTICLES)
def test_two_sentences_made_into_one_are_neither(auditor, name):
    korean, english = sides(name)
    second = english[2]
    english[1:3] = [f"{english[1][:-1]}, and {second[0].lower()}{second[1:]}"]
    assert found(auditor, korean, english, "omission") == []
    assert found(auditor, korean, english, "addition") == []


@pytest.mark.parametrize("name", ARTICLES)
def test_sentences_that_changed_places_are_neither(auditor, name):
    korean, english = sides(name)
    english[2], english[3] = english[3], english[2]
    assert found(auditor, korean, english, "omission") == []
    assert found(auditor, korean, english, "addition") == []


@pytest.mark.parametrize(
    ("name", "at", "first", "second"),
    [
        ("fire", 1, "The fire authorities sent 120 firefighters.", "They put out the blaze in three hours."),
        ("fire", 4, "Four years ago, there was another fire.", "It badly damaged the warehouse."),
        ("missile", 0, "North Korea fired several ballistic missiles.", "The short-range missiles fell into the East Sea."),
        ("school", 4, "A pilot will run first.", "It covers 60 schools in North Jeolla and Jeju."),
    ],
)  # fmt: skip
def test_a_sentence_made_into_two_is_neither(auditor, name, at, first, second):
    korean, english = sides(name)
    english[at : at + 1] = [first, second]
    assert found(auditor, korean, english, "omission") == []
    assert found(auditor, korean, english, "addition") == []


# What is said, and a sentence a side of which it is said.
SAID = [
    ("addition.sentence", "", "Penguins were seen swimming along the coast the same morning."),
    ("addition.block", "", "Penguins swim along coast"),
    ("addition.repeats", "경찰은 용접 작업 중 튄 불꽃을 원인으로 보고 있다.", "Police believe that sparks from welding caused it."),
    ("addition.background", "", "Chungju is a city in North Chungcheong Province."),
    ("addition.words", "학생들은 아침에 우유를 마신다.", "Students with red umbrellas drink milk in the morning."),
    ("addition.aside", "국회는 예산안을 처리했다.", "The Assembly passed the budget (a bill worth 728 trillion won)."),
    ("omission.sentence", "펭귄이 같은 날 아침 해안에서 헤엄쳤다.", ""),
    ("omission.block", "펭귄 해안 헤엄", ""),
    ("omission.repeats", "경찰은 용접 작업 중 튄 불꽃을 원인으로 보고 있다.", "Police believe that sparks from welding caused it."),
    ("omission.words", "정부는 내년 초등학교 급식 예산안을 국회에 제출했다.", "The government submitted it."),
    ("omission.gap", "정부는 내년 예산안을 국회에 제출했다.", "The government submitted next year's to the National Assembly."),
]  # fmt: skip


def said(auditor, code, korean, english):
    """What the code's check finds in a bead of the two; a repetition stands apart from what it repeats."""
    check, _, what = code.partition(".")
    kind = BlockKind.CAPTION if what == "block" else BlockKind.BODY

    def text(lang, raw):
        found = (Sentence(f"{lang[0]}1", raw, 0, len(raw), 0, kind),) if raw else ()
        return Text(lang, raw, (), found)

    news = Article("news", text("ko", korean), text("en", english))
    ko, en = (0,) if korean else (), (0,) if english else ()
    if what == "repeats":
        ko, en = ((), en) if check == "addition" else (ko, ())
    bead = Bead("b1", ko, en, 0.9, 1.0)
    module = addition if check == "addition" else omission
    return list(module.check(bead, auditor.context(news, (bead,))))


@pytest.mark.parametrize(("code", "korean", "english"), SAID)
def test_each_message_is_said_in_both_languages(auditor, code, korean, english):
    (found,) = said(auditor, code, korean, english)
    assert found.code == code
    assert re.search("[가-힣]", message(found, "ko"))
    assert message(found, "ko") != message(found, "en")


def test_every_message_is_among_them():
    codes = [
        f"{name}.{what}"
        for name, check in (("addition", addition), ("omission", omission))
        for what in check.MESSAGES
    ]
    assert sorted(codes) == sorted(code for code, _, _ in SAID)


def test_a_part_of_the_page_is_named_in_the_reader_s_language(auditor):
    (found,) = said(auditor, "omission.block", "펭귄 해안 헤엄", "")
    assert message(found) == "This Korean caption is not in the English"
    assert message(found, "ko") == "이 한국어 사진 설명이 영어에서 누락되었습니다"
