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
from audit.sources.decoding import SIDE_LIMIT, open_text
from audit.sources.rows import article_of_row

NAME = "jsonl"
SUFFIXES = (".jsonl", ".ndjson")

# Both sides and a draft, escaped.
_LINE_LIMIT = 6 * SIDE_LIMIT


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


def _lines(file: TextIO) -> Iterator[tuple[int, str]]:
    """The numbered lines; of one that is too long, only a piece that is too long as well."""
    number = 0
    while line := file.readline(_LINE_LIMIT + 1):
        number += 1
        yield number, line
        while len(line) > _LINE_LIMIT and not line.endswith("\n"):
            line = file.readline(_LINE_LIMIT + 1)


def article_of_line(line: str, where: str) -> Article:
    """The article that a JSON object is.

    Args:
        line: the object.
        where: it is, for messages.

    Raises:
        InputError: it is none, or no article that can be audited.
    """
    if len(line) > _LINE_LIMIT:
        raise InputError(
            f"the line is too long; the most that is read is {SIDE_LIMIT // 1_000_000} MB a side",
            where, "split it into its articles",
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
