import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from source_texts import EN, KO

from audit.errors import ConfigError, InputError
from audit.records.article import Article
from audit.sources import all_readers, formats, read, read_all
from audit.sources.building import article_id, id_from_name, linked_texts
from audit.sources.language import language_of

FIXTURES = Path(__file__).parents[1] / "fixtures" / "sources"


def pair_in(folder, name):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.ko.txt").write_text(KO, "utf-8")
    (folder / f"{name}.en.txt").write_text(EN, "utf-8")


def test_every_reader_describes_itself():
    assert list(formats()) == ["csv", "jsonl", "parquet", "text", "tmx", "xliff"]
    assert all(description.endswith(".") for description in formats().values())
    assert all(reader.suffixes for reader in all_readers())


def test_a_folder_of_all_formats(tmp_path):
    for path in FIXTURES.iterdir():
        shutil.copy(path, tmp_path)
    (tmp_path / "deck.ko.md").write_text(KO, "utf-8")
    (tmp_path / "rows.jsonl").write_text(
        '{"id": "r", "ko": "비가 왔다.", "en": "Rain fell."}', "utf-8"
    )
    (tmp_path / "pairs.csv").write_text("id,ko,en\nc,비가 왔다.,Rain fell.\n", "utf-8")
    (tmp_path / "ferry.tmx").rename(tmp_path / "memory.tmx")
    (tmp_path / "documents.tmx").unlink()
    (tmp_path / "ferry.xlf").rename(tmp_path / "job.xlf")
    found = list(read(tmp_path))
    assert [f.id for f in found if isinstance(f, Article)] == [
        "deck", "ferry", "job", "memory", "c", "r", "two_files-f1", "two_files-f2"
    ]  # fmt: skip
    assert [f.what for f in found if isinstance(f, InputError)] == ["the Korean text is empty"]
    assert [f.id for f in read(tmp_path, "csv")] == ["c"]


def test_a_format_can_be_forced_on_a_file(tmp_path):
    path = tmp_path / "export.txt"
    path.write_text("id;ko;en\nc;비가 왔다.;Rain fell.\n", "utf-8")
    (unknown,) = read(path)
    assert "does not tell its format" in str(unknown)
    assert [pair.id for pair in read(str(path), "csv")] == ["c"]
    (refused,) = read(path, "text")
    assert "name the two files NAME.ko.txt and NAME.en.txt" in str(refused)


def test_an_unknown_format_is_refused_at_once(tmp_path):
    with pytest.raises(ConfigError, match="no format 'pdf'; the formats are csv, jsonl"):
        read(tmp_path, "pdf")


def test_paths_that_hold_nothing(tmp_path):
    (tmp_path / "README.md").write_text("# x")
    found = list(read_all([tmp_path, tmp_path / "none", tmp_path / "README.md"]))
    assert [error.where for error in found] == [
        str(tmp_path), str(tmp_path / "none"), str(tmp_path / "README.md")
    ]  # fmt: skip
    assert ["no article files" in str(found[0]), "no such file" in str(found[1])] == [True, True]


def test_ids_are_unique_over_everything_that_is_read(tmp_path):
    pair_in(tmp_path / "one", "a")
    pair_in(tmp_path / "two", "A")
    rows = tmp_path / "x.jsonl"
    rows.write_text('{"id": "a", "ko": "비가 왔다.", "en": "Rain fell."}', "utf-8")
    first, second, third = read_all([tmp_path / "one", tmp_path / "two", rows])
    assert first.id == "a"
    for bad, place in ((second, tmp_path / "two" / "A.ko.txt"), (third, f"{rows}:1")):
        assert isinstance(bad, InputError)
        assert bad.where == str(place)
        assert str(tmp_path / "one" / "a.ko.txt") in bad.what


def test_what_is_named_twice_is_read_once(tmp_path):
    pair_in(tmp_path, "a")
    paths = [tmp_path, tmp_path / "a.en.txt", tmp_path / "a.ko.txt", tmp_path / "." / "a.ko.txt"]
    assert [pair.id for pair in read_all(paths)] == ["a"]


def test_reading_is_lazy(tmp_path):
    for name in ("a", "b"):
        pair_in(tmp_path, name)
    found = read(tmp_path)
    assert next(found).id == "a"
    (tmp_path / "b.en.txt").unlink()
    assert isinstance(next(found), InputError)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (KO, "ko"),
        (EN, "en"),
        ("Rain fell.", None),
        ("2024 - 320 - 100%" * 9, None),
        ("구글은 ‘Gemini’와 클라우드 서비스를 OpenAI의 ‘ChatGPT’보다 먼저 냈다고 밝혔다.", "ko"),
        ("삼성은 CES 2024에서 Galaxy AI와 SmartThings Energy를 선보였다.", None),
        ("The rival (김정은) met Kim Yong-nam in Pyongyang on Monday, state media said.", "en"),
        ("Половина пассажиров была спасена береговой охраной.", None),
    ],
)
def test_language_of(text, language):
    assert language_of(text) == language


@given(st.text(max_size=60))
def test_an_id_made_from_a_name_can_name_a_file(name):
    try:
        made = id_from_name(name, "x")
    except InputError:
        return
    assert article_id(made, "x") == made
    assert Path(made).name == made
    assert len(made.encode()) <= 180


@given(
    st.lists(st.tuples(st.sampled_from(["", "가.", "나 다."]), st.sampled_from(["", "A.", "B c."])))
)
def test_linked_texts_give_back_their_rows(rows):
    ko, en, links = linked_texts(rows)
    assert [
        ("".join(ko.sentences[i].text for i in left), "".join(en.sentences[j].text for j in right))
        for left, right in links
    ] == rows
    assert all(text.raw[s.start : s.end] == s.text for text in (ko, en) for s in text.sentences)
