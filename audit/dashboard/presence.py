"""Who has which article open now, on this server."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from pathlib import Path

_AWAY = 15.0
"""Seconds without a sign after which somebody is gone; an open page gives one every three."""
_lock = threading.Lock()
_seen: dict[tuple[Path, str, str], float] = {}


def tell(results: Path, article_id: str, name: str) -> None:
    """Somebody has an article of some results open."""
    now = time.monotonic()
    with _lock:
        _seen[results, article_id, name] = now
        for key in [key for key, at in _seen.items() if now - at > _AWAY]:
            del _seen[key]


def who(results: Path, name: str) -> Mapping[str, list[str]]:
    """The others who have an article open, by article.

    Args:
        results: the folder that the articles are of.
        name: of the person who asks.
    """
    now = time.monotonic()
    found: dict[str, list[str]] = {}
    with _lock:
        for (folder, article_id, other), at in sorted(_seen.items()):
            if folder == results and other != name and now - at <= _AWAY:
                found.setdefault(article_id, []).append(other)
    return found
