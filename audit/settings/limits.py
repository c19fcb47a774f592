"""The table ``[limits]`` of ``audit.toml``: the most that is read and audited."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from audit.records.settings import Limits
from audit.settings.tables import checked_table


@with_config(ConfigDict(extra="forbid", strict=True))
class _Table(TypedDict, total=False):
    seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    sentences: Annotated[int, Field(ge=1)]
    side_mb: Annotated[int, Field(ge=1, le=1000)]
    file_mb: Annotated[int, Field(ge=1, le=2000)]


def read_limits(path: Path, table: object) -> Limits:
    """The limits, as a table says them; the defaults for what it leaves out.

    Args:
        path: of ``audit.toml``, for messages.
        table: what stands under ``limits``.

    Raises:
        ConfigError: a limit is unknown or makes no sense.
    """
    return Limits(**checked_table(path, "limits", _Table, table))
