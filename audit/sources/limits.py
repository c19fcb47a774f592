"""How much the readers of this process take: what ``[limits]`` of the settings says, once they are known."""

from __future__ import annotations

from audit.errors import InputError
from audit.records.settings import Limits

HEADER = 1_000_000
"""Most characters of a table's header: a thousand columns with names of a thousand letters."""
_SPLIT = "split it into its articles"

_in_force = Limits()


def limits() -> Limits:
    """The limits in force in this process."""
    return _in_force


def put_in_force(chosen: Limits) -> None:
    """Have the readers of this process keep to these limits."""
    global _in_force
    _in_force = chosen


def remedy(setting: str, instead: str = _SPLIT) -> str:
    """What to do about something that is beyond a limit.

    Args:
        setting: the limit's name in the settings.
        instead: what is better done than raising it.
    """
    return f"{instead}, or allow more with {setting} under [limits] in audit.toml"


def check_sentences(count: int, what: str, where: str) -> None:
    """Whether a text has no more sentences than it may.

    Args:
        count: its sentences, or one more than are allowed.
        what: the text, as a message names it.
        where: file and row, for the message.

    Raises:
        InputError: it has more.
    """
    most = limits().sentences
    if count > most:
        raise InputError(f"{what} has more than {most:,} sentences", where, remedy("sentences"))
