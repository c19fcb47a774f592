import pytest

from audit.article import ArticlePair, BlockKind, Metadata, Sentence, Text
from audit.checks import date, number
from audit.report import AlignedArticle, Bead, Category


def flags(korean, english, published="", check=date):
    """The check's flags on one bead of a sentence a side."""

    def text(lang, raw):
        return Text(lang, raw, (), (Sentence(f"{lang[0]}1", raw, 0, len(raw), 0, BlockKind.BODY),))

    metadata = Metadata(published=published)
    pair = ArticlePair("a", text("ko", korean), text("en", english), metadata=metadata)
    bead = Bead("b1", (0,), (0,), 0.9, 0.1)
    return list(check.check(bead, AlignedArticle(pair, (bead,), lambda sentence: None)))


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
    assert {evidence.side for evidence in flag.evidence} == {"ko", "en"}
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
    assert flag.message == '9월 16일 against "Sept. 14": the day differs'


def test_one_wrong_date_is_one_flag():
    assert len(flags("9월 16일까지 순회한다.", "The tour lasts until Oct. 14.")) == 1
