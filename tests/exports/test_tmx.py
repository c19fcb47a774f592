"""The pairs as TMX 1.4b, read back with the Translate Toolkit and this tool's own reader."""

from __future__ import annotations

from lxml import etree
from translate.storage.tmx import tmxfile

from audit.exports.tmx import written
from audit.records.article import Article, Text
from audit.records.flag import SIDES
from audit.results.tables import text_of
from audit.sources.tmx import read
from tests.conftest import EN as PAGE
from tests.conftest import KO as ORIGINAL
from tests.exports.made import EN, KO, report_of


def test_translate_toolkit_reads_the_pairs_and_no_null_bead():
    store = tmxfile.parsestring(written(report_of()), sourcelanguage="ko", targetlanguage="en")
    assert [(u.getid(), str(u.source), str(u.target)) for u in store.units] == [
        ("b1", KO[0], EN[0]), ("b2", KO[1], EN[1]),
    ]  # fmt: skip


def test_this_tool_reads_the_same_beads(auditor, tmp_path):
    report = auditor.audit(Article("budget", Text("ko", ORIGINAL), Text("en", PAGE)))
    path = tmp_path / "any.tmx"
    path.write_bytes(written(report))
    (pair,) = read(path)
    assert pair.id == "budget"
    again = auditor.audit(pair)
    assert len(again.beads) == len(report.beads) == 5
    for one, other in zip(report.beads, again.beads, strict=True):
        for side in SIDES:
            assert text_of(report, one, side) == text_of(again, other, side)


def test_header_and_properties_say_what_made_it():
    tree = etree.fromstring(written(report_of()))
    header = tree.find("header")
    assert tree.get("version") == "1.4"
    assert (header.get("creationtool"), header.get("creationtoolversion")) == (
        "translation-provenance-audit", "9.9",
    )  # fmt: skip
    assert header.get("creationdate") is None
    props = {p.get("type"): p.text for p in tree.findall(".//tu[@tuid='b2']/prop")}
    assert props == {
        "x-document": "exports", "x-bead": "b2", "x-score": "0.5000", "x-moved": "yes",
    }  # fmt: skip


def test_article_text_breaks_out_of_nothing():
    hostile = ("</seg>\x01Exports were 3 billion dollars]]>\udc00", "He & <b>left</b>.", EN[2])
    store = tmxfile.parsestring(
        written(report_of(en=hostile)), sourcelanguage="ko", targetlanguage="en"
    )
    assert [str(u.target) for u in store.units] == [
        "</seg>\ufffdExports were 3 billion dollars]]>\ufffd", "He & <b>left</b>.",
    ]  # fmt: skip
