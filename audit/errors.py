"""Errors that a user is meant to read: one sentence saying what, where and what to do."""

from __future__ import annotations


class AuditError(Exception):
    """Base of every error the tool reports in one line instead of a traceback."""


class InputError(AuditError):
    """An article, file or row that cannot be audited.

    Args:
        what: what is wrong, without a final full stop.
        where: file, with ``:line`` or ``:row N`` where there is one.
        remedy: what to do about it, without a final full stop.
    """

    def __init__(self, what: str, where: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}; {remedy}.")
        self.what, self.where, self.remedy = what, where, remedy

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        return InputError, (self.what, self.where, self.remedy)


class EncoderError(AuditError):
    """The encoder that was asked for cannot be loaded or used."""


class ConfigError(AuditError):
    """An option or a configuration file that makes no sense."""


class MissingExtra(AuditError):
    """A part of the tool whose packages are not installed.

    Args:
        what: what was asked for.
        extra: the extra that brings it.
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs packages that are not installed; install them with: "
            f"pip install 'translation-provenance-audit[{extra}]'"
        )
        self.what, self.extra = what, extra

    def __reduce__(self) -> tuple[type[MissingExtra], tuple[str, str]]:
        return MissingExtra, (self.what, self.extra)
