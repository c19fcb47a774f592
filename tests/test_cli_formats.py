"""Every format and every kind of page noise through the real command line."""

from __future__ import annotations

import csv
import io
import json

import pytest

from audit.results.spreadsheet import read
from tests.conftest import EN, KO

WRONG = EN.replace("728 trillion", "728 billion")
KO_LINES = [line for line in KO.split("\n") if line]
EN_LINES = [line for line in WRONG.split("\n") if line]
KO_SENTENCES = ["정부는 예산안을 제출했다.", "규모는 728조원이다.", "야당은 반대하지 않았다."]
EN_SENTENCES = [
    "The government submitted its budget.",
    "It amounts to 728 billion won.",
    "The opposition did not object.",
]


def html(lines, lang):
    body = "".join(f"<p>{line}</p>" for line in lines[1:])
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{lines[0]}</title>'
        f'<meta property="article:published_time" content="2025-08-22T10:11:00+09:00">'
        f"</head><body><nav><a href='/'>Home</a></nav><article><h1>{lines[0]}</h1>{body}</article>"
        "<footer>All rights reserved.</footer></body></html>"
    )


def table(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def xliff12():
    units = "".join(
        f'<trans-unit id="{i}"><source>{k}</source><target>{e}</target></trans-unit>'
        for i, (k, e) in enumerate(zip(KO_SENTENCES, EN_SENTENCES, strict=True))
    )
    return (
        '<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file original="budget" source-language="ko" target-language="en" datatype="plaintext">'
        f"<body>{units}</body></file></xliff>"
    )


def xliff2(version):
    units = "".join(
        f'<unit id="{i}"><segment><source>{k}</source><target>{e}</target></segment></unit>'
        for i, (k, e) in enumerate(zip(KO_SENTENCES, EN_SENTENCES, strict=True))
    )
    return (
        f'<?xml version="1.0"?><xliff version="{version}" srcLang="ko" trgLang="en" '
        'xmlns="urn:oasis:names:tc:xliff:document:2.0">'
        f'<file id="budget">{units}</file></xliff>'
    )


FORMATS = {
    "markdown": {
        "budget.ko.md": "# " + "\n\n".join(KO_LINES),
        "budget.en.md": "# " + "\n\n".join(EN_LINES),
    },
    "html": {"budget.ko.html": html(KO_LINES, "ko"), "budget.en.html": html(EN_LINES, "en")},
    "text and html": {"budget.ko.txt": KO, "budget.en.html": html(EN_LINES, "en")},
    "json lines": {
        "a.jsonl": json.dumps({"id": "budget", "ko": KO, "en": WRONG, "published": "2025-08-22"}) + "\n"
    },
    "json lines, sentences": {
        "a.jsonl": json.dumps(
            {"id": "budget", "ko_sentences": KO_SENTENCES, "en_sentences": EN_SENTENCES}
        )
        + "\n"
    },
    "csv": {"a.csv": table([("id", "ko", "en"), ("budget", KO, WRONG)])},
    "csv, sentence pairs": {
        "a.csv": table(
            [("article", "ko", "en"), *(("budget", k, e) for k, e in zip(KO_SENTENCES, EN_SENTENCES, strict=True))]
        )
    },
    "xliff 1.2": {"budget.xliff": xliff12()},
    "xliff 2.0": {"budget.xlf": xliff2("2.0")},
    "xliff 2.1": {"budget.xliff": xliff2("2.1")},
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_read_and_its_wrong_number_found(run, tmp_path, name):
    folder = tmp_path / "in"
    folder.mkdir()
    for file, content in FORMATS[name].items():
        (folder / file).write_text(content, encoding="utf-8")
    done = run("score", "in", "--out", "out")
    assert done.returncode == 0, done.stderr
    flags = read(tmp_path / "out" / "flags.csv")
    numbers = flags[flags["category"] == "number"]
    assert list(numbers["ko_evidence"].str.contains("728조")) == [True]
    assert list(numbers["en_evidence"].str.contains("728 billion")) == [True]


KO_PAGE = """정부, 내년 예산안 국회 제출

정부, 내년 예산안 국회 제출 | 한빛일보

입력 2025.08.22 10:11

수정 2025.08.22 14:03

홍길동 기자 hong@example.com

기획재정부 장관이 22일 국회에서 예산안을 설명하고 있다. [사진=연합뉴스]

(서울=한빛일보) 정부는 22일 내년도 예산안을 국회에 제출했다고 밝혔다. 예산안 규모는 728조원이다.

기획재정부 장관이 22일 국회에서 예산안을 설명하고 있다. [사진=연합뉴스]

▶관련기사 예산안 처리 시한은 12월

야당은 예산안에 반대하지 않았다.

hong [at] example.com

무단전재 및 재배포 금지
"""
EN_PAGE = """Government submits next year's budget to parliament

Government submits next year's budget to parliament - The Hanbit Daily

Published: 2025.08.22. 10:11

Updated: 2025.08.22. 14:03

By Hong Gil-dong

The finance minister explains the budget at the National Assembly on Aug. 22. [YONHAP]

SEOUL, Aug. 22 — The government said on Friday that it had submitted next year's budget to the \
National Assembly. The budget amounts to 728 trillion won.

The finance minister explains the budget at the National Assembly on Aug. 22. [YONHAP]

The finance minister explains the budget at the National Assembly on Aug. 22. [YONHAP]

The opposition party did not oppose the budget.

Related Article

Budget deadline falls in December

hong[at]example.com

This article was originally written in Korean and translated by a bilingual reporter with the help \
of generative AI tools. It was then edited by a native English-speaking editor.

Copyright (c) The Hanbit Daily. All rights reserved.
"""
KINDS = {
    "headline", "stamp", "byline", "caption", "dateline", "body", "related", "contact",
    "disclosure", "copyright",
}  # fmt: skip


@pytest.fixture
def noisy(run, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "page.ko.txt").write_text(KO_PAGE, encoding="utf-8")
    (folder / "page.en.txt").write_text(EN_PAGE, encoding="utf-8")
    done = run("score", "in", "--out", "out")
    assert done.returncode == 0, done.stderr
    return tmp_path / "out"


def test_every_kind_of_noise_is_told_and_nothing_is_thrown_away(noisy):
    record = json.loads((noisy / "records" / "page.json").read_text(encoding="utf-8"))
    seen = set()
    for side, page in (("source", KO_PAGE), ("target", EN_PAGE)):
        blocks = record["result"]["article"][side]["blocks"]
        seen |= {block["kind"] for block in blocks}
        kept = "".join(page[block["start"] : block["end"]] for block in blocks)
        assert "".join(kept.split()) == "".join(page.split())
    assert seen == KINDS


def test_noise_is_not_aligned_with_the_body(noisy):
    beads = read(noisy / "beads.csv")
    text = " ".join(beads["ko_text"]) + " ".join(beads["en_text"])
    for words in (
        "입력 2025", "수정 2025", "홍길동 기자", "연합뉴스", "관련기사", "무단전재", "[at]", "한빛일보",
        "Published", "Updated", "By Hong", "YONHAP", "Related Article", "falls in December",
        "originally written", "Copyright", "SEOUL, Aug",
    ):  # fmt: skip
        assert words not in text


def test_repeated_captions_and_headlines_are_audited_once(noisy):
    beads = read(noisy / "beads.csv")
    assert sum("finance minister explains" in text for text in beads["en_text"]) == 1
    assert sum("Government submits" in text for text in beads["en_text"]) == 1
    assert list(beads["kind"]) == ["1-1"] * 5
    assert read(noisy / "flags.csv").empty
