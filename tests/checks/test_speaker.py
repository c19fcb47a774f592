"""Who said it: the same speaker on both sides, by name, by office or by relation."""

from __future__ import annotations

import pytest

from audit.article import ArticlePair, Text
from audit.checks import speaker
from audit.pipeline import Auditor
from audit.text.segment import segment


@pytest.fixture(scope="module")
def auditor():
    return Auditor()


def flags(auditor, ko, en, before=("", "")):
    texts = [f"{b}\n\n{t}" if b else t for b, t in zip(before, (ko, en), strict=True)]
    pair = ArticlePair("x", segment(Text("ko", texts[0])), segment(Text("en", texts[1])))
    article = auditor.aligned(pair)
    return [flag for bead in article.beads for flag in speaker.check(bead, article)]


SWAPPED = [
    (
        '재판부는 "공기업의 수장이 돈을 챙겼다"고 질타했다.',
        '"The head of a public company pocketed money," the prosecution said.',
        ("재판부", "the prosecution"),
    ),
    (
        '박성호 장관은 "예산을 늘리겠다"고 말했다.',
        '"We will increase the budget," said Kim Min-jung.',
        ("박성호 장관", "Kim Min-jung"),
    ),
    (
        '이재환 감독은 "선수들이 잘 싸웠다"고 말했다.',
        '"The players fought well," Choi Dong-won said.',
        ("이재환 감독", "Choi Dong-won"),
    ),
    (
        '트럼프 대통령은 "협상은 끝났다"고 말했다.',
        '"The negotiations are over," Zelenskyy said.',
        ("트럼프 대통령", "Zelenskyy"),
    ),
    (
        '정유진 변호사는 "판결에 불복한다"고 밝혔다.',
        '"We will appeal the ruling," Han Sang-woo said.',
        ("정유진 변호사", "Han Sang-woo"),
    ),
]


@pytest.mark.parametrize(("ko", "en", "who"), SWAPPED)
def test_words_given_to_somebody_else_are_flagged_with_both_speakers(auditor, ko, en, who):
    found = flags(auditor, ko, en)
    assert len(found) == 1
    assert tuple(evidence.text for evidence in found[0].evidence) == who


def test_somebody_named_elsewhere_in_the_article_is_the_surer_flag(auditor):
    before = (
        "오순임 씨는 고흥에서 식당을 한다.",
        "Oh Soon-im runs a restaurant in Goheung.",
    )
    ko = '르페브르 씨는 "그 고집이 없었다면 버티지 못했을 것"이라고 말했다.'
    en = '"Without that stubbornness, she would not have lasted," Oh said.'
    found = flags(auditor, ko, en, before)
    assert [flag.confidence for flag in found] == [speaker.ANOTHER_NAME]


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        (
            '박성호 장관은 "예산을 늘리겠다"고 말했다.',
            '"We will increase the budget," Minister Park Seong-ho said.',
        ),
        ('박성호 장관은 "예산을 늘리겠다"고 말했다.', '"We will increase the budget," Park said.'),
        ('박성호 장관은 "예산을 늘리겠다"고 말했다.', '"We will increase the budget," he said.'),
        ('트럼프 대통령은 "협상은 끝났다"고 말했다.', '"The negotiations are over," Trump said.'),
        (
            '리창호 외무상은 "대화는 없다"고 말했다.',
            '"There will be no dialogue," Ri Chang-ho said.',
        ),
        (
            '이창호 의원은 "표결에 참여하겠다"고 말했다.',
            '"I will take part in the vote," Lee Chang-ho said.',
        ),
        ('시진핑 주석은 "협력을 원한다"고 말했다.', '"We want cooperation," Xi Jinping said.'),
        (
            '국방부 관계자는 "훈련은 예정대로 한다"고 말했다.',
            '"The drills will go on as planned," a Defense Ministry official said.',
        ),
        ('의원은 "그렇다"고 말했다.', '"Yes," Kim Min-jung said.'),
        ("정부는 예산을 늘렸다.", '"We increased the budget," the government said.'),
        ('"협상은 끝났다"는 말이 나왔다.', '"The negotiations are over," Trump said.'),
        (
            "추경자(67) 씨는 “사과가 달다”고 말했다.",
            "“The apples are sweet,” Choo Kyung-ja, 67, said.",
        ),
        (
            '대니얼 오코너 연구원은 "성공이다"라고 말했다.',
            '"It is a success," Daniel O\'Connor said.',
        ),
        ('검찰은 "증거가 충분하다"고 밝혔다.', '"There is enough evidence," prosecutors said.'),
        (
            '경찰 관계자는 "수사 중"이라고 말했다.',
            '"We are investigating," a police official said.',
        ),
    ],
)
def test_the_same_speaker_and_a_pronoun_are_left_alone(auditor, ko, en):
    assert flags(auditor, ko, en) == []
