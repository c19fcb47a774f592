"""Plans told as done, the past told as to come or going on, questions told as statements."""

from __future__ import annotations

import pytest

from audit.checks import tense
from audit.checks.context import Context
from audit.messages import message
from audit.records.article import Article, BlockKind, Sentence, Text
from audit.records.bead import Bead
from audit.records.flag import Relation, Severity


def text(lang, sentences, kind):
    raw, found = "", []
    for number, sentence in enumerate(sentences, 1):
        start = len(raw)
        raw += sentence + "\n"
        found.append(
            Sentence(f"{lang[0]}{number}", sentence, start, start + len(sentence), 0, kind)
        )
    return Text(lang, raw, (), tuple(found))


def flags(ko, en, kind=BlockKind.BODY):
    """The check's flags on one bead; either side is a sentence or a list of sentences."""
    korean = [ko] if isinstance(ko, str) else ko
    english = [en] if isinstance(en, str) else en
    bead = Bead("b1", tuple(range(len(korean))), tuple(range(len(english))), 0.9, 0.1)
    pair = Article("a", text("ko", korean, kind), text("en", english, kind))
    return list(tense.check(bead, Context(pair, (bead,), lambda sentence: None)))


PLAN_DONE = [
    (
        "정부는 다음 달 대책을 공개할 예정이다.",
        "The government unveiled measures.",
        "공개할 예정이다",
        "unveiled",
    ),
    ("회사는 울산 공장을 폐쇄할 계획이다.", "The company closed its Ulsan plant.", "폐쇄할 계획이다", "closed"),
    ("검찰은 1심 판결에 항소할 방침이다.", "Prosecutors appealed the ruling.", "항소할 방침이다", "appealed"),
    ("두 회사는 합작 법인을 세우기로 했다.", "The two companies built a joint venture.", "세우기로 했다", "built"),
    ("국회는 26일 법안을 처리하기로 합의했다.", "The Assembly passed the bill on Feb. 26.", "처리하기로 합의했다", "passed"),
    ("김 감독은 시즌이 끝나면 물러날 것이다.", "Coach Kim stepped down after the season.", "물러날 것이다", "stepped"),
    ("그는 “사재를 내놓겠다”고 말했다.", "He gave away his own money.", "내놓겠다", "gave"),
    ("대통령은 5월 워싱턴을 방문할 예정이다.", "The president has visited Washington.", "방문할 예정이다", "has visited"),
    (
        "국방부는 병력 2000명을 감축할 계획이라고 밝혔다.",
        "The Defense Ministry said it had cut 2,000 troops.",
        "감축할 계획이라고",
        "had cut",
    ),
    (
        "롯데는 매장 20곳을 정리할 방침이라고 밝혔다.",
        "Lotte said it shuttered 20 stores.",
        "정리할 방침이라고",
        "shuttered",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("ko", "en", "korean", "english"), PLAN_DONE)
def test_a_plan_told_as_done_is_flagged_at_both_verbs(ko, en, korean, english):
    (flag,) = flags(ko, en)
    assert [(e.side, e.text) for e in flag.spans] == [("source", korean), ("target", english)]
    assert flag.severity is Severity.MAJOR
    assert flag.confidence >= 0.6


PAST_TURNED = [
    ("정부는 어제 대책을 발표했다.", "The government will announce measures.", "발표했다", "will"),
    ("두 정상은 서울에서 만났다.", "The two leaders will meet in Seoul.", "만났다", "will"),
    ("경찰은 용의자 3명을 체포했다.", "Police are going to arrest three suspects.", "체포했다", "are going to"),
    ("회사는 직원 200명을 해고했다.", "The company plans to lay off 200 workers.", "해고했다", "plans to"),
    ("국방부는 훈련을 마쳤다고 밝혔다.", "The ministry said the drills will end.", "밝혔다", "will"),
    ("태풍은 남해안에 상륙했다.", "The typhoon won't reach the southern coast.", "상륙했다", "won't"),
    ("대표팀은 지난달 독일을 찾았다.", "The national team is visiting Germany.", "찾았다", "is visiting"),
    ("그는 작년에 소설을 썼다.", "He writes novels.", "썼다", "He writes"),
]  # fmt: skip


@pytest.mark.parametrize(("ko", "en", "korean", "english"), PAST_TURNED)
def test_the_past_told_as_to_come_or_going_on_is_flagged(ko, en, korean, english):
    (flag,) = flags(ko, en)
    assert [(e.side, e.text) for e in flag.spans] == [("source", korean), ("target", english)]
    assert flag.confidence >= 0.5


QUESTIONS = [
    ("북한은 정말 핵을 포기할까?", "North Korea will really give up its nuclear arms."),
    ("정부는 이 사실을 알고 있었나?", "The government was aware of this fact."),
    ("이것이 최선인가?", "This is the best option."),
    ("노조는 합의안을 받아들였습니까?", "The union accepted the deal."),
    ("정부는 이 사실을 알고 있었다.", "Was the government aware of this fact?"),
    ("금리는 동결됐다.", "Was the rate frozen?"),
    ("이것이 최선이다.", "Is this the best option?"),
]


@pytest.mark.parametrize(("ko", "en"), QUESTIONS)
def test_a_question_stated_or_a_statement_asked_is_flagged(ko, en):
    (flag,) = flags(ko, en)
    assert [e.text for e in flag.spans] == [ko, en]
    assert "asks" in message(flag)
    assert flag.confidence >= 0.5


FAITHFUL = [
    ("정부는 다음 달 대책을 공개할 예정이다.", "The government will unveil measures next month."),
    ("정부는 다음 달 대책을 공개할 예정이다.", "The government is to unveil measures."),
    ("회담은 27일 열릴 예정이다.", "The talks open on the 27th."),
    ("회담은 27일 열릴 예정이다.", "The talks were scheduled for the 27th."),
    ("회담은 27일 열릴 예정이었다.", "The talks were to be held on the 27th."),
    ("이달 열릴 예정이던 회담이 취소됐다.", "The talks were canceled."),
    ("회사는 공장을 폐쇄하기로 했다.", "The company decided to close the plant."),
    ("회사는 공장을 폐쇄하기로 했다.", "The company has agreed to close the plant."),
    ("국방부는 병력을 감축할 계획이라고 밝혔다.", "The ministry said it would cut troops."),
    ("그는 이미 떠났을 것이다.", "He must have left."),
    ("그는 이미 떠났을 것이다.", "He left already, most people there thought."),
    ("그는 “사재를 내놓겠다”고 말했다.", "He vowed to give away his own money."),
    ("비가 오면 좋겠다.", "I wish it rained."),
    ("정부는 어제 대책을 발표했다.", "The government announced measures yesterday."),
    ("정부는 내년에 시행할 대책을 발표했다.", "The measures will take effect next year."),
    ("정부는 대책 시행을 예고했다.", "The measures will take effect."),
    ("국회는 예산안을 처리하려고 했다.", "The Assembly is to vote on the budget bill."),
    ("그는 아버지를 닮았다.", "He resembles his late father, a judge who died."),
    ("변호사 윌 스미스는 서울에 왔다.", "Will Smith, a lawyer, came to Seoul."),
    ("그는 유언장을 남겼다.", "He left a will."),
    ("합의가 이뤄졌다.", "The two sides have reached a deal."),
    ("북한은 정말 핵을 포기할까?", "Will North Korea really give up its nuclear arms?"),
    ("북한은 정말 핵을 포기할까?", "It is unclear whether North Korea will disarm."),
    ("이게 최선이 아닐까?", "I think this is the best option."),
    ("정부가 알고 있었는지가 의문이다.", "Was the government aware of it?"),
    ("왜 그랬는지 그는 말하지 않았다.", "Why did he do it? He would not say."),
    ("―결심한 계기가 있었나.", "Q. Was there a moment that made up your mind?"),
    ("―앞으로의 계획은.", "Q. What are your plans?"),
    ("그는 “정말인가?”라고 물었다.", "He asked if it was true."),
    ("그는 놀라서 되물었다.", "“Is that so?” he said, surprised."),
]


@pytest.mark.parametrize(("ko", "en"), FAITHFUL)
def test_a_faithful_rendering_is_left_alone(ko, en):
    assert flags(ko, en) == []


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        (
            "지난해 취임한 김 장관은 다음 달 대책을 공개할 예정이다.",
            "Kim, who took office last year, presents measures.",
        ),
        ("그는 비치발리볼을 했다.", "He plays beach volleyball."),
        ("과연 그게 옳은 일인가.", "That is hardly right."),
    ],
)
def test_what_may_belong_to_another_clause_or_is_rhetorical_is_weak(ko, en):
    (flag,) = flags(ko, en)
    assert flag.confidence < 0.5


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("정부, 대책 발표했다", "Government to announce measures"),
        ("두 회사, 합병하기로 했다", "Two companies merged"),
        ("이재명·트럼프, 다시 만났다", "Lee, Trump will meet again"),
    ],
)
@pytest.mark.parametrize("kind", [BlockKind.HEADLINE, BlockKind.SUBHEAD, BlockKind.CAPTION])
def test_headlines_and_captions_have_tenses_of_their_own(ko, en, kind):
    assert flags(ko, en, kind) == []


def test_a_question_among_several_sentences_is_weaker():
    ko = ["회담은 끝났다.", "합의가 이뤄졌다."]
    (flag,) = flags(ko, "The talks are over, but was there a deal?")
    assert flag.confidence < 0.5


def test_evidence_is_in_the_text_as_given():
    ko = "정부는 “대책”을\u200b 공개할 예\u200b정이다."
    (flag,) = flags(ko, "The government unveiled “measures.”")
    assert flag.spans[0].text == "공개할 예\u200b정이다"
    assert ko[flag.spans[0].start : flag.spans[0].end] == flag.spans[0].text


@pytest.mark.parametrize(("ko", "en"), [((0,), ()), ((), (0,))])
def test_null_beads_are_left_alone(ko, en):
    bead = Bead("b1", ko, en, 0.0, 0.0)
    kind = BlockKind.BODY
    pair = Article("a", text("ko", ["그는 떠날 예정이다."], kind), text("en", ["He left."], kind))
    assert not list(tense.check(bead, Context(pair, (bead,), lambda sentence: None)))


@pytest.mark.parametrize(
    "english",
    [
        "The rider? was given more stability.",
        "He discussed trade and terrorism? issues with the prime minister.",
    ],
)
def test_a_stray_mark_between_words_asks_nothing(english):
    assert flags("기수의 안정성이 높아졌다.", english) == []


@pytest.mark.parametrize(
    "english",
    ["Was there a deal?", "Was there a deal? Nobody knows.", "Was there a deal (or not)?"],
)
def test_a_question_at_the_end_of_a_sentence_asks(english):
    assert [flag.confidence >= 0.4 for flag in flags("합의가 이뤄졌다.", english)] == [True]


SAID = {
    "tense.plan_done": (
        "회사는 울산 공장을 폐쇄할 계획이다.",
        "The company closed its Ulsan plant.",
    ),
    "tense.past_ahead": ("두 정상은 서울에서 만났다.", "The two leaders will meet in Seoul."),
    "tense.past_now": ("그는 작년에 소설을 썼다.", "He writes novels."),
    "tense.over": ("이 법은 지금도 효력이 있다.", "The law is no longer in force."),
    "tense.goes_on": ("그는 더 이상 일하지 않는다.", "He still works."),
    "tense.verge": ("회사는 파산하기 직전이다.", "The company has collapsed."),
    "tense.not_yet": ("조사는 이미 끝났다.", "The investigation has yet to end."),
    "tense.already": ("조사는 아직 끝나지 않았다.", "The investigation has already ended."),
    "tense.question_stated": ("이것이 최선인가?", "This is the best option."),
    "tense.statement_asked": ("금리는 동결됐다.", "Was the rate frozen?"),
}


def test_every_message_has_a_case():
    assert set(SAID) == {f"tense.{what}" for what in tense.MESSAGES}


@pytest.mark.parametrize(("code", "sides"), SAID.items(), ids=SAID)
def test_every_message_reads_in_both_languages(code, sides):
    (finding,) = flags(*sides)
    assert finding.code == code
    assert finding.relation is Relation.CONTRADICTS
    english, korean = message(finding, "en"), message(finding, "ko")
    assert english != korean
    for said in (english, korean):
        assert all(words in said for words in finding.parameters.values())
        assert "{" not in said


def test_the_message_quotes_both_verbs():
    (finding,) = flags(*SAID["tense.plan_done"])
    assert message(finding) == (
        "“폐쇄할 계획이다” is still to come; the English says “closed”, as if it had happened"
    )


@pytest.mark.parametrize(
    ("ko", "en", "korean", "english"),
    [
        (
            "경찰이 쫓던 남성이 산 건물은 시에 넘어갔다.",
            "The building that the man had bought will go to the city.",
            "넘어갔다",
            "will go",
        ),
        (
            "노조를 만든 직원들은 회사를 떠났다.",
            "Workers who founded the union will leave the company.",
            "떠났다",
            "will leave",
        ),
        (
            "검찰은 지난해 은퇴한 김 씨를 기소할 방침이다.",
            "Prosecutors have indicted Kim, who retired last year.",
            "기소할 방침이다",
            "have indicted",
        ),
        (
            "화재로 무너진 다리를 시가 새로 지을 계획이다.",
            "The city rebuilt the bridge that a fire destroyed.",
            "지을 계획이다",
            "rebuilt",
        ),
        (
            "그 식당은 여전히 밤늦게 문을 연다.",
            "The restaurant used to open late at night.",
            "여전히",
            "used to open",
        ),
        (
            "주민들은 더는 그 물을 마실 수 없다.",
            "Residents still drink the water.",
            "더는 그 물을 마실 수 없",
            "still",
        ),
        (
            "두 회사는 계약을 맺기 직전이라고 밝혔다.",
            "The two companies said they have signed the contract.",
            "맺기 직전이라고",
            "have signed",
        ),
        ("법안은 벌써 통과됐다.", "The bill has not passed yet.", "벌써", "not passed yet"),
        (
            "시신은 아직 발견되지 않았다.",
            "The body has already been found.",
            "아직 발견되지 않았다",
            "already",
        ),
    ],
)
def test_time_and_aspect_turned_round_are_flagged_at_their_words(ko, en, korean, english):
    (flag,) = (f for f in flags(ko, en) if f.confidence >= 0.6)
    assert [(e.side, e.text) for e in flag.spans] == [("source", korean), ("target", english)]
    assert flag.severity is Severity.MAJOR


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("그 식당은 여전히 밤늦게 문을 연다.", "The restaurant still opens late at night."),
        ("그는 예전에는 담배를 피웠지만 지금도 건강하다.", "He used to smoke but is healthy."),
        ("한때 번창하던 가게는 지금도 비어 있다.", "The shop, which used to thrive, is empty."),
        ("톱은 여전히 나무를 자르는 데 쓰인다.", "The saw is still used to cut wood."),
        ("그는 여전히 고기를 먹지 않는다.", "He no longer eats meat."),
        ("그는 더 이상 일하지 않는다.", "He no longer works."),
        ("두 회사는 계약을 맺기 직전이다.", "The two companies are about to sign the contract."),
        ("두 회사는 계약을 맺기 직전이다.", "The two companies have almost signed the contract."),
        ("법안은 이미 통과됐다.", "The bill has already passed."),
        (
            "법안은 이미 폐기됐지만 시행되지 않은 조항도 있다.",
            "The law is dead; some of it has yet to be enforced.",
        ),
        ("시신은 아직 발견되지 않았다.", "The body has yet to be found."),
        ("공연은 취소됐다.", "The show will not be held."),
        ("정부는 담뱃값을 올리기로 했다.", "The government will raise cigarette prices."),
        ("장관은 사과했지만 곧 물러날 예정이다.", "The minister apologized but is to step down."),
        ("장관은 사과했고 곧 물러날 예정이다.", "The minister apologized."),
        (
            "검찰은 지난해 은퇴한 김 씨를 기소할 방침이다.",
            "Prosecutors plan to indict Kim, who retired.",
        ),
        ("그는 회의가 열렸다고 말했다.", "He said the meeting was held and would help."),
    ],
)
def test_aspects_that_agree_are_left_alone(ko, en):
    assert not [f for f in flags(ko, en) if f.confidence >= 0.6]
