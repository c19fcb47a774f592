"""HTML entities in text that is none: decoded, once, by who exports a database's cells as they are."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from audit.records.flag import Note
from audit.sources.notes import ENTITIES

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AS_GIVEN = frozenset({"id", "article", "url"})
"""Fields that hold names and addresses, not text."""


class Entities:
    """Decodes entities and counts them; what an entity makes is not decoded again."""

    def __init__(self) -> None:
        self._count, self._first = 0, ""

    def decoded(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The named values with their texts decoded, those of lists and objects too."""
        return {
            name: value if name in _AS_GIVEN else self._decoded(value)
            for name, value in values.items()
        }

    @property
    def notes(self) -> tuple[Note, ...]:
        """One note on all that was decoded; none where nothing was."""
        if not self._count:
            return ()
        return (Note(ENTITIES, {"count": str(self._count), "first": self._first}),)

    def _decoded(self, value: Any) -> Any:  # noqa: ANN401 - a value of a row may be anything
        if isinstance(value, str):
            return _ENTITY.sub(self._character, value) if "&" in value else value
        if isinstance(value, list):
            return [self._decoded(each) for each in value]
        return self.decoded(value) if isinstance(value, dict) else value

    def _character(self, match: re.Match[str]) -> str:
        character = html.unescape(match[0])
        if character != match[0]:
            self._count += 1
            self._first = self._first or match[0]
        return character
