"""What is too long or too large is cut or refused, and the reader is told which and what to do."""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import replace
from io import BytesIO
from itertools import count
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from typer.testing import CliRunner

from audit.cli import app
from audit.errors import InputError, OverBudgetError
from audit.messages import message
from audit.pipeline import Auditor
from audit.records.article import Article, Text
from audit.records.settings import Limits, Settings
from audit.results.spreadsheet import read as read_table
from audit.segmentation.articles import LONGEST
from audit.sources import read
from audit.sources.building import linked_texts
from audit.sources.limits import put_in_force
from tests.conftest import EN, KO

LONG = "and then there were more words " * 400


@pytest.fixture
def small():
    """Readers that take one million characters a side, and five sentences."""
    put_in_force(Limits(side_mb=1, sentences=5))
    yield
    put_in_force(Limits())


def refused(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (found,) = read(path)
    assert isinstance(found, InputError)
    return found


def test_an_overlong_sentence_is_cut_where_it_stands_and_that_is_said(auditor):
    result = auditor.audit(Article("x", Text("ko", KO), Text("en", EN + "\nIt went on " + LONG)))
    sentences = result.article.target.sentences
    assert [s.id for s in sentences] == [f"e{i}" for i in range(1, len(sentences) + 1)]
    assert all(result.article.target.raw[s.start : s.end] == s.text for s in sentences)
    assert max(len(s.text) for s in sentences) <= LONGEST
    assert sum(s.text.count("words") for s in sentences) == LONG.count("words")
    (note,) = (note for note in result.notes if note.code == "segmentation.cut")
    assert "5,000 characters, 1 in all" in message(note)
    assert "It went on and then" in message(note)
    assert "5,000자" in message(note, "ko")


def test_an_ordinary_article_is_not_cut(auditor):
    result = auditor.audit(Article("x", Text("ko", KO), Text("en", EN)))
    assert not [note for note in result.notes if note.code == "segmentation.cut"]


@pytest.mark.parametrize(
    ("english", "code", "said"),
    [
        (
            f"The tally: {', '.join(map(str, range(101, 700)))}.",
            "risk.many_figures",
            "The tally: 101,",
        ),
        (
            f"He would not {'and would not ' * 120}go.",
            "risk.many_negations",
            "the first 100 negations of a side",
        ),
        (
            f"It hit {', '.join(f'Dar{a}{b}ov' for a in 'aeiouy' for b in 'bcdfghjklmnprstvz')}.",
            "risk.many_names",
            "100 names",
        ),
        (f"It went on in {'so many other words ' * 110}.", "quality.long", "It went on in so many"),
    ],
)
def test_what_a_crowded_sentence_is_not_compared_in_is_said(auditor, english, code, said):
    ko, en, links = linked_texts(
        [
            ("비가 왔다.", "It rained."),
            ("집계는 101, 102였다.", english),
            ("눈이 왔다.", "It snowed."),
        ]
    )
    notes = auditor.audit(Article("x", ko, en, given=links)).notes
    (note,) = (
        note
        for note in notes
        if note.code in {"risk.many_figures", "risk.many_negations", "risk.many_names", code}
    )
    assert note.code == code
    assert "1 of the sentence pairs" in message(note)
    assert said in message(note)
    assert "문장 쌍 1개" in message(note, "ko")


def test_given_pairs_around_an_overlong_one_stay_pairs(auditor):
    ko, en, links = linked_texts(
        [
            ("비가 왔다.", "It rained."),
            ("그 뒤로도 말이 이어졌다.", LONG.strip()),
            ("눈이 왔다.", "It snowed."),
        ]
    )
    beads = auditor.audit(Article("x", ko, en, given=links)).beads
    assert [bead.source for bead in beads if bead.source] == [(0,), (1,), (2,)]
    assert [bead.target for bead in beads] == [(0,), (1,), (2,), (3,), (4,)]


def test_an_article_beyond_a_limit_is_a_row_of_errors_and_the_run_goes_on(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    clock = count()
    for of_the in ("thread_time", "monotonic"):
        monkeypatch.setattr(f"audit.time_budget.{of_the}", lambda: next(clock))  # a second a look
    more = {"first": 0, "slow": 20, "many": 70, "last": 0}
    rows = [
        {
            "id": name,
            "ko": KO + "".join(f"\n{i + 2}번째 회의는 서울에서 열렸다." for i in range(times)),
            "en": EN + "".join(f"\nMeeting {i + 2} was held in Seoul." for i in range(times)),
        }
        for name, times in more.items()
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "audit.toml").write_text("[limits]\nseconds = 200\nsentences = 60\n")
    done = CliRunner().invoke(app, ["score", "in.jsonl", "--out", "out", "--workers", "1", "-q"])
    put_in_force(Limits())
    assert done.exit_code == 1, done.output
    assert list(read_table(tmp_path / "out/articles.csv")["article_id"]) == ["first", "last"]
    slow, many = read_table(tmp_path / "out/errors.csv").to_dict("records")
    assert slow["what"] == "its audit takes more than 200 s of processor time"
    assert "seconds under [limits]" in slow["remedy"]
    assert many["what"] == "one of its texts has more than 60 sentences"


def test_the_time_of_an_article_is_its_own(auditor):
    hurried = Auditor(auditor.encoder, Settings(limits=Limits(seconds=0.001)))
    article = Article("x", Text("ko", KO), Text("en", EN), origin="x.jsonl:1")
    for _ in range(2):
        with pytest.raises(
            OverBudgetError, match=r"x \(x.jsonl:1\): its audit takes more than 0.001 s"
        ):
            hurried.audit(article)
    hurried.settings = replace(hurried.settings, limits=Limits(seconds=0))
    assert hurried.audit(article).beads


@pytest.mark.parametrize(
    ("name", "content", "where", "what"),
    [
        ("x.csv", "id,ko,en," + "x" * 1_000_001, "row 1", "header has more than 1,000,000"),
        ("x.csv", "id,ko,en\n1," + '"\n",' * 800_000, "row 2", "row is longer than any with 1 MB"),
        ("x.jsonl", '{"ko": "' + "가" * 6_000_001, "1", "the most that is read is 1 MB a side"),
        (
            "x.jsonl",
            json.dumps({"id": "a", "en": EN, "ko_sentences": ["비가 왔다."] * 6}),
            "1",
            "ko_sentences has more than 5 sentences",
        ),
    ],
)
def test_what_is_too_large_is_refused_with_its_limit(small, tmp_path, name, content, where, what):
    found = refused(tmp_path / name, content)
    assert found.where.endswith(f":{where}")
    assert what in found.what
    assert "limits] in audit.toml" in found.remedy or "columns" in found.remedy


@pytest.mark.parametrize("suffix", ["tmx", "xlf"])
def test_units_of_xml_are_counted_and_their_tags_too(small, tmp_path, suffix):
    unit = {
        "tmx": "<tu>{}<tuv xml:lang='ko'><seg>비</seg></tuv></tu>",
        "xlf": "<trans-unit id='1'>{}<source>비</source></trans-unit>",
    }[suffix]
    whole = {
        "tmx": "<tmx version='1.4'><body>{}</body></tmx>",
        "xlf": "<xliff version='1.2'><file source-language='ko'><body>{}</body></file></xliff>",
    }[suffix]
    many = refused(tmp_path / f"x.{suffix}", whole.format(unit.format("") * 6))
    assert "more than 5 sentences" in many.what
    tags = refused(tmp_path / f"x.{suffix}", whole.format(unit.format("<x/>" * 100_001)))
    assert "more tags in one unit" in tags.what


def test_a_word_document_that_lies_about_a_part_is_not_unpacked_beyond_what_it_says(tmp_path):
    docx = pytest.importorskip("docx")
    made = BytesIO()
    docx.Document().save(made)
    with ZipFile(made, "a", ZIP_DEFLATED) as package:
        package.writestr("word/more.xml", b" " * 60_000_000)
    content = bytearray(made.getvalue())
    at = content.rindex(b"PK\x01\x02")
    content[at + 16 : at + 20] = struct.pack("<L", zlib.crc32(b" " * 1000))
    content[at + 24 : at + 28] = struct.pack("<L", 1000)
    (tmp_path / "x.en.docx").write_bytes(content)
    (tmp_path / "x.ko.txt").write_text(KO, encoding="utf-8")
    (found,) = read(tmp_path / "x.ko.txt")
    assert "no article text" in found.what  # the part has the thousand characters that it claims


def test_limits_are_settings_and_wrong_ones_are_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "audit.toml").write_text("[limits]\nsentence = 3\n")
    done = CliRunner().invoke(app, ["score", "in.jsonl"])
    assert done.exit_code == 2
    assert "the settings of [limits] are seconds, sentences, side_mb, file_mb" in " ".join(
        done.output.split()
    )
