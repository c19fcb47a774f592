"""Who said it and how: verbs of saying turned round, sources lost, doubts added."""

from __future__ import annotations

import pytest

from audit.checks import attribution
from audit.checks.context import Context
from audit.languages.pair.attribution import Stance
from audit.messages import message
from audit.records.article import Article, BlockKind, Sentence, Text
from audit.records.bead import Bead
from audit.records.flag import Category, Severity


def text(lang, sentences):
    raw, found = "", []
    for number, sentence in enumerate(sentences, 1):
        start = len(raw)
        raw += sentence + "\n"
        end = start + len(sentence)
        found.append(Sentence(f"{lang[0]}{number}", sentence, start, end, 0, BlockKind.BODY))
    return Text(lang, raw, (), tuple(found))


def flags(ko, en, after=None):
    """The check's flags on the first sentences; ``after`` is a pair of sentences that follow."""
    pair = Article(
        "a",
        text("ko", [ko, after[0]] if after else [ko]),
        text("en", [en, after[1]] if after else [en]),
    )
    bead = Bead("b1", (0,), (0,), 0.9, 0.1)
    return list(attribution.check(bead, Context(pair, (bead,), lambda sentence: None)))


TURNED = [
    ("그는 혐의를 전면 부인했다.", "He admitted all the charges.", "부인했다", "admitted"),
    ("국방부는 보도를 부인했다.", "The ministry confirmed the report.", "부인했다", "confirmed"),
    ("회사는 책임을 인정했다.", "The company denied responsibility.", "인정했다", "denied"),
    ("피의자는 범행을 자백했다.", "The suspect denied the crime.", "자백했다", "denied"),
    ("김 씨는 돈을 받은 사실을 시인했다.", "Kim denied taking the money.", "시인했다", "denied"),
    (
        "야당은 여론조사가 조작됐다고 주장했다.",
        "The opposition proved that the poll was rigged.",
        "주장했다",
        "proved",
    ),
    (
        "유족은 경찰이 늑장 대응했다고 주장했다.",
        "Bereaved families confirmed that police had been slow to act.",
        "주장했다",
        "confirmed",
    ),
    ("직원들은 회계 부정을 폭로했다.", "Employees concealed the fraud.", "폭로했다", "concealed"),
    (
        "시민단체는 정부에 대책 마련을 촉구했다.",
        "Civic groups thanked the government for its measures.",
        "촉구했다",
        "thanked",
    ),
    ("야당은 예산안을 비판했다.", "The opposition praised the budget bill.", "비판했다", "praised"),
    ("중국은 성명을 규탄했다.", "China welcomed the statement.", "규탄했다", "welcomed"),
    ("외신은 그의 연기를 극찬했다.", "Foreign media slammed his acting.", "극찬했다", "slammed"),
    (
        "감독은 신인들을 칭찬했다.",
        "The manager criticized the rookies.",
        "칭찬했다",
        "criticized",
    ),
    (
        "재계는 규제 완화를 환영했다.",
        "Business groups condemned the easing.",
        "환영했다",
        "condemned",
    ),
    ("대통령실은 의혹을 일축했다.", "The presidential office admitted it.", "일축했다", "admitted"),
    ("구단은 투자를 약속했다.", "The club refused to invest.", "약속했다", "refused"),
    ("노조는 파업을 경고했다.", "The union welcomed the strike.", "경고했다", "welcomed"),
    ("의원 30명이 법안을 지지했다.", "Thirty lawmakers opposed the bill.", "지지했다", "opposed"),
    (
        "소방당국은 누전을 화재 원인으로 추정했다.",
        "Fire officials confirmed a short circuit as the cause.",
        "추정했다",
        "confirmed",
    ),
    (
        "경찰은 시신의 신원을 확인했다.",
        "The body is reportedly that of a missing woman.",
        "확인했다",
        "reportedly",
    ),
]


@pytest.mark.parametrize(("ko", "en", "korean", "english"), TURNED)
def test_a_verb_of_saying_turned_round_is_flagged_at_both_verbs(ko, en, korean, english):
    (flag,) = flags(ko, en)
    assert [(e.side, e.text) for e in flag.spans] == [("source", korean), ("target", english)]
    assert flag.category is Category.MODALITY
    assert flag.severity is Severity.MAJOR
    assert flag.confidence >= 0.6


FAITHFUL = [
    ("그는 혐의를 전면 부인했다.", "He denied all the charges."),
    ("그는 혐의를 전면 부인했다.", "He said he had done nothing wrong."),
    ("그는 혐의를 부인했다.", "He refused to admit the charges."),
    ("그는 잘못은 인정했지만 혐의는 부인했다.", "He admitted mistakes but denied the charge."),
    ("회사는 책임을 인정하지 않았다.", "The company denied responsibility."),
    ("법원은 배상 책임을 인정했다.", "The court found the company liable."),
    ("유네스코는 그 가치를 인정했다.", "UNESCO recognized its value."),
    ("야당은 예산이 부족하다고 주장했다.", "The opposition said the budget was too small."),
    ("야당은 예산이 부족하다고 주장했다.", "The budget is too small, the opposition argued."),
    (
        "그는 조사가 조작됐음이 확인됐다고 주장했다.",
        "He claimed it was confirmed that the poll was rigged.",
    ),
    ("직원들은 회계 부정을 폭로했다.", "Employees blew the whistle on the fraud."),
    ("시민단체는 대책 마련을 촉구했다.", "Civic groups called for measures."),
    ("야당은 예산안을 비판했다.", "The opposition slammed the budget bill."),
    (
        "야당은 여당을 비판했지만 추경에는 찬성했다.",
        "The opposition supported the extra budget but not the ruling party.",
    ),
    ("외신은 그의 연기를 호평했다.", "Foreign media gave his acting high marks."),
    ("재계는 규제 완화를 환영했다.", "Business groups hailed the easing."),
    ("구단은 투자를 약속했다.", "The club vowed to invest."),
    ("소방당국은 누전을 화재 원인으로 추정했다.", "Fire officials suspect a short circuit."),
    ("경찰은 시신의 신원을 확인했다.", "Police identified the body."),
    (
        "통계청은 실업률이 3%로 올랐다고 밝혔다.",
        "The jobless rate rose to 3 percent, Statistics Korea said.",
    ),
    ("그는 회담이 무산됐다고 말했다.", "According to him, the talks fell through."),
    ("그는 회담이 무산됐다고 말했다.", "“The talks fell through.”"),
    ("그는 회담이 무산됐다고 말했다.", "He lamented that the talks fell through."),
    ("그는 5월에 서울에 왔다.", "He came to Seoul in May."),
    ("경찰에 따르면 그는 달아났다.", "He reportedly fled."),
    ("김 씨는 뇌물을 받은 혐의로 구속됐다.", "Kim was arrested for allegedly taking bribes."),
    ("비가 더 올 수 있다.", "It may rain more."),
    ("두 정상은 서울에서 만났다.", "The two leaders met in Seoul."),
]


@pytest.mark.parametrize(("ko", "en"), FAITHFUL)
def test_a_faithful_rendering_is_left_alone(ko, en):
    assert flags(ko, en) == []


SOURCE = [
    (
        "이 의원은 정부가 통계를 조작했다고 주장했다.",
        "The government manipulated the statistics.",
    ),
    ("경찰은 운전자가 졸았다고 설명했다.", "The driver dozed off at the wheel."),
    ("주민들은 공장이 폐수를 흘려보냈다고 말했다.", "The plant dumped waste water."),
    ("소식통은 북한이 초소를 철거했다고 전했다.", "North Korea removed its guard posts."),
    ("로이터통신은 양국이 합의에 이르렀다고 보도했다.", "The two countries have reached a deal."),
]


@pytest.mark.parametrize(("ko", "en"), SOURCE)
def test_a_statement_without_its_source_is_flagged(ko, en):
    (flag,) = flags(ko, en)
    assert flag.category is Category.MODALITY
    assert flag.confidence >= 0.5
    assert list(dict.fromkeys(e.side for e in flag.spans)) == ["source", "target"]
    assert any(ko[e.start : e.end].endswith("다") for e in flag.spans if e.side == "source")


def test_a_source_in_the_next_sentence_makes_the_flag_weak():
    ko, en = SOURCE[0]
    after = ("여당은 반박했다.", "The ruling party rejected Lee's claim.")
    (flag,) = flags(ko, en, after)
    assert flag.confidence <= 0.25
    (alone,) = flags(ko, en, ("국회는 산회했다.", "The Assembly adjourned."))
    assert alone.confidence >= 0.5


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        (
            "삼성전자는 평택 공장을 착공했다고 밝혔다.",
            "Samsung Electronics broke ground in Pyeongtaek.",
        ),
        (
            "정부는 내년에 예산을 늘리겠다고 밝혔다.",
            "The government is to increase the budget next year.",
        ),
    ],
)
def test_what_a_body_does_itself_may_be_told_without_its_word_for_it(ko, en):
    assert all(flag.confidence < 0.4 for flag in flags(ko, en))


DOUBT = [
    ("두 회사는 합병했다.", "The two companies reportedly merged.", "reportedly"),
    ("김 대표는 지난달 사임했다.", "Kim allegedly resigned last month.", "allegedly"),
    ("교량은 1998년 완공됐다.", "The bridge was apparently completed in 1998.", "apparently"),
    ("법원은 그를 석방했다.", "The court may have released him.", "may"),
    ("두 정상은 서울에서 만났다.", "The two leaders probably met in Seoul.", "probably"),
    ("회의는 두 시간 만에 끝났다.", "Perhaps the meeting ended after two hours.", "Perhaps"),
]


@pytest.mark.parametrize(("ko", "en", "said"), DOUBT)
def test_a_doubt_that_the_korean_has_not_is_flagged(ko, en, said):
    (flag,) = flags(ko, en)
    assert message(flag) == f"The English says “{said}”; the Korean states it as fact"
    assert [(e.side, e.text) for e in flag.spans] == [("target", said), ("source", ko)]
    assert flag.confidence >= 0.5


@pytest.mark.parametrize(
    ("ko", "en", "after"),
    [
        (
            "그는 회삿돈 3억원을 빼돌렸다.",
            "He allegedly embezzled 300 million won.",
            ("그는 횡령 혐의를 받고 있다.", "He is charged with embezzlement."),
        ),
        ("소음은 수면을 방해한다.", "Noise may disturb sleep.", None),
    ],
)
def test_a_doubt_that_careful_editors_add_is_weak(ko, en, after):
    (flag,) = flags(ko, en, after)
    assert 0.1 < flag.confidence < 0.5


def test_claimed_for_said_is_a_minor_matter():
    (flag,) = flags("그는 돈을 갚았다고 말했다.", "He claimed that he had repaid the money.")
    assert flag.severity is Severity.MINOR
    assert flag.confidence <= 0.2
    assert not flags("그는 돈을 갚았다고 주장했다.", "He claimed that he had repaid the money.")


# What is found, Korean, English, and the message in both languages
SAID = {
    "turned": ("그는 혐의를 전면 부인했다.", "He admitted all the charges.",
        "“부인했다” is a denial; the English says “admitted”",
        "“부인했다” 부분은 부인인데 영어 표현은 “admitted”입니다"),
    "source_lost": ("경찰은 운전자가 졸았다고 설명했다.", "The driver dozed off at the wheel.",
        "“졸았다고 설명했다” gives this to somebody; the English states it as the paper's own",
        "“졸았다고 설명했다” 부분은 누군가의 말을 전하는데 영어는 신문이 직접 하는 말로 단정했습니다"),
    "distanced": ("그는 돈을 갚았다고 말했다.", "He claimed that he had repaid the money.",
        "“다고 말했다” only says; the English stands apart from it with “claimed”",
        "“다고 말했다” 부분은 말을 전할 뿐인데 영어는 “claimed” 표현으로 거리를 두었습니다"),
    "alleged": ("경찰은 용의자를 쫓고 있다.", "Police are chasing the killer.",
        "The Korean only alleges this (“용의자”); the English prints it as fact: “killer”",
        "원문은 “용의자” 단계인데 영어는 “killer” 표현으로 사실처럼 단정했습니다"),
    "doubt_added": ("두 회사는 합병했다.", "The two companies reportedly merged.",
        "The English says “reportedly”; the Korean states it as fact",
        "한국어 원문은 사실로 단정했는데 영어에는 “reportedly” 표현이 추가되었습니다"),
}  # fmt: skip


def test_every_message_has_a_case():
    assert set(SAID) == set(attribution.MESSAGES)


@pytest.mark.parametrize(("what", "case"), SAID.items(), ids=SAID)
def test_every_message_reads_in_both_languages(what, case):
    ko, en, english, korean = case
    (flag,) = flags(ko, en)
    assert flag.code == f"attribution.{what}"
    assert message(flag, "en") == english
    assert message(flag, "ko") == korean


@pytest.mark.parametrize("stance", Stance)
def test_every_stance_has_its_korean_and_its_confidence(stance):
    assert attribution.TERMS[stance.value] != stance.value
    assert 0.5 < attribution.CONFIDENCE[f"turned_{stance.name.lower()}"] < 1


def test_a_verb_inside_quotation_marks_is_the_speakers_own():
    ko = "그는 “언론이 나를 칭찬했다”며 웃었다."
    assert not flags(ko, "“The press criticized me,” he laughed.")


def test_evidence_is_in_the_text_as_given():
    ko = "그는 “혐의”를\u200b 전면 부\u200b인했다."
    (flag,) = flags(ko, "He admitted all the charges.")
    assert flag.spans[0].text == "부\u200b인했다"
    assert ko[flag.spans[0].start : flag.spans[0].end] == flag.spans[0].text


@pytest.mark.parametrize(("ko", "en"), [((0,), ()), ((), (0,))])
def test_null_beads_are_left_alone(ko, en):
    bead = Bead("b1", ko, en, 0.0, 0.0)
    pair = Article("a", text("ko", ["그는 혐의를 부인했다."]), text("en", ["He admitted it."]))
    assert not list(attribution.check(bead, Context(pair, (bead,), lambda sentence: None)))


ALLEGED = [
    ("경찰은 용의자를 쫓고 있다.", "Police are chasing the killer.", "용의자", "killer"),
    ("김 의원은 뇌물을 받은 혐의를 받고 있다.", "Rep. Kim took bribes from a builder.", "혐의", "took bribes"),
    ("국회는 장관의 횡령 의혹을 조사하기로 했다.", "Parliament will look into the minister's embezzlement.", "의혹", "minister's embezzlement"),
    ("피의자는 병원으로 옮겨졌다.", "The rapist was taken to a hospital.", "피의자", "rapist"),
]  # fmt: skip
STILL_ALLEGED = [
    ("경찰은 용의자를 쫓고 있다.", "Police are chasing a suspect."),
    ("경찰은 살인 용의자를 쫓고 있다.", "Police are chasing the suspected killer."),
    ("김 의원은 뇌물을 받은 혐의를 받고 있다.", "Rep. Kim is accused of taking bribes."),
    ("김 의원은 뇌물을 받은 혐의를 받고 있다.", "Rep. Kim is under investigation for taking bribes."),
    ("그는 아내를 살해한 혐의로 징역 10년을 선고받았다.", "He killed his wife and was given 10 years."),
    ("그는 아내를 살해한 혐의로 구속됐다.", "He was arrested for killing his wife."),
    ("국회는 장관의 횡령 의혹을 조사하기로 했다.", "Parliament will look into allegations against the minister."),
    ("법원은 무혐의 처분이 옳다고 봤다.", "The court let the crime of the mayor go."),
    ("범인은 아직 잡히지 않았고 용의자도 없다.", "The killer has not been caught."),
]  # fmt: skip


@pytest.mark.parametrize(("ko", "en", "korean", "english"), ALLEGED)
def test_what_is_alleged_and_printed_as_fact_is_critical(ko, en, korean, english):
    found = [flag for flag in flags(ko, en) if flag.code == "attribution.alleged"]
    assert [[e.text for e in flag.spans] for flag in found] == [[korean, english]]
    assert found[0].severity is Severity.CRITICAL


@pytest.mark.parametrize(("ko", "en"), STILL_ALLEGED)
def test_what_stays_an_allegation_or_is_settled_is_none(ko, en):
    assert [flag for flag in flags(ko, en) if flag.code == "attribution.alleged"] == []


@pytest.mark.parametrize(
    ("ko", "en", "lost"),
    [
        ("박 씨는 남편이 전화기를 버렸다고 말했다.", "Her husband threw away his texts, calls and notes.", True),
        ("연구진은 빙하가 2050년까지 사라질 것으로 추정했다.", "The glaciers will be gone by 2050.", True),
        ("연구진은 빙하가 2050년까지 사라질 것으로 추정했다.", "Researchers estimate the glaciers will be gone by 2050.", False),
        ("연구진은 빙하가 2050년까지 사라질 것으로 추정했다.", "The glaciers are likely to be gone by 2050.", False),
        ("빙하는 2050년까지 사라질 것이다.", "The glaciers will be gone by 2050.", False),
        ("박 씨는 남편이 전화기를 버렸다고 말했다.", "Her husband threw away his phone, she said.", False),
    ],
)  # fmt: skip
def test_whose_word_or_estimate_it_is_may_not_be_lost(ko, en, lost):
    assert [flag.code for flag in flags(ko, en)] == ["attribution.source_lost"] * lost
