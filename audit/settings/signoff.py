"""The table ``[signoff]`` of ``audit.toml``: who signs an article off, how many, and how they are reached."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from audit.records.settings import Role, SignoffSettings
from audit.settings.tables import checked_table


@with_config(ConfigDict(extra="forbid", strict=True))
class _Table(TypedDict, total=False):
    role: Literal["reviewer", "lead"]
    people: Annotated[int, Field(ge=1, le=2)]
    contact: Annotated[str, Field(max_length=200)]


def read_signoff(path: Path, table: object) -> SignoffSettings:
    """Who signs off, as a table says it; the defaults for what it leaves out.

    Args:
        path: of ``audit.toml``, for messages.
        table: what stands under ``signoff``.

    Raises:
        ConfigError: a setting is unknown or makes no sense.
    """
    found = checked_table(path, "signoff", _Table, table)
    return SignoffSettings(
        Role(found.get("role", Role.LEAD)), found.get("people", 1), found.get("contact", "")
    )
