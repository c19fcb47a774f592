"""What a column of a table holds, and its cells as text and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto


class Kind(Enum):
    """What the cells of a column are. None stands for what is not known; a text is empty instead."""

    TEXT = auto()
    COUNT = auto()
    NUMBER = auto()
    YES_NO = auto()
    IDS = auto()
    """Ids of sentences or standing rules, as a tuple; none has a space in it."""
    TIME = auto()
    """A date or a time as text, ISO 8601, empty where it is not known."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    kind: Kind = Kind.TEXT


def columns(kinds: Mapping[Kind, str], order: str) -> tuple[Column, ...]:
    """The columns of a table.

    Args:
        kinds: the names of those that hold something else than text, separated by spaces.
        order: the names of all, separated by spaces.
    """
    kind_of = {name: kind for kind, names in kinds.items() for name in names.split()}
    return tuple(Column(name, kind_of.get(name, Kind.TEXT)) for name in order.split())


def names(table: Iterable[Column]) -> tuple[str, ...]:
    """The columns' names."""
    return tuple(column.name for column in table)


def plain(row: Iterable[object]) -> tuple[object, ...]:
    """A row as a sheet shows it: ids in one text, nothing where a cell is not known."""
    return tuple(
        "" if cell is None else " ".join(cell) if isinstance(cell, tuple) else cell for cell in row
    )


def time_of(text: str) -> datetime | None:
    """The time on the clock that a text of ISO 8601 gives, its offset left out; None if it is none."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


_READ: Mapping[Kind, Callable[[str], object]] = {
    Kind.TEXT: str,
    Kind.COUNT: lambda text: int(text) if text else None,
    Kind.NUMBER: lambda text: float(text) if text else None,
    Kind.YES_NO: lambda text: {"True": True, "False": False}[text],
    Kind.IDS: lambda text: tuple(text.split()),
    Kind.TIME: str,
}


def read_row(row: Sequence[str], table: Sequence[Column]) -> tuple[object, ...]:
    """The row whose cells :func:`plain` made into these texts.

    Raises:
        ValueError: a cell holds something else than its column does.
    """
    try:
        return tuple(_READ[column.kind](cell) for column, cell in zip(table, row, strict=True))
    except KeyError as error:
        raise ValueError(f"{error} is neither True nor False") from error
