"""A sentence that says something else than its source, and one that says the same."""

import re

import pytest

from audit.bench.divergence import single
from audit.messages import message
from audit.records.flag import Category

PAIRS = [
    (
        "정부는 내년 예산안을 국회에 제출했다.",
        "The government submitted next year's budget to the National Assembly.",
        "The singer released a new album in Busan last week.",
    ),
    (
        "경찰은 현장에서 달아난 용의자를 체포했다.",
        "Police arrested the suspect who had fled the scene.",
        "Farmers expect a better rice harvest this autumn.",
    ),
    (
        "태풍으로 제주도의 항공편이 모두 취소됐다.",
        "All flights to Jeju Island were canceled because of the typhoon.",
        "The court ordered the company to pay its workers.",
    ),
    (
        "법원은 살인 혐의로 기소된 피고인에게 무기징역을 선고했다.",
        "The court sentenced the defendant, who was charged with murder, to life in prison.",
        "Rescue boats searched the lake for two missing tourists.",
    ),
    (
        "병원은 환자의 개인정보가 유출됐다고 밝혔다.",
        "The hospital said that patients' personal information had been leaked.",
        "The striker scored twice in the second half.",
    ),
    (
        "북한은 동해로 탄도미사일을 발사했다.",
        "North Korea fired a ballistic missile into the East Sea.",
        "Visitors lined up to see the ancient paintings.",
    ),
    (
        "한국은행은 기준금리를 동결했다.",
        "The Bank of Korea kept its key interest rate unchanged.",
        "The mayor opened a library for children.",
    ),
    (
        "지하철 노조가 임금 인상을 요구하며 파업에 들어갔다.",
        "The subway union went on strike demanding higher wages.",
        "Scientists found water under the surface of the moon.",
    ),
    (
        "박물관은 조선 시대 도자기를 공개했다.",
        "The museum unveiled ceramics from the Joseon period.",
        "Oil prices fell after the ministers met in Vienna.",
    ),
    (
        "소방관들은 산불을 이틀 만에 진화했다.",
        "Firefighters put out the forest fire after two days.",
        "The bank will close half of its branches.",
    ),
    (
        "검찰은 전 장관을 뇌물 혐의로 기소했다.",
        "Prosecutors indicted the former minister on bribery charges.",
        "Snow is expected in the mountains tomorrow.",
    ),
    (
        "회사는 전기차 배터리 공장을 미국에 짓기로 했다.",
        "The company decided to build an electric vehicle battery plant in the United States.",
        "The choir sang songs at the church on Sunday.",
    ),
    (
        "보건당국은 독감 백신 접종을 권고했다.",
        "Health authorities recommended flu vaccinations.",
        "The two teams will meet in the final in Seoul.",
    ),
]


def flags(auditor, ko, en):
    found = auditor.flags(auditor.aligned(single(ko, en)))
    return [flag for flag in found if flag.check == "similarity"]


@pytest.mark.parametrize(("korean", "english", "other"), PAIRS)
def test_another_sentence_in_its_place_is_flagged_on_both_sides(auditor, korean, english, other):
    (flag,) = flags(auditor, korean, other)
    assert flag.category is Category.MEANING
    assert flag.confidence >= 0.8
    assert {e.side for e in flag.spans} == {"source", "target"}


@pytest.mark.parametrize(("korean", "english", "other"), PAIRS)
def test_a_translation_is_left_alone(auditor, korean, english, other):
    assert flags(auditor, korean, english) == []


def test_the_message_is_said_in_both_languages(auditor):
    korean, _, other = PAIRS[0]
    (flag,) = flags(auditor, korean, other)
    assert re.fullmatch(
        r"Only \d+% of what this sentence says is found in the other language", message(flag)
    )
    assert re.fullmatch(r"이 문장에서 .*[가-힣] \d+%뿐입니다", message(flag, "ko"))
