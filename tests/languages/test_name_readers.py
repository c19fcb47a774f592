"""Readers of names: distances of foreign spellings, titles, surnames alone, signs, originals in brackets."""

from __future__ import annotations

import pytest

from audit.languages.pair.foreign_spelling import OTHER, distance, is_spelled_in
from audit.languages.pair.names import anonymous_people, korean_people, other_spelling
from audit.languages.pair.other_names import originals
from audit.languages.pair.signs import country_signs
from audit.languages.pair.titled import english_titled, korean_titled

SPELLED = [
    ("하퍼", "Harper"), ("마이클", "Michael"), ("미하엘", "Michael"), ("호나우디뉴", "Ronaldinho"), ("헤리", "Harry"),
    ("슈뢰더", "Schröder"), ("슈뢰더", "Schroeder"), ("조지", "George"), ("호르헤", "Jorge"), ("차베스", "Chavez"),
    ("볼로디미르", "Volodymyr"), ("피에르", "Pierre"), ("르브론", "LeBron"), ("시진핑", "Xi Jinping"),
    ("리커창", "Li Keqiang"), ("스즈키", "Suzuki"), ("요하네스버그", "Johannesburg"), ("홋카이도", "Hokkaido"),
    ("휴즈", "Hughes"), ("톰슨", "Thompson"), ("매슈", "Matthew"), ("숀", "Sean"), ("러브글로브", "Lovegrove"), ("죤슨", "Johnson"),
]  # fmt: skip

ANOTHER = [
    ("하퍼", "Hooper"), ("마이클", "Mitchell"), ("로페스", "Gomez"), ("다나카", "Takada"), ("슈뢰더", "Schrader"),
    ("페르난데스", "Hernandez"), ("나카무라", "Nakayama"), ("로버트슨", "Robinson"), ("해리스", "Harrison"),
    ("페트로프", "Pavlov"), ("뒤퐁", "Durand"), ("모리스", "Morrison"), ("야마다", "Yamamoto"),
]  # fmt: skip


@pytest.mark.parametrize(("hangul", "latin"), SPELLED)
def test_a_spelling_in_use_is_near(hangul, latin):
    assert distance(hangul, latin) < 0.5


@pytest.mark.parametrize(("hangul", "latin"), ANOTHER)
def test_another_name_is_a_letter_away_at_least(hangul, latin):
    assert distance(hangul, latin) >= OTHER


def test_a_word_of_the_text_may_begin_with_the_name():
    assert is_spelled_in("Rossi", "로시의 제안을 거부했다")
    assert not is_spelled_in("Russo", "로시의 제안을 거부했다")


@pytest.mark.parametrize(
    ("latin", "korean", "expected"),
    [
        ("China", "미국과 캐나다를 방문했다", False),
        ("Morsi", "경기를 마쳐야 했다", False),
        ("Rossi", "로시는 웃었다", True),
        ("Messi", "메시, 은퇴를 선언", True),
        ("Trump", "트럼프대통령이 말했다", True),
    ],
)
def test_two_syllables_of_a_longer_word_are_no_name(latin, korean, expected):
    assert is_spelled_in(latin, korean) is expected


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("남궁도윤 시장이 말했다.", ["남궁도윤"]), ("제갈민 교수가 말했다.", ["제갈민"]),
        ("허준 판사와 이도현(李道鉉) 관장이 왔다.", ["허준", "이도현"]), ("임채원 대표가 사과했다.", ["임채원"]),
        ("한지민 배우가 웃었다.", ["한지민"]), ("강태원 대표가 나갔다.", ["강태원"]), ("국방부 장관이 왔다.", []),
        ("현직 의원과 공동 대표가 왔다.", []), ("노동당 대표가 왔다.", []),
    ],
)  # fmt: skip
def test_koreans_named_in_full(text, people):
    assert [person.text for person in korean_people(text)] == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("경찰은 이모(41)씨를 체포했다.", ["이모"]), ("김모 씨와 박모씨", ["김모", "박모"]), ("부모(38)씨는 기사다.", ["부모"]),
        ("고모(27·여)를 구속했다.", ["고모"]), ("남궁모(50대) 씨", ["남궁모"]), ("이모가 왔다.", []), ("부모 세대", []),
        ("규모 5.0", []), ("이모 시리즈", []), ("삼성 모 씨", []),
    ],
)  # fmt: skip
def test_somebody_of_whom_the_surname_alone_is_given(text, people):
    assert [person.text for person in anonymous_people(text)] == people


@pytest.mark.parametrize(
    ("person", "english", "name"),
    [
        ("정은지", "Writer Eunbi Jung said so.", "Eunbi Jung"), ("정은지", "Writer Eunji Jung said so.", None),
        ("허준", "Judge Heo Jin ruled.", "Heo Jin"), ("허준", "Judge Heo ruled.", None),
        ("김솔", "The Kim Building opened.", None), ("박준호", "Junho Choi won.", "Junho Choi"),
        ("박준호", "Jae-in Moon won.", None),
    ],
)  # fmt: skip
def test_a_name_that_shares_a_part(person, english, name):
    found = other_spelling(person, english)
    assert (found.text if found else None) == name


def test_people_by_their_titles():
    assert [(t.name.text, t.title.text) for t in korean_titled("이 의원과 김솔 전 장관")] == [
        ("이", "의원"), ("김솔", "장관"),
    ]  # fmt: skip
    assert [(t.name.text, t.title.text) for t in english_titled("Rep. Lee and Minister Kim Sol")] == [
        ("Lee", "Rep.")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("北, 미사일 발사", ["북한"]), ("韓美 훈련", ["한국", "미국"]), ("한·미·일 훈련", ["한국", "미국", "일본"]),
        ("회의 中 퇴장", []), ("3日 개막", []), ("李道鉉 美術館", []), ("중·장기 대책", []), ("일·가정 양립", []),
    ],
)  # fmt: skip
def test_signs_of_countries(text, countries):
    assert [name for name, _ in country_signs(text)] == countries


def test_originals_in_brackets():
    found = originals("브루스 콜바인(Bruce Colvine)과 국제적십자사(IFRC)")
    assert [(a.text, b.text) for a, b in found] == [
        ("콜바인", "Bruce Colvine"),
        ("국제적십자사", "IFRC"),
    ]
