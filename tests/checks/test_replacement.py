"""A word put for another: flagged where it stands, and the right word left alone."""

import re

import pytest

from audit.bench.divergence import single
from audit.checks import replacement
from audit.messages import message
from audit.records.flag import Category

SWAPS = [
    (
        "경찰은 현장에서 달아난 용의자를 체포했다.",
        "Police arrested the {} who had fled the scene.",
        "suspect",
        "banana",
    ),
    (
        "병원은 환자의 개인정보가 유출됐다고 밝혔다.",
        "The {} said that patients' personal information had been leaked.",
        "hospital",
        "airport",
    ),
    (
        "박물관은 조선 시대 도자기를 공개했다.",
        "The museum unveiled {} from the Joseon period.",
        "ceramics",
        "soldiers",
    ),
    (
        "소방당국은 산불을 이틀 만에 진화했다.",
        "Firefighters put out the forest {} after two days.",
        "fire",
        "piano",
    ),
    (
        "검찰은 전 장관을 뇌물 혐의로 기소했다.",
        "Prosecutors indicted the former minister on {} charges.",
        "bribery",
        "weather",
    ),
    (
        "보건당국은 독감 백신 접종을 권고했다.",
        "Health authorities recommended {} vaccinations.",
        "flu",
        "cancer",
    ),
    (
        "회사는 새 공장을 짓기로 했다.",
        "The company decided to build a new {}.",
        "factory",
        "church",
    ),
    ("학생들은 아침에 우유를 마신다.", "Students drink {} in the morning.", "milk", "wine"),
    (
        "농민들은 올해 쌀 수확이 줄었다고 말했다.",
        "Farmers said that this year's {} harvest had shrunk.",
        "rice",
        "cotton",
    ),
    (
        "의사는 환자에게 약을 처방했다.",
        "The doctor prescribed {} for the patient.",
        "medicine",
        "music",
    ),
    ("시장은 새 도서관을 열었다.", "The mayor opened a new {}.", "library", "prison"),
    ("선수들은 경기장에서 훈련했다.", "The players trained at the {}.", "stadium", "hospital"),
    ("군은 국경에 병력을 배치했다.", "The army deployed {} at the border.", "troops", "teachers"),
]


def flags(auditor, ko, en):
    found = auditor.flags(auditor.aligned(single(ko, en)))
    return [flag for flag in found if flag.check == "replacement"]


@pytest.mark.parametrize(("korean", "english", "right", "wrong"), SWAPS)
def test_a_word_of_another_meaning_is_flagged_in_its_sentence(
    auditor, korean, english, right, wrong
):
    (flag,) = flags(auditor, korean, english.format(wrong))
    assert flag.category is Category.MEANING
    assert flag.confidence >= 0.4
    assert any(wrong in e.text for e in flag.spans if e.side == "target")


@pytest.mark.parametrize(("korean", "english", "right", "wrong"), SWAPS)
def test_the_right_word_is_left_alone_or_ranks_low(auditor, korean, english, right, wrong):
    assert all(flag.confidence < 0.3 for flag in flags(auditor, korean, english.format(right)))


SAID = [
    (
        "words",
        "학생들은 아침에 우유를 마신다.",
        "Students drink wine in the morning.",
        "“wine” where the Korean has “우유”",
    ),
    (
        "sentence",
        "북한은 동해로 탄도미사일을 발사했다.",
        "Oil prices fell after the ministers met in Vienna.",
        "This sentence may not say what the Korean says",
    ),
]


@pytest.mark.parametrize(("what", "korean", "english", "words"), SAID)
def test_each_message_is_said_in_both_languages(auditor, what, korean, english, words):
    (flag,) = flags(auditor, korean, english)
    assert flag.code == f"replacement.{what}"
    assert message(flag) == words
    assert re.search("[가-힣]", message(flag, "ko"))
    assert message(flag, "ko") != message(flag)


def test_every_message_is_among_them():
    assert set(replacement.MESSAGES) == {what for what, *_ in SAID}
