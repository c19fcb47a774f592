"""A Word document as blocks of plain text, the way it reads once every tracked change is accepted.

python-docx opens it and finds its parts; its own paragraphs leave out insertions, content controls
and text boxes, so the text is taken from the document's tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from lxml import etree

from audit.errors import InputError
from audit.records.article import BlockKind, Metadata
from audit.sources.limits import limits, remedy

if TYPE_CHECKING:
    from docx.document import Document

_MOST_PARTS = 5_000
_MOST_TAGS = 4_000_000
"""Tags of a document's parts, of which a tree takes some hundred bytes each; a novel has half a million."""
_TREES = (".xml", ".rels")
"""The parts that are made trees of."""
_PIECE = 1 << 16
_LONGEST_LINE = 20
"""Most styles in a line of which each is based on the next."""

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_REMEDY = "save it again in Word as .docx"
_SMALLER = "remove its pictures or split it into its articles"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VALUE = f"{_W}val"
_TEXTS = (f"{_W}t", f"{_MATH}t")
_SIGNS = {
    f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}noBreakHyphen": "-",
}  # fmt: skip
# Deletions, where moved text was, readings above words, settings, and what older Words show instead.
_DROPPED = frozenset(
    {*(f"{_W}{name}" for name in "del moveFrom rt pPr rPr sdtPr".split()), f"{_CHOICE}Fallback"}
)
_DROPPED_BY = {
    f"{_W}tr": f"{_W}trPr/{_W}del",
    f"{_W}tc": f"{_W}tcPr/{_W}cellDel",
    f"{_W}sdt": f"{_W}sdtPr/{_W}showingPlcHdr",
}
"""What says of a row or cell that it is deleted, and of a control that it is still to be filled."""

_NAMES = (
    (re.compile(r"(?i)title|제목"), "title"),
    (re.compile(r"(?i)(?:heading|제목) ?1"), "h1"),
    (re.compile(r"(?i)(?:heading|제목) ?[2-9]|subtitle|부제"), "h2"),
    (re.compile(r"(?i)caption|캡션"), "caption"),
)
_BLANK = re.compile(r"[\r\n]+")


class _Document(NamedTuple):
    """What is read of a document; ``declares`` is whether it has a document type of its own."""

    body: etree._Element
    styles: etree._Element
    title: str
    declares: bool


class _Look(NamedTuple):
    """What a style makes of text: ``title``, ``h1``, ``h2`` (or lower), ``caption`` or none; hidden."""

    tag: str = ""
    hidden: bool | None = None


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read: one element, or several of which the ends are deleted."""

    words: list[str] = field(default_factory=list)
    tag: str = ""
    boxes: list[tuple[str, str]] = field(default_factory=list)
    runs_on: bool = False
    last_tag: str = ""
    last_hidden: bool = False
    last_start: int = 0


def blocks_of(path: Path) -> tuple[list[tuple[BlockKind, str]], Metadata]:
    """The paragraphs of a Word document in order, those in tables too, and its title.

    The title, or else the first top-level heading, is the headline; the others are subheads. Hidden
    text, footnotes, headers and footers are left out.

    Raises:
        InputError: it is no Word document, has a password, is too large, or declares entities.
        OSError: it cannot be opened.
    """
    document = _opened(path)
    if document.declares:
        raise InputError(
            "the document declares entities or types of its own, which are not read",
            str(path), _REMEDY,
        )  # fmt: skip
    pieces = list(_pieces(document.body, _Styles(document.styles)))
    return list(_kinds(pieces)), Metadata(title=document.title)


def _opened(path: Path) -> _Document:
    # Loaded on first use: it takes a tenth of a second that other formats need not wait for.
    import docx

    _check_size(path.stat().st_size, path)
    content = path.read_bytes()
    if content.startswith(_OLD):
        what = "it has a password" if _LOCKED in content else "this is a file of an older format"
        older = InputError(what, str(path), "save it in Word as .docx, without a password")
        raise older.in_korean(
            "암호가 걸렸거나 옛 형식의 문서입니다. Word에서 암호 없이 .docx로 저장하십시오."
        )
    try:
        return _read(docx.Document(_unpacked(content, path)))
    except InputError:
        raise
    # A broken package or part ends in whatever error its reader happens to meet.
    except Exception as error:
        broken = InputError("this is no whole Word document", str(path), _REMEDY)
        raise broken.in_korean("온전한 Word 문서가 아닙니다. 글을 .txt로 올리십시오.") from error


def _unpacked(content: bytes, path: Path) -> BytesIO:
    """The same package, not compressed: what a package says of its parts' sizes need not be true.

    Raises:
        InputError: its parts are too many, or too large.
        Exception: a part is damaged, or is not what the package says of it.
    """
    size = tags = 0
    made = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(made, "w") as plain:
        parts = package.infolist()
        if len(parts) > _MOST_PARTS:
            raise InputError(f"the document has {len(parts)} parts", str(path), _REMEDY)
        for part in parts:
            if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise BadZipFile(part.filename)  # Word writes no other, whose pieces have no bounds
            with package.open(part) as packed, plain.open(part.filename, "w") as out:
                while piece := packed.read(_PIECE):
                    size += len(piece)
                    tags += piece.count(b"<") if part.filename.endswith(_TREES) else 0
                    if size > limits().file:
                        raise InputError(
                            f"the document has more than {limits().file_mb} MB unpacked, which is the "
                            "most that is read",
                            str(path), remedy("file_mb", _SMALLER),
                        )  # fmt: skip
                    if tags > _MOST_TAGS:
                        raise InputError(
                            f"the document has more than {_MOST_TAGS:,} tags", str(path), _REMEDY
                        )
                    out.write(piece)
    made.seek(0)
    return made


def _check_size(size: int, path: Path) -> None:
    if size > limits().file:
        raise InputError(
            f"the document has {size / 1e6:.0f} MB; the most that is read is {limits().file_mb} MB",
            str(path), remedy("file_mb", _SMALLER),
        )  # fmt: skip


def _read(document: Document) -> _Document:
    from docx.opc.constants import RELATIONSHIP_TYPE

    package = document.part.package
    kinds = {relation.reltype for relation in package.rels.values()} if package else set()
    # Where there are no properties, python-docx makes some up, with a title.
    there = RELATIONSHIP_TYPE.CORE_PROPERTIES in kinds
    title = (document.core_properties.title or "").strip() if there else ""
    body = document.element.body
    declares = bool(body.getroottree().docinfo.doctype)
    return _Document(body, document.styles.element, title, declares)


def _kinds(pieces: list[tuple[str, str]]) -> Iterator[tuple[BlockKind, str]]:
    tags = [tag for tag, wording in pieces]
    headline = next((tags.index(tag) for tag in ("title", "h1") if tag in tags), None)
    other = {"": BlockKind.BODY, "caption": BlockKind.CAPTION}
    for i, (tag, wording) in enumerate(pieces):
        yield BlockKind.HEADLINE if i == headline else other.get(tag, BlockKind.SUBHEAD), wording


class _Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: etree._Element) -> None:
        self._elements = {style.get(f"{_W}styleId"): style for style in root.iter(f"{_W}style")}
        self._looks: dict[str, _Look] = {}

    def look(self, style: str) -> _Look:
        """What a style makes of its text, by its own word or by the styles it is based on."""
        if style not in self._looks:
            self._looks[style] = self._look(style)
        return self._looks[style]

    def _look(self, style: str) -> _Look:
        line: list[etree._Element] = []
        while style in self._elements and len(line) < _LONGEST_LINE:
            line.append(self._elements[style])
            style = _value(line[-1], f"{_W}basedOn")
        names = (_tag_of_name(_value(element, f"{_W}name")) for element in line)
        levels = (_tag_of_level(element.find(f"{_W}pPr")) for element in line)
        hidden = (_is_on(element.find(f"{_W}rPr"), "vanish") for element in line)
        return _Look(
            next(filter(None, names), "") or next((tag for tag in levels if tag is not None), ""),
            next((state for state in hidden if state is not None), None),
        )


def _tag_of_name(name: str) -> str:
    name = " ".join(name.split())
    return next((tag for pattern, tag in _NAMES if pattern.fullmatch(name)), "")


def _tag_of_level(properties: etree._Element | None) -> str | None:
    """The tag of an outline level, of which the tenth is body text; ``None`` if there is none."""
    level = "" if properties is None else _value(properties, f"{_W}outlineLvl")
    if not level:
        return None
    return {"0": "h1", "9": ""}.get(level, "h2")


def _value(holder: etree._Element, name: str) -> str:
    element = holder.find(name)
    return "" if element is None else element.get(_VALUE, "")


def _is_on(holder: etree._Element | None, *names: str) -> bool | None:
    """Whether one of these properties is switched on; ``None`` if none is named."""
    if holder is None:
        return None
    there = [e for name in names if (e := holder.find(f"{_W}{name}")) is not None]
    return any(e.get(_VALUE) not in ("0", "false", "off") for e in there) if there else None


def _pieces(body: etree._Element, styles: _Styles) -> Iterator[tuple[str, str]]:
    """Tag and wording of each paragraph with text, those of a text box after the one that holds it."""
    open_: list[_Paragraph] = []
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if _is_dropped(element, open_, styles):
                walk.skip_subtree()
            elif tag == f"{_W}p":
                if not open_ or not open_[-1].runs_on:
                    open_.append(_Paragraph())
                _begin(open_[-1], element, styles)
            elif open_ and (text := _SIGNS.get(tag) or (tag in _TEXTS and element.text)):
                open_[-1].words.append(text if tag in _SIGNS else _BLANK.sub(" ", text))
        elif tag == f"{_W}p" and _is_ended(open_[-1], element):
            paragraph = open_.pop()
            found = [(paragraph.tag, "".join(paragraph.words).strip()), *paragraph.boxes]
            found = [piece for piece in found if piece[1]]
            if open_:
                open_[-1].boxes += found
            else:
                yield from found


def _is_dropped(element: etree._Element, open_: list[_Paragraph], styles: _Styles) -> bool:
    tag = element.tag
    if tag == f"{_W}r":
        properties = element.find(f"{_W}rPr")
        own = _is_on(properties, "vanish")
        if own is None and properties is not None:
            own = styles.look(_value(properties, f"{_W}rStyle")).hidden
        return own if own is not None else bool(open_ and open_[-1].last_hidden)
    return tag in _DROPPED or (tag in _DROPPED_BY and element.find(_DROPPED_BY[tag]) is not None)


def _begin(paragraph: _Paragraph, element: etree._Element, styles: _Styles) -> None:
    properties = element.find(f"{_W}pPr")
    style = "" if properties is None else _value(properties, f"{_W}pStyle")
    look = styles.look(style)
    paragraph.last_tag = look.tag or _tag_of_level(properties) or ""
    paragraph.last_hidden = bool(look.hidden)
    paragraph.last_start = len(paragraph.words)
    paragraph.runs_on = False


def _is_ended(paragraph: _Paragraph, element: etree._Element) -> bool:
    """Whether a paragraph ends where its element does, and has not lost its end to a change."""
    if any(word.strip() for word in paragraph.words[paragraph.last_start :]):
        paragraph.tag = paragraph.last_tag
    holders = f"{_W}p", f"{_W}tbl", f"{_W}sdt", f"{_W}customXml"
    after = next(element.itersiblings(*holders), None)
    mark = element.find(f"{_W}pPr/{_W}rPr")
    gone = _is_on(mark, "del", "moveFrom", "vanish")
    paragraph.runs_on = bool(gone) and after is not None and after.tag == f"{_W}p"
    return not paragraph.runs_on
