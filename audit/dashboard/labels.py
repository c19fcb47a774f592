"""What the pages say, in English and Korean; ``labels.toml`` holds the words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from audit.errors import AuditError, MissingExtra
from audit.messages import Language

LANGUAGES: dict[Language, str] = {"en": "English", "ko": "한국어"}


@cache
def table() -> dict[str, dict[str, dict[str, str]]]:
    """Every label by section, key and language."""
    return tomllib.loads(files("audit.dashboard").joinpath("labels.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one language."""

    language: Language

    def __call__(self, name: str, **values: object) -> str:
        """The label ``section.key``, its ``{fields}`` filled in.

        A number is written with its thousands apart, and as ``{flags:flag|flags}`` with its noun.

        Raises:
            KeyError: there is no such label.
        """
        section, _, key = name.partition(".")
        told = {n: _Number(v) if type(v) is int else v for n, v in values.items()}
        return table()[section][key][self.language].format(**told)

    def known(self, section: str, key: str) -> str:
        """The label of a value that comes from data; the value itself where there is none."""
        return table()[section].get(key, {}).get(self.language, key)

    def fault(self, error: Exception) -> str:
        """What a page says of an error: its own words, but no command to type."""
        if isinstance(error, MissingExtra):
            return self("results.extra", what=error.what, extra=error.extra)
        korean = error.korean if isinstance(error, AuditError) else ""
        return korean if korean and self.language == "ko" else str(error)


class _Number(int):
    def __format__(self, nouns: str) -> str:
        one, _, many = nouns.partition("|")
        return f"{int(self):,} {one if self == 1 else many}".rstrip()
