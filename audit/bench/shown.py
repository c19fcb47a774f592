"""What an editor is shown of sentence pairs: each audited as an article of its own, at default settings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from audit.bench import Figure, open_text
from audit.errors import InputError
from audit.pipeline import Auditor
from audit.records.article import Article, Metadata
from audit.records.flag import Flag
from audit.sources.building import linked_texts

Row = TypeVar("Row")
Flags = Mapping[str, tuple[Flag, ...]]


def pair(name: str, ko: str, en: str, published: str = "") -> Article:
    """An article of one sentence a side, which belong together."""
    source, target, links = linked_texts([(ko.strip(), en.strip())])
    return Article(name, source, target, metadata=Metadata(published=published), given=links)


class Shown:
    """The flags shown on articles, by id, and the articles whose audit failed.

    Args:
        articles: what is audited.
        auditor: audits them.
    """

    def __init__(self, articles: Iterable[Article], auditor: Auditor) -> None:
        self.failed: list[InputError] = []
        self.flags: dict[str, tuple[Flag, ...]] = {}
        for article in articles:
            try:
                self.flags[article.id] = auditor.audit(article).flags
            except InputError as error:
                self.flags[article.id] = ()
                self.failed.append(error)

    def figure(self, key: str) -> Figure:
        """How many articles could not be audited, and why not the first."""
        why = str(self.failed[0]) if self.failed else ""
        return Figure("could not be audited", len(self.failed), 0, why, key, at_most=True)


def rows_of(path: Path, row_of: Callable[[dict[str, Any]], Row], fields: str) -> Iterator[Row]:
    """The rows of a JSON Lines file.

    Args:
        path: the file, plain or ``.xz``.
        row_of: makes a row of an object.
        fields: what an object has, for the message.

    Raises:
        InputError: there is no such file, or a line is no such row.
    """
    with open_text(path) as file:
        for number, line in enumerate(file, start=1):
            try:
                yield row_of(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise InputError(
                    f"this is no such row ({type(error).__name__}: {error})",
                    f"{path}:{number}", f"give an object with {fields}",
                ) from error  # fmt: skip
