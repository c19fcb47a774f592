"""Records of what is read: an article, its texts, their blocks and sentences.

All offsets are character offsets (code points) into ``Text.raw``, the text exactly as given.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Literal

from audit.records.flag import Note

Lang = Literal["ko", "en"]
Link = tuple[tuple[int, ...], tuple[int, ...]]
"""Indices of the Korean and of the English sentences that belong together; one side may be empty."""


class BlockKind(StrEnum):
    """What a stretch of a news page is."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    BODY = "body"
    CAPTION = "caption"
    DATELINE = "dateline"
    STAMP = "stamp"
    BYLINE = "byline"
    CONTACT = "contact"
    RELATED = "related"
    DISCLOSURE = "disclosure"
    COPYRIGHT = "copyright"


AUDITED_KINDS = (BlockKind.HEADLINE, BlockKind.SUBHEAD, BlockKind.BODY, BlockKind.CAPTION)
"""The kinds whose sentences are aligned and checked; the others are kept but not compared."""


@dataclass(frozen=True, slots=True)
class Block:
    """A classified stretch of a page; ``repeat_of`` is the index of an earlier equal block."""

    kind: BlockKind
    start: int
    end: int
    repeat_of: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``text == raw[start:end]``; ``block`` indexes ``Text.blocks``.

    ``id`` is ``k1, k2, …`` in the Korean text, ``e1, e2, …`` in the English one.
    """

    id: str
    text: str
    start: int
    end: int
    block: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Text:
    """One language's text. Readers fill ``raw``; segmentation adds blocks and sentences.

    A reader that knows the page's structure, or is given sentences, fills ``blocks`` or both.
    """

    lang: Lang
    raw: str
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article besides its text; dates are ISO 8601, empty if unknown."""

    title: str = ""
    source_title: str = ""
    byline: str = ""
    translator: str = ""
    editor: str = ""
    desk: str = ""
    publisher: str = ""
    published: str = ""
    updated: str = ""
    url: str = ""

    def merged_over(self, other: Metadata) -> Metadata:
        """This record, its empty fields filled from ``other``."""
        return Metadata(
            **{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)}
        )


@dataclass(frozen=True, slots=True)
class Revision:
    """What the English page said before: ``at`` is when it was put up, ISO 8601."""

    at: str
    text: Text


@dataclass(frozen=True, slots=True)
class Article:
    """An article and its translation: ``source`` is the Korean, ``target`` the English in print.

    ``draft`` is the raw AI translation where one is kept. ``revisions`` are what the page said before
    ``target``, the earliest first. ``given`` is an alignment that came with
    the file (TMX, XLIFF) as links of sentence indices; it is taken as it is. ``origin`` names the
    file, and the row in it, for messages: ``FILE``, ``FILE:LINE`` or ``FILE:row N``. ``notes`` are what its
    reader has to say of it. ``target_origin`` is the English's file where it has one of its own.
    """

    id: str
    source: Text
    target: Text
    draft: Text | None = None
    revisions: tuple[Revision, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    given: tuple[Link, ...] | None = None
    origin: str = ""
    notes: tuple[Note, ...] = ()
    target_origin: str = ""

    @property
    def place(self) -> str:
        """Its id and its file, for messages."""
        return f"{self.id} ({self.origin})" if self.origin else self.id

    @property
    def versions(self) -> tuple[tuple[str, Text], ...]:
        """The English in the order in which it was made: ``draft``, times of revisions, ``print``."""
        first = (("draft", self.draft),) if self.draft else ()
        return (*first, *((r.at, r.text) for r in self.revisions), ("print", self.target))
