"""``head``: how far the review log goes, to be kept on paper or in the mail."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audit.cli.terminal import (
    Folder,
    SettingsFile,
    TimestampAuthority,
    out,
    settings_from,
)


def head(
    folder: Folder = Path("out"),
    stamp: Annotated[
        bool,
        typer.Option("--stamp", help="Also keep it in log-head.txt and have that time-stamped."),
    ] = False,
    timestamp_authority: TimestampAuthority = None,
    config: SettingsFile = None,
) -> None:
    """Print how far the review log goes: its entries, the time and the hash of the last one.

    Keep the line where nobody who can write the results can change it; verify --head takes it.
    """
    from audit.review.sealing import printed_head

    settings = settings_from(config, None, None, timestamp_authority=timestamp_authority)
    found = printed_head(folder, settings, stamp=stamp)
    out.print(found.line, markup=False, soft_wrap=True)
