"""Certainty and duty: what the English lost of it, and what says it in other words."""

from __future__ import annotations

import pytest

from audit.bench.divergence import single
from audit.checks import modality
from audit.pipeline import Auditor


@pytest.fixture(scope="module")
def auditor():
    return Auditor()


def flags(auditor, ko, en):
    article = auditor.aligned(single(ko, en))
    return [flag for bead in article.beads for flag in modality.check(bead, article)]


LOST = [
    (
        "북한이 병력 3000명을 보낸 것으로 알려졌다.",
        "North Korea sent 3,000 troops.",
        "것으로 알려졌",
    ),
    ("두 정상은 통화한 것으로 전해졌다.", "The two leaders spoke by phone.", "것으로 전해졌"),
    (
        "피해액은 100억원에 이르는 것으로 추정된다.",
        "Losses amount to 10 billion won.",
        "것으로 추정된",
    ),
    (
        "정부는 이르면 다음 달 논의에 착수할 것으로 알려졌다.",
        "The government will begin talks next month.",
        "것으로 알려졌",
    ),
    ("수출은 내년에 5% 늘어날 전망이다.", "Exports will grow 5 percent next year.", "전망이다"),
    (
        "금리는 연말까지 내려갈 것으로 예상된다.",
        "Rates will fall by the end of the year.",
        "것으로 예상된",
    ),
    (
        "한국은행은 성장률이 2%에 그칠 것으로 내다봤다.",
        "The Bank of Korea put growth at 2 percent.",
        "것으로 내다봤",
    ),
    (
        "정부는 규제를 완화하는 방안을 검토하고 있다.",
        "The government will ease the rules.",
        "검토하고 있",
    ),
    (
        "국방부는 추가 파병을 검토 중이다.",
        "The Defense Ministry will send more troops.",
        "검토 중이",
    ),
    ("남해안에 비가 더 내릴 수 있다.", "More rain will fall on the southern coast.", "수 있다"),
    (
        "나도 3년 안에 문을 닫을 수 있다.",
        "I, too, will close my doors within three years.",
        "수 있다",
    ),
    ("협상이 결렬될 가능성이 크다.", "The talks will collapse.", "가능성이 크"),
    ("선거가 앞당겨질지도 모른다.", "The election will be brought forward.", "지도 모른"),
    ("정부가 책임을 져야 한다.", "The government takes the blame.", "져야 한다"),
]


@pytest.mark.parametrize(("ko", "en", "words"), LOST)
def test_a_lost_marking_is_flagged_at_its_words(auditor, ko, en, words):
    found = flags(auditor, ko, en)
    assert len(found) == 1
    assert found[0].evidence[0].text.startswith(words)
    assert ko[found[0].evidence[0].start : found[0].evidence[0].end] == found[0].evidence[0].text


KEPT = [
    ("북한이 병력 3000명을 보낸 것으로 알려졌다.", "North Korea reportedly sent 3,000 troops."),
    (
        "북한이 병력 3000명을 보낸 것으로 알려졌다.",
        "North Korea is believed to have sent 3,000 troops.",
    ),
    ("두 정상은 통화한 것으로 전해졌다.", "The two leaders are said to have spoken by phone."),
    ("피해액은 100억원에 이르는 것으로 추정된다.", "Losses are estimated at 10 billion won."),
    ("수출은 내년에 5% 늘어날 전망이다.", "Exports are expected to grow 5 percent next year."),
    ("수출은 내년에 5% 늘어날 전망이다.", "Exports are likely to grow 5 percent next year."),
    (
        "금리는 연말까지 내려갈 것으로 예상된다.",
        "Economists forecast lower rates by the end of the year.",
    ),
    (
        "정부는 규제를 완화하는 방안을 검토하고 있다.",
        "The government is considering easing the rules.",
    ),
    ("국방부는 추가 파병을 검토 중이다.", "The Defense Ministry is weighing sending more troops."),
    ("남해안에 비가 더 내릴 수 있다.", "More rain may fall on the southern coast."),
    ("협상이 결렬될 가능성이 크다.", "The talks will probably collapse."),
    ("선거가 앞당겨질지도 모른다.", "The election might be brought forward."),
    ("정부가 책임을 져야 한다.", "The government must take the blame."),
    ("정부가 책임을 져야 한다고 그는 촉구했다.", "He called on the government to take the blame."),
    ("병사들은 탈출할 수 있었다.", "The soldiers got away."),
    ("잘 알려진 가수가 왔다.", "A famous singer came."),
    ("전망 좋은 방이었다.", "It was a room with a fine view."),
    ("정부는 대책을 발표했다.", "The government announced measures."),
]


@pytest.mark.parametrize(("ko", "en"), KEPT)
def test_other_words_for_it_and_plain_facts_are_left_alone(auditor, ko, en):
    assert flags(auditor, ko, en) == []
