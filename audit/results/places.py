"""Where in the published English a flag is: file, line and column, as editors and code hosts count them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audit.records.flag import Flag
from audit.records.result import ArticleResult

_ROW = re.compile(r"(?s)(.+?):(?:row )?(\d+)")
_PLAIN = ".txt"
"""The ending of files whose lines are those of the text; other pages are read as they are rendered."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a flag is in the English.

    ``file`` is as it was given. Lines and columns count from 1, columns in code points, ``end_column`` is
    that after the last character; 0 is for what is not known: of an article that is a line of its
    file only ``line`` is, of a rendered page none. ``sentence`` is the first sentence's id, ``after e4`` for
    what is missing there; empty for a flag on the page.
    """

    file: str = ""
    sentence: str = ""
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    @property
    def shown(self) -> str:
        """``FILE:LINE:COLUMN``, as far as it is known."""
        known = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.file, *known]) if self.file else ""


def file_of(result: ArticleResult) -> tuple[str, int]:
    """The file that holds the English, and the line there that is the article, 0 if it is several."""
    article = result.article
    if article.target_origin:
        return article.target_origin, 0
    row = _ROW.fullmatch(article.origin)
    if row is None:
        return article.origin, 0
    # A row of a table is no line: cells may have several.
    return row[1], 0 if ":row " in article.origin[len(row[1]) :] else int(row[2])


def place_of(result: ArticleResult, flag: Flag) -> Place:
    """Where a flag is: its first words in the English, else its first sentence there."""
    file, line = file_of(result)
    sentence, start, end = _stretch(result, flag)
    if start is None or end is None or not result.article.target_origin.endswith(_PLAIN):
        return Place(file, sentence, line)
    first, column = _position(result.article.target.raw, start)
    last, end_column = _position(result.article.target.raw, end)
    return Place(file, sentence, first, column, last, end_column)


def _stretch(result: ArticleResult, flag: Flag) -> tuple[str, int | None, int | None]:
    """The sentence, and where the words begin and end in the English; None where they are nowhere."""
    sentences = result.article.target.sentences
    number = next((i for i, bead in enumerate(result.beads) if bead.id == flag.bead_id), None)
    ids = set(flag.target_sentence_ids)
    found = [sentence for sentence in sentences if sentence.id in ids]
    if not found and number is not None:
        found = [sentences[i] for i in result.beads[number].target]
    for span in flag.spans:
        if span.side == "target":
            return span.sentence_id or (found[0].id if found else ""), span.start, span.end
    if found:
        return found[0].id, found[0].start, found[-1].end
    if number is None:
        return "", None, None
    for bead in reversed(result.beads[:number]):
        if bead.target:
            before = sentences[bead.target[-1]]
            return f"after {before.id}", before.end, before.end
    return "start", 0, 0


def _position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
