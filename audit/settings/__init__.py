"""The one configuration: ``audit.toml``, all of it optional, read once and passed down."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from audit.encoders.cache import default_folder
from audit.errors import ConfigError
from audit.records.flag import Severity
from audit.records.settings import (
    BACKENDS,
    DEFAULT_BUDGET,
    DEFAULT_QUALITY,
    DEFAULT_ZONE,
    TORCH,
    Role,
    Settings,
    file_of_settings,
    path_named,
)
from audit.settings.attention import read_attention
from audit.settings.disclosure_policy import read_policy
from audit.settings.house_style import read_house_style
from audit.settings.judge import read_judge
from audit.settings.limits import read_limits
from audit.settings.rules import read_rules
from audit.settings.signoff import read_signoff
from audit.settings.zone import read_zone

_KNOWN = {
    "encoder",
    "encoder_backend",
    "encoder_file",
    "quality",
    "judge",
    "cache",
    "false_alarms",
    "checks",
    "glossary",
    "style",
    "disclosure",
    "review",
    "roles",
    "signoff",
    "rules",
    "zone",
    "attention",
    "limits",
    "timestamp_authority",
}


def read_settings(path: Path) -> Settings:
    """The configuration in ``path``; the defaults where there is no such file.

    Raises:
        ConfigError: the file is no TOML, a setting is unknown or out of range, or a file that it
            names cannot be used.
    """
    if not path.exists():
        return Settings()
    try:
        table = tomllib.loads(file_of_settings(path).decode())
    except (ValueError, RecursionError) as error:  # figures of any length are none of ours
        raise ConfigError(f"{path} cannot be read as TOML: {error}; correct that line.") from error
    if unknown := sorted(set(table) - _KNOWN):
        raise ConfigError(
            f"{path}: unknown setting {unknown[0]!r}; the settings are {', '.join(sorted(_KNOWN))}."
        )
    off, severity = _checks(path, table.get("checks", {}))
    return Settings(
        encoder=_text(path, table, "encoder", "embedded"),
        encoder_backend=_backend(path, table.get("encoder_backend", TORCH)),
        encoder_file=_text(path, table, "encoder_file", ""),
        quality=_text(path, table, "quality", DEFAULT_QUALITY),
        cache=_text(path, table, "cache", ""),
        false_alarms=checked_budget(table.get("false_alarms", DEFAULT_BUDGET)),
        off=off,
        severity=severity,
        house_style=read_house_style(
            path.parent, _file(path, table, "glossary", "CSV"), _file(path, table, "style", "CSV")
        ),
        policy=read_policy(path.parent, _file(path, table, "disclosure", "TOML")),
        judge=read_judge(path, table.get("judge")),
        review=_text(path, table, "review", ""),
        roles=_roles(path, table.get("roles", {})),
        signoff=read_signoff(path, table.get("signoff", {})),
        rules=read_rules(path.parent, _file(path, table, "rules", "JSON")),
        rules_file=_file(path, table, "rules", "JSON"),
        zone=read_zone(path, table.get("zone", DEFAULT_ZONE)),
        attention=read_attention(path, table.get("attention", {})),
        limits=read_limits(path, table.get("limits", {})),
        timestamp_authority=_text(path, table, "timestamp_authority", ""),
    )


def _backend(path: Path, name: object) -> str:
    if name not in BACKENDS:
        raise ConfigError(
            f"{path}: encoder_backend is {name!r}; the backends are {', '.join(BACKENDS)}."
        )
    return str(name)


def _text(path: Path, table: Mapping[str, object], key: str, default: str) -> str:
    value = table.get(key, default)
    if not isinstance(value, str):
        raise ConfigError(f"{path}: {key} is {value!r}; give a text in quotation marks.")
    return value


def _file(path: Path, table: Mapping[str, object], key: str, kind: str) -> str:
    name = table.get(key, "")
    if not isinstance(name, str):
        raise ConfigError(f"{path}: {key} is {name!r}; give the name of a {kind} file.")
    return name


def checked_budget(value: object) -> float:
    """A false-alarm budget.

    Raises:
        ConfigError: it is no number from 0 to 100.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 100:
        raise ConfigError(
            f"false_alarms is {value!r}; give a number of false alarms per 100 sentences, 0 to 100."
        )
    return float(value)


def _roles(path: Path, table: object) -> dict[str, Role]:
    if not isinstance(table, dict):
        raise ConfigError(
            f'{path}: roles is not a table; write [roles] and "NAME@HOST" = "reviewer".'
        )
    for address, role in table.items():
        if role not in list(Role):
            raise ConfigError(
                f"{path}: the role of {address} is {role!r}; the roles are {', '.join(Role)}."
            )
    return {str(address): Role(role) for address, role in table.items()}


def _checks(path: Path, table: object) -> tuple[frozenset[str], dict[str, Severity]]:
    from audit.checks import all_checks

    names = {check.id for check in all_checks()}
    if not isinstance(table, dict):
        raise ConfigError(f'{path}: checks is not a table; write [checks] and NAME = "off".')
    off: set[str] = set()
    severity: dict[str, Severity] = {}
    for name, value in table.items():
        if name not in names:
            raise ConfigError(
                f"{path}: there is no check {name!r}; the checks are {', '.join(sorted(names))}."
            )
        if value == "off":
            off.add(name)
        elif value in list(Severity):
            severity[name] = Severity(value)
        else:
            raise ConfigError(
                f'{path}: checks.{name} is {value!r}; use "off" or one of {", ".join(Severity)}.'
            )
    return frozenset(off), severity


def cache_folder(settings: Settings) -> Path | None:
    """Where vectors of a sentence-transformers model are kept; None if nowhere."""
    if settings.cache == "off":
        return None
    return path_named(settings.cache) if settings.cache else default_folder()
