"""The plain opposite of an English word in the same form: rose for fell, record low for record high."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _opposites() -> dict[str, str]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    pairs: list[tuple[str, str]] = [(a, b) for a, b in table["both_ways"]]
    listed = [*pairs, *((b, a) for a, b in pairs), *((a, b) for a, b in table["one_way"])]
    found: dict[str, str] = {}
    for word, other in listed:
        # A word with two opposites, such as "lower", has no plain one.
        found[word] = "" if word in found else other
    return found


def opposite_of(words: str) -> str:
    """The opposite, with a capital where the words have one; empty where none is listed."""
    other = _opposites().get(words.lower(), "")
    return other[:1].upper() + other[1:] if words[:1].isupper() else other
