"""Kinds of wrong figures beside a wrong value, each right and wrong as an editor would see it."""

import pytest

from audit.checks import number
from audit.checks.context import Context
from audit.records.article import Article, BlockKind, Sentence, Text
from audit.records.bead import Bead
from tests.checks.audited import told

SHOWN = 0.6
"""The risk from which an editor sees a flag by default."""


def text(lang, sentence):
    return Text(
        lang,
        sentence,
        (),
        (Sentence(f"{lang[0]}1", sentence, 0, len(sentence), 0, BlockKind.BODY),),
    )


def codes(korean, english):
    pair = Article("a", text("ko", korean), text("en", english))
    bead = Bead("b1", (0,), (0,), 0.9, 0.1)
    found = number.check(bead, Context(pair, (bead,), lambda sentence: None))
    return [flag.code for flag in found if flag.confidence >= SHOWN]


# Korean, right English, wrong English, the code of what is wrong
KINDS = [
    # conversions
    ("섬은 육지에서 12㎞ 떨어져 있다.", "The island is 12 kilometers (7.5 miles) away.", "The island is 12 kilometers (17.5 miles) away.", "measure"),
    ("물의 온도는 섭씨 80도다.", "The water is 80 degrees Celsius (176 degrees Fahrenheit).", "The water is 80 degrees Celsius (116 degrees Fahrenheit).", "measure"),
    ("체감온도는 영하 20도까지 떨어지겠다.", "Wind chills will be minus 20 degrees Celsius (minus 4 F).", "Wind chills will be minus 20 degrees Celsius (24 F).", "measure"),
    ("농장은 10㏊ 규모다.", "The farm covers 10 hectares (25 acres).", "The farm covers 10 hectares (250 acres).", "measure"),
    ("고래의 무게는 30t이다.", "The whale weighs 30 tons (66,000 pounds).", "The whale weighs 30 tons (6,600 pounds).", "measure"),
    ("아파트는 34평이다.", "The apartment is 34 pyeong (112 square meters).", "The apartment is 34 pyeong (212 square meters).", "measure"),
    ("열차는 시속 300㎞로 달린다.", "The train runs at 300 kilometers per hour (186 mph).", "The train runs at 300 kilometers per hour (286 mph).", "measure"),
    ("초속 20m의 바람이 불었다.", "Winds blew at 20 meters per second (45 mph).", "Winds blew at 20 meters per second (75 mph).", "measure"),
    ("아파트는 34평이다.", "The apartment is 112 square meters.", "The apartment is 34 square meters.", "value"),
    ("그는 30마일을 걸었다.", "He walked 30 miles.", "He walked 30 kilometers.", "value"),
    ("그는 일 마일쯤 걸었다.", "He walked about a mile.", "He walked about a kilometer.", "value"),
    ("기온은 35도였다.", "It was 95 degrees Fahrenheit.", "It was 85 degrees Fahrenheit.", "value"),
    # figures that changed places
    ("화재로 4명이 사망하고 11명이 부상했다.", "The fire left four dead and 11 injured.", "The fire left 11 dead and four injured.", "exchanged"),
    ("12명이 실종되고 5명이 구조됐다.", "Twelve are missing and five were rescued.", "Five are missing and 12 were rescued.", "exchanged"),
    ("찬성 180표, 반대 95표로 가결됐다.", "It passed with 180 votes in favor and 95 against.", "It passed with 95 votes in favor and 180 against.", "exchanged"),
    ("주민 55%가 찬성했고 38%는 반대했다.", "Fifty-five percent supported it and 38 percent opposed it.", "Thirty-eight percent supported it and 55 percent opposed it.", "exchanged"),
    ("참가자는 남성 12명, 여성 30명이다.", "There were 12 men and 30 women.", "There were 30 men and 12 women.", "exchanged"),
    ("교사 3명과 학생 40명이 다쳤다.", "Three teachers and 40 students were hurt.", "Forty teachers and three students were hurt.", "exchanged"),
    ("대표팀은 5승 2패를 기록했다.", "The team had five wins and two losses.", "The team had two wins and five losses.", "exchanged"),
    ("수출은 550억 달러, 수입은 500억 달러였다.", "Exports were $55 billion and imports $50 billion.", "Imports were $55 billion and exports $50 billion.", "exchanged"),
    ("중국은 5.2%, 일본은 1.3% 성장했다.", "China grew 5.2 percent and Japan 1.3 percent.", "China grew 1.3 percent and Japan 5.2 percent.", "exchanged"),
    ("서울은 12도, 부산은 18도였다.", "It was 12 degrees in Seoul and 18 in Busan.", "It was 18 degrees in Seoul and 12 in Busan.", "exchanged"),
    ("1박 2일 일정이다.", "The trip takes two days and one night.", None, ""),
    ("3박 4일 일정이다.", "It is a trip of four days and three nights.", "It is a trip of three days and four nights.", "exchanged"),
    ("수원은 대구를 2-0으로 이겼다.", "Suwon beat Daegu 2-0.", "Suwon beat Daegu 0-2.", "score"),
    ("울산은 전북에 1-2로 졌다.", "Ulsan lost to Jeonbuk 2-1.", "Ulsan lost to Jeonbuk 3-1.", "value"),
    # signs
    ("아침 기온은 영하 15도였다.", "The morning low was 15 degrees below zero.", "The morning low was 15 degrees.", "sign"),
    ("경제성장률은 -1.2%를 기록했다.", "The economy contracted 1.2 percent.", "The economy expanded 1.2 percent.", "sign"),
    ("수익률은 마이너스 3%였다.", "The return was negative 3 percent.", "The return was 3 percent.", "sign"),
    ("낮 기온은 15도였다.", "The temperature was 15 degrees.", "The temperature was minus 15 degrees.", "sign"),
    # to and by
    ("생산량은 3분의 1로 줄었다.", "Output fell to a third.", "Output fell by a third.", "extent"),
    ("생산량은 3분의 1 줄었다.", "Output fell by a third.", "Output fell to a third.", "extent"),
    ("관세를 25%로 올렸다.", "It raised the tariff to 25 percent.", "It raised the tariff by 25 percent.", "extent"),
    ("가격이 20% 올랐다.", "Prices rose 20 percent.", "Prices rose to 20 percent.", "extent"),
    ("비용이 절반으로 줄었다.", "The cost was halved.", "The cost doubled.", "value"),
    ("매출이 두 배가 됐다.", "Sales doubled.", "Sales halved.", "value"),
    ("손님이 반토막 났다.", "The number of guests halved.", "The number of guests tripled.", "value"),
    # how often
    ("대출 금리는 연 7%다.", "The loan rate is 7 percent a year.", "The loan rate is 7 percent a month.", "rate"),
    ("시급은 1만 원이다.", "The hourly wage is 10,000 won.", "The daily wage is 10,000 won.", "rate"),
    ("월세는 70만 원이다.", "The rent is 700,000 won a month.", "The rent is 700,000 won a year.", "rate"),
    ("월 소득은 400만 원이다.", "Monthly income is 4 million won.", "Annual income is 4 million won.", "rate"),
    ("하루 3000명이 찾는다.", "Some 3,000 people visit a day.", "Some 3,000 people visit a month.", "rate"),
    # runs and places in a row
    ("수출은 5개월 연속 늘었다.", "Exports rose for the fifth straight month.", "Exports rose for the sixth straight month.", "value"),
    ("3분기 연속 적자를 냈다.", "It posted a loss for three straight quarters.", "It posted a loss for four straight quarters.", "value"),
    ("그는 둘째 아들이다.", "He is the second son.", "He is the third son.", "value"),
    # words that are figures
    ("마을에는 집 쉰 채가 있다.", "There are 50 houses in the village.", "There are 60 houses in the village.", "value"),
    ("나이는 예순이다.", "She is 60.", "She is 70.", "value"),
    ("두 나라는 반세기 동안 다퉜다.", "The two have quarreled for half a century.", "The two have quarreled for a century.", "value"),
    ("그는 20년 만에 돌아왔다.", "He returned after 20 years.", "He returned after a year.", "value"),
    ("열하루 만에 구조됐다.", "He was rescued after 11 days.", "He was rescued after 21 days.", "value"),
    ("한 달 반이 걸렸다.", "It took a month and a half.", "It took half a month.", "value"),
    ("회의는 2주 뒤 열린다.", "The meeting is two weeks away.", "The meeting is two months away.", "value"),
    ("며칠 뒤 그는 떠났다.", "He left a few days later.", "He left a few weeks later.", "time"),
    ("수년간 연구했다.", "They studied it for years.", "They studied it for months.", "time"),
    # powers
    ("빚이 5조나 된다.", "The debt is as much as 5 trillion won.", "The debt is as much as 5 billion won.", "value"),
    ("투자액 3조↑", "Investment tops 3 trillion won", "Investment tops 3 billion won", "value"),
    ("추경 30조?", "A 30 trillion won extra budget?", "A 3 trillion won extra budget?", "value"),
    ("부채 5억·이자 3000만", "500 million won in debt, 30 million in interest", "50 million won in debt, 30 million in interest", "value"),
    ("피자 3조각을 먹었다.", "He ate three slices of pizza.", "He ate four slices of pizza.", "value"),
    ("인구는 300\u2009000명이다.", "It has a population of 300,000.", "It has a population of 30,000.", "value"),
    # figures left out
    ("주민의 80%가 떠났다.", "Eighty percent of the residents left.", "The residents left.", "gone"),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "right", "wrong", "code"), KINDS)
def test_the_wrong_figure_is_seen_and_the_right_one_is_not(korean, right, wrong, code):
    assert codes(korean, right) == []
    if wrong:
        assert f"number.{code}" in codes(korean, wrong)


FINE = [
    ("키는 178cm다.", "He is 178 centimeters (5 feet 10 inches) tall."),
    ("키는 178cm다.", "He is 5 feet 10 inches (178 centimeters) tall."),
    ("거리는 12~20km다.", "It is 12 to 20 kilometers (7 to 12 miles) away."),
    ("기온이 5도 높았다.", "It was 5 degrees Celsius (9 degrees Fahrenheit) warmer."),
    ("기온은 영하 5도에서 영상 3도 사이다.", "Temperatures range from minus 5 to 3 degrees."),
    ("무역수지는 20억 달러 적자였다.", "The trade balance was minus $2 billion."),
    ("10 빼기 2는 8이다.", "Ten minus two is eight."),
    ("주가는 5% 오른 8만 원에 마감했다.", "The stock closed up 5 percent at 80,000 won."),
    ("1.5% 감소한 300만 명이었다.", "It fell 1.5 percent to 3 million."),
    ("25%에서 15%로 내렸다.", "It was cut from 25 percent to 15 percent."),
    ("지난해 연 3%로 낮아졌다.", "It was lowered to an annual 3 percent last year."),
    ("울산은 전북에 1-2로 졌다.", "Ulsan lost 1-2 to Jeonbuk."),
    ("30일 안에 내야 한다.", "It must be paid within a month."),
    ("보름 뒤 열린다.", "It opens two weeks later."),
    ("어제 하루 쉰 곳이 많았다.", "Many places rested for a day yesterday."),
    ("수십 년간 살았다.", "They lived there for decades."),
    ("응답자의 25%가 그렇다.", "One in four respondents said so."),
    ("응답자의 3분의 1은 반대했다.", "One in three respondents was against."),
    ("그는 4-64-6으로 졌다.", "He lost 4-6, 4-6."),
    ("월드컵 20024강 주역들이 모였다.", "The heroes of the 2002 World Cup's last 4 met."),
    ("피해자가 한둘이 아니다.", "There are many victims."),
    ("미국에서 온 3명이 일본 사람 5명을 만났다.", "Three people from the United States met five from Japan."),
    ("표본오차는 ±3.1%포인트다.", "The margin of error is plus or minus 3.1 percentage points."),
    ("비중이 3분의 1에서 절반으로 커졌다.", "The share grew from a third to half."),
    ("1인 가구 804만", "8.04 million one-person households"),
    ("주민 대부분이 떠났다.", "Most of the residents left."),
    ("주민의 80%가 떠났다.", "Most of the residents left."),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "english"), FINE)
def test_what_is_right_is_let_pass(korean, english):
    assert codes(korean, english) == []


@pytest.mark.parametrize(
    "figure", ["٣٤", "४५", "𝟏𝟐", "๑๒", "9" * 6000, "1" + ",000" * 2000, "0." + "3" * 6000]
)
def test_no_figure_ends_the_run(figure):
    assert codes(f"{figure}명이 왔다.", f"{figure} people came.") == []


@pytest.mark.parametrize(
    ("korean", "right", "wrong"),
    [
        (
            "폭발로 6명이 숨지고 31명이 다쳤다.",
            "The blast killed six people and injured 31.",
            "The blast killed 31 people and injured six.",
        ),
        (
            "산의 높이는 1950m다.",
            "The mountain is 1,950 meters (6,398 feet) high.",
            "The mountain is 1,950 meters (3,698 feet) high.",
        ),
        ("연봉은 5000만 원이다.", "The annual salary is 50 million won.", "The monthly salary is 50 million won."),
    ],
)  # fmt: skip
def test_an_editor_sees_it_by_default(korean, right, wrong):
    assert told(korean, right) == []
    assert told(korean, wrong)
