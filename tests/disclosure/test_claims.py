"""Disclosures read into claims; every expectation was worked out by reading the sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from audit.disclosure.claims import claims_in, disclosed, table
from audit.records.article import Article, Text
from audit.records.settings import Claim
from audit.segmentation.segment import segment
from audit.sources import read_all

CORPUS = Path(__file__).parents[2] / "corpora"
BODY = {
    "ko": "정부, 예산안 제출\n\n정부가 예산안을 국회에 제출했다. 총지출은 728조원으로 늘었다.\n\n",
    "en": "Budget\n\nThe government submitted its budget. Spending rises to 728 trillion won.\n\n",
}
ENGLISH = [
    (
        "This article was originally written in Korean and translated by a bilingual reporter with the help "
        "of generative AI tools, then edited by a native English-speaking editor.",
        "original ai translator editor native",
    ),
    (
        "This story was translated from Korean by ChatGPT and has not been reviewed by a human editor.",
        "original ai unreviewed",
    ),
    (
        "This article was translated with DeepL and then checked by our foreign desk.",
        "ai reviewed",
    ),
    ("This translation was made by a human translator without the use of AI.", "no_ai translator"),
    (
        "An AI tool produced the first draft of this translation; a bilingual editor revised it.",
        "ai editor",
    ),
    ("This report is a machine translation published without human review.", "ai unreviewed"),
    ("All AI-assisted translations are reviewed and refined by our newsroom.", "ai reviewed"),
]
KOREAN = [
    ("이 기사는 생성형 인공지능(AI)의 도움을 받아 번역한 뒤 기자가 검수했습니다.", "ai reviewed"),
    (
        "본 영문 기사는 파파고로 번역한 뒤 원어민 에디터의 감수를 거쳤습니다.",
        "ai editor native reviewed",
    ),
    ("한국어로 작성된 기사를 이중언어 기자가 AI를 활용해 번역했습니다.", "original ai translator"),
    ("이 번역은 사람의 검수를 거치지 않은 AI 번역입니다.", "ai unreviewed"),
    ("번역에 인공지능을 사용하지 않았습니다.", "no_ai"),
]
# What the pages of the sample articles say, read one by one; the others say nothing.
USUAL = "original ai translator editor native"
PAGES = {
    "appeal-verdict": f"{USUAL} reviewed",
    "budget-vote": USUAL,
    "chef-interview": f"{USUAL} reviewed",
    "chipmaker-earnings": f"{USUAL} reviewed",
    "conductor-obituary": "original ai editor native reviewed",
    "health-statistics": f"{USUAL} reviewed",
    "housing-market": f"{USUAL} reviewed",
    "lunar-probe": f"{USUAL} reviewed",
    "museum-exhibition": f"{USUAL} reviewed",
    "troop-deployment": f"{USUAL} reviewed",
    "typhoon-damage": f"{USUAL} reviewed",
}


def claimed(text, lang):
    return {claim.value for claim, _, _ in claims_in(text, lang)}


def article(en="", ko=""):
    texts = {"en": Text("en", BODY["en"] + en), "ko": Text("ko", BODY["ko"] + ko)}
    return Article("a", segment(texts["ko"]), segment(texts["en"]))


@pytest.mark.parametrize(("text", "claims"), ENGLISH)
def test_english_wordings(text, claims):
    assert claimed(text, "en") == set(claims.split())


@pytest.mark.parametrize(("text", "claims"), KOREAN)
def test_korean_wordings(text, claims):
    assert claimed(text, "ko") == set(claims.split())


@pytest.mark.parametrize("claim", list(Claim))
def test_every_row_of_the_table(claim):
    def told(line):
        return claim.value in claimed(line, "ko" if re.search("[가-힣]", line) else "en")

    assert [line for line in table()[claim]["examples"] if not told(line)] == []
    assert [line for line in table()[claim]["counter"] if told(line)] == []


def test_the_pages_of_the_sample_articles():
    found = {}
    for pair in read_all([CORPUS], None):
        read = disclosed(replace(pair, source=segment(pair.source), target=segment(pair.target)))
        assert read.contradictions == ()
        if read.found:
            found[pair.id] = {claim.value for claim in read.kinds}
    assert found == {name: set(claims.split()) for name, claims in PAGES.items()}


def test_the_words_of_a_claim_stand_where_they_are_said_to():
    pair = article("This article was translated by a bilingual reporter with the help of AI tools.")
    (translator,) = [c for c in disclosed(pair).claims if c.claim is Claim.TRANSLATOR]
    assert pair.target.raw[translator.start : translator.end] == translator.words
    assert translator.words == "translated by a bilingual reporter"


def test_tools_are_named_once_in_their_own_spelling():
    said = disclosed(
        article(
            "This article was translated from Korean with chatgpt and DeepL, and edited by a human editor.",
            "이 기사는 챗GPT를 활용해 번역했습니다.",
        )
    )
    assert said.tools == ("ChatGPT", "DeepL")


def test_a_page_that_says_nothing_claims_nothing():
    said = disclosed(article())
    assert (said.found, said.claims, said.tools) == (False, (), ())


def test_what_the_article_itself_says_of_ai_is_no_claim():
    assert not disclosed(
        article("The ministry said the treaty was translated with AI tools.")
    ).claims


def test_two_pages_that_exclude_each_other():
    said = disclosed(
        article(
            "This article was translated from Korean without the use of generative AI and edited by an editor.",
            "이 기사는 생성형 AI를 활용해 번역했습니다.",
        )
    )
    assert said.contradictions == ((Claim.AI, Claim.NO_AI),)
