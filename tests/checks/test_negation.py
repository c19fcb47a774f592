from functools import cache

import pytest

from audit.align.calibration import token_scale
from audit.checks import negation
from audit.checks.context import Context
from audit.encoders.bag import BagEncoder
from audit.messages import message
from audit.records.article import Article, BlockKind, Sentence, Text
from audit.records.bead import Bead
from audit.records.flag import Category, Relation, Severity

ENCODER = BagEncoder()
SCALE = token_scale(ENCODER).levels


@cache
def tokens(sentence):
    return ENCODER.tokens([sentence.text])[0]


def text(lang, sentences):
    raw, found = "", []
    for number, sentence in enumerate(sentences, 1):
        start = len(raw)
        raw += sentence + "\n"
        end = start + len(sentence)
        found.append(Sentence(f"{lang[0]}{number}", sentence, start, end, 0, BlockKind.BODY))
    return Text(lang, raw, (), tuple(found))


def flags(korean, english):
    """The check's flags on one bead; either side is a sentence or a list of sentences."""
    ko = [korean] if isinstance(korean, str) else korean
    en = [english] if isinstance(english, str) else english
    bead = Bead("b1", tuple(range(len(ko))), tuple(range(len(en))), 0.9, 0.1)
    pair = Article("a", text("ko", ko), text("en", en))
    return list(negation.check(bead, Context(pair, (bead,), tokens, SCALE)))


LOST = [
    ("정부는 사망자 수를 확인하지 않았다.", "The government confirmed the death toll."),
    ("김 장관은 사퇴하지 않겠다고 밝혔다.", "Minister Kim said he would step down."),
    ("양측은 합의에 이르지 못했다.", "The two sides reached an agreement."),
    ("북한은 이번 발사를 사전에 통보하지 않았다.", "North Korea gave notice of the launch."),
    ("경찰은 타살 흔적이 없다고 발표했다.", "Police announced that there were signs of murder."),
    ("이번 조치는 한국을 겨냥한 것이 아니다.", "The measure is aimed at Korea."),
    ("그는 회의에 안 나왔다.", "He came to the meeting."),
    ("당국은 현장에 접근하지 말라고 당부했다.", "The authorities asked people to go to the site."),
    ("부상자는 없었다.", "There were injuries."),
    ("환자는 스스로 걷지 못했다.", "The patient walked by himself."),
]


@pytest.mark.parametrize(("korean", "english"), LOST)
def test_a_lost_not_is_critical(korean, english):
    (flag,) = flags(korean, english)
    assert flag.category is Category.NEGATION
    assert flag.severity is Severity.CRITICAL
    assert flag.confidence >= 0.7


TURNED = [
    ("입원 환자의 사망률은 8.4%로 낮아졌다.", "The death rate of inpatients rose to 8.4 percent."),
    ("청약 경쟁률은 3년 연속 높아졌다.", "The competition rate fell for a third straight year."),
    ("수온이 2도 올라갔다.", "The water temperature dropped by 2 degrees."),
    ("평균 통근 시간은 48분으로 짧아졌다.", "The average commute grew longer, to 48 minutes."),
]


@pytest.mark.parametrize(("korean", "english"), TURNED)
def test_what_becomes_high_does_not_fall(korean, english):
    assert any(flag.confidence >= 0.5 for flag in flags(korean, english))


BECOMING = [
    ("입원 환자의 사망률은 8.4%로 낮아졌다.", "The death rate of inpatients fell to 8.4 percent."),
    ("대출 문턱이 낮아졌다.", "It has become easier to get a loan."),
    (
        "기준금리가 낮아지면서 이자 부담이 줄었다.",
        "Interest burdens eased as the key rate went down.",
    ),
    ("국민의 관심이 높아졌다.", "The public has become more interested."),
    ("위기감이 높아지고 있다.", "A sense of crisis is growing."),
    ("평균 통근 시간은 48분으로 짧아졌다.", "The average commute was cut to 48 minutes."),
]


@pytest.mark.parametrize(("korean", "english"), BECOMING)
def test_other_words_for_a_rise_or_a_fall_are_left_alone(korean, english):
    assert flags(korean, english) == []


ADDED = [
    ("정부는 사망자 수를 확인했다.", "The government did not confirm the death toll."),
    ("두 정상은 공동성명을 채택했다.", "The two leaders didn't adopt a joint statement."),
    ("회담은 서울에서 열린다.", "The talks will not be held in Seoul."),
    ("그는 국회에 출석했다.", "He never appeared before the National Assembly."),
    ("군은 병력을 배치했다.", "The military deployed no troops."),
    ("통일부는 대화를 제안했다.", "The Unification Ministry has not proposed talks."),
    ("시장은 시민에게 사과했다.", "The mayor left without apologizing to citizens."),
    ("모든 승객이 구조됐다.", "None of the passengers were rescued."),
    ("북한은 비가 올지도 모른다고 예보했다.", "North Korea said it will not rain."),
]


@pytest.mark.parametrize(("korean", "english"), ADDED)
def test_an_added_not_is_critical(korean, english):
    (flag,) = flags(korean, english)
    assert flag.severity is Severity.CRITICAL
    assert flag.confidence >= 0.8


FAITHFUL = [
    ("야당은 예산안에 반대하지 않았다.", "The opposition party did not oppose the budget."),
    ("그는 이 보도가 사실이 아니라고 부인했다.", "He denied the report."),
    ("그는 근거 없는 거짓이라고 주장했다.", "He called it an unfounded lie."),
    ("상승 폭은 2주째 줄었지만 값은 올랐다.", "Prices rose, but the pace of gains slowed."),
    ("입원율은 0.7%포인트 하락했다.", "The rate was down 0.7 percentage point."),
    ("정부는 사망자 수를 확인하지 않았다.", "The government did not confirm the death toll."),
    ("정부는 책임을 인정하지 않을 수 없다.", "The government must admit its responsibility."),
    ("정부는 책임을 인정하지 않을 수 없다.", "The government cannot but admit responsibility."),
    ("한국뿐만 아니라 일본도 참여했다.", "Japan took part as well as Korea."),
    ("한국뿐만 아니라 일본도 참여했다.", "Not only Korea but also Japan took part."),
    ("협상에 나설 수밖에 없다.", "They have to negotiate."),
    ("협상에 나설 수밖에 없다.", "They have no choice but to negotiate."),
    ("적지 않은 시민이 모였다.", "Quite a few citizens gathered."),
    ("그는 끊임없이 노력했다.", "He worked constantly."),
    ("얼마 지나지 않아 불이 꺼졌다.", "The fire was soon out."),
    ("세금을 내지 않으면 안 된다.", "Taxes must be paid."),
    ("그는 혐의를 부인했다.", "He said he did not do it."),
    ("회의는 비공개로 진행됐다.", "The meeting was not open to the public."),
    ("정부는 집회를 금지했다.", "The government did not allow the rally."),
    ("현재로선 대화가 불가능하다.", "Talks are not possible for now."),
    ("미접종자는 입장할 수 없다.", "The unvaccinated may not enter."),
    ("그는 참석하지 않았다.", "He was absent."),
    ("그는 답변하지 않았다.", "He declined to comment."),
    ("회담은 성사되지 못했다.", "The talks failed to take place."),
    ("경제 상황이 좋지 않다.", "The economy is doing poorly and conditions are unfavorable."),
    ("사전 통보 없이 발사했다.", "It was launched without prior notice."),
    ("사전 통보 없이 발사했다.", "It was an unannounced launch."),
    ("그는 틀림없이 이긴다.", "He will certainly win."),
    ("남은 시간은 닷새밖에 없다.", "Only five days remain."),
    ("사실이 아니라 소문이다.", "It is a rumor rather than fact."),
    ("내일 비가 올지도 모른다.", "It may rain tomorrow."),
    ("두 나라는 관계를 강화했다.", "The two countries strengthened ties."),
    ("그는 1위를 차지했다.", "He finished No. 1."),
    ("팬들은 공연을 고대하고 있다.", "Fans can't wait for the show."),
    ("그는 승리를 확신한다.", "He has no doubt he will win."),
    ("국적에 상관없이 지원한다.", "Support is given regardless of nationality."),
    ("그렇지 않느냐고 되물었다.", 'He asked, "Is it so?"'),
]


@pytest.mark.parametrize(("korean", "english"), FAITHFUL)
def test_a_faithful_translation_is_not_flagged(korean, english):
    assert not [flag for flag in flags(korean, english) if flag.confidence >= 0.5]


OPPOSITES = [
    ("수출이 지난해보다 증가했다.", "Exports fell from last year.", "증가", "fell"),
    ("코스피가 급락했다.", "The KOSPI surged.", "급락", "surged"),
    ("민주당은 법안에 반대했다.", "The party supported the bill.", "반대", "supported"),
    ("국회는 예산안을 가결했다.", "The Assembly rejected the budget.", "가결", "rejected"),
    ("법원은 유죄를 선고했다.", "The court acquitted him.", "유죄", "acquitted"),
    ("정부는 규제를 완화했다.", "The government tightened the rules.", "완화", "tightened"),
    ("회사는 1분기에 흑자를 냈다.", "The firm posted a first-quarter deficit.", "흑자", "deficit"),
    ("한국은행은 금리를 인하했다.", "The Bank of Korea raised its rate.", "인하", "raised"),
    ("정원은 100명 이하로 정했다.", "The quota was set at at least 100.", "이하", "at least"),
    ("수입이 크게 줄었다.", "Exports shrank sharply.", "수입", "Exports"),
    ("합법 체류자로 확인됐다.", "He was found to be an illegal resident.", "합법", "illegal"),
    ("경찰은 용의자를 체포했다.", "Police released the suspect.", "체포", "released"),
]


@pytest.mark.parametrize(("korean", "english", "source", "target"), OPPOSITES)
def test_a_word_turned_into_its_opposite(korean, english, source, target):
    flag = max(flags(korean, english), key=lambda flag: flag.confidence)
    assert flag.confidence >= 0.4
    assert flag.severity in {Severity.MAJOR, Severity.CRITICAL}
    assert [e.text for e in flag.spans] == [source, target]
    assert source in message(flag)
    assert target in message(flag)


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("수출이 증가했다.", "Exports rose."),
        ("수출은 증가하고 수입은 감소했다.", "Exports rose while imports fell."),
        ("실업률이 감소하지 않았다.", "The jobless rate rose, and did so again."),
        ("감소세가 둔화됐다.", "The rate of increase slowed after the decline."),
        ("거래가 불공정했다.", "The deal was unfair."),
        ("규제를 완화했다.", "Rules were relaxed."),
        ("주가가 떨어졌다.", "Share prices went down."),
        ("금리를 0.25%포인트 인하했다.", "The rate was cut by 0.25 percentage point."),
    ],
)
def test_the_same_pole_is_not_flagged(korean, english):
    assert not [flag for flag in flags(korean, english) if "opposite" in message(flag)]


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("야당은 예산안에 반대하지 않았다.", "The opposition party opposed the budget."),
        (
            "점검 결과 부품 고장은 아닌 것으로 확인됐다.",
            "An inspection confirmed that a component had failed.",
        ),
        ("입원율은 0.7%포인트 하락했다.", "The rate was up 0.7 percentage point."),
    ],
)
def test_a_not_on_a_negative_word_and_a_figure_turned_round(korean, english):
    assert max(flag.confidence for flag in flags(korean, english)) >= 0.55


def test_message_and_evidence_of_a_lost_not():
    (flag,) = flags("정부는 이를 확인하지 않았다.", "The government confirmed this.")
    assert message(flag) == '"확인하지 않았다" is negative; the English has no "not"'
    assert [(e.side, e.text) for e in flag.spans] == [
        ("source", "확인하지 않았다"),
        ("target", "The government confirmed this."),
    ]
    assert (flag.source_sentence_ids, flag.target_sentence_ids) == (("k1",), ("e1",))


def test_message_and_evidence_of_an_added_not():
    (flag,) = flags("정부는 이를 확인했다.", "The government did not confirm this.")
    assert message(flag) == 'The English says "did not confirm"; the Korean has no negation'
    assert flag.spans[0].text == "did not confirm"


def test_one_of_several_negations_lost_is_weaker():
    (flag,) = flags(
        "그는 참석하지 않았고 이유도 밝히지 않았다.", "He did not attend and gave the reason."
    )
    assert flag.severity is Severity.CRITICAL
    assert 0.2 < flag.confidence < 0.5


def test_negations_are_counted_over_the_whole_bead():
    korean = ["그는 회의에 참석했다.", "결과는 공개하지 않았다."]
    assert not flags(korean, ["He attended, but the result was not released."])
    assert flags(korean, ["He attended, and the result was released."])


@pytest.mark.parametrize(("ko", "en"), [((0,), ()), ((), (0,))])
def test_null_beads_are_left_alone(ko, en):
    bead = Bead("b1", ko, en, 0.0, 0.0)
    pair = Article("a", text("ko", ["오지 않았다."]), text("en", ["He did not come."]))
    assert not list(negation.check(bead, Context(pair, (bead,), lambda sentence: None)))


def test_evidence_points_into_the_text_as_given():
    (flag,) = flags(
        "정부는 “\u200b확인하지 않았다”고 했다.", "The government said it was confirmed."
    )
    ko = flag.spans[0]
    assert ko.text == "확인하지 않았다"
    assert "정부는 “\u200b확인하지 않았다”고 했다."[ko.start : ko.end] == ko.text


# --- sentences as the news has them

# Korean and the English that an editor would print
NEWS = [
    ("국방부는 구체적인 내용을 공개하지 않았다.", "The Defense Ministry did not disclose details."),
    ("대통령은 거부권을 행사하지 않기로 했다.", "The president decided not to exercise his veto."),
    ("한국은 8강에 오르지 못했다.", "Korea failed to reach the quarterfinals."),
    ("구조대는 생존자를 찾지 못했다.", "Rescuers found no survivors."),
    ("인명 피해는 없었다.", "There were no casualties."),
    ("인명 피해는 없었다.", "No one was hurt."),
    ("그는 범인이 아니다.", "He is not the culprit."),
    ("북한은 아직 답하지 않고 있다.", "North Korea has yet to respond."),
    ("그는 더 이상 당원이 아니다.", "He is no longer a party member."),
    ("허가 없이 들어갈 수 없다.", "Nobody may enter without permission."),
    ("그는 투표를 안 했다.", "He did not vote."),
    ("의사들은 복귀를 거부했다.", "Doctors refused to return."),
    ("정부는 이 계획을 승인하지 않았다.", "The government has not approved the plan."),
    ("검찰은 그를 기소하지 않기로 했다.", "Prosecutors decided not to indict him."),
    ("양국은 합의하지 못했다.", "The two countries were unable to agree."),
    ("그는 사과할 생각이 없다고 말했다.", "He said he had no intention of apologizing."),
    ("미국은 관세를 부과하기로 했다.", "The United States decided to impose tariffs."),
    ("의회는 예산안을 통과시켰다.", "The legislature passed the budget."),
    ("검찰은 그를 기소했다.", "Prosecutors indicted him."),
    ("회사는 책임을 인정했다.", "The company admitted responsibility."),
    ("그는 출마하겠다고 밝혔다.", "He said he would run."),
    ("가능성이 없지 않다.", "It is not impossible."),
    ("가능성이 없지 않다.", "There is some possibility."),
    ("한국뿐 아니라 일본도 우려를 나타냈다.", "Japan as well as Korea expressed concern."),
    ("가격이 오르지 않을 수 없다.", "Prices are bound to rise."),
    ("피해가 적지 않다.", "The damage is considerable."),
    ("경제 상황이 녹록지 않다.", "The economy is in a tough spot."),
    ("대책 마련이 쉽지 않다.", "It is hard to come up with measures."),
    ("그는 다름 아닌 총리였다.", "He was none other than the prime minister."),
    ("두말할 나위 없는 성공이다.", "It is a success beyond question."),
    ("이번 사태는 우연이 아니다.", "The incident is no coincidence."),
    ("배제할 수 없다.", "It cannot be ruled out."),
    ("그는 회담이 성사되지 않을 것으로 본다.", "He does not think the talks will happen."),
    ("전문가들은 금리가 내리지 않을 것으로 예상한다.", "Experts do not expect rates to fall."),
    ("그는 소환에 응하지 않았다.", "He ignored the summons."),
    ("그는 논평을 하지 않았다.", "He declined to comment."),
    ("증거가 부족하지 않다.", "There is no lack of evidence."),
    ("비가 오지 않으면 경기는 열린다.", "The game will go ahead unless it rains."),
    ("그는 말을 거의 하지 않았다.", "He hardly spoke."),
    ("주민들은 전기 없이 지냈다.", "Residents went without electricity."),
    ("두 회사는 관련이 없다.", "The two companies are unrelated."),
    ("그는 회의에 나타나지 않았다.", "He failed to show up at the meeting."),
    ("이 약은 안전하지 않다.", "The drug is unsafe."),
    ("경찰은 신원을 밝히지 않았다.", "Police withheld the identity."),
    ("수출이 3개월 연속 증가했다.", "Exports increased for a third straight month."),
    ("청년 취업자가 감소했다.", "The number of young people with jobs fell."),
    ("의원 대다수가 법안에 찬성했다.", "Most lawmakers supported the bill."),
    ("환경단체는 댐 건설에 반대했다.", "Environmental groups opposed the dam."),
    ("정부는 론스타와의 소송에서 승소했다.", "The government won its suit against Lone Star."),
    ("회사는 1심에서 패소했다.", "The company lost the first trial."),
    ("반도체 수출이 사상 최대를 기록했다.", "Chip exports reached a record high."),
    ("원유 수입이 줄었다.", "Crude oil imports shrank."),
    ("주가는 장 초반 상승했다.", "Shares rose in early trading."),
    ("환율이 하락했다.", "The exchange rate fell."),
    ("그는 사법시험에 합격했다.", "He passed the bar exam."),
    ("그는 최종 면접에서 불합격했다.", "He failed the final interview."),
    ("법원은 구속영장을 기각했다.", "The court rejected the arrest warrant."),
    ("법원은 구속영장을 발부했다.", "The court issued the arrest warrant."),
    ("국회는 탄핵안을 부결했다.", "The Assembly voted down the impeachment motion."),
    ("한국은 일본에 승리했다.", "Korea beat Japan."),
    ("야당이 과반을 잃었다.", "The opposition lost its majority."),
    ("국회는 개회했다.", "The Assembly opened its session."),
    ("공장 가동을 재개했다.", "The plant resumed operation."),
    ("정부는 공급을 확대하기로 했다.", "The government decided to expand supply."),
    ("여당은 규제를 강화했다.", "The ruling party tightened regulations."),
    ("북한은 국경을 개방했다.", "North Korea opened its border."),
    ("회사는 2분기 적자로 돌아섰다.", "The company swung to a loss in the second quarter."),
    ("그는 무죄를 선고받았다.", "He was acquitted."),
    ("불법 촬영 혐의로 체포됐다.", "He was arrested on charges of illegal filming."),
    ("그는 1심에서 무죄를 선고받았다.", "He was found not guilty in the first trial."),
    ("미성년자를 고용했다.", "It hired minors."),
    ("한반도 비핵화를 촉구했다.", "It called for the denuclearization of the Korean Peninsula."),
    ("비상계엄을 선포했다.", "He declared martial law."),
    ("불가피한 선택이었다.", "It was an inevitable choice."),
    ("불구속 기소됐다.", "He was indicted without detention."),
    ("비정규직 노동자들이 파업했다.", "Nonregular workers went on strike."),
    ("미분양 아파트가 늘었다.", "The number of unsold apartments rose."),
    ("무소속 의원이 탈당했다.", "An independent lawmaker left the party."),
    ("그는 혐의를 전면 부인했다.", "He denied all the charges."),
    ("대화가 단절됐다.", "Dialogue has been cut off."),
    ("그 법은 아직 시행되지 않았다.", "The law has yet to take effect."),
    ("노조는 파업을 철회했다.", "The union called off its strike."),
    ("그는 어쩔 수 없이 물러났다.", "He was forced to step down."),
    ("화재는 아무런 피해 없이 진화됐다.", "The fire was put out without causing any damage."),
    ("정부는 쌀 수입을 허용하지 않기로 했다.", "The government decided not to allow rice imports."),
    ("유엔은 북한에 대한 제재를 완화하지 않았다.", "The U.N. did not ease sanctions on North Korea."),
    ("검찰총장은 사퇴 요구를 받아들이지 않았다.", "The prosecutor general rejected calls to step down."),
    ("대책이 제대로 작동하지 않았다.", "The measures did not work properly."),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "english"), NEWS)
def test_what_an_editor_would_print_is_not_flagged(korean, english):
    assert [message(f) for f in flags(korean, english) if f.confidence >= 0.5] == []


# Korean, English that lost or gained a "not", and the words that the flag points at
NOT_LOST = [
    ("국방부는 구체적인 내용을 공개하지 않았다.", "The Defense Ministry disclosed details.", "공개하지 않았다"),
    ("한국은 8강에 오르지 못했다.", "Korea reached the quarterfinals.", "오르지 못했다"),
    ("구조대는 생존자를 찾지 못했다.", "Rescuers found survivors.", "찾지 못했다"),
    ("인명 피해는 없었다.", "There were casualties.", "피해는 없었다"),
    ("인명 피해는 없었다.", "Several people were hurt.", "피해는 없었다"),
    ("그는 범인이 아니다.", "He is the culprit.", "범인이 아니다"),
    ("북한은 아직 답하지 않고 있다.", "North Korea has responded.", "답하지 않고"),
    ("그는 더 이상 당원이 아니다.", "He is a party member.", "당원이 아니다"),
    ("허가 없이 들어갈 수 없다.", "Anyone may enter with permission.", "없이 들어갈"),
    ("그는 투표를 안 했다.", "He voted.", "안 했다"),
    ("정부는 이 계획을 승인하지 않았다.", "The government has approved the plan.", "승인하지 않았다"),
    ("검찰은 그를 기소하지 않기로 했다.", "Prosecutors decided to indict him.", "기소하지 않기로"),
    ("양국은 합의하지 못했다.", "The two countries were able to agree.", "합의하지 못했다"),
    ("그는 사과할 생각이 없다고 말했다.", "He said he intended to apologize.", "생각이 없다고"),
    ("이번 사태는 우연이 아니다.", "The incident is a coincidence.", "우연이 아니다"),
    ("배제할 수 없다.", "It can be ruled out.", "배제"),
    ("그는 회담이 성사되지 않을 것으로 본다.", "He thinks the talks will happen.", "성사되지 않을"),
    ("전문가들은 금리가 내리지 않을 것으로 예상한다.", "Experts expect rates to fall.", "내리지 않을"),
    ("그는 논평을 하지 않았다.", "He commented.", "하지 않았다"),
    ("주민들은 전기 없이 지냈다.", "Residents had electricity.", "없이 지냈다"),
    ("두 회사는 관련이 없다.", "The two companies are related.", "관련이 없다"),
    ("그는 회의에 나타나지 않았다.", "He showed up at the meeting.", "나타나지 않았다"),
    ("그 법은 아직 시행되지 않았다.", "The law has taken effect.", "시행되지 않았다"),
    ("정부는 쌀 수입을 허용하지 않기로 했다.", "The government decided to allow rice imports.", "허용하지 않기로"),
    ("유엔은 북한에 대한 제재를 완화하지 않았다.", "The U.N. eased sanctions on North Korea.", "완화하지 않았다"),
    ("대책이 제대로 작동하지 않았다.", "The measures worked properly.", "작동하지 않았다"),
]  # fmt: skip

NOT_ADDED = [
    ("미국은 관세를 부과하기로 했다.", "The United States decided not to impose tariffs.", "not to impose"),
    ("의회는 예산안을 통과시켰다.", "The legislature has not passed the budget.", "has not passed"),
    ("검찰은 그를 기소했다.", "Prosecutors did not indict him.", "did not indict"),
    ("회사는 책임을 인정했다.", "The company never admitted responsibility.", "never admitted"),
    ("그는 출마하겠다고 밝혔다.", "He said he would not run.", "would not run"),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "english", "words"), NOT_LOST + NOT_ADDED)
def test_a_not_lost_or_added_in_the_news_is_pointed_at(korean, english, words):
    (flag,) = [flag for flag in flags(korean, english) if flag.confidence >= 0.5]
    assert flag.spans[0].text.startswith(words)


# Korean, English that says the opposite, and both words
REVERSED = [
    ("의사들은 복귀를 거부했다.", "Doctors agreed to return.", "거부", "agreed"),
    ("수출이 3개월 연속 증가했다.", "Exports declined for a third straight month.", "증가", "declined"),
    ("청년 취업자가 감소했다.", "The number of young people with jobs rose.", "감소", "rose"),
    ("의원 대다수가 법안에 찬성했다.", "Most lawmakers opposed the bill.", "찬성", "opposed"),
    ("환경단체는 댐 건설에 반대했다.", "Environmental groups supported the dam.", "반대", "supported"),
    ("정부는 론스타와의 소송에서 승소했다.", "The government lost its suit against Lone Star.", "승소", "lost"),
    ("회사는 1심에서 패소했다.", "The company won the first trial.", "패소", "won"),
    ("반도체 수출이 사상 최대를 기록했다.", "Chip imports reached a record high.", "수출", "imports"),
    ("원유 수입이 줄었다.", "Crude oil exports shrank.", "수입", "exports"),
    ("주가는 장 초반 상승했다.", "Shares fell in early trading.", "상승", "fell"),
    ("환율이 하락했다.", "The exchange rate rose.", "하락", "rose"),
    ("그는 사법시험에 합격했다.", "He failed the bar exam.", "합격", "failed"),
    ("그는 최종 면접에서 불합격했다.", "He passed the final interview.", "불합격", "passed"),
    ("법원은 구속영장을 기각했다.", "The court granted the arrest warrant.", "기각", "granted"),
    ("법원은 구속영장을 발부했다.", "The court rejected the arrest warrant.", "발부", "rejected"),
    ("국회는 탄핵안을 부결했다.", "The Assembly approved the impeachment motion.", "부결", "approved"),
    ("한국은 일본에 승리했다.", "Korea lost to Japan.", "승리", "lost"),
    ("야당이 과반을 잃었다.", "The opposition gained a majority.", "잃", "gained"),
    ("공장 가동을 재개했다.", "The plant suspended operation.", "재개", "suspended"),
    ("정부는 공급을 확대하기로 했다.", "The government decided to reduce supply.", "확대", "reduce"),
    ("여당은 규제를 강화했다.", "The ruling party eased regulations.", "강화", "eased"),
    ("북한은 국경을 개방했다.", "North Korea closed its border.", "개방", "closed"),
    ("회사는 2분기 적자로 돌아섰다.", "The company swung to a profit in the second quarter.", "적자", "profit"),
    ("그는 무죄를 선고받았다.", "He was found guilty.", "무죄", "found guilty"),
    ("그는 혐의를 전면 부인했다.", "He admitted all the charges.", "부인", "admitted"),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "english", "ours", "theirs"), REVERSED)
def test_an_opposite_in_the_news_is_pointed_at(korean, english, ours, theirs):
    found = [flag for flag in flags(korean, english) if flag.confidence >= 0.5]
    assert [ours, theirs] in [[evidence.text for evidence in flag.spans] for flag in found]


SAID = {
    "negation.lost": ("정부는 이를 확인하지 않았다.", "The government confirmed this."),
    "negation.fewer": (
        "그는 참석하지 않았고 이유도 밝히지 않았다.", "He did not attend and gave the reason.",
    ),
    "negation.added": ("정부는 이를 확인했다.", "The government did not confirm this."),
    "negation.more": (
        "그는 참석하지 않았고 이유를 밝혔다.", "He did not attend and did not give the reason.",
    ),
    "negation.words": (
        "시장은 시민에게 사과했다.",
        "The mayor apologized to citizens, but the council did not pay a cent.",
    ),
    "negation.idiom": ("지금 떠나지 않으면 안 된다.", "They must not leave now."),
    "negation.turned": ("올해 불꽃놀이는 취소됐다.", "This year's fireworks will go ahead."),
    "negation.opposite": ("수출이 지난해보다 증가했다.", "Exports fell from last year."),
}  # fmt: skip


def test_every_message_has_a_case():
    assert set(SAID) == {f"negation.{what}" for what in negation.MESSAGES}


@pytest.mark.parametrize(("code", "sides"), SAID.items(), ids=SAID)
def test_every_message_reads_in_both_languages(code, sides):
    (finding,) = [found for found in flags(*sides) if found.code == code]
    english, korean = message(finding, "en"), message(finding, "ko")
    assert english != korean
    for said in (english, korean):
        assert finding.spans[0].text in said
        assert "{" not in said


def test_a_korean_reader_is_told_in_korean():
    (finding,) = flags("정부는 이를 확인하지 않았다.", "The government confirmed this.")
    assert message(finding, "ko") == (
        "“확인하지 않았다” 부분은 부정인데 영어에는 부정하는 말이 없습니다"
    )


@pytest.mark.parametrize(
    ("code", "relation"),
    [
        ("negation.lost", Relation.CONTRADICTS),
        ("negation.added", Relation.CONTRADICTS),
        ("negation.opposite", Relation.CONTRADICTS),
    ],
)
def test_a_finding_says_which_side_has_what(code, relation):
    assert [found.relation for found in flags(*SAID[code]) if found.code == code] == [relation]
