"""Hypothesis strategies for bytes of every format that is read, whole ones and ones that are a little off."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape
from io import BytesIO
from zipfile import ZipFile

from hypothesis import strategies as st

from audit.records.article import Lang
from tests.fuzz.wordings import days, pieces, sentences, texts

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
EITHER = texts("ko") | texts("en")
_encodings = st.sampled_from(
    (*["utf-8"] * 6, "utf-8-sig", "utf-16", "utf-16-le", "cp949", "cp1252")
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | EITHER | days,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("at", "text", "en", "ko", "", "이름")), inner, max_size=3
        )
    ),
    max_leaves=5,
)
"""What JSON, a table's cell or a setting may hold."""


@st.composite
def encoded(draw, of: st.SearchStrategy[str]) -> bytes:
    """A text in some encoding, what it has not left out."""
    return draw(of).encode(draw(_encodings), "ignore")


def _xml(text: str) -> str:
    """A text as XML may hold it; what it may not, mutation puts in."""
    return escape(_NOT_IN_XML.sub("", text))


def _wrapped(*pairs: tuple[str, str], shown: Callable[[str], str] = str) -> st.SearchStrategy[str]:
    """A text, a line or a piece between two marks."""
    inner = (EITHER | pieces()).map(shown)
    return st.tuples(st.sampled_from(pairs), inner).map(lambda found: found[1].join(found[0]))


def _pages(*pairs: tuple[str, str], shown: Callable[[str], str] = str) -> st.SearchStrategy[str]:
    return st.lists(_wrapped(*pairs, shown=shown), min_size=1, max_size=8).map("\n".join)


MARKDOWN = _pages(
    ("# ", "\n"), ("> ", "\n"), ("- ", ""), ("| a | ", " |\n|---|---|\n| b | c |"), ("```\n", "\n```"),
    ("[", "](http://a.b/ \"c\")"), ("![", "](x.png)"), ("**", "**"), ("---\ntitle: ", "\n---\n"),
    ("<div>", "</div>"), ("", "\n===\n"), ("1. ", "\n   1. x"), ("[^1]: ", ""), ("\\", "\\"),
)  # fmt: skip
BODIES = _pages(
    ("<p>", "</p>"), ("<h1>", "</h1>"), ("<article><p>", "</p></article>"), ("<li>", ""), ("<b><i>", "</b></i>"),
    ("<table><tr><td>", "</table>"), ("<figure><figcaption>", "</figcaption></figure>"), ("<!--", "-->"),
    ("<script>", "</script>"), ("<blockquote>", "</blockquote>"), ("<a href='", "'>x</a>"), ("<pre>", "</pre>"),
    ("<meta property='article:published_time' content='", "'>"), ("<title>", "</title>"), ("<br>", "<br/>"),
    ("<script type='application/ld+json'>{\"headline\": \"", "\"}</script>"), ("<time datetime='", "'>x</time>"),
    ("<p hidden>", "</p>"), ("<ruby>漢<rt>", "</rt></ruby>"), ("<![CDATA[", "]]>"), ("<svg><text>", "</svg>"),
)  # fmt: skip
HTML = st.tuples(st.sampled_from(("utf-8", "euc-kr", "windows-1252", "", "x")), BODIES).map(
    lambda found: (
        f'<!doctype html><html><head><meta charset="{found[0]}"></head><body>{found[1]}</body></html>'
    )
)
PLAIN: dict[str, st.SearchStrategy[str]] = {"txt": EITHER, "md": MARKDOWN, "html": HTML}
"""Texts of the formats of one side of an article, by their ending."""


@st.composite
def mhtml(draw) -> bytes:
    """A saved page: a message of parts in some encoding of transfer."""
    page, coding = draw(HTML), draw(st.sampled_from(("8bit", "base64", "quoted-printable", "x")))
    charset = draw(st.sampled_from(("utf-8", "euc-kr", "", "unknown", "utf-8; x*0=a")))
    end = draw(st.sampled_from(("--b--", "--b", "", "--b\r\n\r\n--b--")))
    kind = draw(
        st.sampled_from(("text/html", "application/xhtml+xml", "text/plain", "message/rfc822"))
    )
    head = (
        "From: <x>\r\nSnapshot-Content-Location: http://a.b/\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        f"Content-Type: {kind}; charset={charset}\r\nContent-Transfer-Encoding: {coding}\r\n"
        "Content-Location: http://a.b/\r\n\r\n"
    )
    return f"{head}{page}\r\n{end}".encode("utf-8", "ignore")


_good = st.sampled_from(("a", "b", "가", "a.b-c_d", "7"))
_ids = _good | _good | _good | st.sampled_from(("", "../x", 7, None)) | st.text(max_size=3)
_names = (
    "id",
    "ko",
    "en",
    "draft",
    "ko_sentences",
    "revisions",
    "published",
    "title",
    "article",
    "url",
    "?",
)


@st.composite
def rows(draw) -> dict[str, object]:
    """The named values of an article, most of them what they are to be."""
    row: dict[str, object] = {"id": draw(_ids), "ko": draw(texts("ko")), "en": draw(texts("en"))}
    for name in draw(st.lists(st.sampled_from(_names), max_size=3)):
        row[name] = draw(values)
    return row


JSONL = st.lists(rows(), min_size=1, max_size=2).map(
    lambda found: "\n".join(map(json.dumps, found))
)


@st.composite
def tables(draw) -> str:
    """A header and rows, divided by some sign, in quotation marks or none."""
    sign = draw(st.sampled_from((",", "\t", ";", "|")))
    names = draw(
        st.lists(st.sampled_from(("draft", "article", "published", "ko", "x")), max_size=2)
    )
    cell = EITHER | pieces(3)
    lines = [["id", "ko", "en", *names]]
    lines += [
        [str(draw(_ids)), draw(texts("ko")), draw(texts("en")), *(draw(cell) for _ in names)]
        for _ in range(draw(st.integers(0, 3)))
    ]
    mark = draw(st.sampled_from(('"', '"', "")))
    return "\r\n".join(
        sign.join(f"{mark}{cell.replace(mark, 2 * mark) if mark else cell}{mark}" for cell in line)
        for line in lines
    )


def _segment(lang: Lang) -> st.SearchStrategy[str]:
    inner = st.sampled_from(
        (
            "<ph id='1'/>",
            "<g id='2'>x</g>",
            "<mrk mtype='seg' mid='1'>x</mrk>",
            "<hi>x</hi>",
            "<!-- x -->",
            "",
        )
    )
    return st.tuples(inner, sentences(lang)).map(lambda found: found[0] + _xml(found[1]))


@st.composite
def xliff(draw) -> str:
    """XLIFF 1.2 or 2.0 of a few units."""
    units = draw(st.lists(st.tuples(_segment("ko"), _segment("en")), max_size=3))
    if draw(st.booleans()):
        body = "".join(
            f'<trans-unit id="{i}"><source>{ko}</source><seg-source><mrk mtype="seg" mid="{i}">{ko}</mrk>'
            f'</seg-source><target><mrk mtype="seg" mid="1">{en}</mrk></target></trans-unit>'
            for i, (ko, en) in enumerate(units)
        )
        return (
            '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" '
            f'source-language="ko" target-language="en"><body>{body}</body></file></xliff>'
        )
    order = draw(st.sampled_from(("1", "0", "-1", "٣", "99999999999", "")))
    body = "".join(
        f'<unit id="{i}"><segment><source>{ko}</source><target order="{order}">{en}</target></segment></unit>'
        for i, (ko, en) in enumerate(units)
    )
    return (
        '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="ko" trgLang="en">'
        f'<file id="f">{body}</file></xliff>'
    )


@st.composite
def tmx(draw) -> str:
    """TMX of a few units, of one document or several."""
    units = draw(st.lists(st.tuples(_segment("ko"), _segment("en"), _ids), max_size=3))
    body = "".join(
        f'<tu><prop type="x-document">{_xml(str(name))}</prop><tuv xml:lang="ko-KR"><seg>{ko}</seg></tuv>'
        f'<tuv xml:lang="EN"><seg>{en}</seg></tuv></tu>'
        for ko, en, name in units
    )
    return (
        f'<?xml version="1.0"?><tmx version="1.4"><header srclang="ko"/><body>{body}</body></tmx>'
    )


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCUMENT = _pages(
    ("<w:p><w:r><w:t>", "</w:t></w:r></w:p>"), ("<w:p><w:ins w:id='1'><w:r><w:t>", "</w:t></w:r></w:ins></w:p>"),
    ("<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>", "</w:t></w:r></w:p>"),
    ("<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t>", "</w:t></w:r></w:p>"),
    ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>", "</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"),
    ("<w:p><w:p><w:r><w:t>", "</w:t></w:r></w:p></w:p>"), ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>", "</w:t></w:r></w:p>"),
    ("<w:sdt><w:sdtContent><w:p><w:r><w:br/><w:t>", "</w:t></w:r></w:p></w:sdtContent></w:sdt>"), shown=_xml,
).map(lambda body: f"<w:document {_W}><w:body>{body}<w:sectPr/></w:body></w:document>")  # fmt: skip
"""The main part of a Word document."""


_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATED = "http://schemas.openxmlformats.org"
_LINK = f"{_RELATED}/officeDocument/2006/relationships"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_RELATED}/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
    f'PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/><Override '
    f'PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_RELATED}/package/2006/relationships"><Relationship Id="a" '
    f'Type="{_LINK}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATED}/package/2006/relationships">'
    f'<Relationship Id="b" Type="{_LINK}/styles" Target="styles.xml"/></Relationships>',
    "word/styles.xml": f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="Heading1"><w:name '
    'w:val="heading 1"/><w:basedOn w:val="Heading1"/></w:style></w:styles>',
}
"""The other parts of the smallest document that is one; its only style is based on itself."""


def packed(document: bytes) -> bytes:
    """A Word document with this main part."""
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for name, part in _PARTS.items():
            package.writestr(name, part)
        package.writestr("word/document.xml", document)
    return made.getvalue()


@st.composite
def parquet(draw) -> bytes:
    """A Parquet file of one to three rows."""
    import pyarrow as pa
    from pyarrow import parquet as written

    found = draw(st.lists(rows(), min_size=1, max_size=3))
    columns = {}
    for name in dict.fromkeys(key for row in found for key in row):
        cells = [row.get(name) for row in found]
        try:
            columns[name] = pa.array(cells)
        except (pa.ArrowException, OverflowError, UnicodeError):
            columns[name] = pa.array([repr(cell) for cell in cells])
    made = BytesIO()
    try:
        written.write_table(pa.table(columns), made)
    except pa.ArrowException:  # a structure without fields cannot be written
        written.write_table(pa.table({name: [repr(name)] for name in columns}), made)
    return made.getvalue()
