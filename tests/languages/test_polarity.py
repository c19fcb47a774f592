import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.languages.en import polarity as en
from audit.languages.en.polarity import english_cues
from audit.languages.ko import polarity as ko
from audit.languages.ko.polarity import korean_cues
from audit.languages.pair.opposites import reversed_in
from audit.languages.polarity import CueKind


def kinds(cues, *wanted):
    return [(cue.kind.value, cue.text) for cue in cues if cue.kind in wanted]


KOREAN_CLAUSES = [
    ("정부는 사망자 수를 확인하지 않았다고 말했다.", ["확인하지 않았다고"]),
    ("회담은 열리지 못했다.", ["열리지 못했다"]),
    ("그는 회의에 안 갔다.", ["안 갔다"]),
    ("선수단은 결승에 못 나갔다.", ["못 나갔다"]),
    ("증거가 없다.", ["증거가 없다"]),
    ("사고 원인은 과속이 아니다.", ["과속이 아니다"]),
    ("경찰은 현장에 접근하지 말라고 경고했다.", ["접근하지 말라고"]),
    ("담당자는 이유를 모른다고 했다.", ["이유를 모른다고"]),
    ("불을 피우면 안 된다.", ["안 된다"]),
    ("가지는 않았다.", ["가지는 않았다"]),
    ("사실이 아니라 소문이다.", ["사실이 아니라"]),
    ("사전 통보 없이 발사했다.", ["없이 발사했다"]),
    ("참석자도 없고 결론도 나지 않았다.", ["참석자도 없고", "나지 않았다"]),
    ("정부는 협상할 수 없다고 밝혔다.", ["협상할 수 없다고"]),
    ("안전에는 문제가 없다.", ["문제가 없다"]),
    ("북한과 관계가 없다.", ["관계가 없다"]),
    ("변화는 없겠다고 했다.", ["변화는 없겠다고"]),
    ("한국을 겨냥한 것이 아니라고 했다.", ["겨냥한 것이 아니라고"]),
    ("누가 쐈는지 모른다.", ["모른다"]),
]


@pytest.mark.parametrize(("sentence", "expected"), KOREAN_CLAUSES)
def test_korean_clause_negation(sentence, expected):
    assert [text for _, text in kinds(korean_cues(sentence), CueKind.CLAUSE)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "책임을 인정하지 않을 수 없다.",
        "한국뿐만 아니라 일본도 참여했다.",
        "서울뿐 아니라 부산에서도 열린다.",
        "다른 방법을 찾을 수밖에 없다.",
        "범인은 다름 아닌 이웃이었다.",
        "그렇지 않느냐고 물었다.",
        "얼마 안 돼 숨졌다.",
        "얼마 지나지 않아 불이 꺼졌다.",
        "형 못지않게 빠르다.",
        "적지 않은 시민이 모였다.",
        "그들은 끊임없이 노력했다.",
        "변함없이 지지한다.",
        "그는 틀림없이 이긴다.",
        "어쩔 수 없이 떠났다.",
        "세금을 내지 않으면 안 된다.",
        "비가 올지도 모른다.",
        "내일 눈이 올지 모른다.",
        "남은 시간은 닷새밖에 없다.",
        "의심할 여지가 없다.",
        "결국 숨지고 말았다.",
        "머지않아 착공한다.",
        "국적에 상관없이 신청할 수 있다.",
        "가능성을 배제할 수 없다.",
        "그는 혐의를 부인하지 않았다.",
        "물은 없어서는 안 될 자원이다.",
    ],
)
def test_korean_form_of_negation_without_its_meaning(sentence):
    assert not kinds(korean_cues(sentence), CueKind.CLAUSE)


@pytest.mark.parametrize(
    ("sentence", "kind", "text"),
    [
        ("비공개 회의를 열었다.", CueKind.PREFIX, "비공개"),
        ("미접종자가 늘었다.", CueKind.PREFIX, "미접종"),
        ("검찰은 무혐의로 결론 냈다.", CueKind.PREFIX, "무혐의"),
        ("대화가 불가능하다.", CueKind.PREFIX, "불가능"),
        ("그는 혐의를 부인했다.", CueKind.LEXICAL, "부인"),
        ("제안을 거부했다.", CueKind.LEXICAL, "거부"),
        ("집회를 금지했다.", CueKind.LEXICAL, "금지"),
        ("발사에 실패했다.", CueKind.LEXICAL, "실패"),
        ("자격을 잃었다.", CueKind.LEXICAL, "잃"),
    ],
)
def test_korean_words_that_negate(sentence, kind, text):
    assert (kind.value, text) in kinds(korean_cues(sentence), kind)


@pytest.mark.parametrize(
    "sentence",
    [
        "대통령 부인이 동행했다.",  # first lady, not denial
        "불가리아 총리가 방한했다.",  # a country
        "그는 10년간 근무한 직원이다.",  # the 무한 across a boundary
        "나미비아 정부가 발표했다.",
        "회의가 서울에서 열렸다.",
        "대표단이 평양에 도착했다.",
    ],
)
def test_korean_words_that_only_look_negative(sentence):
    assert not kinds(
        korean_cues(sentence), CueKind.CLAUSE, CueKind.LEXICAL, CueKind.PREFIX, CueKind.IDIOM
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The ministry did not confirm the toll.", ["not"]),
        ("He didn't attend.", ["didn't"]),
        ("They can't vote and cannot leave.", ["can't", "cannot"]),
        ("No evidence was found.", ["No"]),
        ("Nobody was hurt and nothing was stolen.", ["Nobody", "nothing"]),
        ("Neither Seoul nor Tokyo replied.", ["Neither"]),
        ("It left without warning.", ["without"]),
        ("She never returned.", ["never"]),
        ("None of the ships sank.", ["None"]),
    ],
)
def test_english_clause_negation(sentence, expected):
    assert [text for _, text in kinds(english_cues(sentence), CueKind.CLAUSE)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Not only Seoul but also Busan took part.",
        "It was nothing but a rumor.",
        "There is no doubt he will win.",
        "No less than 30 people came.",
        "It will go ahead no matter what.",
        "Fans can't wait for the show.",
        "Conditions couldn't be better.",
        "The talks will fail unless Tokyo moves.",
        "The road stays closed until Monday.",
        "He finished No. 2 in the world.",
        "They will pay whether or not they agree.",
        "The plan is not just about money.",
    ],
)
def test_english_form_of_negation_without_its_meaning(sentence):
    assert not kinds(english_cues(sentence), CueKind.CLAUSE)


@pytest.mark.parametrize(
    ("sentence", "kind", "text"),
    [
        ("He denied the charge.", CueKind.LEXICAL, "denied"),
        ("The launch failed.", CueKind.LEXICAL, "failed"),
        ("They refused to talk.", CueKind.LEXICAL, "refused"),
        ("The town lacks water.", CueKind.LEXICAL, "lacks"),
        ("He was unable to walk.", CueKind.LEXICAL, "unable"),
        ("The cause is unclear.", CueKind.PREFIX, "unclear"),
        ("It is a nonprofit group.", CueKind.PREFIX, "nonprofit"),
        ("The move was illegal.", CueKind.LEXICAL, "illegal"),
        ("A homeless man was found.", CueKind.PREFIX, "homeless"),
        ("Seoul ruled out talks.", CueKind.LEXICAL, "ruled out"),
        ("He resigned rather than apologize.", CueKind.LEXICAL, "rather than"),
        ("The city is free of mines.", CueKind.LEXICAL, "free of"),
    ],
)
def test_english_words_that_negate(sentence, kind, text):
    assert (kind.value, text) in kinds(english_cues(sentence), kind)


@pytest.mark.parametrize(
    "sentence",
    [
        "The union of universities unveiled a uniform plan.",
        "Her uncle works under the United Nations.",
        "The wireless firm grew.",
        "He is quite tall.",
    ],
)
def test_english_words_that_only_look_negative(sentence):
    assert not english_cues(sentence)


def test_a_korean_cue_knows_what_it_negates():
    heads = {
        cue.text: cue.head
        for cue in korean_cues("상황이 좋지 않다. 확인하지 못했다. 믿을 수 없었다.")
    }
    assert heads == {
        "좋지 않다": "좋다",
        "확인하지 못했다": "확인",
        "믿을 수 없었다": "믿다",
    }


@pytest.mark.parametrize(
    ("korean", "english", "expected"),
    [
        ("경기 상황이 좋지 않다.", "Economic conditions are poor.", True),
        ("해결은 쉽지 않다.", "Solving it will be difficult.", True),
        ("해결은 쉽지 않다.", "Solving it will be easy.", False),
    ],
)
def test_negation_said_positively(korean, english, expected):
    assert any(reversed_in(cue, english) for cue in korean_cues(korean)) is expected


@pytest.mark.parametrize("language", ["korean", "english"])
def test_every_word_of_the_cue_tables(language):
    table = (ko if language == "korean" else en).table()
    find = korean_cues if language == "korean" else english_cues
    lists = ["lexical", "weak", "prefix"] if language == "english" else ["prefix"]
    for name in lists:
        for word in set(table[name].split()):
            assert find(f"They {word} it." if word in table.get("plurals", "") else word), word
    for name in ("lexical", "weak"):
        words = table[name].split()
        assert all(word == word.strip() and word for word in words)
        assert len(set(words)) == len(words), [w for w in words if words.count(w) > 1]


@given(st.text(max_size=60))
def test_spans_lie_in_the_text_and_any_text_can_be_read(text):
    for cue in (*korean_cues(text), *english_cues(text)):
        assert 0 <= cue.start < cue.end <= len(text)
        assert text[cue.start : cue.end] == cue.text
