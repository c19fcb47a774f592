"""The house policy on disclosure: what a page must claim, may not claim and must bear out, a small TOML."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from audit.errors import ConfigError
from audit.provenance.disclosure import Claim

UNTOUCHED = 0.95
"""Share of words left as drafted from which a claim of editing is called in doubt."""
SOURCE_TYPES = (
    "algorithmicMedia", "algorithmicallyEnhanced", "composite", "compositeCapture",
    "compositeSynthetic", "compositeWithTrainedAlgorithmicMedia", "computationalCapture",
    "dataDrivenMedia", "digitalCapture", "digitalCreation", "humanEdits", "negativeFilm",
    "positiveFilm", "print", "screenCapture", "trainedAlgorithmicMedia", "virtualRecording",
)  # fmt: skip
"""The digital source types of IPTC (NewsCodes, digitalsourcetype) that are in force, none of the retired."""
_KNOWN = ("require", "forbid", "tools", "untouched", "digital_source_type")


@dataclass(frozen=True, slots=True)
class Policy:
    """What the house asks of a disclosure.

    ``require`` are the claims that it must make, ``forbid`` those that it must not; ``tools`` asks for the
    names of the AI tools. ``untouched`` is the share of words left as drafted, 0 to 1, from which a claim of
    editing is called in doubt. ``digital_source_type`` is IPTC's short name for how the English pages are
    made, which only the newsroom can say; empty if it does not. ``digest`` is the SHA-256 of the file, empty
    for no policy.
    """

    require: tuple[Claim, ...] = ()
    forbid: tuple[Claim, ...] = ()
    tools: bool = False
    untouched: float = UNTOUCHED
    digital_source_type: str = ""
    digest: str = ""

    @property
    def asks(self) -> bool:
        """Whether a page must have a disclosure at all."""
        return bool(self.require) or self.tools


def read_policy(folder: Path, name: str) -> Policy:
    """The policy in a file; none where the name is empty.

    Args:
        folder: what a relative name is relative to: the folder of ``audit.toml``.
        name: of the file.

    Raises:
        ConfigError: the file is missing or no TOML, or a setting in it is unknown or makes no sense.
    """
    if not name:
        return Policy()
    path = folder / Path(name).expanduser()
    try:
        data = path.read_bytes()
        table = tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read ({error.strerror}); correct the path in audit.toml."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read as TOML: {error}; correct that line.") from error
    if unknown := sorted(set(table) - set(_KNOWN)):
        raise ConfigError(
            f"{path}: unknown setting {unknown[0]!r}; the settings are {', '.join(_KNOWN)}."
        )
    require, forbid = (_claims(path, key, table.get(key, [])) for key in ("require", "forbid"))
    if both := sorted(set(require) & set(forbid)):
        raise ConfigError(f"{path}: {both[0]} is both required and forbidden; take one out.")
    tools, untouched = table.get("tools", False), table.get("untouched", UNTOUCHED)
    if not isinstance(tools, bool):
        raise ConfigError(f"{path}: tools is {tools!r}; write true or false.")
    if (
        isinstance(untouched, bool)
        or not isinstance(untouched, int | float)
        or not 0 < untouched <= 1
    ):
        raise ConfigError(f"{path}: untouched is {untouched!r}; give a share above 0, at most 1.")
    source_type = table.get("digital_source_type", "")
    if source_type not in ("", *SOURCE_TYPES):
        raise ConfigError(
            f"{path}: digital_source_type is {source_type!r}; the types of IPTC are "
            f"{', '.join(SOURCE_TYPES)}."
        )
    digest = hashlib.sha256(data).hexdigest()
    return Policy(require, forbid, tools, float(untouched), source_type, digest)


def _claims(path: Path, key: str, names: object) -> tuple[Claim, ...]:
    if not isinstance(names, list):
        raise ConfigError(f'{path}: {key} is no list; write {key} = ["ai", "editor"].')
    for name in names:
        if name not in set(Claim):
            raise ConfigError(
                f"{path}: {key} has {name!r}; the claims are {', '.join(sorted(Claim))}."
            )
    return tuple(claim for claim in Claim if claim in names)
