"""What the commands share: the terminal, exit codes, settings, and work that can be stopped."""

from __future__ import annotations

import signal
import traceback
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.status import Status

if TYPE_CHECKING:
    from audit.errors import AuditError
    from audit.records.settings import Settings

ArticleId = Annotated[
    str, typer.Argument(help="Id of the article, as in articles.csv.", metavar="ARTICLE")
]
Folder = Annotated[Path, typer.Argument(help="Folder of the results.", metavar="[DIR]")]
Results = Annotated[Path, typer.Option("--out", help="Folder of the results.", metavar="DIR")]
SettingsFile = Annotated[
    Path | None, typer.Option(help="Settings file (audit.toml).", metavar="FILE")
]

Debug = Annotated[
    bool, typer.Option("--debug", help="Also print the traceback of a fault of the tool.")
]

EXIT_SOME_FAILED, EXIT_FAILED, EXIT_STOPPED = 1, 2, 130

out, err = Console(highlight=False), Console(stderr=True, highlight=False)


def tell(error: AuditError, *, debug: bool = False) -> None:
    """Say what is wrong; of a fault of the tool itself also where in it, if that is asked for."""
    from audit.errors import UnforeseenError

    err.print(f"error: {error}", style="red", markup=False)
    if debug and isinstance(error, UnforeseenError):
        err.print(
            "".join(traceback.format_exception(error.__cause__)), markup=False, soft_wrap=True
        )


def fail(error: AuditError, *, debug: bool = False) -> NoReturn:
    """Say what is wrong and end the program."""
    tell(error, debug=debug)
    raise typer.Exit(EXIT_FAILED)


def settings_from(
    path: Path | None,
    encoder: str | None,
    false_alarms: float | None,
    quality: str | None = None,
) -> Settings:
    """The settings in a file, ``audit.toml`` if none is named, with what the command line says instead.

    Raises:
        ConfigError: there is no such file, or a setting in it makes no sense.
    """
    from audit.errors import ConfigError
    from audit.settings import checked_budget, read_settings

    if path is not None and not path.exists():
        raise ConfigError(f"There is no configuration file {path}; check the path.")
    config = read_settings(path or Path("audit.toml"))
    if encoder is not None:
        config = replace(config, encoder=encoder)
    if quality is not None:
        config = replace(config, quality=quality)
    if false_alarms is not None:
        config = replace(config, false_alarms=checked_budget(false_alarms))
    return config


class Progress:
    """Counts the articles that are done, and stops between two of them once the user has asked for it.

    An interrupt that falls into a library's callback is lost there, but not here. ``shown`` is where the
    count appears, None for nowhere.
    """

    def __init__(self, words: str) -> None:
        self.done = 0
        self.shown: Status | None = None
        self._words = words
        self._interrupts = 0
        signal.signal(signal.SIGINT, self._interrupted)

    def __call__(self, article_id: str) -> None:
        """Count an article."""
        self.done += 1
        if self._interrupts:
            raise KeyboardInterrupt
        if self.shown is not None:
            self.shown.update(f"{self.done} {self._words}, last {article_id}")

    def _interrupted(self, _: int, __: object) -> None:
        self._interrupts += 1
        raise KeyboardInterrupt
