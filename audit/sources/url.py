"""Articles behind URLs: what fsspec reaches (``s3://``, ``gs://``, ``https://``, ``file://`` …), as paths.

universal_pathlib gives such a place the methods of a path, so that the readers are the same.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

from audit.errors import InputError, MissingExtra

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_LONGEST = 200


def located(path: Path | str) -> Path | InputError:
    """A path, or what a URL leads to; an error where no library knows such URLs.

    Raises:
        MissingExtra: it is a URL, and what reads from URLs is not installed.
    """
    if not isinstance(path, str) or not _URL.match(path):
        return path if not isinstance(path, str) else Path(path)
    try:
        from upath import UPath
    except ImportError as error:
        raise MissingExtra(f"Reading {path}", "remote") from error
    try:
        # It is no Path by its class, but has all that readers ask of one.
        return cast(Path, UPath(path))
    except ValueError as error:
        return unreached(path, error)


def unreached(path: Path | str, error: Exception) -> InputError:
    """Why nothing can be read at a place, by what was raised."""
    said = " ".join(str(error).split())[:_LONGEST].rstrip(".")
    return InputError(
        f"it cannot be reached ({said or type(error).__name__})", str(path),
        "check the path or URL, and that what it needs is installed",
    )  # fmt: skip
