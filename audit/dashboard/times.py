"""Times as the newsroom's clock has them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from audit.records.settings import Settings


def told(at: str, settings: Settings, *, seconds: bool = False) -> str:
    """A time in the newsroom's zone, which is named.

    Args:
        at: ISO 8601 with an offset; what is no such time comes back as it is.
        settings: they name the zone.
        seconds: whether they are told.
    """
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    if moment.tzinfo is None:
        return at
    here = moment.astimezone(ZoneInfo(settings.zone))
    return here.strftime(f"%Y-%m-%d %H:%M{':%S' if seconds else ''} %Z")
