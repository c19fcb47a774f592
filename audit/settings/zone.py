"""The newsroom's time zone, in which pages tell times."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from audit.errors import ConfigError


def read_zone(path: Path, name: object) -> str:
    """The name of a time zone.

    Raises:
        ConfigError: there is no such zone.
    """
    try:
        return ZoneInfo(str(name)).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ConfigError(
            f"{path}: zone is {name!r}, which is no time zone; write one as in Asia/Seoul."
        ) from error
