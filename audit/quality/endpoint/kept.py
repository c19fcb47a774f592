"""Answers kept on disk between runs, under the hash of everything that determines them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from audit.errors import ConfigError

FILE = "judge.sqlite"
_SCHEMA = "CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, answer TEXT NOT NULL)"


class KeptAnswers:
    """Answers by question; in memory only where there is no folder.

    Args:
        folder: where the file lies; created if need be. None keeps nothing beyond the run.

    Raises:
        ConfigError: the file cannot be opened or written.
    """

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / FILE if folder else None
        try:
            if folder:
                folder.mkdir(parents=True, exist_ok=True)
            # Worker threads of the dashboard share one model, one statement at a time.
            self._db = sqlite3.connect(
                self._path or ":memory:", timeout=60, check_same_thread=False
            )
            self._db.execute(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> ConfigError:
        return ConfigError(
            f"The judge's cache {self._path} cannot be used ({error}); delete that file, or set "
            'cache = "off" in audit.toml.'
        )

    def get(self, question: str) -> str | None:
        """The answer to a question of this hash; None where it was not asked yet."""
        try:
            row = self._db.execute(
                "SELECT answer FROM answers WHERE question = ?", (question,)
            ).fetchone()
        except sqlite3.Error as error:
            raise self._failed(error) from error
        return str(row[0]) if row else None

    def put(self, question: str, answer: str) -> None:
        """Keep an answer at once, so that a run that is stopped keeps what it paid for."""
        try:
            with self._db:
                self._db.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (question, answer))
        except sqlite3.Error as error:
            raise self._failed(error) from error
