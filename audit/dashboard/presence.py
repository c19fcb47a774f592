"""Who has which article open now, on this server."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping

_AWAY = 15.0
"""Seconds without a sign after which somebody is gone; an open page gives one every three."""
_lock = threading.Lock()
_seen: dict[tuple[str, str], float] = {}


def tell(article_id: str, name: str) -> None:
    """Somebody has an article open."""
    now = time.monotonic()
    with _lock:
        _seen[article_id, name] = now
        for key in [key for key, at in _seen.items() if now - at > _AWAY]:
            del _seen[key]


def who(name: str) -> Mapping[str, list[str]]:
    """The others who have an article open, by article.

    Args:
        name: of the person who asks.
    """
    now = time.monotonic()
    found: dict[str, list[str]] = {}
    with _lock:
        for (article_id, other), at in sorted(_seen.items()):
            if other != name and now - at <= _AWAY:
                found.setdefault(article_id, []).append(other)
    return found
