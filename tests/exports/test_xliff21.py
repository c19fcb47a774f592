"""The article as XLIFF 2.1, read back with the Translate Toolkit and this tool's own reader."""

from __future__ import annotations

import pytest
from lxml import etree
from translate.storage.xliff2 import Xliff2File

from audit.exports.xliff21 import ITS, MDA, XLIFF, written
from audit.records.article import Article, Metadata, Text
from audit.records.decision import Action
from audit.records.flag import Category, Severity
from audit.sources.xliff import read
from tests.conftest import EN as PAGE
from tests.conftest import KO as ORIGINAL
from tests.exports.made import EN, KO, META, accepted, dismissed, entries, flag, report_of

X = {"x": XLIFF, "its": ITS, "mda": MDA}


def root(*decisions, **more):
    return etree.fromstring(written(report_of(**more), entries(*decisions)))


def unit(tree, bead):
    return tree.xpath(f"//x:unit[@name='{bead}']", namespaces=X)[0]


def its(element, name):
    return element.get(f"{{{ITS}}}{name}")


def mark(element, side):
    """The only mark of a side: its text, type, severity and comment."""
    (found,) = element.xpath(f".//x:{side}/x:mrk", namespaces=X)
    assert found.get("type") == "its:generic"
    assert its(found, "locQualityIssuesRef") is None
    return (
        found.text, its(found, "locQualityIssueType"), its(found, "locQualityIssueSeverity"),
        its(found, "locQualityIssueComment"),
    )  # fmt: skip


def test_translate_toolkit_reads_every_bead():
    store = Xliff2File.parsestring(written(report_of()))
    assert (store.sourcelanguage, store.targetlanguage) == ("ko", "en")
    assert [(str(u.source or ""), str(u.target or "")) for u in store.units] == [
        (KO[0], EN[0]), (KO[1], EN[1]), (KO[2], ""), ("", EN[2]),
    ]  # fmt: skip


def test_this_tool_reads_the_same_beads(tmp_path):
    path = tmp_path / "exports.xlf"
    path.write_bytes(written(report_of()))
    (pair,) = read(path)
    assert pair.given == (((0,), (0,)), ((1,), (1,)), ((2,), ()), ((), (2,)))
    assert tuple(s.text for s in pair.source.sentences) == KO
    assert tuple(s.text for s in pair.target.sentences) == EN


def test_stretches_that_flags_share_refer_to_issues_of_the_unit():
    first = unit(root(), "b1")
    marked = {
        side: [
            (m.text, its(m, "locQualityIssuesRef").removeprefix("#its="))
            for m in first.xpath(f".//x:{side}/x:mrk", namespaces=X)
        ]
        for side in ("source", "target")
    }
    assert marked == {
        "source": [("3억 달러", "u1-issues1")],
        "target": [("3 ", "u1-issues1"), ("billion", "u1-issues2"), (" dollars", "u1-issues3")],
    }
    kept = {
        issues.get("{http://www.w3.org/XML/1998/namespace}id"): [
            (i.get("locQualityIssueType"), i.get("locQualityIssueSeverity")) for i in issues
        ]
        for issues in first.findall("its:locQualityIssues", X)
    }
    assert kept == {
        "u1-issues1": [("numbers", "100")],
        "u1-issues2": [("numbers", "100"), ("terminology", "4")],
        "u1-issues3": [("terminology", "4")],
    }
    assert "".join(first.find(".//x:target", X).itertext()) == EN[0]


def test_a_flag_on_one_stretch_is_told_on_the_words_and_one_without_words_on_the_target():
    tree = root()
    comment = "a {} <that> differs".format
    assert mark(unit(tree, "b2"), "target") == (
        EN[1], "mistranslation", "100", comment("negation"),
    )  # fmt: skip
    assert mark(unit(tree, "b3"), "source") == (KO[2], "omission", "20", comment("omission"))
    assert unit(tree, "b3").find(".//x:target", X) is None
    assert mark(unit(tree, "b4"), "target") == (EN[2], "addition", "20", comment("addition"))


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        ("number", "numbers"), ("date", "numbers"), ("name", "inconsistent-entities"),
        ("omission", "omission"), ("addition", "addition"), ("untranslated", "untranslated"),
        ("meaning", "mistranslation"), ("negation", "mistranslation"),
        ("quotation", "mistranslation"), ("modality", "mistranslation"),
        ("consistency", "inconsistency"), ("disclosure", "uncategorized"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("severity", "number"), [("neutral", "0"), ("minor", "4"), ("major", "20"), ("critical", "100")]
)
def test_each_category_and_severity_has_its_value_of_its(category, kind, severity, number):
    held = flag("q1", "b2", Category(category), Severity(severity), 0.1)
    tree = root(dismissed("f3"), accepted("q1"), held_back=[held])
    assert mark(unit(tree, "b2"), "target")[1:3] == (kind, number)


def test_the_rating_is_what_is_left_of_100_after_the_risk():
    tree = root()
    scores = [its(u, "locQualityRatingScore") for u in tree.iter(f"{{{XLIFF}}}unit")]
    # 100 × (1 − 0.9) × (1 − 0.2), then one flag each.
    assert scores == ["8.0", "50.0", "20.0", "40.0"]
    assert its(unit(tree, "b1"), "locQualityRatingProfileRef")
    assert its(unit(tree, "b1"), "locQualityRatingVote") is None
    assert b"mtConfidence" not in etree.tostring(tree)


def test_what_reviewers_decided_changes_issues_and_rating():
    tree = root(
        dismissed("f1"), accepted("f3"), (Action.SEVERITY, "f5", {"severity": Severity.CRITICAL})
    )
    assert mark(unit(tree, "b1"), "target")[:3] == ("billion dollars", "terminology", "4")
    assert its(unit(tree, "b1"), "locQualityRatingScore") == "80.0"
    assert its(unit(tree, "b2"), "locQualityRatingScore") == "0.0"
    assert mark(unit(tree, "b4"), "target")[2] == "100"


def test_who_made_it_is_on_the_file_as_far_as_known():
    (file,) = root().findall("x:file", X)
    assert (its(file, "person"), its(file, "revPerson")) == ("Do Ji-hwan", "Rachel Winter")
    assert its(file, "tool") is None
    (file,) = root(meta=Metadata()).findall("x:file", X)
    assert (its(file, "person"), its(file, "revPerson")) == (None, None)


@pytest.mark.parametrize(
    ("disclosure", "tool"),
    [
        ("This article was translated with the help of ChatGPT.", "ChatGPT"),
        ("This article was translated with the help of ChatGPT and DeepL.", None),
        ("No AI such as ChatGPT was used in translating this article.", None),
        ("This article was translated with the help of ChatGPT. No AI was used.", None),
    ],
)
def test_the_ai_tool_is_one_that_the_page_names_as_used(auditor, disclosure, tool):
    pair = Article("a", Text("ko", ORIGINAL), Text("en", f"{PAGE}\n{disclosure}\n"))
    (file,) = etree.fromstring(written(auditor.audit(pair))).findall("x:file", X)
    assert its(file, "tool") == tool


def test_a_flag_on_the_article_is_a_note_of_the_file():
    notes = root().xpath("/x:xliff/x:file/x:notes/x:note", namespaces=X)
    assert [(n.get("category"), n.text) for n in notes] == [
        ("disclosure", "a disclosure <that> differs")
    ]


def test_own_data_are_metadata():
    told = {
        (group.get("category"), meta.get("type"), meta.text)
        for group in unit(root(accepted("f3")), "b2").iter(f"{{{MDA}}}metaGroup")
        for meta in group
    }
    assert {
        ("bead", "id", "b2"), ("bead", "moved", "yes"), ("bead", "score", "0.5000"),
        ("flag", "id", "f3"), ("flag", "status", "accepted"), ("flag", "reviewer", "kim"),
    } <= told  # fmt: skip


def test_what_xml_has_no_place_for_is_replaced_and_nothing_breaks_out():
    hostile = ("Exports\x01 were </mrk>]]>3 billion dollars\ud800&lt;.", "He\x0b left.", EN[2])
    tree = root(en=hostile, meta=Metadata(title='"><x>\x00', translator="\uffffDo"))
    texts = ["".join(t.itertext()) for t in tree.iter(f"{{{XLIFF}}}target")]
    assert texts == [
        "Exports\ufffd were </mrk>]]>3 billion dollars\ufffd&lt;.", "He\ufffd left.", EN[2],
    ]  # fmt: skip
    assert its(tree.find("x:file", X), "person") == "\ufffdDo"


def test_the_same_article_gives_the_same_bytes():
    assert written(report_of(meta=META)) == written(report_of(meta=META))
