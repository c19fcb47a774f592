"""What a run wrote: its articles in order, and what could not be audited, which ``errors.csv`` lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from audit.errors import InputError
from audit.results import spreadsheet
from audit.results.tables import ERROR_COLUMNS


@dataclass(frozen=True, slots=True)
class Problem:
    """An article that could not be audited: the parts of an :class:`audit.errors.InputError`."""

    what: str
    where: str
    remedy: str
    stage: str = ""
    article: str = ""
    code: str = ""

    @classmethod
    def of(cls, error: InputError) -> Problem:
        """An error as it is kept."""
        return cls(error.what, error.where, error.remedy, error.stage, error.article, error.code)

    def row(self) -> tuple[str, ...]:
        """Its row, in the order of :data:`audit.results.tables.ERROR_COLUMNS`."""
        return self.where, self.what, self.remedy, self.stage, self.article, self.code


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a run wrote: its articles in order, and those that could not be audited."""

    articles: tuple[str, ...]
    errors: tuple[Problem, ...] = ()
    format: Literal[1] = 1


def errors_table(errors: Sequence[Problem]) -> bytes:
    """The bytes of ``errors.csv``; empty where all could be audited."""
    rows = [error.row() for error in errors]
    return spreadsheet.whole(ERROR_COLUMNS, rows) if rows else b""
