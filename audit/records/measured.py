"""The figures that decide a result, read from tables beside the code; every row says what set it.

A row is named by its module, as the module is below the table's folder, and by its own name::

    [common.coverage.supported]
    value = 0.35
    measured = "set by judgement, 2026-11-23"

The value is a number, or several that were set together: ``value = { en = 120, ko = 80 }``. What only bounds
time and memory, or is rounded to be shown, stands in the code.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

THRESHOLDS = "thresholds.toml"
Rows = Mapping[str, Mapping[str, Any]]


def thresholds(module: str) -> Mapping[str, float]:
    """The thresholds of a module that are one number each, by name.

    Args:
        module: its ``__name__``; the table lies in its folder or the nearest one above that has any.

    Raises:
        KeyError: the table has no row for it.
    """
    return _single(_rows_above(module))


def threshold_groups(module: str) -> Mapping[str, Mapping[str, float]]:
    """The thresholds of a module that are several numbers each, by name; see :func:`thresholds`."""
    return {
        name: {key: float(number) for key, number in row["value"].items()}
        for name, row in _rows_above(module).items()
        if isinstance(row["value"], dict)
    }


def numbers_beside(module: str, file: str) -> Mapping[str, float]:
    """The numbers of a module by name, from a table of this name that lies beside its file.

    Raises:
        KeyError: the table has no row for it.
    """
    path = _path_of(module).with_name(file)
    return _single(table(path)[module.rpartition(".")[2]])


@cache
def table(path: Path) -> Mapping[str, Rows]:
    """All rows of a table by module and name, those of modules in folders by folder first."""
    return tomllib.loads(path.read_text("utf-8"))


def _path_of(module: str) -> Path:
    # A module may ask for another's rows before that one is imported.
    loaded = sys.modules.get(module)
    found = loaded.__spec__ if loaded else find_spec(module)
    if found is None or not found.origin:
        raise KeyError(module)
    return Path(found.origin)


def _rows_above(module: str) -> Rows:
    path = _path_of(module).with_suffix("")
    folder = next(above for above in path.parents if (above / THRESHOLDS).exists())
    found: Mapping[str, Any] = table(folder / THRESHOLDS)
    for part in path.relative_to(folder).parts:
        found = found[part]
    return found


def _single(rows: Rows) -> Mapping[str, float]:
    return {
        name: float(row["value"])
        for name, row in rows.items()
        if not isinstance(row["value"], dict)
    }
