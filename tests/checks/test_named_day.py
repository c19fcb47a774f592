"""Named days, wars, events and eras, as an editor would see them."""

import pytest

from audit.checks import named_day
from audit.messages import message
from audit.records.flag import Category, Relation, Severity
from tests.checks.audited import shown, told
from tests.checks.test_date_counted import found

# Korean, English that is right, English that is wrong
NAMED = [
    ('제헌절 기념식이 열렸다.', ['A Constitution Day ceremony was held.', 'A ceremony was held on July 17.'], ['A Liberation Day ceremony was held.', 'A Memorial Day ceremony was held.']),
    ('개천절 연휴가 시작됐다.', ['The National Foundation Day holiday began.'], ['The Hangul Day holiday began.', 'The Chuseok holiday began.']),
    ('현충일에 사이렌이 울렸다.', ['Sirens sounded on Memorial Day.'], ['Sirens sounded on Constitution Day.']),
    ('어린이날 공원이 붐볐다.', ["Parks were crowded on Children's Day."], ["Parks were crowded on Parents' Day."]),
    ('스승의 날 편지를 썼다.', ["She wrote a letter on Teachers' Day.", "She wrote a letter on Teacher's Day."], ["She wrote a letter on Children's Day."]),
    ('부처님오신날 연등을 달았다.', ["Lanterns were hung for Buddha's Birthday."], ['Lanterns were hung for Christmas.']),
    ('추석 선물을 샀다.', ['He bought Chuseok gifts.', 'He bought gifts for Korean Thanksgiving.', 'He bought gifts for the autumn harvest holiday.'], ['He bought Lunar New Year gifts.', 'He bought Seollal gifts.']),
    ('설날 아침 세배를 했다.', ['They bowed on the morning of Seollal.', "They bowed on New Year's morning.", "They bowed on Lunar New Year's Day."], ['They bowed on the morning of Chuseok.']),
    ('대보름에 달집을 태웠다.', ['They burned a straw house on Daeboreum, the first full moon.'], ['They burned a straw house on Chuseok.']),
    ('동지에 팥죽을 먹는다.', ['People eat red bean porridge on the winter solstice.'], ['People eat red bean porridge on Chuseok.']),
    ('베트남전 참전 용사다.', ['He is a Vietnam War veteran.', 'He is a veteran of the war in Vietnam.'], ['He is a Korean War veteran.']),
    ('제2차 세계대전이 끝났다.', ['World War II ended.', 'The Second World War ended.'], ['World War I ended.', 'The Korean War ended.']),
    ('1차 대전 때 쓴 편지다.', ['The letter was written during the First World War.'], ['The letter was written during World War II.']),
    ('임진왜란 때 불탔다.', ['It burned down during the Imjin War.', 'It burned down during the Japanese invasions of 1592-98.'], ['It burned down during the Korean War.', 'It burned down during the Manchu invasion.']),
    ('걸프전에 참전했다.', ['He fought in the Gulf War.'], ['He fought in the Iraq War.', 'He fought in the Vietnam War.']),
    ('4·19 혁명의 발상지다.', ['It is where the April 19 Revolution began.', 'It is the birthplace of the April Revolution.', 'It is where the April 19, 1960 uprising began.'], ['It is where the May 18 uprising began.', 'It is where the April 9 Revolution began.', 'It is the birthplace of the Gwangju Uprising.']),
    ('5·18 민주화운동 유공자다.', ['He was honored for his role in the May 18 Democratization Movement.', 'He was honored for his role in the Gwangju Uprising.'], ['He was honored for his role in the April 19 Revolution.']),
    ('12·12 군사반란을 다뤘다.', ['It deals with the Dec. 12 military coup.', 'It deals with the 1979 coup.'], ['It deals with the May 16 coup.']),
    ('6월 항쟁을 기념한다.', ['It marks the June Democracy Movement.', 'It marks the 1987 pro-democracy movement.'], ['It marks the April 19 Revolution.']),
    ('9·11 테러로 숨졌다.', ['He died in the Sept. 11 attacks.', 'He died in the 9/11 attacks.'], ['He died in the Sept. 1 attacks.']),
    ('6·3 대선에서 이겼다.', ['He won the June 3 presidential election.'], ['He won the June 13 presidential election.']),
    ('조선 시대 그림이다.', ['It is a Joseon-era painting.', 'The painting dates from the Chosun Dynasty.'], ['It is a Goryeo-era painting.', 'The painting dates from the Silla period.']),
    ('신라의 수도였다.', ['It was the capital of Silla.'], ['It was the capital of Baekje.', 'It was the capital of Goguryeo.']),
    ('백제 무덤이 나왔다.', ['A Baekje tomb was found.'], ['A Silla tomb was found.']),
    ('통일신라 때 세운 절이다.', ['The temple was built in the Unified Silla period.', 'The temple was built in the Silla period.'], ['The temple was built in the Goryeo period.']),
    ('대한제국 시절 건물이다.', ['The building dates from the Korean Empire.'], ['The building dates from the Joseon Dynasty.', 'The building dates from the Japanese colonial period.']),
    ('일제강점기에 지었다.', ['It was built under Japanese colonial rule.', 'It was built during the Japanese occupation.'], ['It was built during the Joseon Dynasty.']),
    ('에도 시대 판화다.', ['It is an Edo-period print.'], ['It is a Meiji-era print.']),
    ('명나라 도자기다.', ['It is a Ming Dynasty vase.'], ['It is a Qing Dynasty vase.']),
    ('청나라 황제가 보냈다.', ['A Qing emperor sent it.'], ['A Ming emperor sent it.']),
    ('로마 시대 유적이다.', ['It is a Roman-era site.'], ['It is an Ottoman-era site.']),
    ('외환위기 때 문을 닫았다.', ['It closed during the Asian financial crisis.', 'It closed during the 1997 financial crisis.', 'It closed during the financial crisis.'], ['It closed during the global financial crisis of 2008.']),
    ('광복 80주년 경축식이 광복절에 열렸다.', ['The 80th anniversary of liberation was marked on Liberation Day.', 'The ceremony was held on Independence Day.', 'It was held on Aug. 15.'], ['The ceremony was held on National Foundation Day.']),
    ('한글날 공휴일이다.', ['Hangeul Day is a holiday.', 'Hangul Proclamation Day is a holiday.'], ['Liberation Day is a holiday.', 'Constitution Day is a holiday.']),
    ('삼일절에 태극기를 달았다.', ['They flew the flag on March 1 Independence Movement Day.', 'They flew the flag on Independence Movement Day.', 'They flew the flag on Samiljeol.'], ['They flew the flag on Liberation Day.', 'They flew the flag on Memorial Day.', 'They flew the flag on Hangeul Day.']),
    ('어버이날 카네이션을 달았다.', ["They wore carnations on Parents' Day."], ["They wore carnations on Teachers' Day."]),
    ('성탄절 예배를 드렸다.', ['They held a Christmas service.'], ['They held an Easter service.']),
    ('설 연휴 기차표가 매진됐다.', ['Train tickets for the Seollal holiday sold out.', 'Train tickets for the New Year holiday sold out.'], ['Train tickets for the Chuseok holiday sold out.']),
    ('한가위 보름달이 떴다.', ['The Chuseok full moon rose.'], ['The Seollal full moon rose.']),
    ('단오 축제가 열렸다.', ['The Dano festival was held.'], ['The Chuseok festival was held.']),
    ('현충일 추념식에 참석했다.', ['He attended a Memorial Day ceremony.'], ['He attended a Liberation Day ceremony.', 'He attended an Armed Forces Day ceremony.']),
    ('국군의 날 행사다.', ['It is an Armed Forces Day event.'], ['It is a Memorial Day event.']),
    ('6·25 참전용사가 모였다.', ['Korean War veterans gathered.'], ['Vietnam War veterans gathered.', 'World War II veterans gathered.']),
    ('한국전쟁 정전 협정이다.', ['It is the Korean War armistice.'], ['It is the Vietnam War armistice.']),
    ('이라크전에 파병됐다.', ['He was sent to the Iraq War.'], ['He was sent to the Gulf War.', 'He was sent to the Vietnam War.']),
    ('러일전쟁 때 침몰했다.', ['It sank in the Russo-Japanese War.'], ['It sank in the Sino-Japanese War.']),
    ('병자호란을 그렸다.', ['It depicts the Manchu invasion of 1636.'], ['It depicts the Imjin War.', 'It depicts the Japanese invasions of Korea.']),
    ('3·1 운동 100주년이다.', ['It is the centennial of the March 1 Independence Movement.', 'It is the centennial of the March First Movement.'], ['It is the centennial of the April 19 Revolution.', 'It is the centennial of the March 11 Movement.']),
    ('5·16 군사정변으로 무너졌다.', ['It fell in the May 16 military coup.', 'It fell in the 1961 coup.'], ['It fell in the Dec. 12 coup.', 'It fell in the May 18 coup.']),
    ('4·3 희생자를 기렸다.', ['They honored the victims of the Jeju April 3 Incident.'], ['They honored the victims of the May 18 Gwangju Uprising.']),
    ('고구려 벽화다.', ['It is a Goguryeo mural.', 'It is a Koguryo mural.'], ['It is a Goryeo mural.', 'It is a Baekje mural.']),
    ('고려 말에 지었다.', ['It was built in late Goryeo.'], ['It was built in late Joseon.', 'It was built in the Silla era.']),
    ('고려시대 청자다.', ['It is Goryeo celadon.', 'It is celadon from the Koryo Dynasty.'], ['It is Joseon celadon.']),
    ('조선 왕조의 궁궐이다.', ['It is a palace of the Joseon Dynasty.'], ['It is a palace of the Goryeo Dynasty.', 'It is a palace of the Korean Empire.']),
    ('고조선을 세웠다.', ['He founded Gojoseon.', 'He founded Old Joseon.'], ['He founded Goguryeo.']),
    ('발해 유물이다.', ['It is a Balhae relic.'], ['It is a Silla relic.']),
    ('미군정 때의 일이다.', ['It was during the U.S. military government.'], ['It was during Japanese colonial rule.']),
    ('신석기 유적이다.', ['It is a Neolithic site.'], ['It is a Bronze Age site.']),
    ('메이지 시대다.', ['It is the Meiji era.'], ['It is the Edo period.']),
]  # fmt: skip
RIGHT = [(korean, english) for korean, right, _ in NAMED for english in right]
WRONG = [(korean, english) for korean, _, wrong in NAMED for english in wrong]


@pytest.mark.parametrize(("korean", "english"), RIGHT)
def test_its_usual_wordings_are_no_alarm(korean, english):
    assert [message(flag) for flag in found(korean, english)] == []


@pytest.mark.parametrize(("korean", "english"), WRONG)
def test_another_of_its_kind_is_one_flag_on_both_sides(korean, english):
    (flag,) = found(korean, english)
    assert flag.category is Category.DATE
    assert flag.relation is Relation.CONTRADICTS
    assert flag.severity is Severity.MAJOR
    assert [span.side for span in flag.spans] == ["source", "target"]
    assert flag.confidence >= 0.6


# Words that are in others, or not what they seem
FINE = [
    ("열차가 출발해 지나치게 빨리 달렸다.", "The train left and, like the Nazis' trains, ran too fast."),
    ("토크쇼와 예능을 봤다.", "He watched a talk show on Meiji history."),
    ("규모 4.3 지진이 났다.", "A magnitude 4.3 quake hit, recalling the Sewol disaster."),
    ("이제야 고려할 만하다.", "Only now is it worth considering, as in Joseon times."),
    ("조선업계가 웃었다.", "Shipbuilders smiled during the Goryeo exhibition."),
    ("이혼설이 돌았다.", "Divorce rumors spread over Chuseok."),
    ("광복절과 개천절에 쉰다.", "The shop closes on Liberation Day and National Foundation Day."),
    ("6·25와 베트남전에 모두 참전했다.", "He fought in both the Korean and Vietnam wars."),
    ("설과 추석에 고향에 간다.", "He goes home for the two big traditional holidays."),
    ("미국 독립기념일 연휴에 붐볐다.", "It was crowded over the Independence Day holiday."),
    ("미국 현충일에 문을 닫는다.", "It is closed on Memorial Day."),
    ("통일신라 불상이다.", "It is a Buddhist statue from the Silla Kingdom."),
    ("조선이 세워지기 전 고려의 수도였다.", "It was the capital of Goryeo before Joseon was founded."),
    ("전쟁 때 헤어졌다.", "They were separated during the Korean War."),
    ("명절에 모였다.", "They gathered for Chuseok."),
]  # fmt: skip


@pytest.mark.parametrize(("korean", "english"), FINE)
def test_a_name_without_its_counterpart_is_no_alarm(korean, english):
    assert [message(flag) for flag in found(korean, english)] == []


def test_the_message_says_what_the_korean_names():
    (flag,) = found("제헌절에 쉰다.", "It is closed on Liberation Day.")
    assert message(flag) == "“제헌절” is Constitution Day; the English says “Liberation Day”"
    assert message(flag, "ko") == (
        "“제헌절” 부분은 Constitution Day인데 영어 표현은 “Liberation Day”입니다"
    )


def test_every_message_has_an_example():
    assert set(named_day.MESSAGES) == {"exchanged"}


# As an editor sees it, all checks together
ALONE = [
    ("제헌절 기념식이 열렸다.", "A Constitution Day ceremony was held.", 0),
    ("병자호란을 그렸다.", "It depicts the Manchu invasion of 1636.", 0),
    ("설 연휴에 도로가 막혔다.", "Roads were jammed over the Lunar New Year holiday.", 0),
    ("명나라 도자기다.", "It is a Qing Dynasty vase.", 1),
    ("고조선을 세웠다.", "He founded Goguryeo.", 1),
    ("사고는 오후에 났다.", "The accident happened in the morning.", 1),
]


@pytest.mark.parametrize(("korean", "english", "flagged"), ALONE)
def test_an_editor_sees_a_named_day_once(korean, english, flagged):
    assert len(shown(korean, english, "2025-09-12T10:40:00+09:00")) == flagged, told(
        korean, english
    )
