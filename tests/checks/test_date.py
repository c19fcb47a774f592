import pytest

from audit.checks import date, number
from audit.checks.context import Context
from audit.languages.dates import KINDS
from audit.messages import message
from audit.records.article import Article, BlockKind, Metadata, Sentence, Text
from audit.records.bead import Bead
from audit.records.flag import Category, Relation


def flags(korean, english, published="", check=date):
    """The check's flags on one bead of a sentence a side."""

    def text(lang, raw):
        return Text(lang, raw, (), (Sentence(f"{lang[0]}1", raw, 0, len(raw), 0, BlockKind.BODY),))

    metadata = Metadata(published=published)
    pair = Article("a", text("ko", korean), text("en", english), metadata=metadata)
    bead = Bead("b1", (0,), (0,), 0.9, 0.1)
    return list(check.check(bead, Context(pair, (bead,), lambda sentence: None)))


# Korean, right English, wrong English
WRONG = [
    ("9월 16일까지 순회한다.", "The tour lasts until Sept. 16.", "The tour lasts until Sept. 14."),
    ("9월 16일까지 순회한다.", "The tour lasts until Sept. 16.", "The tour lasts until Oct. 16."),
    ("1967년 전쟁이 났다.", "War broke out in 1967.", "War broke out in 1976."),
    ("1967년 5월의 일이다.", "It was in May 1967.", "It was in May 1968."),
    ("1960년대에 일했다.", "He worked there in the 1960s.", "He worked there in the 1970s."),
    ("60년대에 일했다.", "He worked there in the 1960s.", "He worked there in the 1970s."),
    ("1980년의 일이다.", "It was in the 1980s.", "It was in the 1930s."),
    ("12월 1일 나선다.", "He stands on 1 December.", "He stands on 9 December."),
    (
        "지난 5일 다섯 번 돌았다.",
        "It went round five times on Sept. 5.",
        "It went round five times on Sept. 15.",
    ),
    ("월요일에 만났다.", "They met on Monday.", "They met on Tuesday."),
    ("오후 3시에 만났다.", "They met at 3 p.m. sharp.", "They met at 3 a.m. sharp."),
    ("오후 3시에 만났다.", "They met at 15:00 in Seoul.", "They met at 4 p.m. sharp."),
    ("오전 10시 30분에 떠났다.", "He left at 10:30 a.m. sharp.", "He left at 10:20 a.m. sharp."),
    ("내년에 연다.", "It opens next year.", "It opened last year."),
    ("지난달 열렸다.", "It opened last month.", "It opens next month."),
    ("2025년 8월 21일 발표했다.", "It said so on Aug. 21, 2025.", "It said so on Aug. 21, 2024."),
    ("'25년 계획이다.", "It is the plan for 2025.", "It is the plan for 2026."),
]


@pytest.mark.parametrize(("korean", "right", "wrong"), WRONG)
def test_a_wrong_part_is_one_flag_and_the_right_one_none(korean, right, wrong):
    assert flags(korean, right) == []
    (flag,) = flags(korean, wrong)
    assert flag.category is Category.DATE
    assert flag.confidence >= 0.5
    assert {evidence.side for evidence in flag.spans} == {"source", "target"}
    assert flags(korean, wrong, check=number) == []


# Korean, English, the article's date
FINE = [
    ("21일 열렸다.", "It opened on Aug. 21.", ""),
    ("21일 열렸다.", "It opened on Aug. 21.", "2025-08-25"),
    ("21일 열렸다.", "It opened on the 21st.", "2025-08-25"),
    ("21일 열렸다.", "It opened on Thursday.", "2025-08-25"),
    ("28일 열렸다.", "It opened on Aug. 28.", "2025-09-02"),
    ("2일 열린다.", "It opens on Sept. 2.", "2025-08-25"),
    ("지난달 21일 열렸다.", "It opened on July 21.", "2025-08-25"),
    ("지난해 늘었다.", "It grew in 2024.", "2025-08-25"),
    ("지난해 늘었다.", "It grew last year.", "2025-08-25"),
    ("올해 늘었다.", "It grew this year.", ""),
    ("8월 21일 열렸다.", "It opened on Aug. 21, 2025.", "2025-08-25"),
    ("이날 열렸다.", "It opened on Monday.", "2025-08-25"),
    ("그는 21일간 머물렀다.", "He stayed for 21 days.", ""),
    ("오후 3시에 열렸다.", "It opened at 3 p.m. (2 a.m. EDT).", ""),
    ("8월에 늘었다.", "It grew in August, after falling in July.", ""),
    ("94년 월드컵에 나갔다.", "He played in the 1994 World Cup.", ""),
    ("1950년 6월 25일 시작됐다.", "The Korean War began on June 25, 1950.", ""),
    ("세 시에 만났다.", "They met at three o'clock.", ""),
]


@pytest.mark.parametrize(("korean", "english", "published"), FINE)
def test_a_faithful_date_is_not_flagged(korean, english, published):
    assert flags(korean, english, published) == []
    assert flags(korean, english, published, check=number) == []


UNFIT = [
    ("21일 열렸다.", "It opened on June 21.", "2025-08-25"),
    ("21일 열렸다.", "It opened on Wednesday.", "2025-08-25"),
    ("지난달 21일 열렸다.", "It opened on Aug. 21.", "2025-08-25"),
    ("지난해 늘었다.", "It grew next year.", "2025-08-25"),
]


@pytest.mark.parametrize(("korean", "english", "published"), UNFIT)
def test_a_date_that_does_not_fit_the_article_is_flagged(korean, english, published):
    assert len(flags(korean, english, published)) == 1


@pytest.mark.parametrize(("korean", "english", "published"), UNFIT[:3])
def test_nothing_is_resolved_without_the_articles_date(korean, english, published):
    assert flags(korean, english, "") == []


def test_the_message_names_the_part():
    (flag,) = flags("9월 16일까지 순회한다.", "The tour lasts until Sept. 14.")
    assert message(flag) == '9월 16일 against "Sept. 14": the day differs'


def test_one_wrong_date_is_one_flag():
    assert len(flags("9월 16일까지 순회한다.", "The tour lasts until Oct. 14.")) == 1


# --- sentences as the news has them

# Korean, the English that an editor would print, the article's date
NEWS = [
    ("통일부는 21일 이같이 밝혔다.", "The Unification Ministry said so on Thursday.", "2025-08-25"),
    ("통일부는 21일 이같이 밝혔다.", "The Unification Ministry said so on Aug. 21.", "2025-08-25"),
    ("통일부는 21일 이같이 밝혔다.", "The Unification Ministry said so on Aug. 21.", "2025-08-25"),
    ("법원은 지난달 30일 영장을 발부했다.", "The court issued the warrant on July 30.", "2025-08-25"),
    ("지난해 수출이 늘었다.", "Exports grew last year.", "2025-08-25"),
    ("지난해 수출이 늘었다.", "Exports grew in 2024.", "2025-08-25"),
    ("내년 예산안을 발표했다.", "It announced the 2026 budget.", "2025-08-25"),
    ("내년 3월부터 시행된다.", "It takes effect next March.", "2025-08-25"),
    ("이날 회의가 열렸다.", "The meeting was held that day.", "2025-08-25"),
    ("전날 발생한 화재로 2명이 숨졌다.", "Two people died in a fire the previous day.", "2025-08-25"),
    ("전날 발생한 화재로 2명이 숨졌다.", "Two people died in a fire on Sunday.", "2025-08-25"),
    ("다음 달 1일 회담이 열린다.", "The talks will be held on Sept. 1.", "2025-08-25"),
    ("오는 29일 전당대회를 연다.", "It will hold its convention on Friday.", "2025-08-25"),
    ("오전 9시에 개장했다.", "It opened at 9 a.m. in Seoul.", ""),
    ("오후 2시 30분께 불이 났다.", "The fire broke out at around 2:30 p.m. on Monday.", ""),
    ("25일 새벽 1시 지진이 났다.", "The quake struck at 1 a.m. on Aug. 25.", "2025-08-25"),
    ("자정에 발효된다.", "It takes effect at midnight.", ""),
    ("한국시간 26일 오전 1시 열린다.", "It opens at 1 a.m. on Aug. 26, Korean time.", "2025-08-25"),
    ("현지시간 25일 백악관에서 만났다.", "They met at the White House on Monday, local time.", "2025-08-26"),
    ("한국시간 26일 오전 1시 백악관에서 만났다.", "They met at the White House at noon on Aug. 25, local time.", "2025-08-26"),
    ("음력 8월 15일은 추석이다.", "Chuseok falls on the 15th day of the eighth lunar month.", "2025-08-25"),
    ("상반기 매출이 늘었다.", "Sales grew in the first half.", ""),
    ("올해 하반기에 출시한다.", "It will be launched in the second half of this year.", ""),
    ("2분기 영업이익이 줄었다.", "Operating profit fell in the second quarter.", ""),
    ("3분기 실적을 발표했다.", "It announced its third-quarter earnings.", ""),
    ("9월 초 방한한다.", "He will visit Korea in early September.", "2025-08-25"),
    ("10월 말 경주에서 열린다.", "It will be held in Gyeongju in late October.", "2025-08-25"),
    ("11월 중순에 결과가 나온다.", "The results are due in mid-November.", "2025-08-25"),
    ("11월 하순에 결과가 나온다.", "The results are due in late November.", "2025-08-25"),
    ("2019년 이후 6년 만에 열린다.", "It will be held for the first time in six years, since 2019.", "2025-08-25"),
    ("1990년대 후반 외환위기가 왔다.", "The financial crisis came in the late 1990s.", ""),
    ("1919년 3월 1일 독립을 선언했다.", "Independence was declared on March 1, 1919.", ""),
    ("2025년 7월 3일(목) 개막한다.", "It opens on Thursday, July 3, 2025.", ""),
    ("25∼29일 훈련이 진행된다.", "The drills will run from Aug. 25 to 29.", "2025-08-25"),
    ("매주 수요일 열린다.", "It is held every Wednesday.", ""),
    ("지난주 서울에서 만났다.", "They met in Seoul last week.", "2025-08-25"),
    ("올해 안에 결론을 낸다.", "It will reach a conclusion by the end of the year.", "2025-08-25"),
    ("20일까지 신청을 받는다.", "Applications are open until Sept. 20.", "2025-08-25"),
    ("7월 수출이 늘었다.", "Exports rose in July.", "2025-08-25"),
    ("8일 만에 구조됐다.", "He was rescued after eight days.", "2025-08-25"),
    ("그는 5월생이다.", "He was born in May.", ""),
    ("1950년 6·25 전쟁이 터졌다.", "The Korean War broke out in 1950.", ""),
    ("2030년까지 5만명을 뽑는다.", "It will hire 50,000 people by 2030.", "2025-08-25"),
    ("그는 1962년생이다.", "He was born in 1962.", ""),
    ("지난 5월 취임했다.", "He took office in May.", "2025-08-25"),
    ("2023년과 2024년에 두 차례 방문했다.", "He visited twice, in 2023 and 2024.", "2025-08-25"),
    ("어제 서울에서 만났다.", "They met in Seoul on Sunday.", "2025-08-25"),
    ("오는 10월 개봉한다.", "It opens in October.", "2025-08-25"),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "english", "published"), NEWS)
def test_what_an_editor_would_print_is_not_flagged(korean, english, published):
    found = flags(korean, english, published) + flags(korean, english, published, check=number)
    assert [message(flag) for flag in found if flag.confidence >= 0.5] == []


# Korean, English with one wrong date, the words that the flag points at, the article's date
WRONG_NEWS = [
    ("통일부는 21일 이같이 밝혔다.", "The Unification Ministry said so on Friday.", "21일", "Friday", "2025-08-25"),
    ("통일부는 21일 이같이 밝혔다.", "The Unification Ministry said so on July 21.", "21일", "July 21", "2025-08-25"),
    ("통일부는 21일 이같이 밝혔다.", "The Unification Ministry said so on Aug. 12.", "21일", "Aug. 12", "2025-08-25"),
    ("법원은 지난달 30일 영장을 발부했다.", "The court issued the warrant on June 30.", "30일", "June 30", "2025-08-25"),
    ("지난해 수출이 늘었다.", "Exports grew this year.", "지난해", "this year", "2025-08-25"),
    ("지난해 수출이 늘었다.", "Exports grew in 2023.", "지난해", "2023", "2025-08-25"),
    ("내년 예산안을 발표했다.", "It announced the 2027 budget.", "내년", "2027", "2025-08-25"),
    ("내년 3월부터 시행된다.", "It takes effect next May.", "3월", "May", "2025-08-25"),
    ("다음 달 1일 회담이 열린다.", "The talks will be held on Oct. 1.", "1일", "Oct. 1", "2025-08-25"),
    ("오는 29일 전당대회를 연다.", "It will hold its convention on Thursday.", "29일", "Thursday", "2025-08-25"),
    ("오전 9시에 개장했다.", "It opened at 9 p.m. in Seoul.", "오전 9시", "9 p.m.", ""),
    ("오후 2시 30분께 불이 났다.", "The fire broke out at around 3:20 p.m. on Monday.", "오후 2시 30분", "3:20 p.m.", ""),
    ("25일 새벽 1시 지진이 났다.", "The quake struck at 1 p.m. on Aug. 25.", "새벽 1시", "1 p.m.", "2025-08-25"),
    ("자정에 발효된다.", "It takes effect at noon.", "자정", "noon", ""),
    ("한국시간 26일 오전 1시 열린다.", "It opens at 1 a.m. on Aug. 28, Korean time.", "26일", "Aug. 28", "2025-08-25"),
    ("상반기 매출이 늘었다.", "Sales grew in the second half.", "상반기", "second half", ""),
    ("올해 하반기에 출시한다.", "It will be launched in the first half of this year.", "하반기", "first half", ""),
    ("2분기 영업이익이 줄었다.", "Operating profit fell in the fourth quarter.", "2분기", "fourth quarter", ""),
    ("3분기 실적을 발표했다.", "It announced its first-quarter earnings.", "3분기", "first-quarter", ""),
    ("9월 초 방한한다.", "He will visit Korea in late September.", "9월 초", "late September", "2025-08-25"),
    ("10월 말 경주에서 열린다.", "It will be held in Gyeongju in early October.", "10월 말", "early October", "2025-08-25"),
    ("11월 중순에 결과가 나온다.", "The results are due in late November.", "11월 중순", "late November", "2025-08-25"),
    ("11월 하순에 결과가 나온다.", "The results are due in late December.", "11월", "December", "2025-08-25"),
    ("2019년 이후 6년 만에 열린다.", "It will be held for the first time in six years, since 2009.", "2019년", "2009", "2025-08-25"),
    ("1990년대 후반 외환위기가 왔다.", "The financial crisis came in the late 1980s.", "1990년대", "1980s", ""),
    ("1919년 3월 1일 독립을 선언했다.", "Independence was declared on March 1, 1991.", "1919년 3월 1일", "March 1, 1991", ""),
    ("2025년 7월 3일(목) 개막한다.", "It opens on Friday, July 3, 2025.", "2025년 7월 3일(목)", "Friday", ""),
    ("25∼29일 훈련이 진행된다.", "The drills will run from Aug. 25 to 27.", "29일", "27", "2025-08-25"),
    ("매주 수요일 열린다.", "It is held every Thursday.", "수요일", "Thursday", ""),
    ("지난주 서울에서 만났다.", "They will meet in Seoul next week.", "지난주", "next week", "2025-08-25"),
    ("7월 수출이 늘었다.", "Exports rose in June.", "7월", "June", "2025-08-25"),
    ("그는 5월생이다.", "He was born in March.", "5월", "March", ""),
    ("1950년 6·25 전쟁이 터졌다.", "The Korean War broke out in 1951.", "1950년", "1951", ""),
    ("2030년까지 5만명을 뽑는다.", "It will hire 50,000 people by 2035.", "2030년", "2035", "2025-08-25"),
    ("그는 1962년생이다.", "He was born in 1926.", "1962년", "1926", ""),
    ("지난 5월 취임했다.", "He took office in June.", "5월", "June", "2025-08-25"),
    ("2023년과 2024년에 두 차례 방문했다.", "He visited twice, in 2022 and 2024.", "2023년", "2022", "2025-08-25"),
    ("오는 10월 개봉한다.", "It opens in November.", "10월", "November", "2025-08-25"),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "english", "ours", "theirs", "published"), WRONG_NEWS)
def test_one_wrong_date_in_the_news_is_pointed_at(korean, english, ours, theirs, published):
    (flag,) = [flag for flag in flags(korean, english, published) if flag.confidence >= 0.5]
    assert [evidence.text for evidence in flag.spans] == [ours, theirs]
    assert [f for f in flags(korean, english, check=number) if f.confidence >= 0.5] == []


# The part that differs, Korean, English, and the message in Korean
SAID = {
    "year": ("1967년 전쟁이 났다.", "War broke out in 1976.", "“1967년”인데 영어는 “1976”입니다. 연도가"),
    "decade": ("1960년대의 일이다.", "It was in the 1970s.", "“1960년대”인데 영어는 “1970s”입니다. 연대가"),
    "month": ("7월 수출이 늘었다.", "Exports rose in June.", "“7월”인데 영어는 “June”입니다. 달이"),
    "week": ("지난주 만났다.", "They will meet next week.", "“지난주”인데 영어는 “next week”입니다. 주가"),
    "day": ("9월 16일 열린다.", "It opens on Sept. 14.", "“9월 16일”인데 영어는 “Sept. 14”입니다. 날짜가"),
    "weekday": ("월요일에 만났다.", "They met on Tuesday.", "“월요일”인데 영어는 “Tuesday”입니다. 요일이"),
    "hour": ("오후 3시에 만났다.", "They met at 4 p.m. sharp.", "“오후 3시”인데 영어는 “4 p.m.”입니다. 시각이"),
    "minute": ("오전 10시 30분에 떠났다.", "He left at 10:20 a.m. sharp.", "“오전 10시 30분”인데 영어는 “10:20 a.m.”입니다. 분이"),
    "half of the day": ("오후 3시에 만났다.", "They met at 3 a.m. sharp.", "“오후 3시”인데 영어는 “3 a.m.”입니다. 오전·오후가"),
    "quarter": ("2분기 이익이 줄었다.", "Profit fell in the fourth quarter.", "“2분기”인데 영어는 “fourth quarter”입니다. 분기가"),
    "half of the year": ("상반기 매출이 늘었다.", "Sales grew in the second half.", "“상반기”인데 영어는 “second half”입니다. 상·하반기가"),
    "weekend": ("지난 주말 만났다.", "They meet next weekend.", "“지난 주말”인데 영어는 “next weekend”입니다. 주말이"),
    "day of the story": ("이튿날 만났다.", "They met the day before.", "“이튿날”인데 영어는 “the day before”입니다. 날이"),
    "season": ("올여름 더웠다.", "It was hot last winter.", "“여름”인데 영어는 “winter”입니다. 계절이"),
    "time of the day": ("오전에 만났다.", "They met in the afternoon.", "“오전”인데 영어는 “afternoon”입니다. 시간대가"),
    "calendar": ("음력 8월 15일이다.", "It falls on Aug. 15.", "“음력 8월 15일”인데 영어는 “Aug. 15”입니다. 음력·양력이"),
    "unit of time": ("몇 달 걸렸다.", "It took a few years.", "“몇 달”인데 영어는 “few years”입니다. 시간 단위가"),
    "part of the month, year or decade": ("10월 말 열린다.", "It will be held in early October.", "“10월 말”인데 영어는 “early October”입니다. 초·중·후반이"),
}  # fmt: skip


def test_every_part_has_a_korean_name():
    assert set(SAID) == set(date.TERMS) - set(date.WEEKDAYS)
    assert set(date.TERMS) >= {*KINDS, *(part.name for part in date._PARTS)}


@pytest.mark.parametrize(("part", "case"), SAID.items(), ids=SAID)
def test_every_message_reads_in_both_languages(part, case):
    korean, english, said = case
    (flag,) = flags(korean, english)
    assert flag.code == "date.part"
    assert flag.relation is Relation.CONTRADICTS
    ours, theirs = (span.text for span in flag.spans)
    assert message(flag, "en") == f'{ours} against "{theirs}": the {part} differs'
    assert message(flag, "ko") == f"한국어 원문은 {said} 다릅니다"


def test_every_message_has_an_example():
    assert set(date.MESSAGES) == {"part", "weekday"}
