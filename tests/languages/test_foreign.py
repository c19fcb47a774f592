"""Foreign names in Hangul and in Latin letters, as they sound in the language they come from."""

from __future__ import annotations

import pytest

from audit.languages.pair.foreign_names import hangul_code, is_foreign, latin_codes
from audit.languages.pair.mentions import likeness

SAME = [
    # Chinese.
    ("시진핑", "XiJinping"), ("후진타오", "HuJintao"), ("왕이", "WangYi"), ("저우언라이", "ZhouEnlai"),
    ("충칭", "Chongqing"), ("선전", "Shenzhen"), ("쓰촨", "Sichuan"), ("화웨이", "Huawei"),
    # Japanese.
    ("아베", "Abe"), ("신조", "Shinzo"), ("기시다", "Kishida"), ("고이즈미", "Koizumi"), ("도쿄", "Tokyo"),
    # French, German, Spanish, Portuguese, Russian, Turkish, Arabic, Hebrew.
    ("마크롱", "Macron"), ("사르코지", "Sarkozy"), ("보르도", "Bordeaux"), ("메르켈", "Merkel"),
    ("숄츠", "Scholz"), ("취리히", "Zurich"), ("호세", "Jose"), ("룰라", "Lula"), ("푸틴", "Putin"),
    ("고르바초프", "Gorbachev"), ("젤렌스키", "Zelenskyy"), ("에르도안", "Erdoğan"), ("바그다드", "Baghdad"),
    ("하메네이", "Khamenei"), ("네타냐후", "Netanyahu"), ("예루살렘", "Jerusalem"),
    # English.
    ("워싱턴", "Washington"), ("존드로", "Johndroe"), ("찰스", "Charles"), ("엔비디아", "Nvidia"),
    ("에프비아이", "FBI"), ("부산", "Busan"), ("충청", "Chungcheong"),
]  # fmt: skip

DIFFERENT = [
    ("유엔", "Bayer"), ("마크롱", "Merkel"), ("푸틴", "Obama"), ("도쿄", "Geneva"), ("베이징", "Boston"),
    ("시진핑", "Kishida"), ("화웨이", "Nokia"), ("키이우", "Kyoto"), ("이란", "Sweden"), ("독일", "Poland"),
]  # fmt: skip


@pytest.mark.parametrize(("hangul", "latin"), SAME)
def test_a_name_sounds_like_its_hangul(hangul, latin):
    assert likeness(latin, f"{hangul}에 대해 말했다.") >= 86


@pytest.mark.parametrize(("hangul", "latin"), DIFFERENT)
def test_another_name_does_not(hangul, latin):
    assert likeness(latin, f"{hangul}에 대해 말했다.") < 80


def test_only_letters_count():
    assert hangul_code("시진핑!") == hangul_code("시진핑")
    assert latin_codes("1234") == ()


@pytest.mark.parametrize(
    "word", ["마크롱", "테헤란", "트럼프", "디즈니", "콩고", "리우데자네이루", "슬로바키아"]
)
def test_syllables_of_foreign_names_are_known(word):
    assert is_foreign(word)


@pytest.mark.parametrize("word", ["대통령", "국정원", "이재명", "서울", "제주", "김정은", "세종"])
def test_korean_words_are_not_foreign(word):
    assert not is_foreign(word)
