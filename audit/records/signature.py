"""The signature of a run: everything that can change a result, by its hash or its name."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from audit.records.digest import sha256_of_text


@dataclass(frozen=True, slots=True)
class Signature:
    """What a result was made with; two results of one article with one signature are the same.

    ``version`` is the tool's, ``encoder`` the encoder's name with the start of its weights' hash. The others
    are SHA-256: ``settings`` of what ``audit.toml`` and the command line say; ``style`` of the house's
    glossary and style sheet and ``disclosure`` of its policy, empty where it has none; ``quality`` of the
    quality model's weights; ``risk`` and ``confidence`` of those tables; ``checks`` of the code of every
    check; ``code`` of all other code and language data that reads, aligns and grades, with the versions of
    the libraries that read words.
    """

    version: str
    encoder: str
    settings: str
    style: str
    disclosure: str
    quality: str
    risk: str
    confidence: str
    checks: str
    code: str

    @property
    def digest(self) -> str:
        """SHA-256 of the whole."""
        return sha256_of_text(json.dumps(asdict(self), sort_keys=True))
