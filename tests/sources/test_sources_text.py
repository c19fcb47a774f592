import json
import unicodedata
from pathlib import Path

import pytest
from source_texts import EN, KO

from audit.errors import InputError
from audit.records.article import Article, BlockKind, Text
from audit.segmentation.segment import segment
from audit.sources import read

FIXTURES = Path(__file__).parents[1] / "fixtures" / "sources"


def put(folder, **files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def one(path) -> Article:
    (found,) = read(path)
    assert isinstance(found, Article), found
    return found


def error(path) -> InputError:
    (found,) = read(path)
    assert isinstance(found, InputError), found
    return found


def wordings(text: Text) -> list[tuple[str, str]]:
    return [(block.kind.value, text.raw[block.start : block.end]) for block in text.blocks]


def test_a_pair_is_read_as_it_is(tmp_path):
    ko = "﻿" + KO.replace("\n", "\r\n")
    pair = one(put(tmp_path, ferry__ko__txt=ko, ferry__en__txt=EN))
    assert (pair.id, pair.source.raw, pair.target.raw) == ("ferry", ko[1:], EN)
    assert (pair.source.lang, pair.target.lang, pair.draft, pair.given) == ("ko", "en", None, None)
    assert pair.source.blocks == pair.source.sentences == ()
    assert pair.origin == str(tmp_path / "ferry.ko.txt")


def test_draft_and_metadata_lie_beside(tmp_path):
    about = {"title": "Ferry sinks", "published": "2024.3.21 08:10", "desk": None, "colour": [1]}
    put(tmp_path, a__ko__txt=KO, a__en__txt=EN, a__draft__en__md="# Draft\n\nA ship sank.")
    (tmp_path / "a.json").write_text(json.dumps(about))
    pair = one(tmp_path)
    assert pair.draft is not None
    assert pair.draft.raw == "Draft\n\nA ship sank."
    assert (pair.metadata.title, pair.metadata.published) == ("Ferry sinks", "2024-03-21T08:10")
    assert pair.metadata.desk == ""


@pytest.mark.parametrize(
    "given", ["a.ko.txt", "a.en.html", "a.draft.en.txt", "a.json"], ids=lambda name: name
)
def test_any_file_of_a_pair_names_it(tmp_path, given):
    page = "<p>" + EN.replace("\n\n", "</p><p>") + "</p>"
    put(tmp_path, a__ko__txt=KO, a__en__html=page, a__draft__en__txt=EN, a__json="{}")
    put(tmp_path, b__ko__txt=KO, b__en__txt=EN)
    assert one(tmp_path / given).id == "a"


def test_folders_are_searched_but_for_gold_and_hidden_ones(tmp_path):
    for name in ("x", "sub/deeper", "gold", ".hidden"):
        put(tmp_path / name, **{f"{name[-1]}__ko__txt": KO, f"{name[-1]}__en__txt": EN})
    put(tmp_path, README__md="# About", notes__txt="x", gold__json="{", _DS_Store=b"\0")
    put(tmp_path, **{"._x.ko.txt": b"\0"})
    assert [pair.id for pair in read(tmp_path)] == ["r", "x"]


def test_a_name_of_decomposed_hangul_is_one_article(tmp_path):
    apart = unicodedata.normalize("NFD", "기사")
    put(tmp_path, **{f"{apart}.ko.txt": KO, "기사.en.txt": EN})
    assert one(tmp_path).id == "기사"


def test_what_an_id_may_not_have_becomes_a_dash(tmp_path):
    assert one(put(tmp_path, **{"2024 ferry (1).ko.txt": KO, "2024 ferry (1).en.txt": EN})).id == (
        "2024-ferry-1"
    )


@pytest.mark.parametrize(
    ("encoding", "korean"),
    [
        ("utf-8", KO),
        ("utf-8-sig", KO),
        ("utf-16", KO),
        ("cp949", KO),
        ("euc-kr", KO),
        # Syllables that only CP949 has, not EUC-KR.
        ("cp949", KO + "펲시와 똠얌꿍을 먹은 승객도 있었다고 그는 전했다."),
    ],
)
def test_encodings(tmp_path, encoding, korean):
    put(tmp_path, a__ko__txt=korean.encode(encoding), a__en__txt=EN)
    assert one(tmp_path).source.raw == korean


def test_english_with_korean_typography_in_cp949(tmp_path):
    put(tmp_path, a__ko__txt=KO, a__en__txt=EN.encode("cp949"))
    assert one(tmp_path).target.raw == EN


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (EN.replace("We do", "We’re sure we do").encode("cp1252"), 5),
        (EN.replace("ferry", "café").encode("latin-1", "replace"), 3),
        (("\n" + "中国政府宣布将于本周举行新闻发布会并公布有关经济数据" * 3).encode("gb2312"), 2),
        ("日本政府は今週、経済対策を発表すると述べた。".encode("shift-jis"), 1),
        (KO.encode()[:-3] + b"\xff\xfe" + KO.encode(), 5),
        (KO.encode("cp949") + b"\xff\xff\n", 6),
    ],
    ids=["windows-1252", "latin-1", "chinese", "japanese", "broken utf-8", "broken cp949"],
)
def test_other_encodings_are_refused(tmp_path, content, line):
    put(tmp_path, a__ko__txt=KO, a__en__txt=content)
    found = error(tmp_path)
    assert found.where == f"{tmp_path / 'a.en.txt'}:{line}"
    assert "neither UTF-8" in found.what
    assert found.remedy == "save the file as UTF-8"


@pytest.mark.parametrize(
    ("files", "place", "words"),
    [
        ({"a__ko__txt": KO}, "a.ko.txt", "English side is missing; put a.en.txt beside it"),
        ({"a__en__txt": EN}, "a.en.txt", "Korean side is missing; put a.ko.txt beside it"),
        ({"a__draft__en__txt": EN, "a__en__txt": EN}, "a.en.txt", "Korean side is missing"),
        ({"a__ko__txt": "", "a__en__txt": EN}, "a.ko.txt", "the Korean text is empty"),
        ({"a__ko__txt": KO, "a__en__txt": " \n—\n"}, "a.en.txt", "the English text is empty"),
        ({"a__ko__txt": KO, "a__en__html": "<p> </p>"}, "a.en.html", "no article text was found"),
        ({"a__ko__txt": KO, "a__en__txt": EN, "a__draft__en__txt": ""}, "draft", "draft is empty"),
        ({"a__ko__txt": KO, "a__en__txt": b"ok\n\0"}, "a.en.txt:2", "NUL bytes"),
        ({"a__ko__txt": KO.encode("utf-16-le"), "a__en__txt": EN}, "a.ko.txt", "neither|NUL"),
        ({"a__ko__txt": KO.encode("utf-32"), "a__en__txt": EN}, "a.ko.txt:1", "NUL bytes"),
        ({"a__ko__txt": EN, "a__en__txt": EN}, "a.ko.txt", "the Korean text is in English"),
        ({"a__ko__txt": KO, "a__en__txt": KO}, "a.en.txt", "the English text is in Korean"),
        ({"a__ko__txt": EN, "a__en__txt": KO}, "a.ko.txt", "sides are swapped"),
        ({"a__ko__txt": KO, "a__en__txt": EN, "a__draft__en__txt": KO}, "draft", "is in Korean"),
        (
            {"a__ko__txt": "これは日本語の記事です。" * 9, "a__en__txt": EN},
            "a.ko.txt",
            "not in Korean",
        ),
        ({"a__ko__txt": KO, "a__ko__md": KO, "a__en__txt": EN}, "a.ko.txt", "also in a.ko.md"),
        ({"a__ko__txt": KO, "a__en__txt": EN, "a__json": '{"title":\n}'}, "a.json:2", "no JSON"),
        ({"a__ko__txt": KO, "a__en__txt": EN, "a__json": "[1]"}, "a.json", "no JSON object"),
        ({"a__ko__txt": KO, "a__en__txt": EN, "a__json": "[" * 99999}, "a.json", "no JSON"),
        ({"a__ko__txt": KO, "a__en__txt": EN, "a__json": '{"desk": [1]}'}, "a.json", "desk is not"),
        (
            {"a__ko__txt": KO, "a__en__txt": EN, "a__json": '{"published": "21/3/2024"}'},
            "a.json",
            "published '21/3/2024' is not a date; write published as 2025-03-21",
        ),
        ({"--__ko__txt": KO, "--__en__txt": EN}, "--.ko.txt", "no article id"),
    ],
)
def test_what_cannot_be_audited_is_said_in_a_sentence(tmp_path, files, place, words):
    found = error(put(tmp_path, **files))
    assert place in found.where
    assert any(word in str(found) for word in words.split("|")), found
    assert "\n" not in str(found)


def test_a_text_over_20_mb_is_refused(tmp_path):
    put(tmp_path, a__ko__txt=KO, a__en__txt=b"word " * 10_000_000)
    found = error(tmp_path)
    assert found.what == "the file has 50 MB; the most that is read is 20 MB"
    assert found.where.endswith("a.en.txt")


def test_a_bad_article_does_not_stop_the_others(tmp_path):
    put(tmp_path, a__ko__txt=KO, b__ko__txt=KO, b__en__txt=EN)
    first, second = read(tmp_path)
    assert isinstance(first, InputError)
    assert second.id == "b"


def test_korean_news_may_quote_english_and_drafts_may_keep_korean(tmp_path):
    ko = "구글은 ‘Gemini’와 ‘Google Cloud Platform’을 OpenAI의 ChatGPT보다 먼저 냈다고 밝혔다."
    en = "Google said it launched 제미나이 before OpenAI. 구글 클라우드도 그렇다."
    assert one(put(tmp_path, a__ko__txt=ko, a__en__txt=en)).target.raw == en


def test_20_000_sentences_a_side(tmp_path):
    ko = "\n".join(f"장관은 올해 예산이 {i}억원 늘었다고 말했다." for i in range(20_000))
    en = "\n".join(f"The budget grew by {i} hundred million won, he said." for i in range(20_000))
    pair = one(put(tmp_path, a__ko__txt=ko, a__en__txt=en))
    assert (pair.source.raw, pair.target.raw) == (ko, en)


def test_markdown(tmp_path):
    put(tmp_path, deck__ko__txt=KO)
    (tmp_path / "deck.en.md").write_text((FIXTURES / "deck.en.md").read_text("utf-8"), "utf-8")
    pair = one(tmp_path)
    assert wordings(pair.target) == [
        ("headline", "Budget grows to 32,000 won"),
        ("subhead", "Aid doubles"),
        (
            "body",
            "The ministry said 32,000 people would be helped, it said. "
            "A line of code and bold & more.",
        ),
        ("caption", "Lawmakers vote on Thursday."),
        ("body", "1. First step."),
        ("body", "2. Second step."),
        ("body", "2024. 3. 21 was the day."),
        ("body", "Year | Won"),
        ("body", "2023 | 10"),
        ("body", "“We did not agree,” Kim said."),
        ("body", "In a box."),
    ]
    assert pair.metadata.title == "Budget grows"
    assert pair.metadata.byline == "Lee Chang-ho"
    assert pair.metadata.published == "2024-03-21"


def test_a_web_page_keeps_all_of_its_article(tmp_path):
    for name in ("ferry.en.html", "ferry.ko.html"):
        (tmp_path / name).write_bytes((FIXTURES / name).read_bytes())
    pair = one(tmp_path)
    assert wordings(pair.target) == [
        ("headline", "Ferry sinks off Jindo"),
        ("subhead", "Dozens are missing"),
        ("byline", "By Kim Min-ji"),
        ("body", "Published : Mar 21, 2024 - 08:10"),
        ("caption", "Rescuers search the sea off Jindo on Wednesday. (Yonhap)"),
        (
            "body",
            "A ferry with 320 passengers on board sank off Jindo on Wednesday, "
            "the Coast Guard said.\nIt had left Jeju in the morning.",
        ),
        ("subhead", "Search goes on"),
        ("body", "“We do not know where the others are,” an official said."),
        ("body", "Rescued | 290"),
        ("related", "Related Article: Ferry safety under scrutiny"),
        ("body", "This article was translated from Korean with AI and edited by our newsroom."),
        ("body", "Copyright (c) The Hanbit Daily. All rights reserved."),
    ]
    assert wordings(pair.source) == [
        ("headline", "진도 앞바다서 여객선 침몰"),
        ("subhead", "320명 탑승…수십 명 실종"),
        ("caption", "해경이 20일 진도 앞바다에서 실종자를 찾고 있다. [연합뉴스]"),
        (
            "body",
            "승객 320명을 태운 여객선이 20일 전남 진도 앞바다에서 침몰했다고 해경이 밝혔다.\n\n"
            "“나머지 승객이 어디 있는지 모른다”고 관계자는 말했다. 수색은 밤새 이어질 예정이다.",
        ),
        ("body", "김민지 기자 minji@hanbit.example"),
        ("related", "관련기사"),
        ("related", "여객선 안전 점검 또 부실"),
    ]
    about = pair.metadata
    assert (about.title, about.source_title) == (
        "Ferry sinks off Jindo",
        "진도 앞바다서 여객선 침몰",
    )
    assert (about.byline, about.publisher) == ("Kim Min-ji", "The Hanbit Daily")
    # Late on the 20th in Greenwich is the 21st in Korea.
    assert about.published == "2024-03-21T08:10:00+09:00"
    assert about.updated == "2024-03-21T10:00:00+09:00"
    assert about.url == "https://hanbit.example/en/1"


def test_the_noise_of_a_page_is_told_apart_later(tmp_path):
    for name in ("ferry.en.html", "ferry.ko.html"):
        (tmp_path / name).write_bytes((FIXTURES / name).read_bytes())
    pair = one(tmp_path)
    kinds = {block.kind for text in (pair.source, pair.target) for block in segment(text).blocks}
    assert kinds >= {
        BlockKind.STAMP, BlockKind.BYLINE, BlockKind.CAPTION, BlockKind.RELATED,
        BlockKind.DISCLOSURE, BlockKind.COPYRIGHT,
    }  # fmt: skip


def test_a_page_in_cp949_that_declares_nothing(tmp_path):
    put(tmp_path, a__en__txt=EN)
    page = "<html><body><p>" + KO.replace("\n\n", "</p><p>") + "</p></body></html>"
    (tmp_path / "a.ko.html").write_bytes(page.encode("cp949"))
    assert "진도 앞바다에서 침몰했다고 해경이 밝혔다." in one(tmp_path).source.raw


def test_own_metadata_go_before_those_of_the_page(tmp_path):
    (tmp_path / "f.en.html").write_bytes((FIXTURES / "ferry.en.html").read_bytes())
    put(tmp_path, f__ko__txt=KO, f__json='{"title": "Own", "translator": "Papago"}')
    about = one(tmp_path).metadata
    assert (about.title, about.translator, about.byline) == ("Own", "Papago", "Kim Min-ji")


def test_a_page_of_a_hundred_thousand_tags_is_survived(tmp_path):
    page = "<div>" * 100_000 + "text" + "</div>" * 100_000
    assert isinstance(error(put(tmp_path, a__ko__txt=KO, a__en__html=page)), InputError)


def test_entities_of_a_page_are_not_resolved(tmp_path):
    secret = put(tmp_path / "secret", s__txt="SECRET")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}/s.txt">]><p>{EN}</p><p>&x;</p>'
    assert "SECRET" not in one(put(tmp_path / "in", a__ko__txt=KO, a__en__html=page)).target.raw
