"""A saved web page as blocks of plain text.

trafilatura (Barbaresi 2021, ACL-IJCNLP demo) says which element of the page holds the article and
what the page declares about it. It drops captions, bylines and notes that stand in that element; so the
text is taken from the page's own tree, and only the page's controls are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from lxml import etree, html

from audit.errors import InputError
from audit.languages.normalise import normalise
from audit.records.article import BlockKind, Lang, Metadata
from audit.segmentation import noise

_SEOUL = timezone(timedelta(hours=9))
_BLANK = re.compile(r"[ \t\r\n\f]+")
_ARTICLE_SHARE = 0.8
"""Share of the extracted text that the article's element must hold."""

_DROPPED = frozenset(
    "head script style noscript template iframe object embed svg canvas audio video nav button "
    "input select textarea option datalist dialog menu map".split()
)
_BLOCKS = frozenset(
    "html body address article aside blockquote caption center dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main ol p pre section "
    "summary table tbody tfoot thead tr ul".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CONTROLS = re.compile(
    r"(?i)(?:^|[\s_-])(?:share|sharing|sns|social|toolbar|breadcrumbs?|comments?|reply|replies|"
    r"pagination|newsletter|subscribe|advert\w*|ads?|banner|fontsize|popup|cookie\w*|skip)(?=$|[\s_-])"
)
_CAPTION = re.compile(r"(?i)caption|cutline|(?:img|image|photo)[\s_-]?(?:desc|txt|text|info)")
_BYLINE = re.compile(r"(?i)byline|(?:^|[\s_-])(?:author|reporter|journalist|writer)s?(?=$|[\s_-])")
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_MOST_TAGS, _MOST_ATTRIBUTES, _MOST_OF_A_TAG = 50_000, 300_000, 2_000
"""Tags of a page, its attributes, and those of one tag: a front page with menus has ten thousand tags. The
time that trafilatura takes grows with the square of the headings (50,000 take 13 s, 2026-11-30), that of
libxml2 with the square of one tag's attributes."""
_LONGEST_WHOLE = 100_000
_LONGEST_BYLINE = 100
_SHORTEST_PROSE = 40
_SHORTEST_SENTENCE = 20
"""What prose and a sentence of it have at least, in letters of English; Hangul has two to a letter."""
_HANGUL = re.compile("[가-힣]")
_ENDED = re.compile(r"[.?!…][\"'”’)\]]*$")
_HALF = 0.5
"""Share of the extracted text from which on an ``article`` is the page's."""


@dataclass(slots=True, eq=False)
class _Piece:
    """A block of the page: its wording, its element, and how much of it is inside links."""

    text: str
    element: etree._Element
    linked: int
    kept: bool = False


def blocks_of(source: str, where: str) -> tuple[list[tuple[BlockKind, str]], Metadata]:
    """The blocks of the article on a page, and what the page declares about it.

    Headings, captions, bylines and lists of links are of their own kind, all else is ``BODY``. A page
    on which no article is found gives all of its text; a page without text gives none.

    Args:
        source: the page.
        where: it is, for messages.

    Raises:
        InputError: it has more tags than any page, or cannot be read to its end.
    """
    # Loaded on first use: it takes a tenth of a second that other formats need not wait for.
    import trafilatura
    from trafilatura.settings import Document

    page = source.encode()
    _check_tags(page, where)
    tree = _parsed(page, where)
    if tree is None:
        return [], Metadata()
    document = trafilatura.bare_extraction(
        _parsed(page, where),
        fast=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    pieces = [piece for piece in _pieces(tree) if piece.text]
    if not isinstance(document, Document):
        return _kinds(pieces, tree), _declared(tree)
    about = Metadata(
        title=document.title or "",
        byline=document.author or "",
        publisher=document.sitename or "",
        published=document.date or "",
        url=document.url or "",
    )
    _mark_kept(pieces, document.body)
    root = _article_element(pieces, tree)
    within = set(root.iter())
    chosen = [piece for piece in pieces if piece.element in within or _is_kept_prose(piece)]
    chosen = _with_headline(chosen, pieces, about.title)
    return _kinds(chosen, root, about.title), _declared(tree).merged_over(about)


class _Count:
    """Counts the tags of a page and their attributes as they are met, so that no tree is made of too many.

    Args:
        where: the page, for messages.
    """

    def __init__(self, where: str) -> None:
        self._where = where
        self._tags = self._attributes = 0

    def start(self, _: str, attributes: Mapping[str, str]) -> None:
        """The next element."""
        self._tags += 1
        self._attributes += len(attributes)
        for count, most, what in (
            (self._tags, _MOST_TAGS, "tags"),
            (self._attributes, _MOST_ATTRIBUTES, "attributes"),
            (len(attributes), _MOST_OF_A_TAG, "attributes in one tag"),
        ):
            if count > most:
                raise InputError(
                    f"the page has more than {most:,} {what}, which no article's has", self._where,
                    "give the text as .txt",
                ).in_korean("태그가 너무 많은 페이지입니다. 글을 .txt로 올리십시오.")  # fmt: skip

    def close(self) -> None:
        """The end of the page."""


def _check_tags(page: bytes, where: str) -> None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, target=_Count(where))
    with suppress(etree.LxmlError):  # said where the tree is made
        etree.fromstring(page, parser)


def _parsed(page: bytes, where: str) -> etree._Element | None:
    # The encoding was found already: what the page says of it may no longer be true.
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        tree = html.document_fromstring(page, parser=parser)
    except etree.ParserError:
        return None
    # Beyond its limits libxml2 reads no further, and says nothing but this.
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise InputError(
            "tags lie too deep in each other, or a text is too long, for the page to be read to its end",
            where, "give the text as .txt",
        ).in_korean("끝까지 읽을 수 없는 페이지입니다. 글을 .txt로 올리십시오.")  # fmt: skip
    return tree


def _pieces(tree: etree._Element) -> Iterator[_Piece]:
    """The page's blocks in order: text between the borders of block elements, breaks as new lines."""
    words: list[str] = []
    linked = links = 0
    holder = tree

    def piece() -> _Piece:
        nonlocal words, linked
        lines = (_BLANK.sub(" ", line).strip() for line in "".join(words).split("\0"))
        done = _Piece("\n".join(lines).strip("\n"), holder, linked)
        words, linked = [], 0
        return done

    def add(text: str | None) -> None:
        nonlocal linked
        if text:
            words.append(text.replace("\0", ""))
            linked += len(_BLANK.sub("", text)) if links else 0

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        block = tag in _BLOCKS
        if event == "start":
            if _is_dropped(element):
                walk.skip_subtree()
                continue
            if block:
                yield piece()
                holder = element
            elif tag == "br":
                words.append("\0")
            elif tag in ("td", "th") and any(word.strip() for word in words):
                words.append(" | ")
            links += tag == "a"
            add(element.text)
        else:
            dropped = _is_dropped(element)
            if block and not dropped:
                yield piece()
                holder = element.getparent() if element.getparent() is not None else tree
            links -= tag == "a" and not dropped
            add(element.tail)
    yield piece()


def _is_dropped(element: etree._Element) -> bool:
    return (
        not isinstance(element.tag, str)
        or element.tag in _DROPPED
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style", "")) is not None
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _mark_kept(pieces: list[_Piece], body: etree._Element) -> None:
    """Mark the blocks that the extraction kept, told by their lines."""
    for mark in body.iter("lb"):
        mark.tail = "\n" + (mark.tail or "")
    kept = {
        _squeezed(line)
        for element in body.iterdescendants()
        for line in "".join(element.itertext()).split("\n")
    }
    # Of a short page the extraction makes one paragraph; each line is sought in it.
    whole = _squeezed("".join(body.itertext()))[:_LONGEST_WHOLE] if len(body) == 1 else ""
    for piece in pieces:
        lines = [_squeezed(line) for line in piece.text.replace(" | ", "\n").split("\n")]
        piece.kept = any(line in kept or line in whole for line in lines if line)


def _article_element(pieces: list[_Piece], tree: etree._Element) -> etree._Element:
    """The smallest element with most of what was kept, or the ``article`` around it."""
    weights: Counter[etree._Element] = Counter()
    kept = [piece for piece in pieces if piece.kept] or pieces
    # From a short page the extraction keeps everything, menus too.
    for piece in [piece for piece in kept if _is_prose(piece)] or kept:
        for element in (piece.element, *piece.element.iterancestors()):
            weights[element] += len(piece.text)
    whole = max(tree.iter("article"), key=weights.__getitem__, default=None)
    if whole is not None and weights[whole] >= _HALF * weights[tree]:
        return whole
    root, enough = tree, _ARTICLE_SHARE * weights[tree]
    while (inner := max(root, key=weights.__getitem__, default=None)) is not None:
        if not weights[inner] or weights[inner] < enough:
            break
        root = inner
    if root.tag == "p" or root.tag in _HEADINGS:
        root = root.getparent()
    if root.tag == "article":
        return root
    return next(root.iterancestors("article"), root)


def _with_headline(chosen: list[_Piece], pieces: list[_Piece], title: str) -> list[_Piece]:
    """Put what stands above the article's element in front: its headline, decks and captions."""
    if not chosen or _headline(chosen, title) is not None:
        return chosen
    above = pieces[: pieces.index(chosen[0])]
    headline = _headline(above[::-1], title)
    if headline is None:
        return chosen
    between = above[above.index(headline) + 1 :]
    return [headline, *(piece for piece in between if _is_deck(piece)), *chosen]


def _headline(pieces: list[_Piece], title: str) -> _Piece | None:
    """The block that says the page's title; else the first ``h1`` that is no link."""
    wanted = _squeezed(title)
    titled = (piece for piece in pieces if wanted and _squeezed(piece.text) == wanted)
    first = (piece for piece in pieces if piece.element.tag == "h1" and not _is_link(piece))
    return next(titled, None) or next(first, None)


def _is_deck(piece: _Piece) -> bool:
    if piece.linked:
        return False
    if any(
        _CONTROLS.search(_names(element))
        for element in (piece.element, *piece.element.iterancestors())
    ):
        return False
    return (
        piece.kept
        or piece.element.tag in _HEADINGS
        or piece.element.tag == "figcaption"
        or _BYLINE.search(_names(piece.element)) is not None
    )


def _is_prose(piece: _Piece) -> bool:
    """Whether a block is a paragraph of its own, not a caption, a menu or an offer of the house."""
    shortest = _SHORTEST_SENTENCE if _ENDED.search(piece.text) else _SHORTEST_PROSE
    hangul = len(_HANGUL.findall(piece.text))
    if 2 * piece.linked >= len(piece.text) or len(piece.text) + hangul < shortest:
        return False
    named = _names(piece.element)
    if piece.element.tag in ("figcaption", *_HEADINGS) or _CAPTION.search(named):
        return False
    lang: Lang = "ko" if 4 * hangul > len(piece.text) else "en"
    return noise.line_kind(normalise(piece.text).text, lang) is None


def _is_kept_prose(piece: _Piece) -> bool:
    return piece.kept and len(piece.text) >= _SHORTEST_PROSE and 2 * piece.linked < len(piece.text)


def _is_link(piece: _Piece) -> bool:
    return piece.linked >= 0.9 * len(_squeezed(piece.text))


def _names(element: etree._Element) -> str:
    return " ".join(element.get(name, "") for name in ("class", "id", "itemprop", "rel"))


def _kinds(
    pieces: list[_Piece], root: etree._Element, title: str = ""
) -> list[tuple[BlockKind, str]]:
    headline = _headline(pieces, title)
    found: list[tuple[BlockKind, str]] = []
    for piece in pieces:
        kind = BlockKind.HEADLINE if piece is headline else _kind(piece, root)
        if kind is None:
            continue
        # The heading of a list of links is no subhead of the article.
        if kind is BlockKind.RELATED and found and found[-1][0] is BlockKind.SUBHEAD:
            found[-1] = (kind, found[-1][1])
        found.append((kind, piece.text))
    return found


def _kind(piece: _Piece, root: etree._Element) -> BlockKind | None:
    """The kind of a block by the page's mark-up; ``None`` for a control of the page."""
    own = piece.element
    above = [] if own is root else [own]
    for element in own.iterancestors():
        if element is root:
            break
        above.append(element)
    tags = {element.tag for element in above}
    if not _is_kept_prose(piece) and any(_CONTROLS.search(_names(element)) for element in above):
        return None
    if tags & {"figcaption", "figure"} or any(_CAPTION.search(_names(e)) for e in above):
        return BlockKind.CAPTION
    if tags & {"aside", "article"} or (_is_link(piece) and not _ENDED.search(piece.text)):
        return BlockKind.RELATED
    if own.tag in _HEADINGS:
        return BlockKind.SUBHEAD
    signed = any(_BYLINE.search(_names(element)) for element in above[:2])
    if signed and len(piece.text) <= _LONGEST_BYLINE:
        return BlockKind.BYLINE
    return BlockKind.BODY


def _declared(tree: etree._Element) -> Metadata:
    """The times in the page's head, in Korean time."""
    stated = {
        element.get("property") or element.get("name"): element.get("content", "")
        for element in tree.iter("meta")
    }
    return Metadata(
        published=_in_seoul(stated.get("article:published_time", "")),
        updated=_in_seoul(stated.get("article:modified_time", "")),
    )


def _in_seoul(value: str) -> str:
    try:
        time = datetime.fromisoformat(value.strip())
    except ValueError:
        return ""
    return (time.astimezone(_SEOUL) if time.tzinfo else time).isoformat()
