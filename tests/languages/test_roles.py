"""Who does what to whom in one language: by particles in Korean, by the parse in English."""

import pytest

from audit.languages.en.contrast import denied_words
from audit.languages.en.links import english_links
from audit.languages.en.parse import parsed
from audit.languages.en.roles import english_actions
from audit.languages.ko.contrast import korean_contrasts
from audit.languages.ko.links import korean_links
from audit.languages.ko.roles import korean_clauses
from audit.languages.links import Tie
from audit.languages.pair.converses import Ends, ends
from audit.languages.pair.held_titles import titled_alike


def text(found):
    return found.text if found else ""


@pytest.mark.parametrize(
    ("sentence", "stem", "agent", "patient", "recipient"),
    [
        ("박 씨가 최 씨를 고소했다.", "고소", "박 씨", "최 씨", ""),
        ("도둑이 경찰에 붙잡혔다.", "붙잡히", "경찰", "도둑", ""),
        ("장관은 야당에 의해 비난받았다.", "비난", "야당", "장관", ""),
        ("마을은 홍수의 위협을 받고 있다.", "위협", "홍수", "마을", ""),
        ("그가 때린 남자는 도망쳤다.", "때리", "그", "남자", ""),
        ("존은 메리가 톰을 미워한다고 믿는다.", "미워하", "메리", "톰", ""),
        ("민수가 영희에게서 책을 빌렸다.", "빌리", "민수", "책", "영희"),
        ("은행이 책을 빌려줬다.", "빌리어주", "은행", "책", ""),
        ("먼지가 건강에 미치는 영향은 크다.", "영향", "먼지", "건강", ""),
        ("검찰은 시장이 돈을 받았다고 비난했다.", "비난", "검찰", "시장", ""),
        ("집은 목수에게 지어졌다.", "짓", "목수", "집", ""),
    ],
)
def test_korean_parts_are_read_by_their_particles(sentence, stem, agent, patient, recipient):
    clause = next(c for c in korean_clauses(sentence) if c.stem == stem)
    assert (text(clause.agent), text(clause.patient), text(clause.recipient)) == (
        agent,
        patient,
        recipient,
    )


def test_a_foreign_name_that_the_analyser_ends_in_a_verb_is_a_subject():
    [clause] = [c for c in korean_clauses("아도니스는 제안을 거절했다.") if c.stem == "거절"]
    assert text(clause.agent) == "아도니스"


def test_a_proposal_does_not_do_what_is_proposed():
    clauses = korean_clauses("의원들은 직함을 바꾸어야 한다는 제안에 실망했다.")
    [clause] = [c for c in clauses if c.stem == "바꾸"]
    assert clause.agent is None


def test_what_a_verb_without_an_object_describes_is_not_its_patient():
    [clause] = [c for c in korean_clauses("세 명이 숨진 사고가 났다.") if c.stem == "숨지"]
    assert clause.patient is None


@pytest.mark.parametrize(
    ("sentence", "verb", "agents", "patients", "aimed"),
    [
        ("Park sued Kim.", "sued", ["Park"], ["Kim"], []),
        ("Park was sued by Kim, who lost.", "sued", ["Kim"], ["Park"], []),
        ("The man chased by police fell.", "chased", ["police"], ["man"], []),
        ("The man that Park hit fled and blamed Kim.", "blamed", ["man"], ["Kim"], []),
        ("Kim told Park to stop attacking Lee.", "attacking", ["Park"], ["Lee"], []),
        ("She shouted at the crowd.", "shouted", ["She"], [], ["crowd"]),
        ("The impact of noise on sleep is known.", "impact", ["noise"], ["sleep"], []),
        ("They are a threat to farmers.", "threat", ["They"], ["farmers"], []),
        ("Kim and Park praised Lee.", "praised", ["Kim", "Park"], ["Lee"], []),
    ],
)
def test_english_parts_are_read_by_the_parse(sentence, verb, agents, patients, aimed):
    words = parsed(sentence).tokens
    action = next(a for a in english_actions(sentence) if words[a.word].text == verb)
    read = [
        [words[i].text for i in part] for part in (action.agents, action.patients, action.aimed)
    ]
    assert read == [agents, patients, aimed]


def sides(links, sentence):
    return [
        (link.tie, *([sentence[a:b] for a, b in side] for side in (link.first, link.second)))
        for link in links
    ]


def test_cause_condition_and_comparison_in_korean():
    cause = "눈이 왔기 때문에 학교가 닫았다."
    assert sides(korean_links(cause), cause) == [(Tie.CAUSE, ["눈", "왔"], ["문", "닫"])] or sides(
        korean_links(cause), cause
    ) == [(Tie.CAUSE, ["눈", "왔"], ["학교", "닫"])]
    if_ = "비가 그치면 경기가 시작된다."
    assert sides(korean_links(if_), if_) == [(Tie.CONDITION, ["비", "그치"], ["경기", "시작"])]
    than = "형이 동생보다 빠르다."
    assert sides(korean_links(than), than) == [(Tie.COMPARISON, ["형"], ["동생"])]


@pytest.mark.parametrize("sentence", ["통계에 따르면 늘었다.", "지금 가면 된다."])
def test_what_only_looks_like_a_condition_is_none(sentence):
    assert korean_links(sentence) == ()


def test_cause_condition_and_comparison_in_english():
    for sentence, tie, first, second in (
        ("Schools closed because snow fell.", Tie.CAUSE, ["snow", "fell"], ["Schools", "closed"]),
        ("The snow fell, so schools closed.", Tie.CAUSE, ["snow", "fell"], ["schools", "closed"]),
        ("If rain stops, play starts.", Tie.CONDITION, ["rain", "stops"], ["play", "starts"]),
        ("Seoul is bigger than Busan.", Tie.COMPARISON, ["Seoul"], ["Busan"]),
    ):
        assert (tie, first, second) in sides(english_links(sentence), sentence)


def test_what_is_denied_and_said_instead():
    [contrast] = korean_contrasts(["범인은 형이 아니라 동생이다."])
    assert (contrast.denied[1].text, contrast.said[1].text) == ("형", "동생")
    [across] = korean_contrasts(["책임자는 시장이 아닙니다.", "지사입니다."])
    assert (across.denied[1].text, across.said) == ("시장", (1, ("지사", 0, 2)))
    assert not list(korean_contrasts(["정부뿐만 아니라 기업도 돕는다."]))
    words = parsed("The mayor, not the governor, is to blame.").tokens
    assert "governor" in {
        words[i].text for i in denied_words("The mayor, not the governor, is to blame.")
    }


def test_verbs_that_say_one_thing_from_its_two_ends():
    assert ends("이기", "beat") is Ends.SAME
    assert ends("이기", "lose") is Ends.CONVERSE
    assert ends("팔", "buy") is Ends.CONVERSE_OF_THINGS
    assert ends("결혼", "marry") is Ends.MUTUAL
    assert ends("고소", "sue") is None


def test_a_vice_minister_is_no_minister():
    assert titled_alike("장관", "Minister Kim")
    assert titled_alike("차관", "Vice Minister Kim")
    assert titled_alike("장관", "Vice Minister Kim") is False
    assert titled_alike("배관공", "Minister Kim") is None
