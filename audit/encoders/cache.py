"""Vectors kept on disk between runs, under the hash of the model and the hash of the sentence.

One SQLite file holds every model's; a model that has changed has another hash and reads nothing old.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path
from safetensors.numpy import load, save

from audit.encoders import Encoder
from audit.encoders.vectors import TokenVectors
from audit.errors import EncoderError
from audit.records.digest import sha256_of_text

FILE = "vectors.sqlite"
LIMIT = 2 * 1024**3
"""Bytes after which the older half of the vectors is dropped."""

_CHUNK = 256
_TRIES, _PAUSE = 600, 0.1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    id INTEGER PRIMARY KEY,
    model TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, data BLOB NOT NULL,
    UNIQUE (model, kind, text)
)"""
T = TypeVar("T")


def default_folder() -> Path:
    """The user's cache folder for this tool, as the operating system names it."""
    return user_cache_path("translation-provenance-audit")


class CachedEncoder:
    """An encoder that computes each sentence once, on this machine, ever.

    Args:
        encoder: what computes the vectors that are not there yet.
        folder: where the file lies; created if need be.

    Raises:
        EncoderError: the file cannot be opened or written.
    """

    def __init__(self, encoder: Encoder, folder: Path, limit: int = LIMIT) -> None:
        self._encoder = encoder
        self.name, self.weights_hash = encoder.name, encoder.weights_hash
        self.dimension = encoder.dimension
        self._path = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._open(limit)
        except (OSError, sqlite3.Error) as error:
            raise self._failed(error) from error

    def _open(self, limit: int) -> None:
        # Worker threads of the dashboard share one encoder, one statement at a time.
        self._db = sqlite3.connect(self._path, timeout=60, check_same_thread=False)
        self._share()
        self._db.execute(_SCHEMA)
        # One process at a time: the next one to come finds the half that is left.
        self._db.execute("BEGIN IMMEDIATE")
        if too_large := self._size() > limit:
            self._db.execute(
                "DELETE FROM vectors WHERE id <= (SELECT (min(id) + max(id)) / 2 FROM vectors)"
            )
        self._db.commit()
        if too_large:
            self._db.execute("VACUUM")

    def _share(self) -> None:
        """Let several processes read and write the file at once."""
        for left in reversed(range(_TRIES)):
            try:
                self._db.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                # Of two that do this to a new file, one is refused without waiting for its timeout.
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or not left:
                    raise
                time.sleep(_PAUSE)
            else:
                break

    def _size(self) -> int:
        """Bytes in use; the file itself shrinks later, or not at all."""
        pages, free, size = (
            self._db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)

    def _failed(self, error: Exception) -> EncoderError:
        return EncoderError(
            f"The vector cache {self._path} cannot be used ({error}); delete that file, or set "
            'cache = "off" in audit.toml.'
        )

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (n, dimension)."""
        found = self._through(
            "sentence",
            sentences,
            lambda missing: list(self._encoder.encode(missing)),
            lambda vector: np.asarray(vector, dtype=np.float32).tobytes(),
            lambda data: np.frombuffer(data, dtype=np.float32),
        )
        return np.stack(found) if found else np.zeros((0, self.dimension), dtype=np.float32)

    def tokens(self, sentences: Sequence[str]) -> list[TokenVectors]:
        """Each sentence's tokens, as the encoder gives them."""
        return self._through("tokens", sentences, self._encoder.tokens, _packed, _unpacked)

    def _through(
        self,
        kind: str,
        sentences: Sequence[str],
        compute: Callable[[list[str]], list[T]],
        pack: Callable[[T], bytes],
        unpack: Callable[[bytes], T],
    ) -> list[T]:
        keys = [sha256_of_text(s) for s in sentences]
        try:
            known = self._read(kind, keys, unpack)
            missing = {k: s for k, s in zip(keys, sentences, strict=True) if k not in known}
            todo = list(missing)
            # Written as it goes, so that a run that is stopped keeps what it has done.
            for first in range(0, len(todo), _CHUNK):
                part = todo[first : first + _CHUNK]
                values = compute([missing[key] for key in part])
                known.update(zip(part, values, strict=True))
                self._db.executemany(
                    "INSERT OR IGNORE INTO vectors (model, kind, text, data) VALUES (?, ?, ?, ?)",
                    [(self.weights_hash, kind, k, pack(known[k])) for k in part],
                )
                self._db.commit()
        except sqlite3.Error as error:
            raise self._failed(error) from error
        return [known[key] for key in keys]

    def _read(self, kind: str, keys: list[str], unpack: Callable[[bytes], T]) -> dict[str, T]:
        known: dict[str, T] = {}
        unique = list(dict.fromkeys(keys))
        for first in range(0, len(unique), _CHUNK):
            part = unique[first : first + _CHUNK]
            rows = self._db.execute(
                "SELECT text, data FROM vectors WHERE model = ? AND kind = ? "
                "AND text IN (SELECT value FROM json_each(?))",
                (self.weights_hash, kind, json.dumps(part)),
            )
            known.update((text, unpack(data)) for text, data in rows)
        return known


def _packed(tokens: TokenVectors) -> bytes:
    texts = json.dumps(tokens.texts).encode()
    return bytes(
        save(
            {
                "texts": np.frombuffer(texts, dtype=np.uint8),
                "spans": np.asarray(tokens.spans, dtype=np.int32).reshape(-1, 2),
                "vectors": np.ascontiguousarray(tokens.vectors),
                "weights": tokens.weights,
            }
        )
    )


def _unpacked(data: bytes) -> TokenVectors:
    parts = load(data)
    return TokenVectors(
        tuple(json.loads(parts["texts"].tobytes())),
        tuple((int(a), int(b)) for a, b in parts["spans"]),
        parts["vectors"],
        parts["weights"],
    )
