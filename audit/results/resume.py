"""Which records of an earlier run may stand in for an audit: of the same article, and as they were sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from audit.records.codec import to_plain
from audit.records.digest import sha256_of_file
from audit.results.folder import EVIDENCE, RECORDS, SEAL, ResultsFolder
from audit.results.stored import StoredResult


def reusable(folder: ResultsFolder, article_id: str, key: str) -> StoredResult | None:
    """An article's stored result, where it may stand in for an audit that would have a key.

    A record that the last seal is on and that was altered since may not: its article is audited again.

    Args:
        folder: of the results.
        article_id: of the article.
        key: of the article as read and the run's signature (:func:`audit.results.stored.key_of`).
    """
    stored = folder.find(article_id)
    if stored is None or stored.key != key or _altered(folder, stored):
        return None
    return stored


def _altered(folder: ResultsFolder, stored: StoredResult) -> bool:
    """Whether a record is not the one that was sealed, though nothing that determines it has changed.

    A run that was stopped before it sealed may have written a newer one, under another signature.
    """
    record = folder.record_path(stored.result.article.id)
    evidence = folder.evidence_path(stored.result.article.id)
    sealed = _sealed_hashes(folder)
    if sealed.get(f"{RECORDS}/{record.name}") in (None, _hash_of(record)):
        return False
    if sealed.get(f"{EVIDENCE}/{evidence.name}") != _hash_of(evidence):
        return True
    then = json.loads(evidence.read_bytes())["signature"]
    return then is None or stored.signature is None or then == to_plain(stored.signature)


def _sealed_hashes(folder: ResultsFolder) -> Mapping[str, str]:
    """The files that the last seal is on, by name, with their SHA-256; none without a seal."""
    seal = folder.path / SEAL
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
    return sha256_of_file(path) if path.exists() else None
