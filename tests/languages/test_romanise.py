"""Spellings of Korean names in Latin letters, as papers print them."""

from __future__ import annotations

import pytest

from audit.languages.pair.romanisation import (
    is_person,
    is_surname_of,
    looks_korean,
    person_reading,
    reads_as,
    surname_of,
)

SAME = [
    ("김정은", "Kim Jong-un"), ("김정은", "Kim Jong Un"), ("김여정", "Kim Yo-jong"),
    ("김정일", "Kim Jong-il"), ("리창호", "Ri Chang-ho"), ("이창호", "Lee Chang-ho"),
    ("이창호", "Yi Chang-ho"), ("이승만", "Rhee Seung-man"),
    ("리설주", "Ri Sol-ju"), ("최선희", "Choe Son-hui"), ("최룡해", "Choe Ryong-hae"),
    ("박근혜", "Park Geun-hye"), ("박정희", "Park Chung-hee"), ("박영식", "Pak Yong-sik"),
    ("최영미", "Choi Young-mi"), ("정의선", "Chung Euisun"), ("정동영", "Chung Dong-young"),
    ("정은경", "Jeong Eun-kyeong"), ("문재인", "Moon Jae-in"), ("윤석열", "Yoon Suk Yeol"),
    ("이재명", "Lee Jae-myung"), ("조현우", "Jo Hyeon-woo"), ("조현우", "Cho Hyun-woo"),
    ("노무현", "Roh Moo-hyun"), ("노태우", "Roh Tae-woo"), ("반기문", "Ban Ki-moon"),
    ("손흥민", "Son Heung-min"), ("손흥민", "Heung-min Son"), ("황희찬", "Hwang Hee-chan"),
    ("류현진", "Ryu Hyun-jin"), ("유재석", "Yoo Jae-suk"), ("임윤찬", "Lim Yunchan"),
    ("임윤찬", "Yunchan Lim"), ("조성진", "Cho Seong-jin"), ("봉준호", "Bong Joon-ho"),
    ("박찬욱", "Park Chan-wook"), ("한강", "Han Kang"), ("김연아", "Kim Yuna"),
    ("김연경", "Kim Yeon-koung"), ("안세영", "An Se-young"), ("안철수", "Ahn Cheol-soo"),
    ("오세훈", "Oh Se-hoon"), ("신원식", "Shin Won-sik"), ("권영세", "Kwon Young-se"),
    ("강경화", "Kang Kyung-hwa"), ("추미애", "Choo Mi-ae"), ("허준이", "Heo Jun-i"),
    ("남궁민", "Namgoong Min"), ("서만석", "Seo Man-seok"), ("백종원", "Paik Jong-won"),
    ("우상호", "Woo Sang-ho"), ("주호영", "Joo Ho-young"), ("심상정", "Sim Sang-jung"),
]  # fmt: skip

DIFFERENT = [
    ("이창호", "Kim Chang-ho"), ("김정은", "Kim Jong-il"), ("김정은", "Kim Yo-jong"),
    ("서만석", "Seo Min-seok"), ("박근혜", "Park Chung-hee"), ("최영미", "Choi Young-soo"),
    ("정동영", "Chung Dong-won"), ("윤석열", "Yoon Suk"), ("조현우", "Cho Hyun-ji"),
    ("손흥민", "Son Heung-soo"), ("김도현", "Kim Do-yoon"), ("한동훈", "Han Duck-soo"),
]  # fmt: skip


@pytest.mark.parametrize(("hangul", "latin"), SAME)
def test_a_usual_spelling_is_the_same_person(hangul, latin):
    assert is_person(hangul, latin)


@pytest.mark.parametrize(("hangul", "latin"), DIFFERENT)
def test_another_name_is_not(hangul, latin):
    assert not is_person(hangul, latin)


@pytest.mark.parametrize(
    ("hangul", "latin", "same"),
    [
        ("사천", "Sacheon", True), ("사천", "Suncheon", False), ("순천", "Suncheon", True),
        ("부산", "Busan", True), ("부산", "Pusan", True), ("대구", "Taegu", True),
        ("광주", "Gwangju", True), ("여수", "Yeosu", True),
        ("부산", "Ulsan", False),
    ],
)  # fmt: skip
def test_places_read_as_they_are_spelled(hangul, latin, same):
    assert reads_as(hangul, latin) is same


@pytest.mark.parametrize(
    ("latin", "korean"),
    [
        ("Lee Chang-ho", True), ("Chang-ho Lee", True), ("Yoon Suk Yeol", True),
        ("Ri Sol Ju", True), ("Hong Kong Island", False), ("In New York", False),
        ("World War I", False), ("Barack Obama", False), ("Her Majesty's Service", False),
        ("Hong Kong-based Information", False), ("Kim", False),
    ],
)  # fmt: skip
def test_korean_names_are_told_from_other_capitals(latin, korean):
    assert looks_korean(latin) is korean


def test_surnames():
    assert surname_of("남궁민") == "남궁"
    assert surname_of("이창호") == "이"
    assert surname_of("트럼프") == ""
    assert is_surname_of("이창호", "Rhee")
    assert not is_surname_of("이창호", "Kim")


def test_the_reading_for_messages():
    assert person_reading("이창호") == "Lee Chang-ho"
    assert person_reading("박민주") == "Park Min-ju"
