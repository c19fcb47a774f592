"""What is suggested is right: the words themselves, and that nothing is found any more once they are printed."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.languages.en.figures_written import (
    cardinal_in_words,
    figure_written,
    ordinal_in_digits,
    ordinal_in_words,
    quantity_written,
)
from audit.languages.en.negating import past, third_person
from audit.languages.en.numerals import english_quantities
from audit.languages.quantity import Quantity
from audit.messages import suggested
from audit.pipeline import Auditor
from audit.records.article import Article, Metadata, Text
from audit.records.flag import STRIKE, Flag
from audit.records.settings import FORBID, PREFER, GlossaryEntry, HouseStyle, Settings, StyleRule
from audit.results import html_report, spreadsheet
from audit.results.tables import FLAG_COLUMNS, flag_rows
from audit.review import proposal
from audit.sources.building import linked_texts
from tests.checks.audited import raised

DAY = "2025-08-25"


def printed(english: str, flag: Flag) -> str:
    """The English once the suggestion of a flag is printed, as an editing field shows it."""
    span = next(span for span in flag.spans if span.side == "target")
    return proposal.printed(english, span.start, span.end, flag.suggestion)


def found(korean: str, english: str, code: str, published: str = "") -> Flag | None:
    """The flag with a code, if there is one."""
    return next((f for f in raised(korean, english, published) if f.code == code), None)


FIGURES = [
    ("북한은 병력 3만2000명을 보냈다.", "North Korea sent 3,200 troops.", "32,000"),
    ("북한은 병력 3만2000명을 보냈다.", "North Korea sent 320,000 troops.", "32,000"),
    ("예산은 1조2000억원이다.", "The budget is 1.2 billion won.", "1.2 trillion won"),
    ("예산은 1조2345억원이다.", "The budget is 1.32 trillion won.", "1.2345 trillion won"),
    ("예산은 1조2345억6700만원이다.", "The budget is 12 trillion won.", "1,234,567,000,000 won"),
    ("회사는 8억7000만원을 냈다.", "The company paid $870 million.", "870 million won"),
    ("회사는 5만 달러를 냈다.", "The company paid 50,000 won.", "$50,000"),
    ("대통령 지지율은 45%다.", "The president's approval rating is 54 percent.", "45 percent"),
    ("지지율이 2.1%포인트 올랐다.", "Support rose 2.1 percent.", "2.1 percentage points"),
    ("사고로 15명이 숨졌다.", "Fifty people died in the accident.", "Fifteen"),
    ("사고로 15명이 숨졌다.", "The accident killed 51 people.", "15"),
    ("제3차 회담이 열렸다.", "The fourth round of talks was held.", "third"),
    ("한국이 일본을 3-1로 이겼다.", "Korea beat Japan 4-1.", "3-1"),
    ("45세 남성이 체포됐다.", "A 54-year-old man was arrested.", "45-year"),
    ("서울에서 50㎞ 떨어진 곳이다.", "It is 50 meters away from Seoul.", "50 kilometers"),
    ("협상은 3년간 이어졌다.", "The negotiations went on for three months.", "three years"),
    ("약 10~60분이 걸린다.", "It takes about 10 to 50 minutes.", "10 to 60 minutes"),
    ("그는 6과 3분의 1이닝을 던졌다.", "He pitched 6 2/3 innings.", "6 1/3"),
    ("환율은 1392.5원에 마감했다.", "The won closed at 1,329.5 per dollar.", "1,392.5"),
    ("건물은 완공된 지 12년 됐다.", "The building was completed two years ago.", "12 years"),
    ("예산 728조 원이 확정됐다.", "A budget of 728 billion won was finalized.", "728 trillion won"),
    ("선거는 3주 뒤다.", "The election is three months away.", "three weeks"),
    ("국민 3분의 2가 찬성했다.", "A third of the people agreed.", "Two-thirds"),
]  # fmt: skip
AGREEING = [
    ("number.sign", "서울 기온은 영하 12도였다.", "It was 12 degrees Celsius in Seoul.", "minus 12 degrees Celsius"),
    ("number.extent", "매출이 30%로 줄었다.", "Sales fell by 30 percent.", "to 30 percent"),
    ("number.extent", "매출이 30%로 줄었다.", "Sales fell 30 percent.", "fell to 30 percent"),
    ("number.rate", "연 5%의 이자를 낸다.", "It pays interest of 5 percent a month.", "5 percent a year"),
    ("number.time", "협상이 수개월간 이어졌다.", "The negotiations went on for weeks.", "months"),
    ("number.score", "한국이 일본을 3-1로 이겼다.", "Korea beat Japan 1-3.", "3-1"),
    ("number.measure", "서울에서 50㎞ 떨어진 곳이다.", "It is 50 kilometers (40 miles) from Seoul.", "50 kilometers (31 miles"),
]  # fmt: skip
DATES = [
    ("통일부는 21일 이같이 밝혔다.", "The Unification Ministry said so on Aug. 12.", "Aug. 21"),
    ("통일부는 21일 이같이 밝혔다.", "The Unification Ministry said so on Friday.", "Thursday"),
    ("법원은 지난달 30일 영장을 발부했다.", "The court issued the warrant on June 30.", "July 30"),
    ("법원은 지난달 30일 영장을 발부했다.", "The court issued the warrant on Aug. 13.", "July 30"),
    ("전시회는 9월 16일까지 열린다.", "The exhibition runs until Oct. 14.", "Sept. 16"),
    ("지난해 수출이 늘었다.", "Exports grew in 2023.", "2024"),
    ("지난해 수출이 늘었다.", "Exports grew this year.", "last year"),
    ("1967년 5월에 전쟁이 났다.", "War broke out in May 1976.", "May 1967"),
    ("그는 1960년대에 일했다.", "He worked there in the 1970s.", "1960s"),
    ("회의는 오후 3시에 열렸다.", "The meeting was held at 4 p.m.", "3 p.m."),
    ("회의는 오전 9시에 열렸다.", "The meeting was held at 9 p.m.", "9 a.m."),
    ("열차는 낮 12시에 출발한다.", "The train leaves at midnight.", "noon"),
    ("열차는 0시 10분에 떠난다.", "The train leaves at 12:10 p.m.", "12:10 a.m."),
    ("그는 이달 말 귀국한다.", "He returns home at the beginning of this month.", "end of this month"),
    ("불은 오전 10시 30분께 났다.", "The fire broke out at 10:20 a.m.", "10:30 a.m."),
    ("2분기 영업이익이 줄었다.", "Operating profit fell in the fourth quarter.", "second quarter"),
    ("11월 중순에 결과가 나온다.", "The results are due in late November.", "mid-November"),
    ("매주 수요일 회의가 열린다.", "The meeting is held every Thursday.", "Wednesday"),
]  # fmt: skip
OTHERS = [
    ("date.weekday", "2025년 8월 21일 개막한다.", "It opens on Friday, Aug. 21, 2025.", "Thursday, Aug. 21, 2025"),
    ("named_day.exchanged", "광복절 기념식이 열렸다.", "A Constitution Day ceremony was held.", "Liberation Day"),
    ("named_day.exchanged", "한국전쟁이 끝났다.", "The Vietnam War ended.", "Korean War"),
    ("name.term", "일본이 유감을 표했다.", "China expressed regret.", "Japan"),
    ("name.term", "국방부는 이같이 밝혔다.", "The Foreign Ministry said so.", "Defense Ministry"),
    ("name.person", "김민수 의원이 말했다. 김민수 의원은 다시 말했다.",
     "Rep. Kim Min-su said so. Rep. Kim Min-ho said so again.", "Kim Min-su"),
    ("negation.lost", "정부는 사망자 수를 확인하지 않았다.", "The government confirmed the death toll.",
     "The government did not confirm the death toll."),
    ("negation.lost", "양측은 합의에 이르지 못했다.", "The two sides reached an agreement.",
     "The two sides did not reach an agreement."),
    ("negation.lost", "이번 조치는 한국을 겨냥한 것이 아니다.", "The measure is aimed at Korea.",
     "The measure is not aimed at Korea."),
    ("negation.lost", "검찰은 그를 기소하지 않기로 했다.", "Prosecutors decided to indict him.",
     "Prosecutors decided not to indict him."),
    ("negation.lost", "통화정책을 바꿀 계획은 없다고 밝혔다.", "He said there was a plan to change monetary policy.",
     "He said there was no plan to change monetary policy."),
    ("negation.lost", "검찰은 구속영장을 청구하지 않았다.", "Prosecutors sought an arrest warrant.",
     "Prosecutors did not seek an arrest warrant."),
    ("negation.lost", "북한은 이번 발사를 사전에 통보하지 않았다.", "North Korea gave notice of the launch.",
     "North Korea did not give notice of the launch."),
    ("negation.lost", "부상자는 없었다.", "There were injuries.", "There were no injuries."),
    ("negation.added", "정부는 사망자 수를 확인했다.", "The government did not confirm the death toll.", "confirmed"),
    ("negation.added", "회담은 서울에서 열린다.", "The talks will not be held in Seoul.", "will be held"),
    ("negation.added", "두 정상은 공동성명을 채택했다.", "The two leaders didn't adopt a joint statement.", "adopted"),
    ("consistency.name", "국가안보실은 22일 긴급회의를 열었다. 대통령은 휴가 중이었다. 국가안보실은 도발 징후가 없다고 밝혔다.",
     "The National Security Office held an emergency meeting on the 22nd. The president was on vacation. "
     "The National Security Council said there were no signs of a provocation.", "National Security Office"),
    ("consistency.foreign_name", "젤렌스키 대통령은 회담을 제안했다. 러시아는 답하지 않았다. 젤렌스키 대통령은 기다리겠다고 말했다.",
     "President Zelenskyy proposed talks. Russia did not respond. President Zelensky said he would wait.", "Zelenskyy"),
    ("consistency.person", "김민수 의원은 법안을 냈다. 야당은 반대했다. 김민수 의원은 설득하겠다고 말했다.",
     "Rep. Kim Min-su proposed a bill. The opposition objected. Rep. Kim Min-soo said he would persuade them.",
     "Kim Min-su"),
    ("consistency.surname", "류성재 교수는 이를 반박했다. 학계는 환영했다. 류 교수는 더 연구하겠다고 말했다.",
     "Professor Ryu Seong-jae disputed this. Academics welcomed it. Yoo said he would do more research.", "Ryu"),
    ("negation.opposite", "수출은 8.5% 감소했다.", "Exports grew 8.5 percent.", "shrank"),
    ("negation.opposite", "수입은 8.5% 증가했다.", "Imports decreased 8.5 percent.", "increased"),
    ("negation.opposite", "출산율은 사상 최저를 기록했다.", "The birthrate hit a record high.", "record low"),
    ("negation.opposite", "두 나라의 격차가 좁혀졌다.", "The gap between the two countries widened.", "narrowed"),
    ("former.lost", "이명박 전 대통령이 참석했다.", "President Lee Myung-bak attended.", "Former President"),
    ("former.added", "이재명 대통령이 참석했다.", "Former President Lee Jae-myung attended.", "President"),
    ("clause.added", "정부는 21일 새 예산안을 발표했다. 국회는 다음 달 심의한다.",
     "The government announced a new budget plan on Aug. 21, drawing loud applause. "
     "The National Assembly will deliberate on it next month.", STRIKE),
    ("addition.sentence", "정부는 21일 새 예산안을 발표했다. 국회는 다음 달 심의한다.",
     "The government announced a new budget plan on Aug. 21. Protesters threw eggs at the building. "
     "The National Assembly will deliberate on it next month.", STRIKE),
]  # fmt: skip
CASES = [
    *(("number.value", *case) for case in FIGURES),
    *AGREEING,
    *(("date.part", *case) for case in DATES),
    *OTHERS,
]


@pytest.mark.parametrize(("code", "korean", "english", "words"), CASES)
def test_the_words_are_right_and_once_printed_nothing_is_found(code, korean, english, words):
    flag = found(korean, english, code, DAY)
    assert flag is not None
    assert flag.suggestion == words
    assert found(korean, printed(english, flag), code, DAY) is None


UNSURE = [
    ("a clause with a not is lost", "장례는 토요일 가족장으로 치러지며 조문은 받지 않는다.",
     "A private family funeral will be held on Saturday.", "negation.lost"),
    ("a vague figure", "수십 명이 다쳤다.", "Hundreds of people were injured.", "number.value"),
    ("a hedge that the English lacks", "약 4만 건이 접수됐다.", "There were 52,000 cases.", "number.value"),
    ("a figure in another's place", "회사는 세계 2위에서 3위로 내려앉았다.",
     "The company slipped from third to fourth place.", "number.value"),
    ("another figure of another unit", "여행은 2박 3일이다.", "The trip is for four days and three nights.", "number.value"),
    ("growth below zero", "성장률은 마이너스 0.2%였다.", "The economy grew 0.2 percent.", "number.sign"),
    ("an article that would not fit", "11세 소년이 구조됐다.", "A 21-year-old boy was rescued.", "number.value"),
    ("another unit without its word", "기온이 5도 올랐다.", "The temperature rose 7 degrees.", "number.value"),
    ("a verb for a figure", "매출이 두 배로 늘었다.", "Sales tripled.", "number.value"),
    ("two figures that changed places", "7명이 숨지고 23명이 다쳤다.", "23 people were killed and seven injured.",
     "number.exchanged"),
    ("a year for a decade", "1980년의 일이다.", "It was in the 1930s.", "date.part"),
    ("an adjective", "일본 정부가 유감을 표했다.", "The Chinese government expressed regret.", "name.term"),
    ("a country that takes an article", "미국이 유감을 표했다.", "China expressed regret.", "name.term"),
    ("a name that nobody is known to spell", "이재용 회장이 말했다.", "Chairman Lee Jae-hyun said so.", "name.person"),
    ("a question in a quotation", "아이는 “왜 안 돼요?”라고 물었다.", "“Why?” the child asked.", "negation.lost"),
    ("no for a noun", "군은 병력을 배치했다.", "The military deployed no troops.", "negation.added"),
    ("several of whom some", "인명 피해는 없었다.", "Several people were hurt.", "negation.lost"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("korean", "english", "code"), [case[1:] for case in UNSURE], ids=[case[0] for case in UNSURE]
)
def test_what_is_not_known_is_not_suggested(korean, english, code):
    flag = found(korean, english, code, DAY)
    assert flag is not None
    assert flag.suggestion == ""


HOUSE = HouseStyle(
    entries=(
        GlossaryEntry("통일부", "Ministry of Unification", (), "organisation", ("Reunification Ministry",)),
    ),
    rules=(
        StyleRule(PREFER, ("per cent",), "percent"),
        StyleRule(FORBID, ("illegal immigrant",), ""),
        StyleRule(FORBID, ("comfort girls",), "victim of wartime sexual slavery"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "korean", "english", "words"),
    [
        ("house.term", "통일부는 21일 밝혔다.", "The Reunification Ministry said so.", "Ministry of Unification"),
        ("house.preferred", "물가가 2% 올랐다.", "Prices rose 2 per cent.", "percent"),
        ("house.forbidden", "불법체류자가 체포됐다.", "An illegal immigrant was arrested.", ""),
        ("house.replaced", "위안부 피해자들이 왔다.", "The comfort girls came.", ""),
    ],
)  # fmt: skip
def test_the_house_says_what_it_prints(code, korean, english, words):
    article = Article("pair", Text("ko", korean), Text("en", english))
    result = Auditor(settings=Settings(house_style=HOUSE)).audit(article)
    (flag,) = [f for f in (*result.flags, *result.held_back) if f.code == code]
    assert flag.suggestion == words


@given(st.integers(0, 10**15), st.sampled_from((0, 1, 2, 3, 4)))
def test_a_written_figure_reads_back_as_the_same_value(number, places):
    value = Fraction(number, 10**places)
    (q,) = english_quantities(f"It was {figure_written(value)}.")
    assert q.low == value


@given(
    st.integers(2, 10**15),
    st.sampled_from(("won", "dollar", "percent", "km", "ton", "yen", "point")),
)
def test_a_written_quantity_reads_back_with_its_unit(number, unit):
    written = quantity_written(Quantity(Fraction(number), Fraction(number), 0, 0, unit=unit))
    (q,) = english_quantities(f"It was {written}.")
    assert (q.low, q.unit) == (number, unit)


@given(st.integers(2, 99))
def test_a_number_in_words_reads_back(number):
    (q,) = english_quantities(f"There were {cardinal_in_words(number)} of them.")
    assert q.low == number


@given(st.integers(3, 99))
def test_an_ordinal_reads_back(number):
    for written in (ordinal_in_words(number), ordinal_in_digits(number)):
        (q,) = english_quantities(f"It was the {written} time.")
        assert (q.low, q.unit) == (number, "ordinal")


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("announce", "announced"), ("confirm", "confirmed"), ("admit", "admitted"), ("visit", "visited"),
        ("deny", "denied"), ("say", "said"), ("take", "took"), ("cut", "cut"), ("lie", ""), ("plan", ""),
    ],
)  # fmt: skip
def test_a_past_form_is_known_or_not_given(verb, form):
    assert past(verb) == form


def test_the_present_with_he():
    assert [third_person(v) for v in ("say", "go", "try", "have", "push")] == [
        "says", "goes", "tries", "has", "pushes",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def result():
    article = Article(
        "pair",
        Text("ko", "북한은 병력 3만2000명을 보냈다."),
        Text("en", "North Korea sent 3,200 troops."),
        metadata=Metadata(published=DAY),
    )
    return Auditor().audit(article)


def with_suggestion(result, words):
    return replace(
        result, flags=tuple(replace(flag, suggestion=words) for flag in result.flags[:1])
    )


def test_it_is_the_last_column_and_no_formula(result):
    assert FLAG_COLUMNS[-1] == "suggestion"
    (row,) = flag_rows(with_suggestion(result, "=1+1"))
    cells = list(
        csv.reader(io.StringIO(spreadsheet.whole(FLAG_COLUMNS, [row]).decode("utf-8-sig")))
    )
    assert cells[1][-1] == "'=1+1"
    (row,) = flag_rows(result)
    assert row[-1] == "32,000"


def test_the_report_shows_it_escaped(result):
    assert "Suggestion: 32,000" in html_report.page([result])
    assert "Suggestion: delete these words" in html_report.page([with_suggestion(result, STRIKE)])
    shown = html_report.page([with_suggestion(result, "<b>32,000</b>")])
    assert "Suggestion: &lt;b&gt;32,000&lt;/b&gt;" in shown
    assert "Suggestion" not in html_report.page([with_suggestion(result, "")])


def test_it_reads_in_both_languages(result):
    (flag,) = result.flags
    assert suggested(flag) == "Suggestion: 32,000"
    assert suggested(flag, "ko") == "제안: 32,000"
    assert suggested(replace(flag, suggestion=STRIKE), "ko") == "제안: 이 말을 삭제"
    assert suggested(replace(flag, suggestion="")) == ""


def test_a_flag_keeps_its_id_whatever_is_suggested(result, monkeypatch):
    monkeypatch.setattr("audit.checks.number.suggested_figure", lambda k, e: "")
    again = Auditor().audit(result.article)
    assert [f.flag_id for f in again.flags] == [f.flag_id for f in result.flags]
    assert [f.suggestion for f in again.flags] == [""]


@pytest.mark.parametrize(
    ("sentence", "suggestion"),
    [
        ("The third ship is likely to go to the 1st Fleet in Donghae, Gangwon Province.", ""),
        ("Shares of the builder rose sharply in early trading after the news.", STRIKE),
    ],
    ids=["split from the next", "invented"],
)
def test_a_sentence_that_its_neighbour_may_have_been_split_from_stays(
    auditor, sentence, suggestion
):
    ko, en, links = linked_texts(
        [
            ("해군은 두 척을 새로 건조한다.", "The Navy will build two new ships."),
            ("", sentence),
            (
                "3번함은 강원 동해의 제1함대에, 4번함은 경기 평택의 제2함대에 배치될 가능성이 크다.",
                "The fourth is likely to go to the 2nd Fleet in Pyeongtaek, Gyeonggi Province.",
            ),
        ]
    )
    flags = auditor.audit(Article("x", ko, en, given=links)).flags
    (added,) = (flag for flag in flags if flag.code == "addition.sentence")
    assert added.suggestion == suggestion
