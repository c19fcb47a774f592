"""SHA-256 in hexadecimal, of texts and of files, and whether a file is there."""

from __future__ import annotations

import hashlib
from errno import ENAMETOOLONG
from pathlib import Path


def sha256_of(data: bytes) -> str:
    """SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def sha256_of_text(text: str) -> str:
    """SHA-256 of a text; a lone surrogate counts as its own code."""
    return sha256_of(text.encode("utf-8", "surrogatepass"))


def sha256_of_file(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_file(path: Path) -> bool:
    """Whether a file lies there; by a name too long for the system none does."""
    try:
        return path.is_file()
    except OSError as error:
        if error.errno == ENAMETOOLONG:
            return False
        raise
