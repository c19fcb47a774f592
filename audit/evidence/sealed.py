"""What the seal on a folder says, as far as it is one that the tool wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audit.errors import InputError
from audit.evidence.log import FileState, LogState
from audit.evidence.seal import FORMAT, body_of, canonical, hash_of, line_of
from audit.records.codec import from_plain
from audit.results.folder import SEAL, ResultsFolder


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a seal says."""

    whole: Mapping[str, Any]
    files: Mapping[str, str]
    settings: Mapping[str, Any]
    line: bytes
    log: LogState | None
    store: FileState | None
    heads: Mapping[str, Any] | None

    @property
    def number(self) -> int:
        """Which of the folder's seals it is, from 1."""
        return int(self.whole["seq"])

    @property
    def at(self) -> str:
        """When it was put on, ISO 8601."""
        return str(self.whole.get("at", ""))

    @property
    def key(self) -> str:
        """The public key of its signature, empty where there is none."""
        return str((self.whole.get("signature") or {}).get("key", ""))

    @property
    def entries(self) -> int:
        """How many entries the log had."""
        return self.log.entries if self.log else 0

    @property
    def authority(self) -> str:
        """Who was asked to time-stamp it, empty for nobody."""
        return str(self.whole.get("timestamp_authority") or "")

    @property
    def older(self) -> bool:
        """Whether an older version put it on."""
        return int(self.whole.get("format", 0)) < FORMAT


def read_sealed(folder: ResultsFolder) -> Sealed | str:
    """What the seal on a folder says, or what is wrong with it."""
    try:
        data = (folder.path / SEAL).read_bytes()
    except FileNotFoundError:
        return f"{SEAL} is missing: nothing shows that these results are whole."
    return sealed_in(data) or f"{SEAL} was altered: its hash does not fit what it says."


def sealed_in(data: bytes) -> Sealed | None:
    """What the bytes of a seal say; None where they are none that the tool wrote."""
    try:
        whole = json.loads(data)
        good = canonical(whole) == data and whole["hash"] == hash_of(body_of(whole))
        sealed = Sealed(
            whole,
            _table(whole["files"]),
            _table(whole["settings"]),
            line_of(whole),
            from_plain(LogState, whole["log"]) if whole["log"] else None,
            from_plain(FileState, whole["store"]) if whole.get("store") else None,
            _table(whole["heads"]) if whole.get("heads") else None,
        )
        good = good and (sealed.heads is None or {"bytes", "sha256"} == sealed.heads.keys())
        _table(whole.get("signature") or {})
        good = good and whole["seq"] > 0 and isinstance(whole.get("format", 0), int)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return sealed if good else None


def _table(value: object) -> Mapping[str, Any]:
    """A table of a seal: a hash can fit whatever somebody wrote there.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is no table")
    return value


def seal_on(folder: ResultsFolder) -> Sealed | None:
    """What the seal on a folder says; None where there is none, or it was altered."""
    sealed = read_sealed(folder)
    return None if isinstance(sealed, str) else sealed


def settings_of(folder: ResultsFolder) -> Mapping[str, Any]:
    """The settings that a folder was sealed with, empty where its seal cannot be read."""
    sealed = seal_on(folder)
    return sealed.settings if sealed else {}


def sealed_settings(folder: ResultsFolder) -> Mapping[str, Any]:
    """The settings that a folder was sealed with.

    Raises:
        InputError: it has no seal that can be read.
    """
    found = settings_of(folder)
    if not found:
        raise InputError(
            "the seal is missing or cannot be read", str(folder.path / SEAL), "run the audit again"
        )
    return found


def made_with(folders: Sequence[ResultsFolder]) -> Mapping[str, Any]:
    """The settings that all of some folders were sealed with.

    Raises:
        InputError: one has no seal that can be read, or they were made with different settings.
    """
    first: Mapping[str, Any] = {}
    for folder in folders:
        folder.require()
        found = sealed_settings(folder)
        if first and found != first:
            raise InputError(
                f"its results were made with other settings than those in {folders[0].path}",
                str(folder.path), "audit both with the same settings",
            )  # fmt: skip
        first = found
    return first
