"""The edge of every command: whatever it raises is one sentence and an exit code, never a traceback.

A bad article of a run ends in its results (:mod:`audit.batch.task`); what comes here ends the command.
"""

from __future__ import annotations

import errno
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import Parameter, Signature, signature
from threading import current_thread, main_thread
from typing import Annotated, Any, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup

from audit.cli.terminal import EXIT_STOPPED, err, fail, trace_errors
from audit.errors import AuditError, StoreError, of_system, unforeseen
from audit.languages.visible import visible
from audit.results.stops import STOPS

_Debug = Annotated[
    bool, typer.Option("--debug", help="Also print the traceback of a fault of the tool.")
]
_OWN_ENDS = (typer.Exit, typer.Abort, typer.TyperException)
"""What a command line ends with by itself: an exit code, or what is wrong with how it was called."""


class Command(TyperCommand):
    """A command that ends in one sentence: exit code 2 for what it cannot do, 130 where it is stopped.

    ``--debug`` also prints the traceback of a fault of the tool.
    """

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer's own
        """Run the command."""
        try:
            with _stops_as_interrupts():
                return super().invoke(ctx)
        except _OWN_ENDS:
            raise
        except KeyboardInterrupt:
            err.print("Stopped.")
            raise typer.Exit(EXIT_STOPPED) from None
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # who reads what is printed has seen enough: typer ends quietly
            fail(as_sentence(error, f"{self.name}"))


def debuggable(command: Callable[..., None]) -> Callable[..., None]:
    """A command that also takes ``--debug``."""

    @wraps(command)
    def called(*, debug: bool = False, **named: Any) -> None:  # noqa: ANN401 - the command's own
        trace_errors(debug)
        command(**named)

    told = get_type_hints(command, include_extras=True) | {"debug": _Debug}
    own = [
        *signature(command).parameters.values(),
        Parameter("debug", Parameter.KEYWORD_ONLY, default=False),
    ]
    called.__annotations__ = told
    called.__signature__ = Signature([each.replace(annotation=told[each.name]) for each in own])  # type: ignore[attr-defined]
    return called


class Commands(TyperGroup):
    """The commands; what is wrong with how one was called gives the terminal no orders either."""

    def make_context(self, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - typer's own
        """Read the arguments before the command's name."""
        with _visible():
            return super().make_context(*arguments, **named)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer's own
        """Run the command that is named."""
        with _visible():
            return super().invoke(ctx)


def as_sentence(error: Exception, command: str) -> AuditError:
    """What a user is told of an error that ends a command.

    Args:
        error: what was raised.
        command: by what, for a fault of the tool itself.
    """
    if isinstance(error, AuditError):
        return error
    if isinstance(error, OSError):
        return of_system(error, "the output")
    # Loading it takes half a second; where nothing has, it raised nothing.
    database = sys.modules.get("sqlalchemy.exc")
    if database is not None and isinstance(error, database.DatabaseError):
        said = str(getattr(error, "orig", error)).strip().partition("\n")[0]
        return StoreError(
            f"The review store cannot be read or written ({said}); mend it, or make room."
        )
    return unforeseen(command, "translation-audit", error)


@contextmanager
def _stops_as_interrupts() -> Iterator[None]:
    """Have a request to end, and a terminal that is closed, stop a command as Ctrl-C does."""
    before = {}
    for number in STOPS if current_thread() is main_thread() else ():
        # Ctrl-C is Python's own; nohup ignores SIGHUP.
        if signal.getsignal(number) is signal.SIG_DFL:
            before[number] = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _visible() -> Iterator[None]:
    try:
        yield
    except typer.TyperException as error:
        error.message = visible(error.message)
        raise
