"""Tables of ``audit.toml`` checked against what they may hold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from audit.errors import ConfigError


def checked_table(path: Path, name: str, kind: type, table: object) -> Mapping[str, Any]:
    """A table whose settings are all known and in range.

    Args:
        path: of ``audit.toml``, for the message.
        name: of the table.
        kind: a typed dictionary that says what it may hold.
        table: what stands there.

    Raises:
        ConfigError: it is no table, or a setting in it is unknown or out of range.
    """
    try:
        return dict(TypeAdapter(kind).validate_python(table))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join((name, *map(str, first["loc"])))
        known = ", ".join(kind.__annotations__)
        raise ConfigError(
            f"{path}: {where}: {first['msg']}; the settings of [{name}] are {known}."
        ) from error
