"""The sentences of the development sets, which nothing learns from, folded for comparison."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audit.bench import open_text, rows
from audit.languages.normalise import normalise

_TEXTS = ("ko", "en", "en_original", "en_wrong")
"""The fields of a row that hold a sentence, or a list of them."""
_NO_LETTER = re.compile(r"\W+")


def folded(text: str) -> str:
    """A text by its letters and figures alone, in lower case."""
    return _NO_LETTER.sub("", normalise(text).text.lower())


def texts_of(path: Path) -> set[str]:
    """Every sentence of a set, folded: the cells of a table, or the texts of JSON Lines."""
    if ".jsonl" in path.name:
        with open_text(path) as file:
            return {folded(text) for line in file for text in _texts(json.loads(line))}
    return {folded(cell) for cells in rows(path) for cell in cells}


def _texts(row: dict[str, Any]) -> Iterator[str]:
    for name in _TEXTS:
        value = row.get(name)
        yield from [value] if isinstance(value, str) else value or ()


def evaluation_texts(data: Path) -> set[str]:
    """Every sentence of every development set under ``data/dev``, folded: what no model learns from."""
    return set().union(*map(texts_of, sorted((data / "dev").glob("*.xz"))))
