"""Who said it: the same speaker on both sides, by name, by office or by relation."""

from __future__ import annotations

import pytest

from audit.checks import speaker
from audit.messages import message
from audit.pipeline import Auditor
from audit.records.article import Article, Text
from audit.segmentation.segment import segment


@pytest.fixture(scope="module")
def auditor():
    return Auditor()


def flags(auditor, ko, en, before=("", "")):
    texts = [f"{b}\n\n{t}" if b else t for b, t in zip(before, (ko, en), strict=True)]
    pair = Article("x", segment(Text("ko", texts[0])), segment(Text("en", texts[1])))
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
    assert tuple(span.text for span in found[0].spans) == who


def test_somebody_named_elsewhere_in_the_article_is_the_surer_flag(auditor):
    before = (
        "오순임 씨는 고흥에서 식당을 한다.",
        "Oh Soon-im runs a restaurant in Goheung.",
    )
    ko = '르페브르 씨는 "그 고집이 없었다면 버티지 못했을 것"이라고 말했다.'
    en = '"Without that stubbornness, she would not have lasted," Oh said.'
    found = flags(auditor, ko, en, before)
    assert [flag.confidence for flag in found] == [speaker.CONFIDENCE["named_elsewhere"]]


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


# --- sentences as the news has them

# Korean and the English that an editor would print
NEWS = [
    ("정청래 대표는 \"법안을 통과시키겠다\"고 말했다.", "\"We will pass the bill,\" Chairman Jung Chung-rae said."),
    ("이재명 대통령은 \"평화가 가장 중요하다\"고 강조했다.", "\"Peace matters most,\" President Lee Jae Myung stressed."),
    ("김여정 부부장은 \"대화는 없다\"고 밝혔다.", "\"There will be no dialogue,\" Kim Yo-jong said."),
    ("푸틴 대통령은 \"제재는 효과가 없다\"고 말했다.", "\"The sanctions do not work,\" Putin said."),
    ("경찰은 \"증거를 확보했다\"고 밝혔다.", "\"We have secured evidence,\" police said."),
    ("경찰 관계자는 \"증거를 확보했다\"고 말했다.", "\"We have secured evidence,\" a police official said."),
    ("안규백 장관은 \"동맹은 굳건하다\"고 말했다.", "\"The alliance is solid,\" Defense Minister Ahn Gyu-back said."),
    ("한동훈 전 대표는 \"동의할 수 없다\"고 반박했다.", "\"I cannot agree,\" former leader Han Dong-hoon countered."),
    ("한동훈 전 대표는 \"동의할 수 없다\"고 반박했다.", "\"I cannot agree,\" Han countered."),
    ("교육부 관계자는 \"여러 방안을 검토하고 있다\"고 말했다.", "\"We are reviewing several options,\" an official at the Education Ministry said."),
    ("청와대는 \"전혀 사실이 아니다\"라고 일축했다.", "\"It is not true,\" the presidential office said."),
    ("이씨는 \"나는 정말 억울하다\"고 호소했다.", "\"I am being treated unfairly,\" Lee said."),
    ("이씨는 \"나는 정말 억울하다\"고 호소했다.", "\"I am being treated unfairly,\" she said."),
    ("마크롱 대통령은 \"유럽이 단결해야 한다\"고 말했다.", "\"Europe must unite,\" French President Emmanuel Macron said."),
    ("유족들은 \"진상을 밝혀 달라\"고 요구했다.", "\"Tell us the truth,\" the bereaved families demanded."),
    ("박 교수는 \"출산율이 너무 낮다\"고 지적했다.", "\"The birthrate is too low,\" Professor Park pointed out."),
    ("박 교수는 \"출산율이 너무 낮다\"고 지적했다.", "\"The birthrate is too low,\" Park said."),
    ("합참은 \"탄도미사일을 포착했다\"고 밝혔다.", "\"We detected a ballistic missile,\" the Joint Chiefs of Staff said."),
    ("중국 외교부 대변인은 \"매우 유감스럽다\"고 말했다.", "\"It is highly regrettable,\" a Chinese Foreign Ministry spokesperson said."),
    ("손흥민은 \"이번에는 꼭 우승하겠다\"고 말했다.", "\"We will win it all this time,\" Son Heung-min said."),
    ("머스크는 \"곧 화성에 사람을 보내겠다\"고 말했다.", "\"We will send people to Mars soon,\" Musk said."),
    ("재판부는 \"죄질이 매우 나쁘다\"고 밝혔다.", "\"The crime is grave,\" the court said."),
    ("주민 최모(61)씨는 \"집이 크게 흔들렸다\"고 말했다.", "\"My house shook hard,\" a 61-year-old resident surnamed Choi said."),
    ("노동신문은 \"정세가 악화됐다\"고 보도했다.", "\"The situation has worsened,\" the Rodong Sinmun reported."),
]  # fmt: skip


@pytest.mark.parametrize(("ko", "en"), NEWS)
def test_what_an_editor_would_print_is_not_flagged(auditor, ko, en):
    assert flags(auditor, ko, en) == []


# Korean, English that names another speaker, and both speakers
ANOTHER = [
    ("정청래 대표는 \"법안을 통과시키겠다\"고 말했다.", "\"We will pass the bill,\" Chairman Jang Dong-hyuk said.", "정청래 대표", "Chairman Jang Dong-hyuk"),
    ("이재명 대통령은 \"평화가 가장 중요하다\"고 강조했다.", "\"Peace matters most,\" Prime Minister Kim Min-seok stressed.", "이재명 대통령", "Prime Minister Kim Min-seok"),
    ("김여정 부부장은 \"대화는 없다\"고 밝혔다.", "\"There will be no dialogue,\" Choe Son-hui said.", "김여정 부부장", "Choe Son-hui"),
    ("푸틴 대통령은 \"제재는 효과가 없다\"고 말했다.", "\"The sanctions do not work,\" Zelenskyy said.", "푸틴 대통령", "Zelenskyy"),
    ("경찰은 \"증거를 확보했다\"고 밝혔다.", "\"We have secured evidence,\" the suspect said.", "경찰", "the suspect"),
    ("경찰 관계자는 \"증거를 확보했다\"고 말했다.", "\"We have secured evidence,\" the defense lawyer said.", "경찰 관계자", "the defense lawyer"),
    ("손흥민은 \"이번에는 꼭 우승하겠다\"고 말했다.", "\"We will win it all this time,\" Lee Kang-in said.", "손흥민", "Lee Kang-in"),
]  # fmt: skip


@pytest.mark.parametrize(("ko", "en", "ours", "theirs"), ANOTHER)
def test_another_speaker_in_the_news_is_pointed_at(auditor, ko, en, ours, theirs):
    (flag,) = flags(auditor, ko, en)
    assert [span.text for span in flag.spans] == [ours, theirs]


def test_every_message_reads_in_both_languages(auditor):
    ko, en, _ = SWAPPED[2]
    (flag,) = flags(auditor, ko, en)
    assert {flag.code} == {f"speaker.{what}" for what in speaker.MESSAGES}
    assert message(flag, "en") == (
        "The Korean gives these words to 이재환 감독, the English to Choi Dong-won"
    )
    assert message(flag, "ko") == (
        "이 인용의 화자는 한국어 원문에서는 이재환 감독인데 영어에서는 Choi Dong-won입니다"
    )


# Reported, not quoted: who the English has instead of the Korean's speaker.
REPLACED = [
    ("검찰은 증거가 충분하다고 밝혔다.", "There is enough evidence, his lawyer said.", "검찰", "lawyer"),
    ("美는 협상이 끝났다고 발표했다.", "China announced that the talks were over.", "美", "China"),
    ("일본 외무성은 유감이라고 밝혔다.", "China's Foreign Ministry said it was regrettable.", "일본 외무성", "Foreign Ministry"),
    ("로이터는 회사가 매각된다고 보도했다.", "Bloomberg reported that the company would be sold.", "로이터", "Bloomberg"),
    ("사망자의 어머니는 “믿을 수 없다”고 말했다.", "“I can't believe it,” said the dead man's teacher.", "어머니", "teacher"),
    ("박 교수는 물가가 오를 것이라고 전망했다.", "Prices will rise, Prof. Kim said.", "박 교수", "Prof. Kim"),
    ("이 관계자는 “예산이 없다”고 했다.", "“There is no budget,” the mayor said.", "관계자", "mayor"),
]  # fmt: skip
KEPT = [
    ("검찰은 증거가 충분하다고 밝혔다.", "There is enough evidence, prosecutors said."),
    ("美는 협상이 끝났다고 발표했다.", "Washington announced that the talks were over."),
    ("北은 이를 인정했다.", "Pyongyang admitted it."),
    ("일본 외무성은 유감이라고 밝혔다.", "Tokyo said it was regrettable."),
    ("로이터는 회사가 매각된다고 보도했다.", "The company will be sold, Reuters reported."),
    ("로이터는 회사가 매각된다고 보도했다.", "The company will be sold, the news agency reported."),
    ("박 교수는 물가가 오를 것이라고 전망했다.", "Prices will rise, the economist said."),
    ("박 교수는 물가가 오를 것이라고 전망했다.", "Prices will rise, he said."),
    ("이 관계자는 “예산이 없다”고 했다.", "“There is no budget,” the spokesman said."),
    ("삼성전자는 공장을 짓는다고 밝혔다.", "The company said it would build a factory."),
    ("회사는 공장을 짓는다고 밝혔다.", "Samsung said it would build a factory."),
    ("통계청에 따르면 실업률이 올랐다.", "The jobless rate rose, according to Statistics Korea."),
    ("소방서 측은 불이 꺼졌다고 전했다.", "The blaze is out, firefighters said."),
]  # fmt: skip


@pytest.mark.parametrize(("ko", "en", "who", "instead"), REPLACED)
def test_what_is_reported_of_another_is_flagged_with_both(auditor, ko, en, who, instead):
    assert [tuple(span.text for span in flag.spans) for flag in flags(auditor, ko, en)] == [
        (who, instead)
    ]


@pytest.mark.parametrize(("ko", "en"), KEPT)
def test_one_speaker_in_other_words_is_none(auditor, ko, en):
    assert flags(auditor, ko, en) == []
