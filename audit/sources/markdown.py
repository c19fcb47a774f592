"""Markdown as blocks of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from audit.errors import InputError
from audit.records.article import BlockKind, Metadata
from audit.sources.building import metadata_of

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_FIELD = re.compile(r"^(\w+):[ \t]+(\S.*)$", re.M)
_MARKS = "[]()!*_`<>&\\~|#-:\t\n"
_MOST_MARKS = 200_000
"""Marks of a file at most, line ends too: an article has hundreds, and a picture within it none. The time
that a parser takes grows with the square of some (200,000 of ``![`` take 2 s, 2026-11-30)."""
_OTHER_NAMES = {"author": "byline", "date": "published"}
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[A-Za-z][^<>]*>", re.S)
_BREAK_TAG = re.compile(r"(?i)<br\b[^<>]*>")


def blocks_of(source: str, where: str) -> tuple[list[tuple[BlockKind, str]], Metadata]:
    """The paragraphs of a Markdown file (CommonMark, tables), and the fields of its front matter.

    The first top-level heading is the headline, the others are subheads; a paragraph that is only
    a picture is its caption. Numbers of lists stay: "2024. 3. 21." at a line's start is read as one.

    Raises:
        InputError: a date of the front matter is no date, or there are more marks than in any article.
    """
    if sum(map(source.count, _MARKS)) > _MOST_MARKS:
        raise InputError(
            f"the Markdown has more than {_MOST_MARKS:,} marks and lines, which no article has", where,
            "give the text as .txt",
        ).in_korean("기호가 너무 많은 Markdown입니다. 글을 .txt로 올리십시오.")  # fmt: skip
    about = Metadata()
    if match := _FRONT_MATTER.match(source):
        fields = {
            _OTHER_NAMES.get(m[1], m[1]): m[2].rstrip().strip("\"'")
            for m in _FIELD.finditer(match[1])
        }
        about = metadata_of(fields, where)
        source = source[match.end() :]
    tokens = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(source)
    return list(_kinds(_blocks(tokens))), about


def _kinds(blocks: Iterator[tuple[str, str]]) -> Iterator[tuple[BlockKind, str]]:
    untitled = True
    for tag, wording in blocks:
        if not wording.strip():
            continue
        if tag == "h1" and untitled:
            untitled = False
            yield BlockKind.HEADLINE, wording.strip()
        else:
            other = {"p": BlockKind.BODY, "img": BlockKind.CAPTION}
            yield other.get(tag, BlockKind.SUBHEAD), wording.strip()


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Tag and wording of each block: ``h1`` to ``h6``, ``img`` or ``p``."""
    heading = marker = ""
    row: list[str] | None = None
    for token in tokens:
        if token.type == "heading_open":
            heading = token.tag
        elif token.type == "heading_close":
            heading = ""
        elif token.type == "list_item_open" and token.info:
            marker += f"{token.info}{token.markup} "
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield "p", " | ".join(row or [])
            row = None
        elif token.content:
            tag, wording = _block(token)
            if row is None:
                yield heading or tag, marker + wording
            else:
                row.append(wording)
            marker = ""


def _block(token: Token) -> tuple[str, str]:
    """Tag and wording of a token that has text."""
    if token.type != "inline":
        return "p", _TAG.sub("", token.content) if token.type == "html_block" else token.content
    inner = token.children or []
    shown = [child for child in inner if child.type != "text" or child.content.strip()]
    alone = len(shown) == 1 and shown[0].type == "image"
    return ("img" if alone else "p"), "".join(map(_wording, inner))


def _wording(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak" or (
        token.type == "html_inline" and _BREAK_TAG.fullmatch(token.content)
    ):
        return "\n"
    return "" if token.type == "html_inline" else token.content
