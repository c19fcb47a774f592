import pytest

from audit.checks import number
from audit.checks.context import Context
from audit.messages import message
from audit.records.article import Article, BlockKind, Sentence, Text
from audit.records.bead import Bead
from audit.records.flag import Category, Relation, Severity


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
    pair = Article("a", text("ko", [korean, *around[0]]), text("en", [english, *around[1]]))
    bead = Bead("b1", (0,), (0,), 0.9, 0.1)
    return list(number.check(bead, Context(pair, (bead,), lambda sentence: None)))


def sure(korean, english, at=0.5):
    return [flag for flag in flags(korean, english) if flag.confidence >= at]


# Korean, right English, wrong English, whether the error is critical
PAIRS = [
    ("북한은 3만2000명을 보냈다.", "It sent 32,000 troops.", "It sent 320,000 troops.", True),
    ("북한은 3만2000명을 보냈다.", "It sent thirty-two thousand men.", "It sent 23,000 men.", True),
    ("북한은 3만2000명을 보냈다.", "It sent about 32,000 troops.", "It sent 3,200 troops.", True),
    ("예산은 1조2000억원이다.", "The budget is 1.2 trillion won.", "The budget is 12 trillion won.", True),
    ("예산은 1조2345억원이다.", "It is 1.23 trillion won.", "It is 1.32 trillion won.", True),
    ("예산은 1조2000억원이다.", "The budget is 1.2 trillion won.", "The budget is $1.2 trillion.", True),
    ("8억7000만원을 냈다.", "It paid 870 million won ($620,000).", "It paid $870 million.", True),
    ("8억7000만원을 냈다.", "It paid 870 million won.", "It paid 8.7 billion won.", True),
    ("수십 명이 다쳤다.", "Dozens of people were injured.", "Hundreds of people were injured.", False),
    ("수만 명이 모였다.", "Tens of thousands gathered.", "Hundreds of thousands gathered.", False),
    ("지지율은 45%다.", "Support stands at 45 percent.", "Support stands at 54 percent.", True),
    ("지지율이 2.1%포인트 올랐다.", "Support rose 2.1 percentage points.", "Support rose 2.1 percent.", False),
    ("15명이 숨졌다.", "Fifteen people died.", "Fifty people died.", True),
    ("15명이 숨졌다.", "15 people died.", "51 people died.", True),
    ("제3차 회담이 열렸다.", "The third talks were held.", "The fourth talks were held.", True),
    ("국민 3분의 2가 찬성했다.", "Two-thirds of the people agreed.", "A third of the people agreed.", True),
    ("한국이 3-1로 이겼다.", "Korea won 3-1.", "Korea won 4-1.", True),
    ("45세 남성이 체포됐다.", "A 45-year-old man was arrested.", "A 54-year-old man was arrested.", True),
    ("50㎞ 떨어진 곳이다.", "It is 50 kilometers (31 miles) away.", "It is 40 kilometers away.", True),
    ("50㎞ 떨어진 곳이다.", "It is 31 miles away.", "It is 50 meters away.", False),
    ("3년간 이어졌다.", "It went on for three years.", "It went on for three months.", False),
    ("쌀 5만t을 보냈다.", "It sent 50,000 tons of rice.", "It sent 5,000 tons of rice.", True),
    ("스물한 명이 왔다.", "Twenty-one people came.", "Twelve people came.", True),
    ("10~60분이 걸린다.", "It takes 10 to 60 minutes.", "It takes 10 to 50 minutes.", True),
    ("화성-17형을 쐈다.", "It fired a Hwasong-17.", "It fired a Hwasong-15.", True),
    ("2000만명 이상이 봤다.", "More than 20 million watched.", "More than 27 million watched.", True),
    ("약 4만 건이 있었다.", "There were about 40,000 cases.", "There were about 41,000.", True),
    ("세계 1위가 됐다.", "It became No. 1 in the world.", "It became No. 3 in the world.", True),
    ("100m(328피트) 아래다.", "It is 100 m (328 feet) down.", "It is 100 m (321 feet) down.", True),
    ("6과 3분의 1이닝을 던졌다.", "He pitched 6 1/3 innings.", "He pitched 6 2/3 innings.", True),
    ("삼백만 달러를 냈다.", "It paid $3 million.", "It paid $3 billion.", True),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "right", "wrong", "critical"), PAIRS)
def test_a_wrong_number_is_one_flag_and_the_right_one_none(korean, right, wrong, critical):
    assert flags(korean, right) == []
    (flag,) = sure(korean, wrong)
    assert flag.category is Category.NUMBER
    assert (flag.severity is Severity.CRITICAL) is critical
    assert {evidence.side for evidence in flag.spans} == {"source", "target"}


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
    assert message(flag) == "3만2000명 is 32,000; the English has 320,000"
    assert flag.confidence >= 0.9
    assert [evidence.text for evidence in flag.spans] == ["3만2000명", "320,000"]


def test_a_number_on_one_side_only_is_weak():
    (made,) = flags("군대를 보냈다.", "It sent 32,000 troops.")
    (lost,) = flags("3만2000명을 보냈다.", "It sent troops.")
    assert made.confidence < 0.5
    assert lost.confidence < 0.5
    assert lost.severity is Severity.MINOR


def test_a_number_that_the_next_sentence_has_on_both_sides_did_not_move_there():
    """주택 수십 채 is not "some ten houses", whoever else were some ten."""
    (flag,) = flags(
        "주택 수십 채가 물에 잠겼다.",
        "Some ten houses were submerged.",
        around=(
            ["환자 10여 명이 병원을 옮겼다."],
            ["Some 10 patients were moved to other hospitals."],
        ),
    )
    assert flag.confidence == number.CONFIDENCE["vague"]
    assert message(flag) == "수십 채 is 20 to 99; the English has ten"


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
    assert "13" in message(flag)


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
    assert [evidence.text for evidence in flag.spans] == ["1938년", "9938"]


def test_a_year_for_two_years_is_flagged_less_surely():
    (flag,) = flags("2년 전보다 늘었다.", "It rose from a year earlier.")
    assert 0.3 <= flag.confidence < 0.9


def test_null_beads_are_left_alone():
    pair = Article("a", text("ko", ["3명이 왔다."]), text("en", ["Five came."]))
    article = Context(pair, (), lambda sentence: None)
    assert list(number.check(Bead("b1", (0,), (), 0.0, 0.0), article)) == []
    assert list(number.check(Bead("b2", (), (0,), 0.0, 0.0), article)) == []


def test_evidence_points_into_the_text_as_given():
    korean = "북한은 ３만２０００명을 보냈다."
    (flag,) = flags(korean, "North Korea sent 320,000 troops.")
    ours = flag.spans[0]
    assert korean[ours.start : ours.end] == ours.text == "３만２０００명"


# --- sentences as the news has them

# Korean and the English that an editor would print
NEWS = [
    ("정부는 내년 예산을 728조원으로 편성했다.", "The government set next year's budget at 728 trillion won."),
    ("삼성전자는 3분기에 12조1000억원의 영업이익을 냈다.", "Samsung Electronics posted an operating profit of 12.1 trillion won in the third quarter."),
    ("이 회사는 지난해 4500억원의 적자를 기록했다.", "The company posted a loss of 450 billion won last year."),
    ("서울 인구는 933만명이다.", "Seoul has a population of 9.33 million."),
    ("코로나19로 26만7000여 명이 검사를 받았다.", "Some 267,000 people were tested for COVID-19."),
    ("코로나19 바이러스가 유입됐다.", "SARS-CoV-2 was brought into the country."),
    ("북한은 러시아에 1만1000여 명을 파병했다.", "North Korea has sent more than 11,000 troops to Russia."),
    ("세계 인구는 82억명을 넘어섰다.", "The world's population has passed 8.2 billion."),
    ("이 아파트는 15억5000만원에 거래됐다.", "The apartment sold for 1.55 billion won."),
    ("피해액은 2천300만원으로 추산된다.", "The damage is estimated at 23 million won."),
    ("국가채무가 1경원을 넘을 것이라는 전망도 있다.", "Some forecast that total debt will exceed 10 quadrillion won."),
    ("수백 명이 광장에 모였다.", "Hundreds of people gathered in the square."),
    ("수십만 명의 시민이 거리로 나왔다.", "Hundreds of thousands of citizens took to the streets."),
    ("수천억원의 비용이 든다.", "It costs hundreds of billions of won."),
    ("화재로 20여 명이 대피했다.", "The fire forced more than 20 people to evacuate."),
    ("두세 차례 폭발음이 들렸다.", "Two or three explosions were heard."),
    ("한두 달 안에 결론이 난다.", "A conclusion will come in a month or two."),
    ("제21대 대통령 선거가 치러졌다.", "The 21st presidential election was held."),
    ("북한은 노동당 제9차 대회를 준비하고 있다.", "North Korea is preparing for the ninth congress of the Workers' Party."),
    ("한국은 세계에서 네 번째로 큰 방산 수출국이다.", "Korea is the world's fourth-largest arms exporter."),
    ("첫 여성 대법관이 나왔다.", "The first female Supreme Court justice was named."),
    ("그는 첫째 아들이다.", "He is the eldest son."),
    ("응답자의 5분의 3이 찬성했다.", "Three-fifths of respondents were in favor."),
    ("매출이 10분의 1로 줄었다.", "Sales fell to one-tenth of what they were."),
    ("의석의 3분의 1을 얻었다.", "It won a third of the seats."),
    ("직원의 절반이 회사를 떠났다.", "Half of the employees left the company."),
    ("매출은 3배로 늘었다.", "Sales tripled."),
    ("수출은 1년 새 4배 늘었다.", "Exports grew fourfold in a year."),
    ("가격이 두 배로 뛰었다.", "The price doubled."),
    ("면적은 여의도의 1.5배다.", "The area is 1.5 times that of Yeouido."),
    ("12명이 병원으로 옮겨졌다.", "A dozen people were taken to the hospital."),
    ("그는 20년 동안 이 문제를 연구했다.", "He has studied the issue for two decades."),
    ("수십 년간 이어진 갈등이다.", "It is a conflict that has lasted for decades."),
    ("100년 전의 일이다.", "It happened a century ago."),
    ("경제성장률은 0.9%로 전망됐다.", "Economic growth was forecast at 0.9 percent."),
    ("한국은행은 기준금리를 0.25%포인트 내렸다.", "The Bank of Korea cut its key rate by 0.25 percentage point."),
    ("한국은행은 기준금리를 0.25%p 내렸다.", "The Bank of Korea cut its key rate by 25 basis points."),
    ("실업률은 2.7%였다.", "The jobless rate was 2.7 percent."),
    ("규모 5.4의 지진이 발생했다.", "A magnitude 5.4 earthquake struck."),
    ("응답자 10명 중 7명이 반대했다.", "Seven in 10 respondents were opposed."),
    ("코스피는 전날보다 32.15포인트 오른 3,211.01로 마감했다.", "The KOSPI closed at 3,211.01, up 32.15 points from the previous day."),
    ("눈이 3~5㎝ 쌓이겠다.", "Three to five centimeters of snow are expected."),
    ("비용은 100만~150만원이다.", "It costs 1 million to 1.5 million won."),
    ("한국이 일본을 2-0으로 꺾었다.", "Korea beat Japan 2-0."),
    ("헌법재판소는 8대 0으로 파면을 결정했다.", "The Constitutional Court ruled 8-0 to remove him."),
    ("법안은 찬성 180표, 반대 2표로 통과됐다.", "The bill passed 180-2."),
    ("만 18세 이상이면 투표할 수 있다.", "Anyone aged 18 or older may vote."),
    ("70대 운전자가 인도로 돌진했다.", "A driver in his 70s plowed onto the sidewalk."),
    ("용의자는 30대 남성이다.", "The suspect is a man in his thirties."),
    ("김모(34) 씨가 구속됐다.", "A 34-year-old surnamed Kim was arrested."),
    ("이순자(82) 할머니는 눈물을 흘렸다.", "Lee Soon-ja, 82, wept."),
    ("문의는 02-2100-1234로 하면 된다.", "For inquiries, call 02-2100-1234."),
    ("문의는 1588-1234로 하면 된다.", "For inquiries, call the service center."),
    ("한국군은 K-9 자주포 18문을 배치했다.", "The South Korean military deployed 18 K-9 howitzers."),
    ("F-35A 40대를 도입했다.", "It bought 40 F-35A jets."),
    ("5G 가입자가 3500만명을 넘었다.", "5G subscribers topped 35 million."),
    ("애플은 아이폰17을 공개했다.", "Apple unveiled the iPhone 17."),
    ("G20 정상회의가 열렸다.", "The G20 summit was held."),
    ("교황 레오 14세가 방한한다.", "Pope Leo XIV will visit Korea."),
    ("누리호 4차 발사가 성공했다.", "The fourth launch of the Nuri rocket succeeded."),
    ("미국은 관세로 1500억 달러를 거뒀다.", "The United States collected $150 billion in tariffs."),
    ("한국은 3500억달러를 투자하기로 했다.", "Korea agreed to invest $350 billion."),
    ("일본은 5조엔을 배정했다.", "Japan set aside 5 trillion yen."),
    ("원-달러 환율은 1470원까지 올랐다.", "The won weakened to 1,470 per dollar."),
    ("그는 1000달러(약 147만원)를 냈다.", "He paid $1,000 (about 1.47 million won)."),
    ("그는 1000달러(약 147만원)를 냈다.", "He paid $1,000."),
    ("서울에서 부산까지는 약 400㎞다.", "Seoul is about 400 kilometers (250 miles) from Busan."),
    ("이 집은 33평이다.", "The house measures 33 pyeong (109 square meters)."),
    ("이 집은 33평이다.", "The house measures 109 square meters."),
    ("전용면적 84㎡ 아파트다.", "It is an 84-square-meter apartment."),
    ("낮 최고기온은 35도까지 올랐다.", "The high reached 35 degrees Celsius."),
    ("기온이 영하 10℃로 떨어졌다.", "The temperature fell to minus 10 degrees Celsius."),
    ("마라톤 코스는 42.195㎞다.", "The marathon course is 42.195 km."),
    ("약 5만명이 참가했다.", "Some 50,000 people took part."),
    ("500명 이상이 숨졌다.", "At least 500 people died."),
    ("30명 미만의 사업장이 대상이다.", "It covers workplaces with fewer than 30 employees."),
    ("1만9800명이 관람했다.", "Nearly 20,000 people watched."),
    ("매출은 3조9876억원이었다.", "Revenue came to about 4 trillion won."),
    ("매출은 3조9876억원이었다.", "Revenue came to 3.99 trillion won."),
    ("경찰은 차량 7대를 압수했다.", "Police seized seven vehicles."),
    ("중국 어선 32척이 나타났다.", "Thirty-two Chinese fishing boats appeared."),
    ("북한은 미사일 10발을 쐈다.", "North Korea fired 10 missiles."),
    ("신고는 112건이었다.", "There were 112 reports."),
    ("산불은 세 곳에서 번지고 있다.", "Wildfires are spreading in three places."),
    ("의원 열다섯 명이 탈당했다.", "Fifteen lawmakers left the party."),
    ("돼지 2500마리를 살처분했다.", "It culled 2,500 pigs."),
    ("두 정상은 악수했다.", "Both leaders shook hands."),
    ("두 사람은 결혼했다.", "The pair got married."),
    ("그는 신발 두 켤레를 샀다.", "He bought a couple of pairs of shoes."),
    ("단 한 명도 다치지 않았다.", "Not a single person was hurt."),
    ("세 자녀를 둔 아버지다.", "He is a father of three."),
    ("네 쌍둥이가 태어났다.", "Quadruplets were born."),
    ("그는 2연패를 달성했다.", "He won the title for the second straight time."),
    ("손흥민은 한 경기에서 세 골을 넣었다.", "Son Heung-min scored a hat trick."),
    ("그는 징역 3년 6개월을 선고받았다.", "He was sentenced to three years and six months in prison."),
    ("그는 징역 3년 6개월을 선고받았다.", "He was sentenced to 3 1/2 years in prison."),
    ("회의는 1시간 30분 동안 이어졌다.", "The meeting lasted an hour and a half."),
    ("회의는 90분 동안 이어졌다.", "The meeting lasted an hour and a half."),
    ("7월 수출은 608억 달러였다.", "Exports came to $60.8 billion in July."),
    ("올해 1~9월 수출은 5197억 달러였다.", "Exports totaled $519.7 billion from January to September."),
    ("6·3 지방선거를 앞두고 있다.", "The June 3 local elections are approaching."),
    ("12·3 비상계엄 이후 처음이다.", "It is the first since the Dec. 3 martial law declaration."),
    ("8·15 광복절 행사가 열렸다.", "A ceremony marked Liberation Day on Aug. 15."),
    ("그는 초등학교 3학년이다.", "He is in the third grade."),
    ("3·1절 기념식이 열렸다.", "A ceremony was held for the March 1 Independence Movement Day."),
    ("3년 연속 1위에 올랐다.", "It ranked first for the third straight year."),
    ("삼성은 3나노 공정을 도입했다.", "Samsung introduced its 3-nanometer process."),
    ("KTX가 시속 300㎞로 달린다.", "The KTX runs at 300 kilometers per hour."),
    ("초속 35m의 강풍이 불었다.", "Winds blew at 35 meters per second."),
    ("하루 평균 1만2천명이 찾는다.", "It draws an average of 12,000 visitors a day."),
    ("10억원대 부동산을 신고했다.", "He reported real estate worth more than 1 billion won."),
    ("매달 20만원씩 지급한다.", "It pays 200,000 won a month."),
    ("4인 가구 기준이다.", "It is based on a household of four."),
    ("그는 2승 1패를 기록했다.", "He had two wins and one loss."),
    ("야당 의원 170명 전원이 서명했다.", "All 170 opposition lawmakers signed."),
    ("100세 시대가 왔다.", "People now live to 100."),
    ("이재명 대통령은 취임 100일을 맞았다.", "President Lee Jae Myung marked his 100th day in office."),
    ("창립 50주년 행사였다.", "The event marked the 50th anniversary of its founding."),
    ("창립 반세기를 맞았다.", "It marks half a century since its founding."),
    ("이 법안은 재석 298명 중 찬성 190명으로 가결됐다.", "The bill passed with 190 of the 298 lawmakers present in favor."),
    ("형법 제250조를 적용했다.", "It applied Article 250 of the Criminal Act."),
    ("서울 지하철 2호선이 멈췄다.", "Seoul's subway Line 2 stopped."),
    ("사망자가 1200명을 넘어섰다.", "The death toll passed 1,200."),
    ("실업률이 한 자릿수로 떨어졌다.", "The jobless rate fell to single digits."),
    ("두 자릿수 성장률을 기록했다.", "It posted double-digit growth."),
    ("영업이익은 1년 전보다 32% 늘어난 9조1834억원이었다.", "Operating profit came to 9.18 trillion won, up 32 percent from a year earlier."),
    ("전체의 4분의 3이 넘는 78%가 동의했다.", "Seventy-eight percent, more than three-quarters, agreed."),
    ("한국의 합계출산율은 0.75명이다.", "Korea's total fertility rate is 0.75."),
    ("최저임금은 시간당 1만320원으로 정해졌다.", "The minimum wage was set at 10,320 won an hour."),
    ("그는 400m 계주에서 38초49를 기록했다.", "He clocked 38.49 seconds in the 400-meter relay."),
    ("3선 의원인 그는 출마를 선언했다.", "The three-term lawmaker declared his candidacy."),
    ("일제 36년의 기억이다.", "It is the memory of 36 years of Japanese rule."),
    ("1인당 국민소득은 3만6624달러다.", "Per capita income is $36,624."),
    ("1인당 25만원을 지급한다.", "Each person gets 250,000 won."),
    ("코스닥은 1.2% 내렸다.", "The KOSDAQ fell 1.2 percent."),
    ("국민의힘 의석은 107석이다.", "The People Power Party has 107 seats."),
    ("수도권 인구가 전체의 절반을 넘었다.", "More than half of the population lives in the capital area."),
    ("하루 8시간, 주 40시간 일한다.", "They work eight hours a day, 40 hours a week."),
    ("주 52시간제를 손본다.", "It will revise the 52-hour workweek."),
    ("이자율은 연 3.5%다.", "The rate is 3.5 percent a year."),
    ("반값 등록금을 약속했다.", "He promised to cut tuition in half."),
    ("가격이 30~40% 올랐다.", "Prices rose 30 to 40 percent."),
    ("가격이 30% 이상 올랐다.", "Prices rose by almost a third."),
    ("길이 25m, 폭 12.5m 수영장이다.", "The pool is 25 meters long and 12.5 meters wide."),
    ("1천600여 가구가 정전됐다.", "Some 1,600 households lost power."),
    ("2만t급 선박이다.", "It is a 20,000-ton vessel."),
    ("3개 중대가 투입됐다.", "Three companies were sent in."),
    ("여야 6당이 모였다.", "Six parties met."),
    ("금메달 3개를 땄다.", "It won three gold medals."),
    ("감염자가 전날보다 배 이상 늘었다.", "The number of infections more than doubled from the previous day."),
    ("10명 중 9명꼴이다.", "That is nine in 10."),
    ("그의 재산은 23억1415만원이다.", "He is worth 2.3 billion won."),
    ("월 10만원 이하로 제한한다.", "It is limited to 100,000 won a month or less."),
    ("100만 명당 12명꼴이다.", "That is 12 per million people."),
    ("이 사건은 2심까지 갔다.", "The case went to an appeals court."),
    ("1심 재판부는 징역 5년을 선고했다.", "The district court sentenced him to five years in prison."),
    ("4대강 사업이 논란이다.", "The four-rivers project is controversial."),
    ("5대 은행의 대출이 늘었다.", "Loans at the five major banks grew."),
    ("10대 소녀가 실종됐다.", "A teenage girl went missing."),
    ("20대 여성이 다쳤다.", "A woman in her 20s was hurt."),
    ("2030세대의 지지가 높다.", "Support is high among those in their 20s and 30s."),
    ("시가총액 1조달러를 돌파했다.", "Its market value topped $1 trillion."),
    ("미국산 쇠고기 30개월령 이상은 금지된다.", "U.S. beef from cattle 30 months or older is banned."),
    ("지구 평균 기온이 1.5도 올랐다.", "The average global temperature has risen by 1.5 degrees Celsius."),
    ("38선을 넘었다.", "They crossed the 38th parallel."),
    ("그는 삼수 끝에 합격했다.", "He passed on his third attempt."),
    ("일곱 살 아이가 실종됐다.", "A 7-year-old child went missing."),
    ("무기징역을 선고했다.", "It sentenced him to life in prison."),
    ("전국 17개 시도에서 열렸다.", "It was held in 17 cities and provinces."),
    ("이 도로는 왕복 8차로다.", "The road has eight lanes."),
    ("30대 그룹이 투자를 늘렸다.", "The top 30 conglomerates raised their investment."),
    ("2나노 칩을 양산한다.", "It will mass-produce 2-nanometer chips."),
    ("물가가 2년 2개월 만에 최대폭으로 올랐다.", "Prices rose at the fastest pace in 26 months."),
    ("회의는 2시간 반 동안 열렸다.", "The meeting lasted two and a half hours."),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "english"), NEWS)
def test_what_an_editor_would_print_is_not_flagged(korean, english):
    assert sure(korean, english) == []


# Korean, English with one wrong number, and the words that the flag points at
WRONG_NEWS = [
    ("정부는 내년 예산을 728조원으로 편성했다.", "The government set next year's budget at 728 billion won.", "728조원", "728 billion won"),
    ("삼성전자는 3분기에 12조1000억원의 영업이익을 냈다.", "Samsung Electronics posted an operating profit of 1.21 trillion won in the third quarter.", "12조1000억원", "1.21 trillion won"),
    ("이 회사는 지난해 4500억원의 적자를 기록했다.", "The company posted a loss of 4.5 billion won last year.", "4500억원", "4.5 billion won"),
    ("서울 인구는 933만명이다.", "Seoul has a population of 93.3 million.", "933만명", "93.3 million"),
    ("코로나19로 26만7000여 명이 검사를 받았다.", "Some 26,700 people were tested for COVID-19.", "26만7000여 명", "26,700"),
    ("북한은 러시아에 1만1000여 명을 파병했다.", "North Korea has sent more than 110,000 troops to Russia.", "1만1000여 명", "110,000"),
    ("세계 인구는 82억명을 넘어섰다.", "The world's population has passed 82 million.", "82억명", "82 million"),
    ("이 아파트는 15억5000만원에 거래됐다.", "The apartment sold for 155 million won.", "15억5000만원", "155 million won"),
    ("피해액은 2천300만원으로 추산된다.", "The damage is estimated at 2.3 million won.", "2천300만원", "2.3 million won"),
    ("수백 명이 광장에 모였다.", "Thousands of people gathered in the square.", "수백 명", "Thousands"),
    ("수십만 명의 시민이 거리로 나왔다.", "Millions of citizens took to the streets.", "수십만 명", "Millions"),
    ("수천억원의 비용이 든다.", "It costs hundreds of millions of won.", "수천억원", "hundreds of millions"),
    ("화재로 20여 명이 대피했다.", "The fire forced more than 200 people to evacuate.", "20여 명", "200"),
    ("두세 차례 폭발음이 들렸다.", "Five or six explosions were heard.", "두세", "Five or six"),
    ("제21대 대통령 선거가 치러졌다.", "The 20th presidential election was held.", "21대", "20th"),
    ("북한은 노동당 제9차 대회를 준비하고 있다.", "North Korea is preparing for the eighth congress of the Workers' Party.", "9차", "eighth"),
    ("한국은 세계에서 네 번째로 큰 방산 수출국이다.", "Korea is the world's fifth-largest arms exporter.", "네 번째로", "fifth"),
    ("응답자의 5분의 3이 찬성했다.", "Two-fifths of respondents were in favor.", "5분의 3", "Two-fifths"),
    ("의석의 3분의 1을 얻었다.", "It won a quarter of the seats.", "3분의 1", "a quarter"),
    ("직원의 절반이 회사를 떠났다.", "A third of the employees left the company.", "절반", "A third"),
    ("매출은 3배로 늘었다.", "Sales quadrupled.", "3배", "quadrupled"),
    ("수출은 1년 새 4배 늘었다.", "Exports grew fivefold in a year.", "4배", "fivefold"),
    ("가격이 두 배로 뛰었다.", "The price tripled.", "두 배", "tripled"),
    ("면적은 여의도의 1.5배다.", "The area is 15 times that of Yeouido.", "1.5배", "15 times"),
    ("12명이 병원으로 옮겨졌다.", "Two dozen people were taken to the hospital.", "12명", "Two dozen"),
    ("그는 20년 동안 이 문제를 연구했다.", "He has studied the issue for three decades.", "20년", "three decades"),
    ("경제성장률은 0.9%로 전망됐다.", "Economic growth was forecast at 9 percent.", "0.9%", "9 percent"),
    ("한국은행은 기준금리를 0.25%포인트 내렸다.", "The Bank of Korea cut its key rate by 0.25 percent.", "0.25%포인트", "0.25 percent"),
    ("한국은행은 기준금리를 0.25%p 내렸다.", "The Bank of Korea cut its key rate by 50 basis points.", "0.25%p", "50 basis points"),
    ("실업률은 2.7%였다.", "The jobless rate was 7.2 percent.", "2.7%", "7.2 percent"),
    ("규모 5.4의 지진이 발생했다.", "A magnitude 4.5 earthquake struck.", "5.4", "4.5"),
    ("응답자 10명 중 7명이 반대했다.", "Eight in 10 respondents were opposed.", "7명", "Eight"),
    ("코스피는 전날보다 32.15포인트 오른 3,211.01로 마감했다.", "The KOSPI closed at 3,211.01, up 23.15 points from the previous day.", "32.15포인트", "23.15"),
    ("눈이 3~5㎝ 쌓이겠다.", "Three to eight centimeters of snow are expected.", "3~5㎝", "Three to eight centimeters"),
    ("비용은 100만~150만원이다.", "It costs 10 million to 15 million won.", "100만~150만원", "10 million to 15 million won"),
    ("한국이 일본을 2-0으로 꺾었다.", "Korea beat Japan 3-0.", "2-0", "3-0"),
    ("헌법재판소는 8대 0으로 파면을 결정했다.", "The Constitutional Court ruled 6-2 to remove him.", "8대 0", "6-2"),
    ("법안은 찬성 180표, 반대 2표로 통과됐다.", "The bill passed 108-2.", "180", "108-2"),
    ("만 18세 이상이면 투표할 수 있다.", "Anyone aged 16 or older may vote.", "18세", "16"),
    ("70대 운전자가 인도로 돌진했다.", "A driver in his 50s plowed onto the sidewalk.", "70대", "50s"),
    ("용의자는 30대 남성이다.", "The suspect is a man in his forties.", "30대", "forties"),
    ("김모(34) 씨가 구속됐다.", "A 43-year-old surnamed Kim was arrested.", "34", "43-year"),
    ("이순자(82) 할머니는 눈물을 흘렸다.", "Lee Soon-ja, 28, wept.", "82", "28"),
    ("한국군은 K-9 자주포 18문을 배치했다.", "The South Korean military deployed 81 K-9 howitzers.", "18문", "81"),
    ("F-35A 40대를 도입했다.", "It bought 400 F-35A jets.", "40대", "400"),
    ("5G 가입자가 3500만명을 넘었다.", "5G subscribers topped 3.5 million.", "3500만명", "3.5 million"),
    ("누리호 4차 발사가 성공했다.", "The third launch of the Nuri rocket succeeded.", "4차", "third"),
    ("미국은 관세로 1500억 달러를 거뒀다.", "The United States collected $150 million in tariffs.", "1500억 달러", "$150 million"),
    ("한국은 3500억달러를 투자하기로 했다.", "Korea agreed to invest 350 billion won.", "3500억달러", "350 billion won"),
    ("일본은 5조엔을 배정했다.", "Japan set aside 500 billion yen.", "5조엔", "500 billion yen"),
    ("원-달러 환율은 1470원까지 올랐다.", "The won weakened to 1,740 per dollar.", "1470원", "1,740"),
    ("그는 1000달러(약 147만원)를 냈다.", "He paid $10,000 (about 1.47 million won).", "1000달러", "$10,000"),
    ("서울에서 부산까지는 약 400㎞다.", "Seoul is about 4,000 kilometers from Busan.", "400㎞", "4,000 kilometers"),
    ("이 집은 33평이다.", "The house measures 33 square meters.", "33평", "33 square meters"),
    ("이 집은 33평이다.", "The house measures 190 square meters.", "33평", "190 square meters"),
    ("전용면적 84㎡ 아파트다.", "It is a 48-square-meter apartment.", "84㎡", "48-square-meter"),
    ("낮 최고기온은 35도까지 올랐다.", "The high reached 53 degrees Celsius.", "35도", "53 degrees Celsius"),
    ("기온이 영하 10℃로 떨어졌다.", "The temperature fell to minus 20 degrees Celsius.", "영하 10℃", "minus 20 degrees Celsius"),
    ("마라톤 코스는 42.195㎞다.", "The marathon course is 42.195 miles.", "42.195㎞", "42.195 miles"),
    ("약 5만명이 참가했다.", "Some 80,000 people took part.", "5만명", "80,000"),
    ("500명 이상이 숨졌다.", "At least 5,000 people died.", "500명", "5,000"),
    ("30명 미만의 사업장이 대상이다.", "It covers workplaces with fewer than 300 employees.", "30명", "300"),
    ("1만9800명이 관람했다.", "Nearly 200,000 people watched.", "1만9800명", "200,000"),
    ("매출은 3조9876억원이었다.", "Revenue came to about 5 trillion won.", "3조9876억원", "5 trillion won"),
    ("매출은 3조9876억원이었다.", "Revenue came to 3.89 trillion won.", "3조9876억원", "3.89 trillion won"),
    ("경찰은 차량 7대를 압수했다.", "Police seized nine vehicles.", "7대", "nine"),
    ("중국 어선 32척이 나타났다.", "Twenty-three Chinese fishing boats appeared.", "32척", "Twenty-three"),
    ("북한은 미사일 10발을 쐈다.", "North Korea fired 100 missiles.", "10발", "100"),
    ("신고는 112건이었다.", "There were 121 reports.", "112건", "121"),
    ("산불은 세 곳에서 번지고 있다.", "Wildfires are spreading in five places.", "세", "five"),
    ("의원 열다섯 명이 탈당했다.", "Fifty lawmakers left the party.", "열다섯 명", "Fifty"),
    ("돼지 2500마리를 살처분했다.", "It culled 25,000 pigs.", "2500마리", "25,000"),
    ("세 자녀를 둔 아버지다.", "He is a father of five.", "세", "five"),
    ("그는 징역 3년 6개월을 선고받았다.", "He was sentenced to six years and three months in prison.", "3년", "three months"),
    ("7월 수출은 608억 달러였다.", "Exports came to $6.08 billion in July.", "608억 달러", "$6.08 billion"),
    ("그는 초등학교 3학년이다.", "He is in the fifth grade.", "3", "fifth"),
    ("삼성은 3나노 공정을 도입했다.", "Samsung introduced its 5-nanometer process.", "3", "5"),
    ("KTX가 시속 300㎞로 달린다.", "The KTX runs at 30 kilometers per hour.", "300㎞", "30 kilometers"),
    ("초속 35m의 강풍이 불었다.", "Winds blew at 53 meters per second.", "35m", "53 meters"),
    ("하루 평균 1만2천명이 찾는다.", "It draws an average of 1,200 visitors a day.", "1만2천명", "1,200"),
    ("10억원대 부동산을 신고했다.", "He reported real estate worth more than 10 billion won.", "10억원", "10 billion won"),
    ("매달 20만원씩 지급한다.", "It pays 20,000 won a month.", "20만원", "20,000 won"),
    ("4인 가구 기준이다.", "It is based on a household of five.", "4", "five"),
    ("야당 의원 170명 전원이 서명했다.", "All 107 opposition lawmakers signed.", "170명", "107"),
    ("창립 50주년 행사였다.", "The event marked the 60th anniversary of its founding.", "50주년", "60th"),
    ("이 법안은 재석 298명 중 찬성 190명으로 가결됐다.", "The bill passed with 109 of the 298 lawmakers present in favor.", "190명", "109"),
    ("형법 제250조를 적용했다.", "It applied Article 205 of the Criminal Act.", "250조", "205"),
    ("서울 지하철 2호선이 멈췄다.", "Seoul's subway Line 9 stopped.", "2호선", "9"),
    ("사망자가 1200명을 넘어섰다.", "The death toll passed 12,000.", "1200명", "12,000"),
    ("영업이익은 1년 전보다 32% 늘어난 9조1834억원이었다.", "Operating profit came to 9.18 trillion won, up 23 percent from a year earlier.", "32%", "23 percent"),
    ("전체의 4분의 3이 넘는 78%가 동의했다.", "Eighty-seven percent, more than three-quarters, agreed.", "78%", "Eighty-seven percent"),
    ("한국의 합계출산율은 0.75명이다.", "Korea's total fertility rate is 0.57.", "0.75명", "0.57"),
    ("최저임금은 시간당 1만320원으로 정해졌다.", "The minimum wage was set at 13,200 won an hour.", "1만320원", "13,200 won"),
    ("3선 의원인 그는 출마를 선언했다.", "The five-term lawmaker declared his candidacy.", "3선", "five"),
    ("일제 36년의 기억이다.", "It is the memory of 63 years of Japanese rule.", "36년", "63 years"),
    ("1인당 국민소득은 3만6624달러다.", "Per capita income is $36,264.", "3만6624달러", "$36,264"),
    ("1인당 25만원을 지급한다.", "Each person gets 2.5 million won.", "25만원", "2.5 million won"),
    ("코스닥은 1.2% 내렸다.", "The KOSDAQ fell 2.1 percent.", "1.2%", "2.1 percent"),
    ("국민의힘 의석은 107석이다.", "The People Power Party has 170 seats.", "107석", "170"),
    ("수도권 인구가 전체의 절반을 넘었다.", "More than a third of the population lives in the capital area.", "절반", "a third"),
    ("하루 8시간, 주 40시간 일한다.", "They work eight hours a day, 48 hours a week.", "40시간", "48 hours"),
    ("주 52시간제를 손본다.", "It will revise the 25-hour workweek.", "52시간", "25-hour"),
    ("가격이 30~40% 올랐다.", "Prices rose 30 to 50 percent.", "30~40%", "30 to 50 percent"),
    ("길이 25m, 폭 12.5m 수영장이다.", "The pool is 25 meters long and 15.2 meters wide.", "12.5m", "15.2 meters"),
    ("1천600여 가구가 정전됐다.", "Some 16,000 households lost power.", "1천600여", "16,000"),
    ("2만t급 선박이다.", "It is a 2,000-ton vessel.", "2만t", "2,000-ton"),
    ("3개 중대가 투입됐다.", "Five companies were sent in.", "3개", "Five"),
    ("금메달 3개를 땄다.", "It won five gold medals.", "3개", "five"),
    ("그의 재산은 23억1415만원이다.", "He is worth 3.2 billion won.", "23억1415만원", "3.2 billion won"),
    ("1심 재판부는 징역 5년을 선고했다.", "The district court sentenced him to 15 years in prison.", "5년", "15 years"),
    ("5대 은행의 대출이 늘었다.", "Loans at the four major banks grew.", "5", "four"),
    ("20대 여성이 다쳤다.", "A woman in her 40s was hurt.", "20대", "40s"),
    ("시가총액 1조달러를 돌파했다.", "Its market value topped $1 billion.", "1조달러", "$1 billion"),
    ("지구 평균 기온이 1.5도 올랐다.", "The average global temperature has risen by 5.1 degrees Celsius.", "1.5도", "5.1 degrees Celsius"),
    ("일곱 살 아이가 실종됐다.", "A 17-year-old child went missing.", "일곱 살", "17-year"),
    ("전국 17개 시도에서 열렸다.", "It was held in 71 cities and provinces.", "17개", "71"),
    ("이 도로는 왕복 8차로다.", "The road has six lanes.", "8", "six"),
    ("30대 그룹이 투자를 늘렸다.", "The top 10 conglomerates raised their investment.", "30", "10"),
    ("물가가 2년 2개월 만에 최대폭으로 올랐다.", "Prices rose at the fastest pace in 36 months.", "2년", "36 months"),
    ("회의는 2시간 반 동안 열렸다.", "The meeting lasted three and a half hours.", "2시간 반", "three and a half hours"),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "english", "ours", "theirs"), WRONG_NEWS)
def test_one_wrong_number_in_the_news_is_pointed_at(korean, english, ours, theirs):
    found = sure(korean, english)
    assert [ours, theirs] in [[evidence.text for evidence in flag.spans] for flag in found]


def test_a_wrong_range_is_one_flag_with_both_values():
    (flag,) = sure("비용은 100만~150만원이다.", "It costs 10 million to 15 million won.")
    assert message(flag) == (
        "100만~150만원 is 1 million won and 1.5 million won; "
        "the English has 10 million to 15 million won"
    )


# What is said, Korean, English, and the message in both languages
SAID = {
    "value": (
        "예산은 1조2000억원이다.",
        "The budget is 12 trillion won.",
        "1조2000억원 is 1.2 trillion won; the English has 12 trillion won",
        "한국어 원문은 “1조2000억원”(1.2 trillion won)인데 영어는 “12 trillion won”입니다",
    ),
    "conversion": (
        "8억7000만원을 냈다.",
        "It paid 870 million won (about $6.2 million).",
        "870 million won is not $6.2 million: that is 140.3 won a dollar",
        "“870 million won”의 달러 환산액이 “$6.2 million”이면 1달러가 140.3원이 되어 맞지 않습니다",
    ),
    "added": (
        "군대를 보냈다.",
        "It sent 32,000 troops.",
        "The English has 32,000; the Korean has no such number",
        "영어의 “32,000”에 해당하는 숫자가 한국어 원문에 없습니다",
    ),
    "lost": (
        "3만2000명을 보냈다.",
        "It sent troops.",
        "3만2000명 (32,000) is missing in the English",
        "한국어 원문의 “3만2000명”(32,000)에 해당하는 숫자가 영어에서 누락되었습니다",
    ),
    "measure": (
        "길이는 20km다.",
        "It is 20 kilometers (32 miles) long.",
        "20 kilometers is not 32 miles",
        "영어의 “20 kilometers”, “32 miles” 두 값이 서로 맞지 않습니다",
    ),
    "exchanged": (
        "8명이 숨지고 15명이 다쳤다.",
        "Fifteen people were killed and eight injured.",
        "8명 and 15명 have changed places in the English: Fifteen, eight",
        "“8명”, “15명”의 숫자가 영어에서 서로 바뀌었습니다: “Fifteen”, “eight”",
    ),
    "score": (
        "수원이 대구를 4대2로 이겼다.",
        "Suwon beat Daegu 2-4.",
        "The winner scored 4대2; the English has 2-4",
        "한국어 원문에서 이긴 쪽의 점수는 “4대2”인데 영어는 “2-4”입니다",
    ),
    "sign": (
        "아침 기온은 영하 7도였다.",
        "It was 7 degrees Celsius in the morning.",
        "영하 7도; the English has 7 degrees Celsius: one of the two is below zero",
        "한국어 원문은 “영하 7도”인데 영어는 “7 degrees Celsius”입니다. 부호가 다릅니다",
    ),
    "extent": (
        "매출이 40%로 줄었다.",
        "Sales fell by 40 percent.",
        "40%로; the English has by 40 percent: what it came to is not by how much it changed",
        "한국어 원문은 “40%로”인데 영어는 “by 40 percent”입니다. 변화한 양과 변화한 결과가 다릅니다",
    ),
    "rate": (
        "회비는 연 8만 원이다.",
        "The fee is 80,000 won a month.",
        "연 8만 원; the English has 80,000 won a month: another length of time",
        "한국어 원문은 “연 8만 원”인데 영어는 “80,000 won a month”입니다. 기준이 되는 기간이 다릅니다",
    ),
    "time": (
        "공장은 몇 달째 멈춰 있다.",
        "The plant has been idle for weeks.",
        "몇 달; the English has weeks: another unit of time",
        "한국어 원문은 “몇 달”인데 영어는 “weeks”입니다. 시간의 단위가 다릅니다",
    ),
    "gone": (
        "주민의 74%가 반대했다.",
        "Residents were against it.",
        "74% (74 percent) is left out, and the English gives no figure at all",
        "한국어 원문의 “74%”(74 percent)가 빠졌고 영어에는 아무 수치가 없습니다",
    ),
}


def test_every_message_has_an_example():
    assert set(SAID) == set(number.MESSAGES)


@pytest.mark.parametrize(("what", "case"), SAID.items(), ids=SAID)
def test_every_message_reads_in_both_languages(what, case):
    korean, english, in_english, in_korean = case
    (flag,) = flags(korean, english)
    assert flag.code == f"number.{what}"
    assert message(flag, "en") == in_english
    assert message(flag, "ko") == in_korean


@pytest.mark.parametrize(
    ("what", "relation"),
    [
        ("value", Relation.CONTRADICTS),
        ("conversion", Relation.DISTORTED),
        ("added", Relation.ADDED),
        ("lost", Relation.OMITTED),
        ("measure", Relation.DISTORTED),
        ("exchanged", Relation.CONTRADICTS),
        ("sign", Relation.CONTRADICTS),
        ("extent", Relation.CONTRADICTS),
        ("rate", Relation.CONTRADICTS),
        ("gone", Relation.OMITTED),
    ],
)
def test_a_finding_says_how_the_sides_differ(what, relation):
    (flag,) = flags(*SAID[what][:2])
    assert flag.relation is relation
