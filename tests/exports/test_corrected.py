"""The corrected English in every form that carries it, opened with what others wrote."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document
from docx_plus.revisions import accept_all_revisions, read_revisions, reject_all_revisions
from lxml import etree, html
from translate.storage.tmx import tmxfile
from translate.storage.xliff2 import Xliff2File

from audit.exports import corrected_page, corrected_text, corrected_word, tmx, xliff21
from audit.records.article import Article, Metadata, Text
from audit.records.decision import Action
from audit.records.flag import STRIKE
from audit.review.corrected import corrected_target
from audit.sources import read
from tests.conftest import EN as PAGE
from tests.conftest import KO as ORIGINAL
from tests.exports.made import EN, KO, dismissed, entries, report_of

RIGHT = "Exports were 300 million dollars."
FIXED = (
    (Action.FIXED, "f1", {"corrected": RIGHT}),
    (Action.FIXED, "f4", {"corrected": "The weather <was> fine."}),
    (Action.FIXED, "f5", {"corrected": STRIKE}),
)
CORRECTED = f"{RIGHT}\n{EN[1]} The weather <was> fine."
X = {"x": xliff21.XLIFF, "its": xliff21.ITS, "mda": xliff21.MDA}


def document(*decisions, report=None):
    return Document(io.BytesIO(corrected_word.written(report or report_of(), entries(*decisions))))


def lines(opened):
    return "\n".join(paragraph.text for paragraph in opened.paragraphs)


def after(opened, resolve):
    resolve(opened)
    return lines(opened)


def page(*decisions, **more):
    return html.fromstring(corrected_page.written(report_of(**more), entries(*decisions)))


def main(tree, without):
    """The text of the page without one kind of its changes."""
    (found,) = tree.xpath("//main")
    for gone in found.xpath(f".//{without}"):
        gone.drop_tree()
    return found.text_content()


def test_plain_text_is_the_corrected_english_and_nothing_else():
    report = report_of()
    assert corrected_text.written(report, entries(*FIXED)).decode() == CORRECTED
    assert corrected_target(report, entries(*FIXED)) == CORRECTED
    assert corrected_text.written(report).decode() == "\n".join(EN)


def test_in_word_all_changes_accepted_give_the_corrected_english_and_rejected_the_old_one():
    assert after(document(*FIXED), accept_all_revisions) == CORRECTED
    assert after(document(*FIXED), reject_all_revisions) == "\n".join(EN)
    assert lines(document()) == "\n".join(EN) and not read_revisions(document())


def test_word_says_who_changed_which_words_and_when():
    found = [
        (r.revision_type, r.text.strip(), r.author, r.timestamp.isoformat()[:16])
        for r in read_revisions(document(*FIXED))
    ]
    assert found == [
        ("deletion", "3 billion", "kim", "2025-08-23T01:01"),
        ("insertion", "300 million", "kim", "2025-08-23T01:01"),
        ("insertion", "The weather <was> fine.", "kim", "2025-08-23T01:02"),
        ("deletion", EN[2], "kim", "2025-08-23T01:03"),
    ]  # fmt: skip


@pytest.mark.parametrize("form", [corrected_text, corrected_page, corrected_word, xliff21, tmx])
def test_the_same_corrections_give_the_same_bytes(form):
    made = [form.written(report_of(), entries(*FIXED)) for _ in range(2)]
    assert made[0] == made[1] != form.written(report_of())


def test_a_page_comes_back_from_word_with_its_parts_and_can_be_audited_again(auditor, tmp_path):
    audited = auditor.audit(Article("budget", Text("ko", ORIGINAL), Text("en", PAGE)))
    bead = next(
        bead for bead in audited.beads if "728" in audited.sentences(bead, "target")[0].text
    )
    flag = replace(report_of().flags[0], bead_id=bead.id)
    log = entries(
        (Action.FIXED, "f1", {"corrected": "It amounts to 728 trillion won.\r\nThat is all."})
    )
    made = corrected_word.written(replace(audited, flags=(flag,)), log)
    opened = Document(io.BytesIO(made))
    assert opened.paragraphs[0].style.name == "Heading 1"
    assert after(Document(io.BytesIO(made)), reject_all_revisions) == PAGE
    (tmp_path / "budget.en.docx").write_bytes(made)
    (tmp_path / "budget.ko.txt").write_text(ORIGINAL, encoding="utf-8")
    (pair,) = read(tmp_path)
    english = [s.text for s in auditor.audit(pair).article.target.sentences]
    assert english[0] == "Government submits next year's budget to parliament"
    assert english[2:4] == ["It amounts to 728 trillion won.", "That is all."]


def test_html_reads_three_ways_and_runs_no_script():
    tree = page(*FIXED)
    assert [(e.tag, e.text, e.get("title")[:3], e.get("datetime")[:16]) for e in tree.xpath("//main//ins | //main//del")] == [
        ("del", "3 billion", "kim", "2025-08-23T01:01"),
        ("ins", "300 million", "kim", "2025-08-23T01:01"),
        ("ins", " The weather <was> fine.", "kim", "2025-08-23T01:02"),
        ("del", f"\n{EN[2]}", "kim", "2025-08-23T01:03"),
    ]  # fmt: skip
    assert main(page(*FIXED), "del").split("\n")[1:-1] == CORRECTED.split("\n")
    assert main(page(*FIXED), "ins").split("\n")[1:-1] == list(EN)
    assert tree.xpath("//input/@id") == ["changes", "corrected", "audited"]
    assert not tree.xpath("//script | //@onclick | //link | //img")
    assert "3 corrections" in tree.xpath("string(//footer)")
    assert "nothing was corrected" in page().xpath("string(//footer)")


HOSTILE = (
    "</ins><script>alert(1)</script>\x01\ud800 3 billion dollars",
    "He & <b>left</b>.",
    EN[2],
)


@pytest.mark.parametrize("words", ["</del><script>alert(1)</script>\x0b\ufffe", "=1+1]]>&lt;"])
def test_hostile_text_breaks_out_of_nothing(words):
    log = entries((Action.FIXED, "f1", {"corrected": words}))
    report = report_of(en=HOSTILE, meta=Metadata(title='"><script>'))
    tree = html.fromstring(corrected_page.written(report, log))
    assert not tree.xpath("//script") and len(tree.xpath("//main//ins/@title")) >= 1
    opened = Document(io.BytesIO(corrected_word.written(report, log)))
    accept_all_revisions(opened)
    assert opened.paragraphs[0].text == words.replace("\x0b", "\ufffd").replace("\ufffe", "\ufffd")
    assert etree.fromstring(xliff21.written(report, log)).xpath("//x:segment", namespaces=X)
    assert etree.fromstring(tmx.written(report, log)).xpath("//tu")


def test_a_cat_tool_gets_the_corrected_english_as_reviewed_target():
    data = xliff21.written(report_of(), entries(*FIXED))
    store = Xliff2File.parsestring(data)
    assert [(str(u.source or ""), str(u.target or "")) for u in store.units] == [
        (KO[0], RIGHT), (KO[1], EN[1]), (KO[2], "The weather <was> fine."),
    ]  # fmt: skip
    tree = etree.fromstring(data)
    assert tree.xpath("//x:segment/@state", namespaces=X) == ["reviewed", "translated", "reviewed"]
    first, second, third = tree.xpath("//x:unit", namespaces=X)
    assert [u.get(f"{{{xliff21.ITS}}}revPerson") for u in (first, second, third)] == [
        "kim",
        None,
        "kim",
    ]
    notes = [
        [(n.get("category"), n.text) for n in u.xpath(".//x:note", namespaces=X)]
        for u in (first, third)
    ]
    stamp = "kim, 2025-08-23T01:0{}:00+00:00"
    assert notes == [
        [("original", EN[0]), ("corrected", stamp.format(1))], [("corrected", stamp.format(2))],
    ]  # fmt: skip


def test_what_was_fixed_is_no_issue_any_more_and_what_stands_marks_the_words_that_are_left():
    tree = etree.fromstring(
        xliff21.written(
            report_of(),
            entries((Action.FIXED, "f1", {"corrected": "Exports were 300 billion dollars."})),
        )
    )
    (first,) = tree.xpath("//x:unit[@name='b1']", namespaces=X)
    assert [m.text for m in first.xpath(".//x:mrk", namespaces=X)] == ["billion dollars"]
    assert first.get(f"{{{xliff21.ITS}}}locQualityRatingScore") == "80.0"
    statuses = first.xpath(".//mda:meta[@type='status']/text()", namespaces=X)
    assert statuses == ["fixed", "open"]
    (whole,) = etree.fromstring(xliff21.written(report_of(), entries(FIXED[0]))).xpath(
        "//x:unit[@name='b1']//x:mrk", namespaces=X
    )
    assert whole.text == RIGHT


def test_a_correction_that_holds_no_more_is_in_no_form():
    log = entries(FIXED[0], dismissed("f1"))
    assert corrected_text.written(report_of(), log).decode() == "\n".join(EN)
    assert xliff21.written(report_of(), log).count(b"reviewed") == 0


def test_a_translation_memory_learns_the_corrected_english():
    data = tmx.written(report_of(), entries(*FIXED))
    store = tmxfile.parsestring(data, sourcelanguage="ko", targetlanguage="en")
    assert [(u.getid(), str(u.source), str(u.target)) for u in store.units] == [
        ("b1", KO[0], RIGHT), ("b2", KO[1], EN[1]), ("b3", KO[2], "The weather <was> fine."),
    ]  # fmt: skip
    english = etree.fromstring(data).xpath("//tuv[@xml:lang='en']")
    assert [(v.get("changeid"), v.get("changedate")) for v in english] == [
        ("kim", "20250823T010100Z"), (None, None), ("kim", "20250823T010200Z"),
    ]  # fmt: skip
