"""The house policy on disclosure: what a page must claim, may not claim and must bear out, a small TOML."""

from __future__ import annotations

import tomllib
from pathlib import Path

from audit.errors import ConfigError
from audit.records.digest import sha256_of
from audit.records.settings import UNTOUCHED, Claim, DisclosurePolicy, file_of_settings, path_named

SOURCE_TYPES = (
    "algorithmicMedia", "algorithmicallyEnhanced", "composite", "compositeCapture",
    "compositeSynthetic", "compositeWithTrainedAlgorithmicMedia", "computationalCapture",
    "dataDrivenMedia", "digitalCapture", "digitalCreation", "humanEdits", "negativeFilm",
    "positiveFilm", "print", "screenCapture", "trainedAlgorithmicMedia", "virtualRecording",
)  # fmt: skip
"""The digital source types of IPTC (NewsCodes, digitalsourcetype) that are in force, none of the retired."""
_KNOWN = ("require", "forbid", "tools", "untouched", "digital_source_type")


def read_policy(folder: Path, name: str) -> DisclosurePolicy:
    """The policy in a file; none where the name is empty.

    Args:
        folder: what a relative name is relative to: the folder of ``audit.toml``.
        name: of the file.

    Raises:
        ConfigError: the file is missing or no TOML, or a setting in it is unknown or makes no sense.
    """
    if not name:
        return DisclosurePolicy()
    path = folder / path_named(name)
    try:
        data = file_of_settings(path)
        table = tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read ({error.strerror}); correct the path in audit.toml."
        ) from error
    except (ValueError, RecursionError) as error:
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
    digest = sha256_of(data)
    return DisclosurePolicy(require, forbid, tools, float(untouched), source_type, digest)


def _claims(path: Path, key: str, names: object) -> tuple[Claim, ...]:
    if not isinstance(names, list):
        raise ConfigError(f'{path}: {key} is no list; write {key} = ["ai", "editor"].')
    for name in names:
        if name not in list(Claim):
            raise ConfigError(
                f"{path}: {key} has {name!r}; the claims are {', '.join(sorted(Claim))}."
            )
    return tuple(claim for claim in Claim if claim in names)
