import re

import pytest

from audit.checks import untranslated
from audit.checks.context import Context
from audit.messages import message
from audit.records.article import Article, BlockKind, Sentence, Text
from audit.records.bead import Bead
from audit.records.flag import Category, Severity
from tests.checks.audited import shown


def flags(korean, english, kind=BlockKind.BODY, bead=None):
    """The check's flags on a bead of one Korean and one English sentence."""
    ko = Sentence("k1", korean, 0, len(korean), 0, kind)
    en = Sentence("e1", english, 0, len(english), 0, kind)
    pair = Article("a", Text("ko", korean, (), (ko,)), Text("en", english, (), (en,)))
    bead = bead or Bead("b1", (0,), (0,), 0.9, 0.1)
    return list(untranslated.check(bead, Context(pair, (bead,), lambda sentence: None)))


@pytest.mark.parametrize(
    ("korean", "english", "severity", "confidence"),
    [
        ("통일부가 밝혔다.", "The 통일부 said so.", Severity.MAJOR, 0.9),
        ("합의문에 서명했다.", "They signed the 합의문 in Seoul.", Severity.MAJOR, 0.9),
        ("김치를 먹었다.", "They ate kimchi (김치).", Severity.MINOR, 0.2),
        ("회담이 열렸다.", "As an AI, I cannot say.", Severity.CRITICAL, 0.8),
        ("회담이 열렸다.", "Here is the translation: Talks began.", Severity.CRITICAL, 0.8),
        ("회담이 열렸다.", "[Talks/The talks] began.", Severity.MAJOR, 0.6),
        ("회담이 열렸다.", "**Talks** began.", Severity.MINOR, 0.6),
        ("회담이 열렸다.", "The the talks began.", Severity.MINOR, 0.8),
        ("회담이 열렸다.", "Talks began at the the hall.", Severity.MINOR, 0.8),
        ("회담이 서울에서 열렸다.", "The talks were held in the", Severity.MAJOR, 0.5),
        ("그는 노트북을 샀다.", "Note: he bought a laptop.", Severity.CRITICAL, 0.8),
        ("상점이 문을 닫았다.", "The <unk> was closed.", Severity.MAJOR, 0.6),
    ],
)
def test_one_remnant(korean, english, severity, confidence):
    (flag,) = flags(korean, english)
    assert flag.category is Category.UNTRANSLATED
    assert flag.severity is severity
    assert flag.confidence >= confidence


def test_two_glosses_are_too_many():
    found = flags("김치와 비빔밥", "Kimchi (김치) and bibimbap (비빔밥).")
    assert [flag.severity for flag in found] == [Severity.MAJOR, Severity.MAJOR]


def test_english_in_the_korean_is_no_matter():
    assert not flags("LG전자는 AI TV를 공개했다.", "LG Electronics unveiled an AI TV.")


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("회담이 열렸다.", "Talks began."),
        ("회담이 열렸다.", "Talks began in in-house rooms."),
        ("그는 그것이 틀렸다고 했다.", "He said that that was wrong."),
        ("방탄소년단(BTS)이 공연했다.", "BTS performed."),
        ("제품명은 [A/S]라고 적혔다.", "The label read [A/S]."),
        ("화면에 **비밀**이라고 떴다. **X**", "The screen read **X**."),
    ],
)
def test_clean_or_as_in_the_korean(korean, english):
    assert not flags(korean, english)


def test_a_headline_may_end_on_a_small_word():
    english = "What the ministry is thinking of"
    assert not flags("통일부의 생각", english, BlockKind.HEADLINE)
    assert flags("통일부의 생각", english)


def test_message_and_evidence():
    (flag,) = flags("통일부가 밝혔다.", "The 통일부 said so.")
    assert message(flag) == '"통일부" is left untranslated'
    (evidence,) = flag.spans
    assert (evidence.side, evidence.start, evidence.end, evidence.text) == (
        "target",
        4,
        7,
        "통일부",
    )


@pytest.mark.parametrize("bead", [Bead("b1", (0,), (), 0, 0), Bead("b1", (), (0,), 0, 0)])
def test_null_beads_are_left_alone(bead):
    assert not flags("통일부가 밝혔다.", "The 통일부 said so.", bead=bead)


# --- sentences as the news has them

# Korean and the English that an editor would print
NEWS = [
    ("국정원은 이같이 보고했다.", "The National Intelligence Service reported this."),
    ("그는 전세 사기를 당했다.", "He fell victim to a jeonse (lump-sum lease) scam."),
    ("서울 강남구에서 사고가 났다.", "The accident happened in Gangnam-gu, Seoul."),
    ("대통령이 담화를 발표했다.", "The president addressed the nation."),
    ("환율이 급등했다.", "The exchange rate soared."),
    ("환율이 급등했다.", "The exchange rate soared."),
    ("환율이 급등했다.", "The exchange rate soared."),
    ("검찰은 영장을 청구했다.", "Prosecutors sought a warrant."),
    ("검찰은 영장을 청구했다.", "Prosecutors sought a warrant."),
    ("그는 회의에 참석했다.", "He attended the meeting."),
    ("그는 회의에 참석했다.", "He attended the meeting."),
    ("국회는 오는 화요일 본회의를 열고 법안을 처리한다.", "The Assembly will hold a plenary session Tuesday to vote on the bill."),
    ("그는 김치를 담갔다.", "He made kimchi."),
    ("한자로 '忠'이라고 썼다.", "He wrote the Chinese character for loyalty."),
    ("그는 그런 일이 있었다고 인정했다.", "He admitted that he had had such an experience."),
    ("그녀가 말한 것은 그것이었다.", "What she said was that that was the case."),
    ("'효도'는 부모를 공경한다는 뜻이다.", "Hyodo (효도) means honoring one's parents."),
    ("뉴욕 뉴욕이라는 노래를 불렀다.", "They sang \"New York, New York.\""),
    ("방탄소년단의 '봄날'이 흘러나왔다.", "BTS's \"Spring Day\" was playing."),
    ("월드컵 조 추첨이 열렸다.", "The World Cup draw was held."),
    ("북한은 '조선중앙통신'을 통해 보도했다.", "North Korea said so through KCNA."),
    ("AI 챗봇을 공개했다.", "It unveiled an AI chatbot."),
    ("그는 \"노트: 잊지 말 것\"이라고 적었다.", "He wrote, \"Note: do not forget.\""),
    ("한일 정상이 만났다.", "The leaders of South Korea and Japan met."),
    ("그는 매우 매우 화가 났다.", "He was very, very angry."),
    ("팬들은 '가자, 가자'를 외쳤다.", "Fans chanted \"Go, go, go!\""),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "english"), NEWS)
def test_what_an_editor_would_print_is_not_flagged(korean, english):
    assert [message(f) for f in flags(korean, english) if f.confidence >= 0.5] == []


# Korean, English with one slip, and the words that the flag points at
SLIPS = [
    ("국정원은 이같이 보고했다.", "The 국정원 reported this.", "국정원"),
    ("그는 전세 사기를 당했다.", "He fell victim to a 전세 scam.", "전세"),
    ("서울 강남구에서 사고가 났다.", "The accident happened in Gangnam구, Seoul.", "구"),
    ("대통령이 담화를 발표했다.", "대통령 addressed the nation.", "대통령"),
    ("환율이 급등했다.", "Here's the translation: The exchange rate soared.", "Here's the translation"),
    ("환율이 급등했다.", "Sure, here is the English translation: The exchange rate soared.", "Sure, here is"),
    ("환율이 급등했다.", "I'm sorry, but I cannot translate this text.", "I cannot translate"),
    ("검찰은 영장을 청구했다.", "Prosecutors sought a a warrant.", "a a"),
    ("검찰은 영장을 청구했다.", "Prosecutors sought sought a warrant.", "sought sought"),
    ("그는 회의에 참석했다.", "He attended [the meeting/the conference].", "[the meeting/the conference]"),
    ("그는 회의에 참석했다.", "He attended the **meeting**.", "**meeting**"),
    ("국회는 오는 화요일 본회의를 열고 법안을 처리한다.", "The Assembly will hold a plenary session Tuesday to vote on the", "the"),
    ("한일 정상이 만났다.", "The leaders of South Korea and 日本 met.", "日本"),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "english", "words"), SLIPS)
def test_one_slip_in_the_news_is_pointed_at(korean, english, words):
    (flag,) = [flag for flag in flags(korean, english) if flag.confidence >= 0.5]
    assert [evidence.text for evidence in flag.spans] == [words]


@pytest.mark.parametrize("english", [".", "…", "—", '" "'])
def test_a_sentence_without_any_english_is_critical(english):
    (flag,) = flags("정부는 오늘 대책을 발표했다.", english)
    assert (flag.category, flag.severity) == (Category.OMISSION, Severity.CRITICAL)
    assert flag.confidence > 0.9
    assert [e.text for e in flag.spans] == ["정부는 오늘 대책을 발표했다."]


SAID = [
    ("empty", "…", "The English of this sentence is empty"),
    ("hangul", "The 통일부 said so.", '"통일부" is left untranslated'),
    ("gloss", "They ate kimchi (김치).", '"(김치)" is a Korean gloss'),
    (
        "machine",
        "As an AI, I cannot say.",
        '"As an AI" reads like a remark of the translation machine',
    ),
    ("options", "[Talks/The talks] began.", '"[Talks/The talks]" leaves a choice open'),
    ("placeholder", "Talks on {0} began.", '"{0}" is a placeholder that was never filled in'),
    ("markup", "**Talks** began.", '"**Talks**" is mark-up'),
    ("doubled", "Talks began at the the hall.", '"the the": a word is doubled'),
    ("truncated", "The talks were held in the", 'The sentence breaks off at "the"'),
    ("gap", "The minister met with the of the council.", 'A word is missing: "the of"'),
]


@pytest.mark.parametrize(("what", "english", "words"), SAID)
def test_each_message_is_said_in_both_languages(what, english, words):
    (flag,) = flags("회담이 열렸다.", english)
    assert flag.code == f"untranslated.{what}"
    assert message(flag) == words
    assert re.search("[가-힣]{2}", message(flag, "ko").replace("통일부", "").replace("김치", ""))
    assert message(flag, "ko") != message(flag)


ENDS = [
    ("cut_word", "A fire broke out. Residents were evacu",
        'The last sentence breaks off in the middle of a word, "evacu"'),
    ("no_stop", "A fire broke out. Residents were moved to schools",
        'The last sentence ends at "schools" without a stop'),
    ("printed_twice", "A fire broke out. A fire broke out. Residents were moved to schools.",
        "This English sentence is printed twice; the Korean has it once"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "english", "words"), ENDS)
def test_an_article_cut_off_or_printed_twice_is_flagged_once(what, english, words):
    (flag,) = shown("불이 났다. 주민들은 학교로 대피했다.", english)
    assert flag.code == f"untranslated.{what}"
    assert message(flag) == words
    assert re.search("[가-힣]{2}", message(flag, "ko"))
    assert flag.severity is (Severity.MAJOR if what == "cut_word" else Severity.MINOR)


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("불이 났다. 주민들은 대피했다.", "A fire broke out. Residents were evacuated."),
        (
            "불이 났다. 불이 났다. 주민들은 대피했다.",
            "A fire broke out. A fire broke out. Residents fled.",
        ),
        (
            "불이 났다\n주민들은 학교로 대피했다",
            "A fire broke out\nResidents were moved to schools",
        ),
        (
            "비용은 약 30만 원이다. 이익이 100% 늘었다.",
            "It costs approx. 300,000 won. Profit rose 100%.",
        ),
        ("그는 “네, 네, 네”라고 했다.", "“Yes. Yes. Yes,” he said."),
    ],
)
def test_articles_that_end_as_they_should_are_left_alone(korean, english):
    assert not shown(korean, english)


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("The company paid ${amount}.", "${amount}"),
        ("The company paid ${total_amount} to its workers.", "${total_amount}"),
        ("The company paid it to {name}.", "{name}"),
        ("The company paid it to %s.", "%s"),
        ("The company paid %d million won.", "%d"),
    ],
)
def test_placeholders_are_pointed_at(english, words):
    (flag,) = flags("회사는 돈을 지불했다.", english)
    assert (flag.code, flag.spans[0].text) == ("untranslated.placeholder", words)
    assert flag.severity is Severity.MAJOR


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("회사는 ${amount}를 지불했다.", "The company paid ${amount}."),
        ("집합 {가, 나}를 보자.", "Take the set {a, b}."),
        ("이익이 100% 늘었다.", "Profit rose 100%."),
        ("상품 가격은 5달러다.", "It costs $5 (6,500 won)."),
    ],
)
def test_what_only_looks_like_a_placeholder_is_left_alone(korean, english):
    assert not flags(korean, english)


def test_a_comma_for_the_last_stop_is_minor():
    found = flags(
        "상대는 공을 오래 잡았고 골키퍼는 안도했다.",
        "They kept the ball and the keeper was untroubled,",
    )
    assert [f.severity for f in found] == [Severity.MINOR]


def test_a_gap_is_flagged_once():
    found = shown("장관은 위원회의 위원장을 만났다.", "The minister met with the of the council.")
    assert [f.code for f in found] == ["untranslated.gap"]


def test_every_message_is_among_them():
    assert set(untranslated.MESSAGES) == {what for what, *_ in (*SAID, *ENDS)}
