"""Dates counted from the article's day, the lunar calendar, seasons and times of the day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.checks import date, named_day
from audit.messages import message
from audit.records.flag import Relation
from tests.checks.test_date import flags

FRIDAY = "2025-09-12T10:40:00+09:00"
SHOWN = 0.58

# Korean, English that is right, English that is wrong; printed on that Friday
COUNTED = [
    ('정부는 어제 대책을 내놨다.', ['The government unveiled measures on Thursday.', 'The government unveiled measures yesterday.', 'The government unveiled measures on Sept. 11.'], ['The government unveiled measures on Friday.', 'The government unveiled measures on Tuesday.', 'The government unveiled measures on Sept. 10.', 'The government unveiled measures tomorrow.']),
    ('선수단은 그제 출국했다.', ['The team left on Wednesday.', 'The team left two days ago.', 'The team left the day before yesterday.'], ['The team left on Thursday.', 'The team left yesterday.']),
    ('법원은 금일 선고한다.', ['The court will rule on Friday.', 'The court will rule today.'], ['The court will rule on Monday.', 'The court will rule on Saturday.']),
    ('개표는 내일 시작된다.', ['Counting begins Saturday.', 'Counting begins tomorrow.'], ['Counting begins Sunday.', 'Counting begins Friday.']),
    ('비는 글피까지 이어진다.', ['Rain will last until Monday.'], ['Rain will last until Saturday.']),
    ('물가는 지난달 올랐다.', ['Prices rose last month.', 'Prices rose in August.'], ['Prices rose in July.', 'Prices rose in September.', 'Prices rose last week.']),
    ('공장은 다음 달 문을 연다.', ['The plant opens in October.', 'The plant opens next month.'], ['The plant opens in December.', 'The plant opens next week.', 'The plant opens next year.']),
    ('두 정상은 다음 주 만난다.', ['The two leaders will meet next week.'], ['The two leaders will meet next month.', 'The two leaders will meet this week.', 'The two leaders met last week.']),
    ('회사는 재작년 적자를 냈다.', ['The company posted a loss in 2023.', 'The company posted a loss two years ago.', 'The company posted a loss the year before last.'], ['The company posted a loss in 2024.', 'The company posted a loss in 2022.', 'The company posted a loss last year.']),
    ('대회는 내년 열린다.', ['The event will be held in 2026.', 'The event will be held next year.'], ['The event will be held in 2027.', 'The event will be held this year.']),
    ('올봄 산불이 잇따랐다.', ['There was a string of wildfires this spring.', 'A string of wildfires broke out in spring.'], ['There was a string of wildfires this autumn.', 'There was a string of wildfires last winter.', 'A string of wildfires broke out in the spring of 2024.']),
    ('연초에 값이 올랐다.', ['Prices rose early in the year.', 'Prices rose at the start of the year.', 'Prices rose early this year.'], ['Prices rose at the end of the year.', 'Prices rose late in the year.']),
    ('월말에 결제가 몰린다.', ['Payments pile up at the end of the month.'], ['Payments pile up at the beginning of the month.']),
    ('상반기에 수주가 늘었다.', ['Orders rose in the first half.'], ['Orders rose in the second half.']),
    ('그는 5년 전 귀농했다.', ['He moved to the countryside five years ago.', 'He moved to the countryside in 2020.'], ['He moved to the countryside in 2018.', 'He moved to the countryside in 2023.']),
    ('두 회사는 2년 전 합병했다.', ['The two firms merged in 2023.', 'The two firms merged two years ago.'], ['The two firms merged in 2021.']),
    ('석 달 전 공사가 끝났다.', ['Construction ended in June.', 'Construction ended three months ago.'], ['Construction ended in March.']),
    ('이틀 전 사고가 났다.', ['The accident happened on Wednesday.', 'The accident happened two days ago.'], ['The accident happened on Monday.']),
    ('이 행사는 6년 만에 열린다.', ['It will be held for the first time in six years.', 'It will be held for the first time since 2019.'], ['It will be held for the first time since 2015.']),
    ('가게는 밤 12시에 닫는다.', ['The shop closes at midnight.', 'The shop closes at 12 a.m.'], ['The shop closes at noon.', 'The shop closes at 12 p.m.']),
    ('비행기는 0시 30분에 뜬다.', ['The plane takes off at 12:30 a.m.', 'The plane takes off half an hour past midnight.'], ['The plane takes off at 12:30 p.m.']),
    ('휴전은 24시에 발효된다.', ['The truce takes effect at midnight.'], ['The truce takes effect at noon.']),
    ('식당은 낮 12시에 연다.', ['The restaurant opens at noon.', 'The restaurant opens at 12 p.m.'], ['The restaurant opens at midnight.']),
    ('회의는 금요일 오전에 열렸다.', ['The meeting was held on Friday morning.', 'The meeting was held early Friday.'], ['The meeting was held on Friday afternoon.', 'The meeting was held on Friday evening.']),
    ('사고는 오후에 났다.', ['The accident happened in the afternoon.', 'The accident happened late in the day.'], ['The accident happened in the morning.']),
    ('제사는 음력 9월 9일에 지낸다.', ['The rite is held on the ninth day of the ninth lunar month.', 'The rite is held on Oct. 29 this year.', 'The rite is held on Sept. 9 of the lunar calendar.'], ['The rite is held on Sept. 9.', 'The rite is held on the 19th day of the ninth lunar month.']),
    ('단오는 음력 5월 5일이다.', ['Dano falls on the fifth day of the fifth lunar month.', 'Dano falls on May 5 by the lunar calendar.'], ['Dano falls on May 5.', 'Dano falls on the fifth day of the sixth lunar month.']),
    ('8월 21일 문을 연다.', ['It opens on Thursday, Aug. 21.'], ['It opens on Friday, Aug. 21.']),
    ('2024년 8월 21일 문을 열었다.', ['It opened on Wednesday, Aug. 21, 2024.'], ['It opened on Thursday, Aug. 21, 2024.']),
    ('지난 주말 집회가 열렸다.', ['The rally was held last weekend.', 'The rally was held over the weekend.', 'The rally was held on Saturday.'], ['The rally will be held next weekend.']),
    ('전날 회담이 결렬됐다.', ['The talks collapsed the previous day.', 'The talks collapsed on Thursday.', 'The talks had collapsed a day earlier.'], ['The talks collapsed the next day.']),
    ('그는 이튿날 풀려났다.', ['He was released the next day.', 'He was released a day later.'], ['He was released the previous day.']),
    ('동계올림픽이 열린다.', ['The Winter Olympics will be held.'], ['The Summer Olympics will be held.']),
    ('그는 오늘 오후 출국한다.', ['He leaves on Friday afternoon.', 'He leaves this afternoon.', 'He leaves Friday.'], ['He leaves on Friday morning.', 'He leaves on Thursday afternoon.', 'He leaves tomorrow afternoon.']),
    ('그는 어제 저녁 도착했다.', ['He arrived Thursday evening.', 'He arrived last night.', 'He arrived yesterday evening.'], ['He arrived Wednesday evening.']),
    ('회의는 작일 끝났다.', ['The meeting ended Thursday.'], ['The meeting ended Friday.']),
    ('시험은 모레 치른다.', ['The exam will be on Sunday.', 'The exam is the day after tomorrow.', 'The exam is in two days.'], ['The exam is tomorrow.', 'The exam will be on Sept. 15.']),
    ('공연은 오는 20일 열린다.', ['The concert will be on Sept. 20.', 'The concert will be next Saturday.'], ['The concert will be next Friday.', 'The concert will be on Oct. 20.']),
    ('전시는 지난 1일 막을 올렸다.', ['The exhibition opened on Sept. 1.', 'The exhibition opened on Monday last week.'], ['The exhibition opened on Aug. 1.']),
    ('예산은 다음 달 말 확정된다.', ['The budget will be set in late October.', 'The budget will be set at the end of next month.'], ['The budget will be set in early October.', 'The budget will be set in late November.']),
    ('이달 초 계약했다.', ['They signed in early September.', 'They signed early this month.'], ['They signed late this month.', 'They signed in early August.']),
    ('내년 초 착공한다.', ['Construction starts early next year.', 'Construction starts in early 2026.'], ['Construction starts in early 2027.', 'Construction starts late next year.']),
    ('연말까지 마친다.', ['It will be finished by the end of the year.', 'It will be finished by year-end.', 'It will be finished by December.'], ['It will be finished by the start of the year.', 'It will be finished early in the year.']),
    ('지난해 매출이 줄었다.', ['Sales fell last year.', 'Sales fell in 2024.'], ['Sales fell this year.', 'Sales fell last month.', 'Sales fell in 2022.']),
    ('올여름 가장 더웠다.', ['It was hottest this summer.', 'It was the hottest summer in 2025.'], ['It was hottest this winter.', 'It was hottest last spring.']),
    ('내년 봄 개통한다.', ['It opens next spring.', 'It opens in the spring of 2026.'], ['It opens next autumn.', 'It opens in the spring of 2027.']),
    ('지난겨울 눈이 많이 왔다.', ['It snowed a lot last winter.'], ['It snowed a lot last summer.']),
    ('하반기 채용을 시작한다.', ['It starts hiring in the second half.', 'It starts second-half recruitment.'], ['It starts hiring in the first half.']),
    ('그는 7년 전 은퇴했다.', ['He retired seven years ago.', 'He retired in 2018.'], ['He retired in 2016.', 'He retired in 2020.']),
    ('그는 10년 전 데뷔했다.', ['He debuted in 2015.', 'He debuted a decade ago.', 'He debuted 10 years ago.'], ['He debuted in 2019.', 'He debuted in 2010.']),
    ('한 달 전 신고했다.', ['It was reported in August.', 'It was reported a month ago.', 'It was reported last month.'], ['It was reported in June.']),
    ('2주 전 계약했다.', ['They signed two weeks ago.', 'They signed on Aug. 29.'], ['They signed on July 29.']),
    ('나흘 전 실종됐다.', ['He went missing on Monday.', 'He went missing four days ago.', 'He went missing on Sept. 8.'], ['He went missing on Wednesday.', 'He went missing on Sept. 3.']),
    ('자정부터 단수된다.', ['Water will be cut from midnight.', 'Water will be cut from 12 a.m.'], ['Water will be cut from noon.']),
    ('가게는 새벽 2시까지 연다.', ['The shop is open until 2 a.m.'], ['The shop is open until 2 p.m.']),
    ('밤 11시에 끝난다.', ['It ends at 11 p.m.'], ['It ends at 11 a.m.']),
    ('밤 9시 뉴스다.', ['It is the 9 p.m. news.'], ['It is the 9 a.m. news.']),
    ('21시에 방송한다.', ['It airs at 9 p.m.'], ['It airs at 9 a.m.', 'It airs at 11 p.m.']),
    ('오전 0시 5분에 떠난다.', ['It leaves at 12:05 a.m.', 'It leaves at 0:05 a.m.'], ['It leaves at 12:05 p.m.']),
    ('생일은 음력 3월 3일이다.', ['His birthday is the third day of the third lunar month.', 'His birthday is March 3 on the lunar calendar.'], ['His birthday is March 3.', 'His birthday is the third day of the fourth lunar month.']),
    ('음력 정월 초하루에 지낸다.', ['It is held on the first day of the first lunar month.'], ['It is held on Jan. 1.', 'It is held on the first day of the second lunar month.']),
    ('월요일인 15일 개막한다.', ['It opens on Monday, Sept. 15.'], ['It opens on Tuesday, Sept. 15.']),
]  # fmt: skip
RIGHT = [(korean, english) for korean, right, _ in COUNTED for english in right]
WRONG = [(korean, english) for korean, _, wrong in COUNTED for english in wrong]


def found(korean, english, published=FRIDAY):
    return [
        flag
        for check in (date, named_day)
        for flag in flags(korean, english, published, check=check)
    ]


@pytest.mark.parametrize(("korean", "english"), RIGHT)
def test_what_the_date_comes_to_is_no_alarm(korean, english):
    assert [message(flag) for flag in found(korean, english)] == []


@pytest.mark.parametrize(("korean", "english"), WRONG)
def test_another_day_week_month_or_year_is_one_flag_on_both_sides(korean, english):
    (flag,) = [flag for flag in found(korean, english) if flag.confidence >= SHOWN]
    assert flag.relation is Relation.CONTRADICTS
    assert [span.side for span in flag.spans] == ["source", "target"]


# Korean and English that an editor would print
FINE = [
    ('정부는 오늘 회의를 열었다. 어제오늘 일이 아니다.', 'The government met on Friday. It is nothing new.'),
    ('그는 사고 이틀 전 퇴사했다.', 'He quit on Monday, two days before the accident.'),
    ('2015년 입사해 3년 전 그만뒀다.', 'He joined in 2015 and left in 2022.'),
    ('조선업 수주가 고려할 만큼 늘었다.', 'Shipbuilding orders rose enough to be considered.'),
    ('한국전쟁과 베트남전쟁에 참전했다.', 'He fought in both the Korean and Vietnam wars.'),
    ('6·25 참전용사 27일 별세', 'Korean War veteran who fought since June 25, 1950 dies on Sept. 27'),
    ('광복절인 15일 집회가 열렸다.', 'A rally was held on Liberation Day, Aug. 15.'),
    ('올해 8월에 시작했다.', 'It began last month.'),
    ('지난해 12월부터', 'It has been running since December 2024.'),
    ('다음 달 초 발표한다.', 'It will be announced in early October.'),
    ('오늘날 많은 사람이 쓴다.', 'Many people use it today.'),
    ('현재 많은 사람이 어제의 일을 잊었다.', 'Many people today have forgotten the past.'),
    ('3일 오전 0시 10분쯤 불이 났다.', 'A fire broke out at around 12:10 a.m. on Sept. 3.'),
    ('11일 밤 12시쯤 불이 났다.', 'A fire broke out around midnight on Sept. 11.'),
    ('그는 지난주 금요일 떠났다.', 'He left last Friday.'),
    ('그는 이번 주 초 떠났다.', 'He left on Monday.'),
    ('이번 주말 비가 온다.', 'It will rain on Saturday.'),
    ('수출이 3년 전보다 늘었다.', 'Exports are up from three years earlier.'),
    ('2월 30일과 13월 1일, 99999년', 'On Feb. 30 and the year 99999'),
    ('통계는 올 2분기까지다.', 'The figures run through the second quarter of 2025.'),
    ('비가 올 것으로 보인다.', 'Rain is expected.'),
    ('광복 80주년을 맞았다.', 'It marked the 80th anniversary of Liberation Day.'),
    ('설립 3년 전의 일이다.', 'It was in 2010.'),
    ('어제 발표된 자료다.', 'The data were released the day before.'),
    ('추석이 지나고 설이 온다.', 'After Chuseok comes the Lunar New Year.'),
    ('스페인 내전을 다룬다.', 'It deals with the Spanish Civil War.'),
    ('정부는 8월 20일까지 수출이 늘었다고 밝혔다.', 'The government said Thursday that exports rose through Aug. 20.'),
    ('그는 어젯밤 떠났다.', 'He left late Thursday.'),
    ('열흘 전 시작됐다.', 'It began on Sept. 2.'),
    ('일주일 전 시작됐다.', 'It began last Friday.'),
    ('한 달 전 시작됐다.', 'It began last month.'),
    ('한 달 전 시작됐다.', 'It began in August.'),
    ('10년 전 세웠다.', 'It was built in 2014.'),
    ('10년 전 세웠다.', 'It was built a decade ago.'),
    ('반년 전 문을 열었다.', 'It opened in March.'),
    ('1년 전보다 3% 늘었다.', 'It rose 3 percent from last year.'),
    ('사흘 전 발생했다.', 'It happened on Tuesday.'),
    ('추석을 앞두고 물가 대책을 발표했다.', 'The government announced price measures ahead of Chuseok.'),
    ('조선 후기 화가 김홍도가 그린 그림', 'A painting by Kim Hong-do, a painter of the late Joseon period'),
    ('그는 오늘 아침 “어제 결정했다”고 말했다.', 'He said Friday morning that he had decided the day before.'),
    ('비는 오늘 오후부터 내일 오전까지 내린다.', 'Rain will fall from this afternoon through Saturday morning.'),
    ('오는 10월 3일 개천절에 열린다.', 'It will be held on National Foundation Day, Oct. 3.'),
    ('12일 낮 서울 광장에서 열렸다.', 'It was held at Seoul Plaza on Friday.'),
    ('지난달 말 발표됐다.', 'It was announced in late August.'),
    ('지난 1년간 3배로 늘었다.', 'It has tripled over the past year.'),
    ('이번 주 안에 결론 낸다.', 'It will reach a conclusion by Friday.'),
    ('올해 안에 결론 낸다.', 'It will reach a conclusion by December.'),
    ('오전 회의가 끝난 뒤 점심을 먹었다.', 'They had lunch after the morning meeting.'),
    ('저녁 식사를 함께 했다.', 'They had dinner together.'),
    ('지난해 이맘때', 'this time last year'),
    ('2년 전인 2023년 도입됐다.', 'It was introduced in 2023.'),
    ('2년 전보다 늘었다.', 'It is up from 2023.'),
    ('2년 전 시범 사업을 했다.', 'A pilot project was carried out in 2023, the first since 2019.'),
    ('100년 전 조선 사람들', 'Koreans of 100 years ago, under Japanese colonial rule'),
    ('해방 직후 미군정이 들어섰다.', 'Right after liberation in 1945, the U.S. military government took over.'),
    ('전쟁 때 내려왔다.', 'He came south during the Korean War.'),
    ('신라호텔에서 열렸다.', 'It was held at Hotel Shilla.'),
    ('청나라와 조선의 관계', 'Relations between Qing China and Joseon'),
    ('6·25 전사자 유해를 현충일에 안장했다.', 'The remains of soldiers killed in the Korean War were buried on Memorial Day.'),
    ('미국 독립기념일인 4일 열렸다.', 'It was held on July 4, U.S. Independence Day.'),
    ('미국 메모리얼데이 연휴에 붐볐다.', 'It was crowded over the U.S. Memorial Day weekend.'),
    ('봄나들이객이 늘었다.', 'The number of spring picnickers rose.'),
    ('가격이 내렸다. 올여름 전기료가', 'Prices fall; electricity bills this summer'),
    ('3년 전 5월 취임했다.', 'He took office in May 2022.'),
    ('그가 3년 전 쓴 책이 다시 인기다.', 'A book he wrote in 2022 is popular again.'),
    ('30년 전 지은 아파트다.', 'The apartment was built in 1994.'),
    ('이틀 뒤 열린다.', 'It opens on Sunday.'),
    ('지난주 말 만났다.', 'They met late last week.'),
    ('다음 주말 만난다.', 'They meet next weekend.'),
    ('내일부터 사흘간 열린다.', 'It runs for three days from Saturday.'),
    ('어제 저녁 7시에 시작했다.', 'It began at 7 p.m. Thursday.'),
    ('13일 0시를 기해', 'as of midnight Friday'),
    ('13일 0시를 기해', 'as of 12 a.m. on Sept. 13'),
    ('새벽에 불이 났다.', 'A fire broke out before dawn.'),
    ('오후 늦게 그쳤다.', 'It stopped late in the evening.'),
    ('2025년 9월 12일(금) 오후 7시', '7 p.m. on Friday, Sept. 12, 2025'),
    ('그는 1950년 6월 25일 태어났다.', 'He was born on June 25, 1950, the day the Korean War began.'),
    ('12월 24일 크리스마스이브에 열렸다.', 'It was held on Christmas Eve, Dec. 24.'),
    ('신정 연휴', "the New Year's Day holiday"),
    ('현지시간으로 어제 발표했다.', 'It announced the move on Wednesday, local time.'),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "english"), FINE)
def test_what_is_rounded_rewritten_or_added_is_no_alarm(korean, english):
    assert [message(flag) for flag in found(korean, english)] == []


# When it came out, and which weekdays "today" may then be
WRITTEN = [
    ("2025-09-12T10:40:00+09:00", ["Friday"]),
    ("2025-09-12T01:40:00Z", ["Friday"]),
    ("2025-09-12T06:30:00+09:00", ["Thursday", "Friday"]),
    ("2025-09-12T18:30:00+09:00", ["Friday", "Saturday"]),
    ("2025-09-12", ["Thursday", "Friday", "Saturday"]),
    ("", date.WEEKDAYS),
]


@pytest.mark.parametrize(("published", "days"), WRITTEN)
def test_today_is_the_day_of_writing(published, days):
    silent = [
        day
        for day in date.WEEKDAYS
        if not flags("대표는 오늘 물러났다.", f"The CEO stepped down on {day}.", published)
    ]
    assert silent == list(days)


@pytest.mark.parametrize(
    "published", ["9999-12-31", "0001-01-01", "2025-02-30", "99999-01-01", "어제"]
)
@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("2월 30일 어제 3년 전", "Feb. 30, 99999, last year"),
        ("13월 45일 모레", "the 45th day of the 13th lunar month"),
        ("음력 12월 30일 24시", "Thursday, Feb. 30, at midnight"),
        ("99년 만에 99999년", "the first since 99999"),
        ("٣월 ٥일 𝟑년 전 ๓일", "𝟑 years ago, Aug. ٥, ๓ p.m."),
        ("오는 31일", "on Feb. 31, Friday"),
    ],
)
def test_dates_beyond_the_calendar_raise_nothing(korean, english, published):
    found(korean, english, published)


@given(
    st.text(alphabet="0123456789년월일시분전만에음력어제지난주달 .·", max_size=25),
    st.text(alphabet="0123456789 agolunrmthyeskFidSp.,", max_size=25),
    st.sampled_from(["", "9999-12-31", "1000-01-01", FRIDAY]),
)
def test_any_text_is_compared_without_fail(korean, english, published):
    found(korean, english, published)


def test_a_weekday_that_the_date_is_not_says_which_it_is():
    (flag,) = found("2024년 8월 21일 열렸다.", "It was held on Thursday, Aug. 21, 2024.")
    assert message(flag) == '"Thursday, Aug. 21, 2024" cannot be: that day is a Wednesday'
    assert message(flag, "ko").endswith("그날은 수요일입니다")


def test_a_weekday_that_the_korean_prints_as_well_is_not_the_englishs_error():
    assert found("2024년 8월 21일(목) 열렸다.", "It was held on Thursday, Aug. 21, 2024.") == []
