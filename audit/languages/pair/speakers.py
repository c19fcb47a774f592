"""Who a speaker is, as far as a phrase tells: anybody, one who stands for a name, or somebody.

The words are in ``speakers.toml``.
"""

from __future__ import annotations

import tomllib
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any


class Kind(Enum):
    """How much a phrase says of who speaks."""

    ANYBODY = "anybody"
    STANDS_FOR = "stands for somebody named elsewhere"
    SOMEBODY = "somebody"


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@cache
def _words(group: str, lang: str) -> frozenset[str]:
    return frozenset(_table()[group][lang].split())


def korean_kind(phrase: str) -> Kind:
    """How much a Korean speaker's last noun says."""
    last = phrase.split()[-1].removesuffix("들") if phrase.split() else ""
    return _kind(last, "ko")


def english_kind(head: str) -> Kind:
    """How much an English speaker's noun says."""
    return _kind(head.lower(), "en")


def _kind(word: str, lang: str) -> Kind:
    if word in _words("anybody", lang):
        return Kind.ANYBODY
    return Kind.STANDS_FOR if word in _words("stands_for", lang) else Kind.SOMEBODY
