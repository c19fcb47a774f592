"""Names: what an editor would call another person, place or institution, and what not."""

from __future__ import annotations

import csv
import re

import pytest

from audit.article import ArticlePair, BlockKind, Sentence, Text
from audit.checks import name
from audit.report import Bead
from audit.text.names import GLOSSARY

SHOWN = 0.5


def sentences(lang, raws):
    at, found = 0, []
    for i, raw in enumerate(raws, start=1):
        found.append(Sentence(f"{lang[0]}{i}", raw, at, at + len(raw), 0, BlockKind.BODY))
        at += len(raw) + 1
    return Text(lang, "\n".join(raws), (), tuple(found))


def flags(auditor, ko, en, more_ko=()):
    pair = ArticlePair("a", sentences("ko", [ko, *more_ko]), sentences("en", [en]))
    bead = Bead("b1", (0,), (0,), 1.0, 1.0)
    article = auditor.article(pair, (bead,))
    return [flag for flag in name.check(bead, article) if flag.confidence >= SHOWN]


WRONG = [
    ("이창호 대변인은 22일 브리핑을 했다.", "Spokesperson Kim Chang-ho held a briefing on the 22nd.", "이창호", "Kim Chang-ho"),
    ("김정은 국무위원장이 참석했다.", "State Affairs Commission Chairman Kim Jong-il attended.", "김정은", "Kim Jong-il"),
    ("서만석 씨가 밭을 빌려줬다.", "Seo Min-seok lent her the field.", "서만석", "Seo Min-seok"),
    ("타석에는 김도현이 들어섰다.", "Kim Do-yoon stepped to the plate.", "김도현", "Kim Do-yoon"),
    ("최영미 시인이 상을 받았다.", "Poet Choi Young-soo received the award.", "최영미", "Choi Young-soo"),
    ("통일부는 이를 확인했다.", "The Ministry of National Defense confirmed it.", "통일부", "Ministry of National Defense"),
    ("일본 정부가 항의했다.", "The Chinese government protested.", "일본", "Chinese"),
    ("전남에서 확진자가 나왔다.", "Cases were confirmed in North Jeolla.", "전남", "North Jeolla"),
    ("경남 사천에 비가 내렸다.", "It rained in Suncheon, South Gyeongsang Province.", "사천", "Suncheon"),
    ("한국천문연구원이 관측했다.", "The Korea Aerospace Research Institute made the observation.", "한국천문연구원", "Korea Aerospace Research Institute"),
    ("대법원은 상고를 기각했다.", "The Constitutional Court dismissed the appeal.", "대법원", "Constitutional Court"),
    ("국민의힘은 반대했다.", "The Democratic Party opposed it.", "국민의힘", "Democratic Party"),
    ("해군이 함정을 보냈다.", "The Air Force sent it.", "해군", "Air Force"),
    ("한국은행은 금리를 동결했다.", "The Financial Services Commission left rates unchanged.", "한국은행", "Financial Services Commission"),
    ("러시아 외무장관이 방문했다.", "The Ukrainian foreign minister visited.", "러시아", "Ukrainian"),
]  # fmt: skip

RIGHT = [
    ("리창호 정찰총국장이 파병됐다.", "Ri Chang-ho, head of the Reconnaissance General Bureau, was sent."),
    ("이창호 대변인이 말했다.", "Spokesperson Lee Chang-ho said so."),
    ("이창호 대변인이 말했다.", "The spokesperson said so."),
    ("이창호 대변인이 말했다.", "Lee said so."),
    ("윤석열 전 대통령이 출석했다.", "Former President Yoon Suk Yeol appeared."),
    ("손흥민이 골을 넣었다.", "Heung-min Son scored."),
    ("미국은 이를 환영했다.", "Washington welcomed it."),
    ("미국은 이를 환영했다.", "The U.S. welcomed it."),
    ("미국인 두 명이 다쳤다.", "Two Americans were injured."),
    ("북한은 응답하지 않았다.", "Pyongyang did not respond."),
    ("북한은 응답하지 않았다.", "The North did not respond."),
    ("국정원은 21일 밝혔다.", "The National Intelligence Service (NIS) said on the 21st."),
    ("국정원은 21일 밝혔다.", "The spy agency said on the 21st."),
    ("노동신문이 보도했다.", "The Rodong Sinmun, the North's main newspaper, reported."),
    ("노동당 전원회의가 열렸다.", "A plenary meeting of the ruling Workers' Party was held."),
    ("통일연구원 연구위원이 분석했다.", "A researcher at the Korea Institute for National Unification said."),
    ("방위사업청이 계약했다.", "The Defense Acquisition Program Administration signed the contract."),
    ("방사청이 계약했다.", "DAPA signed the contract."),
    ("트럼프 대통령이 말했다.", "President Donald Trump said."),
    ("리치먼드함이 입항했다.", "HMS Richmond entered the port."),
    ("쿠르스크에서 전투가 이어졌다.", "Fighting continued in Kursk."),
    ("푸틴 대통령과 만났다.", "He met Russian President Vladimir Putin."),
    ("국회는 예산안을 통과시켰다.", "Parliament passed the budget."),
    ("합참은 미사일을 포착했다.", "The Joint Chiefs of Staff detected the missile."),
    ("전남에서 확진자가 나왔다.", "Cases were confirmed in South Jeolla Province."),
    ("부산에서 행사가 열렸다.", "The event took place in Busan."),
    ("그는 서울 사람이다.", "He is from Seoul."),
    ("경기가 끝났다.", "The match was over."),
    ("정부는 대책을 내놨다.", "The South Korean government announced measures."),
    ("회사는 부인했다.", "Samsung Electronics denied it."),
]  # fmt: skip


@pytest.mark.parametrize(("ko", "en", "ko_words", "en_words"), WRONG)
def test_another_name_is_flagged_with_both_names(auditor, ko, en, ko_words, en_words):
    found = flags(auditor, ko, en)
    assert [(e.side, e.text) for flag in found for e in flag.evidence][:2] == [
        ("ko", ko_words), ("en", en_words),
    ]  # fmt: skip


@pytest.mark.parametrize(("ko", "en"), RIGHT)
def test_a_usual_wording_is_not_flagged(auditor, ko, en):
    assert [flag.message for flag in flags(auditor, ko, en)] == []


def test_a_name_filled_in_from_elsewhere_in_the_article_is_not_flagged(auditor):
    more = ["이창호 대변인은 회의에 참석했다."]
    assert flags(auditor, "그는 질문에 답하지 않았다.", "Lee Chang-ho did not answer.", more) == []


def test_a_null_bead_has_no_names_to_compare(auditor):
    pair = ArticlePair("a", sentences("ko", ["김정은이 왔다."]), sentences("en", ["It rained."]))
    bead = Bead("b1", (), (0,), 0.0, 0.0)
    assert list(name.check(bead, auditor.article(pair, (bead,)))) == []


with GLOSSARY.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def _whole(row):
    variants = row["variants"].split("|") if row["variants"] else []
    return (
        re.fullmatch(r"[가-힣A-Z0-9][가-힣A-Z0-9 ·-]+", row["ko"])
        and re.fullmatch(r"[A-Za-z0-9][\w .,'’&-]+", row["en"])
        and row["kind"] in {"country", "place", "organisation", "company", "title"}
        and all(variants)
        and len(set(variants)) == len(variants)
        and row["en"] not in variants
    )


def test_every_glossary_row_is_whole_and_no_term_is_there_twice():
    assert [row["ko"] for row in ROWS if not _whole(row)] == []
    assert len({row["ko"] for row in ROWS}) == len(ROWS) >= 1500
