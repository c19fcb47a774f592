"""Errors that a user is meant to read: one sentence saying what, where and what to do."""

from __future__ import annotations

import errno
import os
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

_LONGEST = 200
"""Most characters of a foreign error's own words."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_ROOM = "make room there and run it again (score goes on with --resume)"
_REMEDIES = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "raise the limit on the size of files (ulimit -f) and run it again",
    errno.EROFS: "give a folder that can be written",
    errno.ENOTDIR: "a file lies where a folder must; move it away, or give another folder",
    errno.EEXIST: "a file lies where a folder must; move it away, or give another folder",
    errno.EISDIR: "a folder lies where a file must; move it away, or give another folder",
    errno.ENAMETOOLONG: "give a shorter name",
}
"""What to do about what the operating system refuses, by its number."""


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

    ``code`` is its kind in a word, ``stage`` what was being done, ``article`` the id where it is known.
    """

    code = "input"
    stage = "reading"
    article = ""

    def __init__(self, what: str, where: str, remedy: str) -> None:
        what, where, remedy = (whole(part) for part in (what, where, remedy))
        super().__init__(f"{where}: {what}; {remedy}.")
        self.what, self.where, self.remedy = what, where, remedy

    def in_korean(self, sentence: str) -> Self:
        """The error itself, with what is wrong and what to do in Korean; where is put before it."""
        return super().in_korean(f"{self.where}: {sentence}")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, ...], dict[str, object]]:
        return type(self), (self.what, self.where, self.remedy), self.__dict__

    def at(self, stage: str, article: str = "") -> Self:
        """The error itself, with what was being done and the article."""
        self.stage, self.article = stage, article or self.article
        return self


class MissingSideError(InputError):
    """One side of an article is there and the other is not, or not yet."""

    code = "missing-side"


class LostError(InputError):
    """An article whose audit ended with the process that did it."""

    code = "lost"
    stage = "auditing"


class UnjudgedError(InputError):
    """An article that is audited, but for what a quality model could not say of it."""

    code = "unjudged"
    stage = "judging"


class OverBudgetError(InputError):
    """An article whose audit takes longer than it may."""

    code = "over-budget"
    stage = "auditing"


class UnforeseenError(InputError):
    """A fault of the tool itself, which ends the audit of one article.

    Args:
        what, where, remedy: as for any article.
        trace: the traceback of what was raised.
    """

    code = "fault"

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
        raise unforeseen(stage, where, error) from error


def unforeseen(stage: str, where: str, error: Exception) -> UnforeseenError:
    """The sentence on an error that nobody foresaw.

    Args:
        stage: what was being done, as in "aligning".
        where: the article, or the command.
        error: what was raised.
    """
    own = " ".join(str(error).split())[:_LONGEST]
    return UnforeseenError(
        f"{stage} failed with {type(error).__name__}{': ' if own else ''}{own}",
        where,
        "this is a fault of the tool: please report this line",
        "".join(traceback.format_exception(error)),
    ).at(stage)


class StorageError(AuditError):
    """A file or folder that the operating system does not let be read or written."""


def of_system(error: OSError, where: str = "") -> StorageError:
    """What a user is told of a file or folder that the operating system refused.

    Args:
        error: what it raised.
        where: the file, where the error does not say.
    """
    # Of a file that was to take another's place, the other is meant.
    name = error.filename2 or error.filename or where or "a file"
    shown = whole(os.fsdecode(name) if isinstance(name, (str, bytes)) else str(name))
    reason = (error.strerror or str(error) or type(error).__name__).strip().lower()
    remedy = _REMEDIES.get(error.errno or 0, "check the path and its rights")
    return StorageError(f"{shown} cannot be read or written ({reason}); {remedy}.")


def whole(text: str) -> str:
    """A text of whole characters: what is none, as in a name that is not UTF-8, is written as its code."""
    return _SURROGATE.sub(_code, text)


def _code(found: re.Match[str]) -> str:
    number = ord(found[0])
    # Python holds a byte of a name that is not UTF-8 as U+DC80 to U+DCFF.
    return f"\\x{number - 0xDC00:02x}" if 0xDC80 <= number <= 0xDCFF else f"\\u{number:04x}"


class EncoderError(AuditError):
    """The encoder that was asked for cannot be loaded or used."""


class WorkerError(AuditError):
    """Processes that were to audit cannot be started."""


class ConfigError(AuditError):
    """An option or a configuration file that makes no sense."""


class StoreError(ConfigError):
    """A review store that cannot be reached or read, though its address makes sense."""


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
