"""A man made a woman, or a woman a man; what Korean leaves open is left alone."""

import pytest

from audit.bench.divergence import single
from audit.checks import gender
from audit.checks.context import Context
from audit.messages import message
from audit.records.bead import Bead
from audit.records.flag import Category, Relation


def flags(korean, english):
    bead = Bead("b1", (0,), (0,), 0.9, 0.1)
    article = Context(single(korean, english), (bead,), lambda sentence: None)
    return list(gender.check(bead, article))


EXCHANGED = [
    ("그녀는 혐의를 부인했다.", "He denied the charges.", "그녀", "He"),
    ("그녀의 변호인은 항소하겠다고 밝혔다.", "His lawyer said he would appeal.", "그녀", "His"),
    ("여성은 병원으로 옮겨졌으나 숨졌다.", "He was taken to a hospital but died.", "여성", "He"),
    ("아내는 남은 재산을 기부했다.", "He donated what was left of the fortune.", "아내", "He"),
    (
        "할머니는 6·25 때 가족을 잃었다.",
        "He lost family members in the Korean War.",
        "할머니",
        "He",
    ),
    ("여배우는 수상 소감을 밝혔다.", "He gave an acceptance speech.", "여배우", "He"),
    ("아버지는 광부였다.", "She was a coal miner.", "아버지", "She"),
    ("남편은 소방관으로 일했다.", "She worked as a firefighter.", "남편", "She"),
    ("소년은 구조된 뒤 물을 찾았다.", "The girl asked for water after the rescue.", "소년", "girl"),
    ("남성은 현장에서 체포됐다.", "The woman was arrested at the scene.", "남성", "woman"),
    ("박모(29·여)씨는 다리를 다쳤다.", "Park, a 29-year-old man, hurt his leg.", "(29·여)", "man"),
    ("운전자 최모(52·남)씨가 붙잡혔다.", "A woman surnamed Choi was caught.", "(52·남)", "woman"),
    ("C군은 다음 날 집에 돌아왔다.", "The girl came home the next day.", "C군", "girl"),
    ("여대생들이 거리를 청소했다.", "Young men cleaned the street.", "여대생", "men"),
    ("신랑은 입장하다 넘어졌다.", "The bride tripped as she walked in.", "신랑", "bride"),
]


@pytest.mark.parametrize(("korean", "english", "said", "printed"), EXCHANGED)
def test_the_other_gender_is_flagged_with_both_words(korean, english, said, printed):
    (flag,) = flags(korean, english)
    assert flag.category is Category.MEANING
    assert [(e.side, e.text) for e in flag.spans] == [("source", said), ("target", printed)]


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("그녀는 혐의를 부인했다.", "She denied the charges."),
        ("그는 혐의를 부인했다.", "She denied the charges."),
        ("박 시장은 사과했다.", "She apologized."),
        ("여성은 병원으로 옮겨졌다.", "The victim was taken to a hospital."),
        ("아내는 그를 기다렸다.", "His wife waited for him."),
        ("어머니와 아들이 함께 나왔다.", "The mother came out with him."),
        ("어머니와 아들이 함께 나왔다.", "He came out with someone."),
        ("그는 사실을 부인했다.", "He denied it."),
        ("공주시는 축제를 취소했다.", "He said Gongju canceled the festival."),
        ("여자부 결승에서 그가 이겼다.", "She won the women's final."),
        ("여성가족부 장관이 사퇴했다.", "The gender equality minister stepped down."),
        ("신형 전투기를 공개했다.", "She unveiled a new fighter jet."),
        ("남성은 현장에서 체포됐다.", "The suspect was arrested at the scene."),
        ("그는 그녀보다 빨리 달린다.", "He runs faster than they do."),
        ("그는 여자 친구에게 전화했다.", "He called his partner."),
        ("이모(41)씨가 전화했다.", "A 41-year-old man surnamed Lee called."),
        ("이모 씨는 기다렸다.", "He, surnamed Lee, waited."),
        ("한국군은 훈련을 했다.", "The women of the Korean military trained."),
        ("A군과 B양이 함께 걸었다.", "The two girls walked together."),
        ("형이 확정됐다.", "Her sentence was upheld."),
        ("신부가 미사를 집전했다.", "He celebrated Mass."),
    ],
)
def test_what_korean_leaves_open_or_english_keeps_is_left_alone(korean, english):
    assert flags(korean, english) == []


@pytest.mark.parametrize(
    ("korean", "english", "in_english", "in_korean"),
    [
        (
            "그녀는 혐의를 부인했다.",
            "He denied the charges.",
            "“그녀” is a woman; the English says “He”",
            "“그녀” 부분은 여성을 가리키는데 영어 표현은 “He”입니다",
        ),
        (
            "아버지는 광부였다.",
            "She was a coal miner.",
            "“아버지” is a man; the English says “She”",
            "“아버지” 부분은 남성을 가리키는데 영어 표현은 “She”입니다",
        ),
    ],
)
def test_every_message_reads_in_both_languages(korean, english, in_english, in_korean):
    (flag,) = flags(korean, english)
    assert set(gender.MESSAGES) == {"exchanged"}
    assert (flag.code, flag.relation) == ("gender.exchanged", Relation.CONTRADICTS)
    assert message(flag, "en") == in_english
    assert message(flag, "ko") == in_korean
