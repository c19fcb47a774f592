"""Lists of words by group and name, read from a table in which each list is one line of words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

Lists = Mapping[str, Mapping[str, frozenset[str]]]


@cache
def word_lists(path: Path) -> Lists:
    """The lists of a table by group and name; read once."""
    rows: dict[str, dict[str, str]] = tomllib.loads(path.read_text("utf-8"))
    return {
        group: {name: frozenset(listed.split()) for name, listed in entries.items()}
        for group, entries in rows.items()
    }
