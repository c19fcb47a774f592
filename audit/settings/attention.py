"""The table ``[attention]`` of ``audit.toml``: how many known errors may appear in the review."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from audit.settings.tables import checked_table

MOST = 0.1
"""Known errors for each flag at most: with more, reviewers would look for those."""


@with_config(ConfigDict(extra="forbid", strict=True))
class _Table(TypedDict, total=False):
    rate: Annotated[float, Field(ge=0, le=MOST, allow_inf_nan=False)]


def read_attention(path: Path, table: object) -> float:
    """How many known errors may appear for each flag, as a table says it; 0 where it says nothing.

    Args:
        path: of ``audit.toml``, for messages.
        table: what stands under ``attention``.

    Raises:
        ConfigError: a setting is unknown or makes no sense.
    """
    return float(checked_table(path, "attention", _Table, table).get("rate", 0.0))
