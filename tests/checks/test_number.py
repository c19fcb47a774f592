import pytest

from audit.article import ArticlePair, BlockKind, Sentence, Text
from audit.checks import number
from audit.report import AlignedArticle, Bead, Category, Severity


def text(lang, sentences):
    raw, found = "", []
    for place, sentence in enumerate(sentences, 1):
        start = len(raw)
        raw += sentence + "\n"
        end = start + len(sentence)
        found.append(Sentence(f"{lang[0]}{place}", sentence, start, end, 0, BlockKind.BODY))
    return Text(lang, raw, (), tuple(found))


def flags(korean, english, *, around=((), ())):
    """The check's flags on one bead; ``around`` are sentences that follow on each side."""
    pair = ArticlePair("a", text("ko", [korean, *around[0]]), text("en", [english, *around[1]]))
    bead = Bead("b1", (0,), (0,), 0.9, 0.1)
    return list(number.check(bead, AlignedArticle(pair, (bead,), lambda sentence: None)))


def sure(korean, english, at=0.5):
    return [flag for flag in flags(korean, english) if flag.confidence >= at]


# Korean, right English, wrong English, whether the error is critical
PAIRS = [
    ("북한은 3만2000명을 보냈다.", "It sent 32,000 troops.", "It sent 320,000 troops.", True),
    ("북한은 3만2000명을 보냈다.", "It sent thirty-two thousand men.", "It sent 23,000 men.", False),
    ("북한은 3만2000명을 보냈다.", "It sent about 32,000 troops.", "It sent 3,200 troops.", True),
    ("예산은 1조2000억원이다.", "The budget is 1.2 trillion won.", "The budget is 12 trillion won.", True),
    ("예산은 1조2345억원이다.", "It is 1.23 trillion won.", "It is 1.32 trillion won.", False),
    ("예산은 1조2000억원이다.", "The budget is 1.2 trillion won.", "The budget is $1.2 trillion.", True),
    ("8억7000만원을 냈다.", "It paid 870 million won ($620,000).", "It paid $870 million.", True),
    ("8억7000만원을 냈다.", "It paid 870 million won.", "It paid 8.7 billion won.", True),
    ("수십 명이 다쳤다.", "Dozens of people were injured.", "Hundreds of people were injured.", False),
    ("수만 명이 모였다.", "Tens of thousands gathered.", "Hundreds of thousands gathered.", False),
    ("지지율은 45%다.", "Support stands at 45 percent.", "Support stands at 54 percent.", False),
    ("지지율이 2.1%포인트 올랐다.", "Support rose 2.1 percentage points.", "Support rose 2.1 percent.", True),
    ("15명이 숨졌다.", "Fifteen people died.", "Fifty people died.", False),
    ("15명이 숨졌다.", "15 people died.", "51 people died.", False),
    ("제3차 회담이 열렸다.", "The third talks were held.", "The fourth talks were held.", False),
    ("국민 3분의 2가 찬성했다.", "Two-thirds of the people agreed.", "A third of the people agreed.", False),
    ("한국이 3-1로 이겼다.", "Korea won 3-1.", "Korea won 4-1.", False),
    ("45세 남성이 체포됐다.", "A 45-year-old man was arrested.", "A 54-year-old man was arrested.", False),
    ("50㎞ 떨어진 곳이다.", "It is 50 kilometers (31 miles) away.", "It is 40 kilometers away.", False),
    ("50㎞ 떨어진 곳이다.", "It is 31 miles away.", "It is 50 meters away.", True),
    ("3년간 이어졌다.", "It went on for three years.", "It went on for three months.", True),
    ("쌀 5만t을 보냈다.", "It sent 50,000 tons of rice.", "It sent 5,000 tons of rice.", True),
    ("스물한 명이 왔다.", "Twenty-one people came.", "Twelve people came.", False),
    ("10~60분이 걸린다.", "It takes 10 to 60 minutes.", "It takes 10 to 50 minutes.", False),
    ("화성-17형을 쐈다.", "It fired a Hwasong-17.", "It fired a Hwasong-15.", False),
    ("2000만명 이상이 봤다.", "More than 20 million watched.", "More than 27 million watched.", False),
    ("약 4만 건이 있었다.", "There were about 40,000 cases.", "There were about 41,000.", False),
    ("세계 1위가 됐다.", "It became No. 1 in the world.", "It became No. 3 in the world.", False),
    ("100m(328피트) 아래다.", "It is 100 m (328 feet) down.", "It is 100 m (321 feet) down.", False),
    ("6과 3분의 1이닝을 던졌다.", "He pitched 6 1/3 innings.", "He pitched 6 2/3 innings.", False),
    ("삼백만 달러를 냈다.", "It paid $3 million.", "It paid $3 billion.", True),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "right", "wrong", "critical"), PAIRS)
def test_a_wrong_number_is_one_flag_and_the_right_one_none(korean, right, wrong, critical):
    assert flags(korean, right) == []
    (flag,) = sure(korean, wrong)
    assert flag.category is Category.NUMBER
    assert (flag.severity is Severity.CRITICAL) is critical
    assert {evidence.side for evidence in flag.evidence} == {"ko", "en"}


FINE = [
    ("수십 명이 다쳤다.", "Tens of people were hurt."),
    ("10여 명이 다쳤다.", "More than 10 people were hurt."),
    ("10여 명이 다쳤다.", "13 people were hurt."),
    ("약 3만2000명이 왔다.", "About 30,000 people came."),
    ("10여 명이 다쳤다.", "About a dozen people were hurt."),
    ("100여 개를 만들었다.", "It made some 100 of them."),
    ("한두 명이 왔다.", "One or two people came."),
    ("두세 명이 왔다.", "A few people came."),
    ("두 배로 늘었다.", "It doubled."),
    ("두 배로 늘었다.", "It rose by 100 percent."),
    ("두 배로 늘었다.", "It became twice as large."),
    ("절반이 찬성했다.", "Half agreed."),
    ("절반이 찬성했다.", "50 percent agreed."),
    ("30분이 걸렸다.", "It took half an hour."),
    ("0~4세가 968명이다.", "There are 968 children under 5."),
    ("1년이 지났다.", "A year passed."),
    ("1년이 지났다.", "12 months passed."),
    ("2년이 지났다.", "24 months passed."),
    ("한 남성이 숨졌다.", "A man died."),
    ("한 남성이 숨졌다.", "One man died."),
    ("첫 회담이 열렸다.", "The first talks were held."),
    ("하나의 조선을 말했다.", "He spoke of one Korea."),
    ("그들은 서로 안다.", "They know one another."),
    ("3만2000명이 왔다.", "More than 30,000 people came."),
    ("3만2900명이 왔다.", "Nearly 33,000 people came."),
    ("약 3만명이 왔다.", "About 30,000 people came."),
    ("시속 120km로 달렸다.", "It ran at 75 mph."),
    ("8년째 이어진다.", "It is in its eighth year."),
    ("8억7000만원을 냈다.", "It paid 870 million won, or about $620,000."),
    ("양국은 합의했다.", "The two countries agreed."),
    ("2025년 8월 21일에 15명이 왔다.", "On Aug. 21, 2025, 15 people came."),
    ("오후 3시에 5명이 왔다.", "Five people came at 3 p.m."),
    ("1억5천만 유로에서 2억 유로로 올랐다.", "It rose from 150 million euros to 200."),
    ("집단 3명과 5명이 왔다.", "Groups of three and five came."),
    ("코로나19가 퍼졌다.", "COVID-19 spread."),
    ("6·25 전쟁 때의 일이다.", "It was during the Korean War."),
    ("1960년대의 일이다.", "It was in the 1960s."),
]


@pytest.mark.parametrize(("korean", "english"), FINE)
def test_a_faithful_number_is_not_flagged(korean, english):
    assert sure(korean, english, at=0.3) == []


def test_the_message_gives_both_values():
    (flag,) = flags("북한은 3만2000명을 보냈다.", "North Korea sent 320,000 troops.")
    assert flag.message == "3만2000명 is 32,000; the English has 320,000"
    assert flag.confidence >= 0.9
    assert [evidence.text for evidence in flag.evidence] == ["3만2000명", "320,000"]


def test_a_number_on_one_side_only_is_weak():
    (made,) = flags("군대를 보냈다.", "It sent 32,000 troops.")
    (lost,) = flags("3만2000명을 보냈다.", "It sent troops.")
    assert made.confidence < 0.5
    assert lost.confidence < 0.5
    assert lost.severity is Severity.MINOR


def test_a_number_that_moved_to_the_next_sentence_is_not_flagged():
    around = (("3만2000명이었다.",), ("There were more of them.",))
    assert flags("군대를 보냈다.", "It sent 32,000 troops.", around=around) == []


def test_figures_that_changed_places_between_sentences_are_weak():
    around = (("500명은 돌아왔다.",), ("It sent 300.",))
    assert all(
        flag.confidence < 0.5
        for flag in flags("300명을 보냈다.", "Some came back: 500.", around=around)
    )


def test_two_wrong_numbers_are_two_flags():
    found = sure("사망자는 15명, 부상자는 230명이다.", "The dead number 51, the injured 2,300.")
    assert len(found) == 2


def test_a_repeated_figure_does_not_hide_a_wrong_one():
    (flag,) = sure("남자 13명, 여자 15명이 왔다.", "There were 15 men and 15 women.", at=0.3)
    assert "13" in flag.message


@pytest.mark.parametrize(
    ("english", "found"),
    [
        ("It paid 870 million won ($620,000).", 0),
        ("It paid 870 million won (about $6.2 million).", 1),
        ("It paid 870 million won ($62,000).", 1),
    ],
)
def test_a_conversion_that_is_out_by_a_power_of_ten(english, found):
    assert len(sure("8억7000만원을 냈다.", english)) == found


def test_a_year_that_is_none_stands_opposite_the_year():
    (flag,) = sure("1938년에 일어났다.", "It happened in 9938.")
    assert [evidence.text for evidence in flag.evidence] == ["1938년", "9938"]


def test_a_year_for_two_years_is_flagged_less_surely():
    (flag,) = flags("2년 전보다 늘었다.", "It rose from a year earlier.")
    assert 0.3 <= flag.confidence < 0.9


def test_null_beads_are_left_alone():
    pair = ArticlePair("a", text("ko", ["3명이 왔다."]), text("en", ["Five came."]))
    article = AlignedArticle(pair, (), lambda sentence: None)
    assert list(number.check(Bead("b1", (0,), (), 0.0, 0.0), article)) == []
    assert list(number.check(Bead("b2", (), (0,), 0.0, 0.0), article)) == []


def test_evidence_points_into_the_text_as_given():
    korean = "북한은 ３만２０００명을 보냈다."
    (flag,) = flags(korean, "North Korea sent 320,000 troops.")
    ours = flag.evidence[0]
    assert korean[ours.start : ours.end] == ours.text == "３만２０００명"
