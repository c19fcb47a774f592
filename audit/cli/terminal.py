"""What the commands share: the terminal, exit codes, settings, and work that can be stopped."""

from __future__ import annotations

import signal
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.status import Status
from rich.text import Text

from audit.languages.visible import visible

if TYPE_CHECKING:
    from audit.errors import AuditError
    from audit.records.settings import Settings
    from audit.review.roles import Person

ArticleId = Annotated[
    str, typer.Argument(help="Id of the article, as in articles.csv.", metavar="ARTICLE")
]
Folder = Annotated[Path, typer.Argument(help="Folder of the results.", metavar="[DIR]")]
Results = Annotated[Path, typer.Option("--out", help="Folder of the results.", metavar="DIR")]
SigningKey = Annotated[
    Path | None, typer.Option(help="Private key to sign the results with.", metavar="FILE")
]
SettingsFile = Annotated[
    Path | None, typer.Option(help="Settings file (audit.toml).", metavar="FILE")
]

TimestampAuthority = Annotated[
    str | None,
    typer.Option(
        help="RFC 3161 service that time-stamps it.",
        metavar="URL",
        show_default="timestamp_authority in audit.toml",
    ),
]

RequireSignoff = Annotated[
    bool,
    typer.Option(
        "--require-signoff",
        help="Print the articles that nobody has signed off as they stand, and exit with 3 if there are any.",
    ),
]

_TOLD = 100
"""Errors of a run that are printed; errors.csv has them all."""
_LATELY = 60
_SURE = 5
"""Seconds of work from which what is left is told."""
EXIT_SOME_FAILED, EXIT_FAILED, EXIT_FLAGGED, EXIT_STOPPED = 1, 2, 3, 130


class VisibleConsole(Console):
    """A console on which text from outside, such as a file's name, can give the terminal no orders."""

    def render_str(self, text: str, **options: Any) -> Text:  # noqa: ANN401 - rich's own
        """A string as it is printed; what is shown in place of a control takes room in its line."""
        return super().render_str(visible(text), **options)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterator[Segment]:
        """The segments of what is printed; only rich's own are controls."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(visible(segment.text), segment.style)


out, err = VisibleConsole(highlight=False), VisibleConsole(stderr=True, highlight=False)


_traced = False


def trace_errors(asked: bool) -> None:
    """Whether :func:`tell` also says where in the tool something failed, as ``--debug`` asks."""
    global _traced
    _traced = asked


def tell(error: AuditError) -> None:
    """Say what is wrong; of what the tool or the system failed at also where, if that is asked for."""
    err.print(f"error: {error}", style="red", markup=False)
    trace = getattr(error, "trace", "")
    if _traced and not trace and error.__cause__ is not None:
        trace = "".join(traceback.format_exception(error.__cause__))
    if _traced and trace:
        err.print(trace, markup=False, soft_wrap=True)


def tell_all(errors: Sequence[AuditError]) -> None:
    """Say what is wrong with a run, and of how much more, where that is more than anybody reads."""
    for error in errors[:_TOLD]:
        tell(error)
    if len(errors) > _TOLD:
        err.print(f"… and {len(errors) - _TOLD:,} errors more.", style="red", markup=False)


def as_called(command: str) -> str:
    """One of the tool's commands as the user may type it: by its name where the package is installed."""
    installed = Path(sys.argv[0]).stem == "translation-audit"
    return f"{'translation-audit' if installed else 'python -m audit'} {command}"


def fail(error: AuditError) -> NoReturn:
    """Say what is wrong and end the program."""
    tell(error)
    raise typer.Exit(EXIT_FAILED)


def settings_from(
    path: Path | None,
    encoder: str | None,
    false_alarms: float | None,
    quality: str | None = None,
    timestamp_authority: str | None = None,
) -> Settings:
    """The settings in a file, ``audit.toml`` if none is named, with what the command line says instead.

    The readers of this process keep to their limits from now on.

    Raises:
        ConfigError: there is no such file, or a setting in it makes no sense.
    """
    from audit.errors import ConfigError
    from audit.settings import checked_budget, read_settings
    from audit.sources.limits import put_in_force

    if path is not None and not path.exists():
        raise ConfigError(f"There is no configuration file {path}; check the path.")
    config = read_settings(path or Path("audit.toml"))
    if encoder is not None:
        config = replace(config, encoder=encoder)
    if quality is not None:
        config = replace(config, quality=quality)
    if timestamp_authority is not None:
        config = replace(config, timestamp_authority=timestamp_authority)
    if false_alarms is not None:
        config = replace(config, false_alarms=checked_budget(false_alarms))
    put_in_force(config.limits)
    return config


def person_from(account: str, settings: Settings) -> Person:
    """Who is at the terminal; where nobody has a role, whoever can write to the results is a lead.

    Raises:
        ConfigError: nobody has said who it is.
    """
    from audit.errors import ConfigError
    from audit.records.settings import Role
    from audit.review.roles import Person, role_of

    if not account:
        raise ConfigError("Nobody has said who this is; give --name, or --account.")
    return Person(account, role_of(account, settings.roles) if settings.roles else Role.LEAD)


def with_rules(settings: Settings, out_dir: Path | None = None) -> Settings:
    """The settings with the standing rules that hold today.

    Args:
        settings: their own, where they name a file of rules; else the review store's.
        out_dir: the results that the store may lie beside, None for none.

    Raises:
        ConfigError: the store cannot be opened.
    """
    from audit.languages.dates import today_in_korea
    from audit.records.rule import in_force
    from audit.results.folder import ResultsFolder

    beside = out_dir is not None and ResultsFolder(out_dir).review_store.exists()
    if settings.rules_file:
        return replace(settings, rules=in_force(settings.rules, today_in_korea()))
    if not (settings.review or beside):
        return replace(settings, rules=())
    from audit.review.folder_log import existing
    from audit.review.rules import applied  # half a second: the database

    return applied(settings, existing(settings.review, out_dir or Path()))


def _left(times: Sequence[tuple[float, float | None]]) -> str:
    """What is left by how the share of what is done grew, from some seconds on."""
    known = [(at, share) for at, share in times if share is not None]
    if len(known) < 2:
        return ""
    (first, before), (last, share) = known[0], known[-1]
    if last - first < _SURE or share <= before:
        return ""
    seconds = (1 - share) * (last - first) / (share - before)
    if seconds < 90:
        return f", {seconds:.0f} s left"
    return f", {seconds / 60:.0f} min left" if seconds < 5400 else f", {seconds / 3600:.1f} h left"


class Progress:
    """Counts the articles that are done, and stops between two of them once the user has asked for it.

    An interrupt that falls into a library's callback is lost there, but not here; a request to end and a
    terminal that is closed are taken as one. ``shown`` is where the count and the articles a minute, those
    of the last minute, appear; None for nowhere. ``share`` gives the share of the work that is done, if it is
    known: what is left is told from how it grew in the last minute.
    """

    def __init__(self, words: str) -> None:
        self.done = 0
        self.shown: Status | None = None
        self.share: Callable[[], float | None] = lambda: None
        self._words = words
        self._times: deque[tuple[float, float | None]] = deque()
        self._interrupts = 0
        self._held = False
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)  # Windows has no SIGHUP; nohup ignores it
            if number and (name == "SIGINT" or signal.getsignal(number) is not signal.SIG_IGN):
                signal.signal(number, self._interrupted)

    def __call__(self, article_id: str) -> None:
        """Count an article."""
        self.done += 1
        if self._interrupts:
            raise KeyboardInterrupt
        if self.shown is not None:
            self.shown.update(self._line(article_id))

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Stop only at the end of a block that is to be done wholly or not at all."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._interrupts:
            raise KeyboardInterrupt

    def _line(self, article_id: str) -> Text:
        times, now, share = self._times, time.monotonic(), self.share()
        times.append((now, share))
        while len(times) > 2 and now - times[0][0] > _LATELY:
            times.popleft()
        passed = now - times[0][0]
        rate = f", {60 * (len(times) - 1) / passed:.0f} a minute" if passed else ""
        left = _left(times)
        line = Text(f"{self.done} {self._words}{rate}{left}, last {article_id}")
        line.truncate(max(err.width - 3, 0), overflow="ellipsis")  # beside the spinner
        return line

    def _interrupted(self, _: int, __: object) -> None:
        self._interrupts += 1
        if not self._held:
            raise KeyboardInterrupt
