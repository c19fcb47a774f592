"""What flags a run may have: the line between a run that passes and one that fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.errors import ConfigError
from audit.records.flag import Flag, Severity
from audit.records.result import ArticleResult

_SEVERITIES = (Severity.MINOR, Severity.MAJOR, Severity.CRITICAL)
_DIGITS = 4
"""Digits of a risk in the tables: what is read there decides."""


@dataclass(frozen=True, slots=True)
class Gate:
    """The least that fails a run: a severity, or a risk, 0 to 1."""

    least: Severity | float

    def fails(self, flag: Flag) -> bool:
        """Whether a flag is at least so severe, or so risky."""
        if isinstance(self.least, Severity):
            return flag.severity.weight >= self.least.weight
        return round(flag.risk, _DIGITS) >= self.least

    def failing(self, result: ArticleResult) -> Iterator[Flag]:
        """The flags of an article that fail a run, in their order; none held back, none mended."""
        return (flag for flag in result.flags if self.fails(flag))


def gate_of(words: str) -> Gate:
    """The gate that an option asks for: a severity's name, or a risk.

    Raises:
        ConfigError: it is neither.
    """
    for severity in _SEVERITIES:
        if words == severity.value:
            return Gate(severity)
    try:
        risk = float(words)
    except ValueError:
        risk = -1.0
    if not 0 <= risk <= 1:
        raise ConfigError(
            f"--fail-on {words!r} is no severity and no risk; give critical, major or minor, or a number "
            "from 0 to 1."
        )
    return Gate(risk)
