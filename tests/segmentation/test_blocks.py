import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.languages.normalise import normalise
from audit.records.article import Block, BlockKind
from audit.segmentation import noise
from audit.segmentation.blocks import classify, reclassify

TABLE = tomllib.loads(Path(noise.__file__).with_name("page_noise.toml").read_text("utf-8"))


def kinds(raw, lang):
    """Kind, text and the text of the block it repeats."""
    blocks = classify(raw, lang)
    return [
        (b.kind.value, raw[b.start : b.end], "repeat" if b.repeat_of is not None else "")
        for b in blocks
    ]


def table_rows():
    for part in ("line", "prefix", "suffix"):
        for i, row in enumerate(TABLE[part]):
            yield pytest.param(part, i, row, id=f"{part}-{i}-{row['kind']}")


@pytest.mark.parametrize(("part", "i", "row"), list(table_rows()))
def test_every_pattern_finds_its_examples_and_spares_its_counterexamples(part, i, row):
    rule = getattr(noise.rules(), part)[i]

    def found(text):
        text = normalise(text).text
        return rule.pattern.search(text) and not (rule.unless and rule.unless.search(text))

    assert row["examples"]
    assert [text for text in row["examples"] if not found(text)] == []
    assert [text for text in row.get("counter", []) if found(text)] == []


@pytest.mark.parametrize("text", TABLE["publishers"]["examples"])
def test_a_publisher_after_a_page_title_is_seen(text):
    assert noise.publisher_start(text) is not None


@pytest.mark.parametrize("text", TABLE["publishers"]["counter"])
def test_a_title_without_publisher_is_left_whole(text):
    assert noise.publisher_start(text) is None


@pytest.mark.parametrize(
    "line",
    [
        "Published: 2025.08.22. 10:11",
        "Updated 2025-08-22 14:03 KST",
        "Posted on : Aug. 22, 2025",
        "Published: 2025.08.22. 10:11  Updated: 2025.08.22. 14:03",
        "Last updated: Friday, Aug. 22, 2025, 10:11 a.m. KST",
        "Published : 2025-08-22T10:11:00+09:00",
        "입력 2025.08.22 10:11",
        "수정 : 2025-08-22 (금) 14:03",
        "기사입력 2025.08.22. 오전 10:11",
        "입력 2025.08.22 10:11 | 수정 2025.08.22 14:03",
        "등록 2025.08.22 10:11:22 수정 2025.08.22 11:00",
        "승인 2025년 8월 22일 10시 11분",
    ],
)
def test_stamps(line):
    assert noise.is_stamp(normalise(line).text)


ENGLISH = """\
Seoul to cut budget by 3 percent - The Hanbit Daily

Seoul to cut budget by 3 percent

Ministry blames falling tax revenue

Published: 2025.08.22. 10:11

BY HONG GIL-DONG [hong@hanbit.example]

A man walks past the Finance Ministry in Sejong on Aug. 22. [YONHAP]

A man walks past the Finance Ministry in Sejong on Aug. 22. [YONHAP]

SEOUL, Aug. 22 (Hanbit) — The government said Friday it would cut the budget.

Related Article

Export slump deepens

What comes next

Copyright law was discussed. The report, published on Aug. 3, is long.

A man walks past the Finance Ministry in Sejong on Aug. 22.

By Monday, the storm over the plan had passed.

hong [at] hanbit.example

This article was originally written in Korean and translated by a bilingual reporter with the \
help of generative AI tools. It was then edited by a native English-speaking editor.

All AI-assisted translations are reviewed and refined by our newsroom.

Copyright (c) The Hanbit Daily. All rights reserved.
"""

KOREAN = """\
정부, 예산 3% 깎는다 | 한빛일보
정부, 예산 3% 깎는다
기재부 "불가피"… 야당 반발
입력 2025.08.22 10:11
홍길동 기자 hong@hanbit.example
▲ 22일 시민들이 정부세종청사 앞을 걷고 있다. [사진=연합뉴스]
[서울=뉴시스] 홍길동 기자 = 정부는 22일 예산을 3% 깎겠다고 밝혔다.
◆ 야당 반발
야당은 "무책임하다"고 비판했다. 기자들의 질문에는 답하지 않았다.
▶관련기사 물가 또 올랐다
22일 시민들이 정부세종청사 앞을 걷고 있다.
관련 기사가 나간 뒤 정부는 해명했다. 세종=홍길동 기자 hong@hanbit.example
ⓒ 한빛일보, 무단전재 및 재배포 금지
"""

MAN = "A man walks past the Finance Ministry in Sejong on Aug. 22."
CITIZENS = "22일 시민들이 정부세종청사 앞을 걷고 있다."


def test_an_english_page():
    found = kinds(ENGLISH, "en")
    assert [(kind, text[:24], repeat) for kind, text, repeat in found] == [
        ("headline", "Seoul to cut budget by 3", ""),
        ("headline", "Seoul to cut budget by 3", "repeat"),
        ("subhead", "Ministry blames falling ", ""),
        ("stamp", "Published: 2025.08.22. 1", ""),
        ("byline", "BY HONG GIL-DONG [hong@h", ""),
        ("caption", MAN[:24], ""),
        ("caption", MAN[:24], "repeat"),
        ("dateline", "SEOUL, Aug. 22 (Hanbit) ", ""),
        ("body", "The government said Frid", ""),
        ("related", "Related Article", ""),
        ("related", "Export slump deepens", ""),
        ("subhead", "What comes next", ""),
        ("body", "Copyright law was discus", ""),
        ("caption", MAN[:24], "repeat"),
        ("body", "By Monday, the storm ove", ""),
        ("contact", "hong [at] hanbit.example", ""),
        ("disclosure", "This article was origina", ""),
        ("disclosure", "All AI-assisted translat", ""),
        ("copyright", "Copyright (c) The Hanbit", ""),
    ]
    assert ("dateline", "SEOUL, Aug. 22 (Hanbit) —", "") in found


def test_a_korean_page():
    assert kinds(KOREAN, "ko") == [
        ("headline", "정부, 예산 3% 깎는다 | 한빛일보", ""),
        ("headline", "정부, 예산 3% 깎는다", "repeat"),
        ("subhead", '기재부 "불가피"… 야당 반발', ""),
        ("stamp", "입력 2025.08.22 10:11", ""),
        ("byline", "홍길동 기자 hong@hanbit.example", ""),
        ("caption", f"▲ {CITIZENS} [사진=연합뉴스]", ""),
        ("dateline", "[서울=뉴시스] 홍길동 기자 =", ""),
        ("body", "정부는 22일 예산을 3% 깎겠다고 밝혔다.", ""),
        ("subhead", "◆ 야당 반발", ""),
        ("body", '야당은 "무책임하다"고 비판했다. 기자들의 질문에는 답하지 않았다.', ""),
        ("related", "▶관련기사 물가 또 올랐다", ""),
        ("caption", CITIZENS, "repeat"),
        ("body", "관련 기사가 나간 뒤 정부는 해명했다.", ""),
        ("byline", "세종=홍길동 기자 hong@hanbit.example", ""),
        ("copyright", "ⓒ 한빛일보, 무단전재 및 재배포 금지", ""),
    ]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "The copyright belongs to the city, the mayor said."),
        ("en", "Related spending rose 3 percent."),
        ("en", "The report, published on Aug. 3, 2025, was updated at 10:11 a.m."),
        ("en", "Complaints can be sent to kim@example.com until Friday."),
        ("en", "By Hong's count, 30 people came."),
        ("en", "“No.”"),
        ("en", "Read more books, he told them."),
        ("en", "This article of the law was translated for the AI committee in June."),
        ("ko", "입력 오류로 3만2000명의 정보가 빠졌다."),
        ("ko", "기자 출신인 그는 홍길동 기자를 잘 안다."),
        ("ko", "관련 기사가 나간 뒤 정부는 해명했다."),
        ("ko", "무단전재와 재배포 금지 조항을 어긴 업체가 적발됐다."),
        ("ko", "사진은 그날의 유일한 증거로 남았다."),
        ("ko", "문의는 hong@example.com으로 하면 된다."),
        ("ko", "▲수출 3% 증가 ▲수입 2% 감소 ▲고용 1% 증가 등이다."),
        ("ko", "저작권자는 배상을 요구했다."),
        ("ko", "“그렇다.”"),
    ],
)
@pytest.mark.parametrize("place", ["inside", "last"])
def test_a_sentence_of_the_article_is_never_taken_for_noise(lang, line, place):
    around = {
        "en": ("Kim visits the market", "The market was full on Friday.", "He left at noon."),
        "ko": ("김 시장, 시장 찾아", "시장은 22일 붐볐다.", "그는 낮에 떠났다."),
    }[lang]
    rows = [*around[:2], line, *around[2:]] if place == "inside" else [*around, line]
    assert ("body", line, "") in kinds("\n\n".join(rows), lang)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Prices rose again.", ["body"]),
        ("Prices rise again", ["body"]),
        ("Prices rose again.\n\nThe bank met on Friday.", ["body", "body"]),
        ("Prices rise again\n\nThe bank met on Friday.", ["headline", "body"]),
        ("Bank strikes deal with U.S.\n\nThe bank met on Friday.", ["headline", "body"]),
        ("“We lost.”\n\nThe bank met on Friday.", ["body", "body"]),
        ("", []),
        (" \r\n\u200b\n", []),
    ],
)
def test_the_first_line_is_a_headline_only_if_it_looks_like_one(raw, expected):
    assert [kind for kind, *_ in kinds(raw, "en")] == expected


def test_an_agency_that_signs_the_last_paragraph_makes_it_no_caption():
    raw = "Kim wins\n\nKim won.\n\nHe smiled.\n\nHe will take office in May. (Yonhap)\n\n(END)"
    assert [(kind, text) for kind, text, _ in kinds(raw, "en")][-3:] == [
        ("body", "He will take office in May."),
        ("byline", "(Yonhap)"),
        ("copyright", "(END)"),
    ]


def test_a_credit_on_its_own_line_makes_the_line_above_a_caption():
    raw = "김 시장 당선\n\n시민들이 걷고 있다.\n/연합뉴스\n\n김 시장이 당선됐다.\n\n그는 웃었다."
    assert [kind for kind, *_ in kinds(raw, "ko")] == [
        "headline", "caption", "caption", "body", "body",
    ]  # fmt: skip


def test_paragraphs_wrapped_at_a_fixed_width_are_put_together():
    raw = (
        "Seoul cuts its budget\n\n"
        "The government said on Friday that it would cut the\n"
        "budget by 3 percent, the first such cut since the\n"
        "financial crisis of the late 1990s.\n\n"
        "The ruling party welcomed the plan, and the opposition\n"
        "called for a vote on it within the coming month.\n"
    )
    assert [(kind, text[-6:]) for kind, text, _ in kinds(raw, "en")] == [
        ("headline", "budget"),
        ("body", "1990s."),
        ("body", "month."),
    ]


def test_short_paragraphs_on_single_lines_stay_apart():
    raw = "시장이 붐볐다.\n상인들은 웃었다.\n손님은 늘었다."
    assert [kind for kind, *_ in kinds(raw, "ko")] == ["body"] * 3


@pytest.mark.parametrize(
    ("raw", "lang", "texts"),
    [
        ("\ufeff정부\u200b는 22일 밝혔다.\r\n\r\n입력 2025.08.22 10:11", "ko",
         ["정부\u200b는 22일 밝혔다.", "입력 2025.08.22 10:11"]),
        (unicodedata.normalize("NFD", "정부는 밝혔다.\n홍길동 기자"), "ko",
         [unicodedata.normalize("NFD", "정부는 밝혔다."), unicodedata.normalize("NFD", "홍길동 기자")]),
        ("  He left.\u00a0\r\nＨe stayed.\u2028By Hong Gil-dong", "en",
         ["He left.", "Ｈe stayed.", "By Hong Gil-dong"]),
    ],
)  # fmt: skip
def test_offsets_are_those_of_the_page_as_given(raw, lang, texts):
    found = kinds(raw, lang)
    assert [text for _, text, _ in found] == texts
    assert found[-1][0] in ("stamp", "byline")


def test_blocks_that_a_reader_knows_are_kept_and_its_body_is_classified():
    raw = "Kim wins\nA crowd cheers.\nBy Hong Gil-dong\nKim won on Friday.\nKim wins\nignored"
    lines = [(0, 8), (9, 24), (25, 41), (42, 60), (61, 69)]
    given = [
        Block(kind, *span)
        for kind, span in zip(
            [BlockKind.HEADLINE, BlockKind.CAPTION, *[BlockKind.BODY] * 3], lines, strict=True
        )
    ]
    blocks = reclassify(raw, "en", given)
    assert [(b.kind.value, b.repeat_of) for b in blocks] == [
        ("headline", None),
        ("caption", None),
        ("byline", None),
        ("body", None),
        ("headline", 0),
    ]
    assert [(b.start, b.end) for b in blocks] == lines


ends = st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", " ", "\u2028", "\n\u200b\n"])
lines = st.sampled_from([
    *(line for line in ENGLISH.split("\n") if line),
    *(line for line in KOREAN.split("\n") if line),
    *(example for part in ("line", "prefix", "suffix") for row in TABLE[part]
      for example in row["examples"]),
    "x", "▲ a", "“", "\u200b", "각", "e\u0301", "[YONHAP]", "연합뉴스", "Related Articles", "2025.08.22",
])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(lines, ends), max_size=12), st.sampled_from(["ko", "en"]))
def test_blocks_cover_all_that_is_visible_in_order_without_overlap(parts, lang):
    raw = "".join(line + end for line, end in parts)
    at = 0
    blocks = classify(raw, lang)
    for i, block in enumerate(blocks):
        assert at <= block.start < block.end
        assert not normalise(raw[at : block.start]).text.strip()
        assert normalise(raw[block.start : block.end]).text.strip()
        assert block.repeat_of is None or block.repeat_of < i
        assert block.repeat_of is None or blocks[block.repeat_of].repeat_of is None
        at = block.end
    assert not normalise(raw[at:]).text.strip()
