"""Errors that a user is meant to read: one sentence saying what, where and what to do."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

_LONGEST = 200
"""Most characters of a foreign error's own words."""


class AuditError(Exception):
    """Base of every error the tool reports in one line instead of a traceback.

    ``korean`` is the same line for a Korean reader, empty where an editor never meets it.
    """

    korean = ""

    def in_korean(self, sentence: str) -> Self:
        """The error itself, with its line in Korean."""
        self.korean = sentence
        return self


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

    def in_korean(self, sentence: str) -> Self:
        """The error itself, with what is wrong and what to do in Korean; where is put before it."""
        return super().in_korean(f"{self.where}: {sentence}")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, ...], dict[str, object]]:
        return type(self), (self.what, self.where, self.remedy), self.__dict__


class MissingSideError(InputError):
    """One side of an article is there and the other is not, or not yet."""


class OverBudgetError(InputError):
    """An article whose audit takes longer than it may."""


class UnforeseenError(InputError):
    """A fault of the tool itself, which ends the audit of one article.

    Args:
        what, where, remedy: as for any article.
        trace: the traceback of what was raised.
    """

    def __init__(self, what: str, where: str, remedy: str, trace: str) -> None:
        super().__init__(what, where, remedy)
        self.trace = trace

    def __reduce__(self) -> tuple[type[InputError], tuple[str, ...], dict[str, object]]:
        return type(self), (self.what, self.where, self.remedy, self.trace), self.__dict__


@contextmanager
def contained(stage: str, where: str) -> Iterator[None]:
    """Make an error that nobody foresaw that of one article, so that the others are audited.

    Args:
        stage: what is being done, as in "aligning".
        where: the article.

    Raises:
        UnforeseenError: something else than an :class:`AuditError` was raised.
    """
    try:
        yield
    except AuditError:
        raise
    except Exception as error:
        own = " ".join(str(error).split())[:_LONGEST]
        raise UnforeseenError(
            f"{stage} failed with {type(error).__name__}{': ' if own else ''}{own}",
            where,
            "this is a fault of the tool: please report this line",
            "".join(traceback.format_exception(error)),
        ) from error


class EncoderError(AuditError):
    """The encoder that was asked for cannot be loaded or used."""


class WorkerError(AuditError):
    """Processes that were to audit cannot be started."""


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
