import io
import re
import unicodedata
import zipfile
from xml.sax.saxutils import escape

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from source_texts import EN, KO
from test_sources_text import error, one, put, wordings

SPACES = nsdecls("w") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
CHANGE = 'w:id="1" w:author="desk" w:date="2025-03-21T09:00:00Z"'


def run(words, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(content, style="", mark="", more=""):
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{more}<w:rPr>{mark}</w:rPr></w:pPr>{content}</w:p>"


def inserted(content):
    return f"<w:ins {CHANGE}>{content}</w:ins>"


def deleted(words):
    return f"<w:del {CHANGE}><w:r><w:delText>{words}</w:delText></w:r></w:del>"


def document(body="", *, title=""):
    """A document whose body is this mark-up."""
    made = docx.Document()
    made.core_properties.title = title
    for element in parse_xml(f"<w:body {SPACES}>{body}</w:body>"):
        made.element.body.insert_element_before(element, "w:sectPr")
    return made


def saved(made):
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def repacked(content, changes):
    """A document with some of its parts changed, or left out where the change gives ``None``."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = changes.get(name, lambda part: part)(old.read(name))
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


def english(tmp_path, made):
    """The blocks of an English side that is this document."""
    content = made if isinstance(made, bytes) else saved(made)
    return wordings(one(put(tmp_path, a__ko__txt=KO, a__en__docx=content)).target)


def of_body(tmp_path, body):
    return english(tmp_path, document(body))


def refused(tmp_path, content):
    found = error(put(tmp_path, a__ko__txt=KO, a__en__docx=content))
    assert found.where == str(tmp_path / "a.en.docx")
    assert "\n" not in str(found)
    return found


def test_a_pair_of_documents_and_their_draft(tmp_path):
    ko, en, draft = docx.Document(), docx.Document(), docx.Document()
    ko.core_properties.title = "여객선 침몰"
    en.core_properties.title = "Ferry sinks off Jindo "
    for made, lines in ((ko, KO), (en, EN), (draft, EN.replace("Ferry", "Ship"))):
        for line in lines.strip().split("\n\n"):
            made.add_paragraph(line)
    files = {
        "기사.ko.docx": saved(ko),
        "기사.en.docx": saved(en),
        "기사.draft.en.docx": saved(draft),
    }
    pair = one(put(tmp_path, **files))
    assert (pair.id, pair.source.raw, pair.target.raw) == ("기사", KO.strip(), EN.strip())
    assert pair.draft is not None
    assert pair.draft.raw.startswith("Ship sinks off Jindo\n\nA ferry with 320")
    assert [kind for kind, _ in wordings(pair.source)] == ["body"] * 3
    assert (pair.metadata.title, pair.metadata.source_title) == (
        "Ferry sinks off Jindo",
        "여객선 침몰",
    )


@pytest.mark.parametrize("given", ["기사.ko.docx", "기사.en.txt"])
def test_a_name_of_decomposed_hangul_is_one_article(tmp_path, given):
    apart = unicodedata.normalize("NFD", "기사")
    made = document(paragraph(run(KO.strip())))
    put(tmp_path, **{f"{apart}.ko.docx": saved(made), "기사.en.txt": EN})
    there = next(p for p in tmp_path.iterdir() if unicodedata.normalize("NFC", p.name) == given)
    assert one(there).id == one(tmp_path).id == "기사"


def test_a_document_beside_a_text_of_the_same_side_is_one_too_many(tmp_path):
    made = saved(document(paragraph(run("A ferry sank."))))
    put(tmp_path, a__ko__txt=KO, a__en__txt=EN, a__en__docx=made)
    assert error(tmp_path).what == "this side is also in a.en.docx"


def test_the_lock_of_an_open_document_is_no_article(tmp_path):
    made = saved(document(paragraph(run("A ferry sank."))))
    put(tmp_path, a__ko__txt=KO, a__en__docx=made, **{"~$a.en.docx": b"\x06desk"})
    assert one(tmp_path).id == "a"


def test_headings_and_captions_by_the_styles_of_word(tmp_path):
    made = docx.Document()
    for words, style in (
        ("NATIONAL", "Heading 1"), ("Ferry sinks off Jindo", "Title"), ("Dozens missing", "Subtitle"),
        ("A ferry sank.", "Normal"), ("Rescuers search the sea.", "Caption"),
        ("Search goes on", "Heading 2"), ("It will last all night.", "Body Text"),
        ("First step", "List Bullet"),
    ):  # fmt: skip
        made.add_paragraph(words, style)
    assert english(tmp_path, made) == [
        ("subhead", "NATIONAL"),
        ("headline", "Ferry sinks off Jindo"),
        ("subhead", "Dozens missing"),
        ("body", "A ferry sank."),
        ("caption", "Rescuers search the sea."),
        ("subhead", "Search goes on"),
        ("body", "It will last all night."),
        ("body", "First step"),
    ]


def test_korean_styles_own_styles_and_outline_levels(tmp_path):
    made = document(paragraph(run("배경"), more='<w:outlineLvl w:val="1"/>'))
    for name, based in (
        ("제목", None), ("부제", None), ("제목 2", None), ("캡션", None), ("사진 설명", "캡션"),
        ("우리 신문 소제목", "Heading 3"), ("개요", None), ("본문 글", None), ("제목 없음", None),
    ):  # fmt: skip
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = made.styles[based] if based else None
        made.add_paragraph(f"{name}로 쓴 글", name)
    for name, level in (("개요", "0"), ("본문 글", "9")):
        properties = made.styles[name].element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level}"/>'))
    found = wordings(one(put(tmp_path, a__ko__docx=saved(made), a__en__txt=EN)).source)
    assert found == [
        ("subhead", "배경"),
        ("headline", "제목로 쓴 글"),
        ("subhead", "부제로 쓴 글"),
        ("subhead", "제목 2로 쓴 글"),
        ("caption", "캡션로 쓴 글"),
        ("caption", "사진 설명로 쓴 글"),
        ("subhead", "우리 신문 소제목로 쓴 글"),
        ("subhead", "개요로 쓴 글"),
        ("body", "본문 글로 쓴 글"),
        ("body", "제목 없음로 쓴 글"),
    ]


def test_without_a_title_the_first_top_heading_is_the_headline(tmp_path):
    made = docx.Document()
    made.add_paragraph("Update", "Heading 2")
    made.add_heading("Ferry sinks", 1)
    made.add_heading("Search goes on", 1)
    made.add_paragraph("A ferry sank.")
    assert [kind for kind, _ in english(tmp_path, made)] == [
        "subhead", "headline", "subhead", "body",
    ]  # fmt: skip


def test_styles_that_are_based_on_each_other_are_survived(tmp_path):
    made = docx.Document()
    one_, other = (made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) for name in ("A", "B"))
    one_.base_style, other.base_style = other, one_
    made.add_paragraph("A ferry sank.", "A")
    assert english(tmp_path, made) == [("body", "A ferry sank.")]


def test_changes_are_read_as_accepted(tmp_path):
    body = paragraph(
        run("The ferry ") + deleted("had sunk") + inserted(run("sank"))
        + inserted(deleted(" slowly")) + run(" off Jindo.")
    )  # fmt: skip
    assert of_body(tmp_path, body) == [("body", "The ferry sank off Jindo.")]


def test_moved_text_is_read_once_where_it_is_now(tmp_path):
    moved = run("Dozens are missing.")
    body = (
        paragraph(run("First. ") + f"<w:moveFrom {CHANGE}>{moved}</w:moveFrom>" + run("Second."))
        + paragraph(f"<w:moveFrom {CHANGE}>{moved}</w:moveFrom>", mark=f"<w:moveFrom {CHANGE}/>")
        + f'<w:moveFromRangeEnd {nsdecls("w")} w:id="4"/>'
        + paragraph(run("Third."))
        + paragraph(f"<w:moveTo {CHANGE}>{moved}</w:moveTo>", mark=f"<w:moveTo {CHANGE}/>")
    )
    assert of_body(tmp_path, body) == [
        ("body", "First. Second."),
        ("body", "Third."),
        ("body", "Dozens are missing."),
    ]


def test_paragraphs_whose_border_was_deleted_are_one(tmp_path):
    gone = f"<w:del {CHANGE}/>"
    body = (
        paragraph(run("A ferry sank, "), style="Heading2", mark=gone)
        + '<w:bookmarkStart w:id="3" w:name="x"/>'
        + paragraph(run("the Coast Guard ") + deleted("claimed"), mark=gone)
        + paragraph(run("said."))
        + paragraph(deleted("A line that is gone."), mark=gone)
        + paragraph(run("A new line."), mark=f"<w:ins {CHANGE}/>")
        + paragraph(run("The end."), mark=gone)
    )
    assert of_body(tmp_path, body) == [
        ("body", "A ferry sank, the Coast Guard said."),
        ("body", "A new line."),
        ("body", "The end."),
    ]


def test_rows_and_cells_of_a_table(tmp_path):
    def cell(words, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(words))}</w:tc>"

    gone = f"<w:cellDel {CHANGE}/>"
    inner = f"<w:tbl><w:tr>{cell('Within')}</w:tr></w:tbl>"
    body = (
        paragraph(run("Before."))
        + f"<w:tbl><w:tr>{cell('Rescued')}{cell('290')}{cell('299', gone)}</w:tr>"
        + f"<w:tr><w:trPr><w:del {CHANGE}/></w:trPr>{cell('Missing')}{cell('30')}</w:tr>"
        + f"<w:tr><w:trPr><w:ins {CHANGE}/></w:trPr>{cell('Dead')}<w:tc>{inner}{paragraph('')}</w:tc></w:tr>"
        + "</w:tbl>"
        + paragraph(run("After."))
    )
    found = of_body(tmp_path, body)
    assert [words for _, words in found] == [
        "Before.", "Rescued", "290", "Dead", "Within", "After.",
    ]  # fmt: skip


def test_hidden_text_is_left_out(tmp_path):
    made = document(
        paragraph(
            run("A ferry ") + run("SECRET", "<w:vanish/>") + run("sank", '<w:vanish w:val="0"/>')
            + run("MORE", '<w:rStyle w:val="Unseen"/>') + run(".")
        )
        + paragraph(run("NOTE TO THE DESK", "<w:vanish/>"), mark="<w:vanish/>")
        + paragraph(run("HIDDEN BY STYLE") + run("Shown again.", '<w:vanish w:val="false"/>'), style="Off")
        + paragraph(run("It had left Jeju."))
    )  # fmt: skip
    for name, kind in (("Unseen", WD_STYLE_TYPE.CHARACTER), ("Off", WD_STYLE_TYPE.PARAGRAPH)):
        made.styles.add_style(name, kind).font.hidden = True
    assert english(tmp_path, made) == [
        ("body", "A ferry sank."),
        ("body", "Shown again."),
        ("body", "It had left Jeju."),
    ]


def test_links_fields_and_controls_keep_their_text(tmp_path):
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("page 3")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    empty = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = (
        "<w:sdt><w:sdtPr/><w:sdtContent>"
        + paragraph(
            run("See ") + f'<w:hyperlink w:anchor="x">{run("the ministry")}</w:hyperlink>'
            + run(" on ") + field + f"<w:smartTag>{run(' of')}</w:smartTag>"
            + f'<w:fldSimple w:instr="TITLE">{run(" it")}</w:fldSimple>'
            + "<w:r><w:footnoteReference w:id='2'/></w:r>" + run(".")
        )
        + "</w:sdtContent></w:sdt>"
        + empty.format(paragraph(run("Click here to enter text.")))
    )  # fmt: skip
    assert of_body(tmp_path, body) == [("body", "See the ministry on page 3 of it.")]


def test_breaks_and_tabs_are_kept(tmp_path):
    tabs = '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'
    body = paragraph(
        "<w:r><w:tab/><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t>"
        "<w:cr/><w:t>twenty</w:t><w:noBreakHyphen/><w:t>one</w:t><w:softHyphen/><w:t>s\nx</w:t></w:r>",
        more=tabs,
    )
    assert of_body(tmp_path, body) == [("body", "One\ntwo\tthree\ntwenty-ones x")]


def test_a_text_box_is_read_once_after_the_paragraph_that_holds_it(tmp_path):
    box = f"<w:txbxContent>{paragraph(run('A rescue ship. (Yonhap)'), style='Caption')}</w:txbxContent>"
    held = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    body = paragraph(run("A ferry ") + held + run("sank.")) + paragraph(run("It had left Jeju."))
    assert of_body(tmp_path, body) == [
        ("body", "A ferry sank."),
        ("caption", "A rescue ship. (Yonhap)"),
        ("body", "It had left Jeju."),
    ]


def test_no_title_is_made_up_for_a_document_without_properties(tmp_path):
    whole = saved(document(paragraph(run("A ferry sank.")), title="Kept"))
    unnamed = re.compile(rb"<Relationship [^>]*metadata/core-properties[^>]*/>")
    changes = {
        "docProps/core.xml": lambda part: None,
        "_rels/.rels": lambda part: unnamed.sub(b"", part),
    }
    bare = repacked(whole, changes)
    pair = one(put(tmp_path, a__ko__txt=KO, a__en__docx=bare))
    assert (pair.target.raw, pair.metadata.title) == ("A ferry sank.", "")


def test_entities_are_not_resolved(tmp_path):
    secret = put(tmp_path / "secret", s__txt="SECRET")
    declared = (
        f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file://{secret}/s.txt">]><w:document'.encode()
    )

    def with_entity(part):
        return part.replace(b"<w:document", declared, 1).replace(b"FERRY", b"&x;")

    whole = saved(document(paragraph(run("A FERRY sank."))))
    found = refused(tmp_path / "in", repacked(whole, {"word/document.xml": with_entity}))
    assert found.what == "the document declares entities or types of its own, which are not read"
    assert "SECRET" not in str(found)


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "."), content)
    return out.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
WHOLE = saved(document(paragraph(run("A ferry sank."))))
TEXT = "word/document.xml"
BAD = {
    "text": (EN.encode(), "no whole Word document"),
    "empty": (b"", "no whole Word document"),
    "old": (OLD, "a file of an older format"),
    "locked": (OLD + "EncryptedPackage".encode("utf-16-le"), "it has a password"),
    "other archive": (zipped(mimetype="application/hwp+zip"), "no whole Word document"),
    "cut off": (WHOLE[:-400], "no whole Word document"),
    "overwritten": (WHOLE[:2000] + b"\xff" * 400 + WHOLE[2400:], "no whole Word document"),
    "part missing": (repacked(WHOLE, {"word/styles.xml": lambda part: None}), "no whole Word"),
    "part cut off": (repacked(WHOLE, {TEXT: lambda part: part[:-20]}), "no whole Word"),
    "no body": (
        repacked(WHOLE, {TEXT: lambda part: part.replace(b"w:body", b"w:x")}),
        "no whole Word",
    ),
    "no text": (saved(document(paragraph(run(" ")))), "no article text was found in it"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_document_is_said_in_a_sentence(tmp_path, name):
    content, words = BAD[name]
    assert words in refused(tmp_path, content).what


def test_what_is_too_large_packed_or_unpacked_is_refused(tmp_path):
    found = refused(tmp_path, b"PK" + bytes(51_000_000))
    assert found.what == "the document has 51 MB; the most that is read is 50 MB"
    assert "pictures" in found.remedy
    bomb = zipped(document__xml=b" " * 60_000_000)
    assert len(bomb) < 100_000
    found = refused(tmp_path, bomb)
    assert found.what == "the document has more than 50 MB unpacked, which is the most that is read"
    many = zipped(**{f"part{i}": "" for i in range(5_001)})
    assert refused(tmp_path, many).what == "the document has 5001 parts"
