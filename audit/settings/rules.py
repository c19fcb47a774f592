"""Standing rules from a file, for runs beside which there is no review store: ``rules`` in ``audit.toml``."""

from __future__ import annotations

import re
from pathlib import Path

from audit.errors import ConfigError
from audit.languages.dates import today_in_korea
from audit.records.codec import from_json
from audit.records.rule import Rule, RuleFile, in_force
from audit.records.settings import file_of_settings, path_named

_ID, _DAY = re.compile("[0-9a-f]{12}"), re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def read_rules(folder: Path, name: str) -> tuple[Rule, ...]:
    """The rules of a file that hold today in Korea; none where no file is named.

    Args:
        folder: what a relative name is relative to: the folder of ``audit.toml``.
        name: of the file, as ``translation-audit rules --export`` writes it.

    Raises:
        ConfigError: the file cannot be read or holds no rules.
    """
    if not name:
        return ()
    path = folder / path_named(name)
    try:
        found = from_json(RuleFile, file_of_settings(path))
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read ({error.strerror}); correct the path of rules in audit.toml."
        ) from error
    except ValueError as error:
        raise ConfigError(
            f"{path} holds no standing rules: {error}; write it anew with translation-audit rules --export."
        ) from error
    for rule in found.rules:
        if not _ID.fullmatch(rule.id) or not _DAY.fullmatch(rule.until):
            raise ConfigError(
                f"{path}: the rule {rule.id!r} has no id or no last day as the tool writes them; "
                "write the file anew with translation-audit rules --export."
            )
    return in_force(found.rules, today_in_korea())
