"""``verify``: whether anybody altered the results or the review log."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audit.cli.closing import unsigned
from audit.cli.remote import tell_recipient
from audit.cli.terminal import (
    EXIT_FLAGGED,
    EXIT_SOME_FAILED,
    EXIT_STOPPED,
    Folder,
    Progress,
    RequireSignoff,
    SettingsFile,
    err,
    out,
    settings_from,
)


def verify(
    folder: Folder = Path("out"),
    key: Annotated[
        Path | None, typer.Option(help="Public key that must have signed.", metavar="FILE")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Also audit the texts again and compare.")
    ] = False,
    head: Annotated[
        list[str] | None,
        typer.Option(
            help="Head of the review log kept elsewhere: an export, sign-off, page or other file that "
            "carries one, a line of head, or its hash. May be given several times.",
            metavar="FILE|TEXT",
            show_default=False,
        ),
    ] = None,
    timestamp_roots: Annotated[
        Path | None,
        typer.Option(help="Root certificates (PEM) of trusted time-stamps.", metavar="FILE"),
    ] = None,
    require_signoff: RequireSignoff = False,
    config: SettingsFile = None,
) -> None:
    """Check that nobody has altered the results or the review log behind the tool's back."""
    from audit.evidence.reaudit import differences
    from audit.results.folder import ResultsFolder
    from audit.review.proof import checked

    progress = Progress("audited again")
    try:
        settings = settings_from(config, None, None)
        found, told = checked(folder, settings, key, head or (), timestamp_roots)
        if again and not found:
            with err.status("auditing again …") as progress.shown:
                found = differences(ResultsFolder(folder), settings, progress, tell_recipient)
            told.append(f"{progress.done} articles audited again, nothing found that differs")
    except KeyboardInterrupt:
        err.print("Stopped; not everything was checked.")
        raise typer.Exit(EXIT_STOPPED) from None
    for fault in found:
        out.print(fault, style="red", markup=False, soft_wrap=True)
    if found:
        raise typer.Exit(EXIT_SOME_FAILED)
    for line in told:
        out.print(line, markup=False, soft_wrap=True)
    if require_signoff and unsigned(ResultsFolder(folder), settings):
        raise typer.Exit(EXIT_FLAGGED)
