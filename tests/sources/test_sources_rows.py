import json

import pytest
from source_texts import EN, KO

from audit.errors import InputError
from audit.records.article import Article, BlockKind
from audit.sources import read

ROW = {"id": "a", "ko": KO, "en": EN}


def jsonl(path, *rows):
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines), "utf-8")
    return path


def one(path) -> Article:
    (found,) = read(path)
    assert isinstance(found, Article), found
    return found


def sentences(text):
    for sentence in text.sentences:
        assert sentence.text == text.raw[sentence.start : sentence.end]
        block = text.blocks[sentence.block]
        assert (block.start, block.end) == (sentence.start, sentence.end)
        assert sentence.kind is block.kind is BlockKind.BODY
    return [(sentence.id, sentence.text) for sentence in text.sentences]


def test_jsonl_fields(tmp_path):
    row = {**ROW, "id": 7, "draft": EN, "title": "Ferry", "published": "2024-03-21", "other": [1]}
    pair = one(jsonl(tmp_path / "x.jsonl", "", row, ""))
    assert (pair.id, pair.source.raw, pair.target.raw) == ("7", KO, EN)
    assert pair.draft is not None
    assert (pair.draft.raw, pair.metadata.title) == (EN, "Ferry")
    assert pair.origin == f"{tmp_path / 'x.jsonl'}:2"


def test_jsonl_sentences_are_taken_as_given(tmp_path):
    row = {"id": "기사-1", "ko_sentences": ["그는 말했다.", "끝."], "en_sentences": ["He said."]}
    pair = one(jsonl(tmp_path / "x.jsonl", row))
    assert pair.id == "기사-1"
    assert pair.source.raw == "그는 말했다.\n끝."
    assert sentences(pair.source) == [("k1", "그는 말했다."), ("k2", "끝.")]
    assert sentences(pair.target) == [("e1", "He said.")]
    assert pair.given is None


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ('{"id": "a"', "no JSON"),
        ("[1]", "no JSON object"),
        ("[" * 99_999, "no JSON"),
        ('{"id": ' + "9" * 9999 + "}", "no JSON"),
        ({"ko": KO, "en": EN}, "has no id"),
        ({**ROW, "id": ["a"]}, "has no id"),
        ({**ROW, "id": "../../etc/x"}, "cannot name a file"),
        ({**ROW, "id": "a/b"}, "cannot name a file"),
        ({**ROW, "id": "C:\\x"}, "cannot name a file"),
        ({**ROW, "id": ".hidden"}, "cannot name a file"),
        ({**ROW, "id": "a\nb"}, "cannot name a file"),
        ({**ROW, "id": "가" * 99}, "cannot name a file"),
        ({"id": "a", "en": EN}, "the Korean text is missing; give it as ko"),
        ({"id": "a", "ko": KO, "en": None}, "the English text is missing"),
        ({"id": "a", "ko": KO, "en": ["x"]}, "en is not a text"),
        ({"id": "a", "ko": KO, "en": "  "}, "the English text is empty"),
        ({**ROW, "draft": 3}, "draft is not a text"),
        ({**ROW, "draft": KO}, "the draft is in Korean"),
        ({**ROW, "title": {"x": 1}}, "title is not a text"),
        ({**ROW, "published": "soon"}, "is not a date"),
        ({**ROW, "ko_sentences": ["하나."]}, "both ko and ko_sentences"),
        ({"id": "a", "ko_sentences": ["하나.", " "], "en": EN}, "no list of sentences"),
        ({"id": "a", "ko_sentences": "하나.", "en": EN}, "no list of sentences"),
        ({"id": "a", "ko_sentences": [], "en": EN}, "the Korean text is empty"),
        ({**ROW, "en": "a\0b"}, "NULs or broken characters"),
        ('{"id": "a", "ko": "가", "en": "x \\ud800"}', "NULs or broken characters"),
        ({"id": "a", "ko": EN, "en": KO}, "swapped"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path, row, words):
    path = jsonl(tmp_path / "x.jsonl", {**ROW, "id": "before"}, row, {**ROW, "id": "after"})
    before, bad, after = read(path)
    assert (before.id, after.id) == ("before", "after")
    assert isinstance(bad, InputError)
    assert bad.where == f"{path}:2"
    assert words in str(bad)


def test_a_line_is_no_longer_than_20_mb_a_side(tmp_path):
    path = jsonl(tmp_path / "x.jsonl", {**ROW, "en": "word " * 5_000_000}, {**ROW, "id": "b"})
    bad, good = read(path)
    assert "the most that is read is 20 MB" in str(bad)
    assert good.id == "b"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp949"])
def test_jsonl_encodings(tmp_path, encoding):
    path = tmp_path / "x.jsonl"
    path.write_bytes(
        "\n".join(json.dumps(ROW | {"id": i}, ensure_ascii=False) for i in "ab").encode(encoding)
    )
    assert [(pair.id, pair.source.raw) for pair in read(path)] == [("a", KO), ("b", KO)]


@pytest.mark.slow
def test_20_000_given_sentences(tmp_path):
    row = {
        "id": "long",
        "ko_sentences": [f"{i}번째 문장이다." for i in range(20_000)],
        "en_sentences": [f"This is sentence {i}." for i in range(20_000)],
    }
    pair = one(jsonl(tmp_path / "x.jsonl", row))
    assert len(sentences(pair.source)) == len(sentences(pair.target)) == 20_000
    assert pair.target.sentences[-1].id == "e20000"


QUOTED_EN = '"' + EN.replace('"', '""') + '"'
QUOTED_KO = '"' + KO + '"'


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_csv_delimiters_and_encodings(tmp_path, delimiter, encoding):
    rows = [("ID", "ko", "EN ", "title", "note"), ("a", QUOTED_KO, QUOTED_EN, "Ferry", "n, n; n")]
    rows[1] = (*rows[1][:4], '"n, n; n"')
    path = tmp_path / "x.csv"
    text = "\r\n".join(delimiter.join(row) for row in rows)
    path.write_bytes(text.encode(encoding))
    pair = one(path)
    assert (pair.id, pair.source.raw, pair.target.raw) == ("a", KO, EN)
    assert pair.metadata.title == "Ferry"
    assert pair.origin == f"{path}:row 2"


def test_csv_with_excels_own_first_line(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(f"sep=;\nid;ko;en\na;{QUOTED_KO};{QUOTED_EN}\n", "utf-8")
    assert one(path).origin == f"{path}:row 3"


def test_csv_groups_sentence_pairs_into_articles(tmp_path):
    path = tmp_path / "x.tsv"
    path.write_text(
        "article\tko\ten\tdraft\tdesk\n"
        "a\t하나.\tOne.\tA one.\t\n"
        "b\t예산이 늘었다.\tThe budget grew.\t\t\n"
        "a\t둘.\t\tTwo.\tworld\n"
        "a\t\tThree.\t\tsports\n",
        "utf-8",
    )
    first, second = read(path)
    assert (first.id, second.id) == ("a", "b")
    assert sentences(first.source) == [("k1", "하나."), ("k2", "둘.")]
    assert sentences(first.target) == [("e1", "One."), ("e2", "Three.")]
    assert first.given == (((0,), (0,)), ((1,), ()), ((), (1,)))
    assert sentences(first.draft) == [("e1", "A one."), ("e2", "Two.")]
    assert first.metadata.desk == "world"
    assert second.given == (((0,), (0,)),)
    assert second.draft is None
    assert first.origin == f"{path}:row 2"


@pytest.mark.parametrize(
    ("bad", "place", "words"),
    [
        ("x,하나\n", "row 3", "the row has 2 cells, the header 3"),
        ("x,하나,One, two\n", "row 3", "the row has 4 cells"),
        ("../x,하나,One\n", "row 3", "cannot name a file"),
        (",하나,One\n", "row 3", "has no id"),
        ("x,,One\n", "row 3", "the Korean text is empty"),
        ('x,"하나"두울,One\n', ":3", "quotation marks"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_goes_on(tmp_path, bad, place, words):
    path = tmp_path / "x.csv"
    path.write_text(f"id,ko,en\na,하나,One\n{bad}b,둘,Two\n", "utf-8")
    first, error, last = read(path)
    assert (first.id, last.id) == ("a", "b")
    assert isinstance(error, InputError)
    assert error.where.endswith(place)
    assert words in str(error)


def test_bad_rows_of_sentence_pairs(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("article,ko,en\na,하나.,One.\na,,\na/b,둘.,Two.\nc,셋.,\n", "utf-8")
    *errors, third = [found for found in read(path) if isinstance(found, InputError)]
    assert ["row has no sentence" in str(errors[0]), "cannot name" in str(errors[1])] == [
        True,
        True,
    ]
    assert "the English text is empty" in str(third)
    assert [found.id for found in read(path) if isinstance(found, Article)] == ["a"]


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        ("", "x.csv", "the file is empty"),
        ("id,ko,en\n", "x.csv", "no rows"),
        ("article,ko,en\n", "x.csv", "no rows"),
        ("id,korean,en\na,b,c\n", "row 1", "no column ko"),
        ("ko,en\n하나,One\n", "row 1", "neither a column id nor a column article"),
        ("id,ko,en,en\na,b,c,d\n", "row 1", "two columns en"),
        ('id,ko,en\na,"하나,One\n', ":2", "quotation marks"),
        ("id,ko,en\na,하나\0,One\n", ":2", "NUL bytes"),
        ('"id,ko,en\n', ":1", "quotation marks"),
    ],
)
def test_a_table_that_cannot_be_read(tmp_path, content, place, words):
    path = tmp_path / "x.csv"
    path.write_text(content, "utf-8")
    (error,) = read(path)
    assert isinstance(error, InputError)
    assert error.where.endswith(place)
    assert words in str(error)


def test_large_cells_are_read_and_larger_ones_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(
        f"id,ko,en\na,하나,{'word ' * 100_000}\nb,둘,{'word ' * 5_000_000}\nc,셋,Three\n", "utf-8"
    )
    large, larger, small = read(path)
    assert len(large.target.raw) == 500_000
    assert "20 MB" in str(larger)
    assert small.id == "c"


@pytest.mark.slow
def test_20_000_rows_of_one_article(tmp_path):
    path = tmp_path / "x.csv"
    rows = "".join(f"a,{i}번째 문장이다.,This is sentence {i}.\n" for i in range(20_000))
    path.write_text("article,ko,en\n" + rows, "utf-8")
    pair = one(path)
    assert len(pair.given or ()) == len(pair.source.sentences) == 20_000
