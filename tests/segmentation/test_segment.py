import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.languages.normalise import normalise
from audit.records.article import AUDITED_KINDS, Block, BlockKind, Sentence, Text
from audit.segmentation.segment import segment

ENGLISH = """\
Seoul to cut budget by 3 percent - The Hanbit Daily

Seoul to cut budget by 3 percent

Published: 2025.08.22. 10:11

People pass the ministry on Aug. 22. It is in Sejong. [YONHAP]

SEOUL, Aug. 22 (Hanbit) — The government will cut the budget. “We must act. Now,” Gen. Kim said.

People pass the ministry on Aug. 22. It is in Sejong.

Copyright (c) The Hanbit Daily. All rights reserved.
"""

KOREAN = """\
정부, 예산 3% 깎는다
입력 2025.08.22 10:11
시민들이 정부세종청사 앞을 걷고 있다. /연합뉴스
(서울=한빛일보) 정부는 22일 예산을 깎겠다고 밝혔다. 야당은 “말이 안 된다. 무책임하다”고 했다.
홍길동 기자 hong@hanbit.example
"""


def rows(text):
    return [(s.id, s.kind.value, s.text) for s in text.sentences]


def test_an_english_page_gives_its_own_sentences_only():
    assert rows(segment(Text("en", ENGLISH))) == [
        ("e1", "headline", "Seoul to cut budget by 3 percent"),
        ("e2", "caption", "People pass the ministry on Aug. 22."),
        ("e3", "caption", "It is in Sejong."),
        ("e4", "body", "The government will cut the budget."),
        ("e5", "body", "“We must act. Now,” Gen. Kim said."),
    ]


def test_a_korean_page_gives_its_own_sentences_only():
    assert rows(segment(Text("ko", KOREAN))) == [
        ("k1", "headline", "정부, 예산 3% 깎는다"),
        ("k2", "caption", "시민들이 정부세종청사 앞을 걷고 있다."),
        ("k3", "body", "정부는 22일 예산을 깎겠다고 밝혔다."),
        ("k4", "body", "야당은 “말이 안 된다. 무책임하다”고 했다."),
    ]


def test_a_headline_is_one_sentence_whatever_it_holds():
    raw = "Why now? Seoul acts\n\nThe plan is out. It is big."
    assert [text for _, _, text in rows(segment(Text("en", raw)))] == [
        "Why now? Seoul acts",
        "The plan is out.",
        "It is big.",
    ]


def test_given_sentences_are_left_alone():
    sentence = Sentence("e1", "He left. She", 0, 12, 0, BlockKind.BODY)
    given_text = Text("en", "He left. She stayed.", (), (sentence,))
    assert segment(given_text) is given_text


def test_given_blocks_are_kept_and_only_they_are_split():
    raw = "menu\nKim wins\nKim won. He smiled.\nPublished: 2025.08.22. 10:11"
    blocks = (Block(BlockKind.HEADLINE, 5, 13), Block(BlockKind.BODY, 14, len(raw)))
    found = segment(Text("en", raw, blocks))
    assert [b.kind.value for b in found.blocks] == ["headline", "body", "stamp"]
    assert [s.text for s in found.sentences] == ["Kim wins", "Kim won.", "He smiled."]


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("raw", ["", "\n \n", "\u200b\n\ufeff"])
def test_nothing_visible_gives_nothing(raw, lang):
    found = segment(Text(lang, raw))
    assert found.blocks == () == found.sentences


@pytest.mark.parametrize(
    ("raw", "lang"), [(ENGLISH, "en"), (KOREAN, "ko")], ids=["english", "korean"]
)
@pytest.mark.parametrize(
    "spelt",
    [
        lambda raw: raw.replace("\n", "\r\n"),
        lambda raw: unicodedata.normalize("NFD", raw),
        lambda raw: "\ufeff" + raw.replace(" ", "\u200b "),
        lambda raw: raw.replace(" ", "\u00a0"),
    ],
    ids=["crlf", "nfd", "zero-width", "no-break"],
)
def test_the_spelling_of_the_page_changes_nothing(raw, lang, spelt):
    plain, other = segment(Text(lang, raw)), segment(Text(lang, spelt(raw)))
    assert [b.kind for b in other.blocks] == [b.kind for b in plain.blocks]
    assert [b.repeat_of for b in other.blocks] == [b.repeat_of for b in plain.blocks]
    assert [normalise(s.text).text for s in other.sentences] == [
        normalise(s.text).text for s in plain.sentences
    ]
    assert all(other.raw[s.start : s.end] == s.text for s in other.sentences)


lines = st.sampled_from([
    *(line for line in ENGLISH.split("\n") + KOREAN.split("\n") if line), "“No.", "”", "끝났다",
    "[YONHAP]", "▲ 사진", "1.", "…", "\u200b", "각하다. e\u0301.", "Related Article", "(AP)", "'",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(lines, st.sampled_from(["\n", "\r\n\r\n", " ", "\n\n"])), max_size=10),
    st.sampled_from(["ko", "en"]),
)
def test_sentences_lie_in_order_inside_their_blocks(parts, lang):
    raw = "".join(line + end for line, end in parts)
    found = segment(Text(lang, raw))
    at = 0
    for i, sentence in enumerate(found.sentences, 1):
        block = found.blocks[sentence.block]
        assert sentence.id == f"{'k' if lang == 'ko' else 'e'}{i}"
        assert sentence.kind is block.kind and block.kind in AUDITED_KINDS
        assert block.repeat_of is None
        assert block.start <= sentence.start < sentence.end <= block.end
        assert at <= sentence.start
        assert sentence.text == raw[sentence.start : sentence.end] == sentence.text.strip()
        at = sentence.end
