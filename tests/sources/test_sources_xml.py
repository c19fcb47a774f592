from pathlib import Path

import pytest
from source_texts import EN, KO

from audit.errors import InputError
from audit.records.article import Article
from audit.sources import read

FIXTURES = Path(__file__).parents[1] / "fixtures" / "sources"


def one(path) -> Article:
    (found,) = read(path)
    assert isinstance(found, Article), found
    return found


def error(path) -> InputError:
    (found,) = read(path)
    assert isinstance(found, InputError), found
    return found


def texts(text):
    return [sentence.text for sentence in text.sentences]


def put(path, content, encoding="utf-8"):
    path.write_bytes(content.encode(encoding))
    return path


def tmx(*units):
    rows = "".join(
        f'<tu><tuv xml:lang="ko"><seg>{ko}</seg></tuv><tuv xml:lang="en"><seg>{en}</seg></tuv></tu>\n'
        for ko, en in units
    )
    return f'<?xml version="1.0"?>\n<tmx version="1.4"><header/><body>\n{rows}</body></tmx>'


def test_tmx_is_one_article_with_its_alignment():
    pair = one(FIXTURES / "ferry.tmx")
    assert pair.id == "ferry"
    assert texts(pair.source) == ["여객선이 진도 앞바다에서 침몰했다.", "승객은 320명이었다."]
    assert texts(pair.target) == ["A ferry sank off Jindo.", "Ferries are common there."]
    assert pair.given == (((0,), (0,)), ((1,), ()), ((), (1,)))


def test_tmx_units_are_grouped_by_document():
    ferry, budget = read(FIXTURES / "documents.tmx")
    assert (ferry.id, budget.id) == ("ferry", "budget-2024.docx")
    assert texts(ferry.target) == ["The ship sank.", "All were rescued."]
    assert ferry.given == (((0,), (0,)), ((1,), (1,)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_tmx_encodings(tmp_path, encoding):
    content = tmx(("정부가 이 제도를 도입하기로 했다고 밝혔다.", "The government introduced it."))
    content = content.replace("?>", f' encoding="{encoding.removesuffix("-sig")}"?>', 1)
    assert texts(one(put(tmp_path / "x.tmx", content, encoding)).source) == [
        "정부가 이 제도를 도입하기로 했다고 밝혔다."
    ]


@pytest.mark.slow
def test_20_000_units(tmp_path):
    units = [(f"{i}번째 문장이다.", f"This is sentence {i}.") for i in range(20_000)]
    pair = one(put(tmp_path / "x.tmx", tmx(*units)))
    assert len(pair.given or ()) == 20_000
    assert pair.target.sentences[-1].text == "This is sentence 19999."


def test_xliff_1_2():
    pair = one(FIXTURES / "ferry.xlf")
    assert pair.id == "ferry"
    assert texts(pair.source) == [
        "여객선이 진도 앞바다에서 침몰했다.", "승객은 320명이었다.", "배가 갔다.", "모두 울었다."
    ]  # fmt: skip
    assert texts(pair.target) == ["A ferry sank off Jindo.", "The ship left.", "All wept."]
    assert pair.given == (((0,), (0,)), ((1,), ()), ((2,), (1,)), ((3,), (2,)))


def test_xliff_2_from_english_with_reordered_targets():
    first, second, third = read(FIXTURES / "two_files.xlf")
    assert (first.id, second.id) == ("two_files-f1", "two_files-f2")
    assert texts(first.target) == ["He did not go.", "She left.", "Nobody spoke."]
    assert texts(first.source) == ["그녀는 떠났다.", "그는 가지 않았다."]
    assert first.given == (((1,), (0,)), ((0,), (1,)), ((), (2,)))
    assert isinstance(third, InputError)
    assert third.what == "the Korean text is empty"
    assert third.where == f"{FIXTURES / 'two_files.xlf'}:12"


XLIFF = '<xliff version="1.2"><file original="x" {}><body>{}</body></file></xliff>'
UNIT = "<trans-unit id='1'><source>비가 왔다.</source><target>Rain fell.</target></trans-unit>"


def test_xliff_whose_target_language_is_left_out(tmp_path):
    pair = one(put(tmp_path / "x.xliff", XLIFF.format('source-language="ko"', UNIT)))
    assert texts(pair.target) == ["Rain fell."]


@pytest.mark.parametrize(
    ("name", "content", "line", "words"),
    [
        ("x.tmx", "", ":1", "no well-formed XML"),
        ("x.tmx", "<tmx>\n<body>\n</tmx>", ":3", "no well-formed XML"),
        ("x.tmx", "<html/>", ":1", "the file is <html>, not <tmx>"),
        ("x.tmx", "<tmx><body/></tmx>", "", "no Korean and English units"),
        ("x.tmx", tmx(("비가 왔다.", "")), "", "the English text is empty"),
        ("x.tmx", tmx((EN, KO)), "", "swapped"),
        ("x.tmx", tmx(("비가 왔다.", "Rain&nbsp;fell.")), ":3", "nbsp"),
        (
            "x.tmx",
            '<!DOCTYPE tmx SYSTEM "tmx14.dtd">' + tmx(("비가 왔다.", "Rain&nbsp;fell."))[22:],
            ":2",
            "nbsp",
        ),
        ("x.tmx", "<tmx>\0</tmx>", ":1", "NUL bytes"),
        ("x.xlf", "<xliff/>", "", "no <file>"),
        ("x.xlf", XLIFF.format('source-language="fr" target-language="en"', UNIT), "", "'fr' and"),
        ("x.xlf", XLIFF.format("", UNIT), "", "'unknown' and 'unknown'"),
        ("x.xlf", XLIFF.format('source-language="ko"', ""), "", "is empty"),
    ],
)
def test_bad_xml_is_named_with_its_line(tmp_path, name, content, line, words):
    path = put(tmp_path / name, content)
    found = error(path)
    assert found.where == f"{path}{line}"
    assert words in str(found)


LAUGHS = "".join(
    f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">\n' if i else '<!ENTITY l0 "lol">\n' for i in range(12)
)


@pytest.mark.parametrize(
    "subset",
    [
        LAUGHS,
        '<!ENTITY l11 SYSTEM "file://{secret}">',
        '<!ENTITY % p SYSTEM "file://{secret}"> %p;',
    ],
    ids=["billion laughs", "external entity", "parameter entity"],
)
@pytest.mark.parametrize("name", ["tmx", "xlf"])
def test_entities_are_refused(tmp_path, subset, name):
    secret = put(tmp_path / "secret.txt", "SECRET")
    body = tmx(("비가 왔다.", "&l11;"))[22:]
    content = (
        f"<?xml version='1.0'?>\n<!DOCTYPE tmx [{subset.replace('{secret}', str(secret))}]>{body}"
    )
    found = error(put(tmp_path / f"x.{name}", content))
    assert found.where == f"{tmp_path / f'x.{name}'}:2"
    assert "declares entities" in found.what
    assert "SECRET" not in str(found)


def test_an_external_dtd_is_not_read(tmp_path):
    dtd = put(tmp_path / "evil.dtd", '<!ENTITY x "SECRET">')
    content = f'<!DOCTYPE tmx SYSTEM "file://{dtd}">' + tmx(("비가 왔다.", "Rain &x; fell."))[22:]
    assert "&x;" in error(put(tmp_path / "x.tmx", content)).what


def test_xml_over_50_mb_is_refused(tmp_path):
    path = put(tmp_path / "x.tmx", "<tmx>" + " " * 50_000_000 + "</tmx>")
    assert error(path).what == "the file has 50 MB; the most that is read is 50 MB"
