"""What is alleged, and English that prints it as fact: 용의자 as "the killer", 혐의 as "his crimes".

The words are in ``allegations.toml``. Offsets are into the text given, which is normalised.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from audit.languages.en.words import any_of


@cache
def _korean(name: str) -> re.Pattern[str]:
    words = _table()["korean"][name].split()
    return re.compile("|".join(re.escape(word.replace("_", " ")) for word in words))


@cache
def _english(name: str) -> re.Pattern[str]:
    return any_of(_table()["english"][name])


@cache
def _deeds() -> re.Pattern[str]:
    """A deed that is somebody's: his crimes, the misconduct of Kim."""
    deeds = "|".join(_table()["english"]["deeds"].split())
    return re.compile(
        rf"(?:\b(?:his|her|their|its)|[A-Za-z-]+'s?) (?:[a-z-]+ ){{0,2}}(?:{deeds})\b"
        rf"|\bthe (?:[a-z-]+ ){{0,2}}(?:{deeds})(?= (?:of|by|committed by) )"
    )


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def alleged(korean: str) -> re.Match[str] | None:
    """The word with which a Korean text alleges something, if nothing there says that it is settled."""
    if _korean("settled").search(korean):
        return None
    return _korean("alleged").search(korean)


def asserted(english: str) -> re.Match[str] | None:
    """The English that states as fact what is alleged, if no word keeps it an allegation."""
    if _english("hedges").search(english):
        return None
    return (
        _english("doers").search(english)
        or _deeds().search(english)
        or _english("done").search(english)
    )
