"""Whether a record is the one that was sealed, alone or in a part of an archive."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from audit.records.codec import to_plain
from audit.records.digest import sha256_of_file
from audit.records.signature import Signature


def is_altered(
    seal: Path,
    record: Path,
    evidence: Path,
    signature: Signature | None,
    made: Callable[[], bytes | None],
) -> bool:
    """Whether a record is not the one that was sealed, though nothing that determines it has changed.

    A run that was stopped before it sealed may have written a newer one, under another signature.

    Args:
        seal: the last seal of the folder, which need not be there.
        record: the file that holds the record.
        evidence: the file that holds its audit record.
        signature: that the record says it was made under.
        made: gives its audit record.
    """
    sealed = _sealed_hashes(seal)

    def listed(path: Path) -> str | None:
        return sealed.get(path.relative_to(seal.parent).as_posix())

    if listed(record) in (None, _hash_of(record)):
        return False
    known = made() if listed(evidence) == _hash_of(evidence) else None
    if known is None:
        return True
    then = json.loads(known)["signature"]
    return then is None or signature is None or then == to_plain(signature)


def _sealed_hashes(seal: Path) -> Mapping[str, str]:
    """The files that the last seal is on, by name, with their SHA-256; none without a seal."""
    try:
        state = seal.stat()
    except FileNotFoundError:
        return {}
    return _listed_in(str(seal), state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1)
def _listed_in(seal: str, changed: int, size: int) -> Mapping[str, str]:
    # Read again only when its date or size changes: every article of a run asks.
    try:
        return dict(json.loads(Path(seal).read_bytes())["files"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}


def _hash_of(path: Path) -> str | None:
    if not path.exists():
        return None
    state = path.stat()
    return _hash_at(str(path), state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _hash_at(path: str, changed: int, size: int) -> str:
    # A part of an archive is asked for by each of its articles.
    return sha256_of_file(Path(path))
