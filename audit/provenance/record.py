"""The record of one article's audit: what was read, with which settings, and what was found."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from audit import __version__
from audit.article import ArticlePair
from audit.config import Config
from audit.report import AuditReport


@dataclass(frozen=True, slots=True)
class Record:
    """A report with the key of the inputs and settings it was made from."""

    key: str
    report: AuditReport
    format: Literal[4] = 4


_RECORD = TypeAdapter(Record)
_PAIR = TypeAdapter(ArticlePair)


def key_of(pair: ArticlePair, config: Config, encoder: str) -> str:
    """SHA-256 over an article as read, the settings, the encoder's signature and the version."""
    settings = json.dumps(config.described(), sort_keys=True)
    digest = hashlib.sha256(_PAIR.dump_json(pair))
    for part in (settings, encoder, __version__):
        digest.update(b"\0" + part.encode())
    return digest.hexdigest()


def path_of(folder: Path, article_id: str) -> Path:
    """Where an article's record lies."""
    return folder / f"{article_id}.json"


def write(folder: Path, record: Record) -> None:
    """Write a record; the file is there whole or not at all."""
    target = path_of(folder, record.report.pair.id)
    partial = target.with_name(f".{target.name}.partial")
    partial.write_bytes(_RECORD.dump_json(record, indent=1))
    partial.replace(target)


def read(path: Path) -> Record | None:
    """The record in a file; nothing if it is missing or not a whole record of this format."""
    try:
        return _RECORD.validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
