"""JSON Lines: an article a line.

Fields: ``id``; ``ko`` and ``en``, the texts, or ``ko_sentences`` and ``en_sentences``, lists of sentences
that are taken as given; ``draft``, the raw machine translation; and the fields of
``audit.records.article.Metadata``. Other fields are ignored, and so are empty lines. HTML entities in them
are decoded once, and noted. A file may be of any length.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from audit.errors import InputError, contained
from audit.records.article import Article
from audit.sources.decoding import open_text
from audit.sources.limits import limits, remedy
from audit.sources.rows import article_of_row

NAME = "jsonl"
SUFFIXES = (".jsonl", ".ndjson")

_SIDES = 6
"""Sides of which a line holds the text at most: two and a draft, escaped."""


def read(path: Path) -> Iterator[Article | InputError]:
    """The articles of a JSON Lines file.

    Raises:
        InputError: it is no text file.
        OSError: it cannot be opened.
    """
    found = False
    with open_text(path) as file:
        for number, line in _lines(file):
            where = f"{path}:{number}"
            if not line.strip("\ufeff \t\r\n"):
                continue
            if not found and line.strip("\ufeff \t\r\n") in ("[", "{"):
                raise InputError(
                    "the file is one JSON document over many lines", where,
                    "write one JSON object a line",
                )  # fmt: skip
            found = True
            try:
                with contained("reading", where):
                    article = article_of_line(line, where)
            except InputError as error:
                yield error
            else:
                yield article
    if not found:
        raise InputError("the file is empty", str(path), "give one JSON object a line")


_MOST_VALUES = 2_000_000
"""Commas of a line at most, as each may divide two values, which take a hundred bytes each."""
_PIECE = 1 << 20
"""Characters that are read at once of what is passed over."""


def _lines(file: TextIO) -> Iterator[tuple[int, str]]:
    """The numbered lines; of one that is too long, only a piece that is too long as well."""
    number, most = 0, _SIDES * limits().side
    while line := file.readline(most + 1):
        number += 1
        yield number, line
        if len(line) > most:
            while line and not line.endswith(("\n", "\r")):
                line = file.readline(_PIECE)


def article_of_line(line: str, where: str) -> Article:
    """The article that a JSON object is.

    Args:
        line: the object.
        where: it is, for messages.

    Raises:
        InputError: it is none, or no article that can be audited.
    """
    if len(line) > _SIDES * limits().side:
        raise InputError(
            f"the line is too long; the most that is read is {limits().side_mb} MB a side",
            where, remedy("side_mb"),
        )  # fmt: skip
    if line.count(",") > _MOST_VALUES:
        raise InputError(
            f"the line has more than {_MOST_VALUES:,} commas, which no article has", where,
            "split it into its articles",
        )  # fmt: skip
    try:
        values = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(
            f"this is no JSON: {error.msg} at character {error.colno}", where,
            "write one JSON object a line",
        ) from error  # fmt: skip
    except (RecursionError, ValueError) as error:
        raise InputError("this is no JSON that can be read", where, "write it anew") from error
    if not isinstance(values, dict):
        raise InputError("the line is no JSON object", where, 'write {"id": …, "ko": …, "en": …}')
    return article_of_row(values, where)
