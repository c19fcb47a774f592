import pytest

from audit.article import ArticlePair, BlockKind, Sentence, Text
from audit.checks import negation
from audit.report import AlignedArticle, Bead, Category, Severity


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
    pair = ArticlePair("a", text("ko", ko), text("en", en))
    return list(negation.check(bead, AlignedArticle(pair, (bead,), lambda sentence: None)))


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
    assert flag.confidence >= 0.8


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
    assert flag.severity is Severity.MAJOR
    assert [e.text for e in flag.evidence] == [source, target]
    assert source in flag.message
    assert target in flag.message


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
    assert not [flag for flag in flags(korean, english) if "opposite" in flag.message]


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
    assert flag.message == '"확인하지 않았다" is negative; the English has no "not"'
    assert [(e.side, e.text) for e in flag.evidence] == [
        ("ko", "확인하지 않았다"),
        ("en", "The government confirmed this."),
    ]
    assert (flag.ko_sentence_ids, flag.en_sentence_ids) == (("k1",), ("e1",))


def test_message_and_evidence_of_an_added_not():
    (flag,) = flags("정부는 이를 확인했다.", "The government did not confirm this.")
    assert flag.message == 'The English says "did not confirm"; the Korean has no negation'
    assert flag.evidence[0].text == "did not confirm"


def test_one_of_several_negations_lost_is_weaker():
    (flag,) = flags(
        "그는 참석하지 않았고 이유도 밝히지 않았다.", "He did not attend and gave the reason."
    )
    assert flag.severity is Severity.MAJOR
    assert 0.2 < flag.confidence < 0.5


def test_negations_are_counted_over_the_whole_bead():
    korean = ["그는 회의에 참석했다.", "결과는 공개하지 않았다."]
    assert not flags(korean, ["He attended, but the result was not released."])
    assert flags(korean, ["He attended, and the result was released."])


@pytest.mark.parametrize(("ko", "en"), [((0,), ()), ((), (0,))])
def test_null_beads_are_left_alone(ko, en):
    bead = Bead("b1", ko, en, 0.0, 0.0)
    pair = ArticlePair("a", text("ko", ["오지 않았다."]), text("en", ["He did not come."]))
    assert not list(negation.check(bead, AlignedArticle(pair, (bead,), lambda sentence: None)))


def test_evidence_points_into_the_text_as_given():
    (flag,) = flags(
        "정부는 “\u200b확인하지 않았다”고 했다.", "The government said it was confirmed."
    )
    ko = flag.evidence[0]
    assert ko.text == "확인하지 않았다"
    assert "정부는 “\u200b확인하지 않았다”고 했다."[ko.start : ko.end] == ko.text
