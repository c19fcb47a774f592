"""Certainty and duty: what the English lost of it, and what says it in other words."""

from __future__ import annotations

import pytest

from audit.bench.divergence import single
from audit.checks import modality
from audit.messages import message
from audit.pipeline import Auditor
from audit.records.flag import Relation


@pytest.fixture(scope="module")
def auditor():
    return Auditor()


def flags(auditor, ko, en):
    article = auditor.aligned(single(ko, en))
    return [flag for bead in article.beads for flag in modality.check(bead, article)]


LOST = [
    (
        "북한이 병력 3000명을 보낸 것으로 알려졌다.",
        "North Korea sent 3,000 troops.",
        "것으로 알려졌",
    ),
    ("두 정상은 통화한 것으로 전해졌다.", "The two leaders spoke by phone.", "것으로 전해졌"),
    (
        "피해액은 100억원에 이르는 것으로 추정된다.",
        "Losses amount to 10 billion won.",
        "것으로 추정된",
    ),
    (
        "정부는 이르면 다음 달 논의에 착수할 것으로 알려졌다.",
        "The government will begin talks next month.",
        "것으로 알려졌",
    ),
    ("수출은 내년에 5% 늘어날 전망이다.", "Exports will grow 5 percent next year.", "전망이다"),
    (
        "금리는 연말까지 내려갈 것으로 예상된다.",
        "Rates will fall by the end of the year.",
        "것으로 예상된",
    ),
    (
        "한국은행은 성장률이 2%에 그칠 것으로 내다봤다.",
        "The Bank of Korea put growth at 2 percent.",
        "것으로 내다봤",
    ),
    (
        "정부는 규제를 완화하는 방안을 검토하고 있다.",
        "The government will ease the rules.",
        "검토하고 있",
    ),
    (
        "국방부는 추가 파병을 검토 중이다.",
        "The Defense Ministry will send more troops.",
        "검토 중이",
    ),
    ("남해안에 비가 더 내릴 수 있다.", "More rain will fall on the southern coast.", "수 있다"),
    (
        "나도 3년 안에 문을 닫을 수 있다.",
        "I, too, will close my doors within three years.",
        "수 있다",
    ),
    ("협상이 결렬될 가능성이 크다.", "The talks will collapse.", "가능성이 크"),
    ("선거가 앞당겨질지도 모른다.", "The election will be brought forward.", "지도 모른"),
    ("정부가 책임을 져야 한다.", "The government takes the blame.", "져야 한다"),
]


@pytest.mark.parametrize(("ko", "en", "words"), LOST)
def test_a_lost_marking_is_flagged_at_its_words(auditor, ko, en, words):
    found = flags(auditor, ko, en)
    assert len(found) == 1
    assert found[0].spans[0].text.startswith(words)
    assert ko[found[0].spans[0].start : found[0].spans[0].end] == found[0].spans[0].text


KEPT = [
    ("북한이 병력 3000명을 보낸 것으로 알려졌다.", "North Korea reportedly sent 3,000 troops."),
    (
        "북한이 병력 3000명을 보낸 것으로 알려졌다.",
        "North Korea is believed to have sent 3,000 troops.",
    ),
    ("두 정상은 통화한 것으로 전해졌다.", "The two leaders are said to have spoken by phone."),
    ("피해액은 100억원에 이르는 것으로 추정된다.", "Losses are estimated at 10 billion won."),
    ("수출은 내년에 5% 늘어날 전망이다.", "Exports are expected to grow 5 percent next year."),
    ("수출은 내년에 5% 늘어날 전망이다.", "Exports are likely to grow 5 percent next year."),
    (
        "금리는 연말까지 내려갈 것으로 예상된다.",
        "Economists forecast lower rates by the end of the year.",
    ),
    (
        "정부는 규제를 완화하는 방안을 검토하고 있다.",
        "The government is considering easing the rules.",
    ),
    ("국방부는 추가 파병을 검토 중이다.", "The Defense Ministry is weighing sending more troops."),
    ("남해안에 비가 더 내릴 수 있다.", "More rain may fall on the southern coast."),
    ("협상이 결렬될 가능성이 크다.", "The talks will probably collapse."),
    ("선거가 앞당겨질지도 모른다.", "The election might be brought forward."),
    ("정부가 책임을 져야 한다.", "The government must take the blame."),
    ("정부가 책임을 져야 한다고 그는 촉구했다.", "He called on the government to take the blame."),
    ("병사들은 탈출할 수 있었다.", "The soldiers got away."),
    ("잘 알려진 가수가 왔다.", "A famous singer came."),
    ("전망 좋은 방이었다.", "It was a room with a fine view."),
    ("정부는 대책을 발표했다.", "The government announced measures."),
]


@pytest.mark.parametrize(("ko", "en"), KEPT)
def test_other_words_for_it_and_plain_facts_are_left_alone(auditor, ko, en):
    assert flags(auditor, ko, en) == []


SAYS = [
    ("화재는 누전 때문인 것으로 추정된다.", "It was confirmed that a fault caused the fire.", "confirmed"),
    ("북한군은 이미 철수한 것으로 파악됐다.", "The troops have already withdrawn.", "fact"),
    ("두 사람은 비밀리에 만난 것으로 보인다.", "The two met in secret.", "fact"),
    ("그는 학창 시절 반장이었다고 한다.", "He was class president at school.", "fact"),
    ("금리는 동결될 것으로 전망된다.", "The rate will be frozen.", "certain"),
    ("연구소는 성장률이 1%대에 그칠 것이라고 내다봤다.", "Growth fell to 1 percent.", "certain"),
    ("정부는 세금 인하를 논의하고 있다.", "The government will cut taxes.", "settled"),
    ("북한이 도발할 가능성이 있다.", "North Korea will launch a provocation.", "certain"),
    ("회담이 취소될지도 모른다.", "The talks will be canceled.", "certain"),
    ("환율이 더 오를 가능성이 크다.", "The exchange rate rises further.", "fact"),
    ("유가가 다시 오를 수도 있다.", "Oil prices will rise again.", "certain"),
    ("늑장 대응이 피해를 키운 원인일 수 있다.", "The damage was caused by the slow response.", "fact"),
    ("정부는 대책을 마련해야 한다.", "The government may draw up measures.", "optional"),
    ("국회는 정부에 해명을 촉구했다.", "Lawmakers said the Cabinet can explain.", "optional"),
    ("모든 승객은 마스크를 써야 한다고 밝혔다.", "It said passengers can wear masks.", "optional"),
    ("시공사는 결함을 신고할 의무가 있다.", "The builder may report flaws.", "optional"),
]  # fmt: skip


@pytest.mark.parametrize(("ko", "en", "word"), SAYS)
def test_the_message_says_what_the_english_makes_of_it(auditor, ko, en, word):
    (flag,) = flags(auditor, ko, en)
    assert word in message(flag)
    assert flag.confidence >= 0.5


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("잘 알려진 배우 김 씨가 숨졌다.", "Kim, a famous actor, died."),
        ("이곳은 '달동네'라고 한다.", "This place is called a moon village."),
        ("다시 알려 달라고 한다.", "She wants to be told again."),
        ("사고로 3명이 숨진 것으로 알려졌다.", "Three people died, according to police."),
        (
            "한국은행은 성장률이 2%에 그칠 것으로 내다봤다.",
            "Growth will be 2 percent, the BOK said.",
        ),
        ("회복할 가능성이 없다.", "He will not recover."),
        ("그가 어디로 갔는지 모른다.", "She does not know where he went."),
        ("정부는 대책을 마련해야 했다.", "The government had to draw up measures."),
        ("서울에서 남산을 볼 수 있다.", "Namsan overlooks the city of Seoul."),
        ("이 버섯은 먹을 수 있다.", "This mushroom is edible."),
        ("도울 수 있어서 기뻤다.", "I was happy to lend a hand."),
        ("5월에 문을 열어야 한다.", "It must open in May."),
        ("두 사람은 결혼한다고 한다.", "The two are getting married, friends say."),
    ],
)
def test_what_only_looks_like_a_marking_is_left_alone(auditor, ko, en):
    assert flags(auditor, ko, en) == []


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("이 약은 통증을 줄일 수 있다.", "This drug eases pain."),
        ("그는 경기를 포기해야 했다.", "He abandoned the match."),
    ],
)
def test_what_careful_translators_also_do_is_a_weak_flag(auditor, ko, en):
    (flag,) = flags(auditor, ko, en)
    assert 0.1 < flag.confidence < 0.5


def test_evidence_stands_on_both_sides_in_the_text_as_given(auditor):
    ko = "정부는 “세금 인하를 \u200b검토하고 있다”고 밝혔다."
    (flag,) = flags(auditor, ko, "The government will cut taxes, it said.")
    korean, english = flag.spans
    assert korean.text == "검토하고 있다"
    assert ko[korean.start : korean.end] == korean.text
    assert english.side == "target"


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("정부가 부두를 봉쇄할 수 있다.", "The government will blockade the docks."),
        ("그가 출마할 지도 모른다.", "He will run for president."),
    ],
)
def test_a_possibility_that_is_no_ability_is_flagged_whatever_the_verb(auditor, ko, en):
    assert [flag.confidence >= 0.5 for flag in flags(auditor, ko, en)] == [True]


SAID = {
    "modality.hearsay_confirmed": (
        "화재는 누전 때문인 것으로 추정된다.", "It was confirmed that a fault caused the fire.",
    ),
    "modality.hearsay_fact": ("두 정상은 통화한 것으로 전해졌다.", "The two leaders spoke by phone."),
    "modality.expected_certain": (
        "수출은 내년에 5% 늘어날 전망이다.", "Exports will grow 5 percent next year.",
    ),
    "modality.considered_settled": (
        "국방부는 추가 파병을 검토 중이다.", "The Defense Ministry will send more troops.",
    ),
    "modality.possible_certain": ("회담이 취소될지도 모른다.", "The talks will be canceled."),
    "modality.possible_fact": ("환율이 더 오를 가능성이 크다.", "The exchange rate rises further."),
    "modality.obliged_optional": (
        "정부는 대책을 마련해야 한다.", "The government may draw up measures.",
    ),
    "modality.obliged_lost": ("정부가 책임을 져야 한다.", "The government takes the blame."),
    "modality.demanded_optional": (
        "국회는 정부에 해명을 촉구했다.", "Lawmakers said the Cabinet can explain.",
    ),
    "modality.banned_advised": ("공원에서는 취사가 금지된다.", "Visitors are advised not to cook."),
    "modality.obliged_preferred": ("방문 예약은 의무다.", "Reservations are optional."),
    "modality.advised_obliged": (
        "당국은 외출을 삼갈 것을 권고했다.", "Authorities ordered people to stay home.",
    ),
    "modality.allowed_obliged": ("구청은 노점을 허용했다.", "The district banned street stalls."),
    "modality.possible_obliged": (
        "회원은 회비를 나눠 낼 수 있다.", "Members must pay in installments.",
    ),
    "modality.certain_possible": ("여당의 승리는 확실하다.", "The ruling party might win."),
    "modality.unsure_certain": (
        "물가는 더 오를 것으로 보인다.", "Prices are certain to rise further.",
    ),
    "modality.fact_possible": ("환자가 빠르게 늘고 있다.", "The number of patients could rise fast."),
    "modality.planned_possible": ("시는 요금을 올릴 예정이다.", "The city may raise fares."),
    "modality.needed_optional": (
        "시공사는 결함을 신고할 의무가 있다.", "The builder may report flaws.",
    ),
}  # fmt: skip


def test_every_message_has_a_case():
    assert set(SAID) == {f"modality.{what}" for what in modality.MESSAGES}


@pytest.mark.parametrize(("code", "sides"), SAID.items(), ids=SAID)
def test_every_message_reads_in_both_languages(auditor, code, sides):
    (finding,) = flags(auditor, *sides)
    assert finding.code == code
    english, korean = message(finding, "en"), message(finding, "ko")
    assert english != korean
    for said in (english, korean):
        assert finding.spans[0].text in said
        assert "{" not in said


@pytest.mark.parametrize(
    ("code", "relation"),
    [
        ("modality.hearsay_confirmed", Relation.CONTRADICTS),
        ("modality.hearsay_fact", Relation.OMITTED),
        ("modality.obliged_optional", Relation.CONTRADICTS),
        ("modality.obliged_lost", Relation.OMITTED),
    ],
)
def test_the_contrary_contradicts_and_a_plain_statement_omits(auditor, code, relation):
    (finding,) = flags(auditor, *SAID[code])
    assert finding.relation is relation


@pytest.mark.parametrize(
    ("ko", "en", "words"),
    [
        ("이 해변에서는 수영이 금지돼 있다.", "Swimmers are discouraged here.", ("금지돼", "discouraged")),
        ("안전모는 필수다.", "Helmets are optional.", ("필수다", "optional")),
        ("의사는 휴식을 권했지만 수술이 필요하다.", "Surgery would be desirable.", ("필요하다", "would be desirable")),
        ("정부는 재택근무를 권고했다.", "The government made remote work mandatory.", ("권고했다", "mandatory")),
        ("학교는 휴대전화 사용을 허용했다.", "The school prohibited cell phones.", ("허용했다", "prohibited")),
        ("고객은 환불을 받을 수 있다.", "Customers are required to take refunds.", ("수 있다", "are required to")),
        ("그가 물러날 것이 틀림없다.", "Perhaps he is stepping down.", None),
        ("환율은 더 떨어질 것으로 전망된다.", "The exchange rate will definitely fall.", ("것으로 전망된다", "definitely")),
        ("지하수가 마르고 있다.", "The groundwater might dry up.", ("마르고 있다", "might dry")),
        ("두 나라는 군대를 줄이기로 합의했다.", "The two countries could cut their troops.", ("줄이기로 합의했다", "could cut")),
        (
            "그 비용은 피할 수 없으며 이 문제는 반드시 고쳐야 한다.",
            "The costs are a must, and the problem could be fixed.",
            ("고쳐야 한다", "could be fixed"),
        ),
    ],
)  # fmt: skip
def test_another_strength_is_flagged_on_both_sides(auditor, ko, en, words):
    found = [f for f in flags(auditor, ko, en) if f.relation is Relation.CONTRADICTS]
    if words is None:
        assert not found
        return
    (flag,) = found
    assert tuple(span.text for span in flag.spans) == words


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("이 해변에서는 수영이 금지돼 있다.", "Swimming is banned at this beach."),
        ("정부는 집회 금지를 풀라고 권고했다.", "The government was advised to lift the ban."),
        ("안전모는 필수다.", "You need a helmet, not an optional cap."),
        ("정부는 재택근무를 권고했다.", "The government urged people to work from home."),
        ("법원은 국가가 배상하라고 권고했다가 명령했다.", "The court ordered the state to pay."),
        ("학교는 휴대전화 사용을 허용했다.", "The school now allows cell phones, once prohibited."),
        ("고객은 환불을 받을 수 있다.", "Customers can get refunds."),
        ("신청해야 환불을 받을 수 있다.", "Customers must apply to get a refund."),
        ("환율은 더 떨어질 것으로 전망된다.", "The exchange rate is likely to fall, for sure."),
        ("그의 당선은 확실한 것으로 보인다.", "He is certain to be elected."),
        ("지하수가 마르고 있다.", "The groundwater is drying up."),
        ("지하수가 마르고 있을 가능성이 있다.", "The groundwater may be drying up."),
        ("산에서는 바다를 볼 수 있고 해가 지고 있다.", "You could see the sun set."),
        (
            "두 나라는 군대를 줄이기로 합의했다.",
            "The two countries agreed that they could cut troops.",
        ),
        ("이 문제는 반드시 고쳐야 한다.", "It could not be clearer: the problem must be fixed."),
    ],
)
def test_the_same_strength_in_other_words_is_left_alone(auditor, ko, en):
    assert not [f for f in flags(auditor, ko, en) if f.relation is Relation.CONTRADICTS]
